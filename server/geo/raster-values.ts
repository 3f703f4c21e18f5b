import type { RasterArray } from './geotiff-write.ts';

/** How the stored samples of one band become values. */
export interface BandRule {
  /** Stored samples that are no data. */
  readonly noData: readonly number[];
  readonly scale: number;
  readonly offset: number;
}

/**
 * From this magnitude on a nodata text of few digits stands for the samples near it: 9.96921e+36 for
 * 9.969209968386869e+36.
 */
const HUGE = 1e19;
const HUGE_TOLERANCE = 1e-4;

/** Number of a nodata text in the spellings that programs write; null where it holds none. */
export function parseNoData(text: string): number | null {
  const plain = text.replaceAll('\0', '').trim().toLowerCase();
  if (plain === '') return null;
  if (/^[+-]?(nan|1\.#(qnan|ind|snan)\w*)$/.test(plain)) return Number.NaN;
  const infinite = /^([+-]?)(inf(inity)?|1\.#inf\w*)$/.exec(plain);
  if (infinite) return infinite[1] === '-' ? -Infinity : Infinity;
  const number = Number(/^[+-]?\d+,\d+$/.test(plain) ? plain.replace(',', '.') : plain);
  return Number.isNaN(number) ? null : number;
}

/**
 * Whether stored samples of an array's type equal the number of a nodata text: rounded as they are, and
 * nearly where it is huge.
 */
function buildNoDataTest(samples: RasterArray, noData: readonly number[]): (sample: number) => boolean {
  const isFloat32 = samples instanceof Float32Array;
  const exact: number[] = [];
  const near: number[] = [];
  for (const value of noData) {
    if (Math.abs(value) >= HUGE && Number.isFinite(value)) near.push(value);
    exact.push(isFloat32 ? Math.fround(value) : value);
  }
  if (near.length === 0) {
    const [only] = exact;
    if (exact.length === 1) return (sample) => sample === only || sample !== sample; // NaN is never data
    return (sample) => sample !== sample || exact.includes(sample);
  }
  return (sample) =>
    sample !== sample ||
    exact.includes(sample) ||
    near.some((value) => Math.abs(sample - value) <= Math.abs(value) * HUGE_TOLERANCE);
}

/** Bands of values: scaled, with one nodata value in common. */
export interface Values {
  readonly bands: RasterArray[];
  readonly noData: number | null;
  /** Cells that the mask marks as empty, null without one. */
  readonly maskedCells: number | null;
}

/**
 * Values of stored samples: scale and offset applied, nodata of every band, spelling and mask made one.
 * Bands that need none of it
 * stay as they are stored, in their own type; the others are floats with NaN for no data. `mask` is 0 where
 * a cell is empty.
 */
export function toValues(
  bands: readonly RasterArray[],
  rules: readonly BandRule[],
  mask: ArrayLike<number> | null,
): Values {
  let maskedCells: number | null = null;
  if (mask) {
    maskedCells = 0;
    for (let cell = 0; cell < mask.length; cell++) if (mask[cell] === 0) maskedCells++;
  }
  const common = maskedCells ? undefined : commonNoData(bands, rules);
  if (common !== undefined) return { bands: [...bands], noData: common, maskedCells };
  return {
    bands: bands.map((band, i) => floatBand(band, rules[i]!, maskedCells ? mask : null)),
    noData: Number.NaN,
    maskedCells,
  };
}

/** The nodata value that all bands share as stored; undefined where they must be rewritten to share one. */
function commonNoData(bands: readonly RasterArray[], rules: readonly BandRule[]): number | null | undefined {
  let common: number | null | undefined;
  for (const [i, { noData, scale, offset }] of rules.entries()) {
    if (scale !== 1 || offset !== 0 || noData.length > 1) return undefined;
    const [text] = noData;
    if (text !== undefined && Math.abs(text) >= HUGE) return undefined;
    const value = text === undefined ? null : bands[i] instanceof Float32Array ? Math.fround(text) : text;
    if (i > 0 && !Object.is(common, value)) return undefined;
    common = value;
  }
  return common ?? null;
}

function floatBand(band: RasterArray, rule: BandRule, mask: ArrayLike<number> | null): RasterArray {
  const isScaled = rule.scale !== 1 || rule.offset !== 0;
  const fits = band.BYTES_PER_ELEMENT <= 2 && !isScaled;
  // Freshly read floats are rewritten where they stand.
  const out =
    !isScaled && (band instanceof Float32Array || band instanceof Float64Array)
      ? band
      : fits
        ? new Float32Array(band.length)
        : new Float64Array(band.length);
  const isNoData = buildNoDataTest(band, rule.noData);
  for (let cell = 0; cell < band.length; cell++) {
    const sample = band[cell]!;
    out[cell] =
      (mask && mask[cell] === 0) || isNoData(sample) ? Number.NaN : sample * rule.scale + rule.offset;
  }
  return out;
}

/** Rows of a band in the other order, in place. */
export function turnRows(band: RasterArray, columns: number): void {
  const rows = band.length / columns;
  for (let row = 0; row < rows >> 1; row++) {
    const [a, b] = [row * columns, (rows - 1 - row) * columns];
    const upper = band.slice(a, a + columns);
    band.copyWithin(a, b, b + columns);
    band.set(upper, b);
  }
}
