import { computeWeightedQuantiles } from '../../../kernel/stats/weighted-quantiles.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { ZoneSet } from '../zone-set.ts';

/** People-weighted mean of a value over cells that have one, and the people who have none. */
export interface WeightedMean {
  readonly people: number;
  readonly mean: number | null;
  readonly without: number;
}

/** Over all cells, or over some with shares of their people. NaN is no value. */
export function computeWeightedMean(
  values: Float64Array,
  people: ArrayLike<number>,
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
  return {
    people: total,
    mean: total > missing ? computeSum(weighted) / (total - missing) : null,
    without: missing,
  };
}

/** Weighted quantiles over cells that have a value. */
export function computeCellQuantiles(
  values: Float64Array,
  people: ArrayLike<number>,
  shares: readonly number[],
): (number | null)[] {
  const weights = values.map((value, cell) =>
    Number.isFinite(value) && people[cell]! > 0 ? people[cell]! : 0,
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
