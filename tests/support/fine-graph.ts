import FlatQueue from 'flatqueue';
import { EDGE_ONEWAY } from '../../server/kernel/network/road-network.ts';
import type { CityPlan } from './grid-city.ts';

const STEP = 10;

/**
 * The same city as an explicit graph of points 10 m apart, written from the definition of the hybrid trip
 * and sharing no code with the
 * engines: land points with 16 neighbours, road points every 10 m joined to the land points around them,
 * three layers (on foot, riding, on
 * foot again), Dijkstra with a heap. Answers seconds at each cell centre. Cells of 100 m; walks by Tobler,
 * flat vehicles.
 */
export function computeFineTimes(plan: CityPlan): Float64Array {
  const columns = (plan.columns * 100) / STEP + 1;
  const rows = (plan.rows * 100) / STEP + 1;
  const land = columns * rows;
  const blocked = new Set(
    (plan.barriers ?? []).map(([column, row]) => (plan.rows - 1 - row) * plan.columns + column),
  );
  // The outer border belongs to the cell inside it.
  const inBarrier = (x: number, y: number): boolean =>
    blocked.has(
      Math.min(Math.floor(y / 100), plan.rows - 1) * plan.columns +
        Math.min(Math.floor(x / 100), plan.columns - 1),
    );
  const height = plan.height ?? (() => 0);
  const walkPace = 3.6 / (plan.walkKmh ?? 3.6);
  const tobler = (slope: number): number => Math.exp(-3.5 * Math.abs(slope + 0.05)) / Math.exp(-3.5 * 0.05);
  const onFoot = (x0: number, y0: number, x1: number, y1: number, pace: number): number => {
    const length = Math.hypot(x1 - x0, y1 - y0);
    if (length === 0) return 0;
    return (length * pace) / tobler((height(x1, y1) - height(x0, y0)) / length);
  };
  const xs: number[] = [];
  const ys: number[] = [];
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      xs.push(c * STEP);
      ys.push(r * STEP);
    }
  type Arc = [to: number, seconds: number];
  const foot: Arc[][] = Array.from({ length: land }, () => []);
  const ride: Arc[][] = Array.from({ length: land }, () => []);
  const link = (arcs: Arc[][], from: number, to: number, seconds: number): void => {
    if (plan.toFacility) arcs[to]!.push([from, seconds]);
    else arcs[from]!.push([to, seconds]);
  };
  const clear = (x0: number, y0: number, x1: number, y1: number): boolean => {
    for (const t of [0.01, 0.26, 0.5, 0.74, 0.99])
      if (inBarrier(x0 + t * (x1 - x0), y0 + t * (y1 - y0))) return false;
    return true;
  };
  const moves = [];
  for (let dr = -2; dr <= 2; dr++)
    for (let dc = -2; dc <= 2; dc++)
      if (Math.max(Math.abs(dr), Math.abs(dc)) === 1 || Math.abs(dr * dc) === 2)
        moves.push([dr, dc] as const);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++)
      for (const [dr, dc] of moves) {
        if (r + dr < 0 || r + dr >= rows || c + dc < 0 || c + dc >= columns) continue;
        const [x0, y0, x1, y1] = [c * STEP, r * STEP, (c + dc) * STEP, (r + dr) * STEP];
        if (clear(x0, y0, x1, y1))
          link(foot, r * columns + c, (r + dr) * columns + c + dc, onFoot(x0, y0, x1, y1, walkPace));
      }
  const known = new Map<string, number>();
  const roadPoint = (x: number, y: number): number => {
    const key = `${x.toFixed(6)},${y.toFixed(6)}`;
    let node = known.get(key);
    if (node !== undefined) return node;
    node = xs.length;
    known.set(key, node);
    xs.push(x);
    ys.push(y);
    foot.push([]);
    ride.push([]);
    if (inBarrier(x, y)) return node;
    for (const r of [Math.floor(y / STEP), Math.floor(y / STEP) + 1])
      for (const c of [Math.floor(x / STEP), Math.floor(x / STEP) + 1]) {
        if (r < 0 || r >= rows || c < 0 || c >= columns || !clear(x, y, c * STEP, r * STEP)) continue;
        link(foot, node, r * columns + c, onFoot(x, y, c * STEP, r * STEP, walkPace));
        link(foot, r * columns + c, node, onFoot(c * STEP, r * STEP, x, y, walkPace));
      }
    return node;
  };
  for (const road of plan.roads ?? [])
    for (let i = 1; i < road.points.length; i++) {
      const [x0, y0] = road.points[i - 1]!;
      const [x1, y1] = road.points[i]!;
      const parts = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / STEP);
      for (let p = 0; p < parts; p++) {
        const at = (q: number): [number, number] => [
          x0 + ((x1 - x0) * q) / parts,
          y0 + ((y1 - y0) * q) / parts,
        ];
        const a = roadPoint(...at(p));
        const b = roadPoint(...at(p + 1));
        const pace = 3.6 / road.walkKmh;
        link(foot, a, b, onFoot(xs[a]!, ys[a]!, xs[b]!, ys[b]!, pace));
        link(foot, b, a, onFoot(xs[b]!, ys[b]!, xs[a]!, ys[a]!, pace));
        if (!plan.vehicle) continue;
        const riding = (Math.hypot(xs[b]! - xs[a]!, ys[b]! - ys[a]!) * 3.6) / road.rideKmh;
        link(ride, a, b, riding);
        if (!((road.flags ?? 0) & EDGE_ONEWAY)) link(ride, b, a, riding);
      }
    }
  const sources = (plan.facilities ?? []).map(
    ([x, y]) => Math.round(y / STEP) * columns + Math.round(x / STEP),
  );
  const run = (arcs: Arc[][], seeds: Float64Array): Float64Array => {
    const seconds = seeds.slice();
    const queue = new FlatQueue<number>();
    seconds.forEach((s, node) => {
      if (s < Infinity) queue.push(node, s);
    });
    while (queue.length > 0) {
      const time = queue.peekValue()!;
      const node = queue.pop()!;
      if (time > seconds[node]!) continue;
      for (const [to, cost] of arcs[node]!)
        if (time + cost < seconds[to]!) {
          seconds[to] = time + cost;
          queue.push(to, time + cost);
        }
    }
    return seconds;
  };
  const seeds = new Float64Array(xs.length).fill(Infinity);
  for (const source of sources) seeds[source] = 0;
  const walked = run(foot, seeds);
  const boarded = walked.map((s, node) =>
    node >= land && plan.vehicle ? s + (plan.boardingSeconds ?? 0) : Infinity,
  );
  const ridden = run(ride, boarded);
  const arrived = run(
    foot,
    walked.map((s, node) => Math.min(s, ridden[node]!)),
  );
  return Float64Array.from({ length: plan.columns * plan.rows }, (_, cell) => {
    const row = plan.rows - 1 - Math.floor(cell / plan.columns);
    return arrived[(row * 10 + 5) * columns + (cell % plan.columns) * 10 + 5]!;
  });
}
