import { concludeTree, searchTree } from './branch-and-bound.ts';
import { translateControl, type SitingControl, type StopReason } from './control.ts';
import type { CoverMatrix, DemandRows } from './cover-matrix.ts';
import { buildDemandRows, checkCoverMatrix } from './cover-matrix.ts';
import { budgetTree } from './iteration-budget.ts';
import type { Incumbent, Relaxation, RelaxedProblem } from './lagrangian.ts';
import { listOpen } from './open-sites.ts';
import type { ReductionCounts } from './reductions.ts';
import { reduceCover } from './reductions.ts';
import { FreeChoice } from './site-choice.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, buildSiteStates, type SiteRules } from './site-states.ts';

export interface LscpOptions extends SiteRules {
  /** Cost of each site (default 1: fewest sites). Fixed sites are free of charge. */
  readonly costs?: Float64Array;
  /** Leave demands no site reaches out of the question instead of refusing it (default false). */
  readonly skipUnreachable?: boolean;
  readonly iterations?: number;
  readonly nodes?: number;
  readonly control?: SitingControl;
}

export interface LscpAnswer {
  /** New sites, ascending. */
  readonly sites: Uint32Array;
  /** Cost (or number) of the new sites. */
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
  readonly nodes: number;
  /** Demands no site may cover; empty unless `skipUnreachable`. */
  readonly unreachable: Uint32Array;
  readonly reductions: ReductionCounts;
}

/**
 * Set covering: the cheapest new sites so that every demand is within reach of an open one (weights do not
 * matter).
 *
 * - reductions, greedy with redundancy removal, Lagrangian bound, branch and bound; `optimal` only when
 * proven
 * - errors: `target-infeasible` with the first demands no site may cover; `contradictory-fixed`,
 * `bad-number`, `bad-shape`
 * - source: Toregas 1971; Caprara, Fischetti, Toth 1999 for the Lagrangian heuristic
 */
export function solveLscp(matrix: CoverMatrix, options: LscpOptions = {}): LscpAnswer {
  checkCoverMatrix(matrix);
  const states = buildSiteStates(matrix.sites, options);
  const { costs } = options;
  if (costs) {
    if (costs.length !== matrix.sites)
      throw new SitingInputError('bad-shape', 'costs: one for every site', {
        what: 'costs',
        expected: matrix.sites,
        actual: costs.length,
      });
    checkNumbers('costs', costs, 0);
  }
  const unreachable = findUnreachable(matrix, states);
  if (unreachable.length > 0 && options.skipUnreachable !== true)
    throw new SitingInputError(
      'target-infeasible',
      `${unreachable.length} demands are out of every site's reach`,
      {
        count: unreachable.length,
        demands: Array.from(unreachable.subarray(0, 50)),
        most: matrix.demands - unreachable.length,
      },
    );
  const reduced = reduceCover(matrix, states, { keepEmpty: true, ...(costs && { costs }) });
  const { matrix: small, siteOf } = reduced;
  const own = costs
    ? Float64Array.from(siteOf, (site) => costs[site]!)
    : new Float64Array(small.sites).fill(1);
  const rows = buildDemandRows(small);
  const problem: RelaxedProblem = {
    relaxation: new LscpRelaxation(
      small,
      own,
      Uint32Array.from({ length: small.sites }, (_, site) => site),
    ),
    choice: new FreeChoice(),
    step: own.every((cost) => Number.isInteger(cost)) ? 1 : 0,
    improve: (open) => completeCover(small, rows, own, open),
  };
  const smallStates = new Uint8Array(small.sites);
  const start = completeCover(small, rows, own, new Uint8Array(small.sites));
  const limit = options.iterations ?? 20000;
  const lambda = Float64Array.from({ length: small.demands }, (_, demand) => {
    let least = Infinity;
    for (let place = rows.demandStart[demand]!; place < rows.demandStart[demand + 1]!; place++) {
      const site = rows.siteIndex[place]!;
      least = Math.min(least, own[site]! / (small.siteStart[site + 1]! - small.siteStart[site]!));
    }
    return least;
  });
  const lift = (bound: number, value: number): number =>
    Math.max(0, Math.min(value, problem.step > 0 ? Math.ceil(bound - 1e-6) : bound));
  const answer = searchTree(
    problem,
    smallStates,
    start,
    lambda,
    budgetTree(limit, options.nodes),
    translateControl(options.control ?? {}, (value, bound) => ({
      value: -value,
      bound: lift(-bound, -value),
    })),
  );
  const value = 0 - answer.best.value;
  const bound = lift(-answer.bound, value);
  return {
    sites: answer.best.open.map((site) => siteOf[site]!),
    ...concludeTree(answer, value, bound),
    unreachable,
    reductions: reduced.counts,
  };
}

/** Demands no fixed or free site covers, ascending. */
function findUnreachable(matrix: CoverMatrix, states: Uint8Array): Uint32Array {
  const reached = new Uint8Array(matrix.demands);
  for (let site = 0; site < matrix.sites; site++) {
    if (states[site] === EXCLUDED) continue;
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      reached[matrix.demandIndex[arc]!] = 1;
  }
  const missing: number[] = [];
  for (let demand = 0; demand < matrix.demands; demand++) if (reached[demand] === 0) missing.push(demand);
  return Uint32Array.from(missing);
}

/**
 * Extends `open` to a cover greedily by new demands per cost, then closes what is not needed, the dearest
 * first, and tries to
 * replace two sites by one. The value is minus the cost.
 */
function completeCover(
  matrix: CoverMatrix,
  rows: DemandRows,
  costs: Float64Array,
  open: Uint8Array,
): Incumbent {
  const { sites, demands, siteStart, demandIndex } = matrix;
  const chosen = open.slice();
  const count = new Uint32Array(demands);
  const newOf = new Float64Array(sites);
  for (let site = 0; site < sites; site++) newOf[site] = siteStart[site + 1]! - siteStart[site]!;
  let left = demands;
  const take = (site: number): void => {
    chosen[site] = 1;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      if (count[demand]!++ > 0) continue;
      left--;
      for (let place = rows.demandStart[demand]!; place < rows.demandStart[demand + 1]!; place++)
        newOf[rows.siteIndex[place]!]!--;
    }
  };
  for (let site = 0; site < sites; site++) if (open[site] === 1) take(site);
  for (;;) {
    if (left === 0) break;
    let best = -1;
    let bestWorth = 0;
    for (let site = 0; site < sites; site++) {
      const worth = newOf[site]! / Math.max(costs[site]!, 1e-12);
      if (newOf[site]! > 0 && worth > bestWorth) {
        bestWorth = worth;
        best = site;
      }
    }
    take(best);
  }
  const drop = (): void => {
    const order = Array.from(listOpen(chosen)).sort(
      (a, b) =>
        costs[b]! - costs[a]! ||
        siteStart[a + 1]! - siteStart[a]! - (siteStart[b + 1]! - siteStart[b]!) ||
        a - b,
    );
    for (const site of order) {
      let needed = false;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]! && !needed; arc++)
        needed = count[demandIndex[arc]!] === 1;
      if (needed) continue;
      chosen[site] = 0;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) count[demandIndex[arc]!]!--;
    }
  };
  drop();
  let cost = 0;
  for (let site = 0; site < sites; site++) if (chosen[site] === 1) cost += costs[site]!;
  return { value: -cost, open: listOpen(chosen) };
}

/**
 * Set covering with its rows priced, as a maximum of minus the cost: score_j = sum of lambda_i - f_j, which
 * may be negative.
 */
class LscpRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly matrix: CoverMatrix;
  private readonly costs: Float64Array;
  private readonly active: Uint32Array;

  constructor(matrix: CoverMatrix, costs: Float64Array, active: Uint32Array) {
    this.matrix = matrix;
    this.costs = costs;
    this.active = active;
    this.sites = matrix.sites;
    this.multipliers = matrix.demands;
    this.lower = new Float64Array(matrix.demands);
    this.upper = new Float64Array(matrix.demands).fill(Infinity);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { siteStart, demandIndex } = this.matrix;
    for (const site of this.active) {
      let sum = 0;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) sum += lambda[demandIndex[arc]!]!;
      scores[site] = sum - this.costs[site]!;
    }
    let constant = 0;
    for (const price of lambda) constant -= price;
    return constant;
  }

  slopeInto(_lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { siteStart, demandIndex } = this.matrix;
    slope.fill(-1);
    for (const site of this.active)
      if (open[site] === 1)
        for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) slope[demandIndex[arc]!]!++;
  }

  restrict(states: Uint8Array): Relaxation {
    return new LscpRelaxation(
      this.matrix,
      this.costs,
      this.active.filter((site) => states[site] !== EXCLUDED),
    );
  }
}
