import type { Position } from 'geojson';

/** Whether a ring of degrees steps over the 180th meridian (a step of more than half the world). */
export function crossesAntimeridian(ring: readonly Position[]): boolean {
  for (let i = 1; i < ring.length; i++) if (Math.abs(ring[i]![0]! - ring[i - 1]![0]!) > 180) return true;
  return false;
}

/**
 * The ring with longitudes made continuous from its first vertex; null when it does not close that way (it
 * runs around a pole).
 */
function unwrapRing(ring: readonly Position[]): Position[] | null {
  let shift = 0;
  const out: Position[] = [];
  for (const [i, position] of ring.entries()) {
    if (i > 0) {
      const step = position[0]! - ring[i - 1]![0]!;
      if (step > 180) shift -= 360;
      else if (step < -180) shift += 360;
    }
    out.push([position[0]! + shift, position[1]!]);
  }
  return Math.abs(out[0]![0]! - out.at(-1)![0]!) < 1e-9 ? out : null;
}

/**
 * Polygon whose rings cross 180° as polygons on either side of it, in -180…180; null when a ring runs
 * around a pole.
 */
export function splitAtAntimeridian(polygon: readonly (readonly Position[])[]): Position[][][] | null {
  const rings = polygon.map(unwrapRing);
  if (rings.some((ring) => ring === null)) return null;
  const outer = rings[0]!;
  const west = Math.min(...outer.map((p) => p[0]!));
  const base = west < -180 ? -540 : -180;
  const out: Position[][][] = [];
  for (const from of [base, base + 360]) {
    const parts = rings.flatMap((ring, i) => {
      // A hole may have been unwrapped a turn away from its outer ring.
      const turn = i > 0 && ring![0]![0]! < west - 1e-9 ? 360 : 0;
      const cut = clipToSpan(
        ring!.map(([x, y]) => [x! + turn, y!]),
        from,
        from + 360,
      );
      return cut.length >= 4 ? [cut.map(([x, y]): Position => [x! - (from + 180), y!])] : [];
    });
    if (parts.length > 0) out.push(parts);
  }
  return out;
}

/** Closed ring cut to from ≤ x ≤ to (Sutherland–Hodgman; edges may run along the cut). */
function clipToSpan(ring: readonly Position[], from: number, to: number): Position[] {
  let points = ring.slice(0, -1);
  for (const [bound, above] of [
    [from, true],
    [to, false],
  ] as const) {
    const next: Position[] = [];
    for (const [i, b] of points.entries()) {
      const a = points[(i + points.length - 1) % points.length]!;
      const inA = above ? a[0]! >= bound : a[0]! <= bound;
      const inB = above ? b[0]! >= bound : b[0]! <= bound;
      if (inA !== inB) next.push([bound, a[1]! + ((bound - a[0]!) / (b[0]! - a[0]!)) * (b[1]! - a[1]!)]);
      if (inB) next.push(b);
    }
    points = next;
  }
  return points.length >= 3 ? [...points, points[0]!] : [];
}
