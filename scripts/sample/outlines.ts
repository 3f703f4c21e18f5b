import { CELL, WORLD, type Point } from './frame.ts';
import { findCrossings, simplifyIndices, smoothPlanar, type PlanarDrawing } from './planar-smoothing.ts';

/**
 * Outlines of a partition of the world's cells, shared borders drawn once so that neighbours fit without
 * gap or overlap.
 */
export interface Outlines {
  /**
   * Rings of all cells whose label `has` accepts: outer rings counter-clockwise, holes clockwise, each
   * closed.
   */
  readonly ringsOf: (has: (label: number) => boolean) => Point[][];
}

const CORNER_COLUMNS = WORLD.columns + 1;

/** Signed area of a closed ring in m², positive when counter-clockwise. */
export function ringArea(ring: readonly Point[]): number {
  let twice = 0;
  const origin = ring[0]!;
  for (let i = 0; i + 1 < ring.length; i++) {
    const a = ring[i]!;
    const b = ring[i + 1]!;
    twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  }
  return twice / 2;
}

/** Traces and smooths the borders of a label raster over the world (-1: no label). */
export function traceOutlines(labels: Int32Array, tolerance: number): Outlines {
  const nodeOfCorner = new Int32Array(CORNER_COLUMNS * (WORLD.rows + 1)).fill(-1);
  const xs: number[] = [];
  const ys: number[] = [];
  const pairs: number[] = [];
  const nodeAt = (column: number, row: number): number => {
    const corner = row * CORNER_COLUMNS + column;
    if (nodeOfCorner[corner]! < 0) {
      nodeOfCorner[corner] = xs.length;
      xs.push(WORLD.left + column * CELL);
      ys.push(WORLD.top - row * CELL);
    }
    return nodeOfCorner[corner]!;
  };
  const labelAt = (column: number, row: number): number =>
    column < 0 || row < 0 || column >= WORLD.columns || row >= WORLD.rows
      ? -1
      : labels[row * WORLD.columns + column]!;
  for (let row = 0; row <= WORLD.rows; row++)
    for (let column = 0; column <= WORLD.columns; column++) {
      const here = labelAt(column, row);
      if (here !== labelAt(column - 1, row)) pairs.push(nodeAt(column, row), nodeAt(column, row + 1));
      if (here !== labelAt(column, row - 1)) pairs.push(nodeAt(column, row), nodeAt(column + 1, row));
    }
  const edges = Int32Array.from(pairs);
  const drawing: PlanarDrawing = {
    x: Float64Array.from(xs),
    y: Float64Array.from(ys),
    edges,
    freedom: new Float64Array(xs.length).fill(95),
  };
  smoothPlanar(drawing, 9);
  const kept = thinNodes(drawing, tolerance);

  const ringsOf = (has: (label: number) => boolean): Point[][] => {
    const inside = (column: number, row: number): boolean => {
      const label = labelAt(column, row);
      return label >= 0 && has(label);
    };
    // Directed corner steps with the inside on the left: 0 east, 1 north, 2 west, 3 south.
    const leaving = new Map<number, number>();
    const add = (column: number, row: number, direction: number): void => {
      const corner = row * CORNER_COLUMNS + column;
      leaving.set(corner, (leaving.get(corner) ?? 0) | (1 << direction));
    };
    for (let row = 0; row < WORLD.rows; row++)
      for (let column = 0; column < WORLD.columns; column++) {
        if (!inside(column, row)) continue;
        if (!inside(column, row + 1)) add(column, row + 1, 0);
        if (!inside(column + 1, row)) add(column + 1, row + 1, 1);
        if (!inside(column, row - 1)) add(column + 1, row, 2);
        if (!inside(column - 1, row)) add(column, row, 3);
      }
    const stepOf = [1, -CORNER_COLUMNS, -1, CORNER_COLUMNS];
    const rings: Point[][] = [];
    for (const start of leaving.keys())
      for (let first = 0; first < 4; first++) {
        if (!((leaving.get(start) ?? 0) & (1 << first))) continue;
        const ring: Point[] = [];
        let corner = start;
        let direction = first;
        do {
          leaving.set(corner, leaving.get(corner)! & ~(1 << direction));
          const node = nodeOfCorner[corner]!;
          if (kept[node]) ring.push({ x: drawing.x[node]!, y: drawing.y[node]! });
          corner += stepOf[direction]!;
          const open = corner === start ? 0 : leaving.get(corner)!;
          if (open === 0) break;
          for (const turn of [1, 0, 3]) {
            const next = (direction + turn) % 4;
            if (open & (1 << next)) {
              direction = next;
              break;
            }
          }
        } while (corner !== start);
        if (ring.length >= 3) rings.push([...ring, ring[0]!]);
      }
    return rings;
  };
  return { ringsOf };
}

/**
 * Marks the nodes that stay when each border between two junctions is simplified, keeping all where lines
 * would then cross.
 */
function thinNodes(drawing: PlanarDrawing, tolerance: number): Uint8Array {
  const { x, y, edges } = drawing;
  const nodes = x.length;
  const around: number[][] = Array.from({ length: nodes }, () => []);
  for (let e = 0; e < edges.length; e += 2) {
    around[edges[e]!]!.push(edges[e + 1]!);
    around[edges[e + 1]!]!.push(edges[e]!);
  }
  const kept = new Uint8Array(nodes);
  const seen = new Uint8Array(nodes);
  const chains: number[][] = [];
  const walk = (from: number, to: number): void => {
    const chain = [from, to];
    let previous = from;
    let node = to;
    while (around[node]!.length === 2 && node !== from) {
      seen[node] = 1;
      const next = around[node]![0] === previous ? around[node]![1]! : around[node]![0]!;
      previous = node;
      node = next;
      chain.push(node);
    }
    chains.push(chain);
  };
  for (let n = 0; n < nodes; n++)
    if (around[n]!.length !== 2) for (const to of around[n]!) if (n < to || !seen[to]) walk(n, to);
  for (let n = 0; n < nodes; n++)
    if (around[n]!.length === 2 && !seen[n]) {
      seen[n] = 1;
      walk(n, around[n]![0]!);
    }
  const chosen = chains.map((chain) => {
    // A closed chain is simplified in two halves, so that its two ends are not one point.
    const points = chain.map((n) => ({ x: x[n]!, y: y[n]! }));
    if (chain[0] !== chain.at(-1)) return simplifyIndices(points, tolerance);
    const half = Math.floor(chain.length / 2);
    const first = simplifyIndices(points.slice(0, half + 1), tolerance);
    return [
      ...first,
      ...simplifyIndices(points.slice(half), tolerance)
        .slice(1)
        .map((i) => i + half),
    ];
  });
  for (let attempt = 0; attempt < 6; attempt++) {
    const chainOfEdge: number[] = [];
    const thinned: number[] = [];
    chains.forEach((chain, c) => {
      const indices = chosen[c]!;
      for (let i = 0; i + 1 < indices.length; i++) {
        thinned.push(chain[indices[i]!]!, chain[indices[i + 1]!]!);
        chainOfEdge.push(c);
      }
    });
    const bad = findCrossings({ ...drawing, edges: Int32Array.from(thinned) }, []);
    if (bad.size === 0) break;
    for (const e of bad) chosen[chainOfEdge[e]!] = chains[chainOfEdge[e]!]!.map((_, i) => i);
  }
  chains.forEach((chain, c) => {
    for (const i of chosen[c]!) kept[chain[i]!] = 1;
  });
  return kept;
}
