import proj4 from 'proj4';
import { sameEllipsoid, sameValues, toProjText } from './crs/crs-parameters.ts';
import { type Crs, CrsError } from './crs/crs-type.ts';
import { readCrs } from './crs/make-crs.ts';

export { crsAtPlace } from './crs/crs-at-place.ts';
export { type Crs, type CrsChoice, CrsError } from './crs/crs-type.ts';
export { wrapLongitudes } from './crs/make-crs.ts';

/** The longest WKT of the registries has a tenth of it. */
const MOST_CHARACTERS = 100_000;
const cache = new Map<string, Crs>();

/**
 * CRS of a code (`EPSG:32636`, `ESRI:54009`, `urn:ogc:def:crs:EPSG::4326`, `CRS84`, `32636`), a WKT 1 or 2
 * text of OGC or Esri, or a
 * proj string. A text whose parameters are those of a known code gets that code: CRSs are compared by
 * meaning.
 */
export function parseCrs(text: string): Crs {
  if (text.length > MOST_CHARACTERS)
    throw new CrsError('crs-unreadable', `a CRS text of ${text.length} characters`);
  const trimmed = text.trim();
  let crs = cache.get(trimmed);
  if (!crs) {
    crs = readCrs(trimmed);
    if (cache.size > 200) cache.clear();
    cache.set(trimmed, crs);
  }
  return crs;
}

/** The same CRS in metres, for frames that are measured in; itself where it is in metres or degrees. */
export function inMeters(crs: Crs): Crs {
  if (crs.parameters.metersPerUnit === 1) return crs;
  const parameters = { ...crs.parameters, metersPerUnit: 1 };
  const definition = toProjText(parameters, crs.shift);
  return { ...parseCrs(definition), shiftMeters: crs.shiftMeters };
}

/** Whether two CRSs mean the same, whatever their texts. */
export function sameCrs(a: Crs, b: Crs): boolean {
  if (a.id === b.id) return true;
  const shift = ({ shift }: Crs, i: number): number => shift?.[i] ?? 0;
  return (
    a.wrapDegrees === b.wrapDegrees &&
    (a.shift === null) === (b.shift === null) &&
    sameEllipsoid(a.parameters.datum, b.parameters.datum) &&
    [0, 1, 2, 3, 4, 5, 6].every((i) => Math.abs(shift(a, i) - shift(b, i)) < 1e-6) &&
    sameValues(a.parameters, b.parameters)
  );
}

/**
 * Function that turns one point of `from` into `to` in place in a two-entry array; the identity when they
 * mean the same.
 */
export function buildTransform(from: Crs, to: Crs): (point: [number, number]) => void {
  if (sameCrs(from, to)) return () => undefined;
  const wrap = to.geographic ? (to.wrapDegrees ?? (from.wrapDegrees === null ? null : 0)) : null;
  const turn = (point: [number, number]): void => {
    if (wrap === null) return;
    while (point[0] < wrap - 180) point[0] += 360;
    while (point[0] >= wrap + 180) point[0] -= 360;
  };
  if (from.definition === to.definition) return turn;
  const converter = proj4(from.definition, to.definition);
  return (point) => {
    if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) {
      point[0] = Number.NaN;
      point[1] = Number.NaN;
      return;
    }
    let made: number[];
    try {
      made = converter.forward([point[0], point[1]], true);
    } catch {
      made = [Number.NaN, Number.NaN]; // outside the projection's domain
    }
    point[0] = made[0]!;
    point[1] = made[1]!;
    turn(point);
  };
}

/** Transforms whole coordinate arrays in place; points outside the projection's domain become NaN. */
export function transformCoordinatesInto(from: Crs, to: Crs, xs: Float64Array, ys: Float64Array): void {
  if (sameCrs(from, to)) return;
  const transform = buildTransform(from, to);
  const point: [number, number] = [0, 0];
  for (let i = 0; i < xs.length; i++) {
    point[0] = xs[i]!;
    point[1] = ys[i]!;
    transform(point);
    xs[i] = point[0];
    ys[i] = point[1];
  }
}

/**
 * The UTM zone of WGS 84 that a place lies in (without the exceptions of Norway and Svalbard); longitudes
 * of any turn.
 */
export function utmCrsAt(lonDegrees: number, latDegrees: number): Crs {
  const lon = lonDegrees - 360 * Math.floor((lonDegrees + 180) / 360);
  const zone = Math.min(60, Math.max(1, Math.floor((lon + 180) / 6) + 1));
  return parseCrs(`EPSG:${(latDegrees < 0 ? 32700 : 32600) + zone}`);
}

export const WGS84: Crs = parseCrs('EPSG:4326');
