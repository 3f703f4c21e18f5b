import type { CoverageAnswer } from '../../contract/processes.ts';
import { computeGaps, type Gap, type GapInput } from '../../kernel/access/gaps.ts';
import { computeWeakSpots } from '../../kernel/access/weak-spots.ts';
import { computeBoundedOutline, countRunEnds } from '../../kernel/catchment/outline.ts';
import { NONE, type Grid } from '../../kernel/grid/grid.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import { computeDistanceMeters } from '../../region/model/distance-field.ts';
import type { Region } from '../../region/model/region.ts';
import { markRoadCells } from '../../region/travel/road-cells.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import { note, type TaskNote } from '../shared/task-note.ts';
import { cellToDegrees, outlineToGeoJson } from '../shared/to-degrees.ts';
import type { ZoneSet } from '../shared/zone-set.ts';
import { findNearestPlace, toMinutes } from './coverage-rows.ts';

const MOST_GAPS = 50;
const MOST_SPOTS = 30;
/**
 * Corners of all outlines of a list together, about: more than a map shows, and a tenth of what makes a page
 * slow. Scattered settlement of a province has millions.
 */
const MOST_CORNERS = 50_000;
/** Two uncovered settlements at most this many cells apart are one gap. */
export const GAP_BRIDGE_CELLS = 3;
const NEAR_ROAD_METERS = 1000;

/** 1 where a mapped road passes within a kilometre. */
export function loadNearRoad(region: Region, reference: RegionReference, context: TaskContext): Uint8Array {
  return context.remember(`${reference.hash} near-road`, () =>
    markNear(computeDistanceMeters(region.grid, markRoadCells(region.roads, region.grid)), NEAR_ROAD_METERS),
  );
}

function markNear(meters: ArrayLike<number>, most: number): Uint8Array {
  const isNear = new Uint8Array(meters.length);
  for (let cell = 0; cell < isNear.length; cell++) isNear[cell] = meters[cell]! <= most ? 1 : 0;
  return isNear;
}

/** People within the cut-off for whom no room was left, clustered and ranked as gaps are. */
export function listShortages(
  region: Region,
  selected: SelectedFacilities,
  zones: ZoneSet | null,
  input: Omit<GapInput, 'cutoffSeconds'>,
  served: Float64Array,
  cutoffSeconds: number,
): { gaps: CoverageAnswer['gaps']; notes: TaskNote[] } {
  const unserved = served.map((here, cell) =>
    input.seconds[cell]! <= cutoffSeconds ? Math.max(0, region.population[cell]! - here) : 0,
  );
  return listGaps(region, selected, zones, { ...input, cutoffSeconds, unserved }, 'shortages-cut');
}

/** The largest gaps as the answer has them, and what was left out. */
export function listGaps(
  region: Region,
  selected: SelectedFacilities,
  zones: ZoneSet | null,
  input: GapInput,
  cutNote: 'gaps-cut' | 'shortages-cut' = 'gaps-cut',
): { gaps: CoverageAnswer['gaps']; notes: TaskNote[] } {
  const all = computeGaps(input);
  const shown = all.slice(0, MOST_GAPS);
  const rest = all.slice(MOST_GAPS);
  const corners = shareCorners(
    shown.map((gap) => countRunEnds(region.grid, gap.cells)),
    MOST_CORNERS,
  );
  const gaps = shown.map((gap, i) => ({
    ...toGap(region, selected, zones, gap, i + 1),
    ...drawGap(region.grid, gap.cells, corners[i]!),
  }));
  const coarse = gaps.filter((gap) => gap.outlineCells !== undefined).length;
  const people = computeSum(rest.map((gap) => gap.people));
  return {
    gaps,
    notes: [
      ...(rest.length === 0 ? [] : [note(cutNote, { shown: MOST_GAPS, count: all.length, people })]),
      ...(coarse === 0 ? [] : [note('gap-outlines-coarse', { count: coarse })]),
    ],
  };
}

/** Room for each of several needs: small ones whole, what is left in equal parts to the others. */
function shareCorners(needs: readonly number[], most: number): number[] {
  const room = needs.map(() => 0);
  let left = most;
  const order = needs.map((_, i) => i).sort((a, b) => needs[a]! - needs[b]! || a - b);
  for (const [k, i] of order.entries()) {
    room[i] = Math.min(needs[i]!, Math.floor(left / (order.length - k)));
    left -= room[i]!;
  }
  return room;
}

function drawGap(
  grid: Grid,
  cells: Int32Array,
  mostCorners: number,
): Pick<CoverageAnswer['gaps'][number], 'geometry' | 'outlineCells'> {
  const { outline, blockCells } = computeBoundedOutline(grid, cells, mostCorners);
  const geometry = { ...outlineToGeoJson(grid, outline) };
  return blockCells === 1 ? { geometry } : { geometry, outlineCells: blockCells };
}

/** The tenth of the people who are worst off, clustered. */
export function listWeakSpots(
  region: Region,
  input: Omit<GapInput, 'cutoffSeconds'>,
): { weakSpots: NonNullable<CoverageAnswer['weakSpots']>; notes: TaskNote[] } {
  const { thresholdSeconds, people, spots } = computeWeakSpots(input);
  const rest = spots.slice(MOST_SPOTS);
  const notes =
    rest.length === 0
      ? []
      : [
          note('weak-spots-cut', {
            shown: MOST_SPOTS,
            count: spots.length,
            people: computeSum(rest.map((spot) => spot.people)),
          }),
        ];
  const weakSpots = {
    thresholdMinutes: toMinutes(thresholdSeconds),
    people,
    spots: spots.slice(0, MOST_SPOTS).map((spot) => {
      const [lon, lat] = cellToDegrees(region.grid, spot.centreCell);
      const place = findNearestPlace(region.places, lon, lat);
      return {
        people: spot.people,
        lon,
        lat,
        meanMinutes: toMinutes(spot.meanSeconds),
        blockedPeople: spot.reasons.blocked,
        help: spot.help,
        nameZh: place?.nameZh ?? '',
        nameEn: place?.nameEn ?? '',
      };
    }),
  };
  return { weakSpots, notes };
}

function toGap(
  region: Region,
  selected: SelectedFacilities,
  zones: ZoneSet | null,
  gap: Gap,
  rank: number,
): Omit<CoverageAnswer['gaps'][number], 'geometry' | 'outlineCells'> {
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
    offLandPeople: gap.reasons.onBarrier + gap.reasons.noData,
    nearestFacilityId: gap.nearestFacility === NONE ? null : selected.facilities[gap.nearestFacility]!.id,
    nameZh: place?.nameZh ?? firstZone?.zh ?? '',
    nameEn: place?.nameEn ?? firstZone?.en ?? '',
    zones: zones ? gap.zones.map(({ zone }) => zones.names[zone]!.zh || zones.names[zone]!.en) : [],
    roadProbablyUnmapped: gap.peopleOffRoad !== null && gap.peopleOffRoad * 2 > gap.people,
  };
}
