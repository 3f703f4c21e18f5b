import type { Position } from 'geojson';
import { endsOnRoads, mergeEnds } from './road-ends.ts';
import { indexSegments, Insertions, type RoadSegments } from './road-segments.ts';

/**
 * Puts a shared vertex into both lines where two segments of the same layer cross inside, and where one
 * ends within half a metre of another, at a vertex or between two; returns how many. `layers` holds the
 * level of each line, NaN for one that meets others at its ends only (bridge, tunnel, ferry).
 */
export function joinCrossings(lines: Position[][], layers: readonly number[], geographic: boolean): number {
  const roads = indexSegments(lines);
  if (!roads) return 0;
  const insertions = new Insertions();
  let joined = 0;
  for (let i = 0; i < roads.segments.length; i++) joined += crossOthers(lines, layers, roads, i, insertions);
  joined += mergeEnds(lines, layers, roads, geographic);
  joined += endsOnRoads(lines, layers, roads, geographic, insertions);
  insertions.applyTo(lines);
  return joined;
}

/** Shared vertices of segment `i` with later ones of its layer. */
function crossOthers(
  lines: readonly Position[][],
  layers: readonly number[],
  { segments, search }: RoadSegments,
  i: number,
  insertions: Insertions,
): number {
  const { line, at } = segments[i]!;
  if (Number.isNaN(layers[line])) return 0;
  const [ax, ay] = lines[line]![at] as [number, number];
  const [bx, by] = lines[line]![at + 1] as [number, number];
  const near = search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
    .filter((k) => k > i && layers[segments[k]!.line] === layers[line])
    .sort((a, b) => a - b);
  let joined = 0;
  for (const k of near) {
    const other = segments[k]!;
    const [cx, cy] = lines[other.line]![other.at] as [number, number];
    const [dx, dy] = lines[other.line]![other.at + 1] as [number, number];
    const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
    if (cross === 0) continue;
    const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
    const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
    if (!isInside(t) || !isInside(u) || (isAtEnd(t) && isAtEnd(u))) continue;
    // Where one ends on the other, the end itself is the node.
    const point: Position = isAtEnd(u)
      ? u < 0.5
        ? [cx, cy]
        : [dx, dy]
      : isAtEnd(t)
        ? t < 0.5
          ? [ax, ay]
          : [bx, by]
        : [ax + t * (bx - ax), ay + t * (by - ay)];
    if (!isAtEnd(t)) insertions.add(line, at, t, point);
    if (!isAtEnd(u)) insertions.add(other.line, other.at, u, point);
    joined++;
  }
  return joined;
}

function isInside(share: number): boolean {
  return share >= 0 && share <= 1;
}

function isAtEnd(share: number): boolean {
  return share < 1e-9 || share > 1 - 1e-9;
}
