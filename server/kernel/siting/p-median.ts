import { translateControl, type SitingControl, type StopReason } from './control.ts';
import { concludeTree, searchTree } from './branch-and-bound.ts';
import { budgetTree, chooseIterations } from './iteration-budget.ts';
import type { Incumbent, RelaxedProblem } from './lagrangian.ts';
import { flagsOf, listOpen } from './open-sites.ts';
import type { PMedianInstance } from './p-median-instance.ts';
import { computePMedianCost } from './p-median-instance.ts';
import { buildPMedianRelaxation } from './p-median-relaxation.ts';
import { PMedianSwap } from './p-median-swap.ts';
import { CountChoice } from './site-choice.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface PMedianOptions extends SiteRules {
  /** New sites beside the fixed ones. */
  readonly newSites: number;
  /**
   * Subgradient steps in all: the deterministic budget (default by the size of the table,
   * `chooseIterations`).
   */
  readonly iterations?: number;
  /** Open nodes of the tree at most (default 20,000; 0 stops after the root). */
  readonly nodes?: number;
  readonly control?: SitingControl;
}

export interface PMedianAnswer {
  /** New sites, ascending. */
  readonly sites: Uint32Array;
  /** Weighted seconds (person-seconds) to the nearest open site. */
  readonly value: number;
  /** No choice of as many sites costs less. */
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
  readonly nodes: number;
  /** Sites proved in or out at the root. */
  readonly settled: number;
}

/**
 * p-median: sites with the least weighted time to the nearest one.
 *
 * - greedy start, vertex interchange, Lagrangian bound, reduced-cost fixing, branch and bound; `optimal`
 * only when proven
 * - with whole costs the bound is rounded up; deterministic for equal input and budget
 * - errors: SitingInputError `too-many-sites`, `no-candidates`, `contradictory-fixed`, `target-infeasible`
 * when some demand
 *   cannot be served by any site
 * - source: Hakimi 1964; Beasley 1985; Resende and Werneck 2007
 */
export function solvePMedian(instance: PMedianInstance, options: PMedianOptions): PMedianAnswer {
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(instance.sites, options);
  checkCandidates(states, options.newSites);
  let total = options.newSites;
  for (const state of states) if (state === FIXED) total++;
  if (total === 0)
    throw new SitingInputError('too-many-sites', 'a p-median needs at least one open site', { wanted: 0 });
  const movable = Uint8Array.from(states, (state) => (state === FREE ? 1 : 0));
  const swap = new PMedianSwap(instance, movable);
  const cache = new Map<string, Incumbent | null>();

  const improve = (open: Uint8Array): Incumbent | null => {
    const start = listOpen(open);
    const key = start.join();
    const known = cache.get(key);
    if (known !== undefined) return known;
    let answer: Incumbent | null;
    if (total === 1) {
      const cost = computePMedianCost(instance, open);
      answer = Number.isFinite(cost) ? { value: -cost, open: start } : null;
    } else {
      swap.load(open);
      const cost = swap.improve();
      answer = Number.isFinite(cost) ? { value: -cost, open: listOpen(swap.open) } : null;
    }
    if (cache.size > 4096) cache.clear();
    cache.set(key, answer);
    return answer;
  };

  const begin = findStart(instance, states, options.newSites);
  const start = improve(begin);
  if (!start)
    throw new SitingInputError('target-infeasible', 'some demand can be served by no chosen site', {
      demands: instance.demands,
    });
  swap.load(flagsOf(start.open, instance.sites));
  const lambda = total > 1 ? swap.middlePrices() : instance.cap.slice();
  const problem: RelaxedProblem = {
    relaxation: buildPMedianRelaxation(instance),
    choice: new CountChoice(total, instance.sites),
    step: instance.step,
    improve,
  };
  const limit = options.iterations ?? chooseIterations(instance.demands, instance.sites);
  const answer = searchTree(
    problem,
    states,
    start,
    lambda,
    budgetTree(limit, options.nodes),
    translateControl(options.control ?? {}, (value, bound) => ({
      value: -value,
      bound: lift(-bound, instance.step, -value),
    })),
  );
  const value = -answer.best.value;
  const bound = lift(-answer.bound, instance.step, value);
  return {
    sites: answer.best.open.filter((site) => states[site] !== FIXED),
    ...concludeTree(answer, value, bound),
    settled: answer.settled,
  };
}

/** Whole costs: no answer lies strictly between two whole numbers. */
function lift(bound: number, step: number, value: number): number {
  return Math.min(value, step > 0 ? Math.ceil(bound - 1e-6) : bound);
}

/** Greedy: open the site that saves most, again and again. */
function findStart(instance: PMedianInstance, states: Uint8Array, newSites: number): Uint8Array {
  const { sites, demands, nearStart, nearSite, nearCost } = instance;
  const open = new Uint8Array(sites);
  const current = new Float64Array(demands);
  // An unserved demand counts as far as its farthest listed site, so that every service saves something.
  for (let demand = 0; demand < demands; demand++) current[demand] = instance.cap[demand]!;
  const take = (site: number): void => {
    open[site] = 1;
    for (let demand = 0; demand < demands; demand++)
      current[demand] = Math.min(current[demand]!, instance.costOf(demand, site));
  };
  for (let site = 0; site < sites; site++) if (states[site] === FIXED) take(site);
  const saved = new Float64Array(sites);
  for (let round = 0; round < newSites; round++) {
    saved.fill(0);
    for (let demand = 0; demand < demands; demand++) {
      for (let place = nearStart[demand]!; place < nearStart[demand + 1]!; place++) {
        const own = current[demand]! - nearCost[place]!;
        if (own <= 0) break;
        saved[nearSite[place]!]! += own;
      }
    }
    let best = -1;
    for (let site = 0; site < sites; site++)
      if (states[site] !== EXCLUDED && open[site] === 0 && (best < 0 || saved[site]! > saved[best]!))
        best = site;
    take(best);
  }
  return open;
}
