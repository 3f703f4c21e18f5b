import proj4 from 'proj4';
import { epsgDefinition, GEOGRAPHIC_EPSG, projectedFamilies } from './crs-table.ts';

/** A coordinate reference system that this room can compute with. */
export interface Crs {
  /** `EPSG:n` where the parameters are those of a code in the table, else the proj or WKT text itself. */
  readonly id: string;
  readonly geographic: boolean;
  /** Text proj4 understands. */
  readonly definition: string;
}

/** Fails where a CRS is not known or not readable; `code` tells which. */
export class CrsError extends Error {
  readonly code: 'crs-unknown' | 'crs-unreadable';
  constructor(code: CrsError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const WGS84: Crs = { id: 'EPSG:4326', geographic: true, definition: epsgDefinition(4326)! };

const cache = new Map<string, Crs>();

/**
 * CRS of an EPSG code (`EPSG:32636`, `urn:ogc:def:crs:EPSG::4326`, `CRS84`, `32636`), a WKT 1 or 2 text or a proj string.
 * A text whose parameters are those of a known code gets that code: CRSs are compared by meaning.
 */
export function parseCrs(text: string): Crs {
  const trimmed = text.trim();
  let crs = cache.get(trimmed);
  if (!crs) {
    crs = parseUncached(trimmed);
    if (cache.size > 200) cache.clear();
    cache.set(trimmed, crs);
  }
  return crs;
}

function parseUncached(text: string): Crs {
  if (/CRS:?84\b/i.test(text) && text.length < 60) return WGS84;
  const code =
    /^(?:urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/|EPSG:{1,2})?(\d{4,6})$/i.exec(
      text,
    );
  if (code) {
    const number = Number(code[1]);
    const definition = epsgDefinition(number);
    if (!definition)
      throw new CrsError('crs-unknown', `EPSG:${number} is not in the table; give the CRS as WKT instead`);
    const id = number === 900913 || number === 102100 ? 3857 : number;
    return { id: `EPSG:${id}`, geographic: GEOGRAPHIC_EPSG.has(number), definition };
  }
  if (!/[[+]/.test(text)) throw new CrsError('crs-unknown', `not a CRS: ${text.slice(0, 80)}`);
  let projection: Projection;
  try {
    projection = projectionOf(text);
  } catch (cause) {
    throw new CrsError('crs-unreadable', `CRS text cannot be read: ${text.slice(0, 120)}`, { cause });
  }
  if (!projection.projName)
    throw new CrsError('crs-unreadable', `CRS text names no projection: ${text.slice(0, 120)}`);
  const geographic = projection.projName === 'longlat';
  if (geographic) {
    const known = [...GEOGRAPHIC_EPSG].find((n) =>
      sameProjection(projection, projectionOf(epsgDefinition(n)!)),
    );
    return { id: known ? `EPSG:${known}` : text, geographic, definition: text };
  }
  for (const number of projectedFamilies(projection.projName)) {
    const definition = epsgDefinition(number)!;
    if (sameProjection(projection, projectionOf(definition)))
      return { id: `EPSG:${number}`, geographic, definition };
  }
  return { id: text, geographic, definition: text };
}

/** Whether two CRSs mean the same, whatever their texts. */
export function sameCrs(a: Crs, b: Crs): boolean {
  return a.id === b.id || sameProjection(projectionOf(a.definition), projectionOf(b.definition));
}

interface Projection {
  projName?: string;
  a?: number;
  b?: number;
  lat0?: number;
  long0?: number;
  lat1?: number;
  lat2?: number;
  lat_ts?: number;
  k0?: number;
  x0?: number;
  y0?: number;
  to_meter?: number;
  zone?: number;
  utmSouth?: boolean;
  datum?: { datum_params?: number[]; datum_type?: number };
}

const NAMES: Record<string, string> = {
  utm: 'tmerc',
  etmerc: 'tmerc',
  Transverse_Mercator: 'tmerc',
  'Transverse Mercator': 'tmerc',
  Gauss_Kruger: 'tmerc',
  identity: 'longlat',
  'Mercator Auxiliary Sphere': 'merc',
  Mercator_Auxiliary_Sphere: 'merc',
};

function projectionOf(definition: string): Projection {
  const made = new (proj4.Proj as unknown as new (text: string) => Projection)(definition);
  const name = made.projName ?? '';
  const copy: Projection = { ...made, projName: NAMES[name] ?? name };
  if (/Auxiliary/.test(name) && made.a !== undefined) copy.b = made.a; // Esri's name for the spherical web Mercator
  if (name === 'utm' && made.zone) {
    copy.long0 = ((6 * made.zone - 183) * Math.PI) / 180;
    copy.lat0 = 0;
    copy.x0 = 500000;
    copy.y0 = made.utmSouth ? 10000000 : 0;
    copy.k0 = 0.9996;
  }
  return copy;
}

function sameProjection(a: Projection, b: Projection): boolean {
  const near = (x: number | undefined, y: number | undefined, tolerance: number, missing = 0): boolean =>
    Math.abs((x ?? missing) - (y ?? missing)) <= tolerance;
  if (a.projName !== b.projName) return false;
  if (!near(a.a, b.a, 0.01) || !near(a.b, b.b, 0.01)) return false;
  const shift = (p: Projection): number[] => p.datum?.datum_params ?? [];
  const shiftA = shift(a);
  const shiftB = shift(b);
  const sameDatum = [0, 1, 2, 3, 4, 5, 6].every((i) => near(shiftA[i], shiftB[i], 1e-6));
  if (a.projName === 'longlat') return sameDatum;
  return (
    sameDatum &&
    near(a.lat0, b.lat0, 1e-9) &&
    near(a.long0, b.long0, 1e-9) &&
    near(a.lat1, b.lat1, 1e-9) &&
    near(a.lat2, b.lat2, 1e-9) &&
    near(a.lat_ts, b.lat_ts, 1e-9) &&
    near(a.k0, b.k0, 1e-9, 1) &&
    near(a.x0, b.x0, 1e-3) &&
    near(a.y0, b.y0, 1e-3) &&
    near(a.to_meter, b.to_meter, 1e-9, 1)
  );
}

/** Function that turns one point of `from` into `to` in place in a two-entry array; the identity when they mean the same. */
export function buildTransform(from: Crs, to: Crs): (point: [number, number]) => void {
  if (sameCrs(from, to)) return () => undefined;
  const converter = proj4(from.definition, to.definition);
  return (point) => {
    if (!Number.isFinite(point[0]) || !Number.isFinite(point[1])) {
      point[0] = Number.NaN;
      point[1] = Number.NaN;
      return;
    }
    let made: number[];
    try {
      made = converter.forward([point[0], point[1]]);
    } catch {
      made = [Number.NaN, Number.NaN]; // outside the projection's domain
    }
    point[0] = made[0]!;
    point[1] = made[1]!;
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

/** The UTM zone of WGS 84 that a place lies in (without the exceptions of Norway and Svalbard). */
export function utmCrsAt(lonDegrees: number, latDegrees: number): Crs {
  const zone = Math.min(60, Math.max(1, Math.floor((lonDegrees + 180) / 6) + 1));
  return parseCrs(`EPSG:${(latDegrees < 0 ? 32700 : 32600) + zone}`);
}
