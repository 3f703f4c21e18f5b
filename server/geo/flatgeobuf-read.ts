import type { Feature as GeoJsonFeature, Geometry as GeoJsonGeometry, Position } from 'geojson';
import { ByteBuffer } from 'flatbuffers';
import { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
import type { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
import { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
import { parseProperties } from 'flatgeobuf/lib/mjs/generic/feature.js';
import { fromByteBuffer, type HeaderMeta } from 'flatgeobuf/lib/mjs/header-meta.js';
import { causeText } from './cause-text.ts';
import { type Crs, parseCrs, WGS84 } from './crs.ts';
import { gateFeatures } from './feature-gate.ts';
import { GEOMETRY_TYPES } from './geometry-types.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { ownCrs } from './vector-crs.ts';
import { type ReadingRemark, remark, VectorFileError, type VectorLayer } from './vector-layer.ts';

const MOST_DEEP = 8;

/** Bytes of the mark at the start, of a length before what it measures, and of an entry of the index. */
const MARK = 8;
const LENGTH = 4;
const INDEX_ENTRY = 40;
const MOST_COLUMNS = 5000;

/** The layer of a FlatGeobuf file, in its own CRS. Lengths are looked at before the library follows them. */
export function readFlatGeobuf(content: Uint8Array, limits: ReadLimits = READ_LIMITS): VectorLayer {
  const bytes = Uint8Array.from(content);
  try {
    const head = readHead(bytes, limits);
    const features = readFeatures(bytes, head, limits);
    const remarks: ReadingRemark[] = [];
    const own = ownCrs(() => crsOf(head.meta, remarks));
    return { name: head.meta.title ?? '', ...own, remarks, ...gateFeatures(features, limits) };
  } catch (cause) {
    if (cause instanceof VectorFileError) throw cause;
    throw broken(causeText(cause), cause);
  }
}

function broken(message: string, cause?: unknown): VectorFileError {
  return new VectorFileError('flatgeobuf-unreadable', `not readable FlatGeobuf: ${message}`, { cause });
}

function lengthAt(bytes: Uint8Array, at: number): number {
  if (at + LENGTH > bytes.length) throw broken('it ends too early');
  const length = new DataView(bytes.buffer).getUint32(at, true);
  if (at + LENGTH + length > bytes.length) throw broken('it ends too early');
  return length;
}

interface Head {
  readonly meta: HeaderMeta;
  /** Where the first feature begins. */
  readonly first: number;
}

function readHead(bytes: Uint8Array, limits: ReadLimits): Head {
  const length = lengthAt(bytes, MARK);
  const buffer = new ByteBuffer(bytes);
  buffer.setPosition(MARK);
  const header = Header.getSizePrefixedRootAsHeader(buffer);
  const count = Number(header.featuresCount());
  if (count > limits.features)
    throw new VectorFileError('vector-too-large', `${count} features, at most ${limits.features}`);
  if (header.columnsLength() > MOST_COLUMNS) throw broken(`${header.columnsLength()} columns`);
  buffer.setPosition(MARK);
  const meta = fromByteBuffer(buffer);
  const first = MARK + LENGTH + length + indexBytes(count, header.indexNodeSize());
  if (first > bytes.length) throw broken('it ends inside its index');
  return { meta, first };
}

/** Bytes of a packed tree over so many features. */
function indexBytes(features: number, nodeSize: number): number {
  if (features === 0 || nodeSize === 0) return 0;
  if (nodeSize < 2) throw broken(`an index of ${nodeSize} a node`);
  let level = features;
  let entries = level;
  do {
    level = Math.ceil(level / nodeSize);
    entries += level;
  } while (level > 1);
  return entries * INDEX_ENTRY;
}

function readFeatures(
  bytes: Uint8Array,
  { meta, first }: Head,
  limits: ReadLimits,
): GeoJsonFeature<GeoJsonGeometry | null>[] {
  let vertices = 0;
  const count = (n: number): void => {
    vertices += n;
    if (vertices > limits.vertices)
      throw new VectorFileError('vector-too-large', `more than ${limits.vertices} vertices`);
    // A place takes 16 bytes and a part at least 4: more of them are one another's.
    if (vertices > bytes.length / 4) throw broken('its geometries hold more than its bytes can');
  };
  const features: GeoJsonFeature<GeoJsonGeometry | null>[] = [];
  const buffer = new ByteBuffer(bytes);
  for (let at = first; at < bytes.length;) {
    const length = lengthAt(bytes, at);
    if (features.length >= limits.features)
      throw new VectorFileError('vector-too-large', `more than ${limits.features} features`);
    buffer.setPosition(at);
    const feature = Feature.getSizePrefixedRootAsFeature(buffer);
    const shape = feature.geometry();
    features.push({
      type: 'Feature',
      properties: { ...parseProperties(feature, meta.columns) },
      geometry: shape ? readShape(shape, meta.geometryType, 0, count) : null,
    });
    at += LENGTH + length;
  }
  return features;
}

function crsOf(meta: HeaderMeta, remarks: ReadingRemark[]): Crs {
  if (meta.crs && meta.crs.code > 0) return parseCrs(`EPSG:${meta.crs.code}`);
  if (meta.crs?.wkt) return parseCrs(meta.crs.wkt);
  remarks.push(remark('layer-crs-assumed', 1));
  return WGS84;
}

/**
 * A geometry whose parts are counted: parts may name each other, and a few bytes would then stand for more
 * than there is room for.
 */
function readShape(
  shape: Geometry,
  given: number,
  depth: number,
  count: (n: number) => void,
): GeoJsonGeometry | null {
  const type = GEOMETRY_TYPES[given === 0 ? shape.type() : given];
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
