/**
 * Running sums whose rounding does not depend on how many terms there are: one compensated sum per slot.
 *
 * Neumaier's variant of Kahan summation (Neumaier 1974, ZAMM 54:39–51). Integers below 2^53 add exactly;
 * floats end within about
 * one rounding of the true sum. Terms are added in the order of the calls, so callers that scan cells in
 * cell order get the same bits.
 */
export interface Sums {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** `count` sums of zero. */
export function buildSums(count: number): Sums {
  return { high: new Float64Array(count), low: new Float64Array(count) };
}

/** Adds `value` to the sum in `slot`. */
export function addTo(sums: Sums, slot: number, value: number): void {
  const before = sums.high[slot]!;
  const after = before + value;
  sums.low[slot] =
    sums.low[slot]! + (Math.abs(before) >= Math.abs(value) ? before - after + value : value - after + before);
  sums.high[slot] = after;
}

/** The sum in `slot`. */
export function readSum(sums: Sums, slot: number): number {
  return sums.high[slot]! + sums.low[slot]!;
}

/** Compensated sum of all `values` in order. */
export function computeSum(values: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
