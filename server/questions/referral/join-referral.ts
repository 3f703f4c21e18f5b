import type { ReferralBlock } from './referral-block.ts';

/** One pair of facilities by position among those of their tier. */
export interface Pair {
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
  /** Null where not measured. */
  readonly meters: number | null;
}

/**
 * All pairs of `fromCount` facilities, each facility's in order of (time, to). With `fastest`, metres of
 * these only, whatever the blocks.
 */
export function joinBlocks(
  fromCount: number,
  blocks: readonly ReferralBlock[],
  meters: 'all' | 'fastest' | 'none',
): Pair[][] {
  const rows: Pair[][] = Array.from({ length: fromCount }, () => []);
  for (const block of blocks)
    for (let i = 0; i < block.from.length; i++)
      rows[block.from[i]!]!.push({
        from: block.from[i]!,
        to: block.to[i]!,
        seconds: block.seconds[i]!,
        meters: Number.isNaN(block.meters[i]!) ? null : block.meters[i]!,
      });
  for (const row of rows) row.sort((a, b) => a.seconds - b.seconds || a.to - b.to);
  if (meters === 'all') return rows;
  return rows.map((row) =>
    row.map((pair) =>
      meters === 'none' || pair.seconds > row[0]!.seconds ? { ...pair, meters: null } : pair,
    ),
  );
}

/** The pair of fewest metres, ties to the quicker; null when none was measured. */
export function findNearestByDistance(row: readonly Pair[]): Pair | null {
  let best: Pair | null = null;
  for (const pair of row)
    if (pair.meters !== null && (best === null || pair.meters < best.meters!)) best = pair;
  return best;
}
