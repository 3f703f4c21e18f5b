import type { Point } from './frame.ts';

/** A drawing of nodes joined by straight edges that cross nowhere but at nodes. */
export interface PlanarDrawing {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Node pairs, two entries an edge. */
  readonly edges: Int32Array;
  /** Metres each node may leave its place; 0 pins it. */
  readonly freedom: Float64Array;
}

const BUCKET = 300;

function crosses(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number): number =>
    (qx - px) * (ry - py) - (qy - py) * (rx - px);
  const a = side(cx, cy, dx, dy, ax, ay);
  const b = side(cx, cy, dx, dy, bx, by);
  const c = side(ax, ay, bx, by, cx, cy);
  const d = side(ax, ay, bx, by, dx, dy);
  return a * b <= 0 && c * d <= 0 && (a !== 0 || b !== 0 || c !== 0 || d !== 0);
}

/** Edges whose straight lines meet another edge (not at a shared node) or an obstacle segment. */
export function findCrossings(drawing: PlanarDrawing, obstacles: readonly (readonly Point[])[]): Set<number> {
  const { x, y, edges } = drawing;
  const buckets = new Map<number, number[]>();
  const edgeCount = edges.length / 2;
  const ax: number[] = [];
  const ay: number[] = [];
  const bx: number[] = [];
  const by: number[] = [];
  for (let e = 0; e < edgeCount; e++) {
    ax.push(x[edges[e * 2]!]!);
    ay.push(y[edges[e * 2]!]!);
    bx.push(x[edges[e * 2 + 1]!]!);
    by.push(y[edges[e * 2 + 1]!]!);
  }
  for (const line of obstacles)
    for (let i = 0; i + 1 < line.length; i++) {
      ax.push(line[i]!.x);
      ay.push(line[i]!.y);
      bx.push(line[i + 1]!.x);
      by.push(line[i + 1]!.y);
    }
  for (let s = 0; s < ax.length; s++) {
    const c0 = Math.floor(Math.min(ax[s]!, bx[s]!) / BUCKET);
    const c1 = Math.floor(Math.max(ax[s]!, bx[s]!) / BUCKET);
    const r0 = Math.floor(Math.min(ay[s]!, by[s]!) / BUCKET);
    const r1 = Math.floor(Math.max(ay[s]!, by[s]!) / BUCKET);
    for (let c = c0; c <= c1; c++)
      for (let r = r0; r <= r1; r++) {
        const key = c * 1_000_000 + r;
        const list = buckets.get(key);
        if (list) list.push(s);
        else buckets.set(key, [s]);
      }
  }
  const found = new Set<number>();
  for (const list of buckets.values())
    for (let i = 0; i < list.length; i++)
      for (let j = i + 1; j < list.length; j++) {
        const s = list[i]!;
        const t = list[j]!;
        if (s >= edgeCount) continue;
        if (t < edgeCount) {
          const [p, q, u, v] = [edges[s * 2]!, edges[s * 2 + 1]!, edges[t * 2]!, edges[t * 2 + 1]!];
          if (p === u || p === v || q === u || q === v) continue;
        }
        if (crosses(ax[s]!, ay[s]!, bx[s]!, by[s]!, ax[t]!, ay[t]!, bx[t]!, by[t]!)) {
          found.add(s);
          if (t < edgeCount) found.add(t);
        }
      }
  return found;
}

/**
 * Draws a lattice-born network as a person would: every node moves towards the mean of its neighbours,
 * never farther than its
 * freedom, and wherever two edges (or an edge and an obstacle) would then cross, the nodes go back until
 * none do.
 * Mutates `x` and `y`. The drawing must cross nowhere when it comes in.
 */
export function smoothPlanar(
  drawing: PlanarDrawing,
  rounds: number,
  obstacles: readonly (readonly Point[])[] = [],
): void {
  const { x, y, edges, freedom } = drawing;
  const homeX = x.slice();
  const homeY = y.slice();
  const nodes = x.length;
  const degree = new Int32Array(nodes);
  for (const node of edges) degree[node]!++;
  for (let round = 0; round < rounds; round++) {
    const sumX = new Float64Array(nodes);
    const sumY = new Float64Array(nodes);
    for (let e = 0; e < edges.length; e += 2) {
      const a = edges[e]!;
      const b = edges[e + 1]!;
      sumX[a]! += x[b]!;
      sumY[a]! += y[b]!;
      sumX[b]! += x[a]!;
      sumY[b]! += y[a]!;
    }
    for (let n = 0; n < nodes; n++) {
      if (degree[n]! < 2 || freedom[n] === 0) continue;
      const pull = degree[n] === 2 ? 0.5 : 0.2;
      let dx = x[n]! + pull * (sumX[n]! / degree[n]! - x[n]!) - homeX[n]!;
      let dy = y[n]! + pull * (sumY[n]! / degree[n]! - y[n]!) - homeY[n]!;
      const away = Math.sqrt(dx * dx + dy * dy);
      if (away > freedom[n]!) {
        dx *= freedom[n]! / away;
        dy *= freedom[n]! / away;
      }
      x[n] = homeX[n]! + dx;
      y[n] = homeY[n]! + dy;
    }
  }
  for (let n = 0; n < nodes; n++) {
    x[n] = Math.round(x[n]! * 10) / 10;
    y[n] = Math.round(y[n]! * 10) / 10;
  }
  for (let attempt = 0; attempt < 12; attempt++) {
    const bad = findCrossings(drawing, obstacles);
    if (bad.size === 0) return;
    const keep = attempt < 5 ? 0.5 : 0;
    const nodesBack = new Set<number>();
    for (const e of bad) {
      nodesBack.add(edges[e * 2]!);
      nodesBack.add(edges[e * 2 + 1]!);
    }
    for (const n of nodesBack) {
      x[n] = Math.round((homeX[n]! + keep * (x[n]! - homeX[n]!)) * 10) / 10;
      y[n] = Math.round((homeY[n]! + keep * (y[n]! - homeY[n]!)) * 10) / 10;
    }
  }
}

/**
 * Indices of the points a line keeps when every dropped one lies within `tolerance` metres of it (Douglas &
 * Peucker 1973).
 */
export function simplifyIndices(points: readonly Point[], tolerance: number): number[] {
  const keep = new Uint8Array(points.length);
  keep[0] = 1;
  keep[points.length - 1] = 1;
  const stack: [number, number][] = [[0, points.length - 1]];
  while (stack.length > 0) {
    const [from, to] = stack.pop()!;
    const a = points[from]!;
    const b = points[to]!;
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const square = dx * dx + dy * dy;
    let far = -1;
    let farSquare = tolerance * tolerance;
    for (let i = from + 1; i < to; i++) {
      const p = points[i]!;
      const t = square === 0 ? 0 : Math.min(1, Math.max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
      const ex = p.x - a.x - t * dx;
      const ey = p.y - a.y - t * dy;
      const off = ex * ex + ey * ey;
      if (off > farSquare) {
        farSquare = off;
        far = i;
      }
    }
    if (far < 0) continue;
    keep[far] = 1;
    stack.push([from, far], [far, to]);
  }
  const kept: number[] = [];
  for (let i = 0; i < points.length; i++) if (keep[i]) kept.push(i);
  return kept;
}
