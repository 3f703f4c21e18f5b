import type { SitingControl, StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { FrontierPricing } from './frontier-pricing.ts';
import type { Incumbent, RelaxedProblem, SearchState } from './lagrangian.ts';
import { descend } from './lagrangian.ts';
import { buildMclpRelaxation } from './mclp-relaxation.ts';
import { MclpSwap, findLeastLoss } from './mclp-swap.ts';
import { flagsOf, listOpen } from './open-sites.ts';
import type { ReductionCounts } from './reductions.ts';
import { reduceCover } from './reductions.ts';
import { CountChoice } from './site-choice.ts';
import { checkSomeDemand, checkWhole } from './siting-input-error.ts';
import { buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface FrontierOptions extends SiteRules {
  /** Points for 1, 2, ... up to this many new sites. */
  readonly mostSites: number;
  /** Subgradient steps for each anchor and round (default 300). */
  readonly steps?: number;
  /** Rounds of pricing for each anchor (default 4). */
  readonly rounds?: number;
  /**
   * After the anchors: how many more times to work out prices, each at the count with the widest gap
   * (default 24).
   */
  readonly refinements?: number;
  /** Called with the greedy points first, then whenever an anchor is done. */
  readonly onPoints?: (points: readonly FrontierPoint[]) => void;
  readonly shouldStop?: SitingControl['shouldStop'];
}

export interface FrontierPoint {
  readonly newSites: number;
  readonly sites: Uint32Array;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
}

export interface FrontierAnswer {
  readonly baseline: number;
  readonly points: readonly FrontierPoint[];
  readonly stop: StopReason;
  readonly iterations: number;
  /** Sites the prices were worked out on; all others were priced out, in full, at every bound. */
  readonly coreSites: number;
  readonly reductions: ReductionCounts;
}

/**
 * The best coverage for every number of sites up to `mostSites`, each with its bound, in one run.
 *
 * - one set of prices bounds every count at once: U_p = constant + the p largest scores over ALL
 * candidates, so each full pricing
 * lowers all points; prices are improved on a core of promising sites and checked on all (sites that beat
 * the core join it)
 * - answers: greedy prefixes, then interchange at every count from the neighbouring counts, up and down
 * - complexity: greedy + (anchors * rounds) full passes of O(arcs) + steps on the core; memory 12 bytes an
 * arc with the input's 4
 * - deterministic unless `shouldStop` stops it; errors as solveMclp
 */
export function solveMclpFrontier(matrix: CoverMatrix, options: FrontierOptions): FrontierAnswer {
  checkCoverMatrix(matrix);
  checkWhole('mostSites', options.mostSites, 1);
  const states = buildSiteStates(matrix.sites, options);
  checkCandidates(states, options.mostSites);
  checkSomeDemand(matrix.demandWeight);
  const reduced = reduceCover(matrix, states, { dominationWork: 0 });
  const frontier = new Frontier(reduced.matrix, Math.min(options.mostSites, reduced.matrix.sites), options);
  const finish = (): FrontierPoint[] => frontier.points(reduced.baseline, reduced.siteOf, options.mostSites);
  options.onPoints?.(finish());
  for (const count of anchorsOf(frontier.most)) {
    if (options.shouldStop?.() === true) break;
    frontier.priceAt(count);
    options.onPoints?.(finish());
  }
  frontier.sweep();
  options.onPoints?.(finish());
  const refined = new Set<number>();
  for (let turn = 0; turn < (options.refinements ?? 24) && options.shouldStop?.() !== true; turn++) {
    const worst = frontier.worstCount(refined);
    if (worst < 1) break;
    refined.add(worst);
    frontier.priceAt(worst);
    options.onPoints?.(finish());
  }
  if (refined.size > 0) frontier.sweep();
  const points = finish();
  options.onPoints?.(points);
  const optimal = points.every((point) => point.gapPercent === 0);
  return {
    baseline: reduced.baseline,
    points,
    stop: optimal ? 'optimal' : options.shouldStop?.() === true ? 'cancelled' : 'iterations',
    iterations: frontier.iterations,
    coreSites: frontier.coreSize,
    reductions: reduced.counts,
  };
}

/** Counts at which prices are worked out, from the most down: each about a third less than the one before. */
function anchorsOf(most: number): number[] {
  const anchors: number[] = [];
  for (let count = most; count >= 1; count = Math.min(count - 1, Math.round(count * 0.72)))
    anchors.push(count);
  return anchors;
}

class Frontier {
  readonly most: number;
  iterations = 0;
  private readonly matrix: CoverMatrix;
  private readonly options: FrontierOptions;
  private readonly best: Incumbent[];
  private readonly pricing: FrontierPricing;
  private total = 0;

  constructor(matrix: CoverMatrix, most: number, options: FrontierOptions) {
    this.matrix = matrix;
    this.most = most;
    this.options = options;
    this.pricing = new FrontierPricing(matrix, most);
    this.best = this.pricing.startGreedily();
    for (const weight of matrix.demandWeight) this.total += weight;
  }

  get coreSize(): number {
    return this.pricing.core.length;
  }

  /** Works out prices for one count and lowers the bound of every count by them. */
  priceAt(count: number): void {
    const { options } = this;
    const rounds = options.rounds ?? 4;
    for (let round = 0; round < rounds; round++) {
      if (options.shouldStop?.() === true) return;
      this.descendOnCore(
        count,
        round === 0 ? 2 * (options.steps ?? 300) : (options.steps ?? 300),
        round === 0 ? 1 : 0.3,
      );
      const missing = this.pricing.priceAll(count);
      this.iterations++;
      if (missing.length === 0) return;
      this.pricing.join(missing, ...this.best.map((answer) => answer.open));
    }
  }

  /**
   * Interchange at every count, from the count below with the best site added and from the count above with
   * the least lost.
   */
  sweep(): void {
    const { most, options } = this;
    const { core } = this.pricing;
    const local = this.pricing.buildCore();
    const placeOf = new Map<number, number>();
    core.forEach((site, place) => placeOf.set(site, place));
    const improveAt = (count: number, open: Uint8Array): void => {
      const swap = this.createSwap(local.matrix, count);
      swap.load(open);
      const value = swap.improve();
      if (value > this.best[count]!.value)
        this.best[count] = { value, open: listOpen(swap.open).map((place) => core[place]!) };
    };
    const openOf = (answer: Incumbent): Uint8Array =>
      flagsOf(
        Array.from(answer.open, (site) => placeOf.get(site)!),
        local.matrix.sites,
      );
    for (let count = 1; count <= most; count++) {
      if (options.shouldStop?.() === true) return;
      improveAt(count, openOf(this.best[count]!));
      improveAt(count, openOf(this.best[count - 1]!));
    }
    for (let count = most - 1; count >= 1; count--) {
      if (options.shouldStop?.() === true) return;
      const open = openOf(this.best[count + 1]!);
      const out = findLeastLoss(local.matrix, open);
      if (out >= 0) open[out] = 0;
      improveAt(count, open);
    }
  }

  /** The count with the widest gap that is not in `done`, 0 when all are closed. */
  worstCount(done: ReadonlySet<number>): number {
    let worst = 0;
    let widest = 1e-6;
    for (const point of this.points(
      0,
      Uint32Array.from({ length: this.matrix.sites }, (_, site) => site),
      this.most,
    ))
      if (point.gapPercent > widest && !done.has(point.newSites)) {
        widest = point.gapPercent;
        worst = point.newSites;
      }
    return worst;
  }

  points(baseline: number, siteOf: Uint32Array, asked: number): FrontierPoint[] {
    const points: FrontierPoint[] = [];
    // Bounds rise with the count, and no count beats everything.
    const bounds = this.pricing.bounds.slice();
    for (let count = this.most - 1; count >= 1; count--)
      bounds[count] = Math.min(bounds[count]!, bounds[count + 1]!);
    for (let count = 1; count <= asked; count++) {
      const own = Math.min(count, this.most);
      const answer = this.best[own]!;
      const value = baseline + answer.value;
      const bound = Math.max(value, baseline + Math.min(bounds[own]!, this.total));
      const exact = bound - value <= 1e-9 * Math.max(1, bound);
      points.push({
        newSites: count,
        sites: answer.open.map((site) => siteOf[site]!),
        value,
        bound: exact ? value : bound,
        gapPercent: exact ? 0 : computeGapPercent(value, bound),
      });
    }
    return points;
  }

  private descendOnCore(count: number, steps: number, pace: number): void {
    const { core, price } = this.pricing;
    const { matrix, demandOf } = this.pricing.buildCore();
    const none = new Uint8Array(matrix.sites);
    const lambda = Float64Array.from(demandOf, (demand) => price[demand]!);
    const swap = this.createSwap(matrix, count);
    const seen = new Set<string>();
    const problem: RelaxedProblem = {
      relaxation: buildMclpRelaxation(matrix, none),
      choice: new CountChoice(count, matrix.sites),
      step: 0,
      improve: (open) => {
        const key = listOpen(open).join();
        if (seen.has(key)) return null;
        seen.add(key);
        swap.load(open);
        return { value: swap.improve(), open: listOpen(swap.open).map((place) => core[place]!) };
      },
    };
    const search: SearchState = {
      best: this.best[count]!,
      iterations: 0,
      limit: Infinity,
      stopped: false,
      control: this.options.shouldStop ? { shouldStop: this.options.shouldStop } : {},
    };
    descend(problem, problem.relaxation, none, lambda, search, {
      iterations: steps,
      pace,
      patience: 15,
      decay: 0.7,
      improveEvery: 60,
    });
    this.iterations += search.iterations;
    if (search.best.value > this.best[count]!.value) this.best[count] = search.best;
    lambda.forEach((value, place) => (price[demandOf[place]!] = value));
  }

  private createSwap(matrix: CoverMatrix, count: number): MclpSwap {
    const all = Uint32Array.from({ length: matrix.sites }, (_, site) => site);
    const ones = new Float64Array(matrix.sites).fill(1);
    return new MclpSwap(matrix, new Uint8Array(matrix.sites).fill(1), all, ones, count);
  }
}
