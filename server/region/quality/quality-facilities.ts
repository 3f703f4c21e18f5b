import gcoord from 'gcoord';
import KDBush from 'kdbush';
import { LAND_CLASSES } from '../../contract/vocabulary.ts';
import { findCell, NONE } from '../../kernel/grid/grid.ts';
import { buildTransform, parseCrs, WGS84 } from '../../geo/crs.ts';
import { geodesicMeters } from '../../geo/geodesic.ts';
import type { FindingExample, FindingList } from '../model/findings.ts';
import { buildCellPlace } from './quality-roads.ts';
import { cellMetersOf } from '../model/distance-field.ts';
import type { Facility, Region } from '../model/region.ts';

const SAME_PLACE_METERS = 5;
const SAME_NAME_METERS = 500;
/** Farther than this from the road as written, and this near once converted: evidence for a shifted datum. */
const OFF_ROAD_METERS = 250;
const ON_ROAD_METERS = 110;

const exampleOf = (facility: Facility, more = ''): FindingExample => ({
  label: `${facility.nameEn || facility.nameZh}${more}`,
  lonDegrees: facility.lonDegrees,
  latDegrees: facility.latDegrees,
  ...(facility.row === undefined ? {} : { row: facility.row }),
});

/** The example with the place that is offered for it. */
function withOffer(
  example: FindingExample,
  correction: 'move' | 'gcj-02' | 'bd-09',
  lonDegrees: number,
  latDegrees: number,
): FindingExample {
  const meters = geodesicMeters(example.lonDegrees!, example.latDegrees!, lonDegrees, latDegrees);
  return { ...example, offer: { correction, lonDegrees, latDegrees, meters: Math.round(meters) } };
}

/** Facilities at one place, or of one name within half a kilometre. */
export function reportDuplicateFacilities(facilities: readonly Facility[], findings: FindingList): void {
  if (facilities.length < 2) return;
  const index = new KDBush(facilities.length);
  for (const facility of facilities) index.add(facility.lonDegrees, facility.latDegrees);
  index.finish();
  const place: FindingExample[] = [];
  const name: FindingExample[] = [];
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  for (const [i, a] of facilities.entries()) {
    const reach = 0.006 / Math.max(0.2, Math.cos((a.latDegrees * Math.PI) / 180));
    for (const k of index.within(a.lonDegrees, a.latDegrees, reach)) {
      if (k <= i) continue;
      const b = facilities[k]!;
      const meters = geodesicMeters(a.lonDegrees, a.latDegrees, b.lonDegrees, b.latDegrees);
      const sameName = plain(a.nameZh) === plain(b.nameZh);
      if (meters <= SAME_PLACE_METERS) place.push(exampleOf(a, ` / ${b.nameEn || b.nameZh}`));
      else if (sameName && meters <= SAME_NAME_METERS) name.push(exampleOf(a, `, ${Math.round(meters)} m`));
    }
  }
  findings.add(
    'facilities-same-place',
    'warning',
    'facilities',
    place.length,
    { meters: SAME_PLACE_METERS },
    place,
  );
  findings.add(
    'facilities-same-name',
    'warning',
    'facilities',
    name.length,
    { meters: SAME_NAME_METERS },
    name,
  );
}

/**
 * Facilities whose cell is a barrier, and those whose cell has no land data (the open sea): answers give
 * the same reason. Each with the nearest cell that can be used, as an offer.
 */
export function reportFacilitiesOnBarriers(region: Region, findings: FindingList): void {
  const { grid, barrier, landClass } = region;
  const noData = LAND_CLASSES.indexOf('nodata');
  const water = LAND_CLASSES.indexOf('water');
  const isWet = (cell: number): boolean => barrier[cell] === 1 || landClass[cell] === water;
  const isClosed = (cell: number): boolean => isWet(cell) || landClass[cell] === noData;
  const { width, height } = cellMetersOf(grid);
  const place = buildCellPlace(region);
  const onBarrier: FindingExample[] = [];
  const withoutLand: FindingExample[] = [];
  for (const facility of region.facilities) {
    if (facility.cell === NONE || !isClosed(facility.cell)) continue;
    const examples = isWet(facility.cell) ? onBarrier : withoutLand;
    const row = Math.floor(facility.cell / grid.columns);
    const column = facility.cell % grid.columns;
    let best = NONE;
    let nearest = Infinity;
    for (let ring = 1; ring < 60 && ring * Math.min(width, height) <= nearest; ring++)
      for (let dr = -ring; dr <= ring; dr++)
        for (let dc = -ring; dc <= ring; dc++) {
          if (Math.max(Math.abs(dr), Math.abs(dc)) !== ring) continue;
          const [r, c] = [row + dr, column + dc];
          if (r < 0 || r >= grid.rows || c < 0 || c >= grid.columns || isClosed(r * grid.columns + c))
            continue;
          const meters = Math.hypot(dr * height, dc * width);
          if (meters < nearest) {
            nearest = meters;
            best = r * grid.columns + c;
          }
        }
    if (best === NONE) examples.push(exampleOf(facility));
    else {
      const offer = place(best);
      examples.push(
        withOffer(
          exampleOf(facility, ` → ${offer.lonDegrees}, ${offer.latDegrees} (${Math.round(nearest)} m)`),
          'move',
          offer.lonDegrees,
          offer.latDegrees,
        ),
      );
    }
  }
  findings.add('facility-on-barrier', 'warning', 'facilities', onBarrier.length, {}, onBarrier);
  findings.add('facility-no-land-data', 'warning', 'facilities', withoutLand.length, {}, withoutLand);
}

/** Numbers that no place of care has. */
export function reportImplausibleNumbers(facilities: readonly Facility[], findings: FindingList): void {
  const examples: FindingExample[] = [];
  for (const facility of facilities) {
    const { beds, doctors, nurses, tier } = facility;
    const faults = [
      beds !== null && beds > (tier === 'village' ? 60 : tier === 'township' ? 800 : 6000)
        ? `beds ${beds}`
        : '',
      doctors !== null && doctors > (tier === 'village' ? 60 : 8000) ? `doctors ${doctors}` : '',
      nurses !== null && nurses > (tier === 'village' ? 80 : 12000) ? `nurses ${nurses}` : '',
      doctors === 0 && (tier === 'township' || tier === 'county') ? 'doctors 0' : '',
      beds !== null && beds % 1 !== 0 ? `beds ${beds}` : '',
      facility.capacity === 0 ? 'capacity 0' : '',
    ].filter(Boolean);
    if (faults.length > 0) examples.push(exampleOf(facility, `: ${faults.join(', ')}`));
  }
  findings.add('facility-number-implausible', 'warning', 'facilities', examples.length, {}, examples);
}

/**
 * Rows that are probably in GCJ-02 or BD-09 (maps of China shift places by 100–700 m, Baidu's by more): as
 * written they lie off roads and
 * houses, converted they lie on them. An offer, not a change: the examples carry the converted place.
 */
export function reportShiftedDatum(region: Region, metersToRoad: Float32Array, findings: FindingList): void {
  const { grid, population, facilities } = region;
  if (region.roads.edgeFrom.length === 0) return;
  const toGrid = buildTransform(WGS84, parseCrs(grid.crs));
  const cellAt = (lon: number, lat: number): number => {
    const point: [number, number] = [lon, lat];
    toGrid(point);
    return findCell(grid, point[0], point[1]);
  };
  const lived = (cell: number): boolean => {
    const row = Math.floor(cell / grid.columns);
    const column = cell % grid.columns;
    for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r++)
      for (let c = Math.max(0, column - 1); c <= Math.min(grid.columns - 1, column + 1); c++)
        if (population[r * grid.columns + c]! > 0) return true;
    return false;
  };
  const { width, height } = cellMetersOf(grid);
  const near = Math.max(ON_ROAD_METERS, Math.max(width, height) * 1.1);
  const far = Math.max(OFF_ROAD_METERS, near * 2);
  const shifted: Record<'GCJ-02' | 'BD-09', FindingExample[]> = { 'GCJ-02': [], 'BD-09': [] };
  for (const facility of facilities) {
    if (facility.cell === NONE || !inChina(facility.lonDegrees, facility.latDegrees)) continue;
    if (metersToRoad[facility.cell]! < far || lived(facility.cell)) continue;
    for (const [name, from] of [
      ['GCJ-02', gcoord.GCJ02],
      ['BD-09', gcoord.BD09],
    ] as const) {
      const [lon, lat] = gcoord.transform([facility.lonDegrees, facility.latDegrees], from, gcoord.WGS84);
      const cell = cellAt(lon, lat);
      if (cell === NONE || metersToRoad[cell]! > near || !lived(cell)) continue;
      shifted[name].push(
        withOffer(
          exampleOf(facility, ` → ${lon.toFixed(6)}, ${lat.toFixed(6)}`),
          name === 'GCJ-02' ? 'gcj-02' : 'bd-09',
          Number(lon.toFixed(6)),
          Number(lat.toFixed(6)),
        ),
      );
      break;
    }
  }
  for (const name of ['GCJ-02', 'BD-09'] as const)
    findings.add(
      'facility-datum-shifted',
      'warning',
      'facilities',
      shifted[name].length,
      { datum: name },
      shifted[name],
    );
}

/** Roughly the area in which Chinese map services shift coordinates. */
function inChina(lonDegrees: number, latDegrees: number): boolean {
  return lonDegrees > 73 && lonDegrees < 135.5 && latDegrees > 18 && latDegrees < 54;
}
