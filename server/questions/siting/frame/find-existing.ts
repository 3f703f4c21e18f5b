import type { ProcessInputs } from '../../../contract/processes.ts';
import { CELL_WALKABLE, type Surface, type TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { NONE, UNREACHED } from '../../../kernel/grid/grid.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Facility, Region } from '../../../region/model/region.ts';
import { selectFacilities, type SelectedFacilities } from '../../shared/select-facilities.ts';
import { note, type TaskNote } from '../../shared/task-note.ts';
import { listUnused } from './beside-unused.ts';

export interface Existing {
  /**
   * Facilities that count, in the order that `nearest` names them, and the cell each serves from, NONE
   * where it cannot.
   */
  readonly facilities: readonly Facility[];
  readonly cells: Int32Array;
  readonly seconds: Float64Array;
  /** Facility nearest to each cell within the cut-off, NONE beyond. */
  readonly nearest: Int32Array;
  readonly covered: number;
  readonly uncovered: Int32Array;
  /** Every populated cell one can travel from. */
  readonly demand: Int32Array;
  readonly unlimitedSeconds: () => Float64Array;
  /** Facilities within the cut-off by cell, counted up to 2. */
  readonly countWithin: () => Uint8Array;
  /** Facilities that would count and take no part: on a barrier, without land data, outside. */
  readonly unused: readonly Facility[];
  readonly notes: readonly TaskNote[];
}

/**
 * What existing facilities cover; a region without any starts from no one covered, and so does a question
 * that excludes them.
 * `closed`: ids of those that no longer count.
 */
export function findExisting(
  region: Region,
  engine: TravelEngine,
  inputs: Pick<ProcessInputs<'siting'>, 'facilities' | 'existing'>,
  cutoffSeconds: number,
  closed: ReadonlySet<string> = new Set(),
): Existing {
  const none = region.facilities.length === 0 && !inputs.facilities;
  const all = none ? null : selectFacilities(region, engine, inputs.facilities);
  const excluded = inputs.existing === 'excluded';
  const left = excluded ? null : all && leaveOut(all, closed);
  const selected = left && left.facilities.length > 0 ? left : null;
  const search = (limit: number): Surface =>
    selected
      ? engine.computeSurface(selected.cells, limit)
      : {
          seconds: new Float64Array(region.population.length).fill(UNREACHED),
          nearest: new Int32Array(region.population.length).fill(NONE),
        };
  const { seconds, nearest } = search(cutoffSeconds);
  const coveredPeople: number[] = [];
  const uncovered: number[] = [];
  const demand: number[] = [];
  for (let cell = 0; cell < seconds.length; cell++) {
    if (!(region.population[cell]! > 0)) continue;
    const walkable = engine.cellState[cell] === CELL_WALKABLE;
    if (walkable) demand.push(cell);
    if (seconds[cell]! <= cutoffSeconds) coveredPeople.push(region.population[cell]!);
    else if (walkable) uncovered.push(cell);
  }
  return {
    facilities: selected?.facilities ?? [],
    cells: selected?.cells ?? new Int32Array(0),
    seconds,
    nearest,
    covered: computeSum(coveredPeople),
    uncovered: Int32Array.from(uncovered),
    demand: Int32Array.from(demand),
    unlimitedSeconds: () => search(Infinity).seconds,
    countWithin: () => {
      const count = new Uint8Array(seconds.length);
      for (const source of selected?.cells ?? []) {
        if (source === NONE) continue;
        const reach = engine.computeReach(source, cutoffSeconds);
        for (let k = 0; k < reach.count; k++) if (count[reach.cells[k]!]! < 2) count[reach.cells[k]!]!++;
      }
      return count;
    },
    unused: all && !excluded ? listUnused(all) : [],
    notes: all
      ? [...all.notes, ...(excluded ? [note('siting-existing-excluded')] : [])]
      : [note('no-existing-facilities')],
  };
}

function leaveOut(all: SelectedFacilities, closed: ReadonlySet<string>): SelectedFacilities {
  if (closed.size === 0) return all;
  const kept = all.facilities.map(({ id }) => !closed.has(id));
  return {
    facilities: all.facilities.filter((_, i) => kept[i]),
    cells: all.cells.filter((_, i) => kept[i]),
    states: all.states.filter((_, i) => kept[i]),
    listed: kept.filter((keep, i) => keep && i < all.listed).length,
    notes: all.notes,
  };
}
