import type { TravelEngine } from '../catchment/travel-engine.ts';
import { NONE, UNREACHED } from '../grid/grid.ts';

/** From one facility to another along the least-time path. */
interface ReferralPair {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  /** Along that path; null where not asked for. */
  readonly meters: number | null;
}

export interface ReferralAnswer {
  /** All pairs within the limit, by from, then (seconds, to). */
  readonly pairs: readonly ReferralPair[];
  /** By from: position in `pairs` of the nearest by time, NONE when it reaches none. */
  readonly nearestByTime: Int32Array;
  /** By from: position in `pairs` of the nearest by metres among the pairs measured; NONE likewise. */
  readonly nearestByDistance: Int32Array;
  /** From facilities that reach no other within the limit. */
  readonly unreachable: readonly number[];
}

/**
 * Metres along the least-time path between facility `to`'s cell and each of `cells`; NaN where there is
 * none.
 */
export type MeasurePaths = (toCell: number, cells: Int32Array) => Float64Array;

/**
 * Which facilities of one tier refer to which of another, within a closed limit.
 *
 * `fromCells` and `toCells` are cells of the engine's grid, NONE where a facility lies outside; the
 * engine's direction towards the
 * facility is the way to `to`. One search per `to`, so the smaller tier should be it; a facility in both
 * lists is a pair with itself,
 * left out when `sameFacility(from, to)` states it. Metres are measured for `all` pairs, for the `fastest` of
 * each from, or for `none`;
 * by default each by `engine.explainPath`, which searches again: pass `measure` where the engine can do
 * better. `onProgress` may throw.
 * Cost: searches + pairs · log.
 */
export function computeReferral(
  engine: TravelEngine,
  fromCells: Int32Array,
  toCells: Int32Array,
  limitSeconds: number,
  options: {
    readonly meters?: 'all' | 'fastest' | 'none';
    readonly measure?: MeasurePaths;
    readonly sameFacility?: (from: number, to: number) => boolean;
    readonly onProgress?: (done: number, total: number) => void;
  } = {},
): ReferralAnswer {
  const wanted = options.meters ?? 'fastest';
  const measure = options.measure ?? measureByPaths(engine);
  const byCell = new Map<number, number[]>();
  fromCells.forEach((cell, from) => {
    if (cell === NONE) return;
    const list = byCell.get(cell);
    if (list === undefined) byCell.set(cell, [from]);
    else list.push(from);
  });
  const rows: { from: number; to: number; seconds: number; meters: number | null }[][] = Array.from(
    fromCells,
    () => [],
  );
  for (let to = 0; to < toCells.length; to++) {
    const target = toCells[to]!;
    if (target !== NONE) {
      const reach = engine.computeReach(target, limitSeconds);
      for (let i = 0; i < reach.count; i++)
        for (const from of byCell.get(reach.cells[i]!) ?? [])
          if (options.sameFacility?.(from, to) !== true)
            rows[from]!.push({ from, to, seconds: reach.seconds[i]!, meters: null });
    }
    options.onProgress?.(to + 1, toCells.length);
  }
  for (const row of rows) row.sort((a, b) => a.seconds - b.seconds || a.to - b.to);
  if (wanted !== 'none') measureRows(rows, wanted, fromCells, toCells, measure);
  return listRows(rows);
}

function measureRows(
  rows: readonly (readonly { from: number; to: number; seconds: number; meters: number | null }[])[],
  wanted: 'all' | 'fastest',
  fromCells: Int32Array,
  toCells: Int32Array,
  measure: MeasurePaths,
): void {
  const byTo = new Map<number, { from: number; meters: number | null }[]>();
  for (const row of rows)
    for (const pair of row) {
      // ties for the fastest are all measured
      if (wanted === 'fastest' && pair.seconds > row[0]!.seconds) break;
      const list = byTo.get(pair.to);
      if (list === undefined) byTo.set(pair.to, [pair]);
      else list.push(pair);
    }
  for (const [to, pairs] of byTo) {
    const meters = measure(
      toCells[to]!,
      Int32Array.from(pairs, (pair) => fromCells[pair.from]!),
    );
    pairs.forEach((pair, i) => (pair.meters = Number.isNaN(meters[i]!) ? null : meters[i]!));
  }
}

function listRows(rows: readonly (readonly ReferralPair[])[]): ReferralAnswer {
  const pairs: ReferralPair[] = [];
  const nearestByTime = new Int32Array(rows.length).fill(NONE);
  const nearestByDistance = new Int32Array(rows.length).fill(NONE);
  const unreachable: number[] = [];
  rows.forEach((row, from) => {
    if (row.length === 0) unreachable.push(from);
    else nearestByTime[from] = pairs.length;
    let least = Infinity;
    for (const pair of row) {
      if (pair.meters !== null && pair.meters < least) {
        least = pair.meters;
        nearestByDistance[from] = pairs.length;
      }
      pairs.push(pair);
    }
  });
  return { pairs, nearestByTime, nearestByDistance, unreachable };
}

function measureByPaths(engine: TravelEngine): MeasurePaths {
  return (toCell, cells) => {
    const target = Int32Array.of(toCell);
    return Float64Array.from(cells, (cell) => engine.explainPath(target, cell)?.meters ?? Number.NaN);
  };
}

/**
 * One step up the ladder of care: by facility of the lower tier, the facility of the next tier it refers
 * to, and how long that takes.
 */
export interface ReferralStep {
  /** NONE where there is none within the limit. */
  readonly nearest: Int32Array;
  readonly seconds: Float64Array;
}

/** The nearest by time of a referral as a step of a chain. */
export function toReferralStep(answer: ReferralAnswer): ReferralStep {
  const at = answer.nearestByTime;
  return {
    nearest: at.map((pair) => (pair === NONE ? NONE : answer.pairs[pair]!.to)),
    seconds: Float64Array.from(at, (pair) => (pair === NONE ? UNREACHED : answer.pairs[pair]!.seconds)),
  };
}

/** Where each cell's people end up when they follow the chain. */
export interface ReferralChain {
  /** Per level (0: the first facility): facility by cell, NONE where the chain broke before. */
  readonly facilities: readonly Int32Array[];
  /** Per level: seconds from home by way of every level below; UNREACHED where the chain is broken. */
  readonly seconds: readonly Float64Array[];
}

/**
 * The chain post → centre → hospital by cell: to the nearest first facility, from there to the one it
 * refers to, and so on.
 *
 * `first` is a surface over cells (people choose the nearest post); each step follows the facility, not the
 * person, as referral does.
 * O(cells · levels).
 */
export function computeReferralChain(
  first: { readonly seconds: Float64Array; readonly nearest: Int32Array },
  steps: readonly ReferralStep[],
): ReferralChain {
  const facilities = [first.nearest.slice()];
  const seconds = [first.seconds.slice()];
  for (const step of steps) {
    const below = facilities.at(-1)!;
    const until = seconds.at(-1)!;
    const here = below.map((facility) => (facility === NONE ? NONE : step.nearest[facility]!));
    seconds.push(
      until.map((time, cell) => (here[cell] === NONE ? UNREACHED : time + step.seconds[below[cell]!]!)),
    );
    facilities.push(here);
  }
  return { facilities, seconds };
}
