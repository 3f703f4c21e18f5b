import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { Crs } from './crs.ts';
import { parseCrs, WGS84 } from './crs.ts';
import { decodeText } from './csv-read.ts';

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
}

/** Features of GeoJSON bytes; a bare feature or geometry becomes a collection of one. */
export function readGeoJson(bytes: Uint8Array): GeoJsonFile {
  const { text } = decodeText(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw new GeoJsonError(
      'json-unreadable',
      `not JSON: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  if (typeof value !== 'object' || value === null || typeof (value as { type?: unknown }).type !== 'string')
    throw new GeoJsonError('geojson-not', 'not a GeoJSON object: no type');
  const object = value as { type: string; features?: unknown; crs?: { properties?: { name?: unknown } } };
  const name = object.crs?.properties?.name;
  const crs = typeof name === 'string' ? parseCrs(name) : WGS84;
  if (object.type === 'FeatureCollection') {
    if (!Array.isArray(object.features))
      throw new GeoJsonError('geojson-not', 'a FeatureCollection without features');
    return { collection: { type: 'FeatureCollection', features: object.features as Feature[] }, crs };
  }
  if (object.type === 'Feature')
    return { collection: { type: 'FeatureCollection', features: [value as Feature] }, crs };
  if (/^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/.test(object.type))
    return {
      collection: {
        type: 'FeatureCollection',
        features: [{ type: 'Feature', properties: {}, geometry: value as Geometry }],
      },
      crs,
    };
  throw new GeoJsonError('geojson-not', `not a GeoJSON type: ${object.type.slice(0, 40)}`);
}
