import type { CoverageAnswer } from '../../contract/processes.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import { computeCoverage, computeServedOfGroup } from '../../kernel/access/coverage.ts';
import { computeFacilityLoads, type FacilityLoad } from '../../kernel/access/facility-load.ts';
import type { ReachLists } from '../../kernel/access/reach-lists.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import { note, type TaskNote } from '../shared/task-note.ts';
import { computeZoneCoverage } from '../shared/zone-set.ts';
import { describeCompat } from './compat-times.ts';
import {
  describeDistance,
  listChoice,
  listNormRows,
  listServiceNotes,
  listServiceRows,
  listTierRows,
} from './coverage-extras.ts';
import type { CoverageFrame, CoverageRooms } from './coverage-frame.ts';
import { listZoneRows, toCutoffs, toMinutes } from './coverage-rows.ts';
import { GAP_BRIDGE_CELLS, listGaps, listShortages, listWeakSpots, loadNearRoad } from './gap-rows.ts';

/** Some fields of the answer, and what has to be noted about them. */
export interface Step<K extends keyof CoverageAnswer> {
  readonly part: Pick<CoverageAnswer, K>;
  readonly notes: readonly TaskNote[];
}
type Maybe<K extends keyof CoverageAnswer> = {
  readonly part: Partial<Pick<CoverageAnswer, K>>;
  readonly notes: readonly TaskNote[];
};

type Coverage = ReturnType<typeof computeCoverage>;
type Shared = CoverageRooms | null;

const NOTHING = { part: {}, notes: [] };

/** People covered at each cut-off, and the travel of everybody. */
export function sumCoverage(
  frame: CoverageFrame,
  shared: Shared,
): Pick<Step<'total' | 'cutoffs' | 'burden'>, 'part'> & {
  readonly coverage: Coverage;
} {
  const { region, seconds, engine, cutoffsSeconds, cutoffMinutes, zones } = frame;
  const served = shared?.step.served ?? null;
  const coverage = computeCoverage({
    seconds,
    cellState: engine.cellState,
    population: region.population,
    cutoffsSeconds,
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell, zoneCount: zones.names.length } : {}),
    ...(served ? { served } : {}),
  });
  const burden = computeTravelBurden(frame.searched, region.population);
  const part = {
    total: coverage.total,
    cutoffs: toCutoffs(coverage, cutoffMinutes),
    burden: {
      meanMinutes: toMinutes(burden.meanSeconds),
      medianMinutes: toMinutes(burden.medianSeconds),
      p90Minutes: toMinutes(burden.p90Seconds),
      p95Minutes: toMinutes(burden.p95Seconds),
      unreachablePercent: (burden.unreachedShare ?? 0) * 100,
    },
  };
  return { part, coverage };
}

/** Rows of facilities with the people nearest to them, and rows of age bands. */
export function describeFacilities(
  frame: CoverageFrame,
  shared: Shared,
): Pick<Step<'facilities'>, 'part'> & { readonly ages: Pick<CoverageAnswer, 'ages'> } {
  const { region, selected, seconds, nearest, areaOfRow, cutoffsSeconds, engine } = frame;
  const facilityCount = selected.facilities.length;
  const loadsOf = (people: ArrayLike<number>): FacilityLoad[] =>
    computeFacilityLoads({ seconds, nearest, population: people, areaOfRow, facilityCount, cutoffsSeconds });
  const loads = loadsOf(region.population);
  const bands = AGE_BANDS.flatMap((band) => {
    const people = region.populationByAge[band];
    return people ? [{ band, people, loads: loadsOf(people) }] : [];
  });
  const ages = bands.map(({ band, people }) => {
    const served = shared?.step.served.map((list) => computeServedOfGroup(list, region.population, people));
    const row = computeCoverage({
      seconds,
      cellState: engine.cellState,
      population: people,
      cutoffsSeconds,
      ...(served ? { served } : {}),
    });
    return { band, total: row.total, covered: row.cutoffs.map((cutoff) => cutoff.covered) };
  });
  const facilities = selected.facilities.slice(0, selected.listed).map((facility, i) => ({
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
    capacity: shared ? shared.rooms.found[i]!.people : facility.capacity,
    ...(shared ? { capacitySource: shared.rooms.found[i]!.source } : {}),
    served: shared ? shared.step.last.servedByFacility[i]! : null,
    residual: shared ? shared.step.last.residualCapacity[i]! : null,
  }));
  return { ages: { ages }, part: { facilities } };
}

/** Rows of zones, and of the people in none. */
export function describeZones(
  frame: CoverageFrame,
  shared: Shared,
  coverage: Coverage,
): Step<'zones' | 'outsideZones'> {
  const { zones, seconds, region, engine, cutoffsSeconds, cutoffMinutes } = frame;
  const surfaces = {
    seconds,
    cellState: engine.cellState,
    population: region.population,
    served: shared?.step.served ?? null,
  };
  const outside = zones?.rest
    ? computeZoneCoverage(zones.rest, surfaces, cutoffsSeconds).row
    : coverage.outside;
  const notes = [...(zones?.notes ?? [])];
  if (outside && outside.total > 0) notes.push(note('people-in-no-zone', { people: outside.total }));
  return {
    part: {
      zones: zones ? listZoneRows(zones, surfaces, cutoffMinutes) : [],
      outsideZones: outside ? { total: outside.total, cutoffs: toCutoffs(outside, cutoffMinutes) } : null,
    },
    notes,
  };
}

/** What gaps, shortages and weak spots are traced from. */
function buildGapInput({ reference, context, ...frame }: CoverageFrame) {
  const { region, zones, seconds, nearest, areaOfRow, engine } = frame;
  return {
    grid: region.grid,
    seconds,
    nearest,
    cellState: engine.cellState,
    population: region.population,
    areaOfRow,
    bridgeCells: GAP_BRIDGE_CELLS,
    nearRoad: loadNearRoad(region, reference, context),
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell } : {}),
  };
}

/** People beyond the last cut-off, gathered to places. */
export function describeGaps(frame: CoverageFrame): Step<'gaps'> {
  const { region, selected, zones, cutoffsSeconds, inputs } = frame;
  const cutoffSeconds = cutoffsSeconds.at(-1)!;
  const { gaps, notes } = listGaps(region, selected, zones, { ...buildGapInput(frame), cutoffSeconds });
  const ignoring = inputs.capacity === 'ignore' ? [] : [note('gaps-ignore-capacity')];
  return { part: { gaps }, notes: [...notes, ...ignoring] };
}

/** People within the last cut-off for whom there is no room. */
export function describeShortages(frame: CoverageFrame, shared: Shared): Maybe<'shortages'> {
  if (!shared) return NOTHING;
  const { region, selected, zones, cutoffsSeconds } = frame;
  const served = shared.step.served.at(-1)!;
  const found = listShortages(region, selected, zones, buildGapInput(frame), served, cutoffsSeconds.at(-1)!);
  return { part: { shortages: found.gaps }, notes: found.notes };
}

export function describeWeakSpots(frame: CoverageFrame): Maybe<'weakSpots'> {
  if (!wants(frame, 'weak-spots')) return NOTHING;
  const { weakSpots, notes } = listWeakSpots(frame.region, buildGapInput(frame));
  return { part: { weakSpots }, notes };
}

/** How the room of facilities was shared. */
export function describeCapacity(shared: Shared): Partial<Pick<CoverageAnswer, 'capacityDetail'>> {
  return shared ? { capacityDetail: shared.step.detail } : {};
}

/** What `include` asks for beside weak spots, and how many facilities people can choose from. */
export function describeExtras(
  frame: CoverageFrame,
  lists: ReachLists | null,
): Maybe<'tiers' | 'services' | 'norms' | 'distance'> & {
  readonly choice: Partial<Pick<CoverageAnswer, 'choice'>>;
} {
  const { inputs, nearest, region, cutoffMinutes } = frame;
  const part = {
    ...(wants(frame, 'tiers') ? { tiers: listTierRows(frame) } : {}),
    ...(wants(frame, 'services') ? { services: listServiceRows(frame) } : {}),
    ...(wants(frame, 'norms') ? { norms: listNormRows(frame) } : {}),
    ...(wants(frame, 'distance') ? { distance: describeDistance(frame, nearest) } : {}),
  };
  const choice =
    inputs.kCoverage !== undefined && lists
      ? { choice: listChoice(lists, region.population, cutoffMinutes, inputs.kCoverage) }
      : {};
  return { part, choice, notes: wants(frame, 'services') ? listServiceNotes(frame) : [] };
}

/** How the answer of AccessMod's counting differs from that of this service. */
export function describeCompatibility(
  frame: CoverageFrame,
  shared: Shared,
  coverage: Coverage,
): Maybe<'compatDetail'> {
  const { inputs, context, reference, selected, searched, engine, region, cutoffMinutes } = frame;
  if (!inputs.compat) return NOTHING;
  const standardSeconds =
    inputs.travel.model === 'raster'
      ? context.loadEngine(reference, inputs.travel).computeSurface(selected.cells, Infinity).seconds
      : searched;
  const { detail, notes } = describeCompat({
    seconds: searched,
    standardSeconds,
    cellState: engine.cellState,
    population: region.population,
    cutoffMinutes,
    row: coverage,
    served: shared?.step.served ?? null,
  });
  return { part: { compatDetail: detail }, notes };
}

function wants({ inputs }: CoverageFrame, extra: NonNullable<CoverageFrame['inputs']['include']>[number]) {
  return inputs.include?.includes(extra) ?? false;
}
