import { NONE, UNREACHED } from '../grid/grid.ts';
import type { ReachByCell } from './reach-lists.ts';

/**
 * The n-th nearest facility of each place by time (n = 1: the nearest, 2: the backup, …), as a surface over
 * cells.
 *
 * Cells without people, or with fewer than n facilities within the lists' limit, are UNREACHED / NONE. Ties
 * go to the lowest facility.
 * O(places + cells).
 */
export function computeNthNearest(
  byCell: ReachByCell,
  n: number,
  cellCount: number,
): { seconds: Float64Array; nearest: Int32Array } {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`n: expected a whole number ≥ 1, got ${n}`);
  const seconds = new Float64Array(cellCount).fill(UNREACHED);
  const nearest = new Int32Array(cellCount).fill(NONE);
  byCell.cells.forEach((cell, place) => {
    const at = byCell.start[place]! + n - 1;
    if (at >= byCell.start[place + 1]!) return;
    seconds[cell] = byCell.seconds[at]!;
    nearest[cell] = byCell.facilities[at]!;
  });
  return { seconds, nearest };
}
