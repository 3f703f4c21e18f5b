/**
 * One line of a bench: ours against a peer in the same run, with the floor we ship with and the goal we are
 * after.
 */
export interface BenchRow {
  readonly id: string;
  readonly ours: number | null;
  readonly unit: string;
  readonly peerName: string | null;
  readonly peer: number | null;
  /** How many times better than the peer ours is; null without a peer. */
  readonly ratio: number | null;
  readonly floor: string | null;
  readonly goal: string | null;
  readonly floorMet: boolean | null;
  readonly goalMet: boolean | null;
  readonly note?: string;
}

/** A row without a peer; floor and goal only where the row has them. */
export function figureRow(row: Pick<BenchRow, 'id' | 'ours' | 'unit'> & Partial<BenchRow>): BenchRow {
  const { id, ours, unit, ...rest } = row;
  const none = { peerName: null, peer: null, ratio: null, floor: null, goal: null };
  return { id, ours, unit, ...none, floorMet: null, goalMet: null, ...rest };
}

/** What a bench is given. */
export interface BenchOptions {
  /** Runs this row only. */
  readonly only?: string;
}
export type Bench = (options: BenchOptions) => Promise<BenchRow[]>;

/** `share` quantile (0…1) of `values` by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}
