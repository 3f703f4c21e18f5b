import type { Name } from './names.ts';

/** A place where people live. */
export interface Settlement {
  readonly cell: number;
  /** 1 county town or neighbouring county seat, 2 township seat, 3 village, 4 hamlet. */
  readonly rank: 1 | 2 | 3 | 4;
  /** Zone seat it belongs to; -1 for a county town made of communities. */
  readonly seat: number;
  readonly people: number;
  readonly name: Name;
  readonly inCounty: boolean;
}

/** Settlements with names and sizes. */
export interface Ranking {
  readonly settlements: readonly Settlement[];
  /** Names of zone seats, in the order of the administration's seats. */
  readonly seatNames: readonly Name[];
  /** Names of townships, bare. */
  readonly townNames: readonly Name[];
}
