import type { ReachLists } from '../../../server/kernel/access/reach-lists.ts';

/**
 * Reach lists from a table of minutes, one row per cell and one column per facility; null is out of reach.
 */
export function listsOfMinutes(
  table: readonly (readonly (number | null)[])[],
  limitMinutes = 1e6,
): ReachLists {
  const facilityCount = table[0]?.length ?? 0;
  const start = [0];
  const cells: number[] = [];
  const seconds: number[] = [];
  for (let facility = 0; facility < facilityCount; facility++) {
    const row = table.flatMap((times, cell) => {
      const minutes = times[facility] ?? null;
      return minutes === null || minutes > limitMinutes ? [] : [[minutes * 60, cell] as const];
    });
    for (const [time, cell] of row.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
      cells.push(cell);
      seconds.push(time);
    }
    start.push(cells.length);
  }
  return {
    facilityCount,
    limitSeconds: limitMinutes * 60,
    start: Uint32Array.from(start),
    cells: Int32Array.from(cells),
    seconds: Float64Array.from(seconds),
  };
}
