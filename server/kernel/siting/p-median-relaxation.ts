import type { Relaxation } from './lagrangian.ts';
import type { PMedianInstance } from './p-median-instance.ts';
import { EXCLUDED } from './site-states.ts';

/**
 * p-median with the rows "every demand is served" priced, as a maximum of minus the cost.
 *
 * - score_j = sum_i max(0, lambda_i - c_ij), constant = -sum_i lambda_i; 0 <= lambda_i <= cap_i
 * - one evaluation reads each list only as far as its price: O(pairs with c_ij < lambda_i)
 * - prices beyond the end of a cut list would be wrong, so `cap` ends there: the bound stays valid, at
 * worst weaker
 * - source: Cornuejols, Fisher, Nemhauser 1977; Beasley 1985
 */
export function buildPMedianRelaxation(instance: PMedianInstance): Relaxation {
  return new PMedianRelaxation(
    instance.sites,
    instance.nearStart,
    instance.nearSite,
    instance.nearCost,
    instance.cap,
  );
}

class PMedianRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly start: Uint32Array;
  private readonly site: Uint32Array;
  private readonly cost: Float64Array;

  constructor(sites: number, start: Uint32Array, site: Uint32Array, cost: Float64Array, cap: Float64Array) {
    this.sites = sites;
    this.multipliers = cap.length;
    this.start = start;
    this.site = site;
    this.cost = cost;
    this.upper = cap;
    this.lower = new Float64Array(cap.length);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { start, site, cost, multipliers } = this;
    scores.fill(0);
    let constant = 0;
    for (let demand = 0; demand < multipliers; demand++) {
      const price = lambda[demand]!;
      constant -= price;
      const end = start[demand + 1]!;
      for (let place = start[demand]!; place < end; place++) {
        const saved = price - cost[place]!;
        if (saved <= 0) break;
        scores[site[place]!]! += saved;
      }
    }
    return constant;
  }

  slopeInto(lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { start, site, cost, multipliers } = this;
    for (let demand = 0; demand < multipliers; demand++) {
      const price = lambda[demand]!;
      let count = -1;
      const end = start[demand + 1]!;
      for (let place = start[demand]!; place < end; place++) {
        if (cost[place]! >= price) break;
        count += open[site[place]!]!;
      }
      slope[demand] = count;
    }
  }

  restrict(states: Uint8Array): Relaxation {
    const { start, site, cost, multipliers } = this;
    let kept = 0;
    for (let place = 0; place < site.length; place++) if (states[site[place]!] !== EXCLUDED) kept++;
    const nextStart = new Uint32Array(multipliers + 1);
    const nextSite = new Uint32Array(kept);
    const nextCost = new Float64Array(kept);
    let at = 0;
    for (let demand = 0; demand < multipliers; demand++) {
      for (let place = start[demand]!; place < start[demand + 1]!; place++) {
        if (states[site[place]!] === EXCLUDED) continue;
        nextSite[at] = site[place]!;
        nextCost[at++] = cost[place]!;
      }
      nextStart[demand + 1] = at;
    }
    return new PMedianRelaxation(this.sites, nextStart, nextSite, nextCost, this.upper);
  }
}
