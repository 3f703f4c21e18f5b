import type { Feature, Geometry } from 'geojson';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { VectorFileError } from './vector-layer.ts';

const LISTS: Readonly<Record<string, { readonly depth: number; readonly least: number }>> = {
  Point: { depth: 0, least: 1 },
  MultiPoint: { depth: 1, least: 1 },
  LineString: { depth: 1, least: 2 },
  MultiLineString: { depth: 2, least: 2 },
  Polygon: { depth: 2, least: 3 },
  MultiPolygon: { depth: 3, least: 3 },
};
const MOST_COLLECTIONS = 8;

/**
 * Features that the rest of the program can trust, whatever a file held: properties are an object, a
 * geometry has the shape its type
 * states and finite numbers, or it is null and counted in `broken`. Throws `vector-too-large` over the
 * limits. Linear in the vertices.
 */
export function gateFeatures(
  features: readonly unknown[],
  limits: ReadLimits = READ_LIMITS,
): { features: Feature<Geometry | null>[]; broken: number } {
  if (features.length > limits.features)
    throw new VectorFileError('vector-too-large', `${features.length} features, at most ${limits.features}`);
  let broken = 0;
  let vertices = 0;
  const count = (n: number): void => {
    vertices += n;
    if (vertices > limits.vertices)
      throw new VectorFileError('vector-too-large', `more than ${limits.vertices} vertices`);
  };
  const out = features.map((value): Feature<Geometry | null> => {
    const feature = isObject(value) ? value : {};
    const geometry = feature['geometry'] ?? null;
    const sound = geometry !== null && isGeometry(geometry, 0, count) ? geometry : null;
    if (sound === null && (geometry !== null || feature !== value)) broken++;
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    return { ...feature, type: 'Feature', properties, geometry: sound };
  });
  return { features: out, broken };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isGeometry(value: unknown, collections: number, count: (n: number) => void): value is Geometry {
  if (!isObject(value) || typeof value['type'] !== 'string') return false;
  if (value['type'] === 'GeometryCollection') {
    const parts = value['geometries'];
    return (
      Array.isArray(parts) &&
      parts.length > 0 &&
      collections < MOST_COLLECTIONS &&
      parts.every((part) => isGeometry(part, collections + 1, count))
    );
  }
  const lists = Object.hasOwn(LISTS, value['type']) ? LISTS[value['type']] : undefined;
  return lists !== undefined && isPlaces(value['coordinates'], lists.depth, lists.least, count);
}

/** Lists of lists of places, `depth` deep; the innermost lists hold at least `least` places. */
function isPlaces(value: unknown, depth: number, least: number, count: (n: number) => void): boolean {
  if (!Array.isArray(value)) return false;
  if (depth === 0) return Number.isFinite(value[0]) && Number.isFinite(value[1]);
  if (value.length < (depth === 1 ? least : 1)) return false;
  if (depth === 1) count(value.length);
  return value.every((part) => isPlaces(part, depth - 1, least, count));
}

/**
 * Refuses JSON whose lists and objects stand deeper in one another than the limit, before a parser or a
 * walk goes down there.
 */
export function assertDepth(text: string, limits: ReadLimits = READ_LIMITS): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 92) at++;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 91 || code === 123) {
      if (++depth > limits.depth)
        throw new VectorFileError('vector-too-deep', `nested deeper than ${limits.depth}`);
    } else if (code === 93 || code === 125) depth--;
  }
}
