// oxlint-disable-next-line typescript/triple-slash-reference -- ambient types for every tsconfig
/// <reference path="./untyped-modules.d.ts" />
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import gjv from 'geojson-validation';
import type { Crs } from './crs.ts';
import { buildTransform, crsAtPlace, CrsError, sameCrs, WGS84 } from './crs.ts';
import { decodeText } from './decode-text.ts';
import { crsOfGeoJson } from './geojson-crs.ts';
import { isFlat, mendPolygon } from './polygon-mend.ts';
import type { GeoJsonProblem } from './problem-collector.ts';
import { ProblemCollector } from './problem-collector.ts';

export type { GeoJsonProblem };

export interface CheckedPolygons {
  /** Polygons in degrees, closed, wound by RFC 7946, none crossing 180°. Empty when there are problems. */
  readonly features: readonly Feature<Polygon | MultiPolygon>[];
  /** At most 50; `problemCount` is how many there are. */
  readonly problems: readonly GeoJsonProblem[];
  readonly problemCount: number;
  /** What was mended or left out: one entry a kind, with `count` and the pointer of the first. */
  readonly notes: readonly GeoJsonProblem[];
}

export interface CheckOptions {
  /** West, south, east, north of the place the file should be about: evidence for swapped axes. */
  readonly near?: readonly [number, number, number, number];
  readonly maxVertices?: number;
  readonly maxFeatures?: number;
  readonly maxDepth?: number;
}

const MAX_VERTICES = 2_000_000;
const MAX_FEATURES = 50_000;
const MAX_DEPTH = 8;

type Polygons = { pointer: string; rings: Position[][] }[];

/** Checks and mends the polygons of a GeoJSON file. Never throws for what the bytes hold. */
export function checkPolygons(bytes: Uint8Array, options: CheckOptions = {}): CheckedPolygons {
  const out = new ProblemCollector();
  const failed = (
    code: string,
    parameters: Readonly<Record<string, string | number>> = {},
    pointer = '',
  ): CheckedPolygons => {
    out.problem(code, pointer, parameters);
    return { features: [], problems: out.problems, problemCount: out.problemCount, notes: out.notes() };
  };
  if (bytes.length === 0) return failed('json-empty');
  let value: unknown;
  try {
    value = JSON.parse(decodeText(bytes).text.replace(/^\ufeff/, ''));
  } catch (cause) {
    return failed('json-unreadable', {
      detail: (cause instanceof Error ? cause.message : String(cause)).slice(0, 200),
    });
  }
  if (!isObject(value))
    return failed('geojson-not', { found: Array.isArray(value) ? 'array' : typeof value });
  let crs: Crs = WGS84;
  try {
    crs = crsOfGeoJson(value) ?? WGS84;
    const { near } = options;
    if (near) crs = crsAtPlace(crs, (near[0] + near[2]) / 2, (near[1] + near[3]) / 2);
  } catch (problem) {
    if (!(problem instanceof CrsError)) throw problem;
    return failed(problem.code, { detail: problem.message.slice(0, 160) }, '/crs');
  }
  const sources = listFeatures(value, out, options.maxFeatures ?? MAX_FEATURES);
  if (!sources)
    return { features: [], problems: out.problems, problemCount: out.problemCount, notes: out.notes() };
  if (sources.length === 0) return failed('geojson-empty');

  const budget = { vertices: options.maxVertices ?? MAX_VERTICES };
  const found = sources.map((source) => ({
    source,
    polygons: collectPolygons(source.geometry, source.pointer, options.maxDepth ?? MAX_DEPTH, budget, out),
  }));
  if (budget.vertices < 0)
    return failed('geojson-too-many-vertices', { limit: options.maxVertices ?? MAX_VERTICES });
  if (out.problemCount === 0 && found.every(({ polygons }) => polygons.length === 0))
    return failed('geojson-no-areas');
  const flat = found.flatMap(({ polygons }) => polygons);
  if (out.problemCount === 0) {
    placeCoordinates(flat, crs, options.near, out);
    if (out.problemCount > 0)
      return { features: [], problems: out.problems, problemCount: out.problemCount, notes: out.notes() };
  }
  const features: Feature<Polygon | MultiPolygon>[] = [];
  const seen = new Map<string, number>();
  for (const { source, polygons } of found) {
    if (polygons.length === 0) continue;
    const parts = polygons.flatMap((polygon) => mendPolygon(polygon, out));
    if (parts.length === 0) continue;
    const key = JSON.stringify(parts);
    if (seen.has(key)) out.note('feature-repeated', source.pointer, { other: seen.get(key)! + 1 });
    else seen.set(key, features.length);
    features.push({
      type: 'Feature',
      properties: source.properties,
      geometry:
        parts.length === 1
          ? { type: 'Polygon', coordinates: parts[0]! }
          : { type: 'MultiPolygon', coordinates: parts },
      ...(source.id === undefined ? {} : { id: source.id }),
    });
  }
  return {
    features: out.problemCount > 0 ? [] : features,
    problems: out.problems,
    problemCount: out.problemCount,
    notes: out.notes(),
  };
}

interface SourceFeature {
  readonly pointer: string;
  readonly geometry: unknown;
  readonly properties: Record<string, unknown>;
  readonly id: string | number | undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listFeatures(
  value: Record<string, unknown>,
  out: ProblemCollector,
  maxFeatures: number,
): SourceFeature[] | null {
  const type = value['type'];
  if (typeof type !== 'string') {
    out.problem('geojson-not', '', { found: 'object' });
    return null;
  }
  if (type === 'FeatureCollection') {
    const list = value['features'];
    if (!Array.isArray(list)) {
      out.problem('geojson-structure', '/features', { detail: 'features must be an array' });
      return null;
    }
    if (list.length > maxFeatures) {
      out.problem('geojson-too-many-features', '/features', { count: list.length, limit: maxFeatures });
      return null;
    }
    return list.flatMap((item: unknown, i): SourceFeature[] => {
      const pointer = `/features/${i}`;
      if (!isObject(item) || item['type'] !== 'Feature') {
        out.problem('geojson-structure', pointer, { detail: 'must be a Feature' });
        return [];
      }
      return [toSource(item, pointer, out)];
    });
  }
  if (type === 'Feature') return [toSource(value, '', out)];
  if (/^(Multi)?(Point|LineString|Polygon)$|^GeometryCollection$/.test(type))
    return [{ pointer: '', geometry: value, properties: {}, id: undefined }];
  out.problem('geojson-not', '/type', { found: type.slice(0, 40) });
  return null;
}

function toSource(feature: Record<string, unknown>, pointer: string, out: ProblemCollector): SourceFeature {
  const id = feature['id'];
  const given = isObject(feature['properties']) ? Object.entries(feature['properties']) : [];
  // Nested values name nothing and may be nested without end.
  const kept = given.filter(([, value]) => typeof value !== 'object' || value === null);
  if (kept.length < given.length) out.note('properties-nested-dropped', `${pointer}/properties`);
  return {
    pointer: `${pointer}/geometry`,
    geometry: feature['geometry'],
    properties: Object.fromEntries(kept),
    id: typeof id === 'string' || typeof id === 'number' ? id : undefined,
  };
}

/** Polygons of one geometry, nested collections opened; every other kind is left out with a note. */
function collectPolygons(
  geometry: unknown,
  pointer: string,
  depth: number,
  budget: { vertices: number },
  out: ProblemCollector,
): Polygons {
  if (geometry === null || geometry === undefined) {
    out.note('geometry-null', pointer);
    return [];
  }
  if (!isObject(geometry) || typeof geometry['type'] !== 'string') {
    out.problem('geojson-structure', pointer, { detail: 'must be a geometry object' });
    return [];
  }
  const type = geometry['type'];
  if (type === 'GeometryCollection') {
    if (depth <= 0) {
      out.problem('geojson-too-deep', pointer, { limit: MAX_DEPTH });
      return [];
    }
    const list = geometry['geometries'];
    if (!Array.isArray(list)) {
      out.problem('geojson-structure', `${pointer}/geometries`, { detail: 'geometries must be an array' });
      return [];
    }
    out.note('geometry-collection-opened', pointer);
    return list.flatMap((part: unknown, i) =>
      collectPolygons(part, `${pointer}/geometries/${i}`, depth - 1, budget, out),
    );
  }
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    if (/^(Multi)?(Point|LineString)$/.test(type)) out.note('geometry-not-area', pointer, { type });
    else
      out.problem('geojson-structure', `${pointer}/type`, {
        detail: `unknown geometry type ${type.slice(0, 40)}`,
      });
    return [];
  }
  const coordinates = geometry['coordinates'];
  const polygons: [string, unknown][] =
    type === 'Polygon'
      ? [[`${pointer}/coordinates`, coordinates]]
      : Array.isArray(coordinates)
        ? coordinates.map((part: unknown, i): [string, unknown] => [`${pointer}/coordinates/${i}`, part])
        : [[`${pointer}/coordinates`, null]];
  return polygons.flatMap(([at, rings]): Polygons => {
    const faults = out.problemCount;
    const checked = checkRings(rings, at, budget, out);
    if (out.problemCount > faults || budget.vertices < 0) return [];
    // The library's own word on the structure, once closure and duplicates are mended. It knows nothing of
    // areas, bounds or crossings.
    const structure =
      checked.length > 0
        ? gjv.isGeometryObject({ type: 'Polygon', coordinates: checked }, true)
        : ['a polygon needs a ring'];
    if (structure.length > 0) {
      out.problem('geojson-structure', at, { detail: String(structure[0]).slice(0, 200) });
      return [];
    }
    return [{ pointer: at, rings: checked }];
  });
}

/** A value in few words, however deep it is. */
function describe(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  if (typeof value === 'object' && value !== null) return '{…}';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 30)) : String(value);
}

function checkRings(
  rings: unknown,
  pointer: string,
  budget: { vertices: number },
  out: ProblemCollector,
): Position[][] {
  if (!Array.isArray(rings) || rings.length === 0) {
    out.problem('geojson-structure', pointer, { detail: 'coordinates must be an array of rings' });
    return [];
  }
  const done: Position[][] = [];
  for (const [r, ring] of rings.entries() as IterableIterator<[number, unknown]>) {
    const at = `${pointer}/${r}`;
    if (!Array.isArray(ring)) {
      out.problem('geojson-structure', at, { detail: 'a ring must be an array of positions' });
      return [];
    }
    budget.vertices -= ring.length;
    if (budget.vertices < 0) return [];
    const points: Position[] = [];
    let dropped = 0;
    for (const [i, position] of ring.entries() as IterableIterator<[number, unknown]>) {
      if (!Array.isArray(position) || position.length < 2) {
        out.problem('position-unreadable', `${at}/${i}`, {});
        continue;
      }
      const [x, y] = position as [unknown, unknown];
      if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y)) {
        out.problem('position-not-finite', `${at}/${i}`, { value: `[${describe(x)}, ${describe(y)}]` });
        continue;
      }
      if (position.length > 2) out.note('heights-dropped', `${at}/${i}`);
      const last = points.at(-1);
      if (last && last[0] === x && last[1] === y) dropped++;
      else points.push([x, y]);
    }
    if (dropped > 0) out.note('vertices-repeated', at, { vertices: dropped });
    const first = points[0];
    const last = points.at(-1);
    if (first && last && points.length >= 3 && (first[0] !== last[0] || first[1] !== last[1])) {
      points.push([first[0]!, first[1]!]);
      out.note('ring-closed', at);
    }
    if (points.length < 4 || isFlat(points)) {
      if (r === 0) out.problem('ring-without-area', at, { positions: ring.length });
      else out.note('hole-without-area-dropped', at);
      if (r === 0) return done;
      continue;
    }
    done.push(points);
  }
  return done;
}

/**
 * Brings coordinates to degrees: by the file's CRS, or by swapping axes where the evidence is plain;
 * refuses what is neither.
 */
function placeCoordinates(
  polygons: Polygons,
  crs: Crs,
  near: CheckOptions['near'],
  out: ProblemCollector,
): void {
  const each = (visit: (position: Position, pointer: () => string) => void): void => {
    for (const { pointer, rings } of polygons)
      for (const [r, ring] of rings.entries())
        for (const [i, position] of ring.entries()) visit(position, () => `${pointer}/${r}/${i}`);
  };
  if (!sameCrs(crs, WGS84)) {
    const transform = buildTransform(crs, WGS84);
    each((position, pointer) => {
      transform(position as [number, number]);
      if (!Number.isFinite(position[0]! + position[1]!))
        out.problem('position-outside-crs', pointer(), { crs: crs.id.slice(0, 60) });
    });
    out.note('reprojected', '/crs', { crs: crs.id.slice(0, 60) });
    return;
  }
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  each(([x, y]) => {
    box[0] = Math.min(box[0], x!);
    box[1] = Math.min(box[1], y!);
    box[2] = Math.max(box[2], x!);
    box[3] = Math.max(box[3], y!);
  });
  const inWorld = box[0] >= -180 && box[2] <= 180 && box[1] >= -90 && box[3] <= 90;
  const swappedInWorld = box[1] >= -180 && box[3] <= 180 && box[0] >= -90 && box[2] <= 90;
  const meets = (a: readonly number[], b: readonly number[]): boolean =>
    a[0]! <= b[2]! && b[0]! <= a[2]! && a[1]! <= b[3]! && b[1]! <= a[3]!;
  const swapped = [box[1], box[0], box[3], box[2]];
  if (swappedInWorld && near && !meets(box, near) && meets(swapped, near)) {
    each((position) => void position.reverse());
    out.note('coordinates-swapped', polygons[0]!.pointer);
    return;
  }
  if (inWorld) return;
  // Numbers far beyond any degree are metres; numbers just beyond are slips of single positions.
  let beyond = 0;
  let all = 0;
  each(([x, y]) => {
    all++;
    if (Math.abs(x!) > 360 || Math.abs(y!) > 360) beyond++;
  });
  if (beyond > all / 2) {
    out.problem('coordinates-projected', polygons[0]!.pointer, {
      x: Math.round(box[0]),
      y: Math.round(box[1]),
    });
    return;
  }
  if (swappedInWorld && !near) {
    out.problem('coordinates-swapped-maybe', polygons[0]!.pointer, { west: box[0], south: box[1] });
    return;
  }
  each(([x, y], pointer) => {
    if (Math.abs(x!) > 180 || Math.abs(y!) > 90)
      out.problem('position-out-of-bounds', pointer(), { x: x!, y: y! });
  });
}
