import type { SitingControl, StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { GainHeap } from './gain-heap.ts';
import type { Incumbent, RelaxedProblem, SearchState } from './lagrangian.ts';
import { descend } from './lagrangian.ts';
import { flagsOf, listOpen } from './mclp.ts';
import { buildMclpRelaxation } from './mclp-relaxation.ts';
import { MclpSwap, findLeastLoss } from './mclp-swap.ts';
import type { ReductionCounts } from './reductions.ts';
import { reduceCover } from './reductions.ts';
import { selectTop } from './select-top.ts';
import { CountChoice } from './site-choice.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';
import { buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface FrontierOptions extends SiteRules {
  /** Points for 1, 2, ... up to this many new sites. */
  readonly mostSites: number;
  /** Subgradient steps for each anchor and round (default 300). */
  readonly steps?: number;
  /** Rounds of pricing for each anchor (default 4). */
  readonly rounds?: number;
  /** After the anchors: how many more times to work out prices, each at the count with the widest gap (default 24). */
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
 * - one set of prices bounds every count at once: U_p = constant + the p largest scores over ALL candidates, so each full pricing
 *   lowers all points; prices are improved on a core of promising sites and checked on all (sites that beat the core join it)
 * - answers: greedy prefixes, then interchange at every count from the neighbouring counts, up and down
 * - complexity: greedy + (anchors * rounds) full passes of O(arcs) + steps on the core; memory 12 bytes an arc with the input's 4
 * - deterministic unless `shouldStop` stops it; errors as solveMclp
 */
export function solveMclpFrontier(matrix: CoverMatrix, options: FrontierOptions): FrontierAnswer {
  checkCoverMatrix(matrix);
  checkWhole('mostSites', options.mostSites, 1);
  const states = buildSiteStates(matrix.sites, options);
  checkCandidates(states, options.mostSites);
  if (!matrix.demandWeight.some((weight) => weight > 0))
    throw new SitingInputError('no-demand', 'no demand has people: there is nothing to cover');
  const reduced = reduceCover(matrix, states, { dominationWork: 0 });
  const frontier = new Frontier(reduced.matrix, Math.min(options.mostSites, reduced.matrix.sites), options);
  const finish = (): FrontierPoint[] => frontier.points(reduced.baseline, reduced.siteOf, options.mostSites);
  frontier.startGreedily();
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
  private readonly best: Incumbent[] = [];
  private readonly bounds: Float64Array;
  private readonly price: Float64Array;
  private readonly score: Float64Array;
  private readonly order: Uint32Array;
  private inCore: Uint8Array;
  private core: Uint32Array = new Uint32Array(0);
  private total = 0;

  constructor(matrix: CoverMatrix, most: number, options: FrontierOptions) {
    this.matrix = matrix;
    this.most = most;
    this.options = options;
    this.bounds = new Float64Array(most + 1).fill(Infinity);
    this.price = matrix.demandWeight.slice();
    this.score = new Float64Array(matrix.sites);
    this.order = new Uint32Array(matrix.sites);
    this.inCore = new Uint8Array(matrix.sites);
    for (const weight of matrix.demandWeight) this.total += weight;
  }

  get coreSize(): number {
    return this.core.length;
  }

  /** Greedy to the most sites: a value for every count, and the submodular bound of every prefix for every count. */
  startGreedily(): void {
    const { matrix, most, bounds } = this;
    const { sites, siteStart, demandIndex } = matrix;
    const left = matrix.demandWeight.slice();
    const gains = new Float64Array(sites);
    const measure = (site: number): number => {
      let sum = 0;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) sum += left[demandIndex[arc]!]!;
      return sum;
    };
    for (let site = 0; site < sites; site++) gains[site] = measure(site);
    const heap = new GainHeap(
      gains,
      Uint32Array.from({ length: sites }, (_, site) => site),
    );
    const measuredAt = new Uint32Array(sites);
    const chosen: number[] = [];
    const near = new Set<number>();
    let value = 0;
    this.best.push({ value: 0, open: new Uint32Array(0) });
    for (let round = 0; ; round++) {
      const top: number[] = [];
      let sum = value;
      while (top.length < most && heap.length > 0) {
        const site = heap.peek();
        if (measuredAt[site] !== round) {
          gains[site] = measure(site);
          measuredAt[site] = round;
          heap.lowerTop();
          continue;
        }
        heap.pop();
        top.push(site);
        near.add(site);
        sum += gains[site]!;
        bounds[top.length] = Math.min(bounds[top.length]!, sum);
      }
      for (let count = top.length + 1; count <= most; count++) bounds[count] = Math.min(bounds[count]!, sum);
      const pick = top.shift();
      if (round === most || pick === undefined) break;
      for (const site of top) heap.push(site);
      value += gains[pick]!;
      for (let arc = siteStart[pick]!; arc < siteStart[pick + 1]!; arc++) left[demandIndex[arc]!] = 0;
      chosen.push(pick);
      this.best.push({ value, open: Uint32Array.from(chosen) });
    }
    while (this.best.length <= most) this.best.push(this.best[this.best.length - 1]!);
    const covered = new Uint32Array(matrix.demands);
    for (const site of chosen)
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) covered[demandIndex[arc]!]!++;
    for (let demand = 0; demand < matrix.demands; demand++)
      if (covered[demand]! > 1) this.price[demand]! /= covered[demand]!;
    this.join(near);
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
      const missing = this.priceAll(count);
      if (missing.size === 0) return;
      this.join(missing);
    }
  }

  /** Interchange at every count, from the count below with the best site added and from the count above with the least lost. */
  sweep(): void {
    const { most, options } = this;
    const local = this.buildCore();
    const placeOf = new Map<number, number>();
    this.core.forEach((site, place) => placeOf.set(site, place));
    const improveAt = (count: number, open: Uint8Array): void => {
      const swap = this.createSwap(local.matrix, count);
      swap.load(open);
      const value = swap.improve();
      if (value > this.best[count]!.value)
        this.best[count] = { value, open: listOpen(swap.open).map((place) => this.core[place]!) };
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
    const bounds = this.bounds.slice();
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
    const local = this.buildCore();
    const { matrix, demandOf } = local;
    const none = new Uint8Array(matrix.sites);
    const lambda = Float64Array.from(demandOf, (demand) => this.price[demand]!);
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
        return { value: swap.improve(), open: listOpen(swap.open).map((place) => this.core[place]!) };
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
    lambda.forEach((value, place) => (this.price[demandOf[place]!] = value));
  }

  /** Prices every site, lowers all bounds, and returns the sites that beat the core at `count`. */
  private priceAll(count: number): Set<number> {
    const { matrix, price, score, order, bounds, most } = this;
    const { sites, siteStart, demandIndex, demandWeight } = matrix;
    let constant = 0;
    for (let demand = 0; demand < matrix.demands; demand++)
      constant += demandWeight[demand]! - price[demand]!;
    for (let site = 0; site < sites; site++) {
      let sum = 0;
      const end = siteStart[site + 1]!;
      for (let arc = siteStart[site]!; arc < end; arc++) sum += price[demandIndex[arc]!]!;
      score[site] = sum;
      order[site] = site;
    }
    this.iterations++;
    selectTop(order, sites, most, score);
    const top = order.slice(0, most).sort((a, b) => score[b]! - score[a]! || a - b);
    let sum = constant;
    top.forEach((site, place) => {
      sum += score[site]!;
      bounds[place + 1] = Math.min(bounds[place + 1]!, sum);
    });
    // The price of one more site: whatever beats it, outside the core, may be better than what is in it.
    const level = score[top[Math.min(count, most) - 1]!]!;
    const worst = this.coreLevel(count);
    const missing: number[] = [];
    for (let site = 0; site < sites; site++)
      if (this.inCore[site] === 0 && score[site]! > Math.min(level, worst) * (1 - 1e-6)) missing.push(site);
    const list = Uint32Array.from(missing);
    const joiners = Math.max(500, 20 * count);
    selectTop(list, list.length, joiners, score);
    return new Set(list.subarray(0, joiners));
  }

  private coreLevel(count: number): number {
    const list = this.core.slice();
    selectTop(list, list.length, count, this.score);
    let level = Infinity;
    for (const site of list.subarray(0, count)) level = Math.min(level, this.score[site]!);
    return level;
  }

  private join(sites: Iterable<number>): void {
    for (const site of sites) this.inCore[site] = 1;
    for (const answer of this.best) for (const site of answer.open) this.inCore[site] = 1;
    this.core = listOpen(this.inCore);
  }

  /** The core as a problem of its own: its sites and the demands they touch. */
  private buildCore(): { matrix: CoverMatrix; demandOf: Uint32Array } {
    const { siteStart, demandIndex, demandWeight, demands } = this.matrix;
    const local = new Int32Array(demands).fill(-1);
    let arcs = 0;
    for (const site of this.core) {
      arcs += siteStart[site + 1]! - siteStart[site]!;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) local[demandIndex[arc]!] = 0;
    }
    const touched: number[] = [];
    for (let demand = 0; demand < demands; demand++)
      if (local[demand] === 0) {
        local[demand] = touched.length;
        touched.push(demand);
      }
    const start = new Uint32Array(this.core.length + 1);
    const index = new Uint32Array(arcs);
    let at = 0;
    this.core.forEach((site, place) => {
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
        index[at++] = local[demandIndex[arc]!]!;
      start[place + 1] = at;
    });
    const demandOf = Uint32Array.from(touched);
    return {
      matrix: {
        sites: this.core.length,
        demands: touched.length,
        siteStart: start,
        demandIndex: index,
        demandWeight: Float64Array.from(touched, (demand) => demandWeight[demand]!),
      },
      demandOf,
    };
  }

  private createSwap(matrix: CoverMatrix, count: number): MclpSwap {
    const all = Uint32Array.from({ length: matrix.sites }, (_, site) => site);
    const ones = new Float64Array(matrix.sites).fill(1);
    return new MclpSwap(matrix, new Uint8Array(matrix.sites).fill(1), all, ones, count);
  }
}
