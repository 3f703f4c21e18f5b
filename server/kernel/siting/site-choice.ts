import { selectTop } from './select-top.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

/** How many sites, or how much money: the constraint a relaxed problem keeps. */
export interface SiteChoice {
  /**
   * Sets `open` to the fixed sites and the best free ones by score, and returns an upper bound on the sum
   * of scores of any choice.
   * `scores` are >= 0; sites beyond `states` FREE and FIXED stay closed.
   */
  choose(scores: Float64Array, states: Uint8Array, open: Uint8Array): number;
  /**
   * After `choose`: fixes and excludes in `states` every free site whose other state would lower the bound
   * by more than `slack`;
   * returns how many.
   */
  fix(scores: Float64Array, states: Uint8Array, open: Uint8Array, slack: number): number;
  /** -1 when `states` cannot be completed, 1 when only one choice is left, else 0. */
  decided(states: Uint8Array): -1 | 0 | 1;
}

/**
 * Exactly `count` sites beside those fixed at the start, which `states` may extend by fixing some of the
 * count.
 */
export class CountChoice implements SiteChoice {
  private readonly total: number;
  private readonly free: Uint32Array;
  private lowestIn = 0;
  private highestOut = 0;

  /** `total`: open sites, fixed ones included. */
  constructor(total: number, sites: number) {
    this.total = total;
    this.free = new Uint32Array(sites);
  }

  choose(scores: Float64Array, states: Uint8Array, open: Uint8Array): number {
    let length = 0;
    let wanted = this.total;
    let sum = 0;
    for (let site = 0; site < states.length; site++) {
      open[site] = 0;
      if (states[site] === FREE) this.free[length++] = site;
      else if (states[site] === FIXED) {
        open[site] = 1;
        sum += scores[site]!;
        wanted--;
      }
    }
    const count = Math.min(wanted, length);
    selectTop(this.free, length, count, scores);
    this.lowestIn = Infinity;
    for (let place = 0; place < count; place++) {
      const site = this.free[place]!;
      open[site] = 1;
      sum += scores[site]!;
      if (scores[site]! < this.lowestIn) this.lowestIn = scores[site]!;
    }
    this.highestOut = -Infinity;
    for (let place = count; place < length; place++)
      if (scores[this.free[place]!]! > this.highestOut) this.highestOut = scores[this.free[place]!]!;
    return sum;
  }

  fix(scores: Float64Array, states: Uint8Array, open: Uint8Array, slack: number): number {
    let fixed = 0;
    for (let site = 0; site < states.length; site++) {
      if (states[site] !== FREE) continue;
      if (open[site] === 1) {
        if (scores[site]! - this.highestOut > slack) {
          states[site] = FIXED;
          fixed++;
        }
      } else if (this.lowestIn - scores[site]! > slack) {
        states[site] = EXCLUDED;
        fixed++;
      }
    }
    return fixed;
  }

  decided(states: Uint8Array): -1 | 0 | 1 {
    let free = 0;
    let wanted = this.total;
    for (const state of states) {
      if (state === FREE) free++;
      else if (state === FIXED) wanted--;
    }
    if (wanted < 0 || free < wanted) return -1;
    return wanted === 0 || free === wanted ? 1 : 0;
  }
}

/**
 * Any sites whose costs together stay within a budget; the bound is the fractional knapsack (Dantzig 1957).
 */
export class BudgetChoice implements SiteChoice {
  private readonly costs: Float64Array;
  private readonly budget: number;
  private readonly order: Uint32Array;
  private readonly ratios: Float64Array;
  private critical = 0;

  /** `budget`: for all open sites; the caller gives fixed sites cost 0 when they are free of charge. */
  constructor(costs: Float64Array, budget: number) {
    this.costs = costs;
    this.budget = budget;
    this.order = new Uint32Array(costs.length);
    this.ratios = new Float64Array(costs.length);
  }

  choose(scores: Float64Array, states: Uint8Array, open: Uint8Array): number {
    let length = 0;
    let left = this.budget;
    let sum = 0;
    for (let site = 0; site < states.length; site++) {
      open[site] = 0;
      if (states[site] === FIXED) {
        open[site] = 1;
        sum += scores[site]!;
        left -= this.costs[site]!;
      }
    }
    for (let site = 0; site < states.length; site++) {
      if (states[site] !== FREE || this.costs[site]! > left + 1e-9) continue;
      this.order[length++] = site;
      this.ratios[site] = this.costs[site]! > 0 ? scores[site]! / this.costs[site]! : Infinity;
    }
    const order = this.order.subarray(0, length);
    order.sort((a, b) => this.ratios[b]! - this.ratios[a]! || a - b);
    this.critical = 0;
    let broken = false;
    for (let place = 0; place < length; place++) {
      const site = order[place]!;
      if (this.costs[site]! <= left + 1e-12) {
        open[site] = 1;
        left -= this.costs[site]!;
        if (!broken) sum += scores[site]!;
      } else if (!broken) {
        broken = true;
        this.critical = this.ratios[site]!;
        sum += left * this.critical;
      }
    }
    return sum;
  }

  fix(scores: Float64Array, states: Uint8Array, open: Uint8Array, slack: number): number {
    let fixed = 0;
    let left = this.budget;
    for (let site = 0; site < states.length; site++) if (states[site] === FIXED) left -= this.costs[site]!;
    for (let site = 0; site < states.length; site++) {
      if (states[site] !== FREE) continue;
      const worth = scores[site]! - this.critical * this.costs[site]!;
      if (this.costs[site]! > left + 1e-9 || -worth > slack) {
        states[site] = EXCLUDED;
        fixed++;
      } else if (worth > slack && open[site] === 1) {
        states[site] = FIXED;
        fixed++;
      }
    }
    return fixed;
  }

  decided(states: Uint8Array): -1 | 0 | 1 {
    let left = this.budget;
    let cost = 0;
    for (let site = 0; site < states.length; site++) {
      if (states[site] === FIXED) left -= this.costs[site]!;
      else if (states[site] === FREE) cost += this.costs[site]!;
    }
    if (left < -1e-9) return -1;
    return cost <= left + 1e-12 ? 1 : 0;
  }
}

/** No limit at all: every site whose score is above zero (scores may be negative), as in set covering. */
export class FreeChoice implements SiteChoice {
  choose(scores: Float64Array, states: Uint8Array, open: Uint8Array): number {
    let sum = 0;
    for (let site = 0; site < states.length; site++) {
      const taken = states[site] === FIXED || (states[site] === FREE && scores[site]! > 0);
      open[site] = taken ? 1 : 0;
      if (taken) sum += scores[site]!;
    }
    return sum;
  }

  fix(scores: Float64Array, states: Uint8Array, _open: Uint8Array, slack: number): number {
    let fixed = 0;
    for (let site = 0; site < states.length; site++) {
      if (states[site] !== FREE || Math.abs(scores[site]!) <= slack) continue;
      states[site] = scores[site]! > 0 ? FIXED : EXCLUDED;
      fixed++;
    }
    return fixed;
  }

  decided(states: Uint8Array): -1 | 0 | 1 {
    return states.includes(FREE) ? 0 : 1;
  }
}
