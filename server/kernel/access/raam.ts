import type { ReachLists } from './reach-lists.ts';
import { transposeReachLists } from './reach-lists.ts';

/** Congestion and travel in balance: no one gains by choosing another facility. */
export interface RationalAgents {
  /**
   * Cost by cell, lower is better, about 1 is typical; NaN where no one lives or no facility with supply is
   * in reach.
   */
  readonly cost: Float64Array;
  /** People who choose each facility. */
  readonly demand: Float64Array;
  /** Σ a_ij (C_ij - min C_i) / Σ a_ij C_ij: 0 at the exact equilibrium. */
  readonly gap: number;
  readonly sweeps: number;
}

/**
 * Rational agent access model (Saxon & Snow 2020): C_ij = (d_j / S_j) / ρ + t_ij / τ, everybody at the
 * least cost.
 *
 * The equilibrium minimises Σ d_j² / (2 ρ S_j) + Σ a_ij t_ij / τ, which is convex. Each sweep gives every
 * cell in turn its exact best
 * answer to the others (water filling), with real-valued people; sweeps stop when the gap is at most
 * `gapLimit`. `tauMinutes` is the
 * travel worth one mean congestion unit; ρ = people / supply, over everybody and everything given. about
 * O(pairs) a sweep.
 */
export function computeRationalAgents(
  lists: ReachLists,
  population: ArrayLike<number>,
  supply: ArrayLike<number>,
  tauMinutes: number,
  gapLimit = 1e-9,
  sweepLimit = 2000,
): RationalAgents {
  if (!(tauMinutes > 0)) throw new RangeError(`tauMinutes: expected > 0, got ${tauMinutes}`);
  const byCell = transposeReachLists(lists, population.length);
  const tau = tauMinutes * 60;
  let people = 0;
  for (let cell = 0; cell < population.length; cell++) people += Math.max(0, population[cell]!);
  let allSupply = 0;
  for (let facility = 0; facility < lists.facilityCount; facility++) allSupply += supply[facility]!;
  const rho = people / allSupply;
  const demand = new Float64Array(lists.facilityCount);
  const share = new Float64Array(byCell.facilities.length);
  const bases = new Float64Array(lists.facilityCount);
  const entries = new Uint32Array(lists.facilityCount);
  let gap = Infinity;
  let sweeps = 0;
  while (gap > gapLimit && sweeps < sweepLimit) {
    sweeps++;
    for (let place = 0; place < byCell.cells.length; place++) answerBest(place);
    gap = measure();
  }
  const cost = new Float64Array(population.length).fill(Number.NaN);
  byCell.cells.forEach((cell, place) => {
    let sum = 0;
    for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++)
      if (share[i]! > 0) sum += share[i]! * costOf(i);
    const answered = sum / population[cell]!;
    cost[cell] = answered > 0 || hasSupply(place) ? answered : Number.NaN;
  });
  return { cost, demand, gap, sweeps };

  function costOf(i: number): number {
    const facility = byCell.facilities[i]!;
    return demand[facility]! / supply[facility]! / rho + byCell.seconds[i]! / tau;
  }

  function hasSupply(place: number): boolean {
    for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++)
      if (supply[byCell.facilities[i]!]! > 0) return true;
    return false;
  }

  /**
   * Fills the cell's people into its facilities up to one level of cost, given where all others go. The
   * level is found by taking all
   * facilities and dropping those that cost more until none does (Michelot 1986), without sorting.
   */
  function answerBest(place: number): void {
    const from = byCell.start[place]!;
    const to = byCell.start[place + 1]!;
    let active = 0;
    for (let i = from; i < to; i++) {
      const facility = byCell.facilities[i]!;
      if (!(supply[facility]! > 0)) continue;
      demand[facility] = Math.max(0, demand[facility]! - share[i]!);
      share[i] = 0;
      bases[active] = costOf(i);
      entries[active++] = i;
    }
    const here = population[byCell.cells[place]!]!;
    let level = Infinity;
    for (let before = -1; before !== active;) {
      before = active;
      let width = 0;
      let weighted = 0;
      for (let k = 0; k < active; k++) {
        const room = supply[byCell.facilities[entries[k]!]!]! * rho;
        width += room;
        weighted += bases[k]! * room;
      }
      level = (here + weighted) / width;
      active = 0;
      for (let k = 0; k < before; k++) {
        if (bases[k]! >= level) continue;
        bases[active] = bases[k]!;
        entries[active++] = entries[k]!;
      }
    }
    for (let k = 0; k < active; k++) {
      const i = entries[k]!;
      const facility = byCell.facilities[i]!;
      share[i] = (level - bases[k]!) * supply[facility]! * rho;
      demand[facility] = demand[facility]! + share[i];
    }
  }

  function measure(): number {
    demand.fill(0);
    for (let i = 0; i < share.length; i++) demand[byCell.facilities[i]!]! += share[i]!;
    let spent = 0;
    let spare = 0;
    for (let place = 0; place < byCell.cells.length; place++) {
      let least = Infinity;
      for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++)
        if (supply[byCell.facilities[i]!]! > 0) least = Math.min(least, costOf(i));
      for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++) {
        if (!(share[i]! > 0)) continue;
        spent += share[i]! * costOf(i);
        spare += share[i]! * (costOf(i) - least);
      }
    }
    return spent > 0 ? spare / spent : 0;
  }
}
