import type { Position } from 'geojson';
import { crossesAntimeridian, splitAtAntimeridian } from './antimeridian.ts';
import type { ProblemCollector } from './problem-collector.ts';
import { MAX_LISTED } from './problem-collector.ts';
import { holds } from './osm-rings.ts';
import { findRingCrossings } from './ring-crossings.ts';

/** One polygon wound by RFC 7946 and cut at 180°; crossings and misplaced holes are problems. */
export function mendPolygon(
  polygon: { pointer: string; rings: Position[][] },
  out: ProblemCollector,
): Position[][][] {
  const { pointer, rings } = polygon;
  const before = out.problemCount;
  if (rings.some(crossesAntimeridian)) {
    const parts = splitAtAntimeridian(rings);
    if (!parts) {
      out.problem('ring-around-pole', pointer);
      return [];
    }
    out.note('antimeridian-split', pointer);
    return parts.map((part) => part.map((ring, i) => wind(ring, i === 0)));
  }
  const { crossings, touches } = findRingCrossings(rings, MAX_LISTED);
  for (const { ringA, segmentA, ringB, segmentB, x, y } of crossings)
    out.problem(
      ringA === ringB ? 'ring-self-intersection' : 'rings-cross',
      `${pointer}/${ringA}/${segmentA}`,
      { other: `${pointer}/${ringB}/${segmentB}`, lon: round(x), lat: round(y) },
    );
  if (touches > 0) out.note('ring-touches', pointer, { touches });
  if (crossings.length === 0)
    for (let r = 1; r < rings.length; r++) {
      if (!liesWithin(rings[r]!, rings[0]!)) out.problem('hole-outside', `${pointer}/${r}`);
      else
        for (let other = 1; other < rings.length; other++) {
          const larger = Math.abs(area2(rings[other]!)) - Math.abs(area2(rings[r]!));
          if (
            other === r ||
            larger < 0 ||
            (larger === 0 && other > r) ||
            !liesWithin(rings[r]!, rings[other]!)
          )
            continue;
          out.problem('hole-in-hole', `${pointer}/${r}`, { other: `${pointer}/${other}` });
          break;
        }
    }
  if (out.problemCount > before) return [];
  return [
    rings.map((ring, i) => {
      const wound = wind(ring, i === 0);
      if (wound !== ring) out.note('winding-mended', `${pointer}/${i}`);
      return wound;
    }),
  ];
}

/**
 * Whether `ring` lies in `other`, given by its first vertex or edge middle that is not on the other's line;
 * rings do not cross.
 */
function liesWithin(ring: readonly Position[], other: readonly Position[]): boolean {
  for (const [i, a] of ring.entries()) {
    const b = ring[i + 1] ?? a;
    for (const point of [a, [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2]])
      if (!isOnRing(point, other)) return holds(other, point);
  }
  return true;
}

function isOnRing([x, y]: Position, ring: readonly Position[]): boolean {
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    if (x! < Math.min(ax, bx) || x! > Math.max(ax, bx) || y! < Math.min(ay, by) || y! > Math.max(ay, by))
      continue;
    const left = (bx - ax) * (y! - ay);
    const right = (by - ay) * (x! - ax);
    if (Math.abs(left - right) <= 4e-16 * (Math.abs(left) + Math.abs(right))) return true;
  }
  return false;
}

/** Counter-clockwise for outer rings, clockwise for holes; the same array when it already is. */
function wind(ring: Position[], outer: boolean): Position[] {
  return area2(ring) > 0 === outer ? ring : [...ring].reverse();
}

/** Whether all vertices lie on one line. A bow-tie may have no signed area either, but it is not flat. */
export function isFlat(ring: readonly Position[]): boolean {
  const [ax, ay] = ring[0] as [number, number];
  const [bx, by] = ring[1] as [number, number];
  return ring.every(([x, y]) => (bx - ax) * (y! - ay) === (by - ay) * (x! - ax));
}

function area2(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number];
  let sum = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[i + 1] as [number, number];
    sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }
  return sum;
}

function round(value: number): number {
  return Math.round(value * 1e7) / 1e7;
}
