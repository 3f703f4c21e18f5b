import Flatbush from 'flatbush';
import type { Position } from 'geojson';

/**
 * Where two segments of one polygon cross: both segments by (ring, index of their first vertex) and the
 * place.
 */
export interface RingCrossing {
  readonly ringA: number;
  readonly segmentA: number;
  readonly ringB: number;
  readonly segmentB: number;
  readonly x: number;
  readonly y: number;
}

export interface RingContacts {
  /** Segments that cross in their interiors: the area is ambiguous. At most `limit` are listed. */
  readonly crossings: readonly RingCrossing[];
  /**
   * Places where rings touch without crossing (a vertex on another segment or vertex): harmless for areas.
   */
  readonly touches: number;
}

/**
 * Finds crossings among all segments of the closed rings of one polygon, with a spatial index: O(n log n)
 * for ordinary shapes.
 */
export function findRingCrossings(rings: readonly (readonly Position[])[], limit: number): RingContacts {
  let count = 0;
  for (const ring of rings) count += Math.max(0, ring.length - 1);
  if (count < 3) return { crossings: [], touches: 0 };
  const ringOf = new Uint32Array(count);
  const segmentOf = new Uint32Array(count);
  const index = new Flatbush(count);
  let next = 0;
  for (const [r, ring] of rings.entries())
    for (let s = 0; s + 1 < ring.length; s++) {
      const [ax, ay] = ring[s] as [number, number];
      const [bx, by] = ring[s + 1] as [number, number];
      ringOf[next] = r;
      segmentOf[next] = s;
      index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      next++;
    }
  index.finish();
  const crossings: RingCrossing[] = [];
  let touches = 0;
  for (let i = 0; i < count && crossings.length < limit; i++) {
    const ring = rings[ringOf[i]!]!;
    const [ax, ay] = ring[segmentOf[i]!] as [number, number];
    const [bx, by] = ring[segmentOf[i]! + 1] as [number, number];
    const near = index.search(
      Math.min(ax, bx),
      Math.min(ay, by),
      Math.max(ax, bx),
      Math.max(ay, by),
      (k) => k > i,
    );
    near.sort((a, b) => a - b);
    for (const k of near) {
      const other = rings[ringOf[k]!]!;
      const [cx, cy] = other[segmentOf[k]!] as [number, number];
      const [dx, dy] = other[segmentOf[k]! + 1] as [number, number];
      const sameRing = ringOf[i] === ringOf[k];
      const step = segmentOf[k]! - segmentOf[i]!;
      const neighbours = sameRing && (step === 1 || (step === ring.length - 2 && segmentOf[i] === 0));
      const o1 = orientation(ax, ay, bx, by, cx, cy);
      const o2 = orientation(ax, ay, bx, by, dx, dy);
      const o3 = orientation(cx, cy, dx, dy, ax, ay);
      const o4 = orientation(cx, cy, dx, dy, bx, by);
      if (o1 * o2 < 0 && o3 * o4 < 0) {
        if (crossings.length >= limit) break;
        const t = o3 / (o3 - o4);
        crossings.push({
          ringA: ringOf[i]!,
          segmentA: segmentOf[i]!,
          ringB: ringOf[k]!,
          segmentB: segmentOf[k]!,
          x: ax + t * (bx - ax),
          y: ay + t * (by - ay),
        });
      } else if (
        !neighbours &&
        (onSegment(o1, ax, ay, bx, by, cx, cy) ||
          onSegment(o2, ax, ay, bx, by, dx, dy) ||
          onSegment(o3, cx, cy, dx, dy, ax, ay) ||
          onSegment(o4, cx, cy, dx, dy, bx, by))
      )
        touches++;
    }
  }
  return { crossings, touches };
}

/**
 * Twice the signed area of the triangle, 0 when its size is below what doubles can tell at these
 * magnitudes.
 */
function orientation(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  const left = (bx - ax) * (cy - ay);
  const right = (by - ay) * (cx - ax);
  const value = left - right;
  return Math.abs(value) <= 4e-16 * (Math.abs(left) + Math.abs(right)) ? 0 : value;
}

function onSegment(
  o: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  px: number,
  py: number,
): boolean {
  return (
    o === 0 &&
    px >= Math.min(ax, bx) &&
    px <= Math.max(ax, bx) &&
    py >= Math.min(ay, by) &&
    py <= Math.max(ay, by)
  );
}
