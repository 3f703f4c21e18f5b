import type { WeightedValues } from './weighted-values.ts';
import { computeShares, sortAscending } from './weighted-values.ts';

/**
 * Points of the Lorenz curve from (0, 0) to (1, 1): cumulative share of people, poorest first, and of what
 * they have.
 */
export interface LorenzCurve {
  readonly people: readonly number[];
  readonly resource: readonly number[];
}

/** Lorenz curve of `values` by `weights` (Lorenz 1905). Empty when no one has anything. O(n log n). */
export function computeLorenz(input: WeightedValues): LorenzCurve {
  const { x, w, mean } = computeShares(input);
  if (!(mean > 0)) return { people: [], resource: [] };
  const people = [0];
  const resource = [0];
  let p = 0;
  let l = 0;
  for (const i of sortAscending(x)) {
    p += w[i]!;
    l += (w[i]! * x[i]!) / mean;
    people.push(p);
    resource.push(l);
  }
  people[people.length - 1] = 1;
  resource[resource.length - 1] = 1;
  return { people, resource };
}

/**
 * Gini index by trapezoids under the Lorenz curve, G = 1 - Σ w_k (L_k + L_k-1), in [0, 1); null when no one
 * has anything.
 */
export function computeGini(input: WeightedValues): number | null {
  const { people, resource } = computeLorenz(input);
  if (people.length === 0) return null;
  let area = 0;
  for (let k = 1; k < people.length; k++)
    area += (people[k]! - people[k - 1]!) * (resource[k]! + resource[k - 1]!);
  return Math.max(0, 1 - area);
}

/**
 * The same index by mean difference, G = Σ_i Σ_k w_i w_k |x_i - x_k| / (2 μ); null when no one has anything.
 * O(n log n): in ascending order each pair's difference is counted through running sums.
 */
export function computeGiniByMeanDifference(input: WeightedValues): number | null {
  const { x, w, mean } = computeShares(input);
  if (!(mean > 0)) return null;
  let below = 0;
  let belowSum = 0;
  let difference = 0;
  for (const i of sortAscending(x)) {
    difference += w[i]! * (x[i]! * below - belowSum);
    below += w[i]!;
    belowSum += w[i]! * x[i]!;
  }
  return Math.max(0, difference / mean);
}
