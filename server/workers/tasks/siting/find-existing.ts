import type { ProcessInputs } from '../../../contract/processes.ts';
import { CELL_WALKABLE, type Surface, type TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { NONE, UNREACHED } from '../../../kernel/grid/grid.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Facility, Region } from '../../../region/region.ts';
import { selectFacilities } from '../select-facilities.ts';
import type { TaskNote } from '../task-note.ts';

export interface Existing {
  /** Facilities that count, in the order that `nearest` names them. */
  readonly facilities: readonly Facility[];
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
  readonly notes: readonly TaskNote[];
}

/** What existing facilities cover; a region without any starts from nobody covered. */
export function findExisting(
  region: Region,
  engine: TravelEngine,
  inputs: Pick<ProcessInputs<'siting'>, 'facilities'>,
  cutoffSeconds: number,
): Existing {
  const none = region.facilities.length === 0 && !inputs.facilities;
  const selected = none ? null : selectFacilities(region, engine, inputs.facilities);
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
    notes: selected ? selected.notes : [{ code: 'no-existing-facilities', parameters: {} }],
  };
}
