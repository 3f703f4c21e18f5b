import type { ProcessInputs } from '../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { findCellAt } from '../shared/to-degrees.ts';
import { findExisting, type Existing } from './frame/find-existing.ts';
import { selectCandidates } from './frame/select-candidates.ts';
import { assertRoomFits } from './models/solve-capacity.ts';
import { lowestTier } from './models/solve-plan-models.ts';
import { refuseUnused } from './refuse-unused.ts';

export interface SitingTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'siting'>;
}

/** What a siting model chooses from and what it counts. */
export interface SitingFrame {
  readonly reference: RegionReference;
  readonly context: TaskContext;
  readonly inputs: ProcessInputs<'siting'>;
  readonly region: Region;
  readonly engine: TravelEngine;
  /** People of the region. */
  readonly total: number;
  readonly cutoffMinutes: number;
  readonly cutoffSeconds: number;
  readonly candidates: ReturnType<typeof selectCandidates>;
  /** Cells of the candidates and of the sites that must be chosen, ascending. */
  readonly cells: Int32Array;
  readonly fixedCells: readonly number[];
  readonly existing: Existing;
}

/** Checks the inputs, then finds people, candidates and what exists. */
export function openSitingFrame(
  { region: reference, inputs }: SitingTaskInput,
  context: TaskContext,
): SitingFrame {
  refuseUnused(inputs);
  const region = context.loadRegion(reference);
  const total = computeSum(region.population);
  if (total === 0) throw new ProblemException('no-people');
  context.report(0.01, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  // The sites of a ladder of tiers are described for the service of its lowest tier.
  const cutoffMinutes = lowestTier(inputs)?.cutoffMinutes ?? inputs.cutoffMinutes;
  const cutoffSeconds = toCutoffSeconds(cutoffMinutes);
  const cellMeters = buildGridMetric(region.grid).cellSizeMeters;
  const candidates = selectCandidates(region, engine, inputs.candidates, cellMeters);
  const fixedCells = findFixed(region, engine, inputs.fixed ?? []);
  const cells = Int32Array.from(new Set([...candidates.cells, ...fixedCells])).sort();
  if (inputs.siteCapacity !== undefined) assertRoomFits(inputs.model, cells.length);
  const existing = findExisting(region, engine, inputs, cutoffSeconds);
  return {
    reference,
    context,
    inputs,
    region,
    engine,
    total,
    cutoffMinutes,
    cutoffSeconds,
    candidates,
    cells,
    fixedCells,
    existing,
  };
}

function findFixed(
  region: Region,
  engine: TravelEngine,
  points: readonly (readonly [number, number])[],
): number[] {
  const places: ProblemPlace[] = [];
  const cells = points.map(([lon, lat], i) => {
    const cell = findCellAt(region.grid, lon, lat);
    if (cell === NONE || engine.cellState[cell] !== CELL_WALKABLE)
      places.push({ pointer: `/fixed/${i}`, code: 'fixed-not-usable', parameters: { index: i + 1 } });
    return cell;
  });
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
  return [...new Set(cells)];
}
