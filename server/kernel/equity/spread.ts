import type { WeightedValues } from './weighted-values.ts';
import { computeShares, sortAscending } from './weighted-values.ts';

/**
 * Atkinson index, 1 - (Σ w x^(1-ε))^(1/(1-ε)) / μ, for ε = 1 one minus geometric over arithmetic mean; in
 * [0, 1]. `epsilon` > 0.
 */
export function computeAtkinson(input: WeightedValues, epsilon: number): number | null {
  if (!(epsilon > 0)) throw new RangeError(`epsilon: expected > 0, got ${epsilon}`);
  const { x, w, mean } = computeShares(input);
  if (!(mean > 0)) return null;
  if (epsilon >= 1 && x.includes(0)) return 1;
  let sum = 0;
  for (let k = 0; k < x.length; k++)
    sum += w[k]! * (epsilon === 1 ? Math.log(x[k]!) : x[k]! ** (1 - epsilon));
  const equivalent = epsilon === 1 ? Math.exp(sum) : sum ** (1 / (1 - epsilon));
  return Math.max(0, 1 - equivalent / mean);
}

/** Hoover (Robin Hood) index, ½ Σ |resource share - population share|: the share to be moved for equality. */
export function computeHoover(input: WeightedValues): number | null {
  const { x, w, mean } = computeShares(input);
  if (!(mean > 0)) return null;
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += Math.abs((w[k]! * x[k]!) / mean - w[k]!);
  return sum / 2;
}

/**
 * Palma ratio of access: mean value of the 10 % of people of highest `status` over that of the 40 % of
 * lowest; `status` is income or,
 * by default, the value itself.
 *
 * `shares`: a place that straddles a line counts with the part of its people that lies within.
 * `whole-places`: places above the
 * weighted 90th percentile over places up to the 40th, none split, as the R package accessibility has it;
 * differs for few places.
 * Null when no one is there, no place lies beyond a percentile, or the poorest have nothing.
 */
export function computePalma(
  input: WeightedValues,
  status?: readonly number[],
  rule: 'shares' | 'whole-places' = 'shares',
): number | null {
  const { x, w, index } = computeShares(input);
  if (x.length === 0) return null;
  const rung = status === undefined ? x : Float64Array.from(index, (i) => status[i]!);
  const order = sortAscending(rung);
  const ratio = (rich: number | null, poor: number | null): number | null =>
    rich === null || poor === null || !(poor > 0) ? null : rich / poor;
  if (rule === 'shares')
    return ratio(meanOfShare(x, w, order.toReversed(), 0.1), meanOfShare(x, w, order, 0.4));
  const [low, high] = [0.4, 0.9].map((share) => quantileOf(rung, w, order, share));
  return ratio(
    meanOf(
      x,
      w,
      order.filter((k) => rung[k]! > high!),
    ),
    meanOf(
      x,
      w,
      order.filter((k) => rung[k]! <= low!),
    ),
  );
}

function meanOfShare(x: Float64Array, w: Float64Array, order: readonly number[], share: number): number {
  let left = share;
  let sum = 0;
  for (const k of order) {
    const part = Math.min(left, w[k]!);
    sum += part * x[k]!;
    left -= part;
    if (left <= 0) break;
  }
  return sum / (share - Math.max(0, left));
}

function meanOf(x: Float64Array, w: Float64Array, places: readonly number[]): number | null {
  let sum = 0;
  let weight = 0;
  for (const k of places) {
    sum += w[k]! * x[k]!;
    weight += w[k]!;
  }
  return weight > 0 ? sum / weight : null;
}

/** Lower weighted quantile; `order` sorts `x`. */
function quantileOf(x: Float64Array, w: Float64Array, order: readonly number[], share: number): number {
  let sum = 0;
  for (const k of order) if ((sum += w[k]!) >= share - 1e-12) return x[k]!;
  return x[order.at(-1)!]!;
}

/**
 * Foster–Greer–Thorbecke poverty of access, Σ w ((z - x)/z)^α over those with x < z, in [0, 1]: α = 0 head
 * count, 1 gap, 2 severity.
 * `line` z > 0. For times, where more is worse, pass speeds (z/t) instead.
 */
export function computePoverty(input: WeightedValues, line: number, alpha: 0 | 1 | 2): number | null {
  if (!(line > 0)) throw new RangeError(`line: expected > 0, got ${line}`);
  const { x, w } = computeShares(input);
  if (x.length === 0) return null;
  let sum = 0;
  for (let k = 0; k < x.length; k++) if (x[k]! < line) sum += w[k]! * ((line - x[k]!) / line) ** alpha;
  return sum;
}

/** Simple measures of spread; null where the divisor is 0 or no one is there. */
export interface Spread {
  readonly mean: number | null;
  readonly coefficientOfVariation: number | null;
  readonly maximumOverMinimum: number | null;
  /** Weighted 90th over 10th percentile (lower quantiles). */
  readonly p90OverP10: number | null;
}

/** Weighted mean, standard deviation over mean (population form), and ratios of extremes. */
export function computeSpread(input: WeightedValues): Spread {
  const { x, w, mean } = computeShares(input);
  if (x.length === 0)
    return { mean: null, coefficientOfVariation: null, maximumOverMinimum: null, p90OverP10: null };
  let variance = 0;
  for (let k = 0; k < x.length; k++) variance += w[k]! * (x[k]! - mean) ** 2;
  const order = sortAscending(x);
  const least = x[order[0]!]!;
  const p10 = quantileOf(x, w, order, 0.1);
  return {
    mean,
    coefficientOfVariation: mean > 0 ? Math.sqrt(variance) / mean : null,
    maximumOverMinimum: least > 0 ? x[order.at(-1)!]! / least : null,
    p90OverP10: p10 > 0 ? quantileOf(x, w, order, 0.9) / p10 : null,
  };
}
