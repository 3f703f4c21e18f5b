import type { Feature as GeoJsonFeature, Geometry as GeoJsonGeometry, Position } from 'geojson';
import { deserialize, parseProperties } from 'flatgeobuf/lib/mjs/generic.js';
import type { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
import type { HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { causeText } from './cause-text.ts';
import { type Crs, parseCrs, WGS84 } from './crs.ts';
import { gateFeatures } from './feature-gate.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { ownCrs } from './vector-crs.ts';
import { type ReadingRemark, remark, VectorFileError, type VectorLayer } from './vector-layer.ts';

/** Numbers of the format's geometry types. */
const TYPES = ['', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection'] as const; // prettier-ignore
const MOST_DEEP = 8;

/** The layer of a FlatGeobuf file, in its own CRS. */
export async function readFlatGeobuf(
  bytes: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
): Promise<VectorLayer> {
  let head: HeaderMeta | null = null;
  let vertices = 0;
  const features: GeoJsonFeature<GeoJsonGeometry | null>[] = [];
  const count = (n: number): void => {
    vertices += n;
    if (vertices > limits.vertices)
      throw new VectorFileError('vector-too-large', `more than ${limits.vertices} vertices`);
  };
  try {
    const read = deserialize(Uint8Array.from(bytes), {
      headerMetaFn: (meta: HeaderMeta) => {
        head = meta;
        if (meta.featuresCount > limits.features)
          throw new VectorFileError(
            'vector-too-large',
            `${meta.featuresCount} features, at most ${limits.features}`,
          );
      },
      fromFeature: (_id: number, feature: FlatFeature, meta: HeaderMeta) => {
        const shape = feature.geometry();
        if (features.length >= limits.features)
          throw new VectorFileError('vector-too-large', `more than ${limits.features} features`);
        features.push({
          type: 'Feature',
          properties: { ...parseProperties(feature, meta.columns) },
          geometry: shape ? readShape(shape, meta.geometryType, 0, count) : null,
        });
        return {};
      },
    } as unknown as Parameters<typeof deserialize>[1]);
    while (!(await read.next()).done); // each feature is taken as it comes
  } catch (cause) {
    if (cause instanceof VectorFileError) throw cause;
    throw new VectorFileError('flatgeobuf-unreadable', `not readable FlatGeobuf: ${causeText(cause)}`, {
      cause,
    });
  }
  const meta = head as HeaderMeta | null;
  const remarks: ReadingRemark[] = [];
  const own = ownCrs(() => crsOf(meta, remarks));
  return { name: meta?.title ?? '', ...own, remarks, ...gateFeatures(features, limits) };
}

type FlatFeature = Parameters<typeof parseProperties>[0];

function crsOf(meta: HeaderMeta | null, remarks: ReadingRemark[]): Crs {
  const crs = meta?.crs ?? null;
  if (crs && crs.code > 0) return parseCrs(`EPSG:${crs.code}`);
  if (crs?.wkt) return parseCrs(crs.wkt);
  remarks.push(remark('layer-crs-assumed', 1));
  return WGS84;
}

/** A geometry whose parts are counted: parts may name each other, and a few bytes would then stand for more than there is room for. */
function readShape(
  shape: Geometry,
  given: number,
  depth: number,
  count: (n: number) => void,
): GeoJsonGeometry | null {
  const type = TYPES[given === 0 ? shape.type() : given];
  if (depth > MOST_DEEP || !type) return null;
  const parts = (kind: number): (GeoJsonGeometry | null)[] =>
    Array.from({ length: Math.min(shape.partsLength(), 10_000_000) }, (_, i) => {
      count(1);
      const part = shape.parts(i);
      return part ? readShape(part, kind, depth + 1, count) : null;
    });
  if (type === 'GeometryCollection') return { type, geometries: parts(0).filter((part) => part !== null) };
  if (type === 'MultiPolygon')
    return {
      type,
      coordinates: parts(3).flatMap((part) => (part?.type === 'Polygon' ? [part.coordinates] : [])),
    };
  const places = placesOf(shape.xyArray() ?? new Float64Array());
  count(places.length);
  if (type === 'Point') return places[0] ? { type, coordinates: places[0] } : null;
  if (type === 'LineString' || type === 'MultiPoint') return { type, coordinates: places };
  const ends = shape.endsArray();
  const lists: Position[][] = [];
  let start = 0;
  for (const end of ends && ends.length > 0 ? ends : [places.length]) {
    if (end < start) return null;
    lists.push(places.slice(start, end));
    start = end;
  }
  return { type, coordinates: lists };
}

function placesOf(xy: Float64Array): Position[] {
  const out: Position[] = [];
  for (let i = 0; i + 1 < xy.length; i += 2) out.push([xy[i]!, xy[i + 1]!]);
  return out;
}
