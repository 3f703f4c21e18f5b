/** What a sample of a raster's values looks like. */
export interface RasterStats {
  /** Values that are numbers and not nodata. */
  readonly count: number;
  readonly distinct: number;
  readonly least: number;
  readonly most: number;
  /** Shares of the values. */
  readonly whole: number;
  readonly negative: number;
  readonly zero: number;
  /** Mean step between neighbours over the mean distance from the mean: small where the surface is smooth. */
  readonly roughness: number;
  /** Largest step between neighbours. */
  readonly largestStep: number;
  readonly mean: number;
  readonly median: number;
  readonly values: ReadonlySet<number>;
}

/** Distinct values that are kept; more are all alike. */
const MOST_DISTINCT = 500;
/** Marks of missing values that files forget to declare. */
const UNDECLARED = new Set([-9999, -99999, -32768, -32767, -999, -99]);

/** Statistics of windows (rows of equal length, one after another); O(values log values). */
export function measureSample(
  windows: readonly { readonly values: ArrayLike<number>; readonly columns: number }[],
  noData: number | null,
): RasterStats {
  const valid: number[] = [];
  const values = new Set<number>();
  let steps = 0;
  let stepSum = 0;
  let largestStep = 0;
  const isValue = (value: number): boolean =>
    Number.isFinite(value) && value !== noData && !UNDECLARED.has(value) && Math.abs(value) < 1e9;
  for (const window of windows)
    for (let i = 0; i < window.values.length; i++) {
      const value = window.values[i]!;
      if (!isValue(value)) continue;
      valid.push(value);
      if (values.size < MOST_DISTINCT) values.add(value);
      if (i % window.columns === 0 || !isValue(window.values[i - 1]!)) continue;
      const step = Math.abs(value - window.values[i - 1]!);
      steps++;
      stepSum += step;
      largestStep = Math.max(largestStep, step);
    }
  const count = valid.length;
  const share = (test: (value: number) => boolean): number =>
    count === 0 ? 0 : valid.filter(test).length / count;
  const mean = count === 0 ? 0 : valid.reduce((sum, value) => sum + value, 0) / count;
  const spread = count === 0 ? 0 : valid.reduce((sum, value) => sum + Math.abs(value - mean), 0) / count;
  valid.sort((a, b) => a - b);
  return {
    count,
    distinct: values.size,
    least: valid[0] ?? 0,
    most: valid.at(-1) ?? 0,
    whole: share(Number.isInteger),
    negative: share((value) => value < 0),
    zero: share((value) => value === 0),
    roughness: spread > 0 && steps > 0 ? stepSum / steps / spread : 0,
    largestStep,
    mean,
    median: valid[count >> 1] ?? 0,
    values,
  };
}
