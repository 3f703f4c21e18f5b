import type { WeightedValues } from './weighted-values.ts';
import { computeShares } from './weighted-values.ts';

/** Whether the better-off have more: < 0 favours the poor, > 0 the rich. */
export interface Concentration {
  /** C = (2/μ) Σ w (x - μ)(r - ½), in [-1, 1] (Kakwani, Wagstaff, van Doorslaer 1997). */
  readonly index: number;
  /** Erreygers 2009, 4 μ C / (upper - lower), for a value bounded by `bounds`. */
  readonly erreygers: number;
  /** Concentration curve: cumulative people by rank, cumulative resource. */
  readonly people: readonly number[];
  readonly resource: readonly number[];
}

/**
 * Concentration index of `values` ranked by `status` (income or another ladder, ascending).
 *
 * People of equal status share the mean of their ranks. `bounds` are the least and greatest value possible,
 * default those found.
 * Null when no one has anything. O(n log n).
 */
export function computeConcentration(
  input: WeightedValues,
  status: readonly number[],
  bounds?: readonly [number, number],
): Concentration | null {
  if (status.length !== input.values.length)
    throw new RangeError(`status: expected ${input.values.length} entries, got ${status.length}`);
  const { x, w, mean, index } = computeShares(input);
  if (!(mean > 0)) return null;
  const rung = Float64Array.from(index, (i) => status[i]!);
  const order = Array.from(x.keys()).sort((a, b) => rung[a]! - rung[b]! || a - b);
  const people = [0];
  const resource = [0];
  let sum = 0;
  let below = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    let group = 0;
    let groupResource = 0;
    while (to < order.length && rung[order[to]!] === rung[order[from]!]) {
      group += w[order[to]!]!;
      groupResource += (w[order[to]!]! * x[order[to]!]!) / mean;
      to++;
    }
    const rank = below + group / 2;
    for (let k = from; k < to; k++) sum += w[order[k]!]! * (x[order[k]!]! - mean) * (rank - 0.5);
    below += group;
    people.push(below);
    resource.push(resource.at(-1)! + groupResource);
    from = to;
  }
  const concentration = (2 * sum) / mean;
  const [low, high] = bounds ?? [Math.min(...x), Math.max(...x)];
  return {
    index: concentration,
    erreygers: high > low ? ((4 * mean) / (high - low)) * concentration : 0,
    people,
    resource,
  };
}
