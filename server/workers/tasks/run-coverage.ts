import type { CoverageAnswer, ProcessInputs } from '../../contract/processes.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import { computeCoverage, type CoverageRow } from '../../kernel/access/coverage.ts';
import { computeFacilityLoads } from '../../kernel/access/facility-load.ts';
import { computeGaps, type Gap } from '../../kernel/access/gaps.ts';
import { computeTravelBurden } from '../../kernel/access/travel-burden.ts';
import { computeCellsOutline } from '../../kernel/catchment/outline.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { PlaceLabel, Region } from '../../region/region.ts';
import type { RegionReference, TaskContext } from '../task-context.ts';
import { selectFacilities, type SelectedFacilities } from './select-facilities.ts';
import type { TaskNote } from './task-note.ts';
import { cellToDegrees, outlineToGeoJson } from './to-degrees.ts';
import { computeZoneCoverage, loadZoneSet, type UploadReference, type ZoneSet } from './zone-set.ts';

export interface CoverageTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'coverage'>;
  readonly upload: UploadReference | null;
}
type Body = Omit<
  CoverageAnswer,
  'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'surface' | 'denominator'
>;
export interface CoverageTaskOutput {
  readonly body: Body;
  readonly notes: readonly TaskNote[];
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
}

const MOST_GAPS = 50;
/** Two uncovered settlements at most this many cells apart are one gap. */
const GAP_BRIDGE_CELLS = 3;

/** Who is covered, by whom, and why not, from one search without a limit. */
export function runCoverage(
  { region: reference, inputs, upload }: CoverageTaskInput,
  context: TaskContext,
): CoverageTaskOutput {
  const region = context.loadRegion(reference);
  context.report(0.02, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const zones = loadZoneSet(region, reference, inputs.zones, upload, context);
  context.report(0.2, 'search');
  const { seconds, nearest } = engine.computeSurface(selected.cells, Infinity);
  context.report(0.7, 'sum');
  const cutoffMinutes = [...new Set(inputs.cutoffMinutes)].sort((a, b) => a - b);
  const cutoffsSeconds = cutoffMinutes.map((minutes) => minutes * 60);
  const { cellState } = engine;
  const { population } = region;
  const layers = { seconds, cellState, population, served: null };
  const coverage = computeCoverage({
    seconds,
    cellState,
    population,
    cutoffsSeconds,
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell, zoneCount: zones.names.length } : {}),
  });
  const areaOfRow = context.remember(`${reference.hash} area`, () => buildGridMetric(region.grid).cellAreaM2);
  const loads = computeFacilityLoads({
    seconds,
    nearest,
    population,
    areaOfRow,
    facilityCount: selected.facilities.length,
    cutoffsSeconds,
  });
  const burden = computeTravelBurden(seconds, population);
  context.report(0.85, 'gaps');
  const gapsCutoff = cutoffsSeconds.at(-1)!;
  const gaps = computeGaps({
    grid: region.grid,
    seconds,
    nearest,
    cellState,
    population,
    cutoffSeconds: gapsCutoff,
    areaOfRow,
    bridgeCells: GAP_BRIDGE_CELLS,
    ...(zones?.zoneOfCell ? { zoneOfCell: zones.zoneOfCell } : {}),
  });
  const outside = zones?.rest
    ? computeZoneCoverage(zones.rest, layers, cutoffsSeconds).row
    : coverage.outside;
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
    ages: AGE_BANDS.flatMap((band) => {
      const people = region.populationByAge[band];
      if (!people) return [];
      const row = computeCoverage({ seconds, cellState, population: people, cutoffsSeconds });
      return [{ band, total: row.total, covered: row.cutoffs.map((cutoff) => cutoff.covered) }];
    }),
    zones: zones ? zoneRows(zones, layers, cutoffMinutes) : [],
    outsideZones: outside ? { total: outside.total, cutoffs: toCutoffs(outside, cutoffMinutes) } : null,
    facilities: selected.facilities.map((facility, i) => ({
      id: facility.id,
      nameZh: facility.nameZh,
      nameEn: facility.nameEn,
      tier: facility.tier,
      lon: facility.lonDegrees,
      lat: facility.latDegrees,
      state: selected.states[i]!,
      people: [...loads[i]!.people],
      areaKm2: loads[i]!.areaSquareMeters.map((area) => area / 1e6),
      capacity: facility.capacity,
      served: null,
      residual: null,
    })),
    gaps: gaps.slice(0, MOST_GAPS).map((gap, i) => toGap(region, selected, zones, gap, i + 1)),
    gapsCutoffMinutes: cutoffMinutes.at(-1)!,
  };
  const notes: TaskNote[] = [...selected.notes, ...(zones?.notes ?? [])];
  if (gaps.length > MOST_GAPS) {
    const rest = gaps.slice(MOST_GAPS);
    notes.push({
      code: 'gaps-cut',
      parameters: { shown: MOST_GAPS, count: gaps.length, people: computeSum(rest.map((gap) => gap.people)) },
    });
  }
  if (outside && outside.total > 0)
    notes.push({ code: 'people-outside-zones', parameters: { people: outside.total } });
  return { body, notes, seconds, nearest };
}

const toMinutes = (seconds: number | null): number | null => (seconds === null ? null : seconds / 60);

function toCutoffs(row: CoverageRow, cutoffMinutes: readonly number[]): CoverageAnswer['cutoffs'] {
  return row.cutoffs.map((cutoff, k) => ({
    cutoffMinutes: cutoffMinutes[k]!,
    covered: cutoff.covered,
    percent: row.total > 0 ? (cutoff.covered / row.total) * 100 : 0,
    uncovered: { ...cutoff.uncovered },
  }));
}

function zoneRows(
  zones: ZoneSet,
  layers: Parameters<typeof computeZoneCoverage>[1],
  cutoffMinutes: readonly number[],
): CoverageAnswer['zones'] {
  const cutoffsSeconds = cutoffMinutes.map((minutes) => minutes * 60);
  return zones.members.map((member, index) => {
    const { row, meanSeconds } = computeZoneCoverage(member, layers, cutoffsSeconds);
    return {
      index,
      nameZh: zones.names[index]!.zh,
      nameEn: zones.names[index]!.en,
      total: row.total,
      meanMinutes: toMinutes(meanSeconds),
      cutoffs: toCutoffs(row, cutoffMinutes),
      basis: member.basis,
      outsideKm2: member.outsideKm2,
    };
  });
}

function toGap(
  region: Region,
  selected: SelectedFacilities,
  zones: ZoneSet | null,
  gap: Gap,
  rank: number,
): CoverageAnswer['gaps'][number] {
  const [lon, lat] = cellToDegrees(region.grid, gap.centreCell);
  const place = findNearestPlace(region.places, lon, lat);
  const firstZone = gap.zones[0] && zones ? zones.names[gap.zones[0].zone]! : null;
  return {
    rank,
    people: gap.people,
    areaKm2: gap.areaSquareMeters / 1e6,
    lon,
    lat,
    meanMinutes: toMinutes(gap.meanSeconds),
    blockedPeople: gap.reasons.blocked,
    nearestFacilityId: gap.nearestFacility === NONE ? null : selected.facilities[gap.nearestFacility]!.id,
    nameZh: place?.nameZh ?? firstZone?.zh ?? '',
    nameEn: place?.nameEn ?? firstZone?.en ?? '',
    zones: zones ? gap.zones.map(({ zone }) => zones.names[zone]!.zh || zones.names[zone]!.en) : [],
    geometry: { ...outlineToGeoJson(region.grid, computeCellsOutline(region.grid, gap.cells)) },
  };
}

const PLACE_DEGREES = 0.06;

/** The named place nearest to a point within about 6 km, or null. */
export function findNearestPlace(places: readonly PlaceLabel[], lon: number, lat: number): PlaceLabel | null {
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best: PlaceLabel | null = null;
  let least = PLACE_DEGREES * PLACE_DEGREES;
  for (const place of places) {
    const dx = (place.lonDegrees - lon) * shrink;
    const dy = place.latDegrees - lat;
    const square = dx * dx + dy * dy;
    if (square < least) {
      least = square;
      best = place;
    }
  }
  return best;
}
