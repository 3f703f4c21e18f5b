import type { ProcessInputs } from '../../contract/processes.ts';
import { computeReachLists, type ReachLists } from '../../kernel/access/reach-lists.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import type { Region } from '../../region/model/region.ts';
import { loadCompatEngine } from '../shared/compat-engine.ts';
import { selectFacilities, type SelectedFacilities } from '../shared/select-facilities.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { loadZoneSet, type UploadReference, type ZoneSet } from '../shared/zone-set.ts';
import {
  computeCapacityStep,
  reachSecondsOf,
  readRooms,
  type CapacityStep,
  type FacilityRooms,
} from './capacity-step.ts';
import { toCompatSeconds } from './compat-times.ts';
import { carryRooms, leaveServedOut, type EarlierStep } from './follow-run.ts';

export interface CoverageTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly upload: UploadReference | null;
  /** With `residualOf`: what the run named there left. */
  readonly earlier?: EarlierStep;
}

/** What every part of a coverage answer is computed from: people, facilities, zones and one search. */
export interface CoverageFrame {
  readonly reference: RegionReference;
  readonly context: TaskContext;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly engine: TravelEngine;
  /** The region with all its people. */
  readonly everybody: Region;
  /** The region with the people this step is about: all, or those whom an earlier run left. */
  readonly region: Region;
  readonly selected: SelectedFacilities;
  readonly zones: ZoneSet | null;
  /** What the facilities have room for by themselves; null without capacity. */
  readonly rooms: FacilityRooms | null;
  /** Ascending, each once. */
  readonly cutoffMinutes: readonly number[];
  readonly cutoffsSeconds: readonly number[];
  /** Seconds by cell as searched, Infinity where nothing is reached. */
  readonly searched: Float64Array;
  /** The same as they are compared with a cut-off (`compat` rounds them). */
  readonly seconds: Float64Array;
  readonly asCompared: (seconds: Float64Array) => Float64Array;
  /** Index of the nearest facility by cell. */
  readonly nearest: Int32Array;
  /** Area of a cell by row, square metres. */
  readonly areaOfRow: Float64Array;
}

/** Cut-offs of a coverage, ascending and without repetition. */
export function listCutoffMinutes(inputs: ProcessInputs<'coverage'>): number[] {
  return [...new Set(inputs.cutoffMinutes)].sort((a, b) => a - b);
}

/** Loads people, facilities and zones, and searches once without a limit. */
export function openFrame(
  { region: reference, inputs, upload, earlier }: CoverageTaskInput,
  context: TaskContext,
): CoverageFrame {
  const everybody = context.loadRegion(reference);
  const region = earlier ? leaveServedOut(everybody, earlier) : everybody;
  context.report(0.02, 'prepare');
  const engine = loadCompatEngine(reference, inputs, context, [0.02, 0.4]);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const zones = loadZoneSet(everybody, reference, inputs.zones, upload, context);
  const rooms = inputs.capacity === 'ignore' ? null : readRooms(region, selected, inputs.norms);
  context.report(0.4, 'search');
  const surface = engine.computeSurface(selected.cells, Infinity, (share) =>
    context.report(0.4 + 0.15 * share),
  );
  // AccessMod counts its capacity analysis up to and with the limit; only the zonal statistics are strict
  const strict = inputs.compat !== undefined && inputs.capacity === 'ignore';
  const asCompared = (times: Float64Array): Float64Array => (strict ? toCompatSeconds(times) : times);
  const cutoffMinutes = listCutoffMinutes(inputs);
  return {
    reference,
    context,
    inputs,
    engine,
    everybody,
    region,
    selected,
    zones,
    rooms,
    cutoffMinutes,
    cutoffsSeconds: cutoffMinutes.map(toCutoffSeconds),
    searched: surface.seconds,
    seconds: asCompared(surface.seconds),
    asCompared,
    nearest: surface.nearest,
    areaOfRow: context.remember(`${reference.hash} area`, () => buildGridMetric(everybody.grid).cellAreaM2),
  };
}

/** What facilities have room for, and how it was shared. */
export interface CoverageRooms {
  /** `carried`: how many facilities start from what an earlier run left them. */
  readonly rooms: FacilityRooms & { readonly carried: number };
  readonly step: CapacityStep;
}

/** Who reaches what, where capacity or a choice of facilities is asked for; null otherwise. */
export function searchLists(frame: CoverageFrame): ReachLists | null {
  const { inputs, context, engine, selected, region, cutoffsSeconds } = frame;
  if (inputs.capacity === 'ignore' && inputs.kCoverage === undefined) return null;
  context.report(0.55, 'reach');
  return computeReachLists(
    engine,
    selected.cells,
    region.population,
    reachSecondsOf(inputs, cutoffsSeconds.at(-1)!),
    (done, total) => context.report(0.55 + (0.1 * done) / total),
  );
}

/** Shares the room of facilities out; null without capacity. */
export function shareRooms(
  frame: CoverageFrame,
  lists: ReachLists | null,
  earlier: EarlierStep | undefined,
): CoverageRooms | null {
  const { inputs, context, region, selected, cutoffsSeconds, nearest, rooms: own } = frame;
  if (!own || !lists) return null;
  const ids = selected.facilities.map((facility) => facility.id);
  const rooms = earlier ? carryRooms(own, ids, earlier) : { ...own, carried: 0 };
  context.report(0.65, 'capacity');
  return {
    rooms,
    step: computeCapacityStep({ region, selected, rooms, lists, inputs, cutoffsSeconds, nearest }),
  };
}
