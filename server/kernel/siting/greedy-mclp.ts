import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { LazyGains, coverSite } from './lazy-gains.ts';
import { checkSomeDemand, checkWhole } from './siting-input-error.ts';
import { FIXED, FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface GreedyOptions extends SiteRules {
  /** How many new sites, beside the fixed ones. */
  readonly newSites: number;
}

export interface GreedyAnswer {
  /** New sites in order of choice; fewer than asked when nothing is left to gain. */
  readonly sites: Uint32Array;
  /** Weight newly covered by each, in the same order. */
  readonly gains: Float64Array;
  /** Weight covered by the fixed sites alone. */
  readonly baseline: number;
  /** Weight covered by fixed and new sites. */
  readonly value: number;
  /** No choice of as many sites can cover more than this. */
  readonly bound: number;
  readonly gapPercent: number;
}

/**
 * Greedy maximal covering: each new site is the one that adds most, the lowest index on ties.
 *
 * - value >= baseline + (1 - 1/e) of the best possible gain; bound = min over prefixes S of
 *   f(S) + sum of the `newSites` largest gains left at S, which holds because covering is submodular
 * - gains are recomputed lazily, in ascending demand order, so the answer does not depend on history
 * - complexity about O(arcs + newSites^2 * arcs per site); mutates nothing
 * - errors: SitingInputError for a bad matrix, `no-demand`, `no-candidates`, `too-many-sites`,
 * `contradictory-fixed`
 * - source: Nemhauser, Wolsey, Fisher 1978; lazy evaluation Minoux 1978
 */
export function computeGreedyMclp(matrix: CoverMatrix, options: GreedyOptions): GreedyAnswer {
  checkCoverMatrix(matrix);
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(matrix.sites, options);
  checkCandidates(states, options.newSites);
  checkSomeDemand(matrix.demandWeight);
  return runGreedy(matrix, states, options.newSites);
}

/** The greedy itself, on checked input. */
export function runGreedy(matrix: CoverMatrix, states: Uint8Array, newSites: number): GreedyAnswer {
  const { sites, demands, siteStart, demandIndex, demandWeight } = matrix;
  const left = demandWeight.slice();
  let baseline = 0;
  const free: number[] = [];
  for (let site = 0; site < sites; site++) {
    if (states[site] === FIXED) baseline += coverSite(matrix, left, site);
    else if (states[site] === FREE) free.push(site);
  }
  const lazy = new LazyGains(matrix, left, free);

  const chosen: number[] = [];
  const chosenGains: number[] = [];
  let value = baseline;
  let bound = Infinity;
  for (let round = 0; ; round++) {
    const top = lazy.takeTop(newSites, true);
    let sum = 0;
    for (const site of top) sum += lazy.gains[site]!;
    bound = Math.min(bound, value + sum);
    const pick = top.shift();
    if (round === newSites || pick === undefined) break;
    lazy.putBack(top);
    const gain = lazy.cover(pick);
    chosen.push(pick);
    chosenGains.push(gain);
    value += gain;
  }
  let coverable = 0;
  const reachable = new Uint8Array(demands);
  for (let site = 0; site < sites; site++) {
    if (states[site] !== FREE && states[site] !== FIXED) continue;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) reachable[demandIndex[arc]!] = 1;
  }
  for (let demand = 0; demand < demands; demand++)
    if (reachable[demand] === 1) coverable += demandWeight[demand]!;
  bound = Math.max(value, Math.min(bound, coverable));
  return {
    sites: Uint32Array.from(chosen),
    gains: Float64Array.from(chosenGains),
    baseline,
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
  };
}
