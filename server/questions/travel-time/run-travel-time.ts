import type { ProcessInputs } from '../../contract/processes.ts';
import { ProblemException } from '../../contract/problems.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import { UNREACHED } from '../../kernel/grid/grid.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { assertUsable } from '../catchments/run-catchments.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { findCellAt } from '../shared/to-degrees.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface TravelTimeTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'travel-time'>;
}
export interface TravelTimeTaskOutput {
  readonly body: {
    readonly origins: number;
    readonly reachedCells: number;
    readonly reachedPeople: number;
    readonly totalPeople: number;
    readonly meanMinutes: number | null;
    readonly medianMinutes: number | null;
    readonly p90Minutes: number | null;
  };
  readonly notes: readonly TaskNote[];
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
}

/** Time to the nearest of the origins (default: the facilities) for every cell. */
export function runTravelTime(
  { region: reference, inputs }: TravelTimeTaskInput,
  context: TaskContext,
): TravelTimeTaskOutput {
  const region = context.loadRegion(reference);
  context.report(0.02, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  let cells: Int32Array;
  let notes: readonly TaskNote[] = [];
  if (inputs.origins) {
    if (inputs.facilities)
      throw new ProblemException('invalid-inputs', { count: 1 }, [
        { pointer: '/facilities', code: 'origins-or-facilities', parameters: {} },
      ]);
    cells = Int32Array.from(inputs.origins, ([lon, lat], i) => {
      const cell = findCellAt(region.grid, lon, lat);
      assertUsable(engine, cell, i, lon, lat);
      return cell;
    });
  } else {
    const selected = selectFacilities(region, engine, inputs.facilities);
    cells = selected.cells;
    notes = selected.notes;
  }
  context.report(0.3, 'search');
  const limit = inputs.cutoffMinutes === undefined ? Infinity : toCutoffSeconds(inputs.cutoffMinutes);
  const { seconds, nearest } = engine.computeSurface(cells, limit);
  context.report(0.9, 'sum');
  let reachedCells = 0;
  for (const value of seconds) if (value < UNREACHED) reachedCells++;
  const burden = computeTravelBurden(seconds, region.population);
  const minutes = (value: number | null): number | null => (value === null ? null : value / 60);
  return {
    body: {
      origins: cells.length,
      reachedCells,
      reachedPeople: burden.people - burden.unreachedPeople,
      totalPeople: burden.people,
      meanMinutes: minutes(burden.meanSeconds),
      medianMinutes: minutes(burden.medianSeconds),
      p90Minutes: minutes(burden.p90Seconds),
    },
    notes,
    seconds,
    nearest,
  };
}
