/**
 * What is compared (care per person, minutes, …) and how many people have it. Pairs with weight 0 or a null
 * value are left out.
 * Values ≥ 0.
 */
export interface WeightedValues {
  readonly values: readonly (number | null)[];
  readonly weights: readonly number[];
}

export interface Shares {
  /** Values of the pairs kept. */
  readonly x: Float64Array;
  /** Weights divided by their sum. */
  readonly w: Float64Array;
  /** Weighted mean Σ w x. */
  readonly mean: number;
  /** Position of each kept pair in the input. */
  readonly index: Int32Array;
}

/** Pairs with people, as shares. Throws on lengths that differ, a negative value or weight, or NaN. */
export function computeShares({ values, weights }: WeightedValues): Shares {
  if (values.length !== weights.length)
    throw new RangeError(`weights: expected ${values.length} entries, got ${weights.length}`);
  const kept: number[] = [];
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const weight = weights[i]!;
    if (!(weight >= 0) || !Number.isFinite(weight))
      throw new RangeError(`weights: expected ≥ 0 and finite, got ${weight} at ${i}`);
    if (value === null || weight === 0) continue;
    if (!(value >= 0) || !Number.isFinite(value))
      throw new RangeError(`values: expected ≥ 0 and finite, got ${value} at ${i}`);
    kept.push(i);
    total += weight;
  }
  const index = Int32Array.from(kept);
  const x = Float64Array.from(index, (i) => values[i]!);
  const w = Float64Array.from(index, (i) => weights[i]! / total);
  let mean = 0;
  for (let k = 0; k < x.length; k++) mean += w[k]! * x[k]!;
  return { x, w, mean, index };
}

/** Positions of `keys` in ascending order, ties in order of position. */
export function sortAscending(keys: ArrayLike<number>): number[] {
  return Array.from({ length: keys.length }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
}
