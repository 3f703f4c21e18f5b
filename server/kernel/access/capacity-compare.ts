import { NONE } from '../grid/grid.ts';
import { addTo, buildSums, readSum } from '../stats/sum.ts';
import type { CapacityAnswer } from './capacity.ts';

/** Who gains and who loses when room is shared in way B instead of way A. */
export interface CapacityComparison {
  /** People served by B and not by A, and the other way round; their difference is B's gain. */
  readonly gained: number;
  readonly lost: number;
  readonly meanSecondsA: number | null;
  readonly meanSecondsB: number | null;
  /** By cell, people served by B minus by A. */
  readonly difference: Float64Array;
  /** By zone. */
  readonly zones: readonly { readonly gained: number; readonly lost: number }[];
}

/** Compares two answers over the same people, cell by cell. O(cells). Throws on lengths that differ. */
export function compareCapacity(
  a: CapacityAnswer,
  b: CapacityAnswer,
  zoneOfCell: Int32Array | null = null,
  zoneCount = 0,
): CapacityComparison {
  const cells = a.servedByCell.length;
  if (b.servedByCell.length !== cells)
    throw new RangeError(`answers: expected ${cells} cells in both, got ${b.servedByCell.length}`);
  const difference = b.servedByCell.map((served, cell) => served - a.servedByCell[cell]!);
  const gained = buildSums(zoneCount + 1);
  const lost = buildSums(zoneCount + 1);
  for (let cell = 0; cell < cells; cell++) {
    const more = difference[cell]!;
    if (more === 0) continue;
    const zone = zoneOfCell?.[cell] ?? NONE;
    const sums = more > 0 ? gained : lost;
    addTo(sums, zoneCount, Math.abs(more));
    if (zone !== NONE) addTo(sums, zone, Math.abs(more));
  }
  return {
    gained: readSum(gained, zoneCount),
    lost: readSum(lost, zoneCount),
    meanSecondsA: a.meanSeconds,
    meanSecondsB: b.meanSeconds,
    difference,
    zones: Array.from({ length: zoneCount }, (_, zone) => ({
      gained: readSum(gained, zone),
      lost: readSum(lost, zone),
    })),
  };
}
