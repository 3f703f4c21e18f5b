/**
 * How far the answer can be from the best, in percent of the best: 100 |value - bound| / bound.
 *
 * With a maximum the best is at most `bound`, with a minimum at least: either way the loss is at most this
 * share of it.
 * Zero when both are zero; Infinity when only the bound is.
 */
export function computeGapPercent(value: number, bound: number): number {
  if (value === bound) return 0;
  return (100 * Math.abs(bound - value)) / Math.abs(bound);
}
