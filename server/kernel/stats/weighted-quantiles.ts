import { computeSortOrder } from './sort-order.ts';
import { computeSum } from './sum.ts';

/**
 * For each share q, the smallest value t with Σ{weight : value ≤ t} ≥ q · `totalWeight`; null where no
 * value reaches it.
 *
 * `values` ≥ 0, Infinity means "never" and is never an answer; `weights` ≥ 0, same length; `shares` in 0…1,
 * any order.
 * `totalWeight` defaults to the weight of the finite values; pass the weight of everybody to count the
 * unreached in the
 * denominator. Weights are added in order of (value, position). O(n). Source: the lower weighted quantile.
 */
export function computeWeightedQuantiles(
  values: Float64Array,
  weights: ArrayLike<number>,
  shares: readonly number[],
  totalWeight?: number,
): (number | null)[] {
  if (values.length !== weights.length)
    throw new RangeError(`weights: expected ${values.length} entries, got ${weights.length}`);
  const { keys, kept } = keepWeighted(values, weights);
  const order = computeSortOrder(keys);
  const total = totalWeight ?? computeSum(kept);
  const answers: (number | null)[] = shares.map(() => null);
  if (!(total > 0)) return answers;
  const byShare = shares.map((_, i) => i).sort((a, b) => shares[a]! - shares[b]!);
  let next = 0;
  let sum = 0;
  let lost = 0;
  // one rounding of the total is forgiven, so that q = 1 finds the largest value
  const slack = total * 2 ** -52;
  for (let i = 0; i < order.length && next < byShare.length; i++) {
    const weight = kept[order[i]!]!;
    const after = sum + weight;
    lost += sum >= weight ? sum - after + weight : weight - after + sum;
    sum = after;
    while (next < byShare.length && sum + lost >= shares[byShare[next]!]! * total - slack)
      answers[byShare[next++]!] = keys[order[i]!]!;
  }
  return answers;
}

function keepWeighted(
  values: Float64Array,
  weights: ArrayLike<number>,
): { keys: Float64Array; kept: Float64Array } {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (weights[i]! > 0 && values[i]! < Infinity) count++;
  const keys = new Float64Array(count);
  const kept = new Float64Array(count);
  count = 0;
  for (let i = 0; i < values.length; i++) {
    if (!(weights[i]! > 0 && values[i]! < Infinity)) continue;
    keys[count] = values[i]!;
    kept[count++] = weights[i]!;
  }
  return { keys, kept };
}
