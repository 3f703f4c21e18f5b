import type { Position } from 'geojson';
import { geodesicMeters } from '../../../geo/geodesic.ts';
import type { Insertions, RoadSegments } from './road-segments.ts';

/** How far an end may stop short of another road (digitised by eye) and still be meant to meet it. */
const TOLERANCE_METERS = 0.5;

interface Ground {
  /** Half the width and height, in units of the CRS, of a box that holds all within the tolerance. */
  readonly reach: (y: number) => readonly [number, number];
  readonly meters: (x1: number, y1: number, x2: number, y2: number) => number;
}

const PLANE: Ground = {
  reach: () => [TOLERANCE_METERS, TOLERANCE_METERS],
  meters: (x1, y1, x2, y2) => Math.hypot(x2 - x1, y2 - y1),
};

const GLOBE: Ground = {
  reach: (y) => {
    const degrees = TOLERANCE_METERS / 110_000;
    return [degrees / Math.max(Math.cos((y * Math.PI) / 180), 0.01), degrees];
  },
  meters: geodesicMeters,
};

/** A place where vertices lie, by exact coordinates. */
interface Place {
  readonly x: number;
  readonly y: number;
  /** Vertices at the place, as pairs of line and number of vertex. */
  readonly vertices: readonly (readonly [number, number])[];
  /** Its rank among those it is merged with: the lowest stays where it is. */
  readonly rank: number;
}

/**
 * Merges ends that stop short of a vertex of another line with that vertex: a junction stays where it is,
 * of two single ends the later line's moves. What is joined already stays as it is. An end meets ends of
 * any layer, since roads change level there, but an inner vertex only of its own layer. Returns how many
 * ends moved.
 */
export function mergeEnds(
  lines: readonly Position[][],
  layers: readonly number[],
  roads: RoadSegments,
  geographic: boolean,
): number {
  const ground = geographic ? GLOBE : PLANE;
  const places = new Places(lines, roads);
  for (const [line, points] of lines.entries())
    for (const end of new Set([0, points.length - 1])) {
      const [x, y] = points[end] as [number, number];
      if (!Number.isFinite(x + y)) continue;
      for (const [other, vertex] of findNearVertices(lines, layers, roads, ground, line, end)) {
        const [toX, toY] = lines[other]![vertex] as [number, number];
        places.mergeUnlessJoined([x, y], [toX, toY]);
      }
    }
  return places.move();
}

/** The nearest vertex of each other line that an end may meet, without those at the end's own place. */
function findNearVertices(
  lines: readonly Position[][],
  layers: readonly number[],
  { segments, search }: RoadSegments,
  ground: Ground,
  line: number,
  end: number,
): Map<number, number> {
  const [x, y] = lines[line]![end] as [number, number];
  const [width, height] = ground.reach(y);
  const found = new Map<number, number>();
  const least = new Map<number, number>();
  for (const k of search(x - width, y - height, x + width, y + height)) {
    const { line: other, at } = segments[k]!;
    if (other === line) continue;
    for (const vertex of [at, at + 1]) {
      const point = lines[other]![vertex]!;
      const meters = ground.meters(x, y, point[0]!, point[1]!);
      if (meters > TOLERANCE_METERS || meters >= (least.get(other) ?? Infinity)) continue;
      const isEnd = vertex === 0 || vertex === lines[other]!.length - 1;
      if (!isEnd && !meetsMiddle(layers, line, other)) continue;
      least.set(other, meters);
      found.set(other, vertex);
    }
  }
  for (const [other, meters] of least) if (meters === 0) found.delete(other);
  return found;
}

/**
 * Whether an end of `line` may meet `other` between its ends: a bridge, tunnel or ferry never, another road
 * on its layer; a bridge, tunnel or ferry lands on any.
 */
function meetsMiddle(layers: readonly number[], line: number, other: number): boolean {
  if (Number.isNaN(layers[other])) return false;
  return Number.isNaN(layers[line]) || layers[line] === layers[other];
}

/**
 * Ends that stop short of another road between two of its vertices get a vertex on it. Returns how many.
 */
export function endsOnRoads(
  lines: readonly Position[][],
  layers: readonly number[],
  roads: RoadSegments,
  geographic: boolean,
  insertions: Insertions,
): number {
  const ground = geographic ? GLOBE : PLANE;
  let joined = 0;
  for (const [line, points] of lines.entries())
    for (const end of [points[0]!, points.at(-1)!]) {
      const [x, y] = end as [number, number];
      if (!Number.isFinite(x + y)) continue;
      for (const [other, { at, t }] of findNearRoads(lines, layers, roads, ground, [line, x, y])) {
        if (insertions.has(other, x, y)) continue;
        insertions.add(other, at, t, end);
        joined++;
      }
    }
  return joined;
}

/** The nearest place on each other road that passes an end and has no vertex near it. */
function findNearRoads(
  lines: readonly Position[][],
  layers: readonly number[],
  { segments, search }: RoadSegments,
  ground: Ground,
  [line, x, y]: readonly [number, number, number],
): Map<number, { at: number; t: number; meters: number }> {
  const found = new Map<number, { at: number; t: number; meters: number }>();
  const atVertex = new Set<number>();
  const [width, height] = ground.reach(y);
  const scale = width / height;
  for (const k of search(x - width, y - height, x + width, y + height)) {
    const { line: other, at } = segments[k]!;
    if (other === line || !meetsMiddle(layers, line, other)) continue;
    const [cx, cy] = lines[other]![at] as [number, number];
    const [dx, dy] = lines[other]![at + 1] as [number, number];
    if (ground.meters(x, y, cx, cy) <= TOLERANCE_METERS || ground.meters(x, y, dx, dy) <= TOLERANCE_METERS)
      atVertex.add(other); // the end was moved to it, or is joined to it
    const [east, north] = [(dx - cx) / scale, dy - cy];
    const length2 = east ** 2 + north ** 2;
    const t = length2 === 0 ? 0 : (((x - cx) / scale) * east + (y - cy) * north) / length2;
    if (t <= 0 || t >= 1) continue;
    const meters = ground.meters(cx + t * (dx - cx), cy + t * (dy - cy), x, y);
    if (meters > TOLERANCE_METERS || meters >= (found.get(other)?.meters ?? Infinity)) continue;
    found.set(other, { at, t, meters });
  }
  for (const other of atVertex) found.delete(other);
  return found;
}

/** Places that are merged, as a forest of which the lowest rank is the root. */
class Places {
  readonly #lines: readonly Position[][];
  readonly #roads: RoadSegments;
  readonly #places = new Map<string, Place>();
  readonly #parent = new Map<Place, Place>();

  constructor(lines: readonly Position[][], roads: RoadSegments) {
    this.#lines = lines;
    this.#roads = roads;
  }

  mergeUnlessJoined(from: readonly [number, number], to: readonly [number, number]): void {
    const [a, b] = [this.#placeAt(from), this.#placeAt(to)];
    const lines = new Set(a.vertices.map(([line]) => line));
    if (b.vertices.some(([line]) => lines.has(line))) return;
    const [rootA, rootB] = [this.#rootOf(a), this.#rootOf(b)];
    if (rootA === rootB) return;
    if (rootA.rank < rootB.rank) this.#parent.set(rootB, rootA);
    else this.#parent.set(rootA, rootB);
  }

  /** Moves every vertex of a merged place to its root; returns how many ends that were. */
  move(): number {
    let ends = 0;
    for (const place of this.#places.values()) {
      const root = this.#rootOf(place);
      if (root === place) continue;
      for (const [line, vertex] of place.vertices) {
        const points = this.#lines[line]!;
        if (vertex === 0 || vertex === points.length - 1) ends++;
        points[vertex] = [root.x, root.y];
      }
    }
    return ends;
  }

  #rootOf(place: Place): Place {
    let root = place;
    for (let next = this.#parent.get(root); next; next = this.#parent.get(root)) root = next;
    return root;
  }

  #placeAt([x, y]: readonly [number, number]): Place {
    const key = `${x},${y}`;
    const known = this.#places.get(key);
    if (known) return known;
    const numbers = new Map<string, readonly [number, number]>();
    for (const k of this.#roads.search(x, y, x, y)) {
      const { line, at } = this.#roads.segments[k]!;
      for (const vertex of [at, at + 1]) {
        const point = this.#lines[line]![vertex]!;
        if (point[0] === x && point[1] === y) numbers.set(`${line} ${vertex}`, [line, vertex]);
      }
    }
    const vertices = [...numbers.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const place = { x, y, vertices, rank: rankOf(this.#lines, vertices) };
    this.#places.set(key, place);
    return place;
  }
}

/** Junctions and inner vertices rank before single ends, then earlier lines before later ones. */
function rankOf(lines: readonly Position[][], vertices: readonly (readonly [number, number])[]): number {
  if (vertices.length === 0) return Infinity; // a vertex without a segment is no road
  const [line, vertex] = vertices[0]!;
  const isSingleEnd = vertices.length === 1 && (vertex === 0 || vertex === lines[line]!.length - 1);
  return (isSingleEnd ? lines.length : 0) + line;
}
