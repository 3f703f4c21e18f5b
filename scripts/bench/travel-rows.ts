import { figureRow, quantile, type BenchRow } from './bench-row.ts';

/** What a row was measured as; times are medians. */
export interface Comparison {
  readonly id: string;
  readonly ours: readonly number[];
  readonly peerName: string | null;
  readonly peer: readonly number[];
  readonly floor: number;
  readonly goal: number;
  readonly note: string;
  /** Processor seconds, where both are measured: reported beside the clock's, for machines that do other work. */
  readonly oursCpu?: readonly number[];
  readonly peerCpu?: readonly number[];
}

/** A row of seconds against a peer; floor and goal are how many times quicker. */
export function compareRow(comparison: Comparison): BenchRow {
  const { id, ours, peerName, peer, floor, goal, note, oursCpu = [], peerCpu = [] } = comparison;
  const own = quantile(ours, 0.5);
  const theirs = peer.length === 0 ? null : quantile(peer, 0.5);
  const ratio = theirs === null ? null : theirs / own;
  const spread = `ours ${describe(ours)}${peer.length ? `, ${peerName} ${describe(peer)}` : ', peer could not be had'}`;
  return {
    id,
    ours: own,
    unit: 's',
    peerName,
    peer: theirs,
    ratio,
    floor: `${floor}×`,
    goal: `${goal}×`,
    floorMet: ratio !== null && ratio >= floor,
    goalMet: ratio !== null && ratio >= goal,
    note: `${spread}${describeCpu(oursCpu, peerCpu)}; ${note}`,
  };
}

function describeCpu(ours: readonly number[], peer: readonly number[]): string {
  if (ours.length === 0) return '';
  const ratio = peer.length
    ? ` against ${describe(peer)}, ${(quantile(peer, 0.5) / quantile(ours, 0.5)).toFixed(1)}×`
    : '';
  return `; processor seconds ${describe(ours)}${ratio}`;
}

/** A row of one figure that must be at most a floor and, if it can, at most a goal. */
export function limitRow(
  id: string,
  ours: number,
  unit: string,
  floor: number | null,
  goal: number | null,
  note: string,
): BenchRow {
  return figureRow({
    id,
    ours,
    unit,
    floor: floor === null ? null : `${floor} ${unit}`,
    goal: goal === null ? null : `${goal} ${unit}`,
    floorMet: floor === null ? null : ours <= floor,
    goalMet: goal === null ? null : ours <= goal,
    note,
  });
}

/** `median (least … most) of n`. */
export function describe(values: readonly number[]): string {
  const f = (v: number): string => v.toPrecision(3);
  return `${f(quantile(values, 0.5))} (${f(Math.min(...values))} … ${f(Math.max(...values))}) of ${values.length}`;
}

/**
 * Sum of the finite values and how many; and the largest relative difference of `b` from `a`, Infinity when
 * one is reached only.
 */
export function checksum(a: Float64Array): string {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++)
    if (a[i]! < Infinity) {
      sum += a[i]!;
      count++;
    }
  return `${count} cells, sum ${sum.toPrecision(12)} s`;
}

export function greatestDifference(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    const off = Math.abs(a[i]! - b[i]!) / Math.max(1, Math.abs(a[i]!));
    if (!(off <= most)) most = off === off ? off : Infinity;
  }
  return most;
}
