import type { CoverageAnswer, ProcessInputs } from '../../contract/processes.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import { computeCoverage, computeServedOfGroup } from '../../kernel/access/coverage.ts';
import { computeFacilityLoads, type FacilityLoad } from '../../kernel/access/facility-load.ts';
import { computeReachLists, type ReachLists } from '../../kernel/access/reach-lists.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { computeCapacityStep, reachSecondsOf, readRooms, type CapacityStep } from './capacity-step.ts';
import { checkCoverageInputs } from './check-coverage.ts';
import { loadCompatEngine } from '../shared/compat-engine.ts';
import { describeCompat, toCompatSeconds } from './compat-times.ts';
import { carryRooms, describeFollowing, leaveServedOut, type EarlierStep } from './follow-run.ts';
import {
  describeDistance,
  listChoice,
  listNormRows,
  listServiceNotes,
  listServiceRows,
  listTierRows,
} from './coverage-extras.ts';
import { listZoneRows, toCutoffs, toMinutes } from './coverage-rows.ts';
import { GAP_BRIDGE_CELLS, listGaps, listShortages, listWeakSpots, loadNearRoad } from './gap-rows.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { computeZoneCoverage, loadZoneSet, type UploadReference } from '../shared/zone-set.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export { findNearestPlace } from './coverage-rows.ts';

export interface CoverageTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly upload: UploadReference | null;
  /** With `residualOf`: what the run named there left. */
  readonly earlier?: EarlierStep;
}
type Body = Omit<
  CoverageAnswer,
  'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'surface' | 'denominator' | 'uncertainty'
>;
export interface CoverageTaskOutput {
  readonly body: Body;
  readonly notes: readonly TaskNote[];
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
  /** People served by cell at the last cut-off, in this run and those it follows; null without capacity. */
  readonly served: Float64Array | null;
}

/** Cut-offs of a coverage, ascending and without repetition. */
export function listCutoffMinutes(inputs: ProcessInputs<'coverage'>): number[] {
  return [...new Set(inputs.cutoffMinutes)].sort((a, b) => a - b);
}

/** Who is covered, by whom, and why not, from one search without a limit. */
export function runCoverage(
  { region: reference, inputs, upload, earlier }: CoverageTaskInput,
  context: TaskContext,
): CoverageTaskOutput {
  checkCoverageInputs(inputs);
  const everybody = context.loadRegion(reference);
  const region = earlier ? leaveServedOut(everybody, earlier) : everybody;
  context.report(0.02, 'prepare');
  const engine = loadCompatEngine(reference, inputs, context, [0.02, 0.4]);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const zones = loadZoneSet(everybody, reference, inputs.zones, upload, context);
  const withCapacity = inputs.capacity !== 'ignore';
  const ids = selected.facilities.map((facility) => facility.id);
  const own = withCapacity ? readRooms(region, selected, inputs.norms) : null;
  const carried = own && earlier ? carryRooms(own, ids, earlier) : null;
  const rooms = carried ?? own;
  const notes: TaskNote[] = [...selected.notes, ...(rooms?.notes ?? [])];
  context.report(0.4, 'search');
  const surface = engine.computeSurface(selected.cells, Infinity, (share) =>
    context.report(0.4 + 0.15 * share),
  );
  const { nearest } = surface;
  // AccessMod counts its capacity analysis up to and with the limit; only the zonal statistics are strict
  const strict = inputs.compat !== undefined && !withCapacity;
  const asCompared = (times: Float64Array): Float64Array => (strict ? toCompatSeconds(times) : times);
  const seconds = asCompared(surface.seconds);
  const cutoffMinutes = listCutoffMinutes(inputs);
  const cutoffsSeconds = cutoffMinutes.map(toCutoffSeconds);
  const { cellState } = engine;
  const { population } = region;
  let lists: ReachLists | null = null;
  if (withCapacity || inputs.kCoverage !== undefined) {
    context.report(0.55, 'reach');
    lists = computeReachLists(
      engine,
      selected.cells,
      population,
      reachSecondsOf(inputs, cutoffsSeconds.at(-1)!),
      (done, total) => context.report(0.55 + (0.1 * done) / total),
    );
  }
  let step: CapacityStep | null = null;
  if (rooms && lists) {
    context.report(0.65, 'capacity');
    step = computeCapacityStep({ region, selected, rooms, lists, inputs, cutoffsSeconds, nearest });
  }
  context.report(0.7, 'sum');
  const served = step?.served ?? null;
  const coverage = computeCoverage({
    seconds,
    cellState,
    population,
    cutoffsSeconds,
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell, zoneCount: zones.names.length } : {}),
    ...(served ? { served } : {}),
  });
  const areaOfRow = context.remember(`${reference.hash} area`, () => buildGridMetric(region.grid).cellAreaM2);
  const facilityCount = selected.facilities.length;
  const loadsOf = (people: ArrayLike<number>): FacilityLoad[] =>
    computeFacilityLoads({ seconds, nearest, population: people, areaOfRow, facilityCount, cutoffsSeconds });
  const loads = loadsOf(population);
  const bands = AGE_BANDS.flatMap((band) => {
    const people = region.populationByAge[band];
    return people ? [{ band, people, loads: loadsOf(people) }] : [];
  });
  const burden = computeTravelBurden(surface.seconds, population);
  context.report(0.8, 'gaps');
  const gapInput = {
    grid: region.grid,
    seconds,
    nearest,
    cellState,
    population,
    areaOfRow,
    bridgeCells: GAP_BRIDGE_CELLS,
    nearRoad: loadNearRoad(region, reference, context),
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell } : {}),
  };
  const gaps = listGaps(region, selected, zones, { ...gapInput, cutoffSeconds: cutoffsSeconds.at(-1)! });
  notes.push(...gaps.notes);
  if (withCapacity) notes.push({ code: 'gaps-ignore-capacity', parameters: {} });
  const outside = zones?.rest
    ? computeZoneCoverage(zones.rest, { seconds, cellState, population, served }, cutoffsSeconds).row
    : coverage.outside;
  notes.push(...(zones?.notes ?? []));
  if (outside && outside.total > 0)
    notes.push({ code: 'people-in-no-zone', parameters: { people: outside.total } });
  const extras = { region, reference, engine, selected, inputs, cutoffMinutes, asCompared, context };
  const wants = (extra: NonNullable<typeof inputs.include>[number]): boolean =>
    inputs.include?.includes(extra) ?? false;
  context.report(0.85, 'extras');
  if (wants('services')) notes.push(...listServiceNotes(extras));
  const following =
    earlier && step && carried
      ? describeFollowing(earlier, {
          region: everybody,
          left: region,
          ids: ids.slice(0, selected.listed),
          rooms: carried,
          step,
        })
      : null;
  if (following) notes.push(following.note);
  const shortages = served
    ? listShortages(region, selected, zones, gapInput, served.at(-1)!, cutoffsSeconds.at(-1)!)
    : null;
  notes.push(...(shortages?.notes ?? []));
  const weak = wants('weak-spots') ? listWeakSpots(region, gapInput) : null;
  notes.push(...(weak?.notes ?? []));
  const compat = inputs.compat
    ? describeCompat({
        seconds: surface.seconds,
        standardSeconds:
          inputs.travel.model === 'raster'
            ? context.loadEngine(reference, inputs.travel).computeSurface(selected.cells, Infinity).seconds
            : surface.seconds,
        cellState,
        population,
        cutoffMinutes,
        row: coverage,
        served,
      })
    : null;
  notes.push(...(compat?.notes ?? []));
  const body: Body = {
    total: coverage.total,
    cutoffs: toCutoffs(coverage, cutoffMinutes),
    burden: {
      meanMinutes: toMinutes(burden.meanSeconds),
      medianMinutes: toMinutes(burden.medianSeconds),
      p90Minutes: toMinutes(burden.p90Seconds),
      p95Minutes: toMinutes(burden.p95Seconds),
      unreachablePercent: (burden.unreachedShare ?? 0) * 100,
    },
    ages: bands.map(({ band, people }) => {
      const servedOfAge = served?.map((list) => computeServedOfGroup(list, population, people));
      const row = computeCoverage({
        seconds,
        cellState,
        population: people,
        cutoffsSeconds,
        ...(servedOfAge ? { served: servedOfAge } : {}),
      });
      return { band, total: row.total, covered: row.cutoffs.map((cutoff) => cutoff.covered) };
    }),
    zones: zones ? listZoneRows(zones, { seconds, cellState, population, served }, cutoffMinutes) : [],
    outsideZones: outside ? { total: outside.total, cutoffs: toCutoffs(outside, cutoffMinutes) } : null,
    facilities: selected.facilities.slice(0, selected.listed).map((facility, i) => ({
      id: facility.id,
      nameZh: facility.nameZh,
      nameEn: facility.nameEn,
      tier: facility.tier,
      lon: facility.lonDegrees,
      lat: facility.latDegrees,
      state: selected.states[i]!,
      people: [...loads[i]!.people],
      ages: bands.map(({ band, loads: ofBand }) => ({ band, people: [...ofBand[i]!.people] })),
      areaKm2: loads[i]!.areaSquareMeters.map((area) => area / 1e6),
      capacity: rooms ? rooms.found[i]!.people : facility.capacity,
      ...(rooms ? { capacitySource: rooms.found[i]!.source } : {}),
      served: step ? step.last.servedByFacility[i]! : null,
      residual: step ? step.last.residualCapacity[i]! : null,
    })),
    gaps: gaps.gaps,
    ...(shortages ? { shortages: shortages.gaps } : {}),
    ...(following ? { follows: following.follows } : {}),
    gapsCutoffMinutes: cutoffMinutes.at(-1)!,
    ...(step ? { capacityDetail: step.detail } : {}),
    ...(compat ? { compatDetail: compat.detail } : {}),
    ...(wants('tiers') ? { tiers: listTierRows(extras) } : {}),
    ...(wants('services') ? { services: listServiceRows(extras) } : {}),
    ...(wants('norms') ? { norms: listNormRows(extras) } : {}),
    ...(wants('distance') ? { distance: describeDistance(extras, nearest) } : {}),
    ...(weak ? { weakSpots: weak.weakSpots } : {}),
    ...(inputs.kCoverage !== undefined && lists
      ? { choice: listChoice(lists, population, cutoffMinutes, inputs.kCoverage) }
      : {}),
  };
  return {
    body,
    notes,
    seconds: surface.seconds,
    nearest,
    served: following?.served ?? step?.last.servedByCell ?? null,
  };
}
