import proj4 from 'proj4';
import { type DatumShift, findGeographic } from './crs-codes.ts';
import { toProjText } from './crs-parameters.ts';
import { type Crs, CrsError } from './crs-type.ts';
import { make } from './make-crs.ts';

const WGS84_TEXT = '+proj=longlat +datum=WGS84 +no_defs';

/** Beyond the area of a shift by less than this many degrees it is taken to hold. */
const AREA_MARGIN_DEGREES = 0.25;
/**
 * Shifts of one datum that differ by less are taken for one, wherever the place is; how wrong that may be.
 */
const ALIKE_METERS = 15;
const BEYOND_AREAS_METERS = 50;

/**
 * The CRS with the shift of its datum that is the most accurate at a place, where the table holds several
 * by country or province.
 * Fails where the place lies in none of their areas and they differ: any of them may be hundreds of metres
 * wrong there.
 */
export function crsAtPlace(crs: Crs, longitude: number, latDegrees: number): Crs {
  const lonDegrees = longitude - 360 * Math.round(longitude / 360);
  const datum = crs.shiftedBy === null ? null : findGeographic(crs.shiftedBy);
  if (!datum || !Number.isFinite(lonDegrees + latDegrees)) return crs;
  const within = (margin: number): ((shift: DatumShift) => boolean) => {
    return ({ box }) => {
      const [west, south, east, north] = box as [number, number, number, number];
      const isBeyondWest = lonDegrees < west - margin;
      const isBeyondEast = lonDegrees > east + margin;
      const isOutside = west <= east ? isBeyondWest || isBeyondEast : isBeyondWest && isBeyondEast;
      return !isOutside && latDegrees >= south - margin && latDegrees <= north + margin;
    };
  };
  const inside = datum.shifts.filter(within(0));
  const near = inside.length > 0 ? inside : datum.shifts.filter(within(AREA_MARGIN_DEGREES));
  const best = near.reduce<DatumShift | null>(
    (a, b) => (a && a.accuracyMeters <= b.accuracyMeters ? a : b),
    null,
  );
  if (!best) {
    const spread = spreadMeters(crs, datum.shifts, lonDegrees, latDegrees);
    if (spread <= ALIKE_METERS)
      return { ...crs, shiftMeters: Math.max(crs.shiftMeters, BEYOND_AREAS_METERS) };
    throw new CrsError(
      'crs-datum-unknown',
      `${crs.id.slice(0, 80)}: no shift from the datum ${datum.parameters.datum.names[0] ?? ''} to WGS 84 ` +
        `is published for ${latDegrees.toFixed(2)}, ${lonDegrees.toFixed(2)}`,
    );
  }
  if (best.values === crs.shift) return crs;
  const made = make(crs.id, crs.parameters, {
    shift: best.values,
    meters: best.accuracyMeters,
    by: null,
    isOwn: true,
  });
  // A text of its own takes the shift in as proj text.
  return /^(EPSG|ESRI):/.test(crs.id) ? made : { ...made, id: made.definition };
}

/** Farthest distance between where the shifts of a datum put a place. */
function spreadMeters(
  crs: Crs,
  shifts: readonly DatumShift[],
  lonDegrees: number,
  latDegrees: number,
): number {
  const [first, ...others] = shifts.map(({ values }): [number, number] => {
    const from = {
      ...crs.parameters,
      projection: 'longlat',
      values: {},
      metersPerUnit: 1,
      axis: 'enu',
    } as const;
    return proj4(toProjText(from, values), WGS84_TEXT, [lonDegrees, latDegrees]) as [number, number];
  });
  return others.reduce(
    (most, [x, y]) => Math.max(most, Math.hypot(x - first![0], y - first![1]) * METERS_PER_DEGREE),
    0,
  );
}

const METERS_PER_DEGREE = 111_320;
