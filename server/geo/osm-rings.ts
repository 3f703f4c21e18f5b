import type { MultiPolygon, Polygon, Position } from 'geojson';

/** A member way of a multipolygon relation, by its node ids. */
export interface RingMember {
  readonly refs: Float64Array;
  readonly inner: boolean;
}

/**
 * Joins member ways end to end into closed rings and puts each inner ring into the outer ring that holds it.
 * `open` counts the chains that do not close; they take no part.
 */
export function assembleRings(
  members: readonly RingMember[],
  coordinatesOf: (refs: Float64Array) => Position[],
): { geometry: Polygon | MultiPolygon | null; open: number } {
  const outer = joinChains(members.filter((m) => !m.inner).map((m) => m.refs));
  const inner = joinChains(members.filter((m) => m.inner).map((m) => m.refs));
  const rings = (chains: Float64Array[]): Position[][] =>
    chains.map(coordinatesOf).filter((ring) => ring.length >= 4);
  const polygons = rings(outer.closed).map((ring) => [ring]);
  for (const hole of rings(inner.closed)) {
    const home = polygons.find((polygon) => holds(polygon[0]!, hole[0]!));
    home?.push(hole);
  }
  const open = outer.open + inner.open;
  if (polygons.length === 0) return { geometry: null, open };
  if (polygons.length === 1) return { geometry: { type: 'Polygon', coordinates: polygons[0]! }, open };
  return { geometry: { type: 'MultiPolygon', coordinates: polygons }, open };
}

function joinChains(ways: readonly Float64Array[]): { closed: Float64Array[]; open: number } {
  const closed: Float64Array[] = [];
  let chains: number[][] = [];
  let open = 0;
  for (const way of ways)
    if (way.length >= 4 && way[0] === way[way.length - 1]) closed.push(way);
    else if (way.length >= 2) chains.push([...way]);
  while (chains.length > 0) {
    const chain = chains.pop()!;
    for (;;) {
      const end = chain.at(-1)!;
      if (end === chain[0] && chain.length >= 4) break;
      const next = chains.findIndex((c) => c[0] === end || c.at(-1) === end);
      if (next < 0) break;
      const found = chains[next]!;
      chains = chains.filter((_, i) => i !== next);
      if (found[0] !== end) found.reverse();
      for (const ref of found.slice(1)) chain.push(ref);
    }
    if (chain[0] === chain.at(-1) && chain.length >= 4) closed.push(Float64Array.from(chain));
    else open++;
  }
  return { closed, open };
}

/** Whether `point` lies inside the ring (even-odd). */
export function holds(ring: readonly Position[], point: Position): boolean {
  let inside = false;
  const [x, y] = point as [number, number];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i] as [number, number];
    const [xj, yj] = ring[j] as [number, number];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}
