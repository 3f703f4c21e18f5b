import type { FeatureCollection, Geometry } from 'geojson';
import type { Crs } from './crs.ts';
import { WGS84 } from './crs.ts';
import { decodeText } from './csv-read.ts';
import { assertDepth, gateFeatures } from './feature-gate.ts';
import { crsOfGeoJson } from './geojson-crs.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';

/** Fails where a file is not GeoJSON at all; faults inside it are collected by `checkGeoJson` instead. */
class GeoJsonError extends Error {
  readonly code: 'json-unreadable' | 'geojson-not';
  constructor(code: GeoJsonError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export interface GeoJsonFile {
  readonly collection: FeatureCollection<Geometry | null>;
  /** CRS of the old `crs` member, else WGS 84. */
  readonly crs: Crs;
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
export function readGeoJson(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): GeoJsonFile {
  const value = readJson(bytes, limits);
  if (typeof value !== 'object' || value === null || typeof (value as { type?: unknown }).type !== 'string')
    throw new GeoJsonError('geojson-not', 'not a GeoJSON object: no type');
  const object = value as { type: string; features?: unknown };
  const crs = crsOfGeoJson(object) ?? WGS84;
  const of = (features: readonly unknown[]): GeoJsonFile => {
    const gated = gateFeatures(features, limits);
    return {
      collection: { type: 'FeatureCollection', features: gated.features },
      crs,
      broken: gated.broken,
    };
  };
  if (object.type === 'FeatureCollection') {
    if (!Array.isArray(object.features))
      throw new GeoJsonError('geojson-not', 'a FeatureCollection without features');
    return of(object.features);
  }
  if (object.type === 'Feature') return of([value]);
  if (/^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/.test(object.type))
    return of([{ type: 'Feature', properties: {}, geometry: value }]);
  throw new GeoJsonError('geojson-not', `not a GeoJSON type: ${object.type.slice(0, 40)}`);
}
