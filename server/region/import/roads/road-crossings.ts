import type { Position } from 'geojson';
import Flatbush from 'flatbush';

/**
 * Puts a shared vertex into both lines where two segments of the same layer cross inside, and where one
 * ends within half a metre of another, at a vertex or between two; returns how many.
 */
export function joinCrossings(lines: Position[][], layers: readonly number[], endTolerance: number): number {
  const segments: { line: number; at: number }[] = [];
  for (const [line, points] of lines.entries())
    for (let at = 0; at + 1 < points.length; at++)
      if (points[at]!.every(Number.isFinite) && points[at + 1]!.every(Number.isFinite))
        segments.push({ line, at });
  if (segments.length < 2) return 0;
  const index = new Flatbush(segments.length);
  for (const { line, at } of segments) {
    const [ax, ay] = lines[line]![at] as [number, number];
    const [bx, by] = lines[line]![at + 1] as [number, number];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  const insertions = new Map<number, { at: number; t: number; point: Position }[]>();
  const insert = (line: number, at: number, t: number, point: Position): void => {
    const list = insertions.get(line) ?? [];
    list.push({ at, t, point });
    insertions.set(line, list);
  };
  let joined = 0;
  for (const [i, { line, at }] of segments.entries()) {
    if (Number.isNaN(layers[line])) continue;
    const [ax, ay] = lines[line]![at] as [number, number];
    const [bx, by] = lines[line]![at + 1] as [number, number];
    const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (k) => {
      const other = segments[k]!;
      return k > i && layers[other.line] === layers[line];
    });
    for (const k of near.sort((a, b) => a - b)) {
      const other = segments[k]!;
      const [cx, cy] = lines[other.line]![other.at] as [number, number];
      const [dx, dy] = lines[other.line]![other.at + 1] as [number, number];
      const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
      if (cross === 0) continue;
      const t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
      const u = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
      const inside = (v: number): boolean => v >= 0 && v <= 1;
      const atEnd = (v: number): boolean => v < 1e-9 || v > 1 - 1e-9;
      if (!inside(t) || !inside(u) || (atEnd(t) && atEnd(u))) continue;
      // Where one ends on the other, the end itself is the node.
      const point: Position = atEnd(u)
        ? u < 0.5
          ? [cx, cy]
          : [dx, dy]
        : atEnd(t)
          ? t < 0.5
            ? [ax, ay]
            : [bx, by]
          : [ax + t * (bx - ax), ay + t * (by - ay)];
      if (!atEnd(t)) insert(line, at, t, point);
      if (!atEnd(u)) insert(other.line, other.at, u, point);
      joined++;
    }
  }
  // Of two ends that of the later line moves; then those beside a junction that stays where it is.
  for (const ofAny of [false, true]) joined += joinEnds(lines, segments, index, endTolerance, ofAny);
  // Ends that stop just short of another road (digitised by eye) end on it.
  for (const [line, points] of lines.entries())
    for (const end of [points[0]!, points.at(-1)!]) {
      const [x, y] = end as [number, number];
      if (!Number.isFinite(x + y)) continue;
      for (const k of index.search(x - endTolerance, y - endTolerance, x + endTolerance, y + endTolerance)) {
        const other = segments[k]!;
        if (other.line === line) continue;
        const [cx, cy] = lines[other.line]![other.at] as [number, number];
        const [dx, dy] = lines[other.line]![other.at + 1] as [number, number];
        const length2 = (dx - cx) ** 2 + (dy - cy) ** 2;
        const t = length2 === 0 ? 0 : ((x - cx) * (dx - cx) + (y - cy) * (dy - cy)) / length2;
        const reach = endTolerance / Math.sqrt(length2 || 1);
        if (t <= reach || t >= 1 - reach) continue; // at a vertex: the end was moved to it
        if (Math.hypot(cx + t * (dx - cx) - x, cy + t * (dy - cy) - y) > endTolerance) continue;
        if (
          insertions.get(other.line)?.some((i) => i.at === other.at && i.point[0] === x && i.point[1] === y)
        )
          continue;
        insert(other.line, other.at, t, end);
        joined++;
      }
    }
  for (const [line, list] of insertions) {
    list.sort((a, b) => a.at - b.at || a.t - b.t);
    const out: Position[] = [];
    let next = 0;
    for (const [at, point] of lines[line]!.entries()) {
      out.push(point);
      while (next < list.length && list[next]!.at === at) out.push(list[next++]!.point);
    }
    lines[line] = out;
  }
  return joined;
}

/**
 * Moves ends that stop just short of another line's vertex to the nearest one: an earlier line's, an inner
 * one, or `ofAny`. Returns how many moved.
 */
function joinEnds(
  lines: readonly Position[][],
  segments: readonly { line: number; at: number }[],
  index: Flatbush,
  tolerance: number,
  ofAny: boolean,
): number {
  let moved = 0;
  for (const [line, points] of lines.entries())
    for (const end of [0, points.length - 1]) {
      const [x, y] = points[end] as [number, number];
      if (!Number.isFinite(x + y)) continue;
      let nearest: Position | null = null;
      let least = tolerance;
      let mayMove = false;
      for (const k of index.search(x - tolerance, y - tolerance, x + tolerance, y + tolerance)) {
        const { line: other, at } = segments[k]!;
        if (other === line) continue;
        for (const vertex of [at, at + 1]) {
          const point = lines[other]![vertex]!;
          const away = Math.hypot(point[0]! - x, point[1]! - y);
          if (away > least || (away === least && nearest !== null)) continue;
          nearest = point;
          least = away;
          mayMove = ofAny || other < line || (vertex > 0 && vertex < lines[other]!.length - 1);
        }
      }
      if (nearest === null || least === 0 || !mayMove) continue;
      points[end] = [nearest[0]!, nearest[1]!];
      moved++;
    }
  return moved;
}
