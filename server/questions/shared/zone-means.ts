import { computeWeightedQuantiles } from '../../kernel/stats/weighted-quantiles.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { ZoneSet } from './zone-set.ts';

/** How people in cells without a value count: with 0 or not at all. */
export type CountNoValue = 'zero' | 'left-out';

/** People-weighted mean of a value, and the people who have none. */
export interface WeightedMean {
  readonly people: number;
  readonly mean: number | null;
  readonly without: number;
}

/** Over all cells, or over some with shares of their people. NaN is no value; null where no one counts. */
export function computeWeightedMean(
  values: Float64Array,
  people: ArrayLike<number>,
  noValue: CountNoValue,
  cells: Int32Array | null = null,
  shares: Float64Array | null = null,
): WeightedMean {
  const all: number[] = [];
  const without: number[] = [];
  const weighted: number[] = [];
  const count = cells?.length ?? values.length;
  for (let i = 0; i < count; i++) {
    const cell = cells ? cells[i]! : i;
    const here = people[cell]! * (shares ? shares[i]! : 1);
    if (!(here > 0)) continue;
    all.push(here);
    if (Number.isFinite(values[cell]!)) weighted.push(here * values[cell]!);
    else without.push(here);
  }
  const total = computeSum(all);
  const missing = computeSum(without);
  const counted = noValue === 'zero' ? total : total - missing;
  return {
    people: total,
    mean: counted > 0 ? computeSum(weighted) / counted : null,
    without: missing,
  };
}

/** People-weighted quantiles of a value ≥ 0; null where no one counts. */
export function computeCellQuantiles(
  values: Float64Array,
  people: ArrayLike<number>,
  noValue: CountNoValue,
  shares: readonly number[],
): (number | null)[] {
  const weights = values.map((value, cell) =>
    (noValue === 'zero' || Number.isFinite(value)) && people[cell]! > 0 ? people[cell]! : 0,
  );
  if (!weights.some((weight) => weight > 0)) return shares.map(() => null);
  const clean = values.map((value) => (Number.isFinite(value) ? value : 0));
  return computeWeightedQuantiles(clean, weights, shares).map((value) => value ?? null);
}

/** Cells of no zone; null without zones by cell (uploads may overlap). */
export function listOutside(zones: ZoneSet | null): Int32Array | null {
  if (!zones?.zoneOfCell) return null;
  const cells: number[] = [];
  zones.zoneOfCell.forEach((zone, cell) => {
    if (zone < 0) cells.push(cell);
  });
  return Int32Array.from(cells);
}
