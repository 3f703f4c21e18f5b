/** Largest whole number a value tile should carry, well under what three bytes hold. */
const MOST = 10_000_000;

/**
 * The power of ten that makes the largest value of a surface a whole number of up to seven digits; 1 where
 * nothing is > 0.
 */
export function scaleOf(values: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < values.length; i++) if (values[i]! > most && values[i]! < Infinity) most = values[i]!;
  return most > 0 ? 10 ** Math.floor(Math.log10(MOST / most)) : 1;
}
