import { searchTree } from './branch-and-bound.ts';
import { translateControl, type SitingControl, type StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { runGreedy } from './greedy-mclp.ts';
import type { Incumbent } from './lagrangian.ts';
import { buildMclpRelaxation } from './mclp-relaxation.ts';
import { MclpSwap } from './mclp-swap.ts';
import { flagsOf, listOpen } from './open-sites.ts';
import { improveElite } from './path-relinking.ts';
import type { ReductionCounts } from './reductions.ts';
import { reduceCover } from './reductions.ts';
import { BudgetChoice, CountChoice } from './site-choice.ts';
import { SitingInputError, checkNumbers, checkSomeDemand, checkWhole } from './siting-input-error.ts';
import { FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface MclpOptions extends SiteRules {
  /** New sites beside the fixed ones; give this or `budget`. */
  readonly newSites?: number;
  /** Money for new sites, with `costs` for every site. */
  readonly budget?: number;
  readonly costs?: Float64Array;
  /** Subgradient steps in all: the deterministic budget (default 20,000). */
  readonly iterations?: number;
  /** Open nodes of the tree at most (default 5,000; 0 stops after the root). */
  readonly nodes?: number;
  /** Seed of the perturbations (default 1). */
  readonly seed?: number;
  readonly control?: SitingControl;
}

export interface MclpAnswer {
  /** New sites in order of choice: each adds most to those before it. */
  readonly sites: Uint32Array;
  /** Weight each adds to those before it. */
  readonly gains: Float64Array;
  readonly baseline: number;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
  readonly nodes: number;
  readonly reductions: ReductionCounts;
}

/**
 * Maximal covering by a number of new sites or a budget, with fixed and excluded sites.
 *
 * - lossless reductions, greedy, interchange, Lagrangian bound, path relinking, branch and bound; `optimal`
 * only when proven
 * - anytime: `control.onProgress` gets value and bound from the first answer on; deterministic for equal
 * input, seed and iterations
 * - fewer sites than asked when no more people can be covered
 * - errors: SitingInputError for a bad matrix, `no-demand`, `no-candidates`, `too-many-sites`,
 * `budget-too-small`,
 *   `contradictory-fixed`, `bad-number`
 * - source: Church and ReVelle 1974; Galvao and ReVelle 1996; methods.md section 4.2
 */
export function solveMclp(matrix: CoverMatrix, options: MclpOptions): MclpAnswer {
  checkCoverMatrix(matrix);
  const states = buildSiteStates(matrix.sites, options);
  const limits = readLimits(matrix, states, options);
  checkSomeDemand(matrix.demandWeight);
  const reduced = reduceCover(matrix, states, limits.costs ? { costs: limits.costs } : {});
  const { matrix: small, siteOf, baseline, counts } = reduced;
  const control = options.control ?? {};
  const finish = (
    open: Uint32Array,
    bound: number,
    stop: StopReason,
    iterations: number,
    nodes: number,
  ): MclpAnswer => {
    const chosen = Uint8Array.from({ length: small.sites }, () => 1);
    chosen.fill(2);
    for (const site of open) chosen[site] = FREE;
    const ordered = runGreedy(small, chosen, open.length);
    const value = baseline + ordered.value;
    const best = Math.max(value, baseline + bound);
    return {
      sites: ordered.sites.map((site) => siteOf[site]!),
      gains: ordered.gains,
      baseline,
      value,
      bound: stop === 'optimal' ? value : best,
      gapPercent: stop === 'optimal' ? 0 : computeGapPercent(value, best),
      stop,
      iterations,
      nodes,
      reductions: counts,
    };
  };
  const costs = limits.costs
    ? Float64Array.from(siteOf, (site) => limits.costs![site]!)
    : new Float64Array(small.sites).fill(1);
  const capacity = limits.budget;
  let everything = 0;
  for (const cost of costs) everything += cost;
  if (everything <= capacity)
    return finish(
      Uint32Array.from({ length: small.sites }, (_, site) => site),
      0,
      'optimal',
      0,
      0,
    );

  const smallStates = new Uint8Array(small.sites);
  const movable = new Uint8Array(small.sites).fill(1);
  const order = Uint32Array.from({ length: small.sites }, (_, site) => site);
  const swap = new MclpSwap(small, movable, order, costs, capacity);
  const seen = new Map<string, Incumbent>();
  const improve = (open: Uint8Array): Incumbent => {
    const key = listOpen(open).join();
    let answer = seen.get(key);
    if (!answer) {
      swap.load(open);
      const value = swap.improve();
      answer = { value, open: listOpen(swap.open) };
      if (seen.size > 4096) seen.clear();
      seen.set(key, answer);
    }
    return answer;
  };
  const first = limits.costs
    ? spendGreedily(small, costs, capacity)
    : flagsOf(runGreedy(small, smallStates, capacity).sites, small.sites);
  const step = small.demandWeight.every((weight) => Number.isInteger(weight)) ? 1 : 0;
  const ceiling = sumOf(small.demandWeight);
  let start = improve(first);
  control.onProgress?.({
    value: baseline + start.value,
    bound: baseline + ceiling,
    iterations: 0,
  });
  const choice = limits.costs ? new BudgetChoice(costs, capacity) : new CountChoice(capacity, small.sites);
  const problem = { relaxation: buildMclpRelaxation(small, smallStates), choice, step, ceiling, improve };
  const limit = options.iterations ?? 20000;
  const { shouldStop } = control;
  start = improveElite(start, improve, small.sites, {
    seed: options.seed ?? 1,
    rounds: 12,
    ...(shouldStop && { shouldStop }),
  });
  const answer = searchTree(
    problem,
    smallStates,
    start,
    startingPrices(small, start.open),
    {
      rootIterations: Math.min(limit, 3000),
      nodeIterations: 60,
      iterations: limit,
      nodes: options.nodes ?? 5000,
    },
    translateControl(control, (value, bound) => ({ value: baseline + value, bound: baseline + bound })),
  );
  return finish(answer.best.open, answer.bound, answer.stop, answer.iterations, answer.nodes);
}

function readLimits(
  matrix: CoverMatrix,
  states: Uint8Array,
  options: MclpOptions,
): { budget: number; costs: Float64Array | null } {
  if (options.budget === undefined) {
    const newSites = options.newSites ?? 0;
    checkWhole('newSites', newSites, 0);
    checkCandidates(states, newSites);
    return { budget: newSites, costs: null };
  }
  const { budget, costs } = options;
  if (!costs || costs.length !== matrix.sites)
    throw new SitingInputError('bad-shape', 'a budget needs the cost of every site', {
      what: 'costs',
      expected: matrix.sites,
    });
  checkNumbers('costs', costs, 0);
  checkNumbers('budget', [budget], 0);
  checkCandidates(states, 1);
  let cheapest = Infinity;
  for (let site = 0; site < matrix.sites; site++)
    if (states[site] === FREE && costs[site]! < cheapest) cheapest = costs[site]!;
  if (budget < cheapest)
    throw new SitingInputError(
      'budget-too-small',
      `a budget of ${budget} buys no site: the cheapest costs ${cheapest}`,
      {
        budget,
        cheapest,
      },
    );
  return { budget, costs };
}

/**
 * The better of "most people" and "most people per cost", each until the money is spent (Khuller, Moss,
 * Naor 1999).
 */
function spendGreedily(matrix: CoverMatrix, costs: Float64Array, budget: number): Uint8Array {
  const tryBy = (perCost: boolean): { open: Uint8Array; value: number } => {
    const { sites, siteStart, demandIndex, demandWeight } = matrix;
    const left = demandWeight.slice();
    const open = new Uint8Array(sites);
    let money = budget;
    let value = 0;
    for (;;) {
      let best = -1;
      let bestWorth = 0;
      for (let site = 0; site < sites; site++) {
        if (open[site] === 1 || costs[site]! > money) continue;
        let gain = 0;
        for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) gain += left[demandIndex[arc]!]!;
        const worth = perCost ? gain / Math.max(costs[site]!, 1e-12) : gain;
        if (worth > bestWorth) {
          bestWorth = worth;
          best = site;
        }
      }
      if (best < 0) return { open, value };
      open[best] = 1;
      money -= costs[best]!;
      for (let arc = siteStart[best]!; arc < siteStart[best + 1]!; arc++) {
        value += left[demandIndex[arc]!]!;
        left[demandIndex[arc]!] = 0;
      }
    }
  };
  const a = tryBy(true);
  const b = tryBy(false);
  return b.value > a.value ? b.open : a.open;
}

/**
 * First prices: a demand covered by n open sites is worth a share of its weight to each, an uncovered one
 * all of it.
 */
function startingPrices(matrix: CoverMatrix, open: Uint32Array): Float64Array {
  const count = new Uint32Array(matrix.demands);
  for (const site of open)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      count[matrix.demandIndex[arc]!]!++;
  return matrix.demandWeight.map((weight, demand) => weight / (1 + count[demand]!));
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
