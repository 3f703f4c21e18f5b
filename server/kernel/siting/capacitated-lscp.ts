import { searchTree } from './branch-and-bound.ts';
import type { SitingControl, StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import type { Incumbent, Relaxation } from './lagrangian.ts';
import { flagsOf, listOpen } from './open-sites.ts';
import { computeServedFlow } from './served-flow.ts';
import { FreeChoice } from './site-choice.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE, buildSiteStates, type SiteRules } from './site-states.ts';

export interface CapacitatedLscpOptions extends SiteRules {
  readonly costs?: Float64Array;
  readonly iterations?: number;
  readonly nodes?: number;
  readonly control?: SitingControl;
}

export interface CapacitatedLscpAnswer {
  /** New sites, ascending. */
  readonly sites: Uint32Array;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  /** People served along each arc. */
  readonly flow: Float64Array;
}

/**
 * Capacitated set covering: the cheapest new sites that serve everybody within reach and room; a demand may
 * be shared.
 *
 * - errors: `target-infeasible` with the most that all sites together can serve
 * - source: Current and Storbeck 1988 (CLSCP with shares)
 */
export function solveCapacitatedLscp(
  cover: CoverMatrix,
  capacity: Float64Array,
  options: CapacitatedLscpOptions = {},
): CapacitatedLscpAnswer {
  checkCoverMatrix(cover);
  if (capacity.length !== cover.sites)
    throw new SitingInputError('bad-shape', 'capacity: one for every site', {
      what: 'capacity',
      expected: cover.sites,
    });
  checkNumbers('capacity', capacity, 0);
  const states = buildSiteStates(cover.sites, options);
  const costs = Float64Array.from({ length: cover.sites }, (_, site) =>
    states[site] === FIXED ? 0 : (options.costs?.[site] ?? 1),
  );
  checkNumbers('costs', costs, 0);
  const eligible = new Float64Array(cover.sites).fill(1);
  let total = 0;
  for (const weight of cover.demandWeight) total += weight;
  if (total === 0) throw new SitingInputError('no-demand', 'no demand has people');
  const flow = new Float64Array(cover.demandIndex.length);
  const served = (open: Uint8Array): number =>
    computeServedFlow(cover, capacity, eligible, open, flow).served;
  const enough = (open: Uint8Array): boolean => served(open) >= total * (1 - 1e-7);
  const all = Uint8Array.from(states, (state) => (state === EXCLUDED ? 0 : 1));
  if (!enough(all))
    throw new SitingInputError('target-infeasible', 'all sites together cannot serve everybody', {
      most: served(all),
      total,
    });
  const improve = (begin: Uint8Array): Incumbent => {
    const open = Uint8Array.from(begin, (flag, site) =>
      states[site] === FIXED || (flag === 1 && states[site] !== EXCLUDED) ? 1 : 0,
    );
    let now = served(open);
    while (now < total * (1 - 1e-7)) {
      let best = -1;
      let bestWorth = -1;
      let bestServed = now;
      for (let site = 0; site < cover.sites; site++) {
        if (open[site] === 1 || states[site] !== FREE) continue;
        open[site] = 1;
        const then = served(open);
        open[site] = 0;
        const worth = (then - now) / Math.max(costs[site]!, 1e-12);
        if (worth > bestWorth) {
          bestWorth = worth;
          best = site;
          bestServed = then;
        }
      }
      open[best] = 1;
      now = bestServed;
    }
    const order = Array.from(listOpen(open)).sort(
      (a, b) => costs[b]! - costs[a]! || capacity[a]! - capacity[b]! || a - b,
    );
    for (const site of order) {
      if (states[site] === FIXED) continue;
      open[site] = 0;
      if (!enough(open)) open[site] = 1;
    }
    let cost = 0;
    for (let site = 0; site < cover.sites; site++) if (open[site] === 1) cost += costs[site]!;
    return { value: -cost, open: listOpen(open) };
  };
  const step = costs.every((cost) => Number.isInteger(cost)) ? 1 : 0;
  const answer = searchTree(
    {
      relaxation: new ShareRelaxation(cover, capacity, costs, states),
      choice: new FreeChoice(),
      step,
      improve,
    },
    states,
    improve(new Uint8Array(cover.sites)),
    cover.demandWeight.map((weight) => (weight > 0 ? 1 / Math.max(1, Math.max(...capacity)) : 0)),
    {
      rootIterations: 800,
      nodeIterations: 60,
      iterations: options.iterations ?? 8000,
      nodes: options.nodes ?? 3000,
    },
    options.control ?? {},
  );
  const value = 0 - answer.best.value;
  const bound = Math.min(value, Math.max(0, step > 0 ? Math.ceil(-answer.bound - 1e-6) : -answer.bound));
  served(flagsOf(answer.best.open, cover.sites));
  return {
    sites: answer.best.open.filter((site) => states[site] !== FIXED),
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
    stop: value === bound ? 'optimal' : answer.stop,
    flow,
  };
}

/**
 * "Everybody is served" priced per person: score = most of sum lambda_i x_i within reach and room, minus
 * the cost.
 */
class ShareRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly cover: CoverMatrix;
  private readonly capacity: Float64Array;
  private readonly costs: Float64Array;
  private readonly states: Uint8Array;
  private readonly amount: Float64Array;

  constructor(cover: CoverMatrix, capacity: Float64Array, costs: Float64Array, states: Uint8Array) {
    this.cover = cover;
    this.capacity = capacity;
    this.costs = costs;
    this.states = states;
    this.sites = cover.sites;
    this.multipliers = cover.demands;
    this.lower = new Float64Array(cover.demands);
    this.upper = new Float64Array(cover.demands).fill(Infinity);
    this.amount = new Float64Array(cover.demandIndex.length);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { siteStart, demandIndex, demandWeight } = this.cover;
    for (let site = 0; site < this.sites; site++) {
      scores[site] = -Infinity;
      if (this.states[site] === EXCLUDED) continue;
      const from = siteStart[site]!;
      const order = Uint32Array.from(
        { length: siteStart[site + 1]! - from },
        (_, place) => from + place,
      ).sort((a, b) => lambda[demandIndex[b]!]! - lambda[demandIndex[a]!]! || a - b);
      let room = this.capacity[site]!;
      let sum = 0;
      for (const arc of order) {
        const amount = Math.min(room, demandWeight[demandIndex[arc]!]!);
        this.amount[arc] = amount;
        room -= amount;
        sum += amount * lambda[demandIndex[arc]!]!;
      }
      scores[site] = sum - this.costs[site]!;
    }
    let constant = 0;
    for (let demand = 0; demand < lambda.length; demand++)
      constant -= lambda[demand]! * demandWeight[demand]!;
    return constant;
  }

  slopeInto(_lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { siteStart, demandIndex, demandWeight } = this.cover;
    for (let demand = 0; demand < slope.length; demand++) slope[demand] = -demandWeight[demand]!;
    for (let site = 0; site < this.sites; site++)
      if (open[site] === 1)
        for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
          slope[demandIndex[arc]!]! += this.amount[arc]!;
  }

  restrict(states: Uint8Array): Relaxation {
    return new ShareRelaxation(
      this.cover,
      this.capacity,
      this.costs,
      states.map((state) => (state === EXCLUDED ? EXCLUDED : FREE)),
    );
  }
}
