import type { SCENARIO_TEXTS } from '../../contract/text/scenario-texts.ts';
import type { ProblemPlace } from '../../contract/problems.ts';
import type { Change } from '../../contract/scenario.ts';
import { ROAD_CLASSES } from '../../contract/vocabulary.ts';
import { distanceMeters } from '../../kernel/grid/grid-metric.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import { EDGE_BRIDGE, EDGE_FERRY, EDGE_ONEWAY, EDGE_TUNNEL } from '../../kernel/network/road-network.ts';
import type { EdgePlace, RoadEditor } from './road-edits.ts';

type ChangeOf<T extends Change['type']> = Extract<Change, { type: T }>;
type Fault = { readonly code: keyof typeof SCENARIO_TEXTS; readonly parameters: ProblemPlace['parameters'] };

/** An end of a new road this near to another road is laid onto it. */
const JOIN_METERS = 30;
/** Roads on these meet others at their ends only. */
const OVER_OR_UNDER = EDGE_BRIDGE | EDGE_TUNNEL | EDGE_FERRY;

/** What an added road became. */
export interface AddedRoad {
  readonly meters: number;
  /** Ends and crossings that join the road to others. */
  readonly joins: number;
  readonly longestMoveMeters: number;
}

/**
 * Lays a road along `points` (x0, y0, x1, y1, … in the grid's CRS). Its ends join a road within 30 m; where
 * it crosses another on the
 * ground both get a junction. Nothing that was there is replaced.
 */
export function addRoad(
  editor: RoadEditor,
  grid: Grid,
  points: readonly number[],
  change: ChangeOf<'add-road'>,
  source: number,
): AddedRoad {
  const ferry = change.class === 'ferry';
  const flags =
    (ferry ? EDGE_FERRY : 0) |
    (change.structure === 'bridge' ? EDGE_BRIDGE : 0) |
    (change.structure === 'tunnel' ? EDGE_TUNNEL : 0) |
    (change.oneway ? EDGE_ONEWAY : 0);
  const line = [...points];
  const last = line.length - 2;
  const joins: Join[] = [];
  let longestMoveMeters = 0;
  for (const end of [0, last]) {
    const near = findNearest(editor, grid, line[end]!, line[end + 1]!);
    if (!near) continue;
    longestMoveMeters = Math.max(longestMoveMeters, near.meters);
    line[end] = near.place.x;
    line[end + 1] = near.place.y;
    joins.push({ segment: end === 0 ? 0 : last / 2 - 1, share: end === 0 ? 0 : 1, place: near.place });
  }
  if ((flags & OVER_OR_UNDER) === 0) {
    const ends = [
      [line[0]!, line[1]!],
      [line[last]!, line[last + 1]!],
    ] as const;
    for (const crossing of findCrossings(editor, line)) {
      if (editor.read(crossing.place.edge).flags & OVER_OR_UNDER) continue;
      const { x, y } = crossing.place;
      if (
        joins.some(
          (join) => ends.some(([ex, ey]) => ex === x && ey === y) && join.place.edge === crossing.place.edge,
        )
      )
        continue;
      joins.push(crossing);
    }
  }
  const nodes = joins.map((join) => nodeAt(editor, join.place, source));
  const order = joins
    .map((_, i) => i)
    .sort((a, b) => joins[a]!.segment - joins[b]!.segment || joins[a]!.share - joins[b]!.share);
  const style = {
    roadClass: ROAD_CLASSES.indexOf(change.class),
    flags,
    maxSpeedKmh: change.maxSpeedKmh ?? 0,
    source,
  };
  let from: number | null = null;
  let piece: number[] = [line[0]!, line[1]!];
  let at = 0;
  const push = (x: number, y: number): void => {
    if (piece.at(-2) !== x || piece.at(-1) !== y) piece.push(x, y);
  };
  const finish = (to: number | null): void => {
    // Two nodes at one place are joined by an edge of no length.
    if (piece.length < 4 && from !== null && to !== null && from !== to) piece.push(...piece);
    if (piece.length >= 4) editor.addEdge({ points: piece, from, to, ...style });
  };
  for (const i of order) {
    const { segment, place } = joins[i]!;
    for (; at < segment; at++) push(line[2 * at + 2]!, line[2 * at + 3]!);
    push(place.x, place.y);
    finish(nodes[i]!);
    from = nodes[i]!;
    piece = [place.x, place.y];
  }
  for (; at < last / 2; at++) push(line[2 * at + 2]!, line[2 * at + 3]!);
  finish(null);
  let meters = 0;
  for (let k = 2; k < line.length; k += 2)
    meters += distanceMeters(grid, line[k - 2]!, line[k - 1]!, line[k]!, line[k + 1]!);
  return { meters, joins: joins.length, longestMoveMeters };
}

/**
 * Removes a road by its source, or cuts every road that crosses a line; returns how many edges, or what is
 * wrong.
 */
export function cutRoads(
  editor: RoadEditor,
  change: ChangeOf<'cut-road'>,
  across: readonly number[] | null,
): number | Fault {
  if ((change.source === undefined) === (across === null))
    return { code: 'scenario-source-or-across', parameters: {} };
  if (change.source !== undefined) {
    const removed = editor.removeSource(change.source);
    return removed > 0 ? removed : { code: 'scenario-road-unknown', parameters: { source: change.source } };
  }
  const byEdge = groupByEdge(findCrossings(editor, across!).map((crossing) => crossing.place));
  for (const [edge, places] of byEdge) editor.cut(edge, places, () => true);
  return byEdge.size > 0 ? byEdge.size : { code: 'scenario-nothing-to-cut', parameters: {} };
}

/** Ends roads at a closed ring and takes out what lies inside; returns how many edges it touched. */
export function cutRoadsInside(editor: RoadEditor, ring: readonly number[]): number {
  const closed = [...ring, ring[0]!, ring[1]!];
  const crossings = groupByEdge(findCrossings(editor, closed).map((crossing) => crossing.place));
  const isInside = (x: number, y: number): boolean => containsPoint(ring, x, y);
  let touched = 0;
  const count = editor.edgeCount;
  for (let e = 0; e < count; e++) {
    if (editor.isRemoved(e)) continue;
    const places = crossings.get(e);
    if (places) {
      editor.cut(e, places, (x, y) => !isInside(x, y));
      touched++;
      continue;
    }
    const { points } = editor.read(e);
    if (isInside(points[0]!, points[1]!)) {
      editor.remove(e);
      touched++;
    }
  }
  return touched;
}

interface Join {
  readonly segment: number;
  readonly share: number;
  readonly place: EdgePlace;
}

/** Crossings of a line with edges that are there, one per edge segment and line segment; ends count. */
function findCrossings(editor: RoadEditor, line: readonly number[]): Join[] {
  const found: Join[] = [];
  const box = boxOf(line);
  const count = editor.edgeCount;
  for (let edge = 0; edge < count; edge++) {
    if (editor.isRemoved(edge)) continue;
    const { points } = editor.read(edge);
    if (!overlaps(box, boxOf(points))) continue;
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [ax, ay, bx, by] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
      for (let k = 0; k + 3 < line.length; k += 2) {
        const [cx, cy, dx, dy] = [line[k]!, line[k + 1]!, line[k + 2]!, line[k + 3]!];
        const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
        if (cross === 0) continue;
        const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
        const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
        if (!(t >= 0 && t <= 1 && u >= 0 && u <= 1)) continue;
        // A vertex between two segments is met by both: the later one has it.
        if (t === 1 && at + 4 < points.length) continue;
        if (u === 1 && k + 4 < line.length) continue;
        const place = { edge, at: at / 2, share: t, x: ax + t * (bx - ax), y: ay + t * (by - ay) };
        found.push({ segment: k / 2, share: u, place });
      }
    }
  }
  return found;
}

/**
 * The place nearest to a point on any road within reach; a road's own end before the middle of another at
 * the same distance.
 */
function findNearest(
  editor: RoadEditor,
  grid: Grid,
  x: number,
  y: number,
): { place: EdgePlace; meters: number } | null {
  const unit = distanceMeters(grid, x, y, x, y + 1);
  const unitX = distanceMeters(grid, x, y, x + 1, y);
  const box = {
    west: x - JOIN_METERS / unitX,
    east: x + JOIN_METERS / unitX,
    south: y - JOIN_METERS / unit,
    north: y + JOIN_METERS / unit,
  };
  let best: { place: EdgePlace; meters: number } | null = null;
  for (let edge = 0; edge < editor.edgeCount; edge++) {
    if (editor.isRemoved(edge)) continue;
    const { points } = editor.read(edge);
    if (!overlaps(box, boxOf(points))) continue;
    for (let at = 0; at + 3 < points.length; at += 2) {
      const ax = points[at]! * unitX;
      const ay = points[at + 1]! * unit;
      const dx = points[at + 2]! * unitX - ax;
      const dy = points[at + 3]! * unit - ay;
      const length2 = dx * dx + dy * dy;
      const share =
        length2 === 0
          ? 0
          : Math.max(0, Math.min(1, ((x * unitX - ax) * dx + (y * unit - ay) * dy) / length2));
      const px = share === 1 ? points[at + 2]! : points[at]! + share * (points[at + 2]! - points[at]!);
      const py =
        share === 1 ? points[at + 3]! : points[at + 1]! + share * (points[at + 3]! - points[at + 1]!);
      const meters = distanceMeters(grid, x, y, px, py);
      if (meters <= JOIN_METERS && (best === null || meters < best.meters))
        best = { place: { edge, at: at / 2, share, x: px, y: py }, meters };
    }
  }
  return best;
}

/** The edge's own node where it is met at its end, else a new junction. */
function nodeAt(editor: RoadEditor, place: EdgePlace, owner: number): number {
  const edge = editor.read(place.edge);
  if (place.at === 0 && place.share === 0) return edge.from;
  if (place.at === edge.points.length / 2 - 2 && place.share === 1) return edge.to;
  return editor.addJunction(place, owner);
}

function groupByEdge(places: readonly EdgePlace[]): Map<number, EdgePlace[]> {
  const groups = new Map<number, EdgePlace[]>();
  for (const place of places) {
    const group = groups.get(place.edge);
    if (group) group.push(place);
    else groups.set(place.edge, [place]);
  }
  return groups;
}

interface Box {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

function boxOf(points: readonly number[]): Box {
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let k = 0; k < points.length; k += 2) {
    west = Math.min(west, points[k]!);
    east = Math.max(east, points[k]!);
    south = Math.min(south, points[k + 1]!);
    north = Math.max(north, points[k + 1]!);
  }
  return { west, east, south, north };
}

function overlaps(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function containsPoint(ring: readonly number[], x: number, y: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}
