import type { FeatureCollection, Geometry } from 'geojson';
import { WGS84 } from './crs.ts';
import { decodeText } from './decode-text.ts';
import { assertDepth, gateFeatures } from './feature-gate.ts';
import { crsOfGeoJson } from './geojson-crs.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { ownCrs } from './vector-crs.ts';
import type { VectorLayer } from './vector-layer.ts';

/** Fails where a file is not GeoJSON at all; faults inside it are collected by `checkGeoJson` instead. */
class GeoJsonError extends Error {
  readonly code: 'json-unreadable' | 'geojson-not';
  constructor(code: GeoJsonError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

interface GeoJsonFile {
  readonly collection: FeatureCollection<Geometry | null>;
  /** CRS of the old `crs` member, else WGS 84. */
  readonly own: ReturnType<typeof ownCrs>;
  /** Features whose geometry is none; they are in the collection without it. */
  readonly broken: number;
}

/** A JSON value whose nesting is within the limit. */
export function readJson(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): unknown {
  const { text } = decodeText(bytes);
  assertDepth(text, limits);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new GeoJsonError(
      'json-unreadable',
      `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** Features of GeoJSON bytes; a bare feature or geometry becomes a collection of one. */
function readGeoJson(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): GeoJsonFile {
  const value = readJson(bytes, limits);
  if (typeof value !== 'object' || value === null || typeof (value as { type?: unknown }).type !== 'string')
    throw new GeoJsonError('geojson-not', 'not a GeoJSON object: no type');
  const object = value as { type: string; features?: unknown };
  const own = ownCrs(() => crsOfGeoJson(object) ?? WGS84);
  const of = (features: readonly unknown[]): GeoJsonFile => {
    const gated = gateFeatures(features, limits);
    return {
      collection: { type: 'FeatureCollection', features: gated.features },
      own,
      broken: gated.broken,
    };
  };
  if (object.type === 'FeatureCollection') {
    if (!Array.isArray(object.features))
      throw new GeoJsonError('geojson-not', 'a FeatureCollection without features');
    return of(openCollections(object.features));
  }
  if (object.type === 'Feature') return of([value]);
  if (/^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/.test(object.type))
    return of([{ type: 'Feature', properties: {}, geometry: value }]);
  throw new GeoJsonError('geojson-not', `not a GeoJSON type: ${object.type.slice(0, 40)}`);
}

/** Features of collections that stand among features, in order; the nesting is within the limit already. */
function openCollections(features: readonly unknown[]): readonly unknown[] {
  const isCollection = (value: unknown): value is { features: unknown[] } =>
    typeof value === 'object' &&
    value !== null &&
    (value as { type?: unknown }).type === 'FeatureCollection' &&
    Array.isArray((value as { features?: unknown }).features);
  if (!features.some(isCollection)) return features;
  return features.flatMap((value) => (isCollection(value) ? openCollections(value.features) : [value]));
}

/** The same as a layer. */
export function readGeoJsonLayer(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): VectorLayer {
  const { collection, own, broken } = readGeoJson(bytes, limits);
  return { name: '', ...own, features: collection.features, broken };
}

/**
 * Features that follow each other, each on a line of its own or behind a record separator (GeoJSONSeq,
 * newline-delimited GeoJSON).
 */
export function readGeoJsonSequence(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): VectorLayer {
  const { text } = decodeText(bytes);
  const records = text.replace(/^\ufeff/, '').split(text.includes('\u001e') ? '\u001e' : /\r?\n/);
  const features: unknown[] = [];
  for (const [i, record] of records.entries()) {
    if (record.trim() === '') continue;
    assertDepth(record, limits);
    const value = parseRecord(record, i + 1);
    const { type } = (value ?? {}) as { type?: unknown };
    if (type === 'FeatureCollection') for (const feature of openCollections([value])) features.push(feature);
    else features.push(type === 'Feature' ? value : { type: 'Feature', properties: {}, geometry: value });
  }
  return { name: '', crs: WGS84, ...gateFeatures(features, limits) };
}

function parseRecord(record: string, number: number): unknown {
  try {
    return JSON.parse(record);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new GeoJsonError('json-unreadable', `record ${number} is not JSON: ${message}`, { cause });
  }
}
