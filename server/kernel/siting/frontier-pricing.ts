import type { CoverMatrix } from './cover-matrix.ts';
import { LazyGains } from './lazy-gains.ts';
import type { Incumbent } from './lagrangian.ts';
import { listOpen } from './open-sites.ts';
import { selectTop } from './select-top.ts';

/** A part of the sites as a problem of its own, with the demands they touch. */
interface CoreProblem {
  readonly matrix: CoverMatrix;
  /** Demand in the whole problem, by demand of the core. */
  readonly demandOf: Uint32Array;
}

/**
 * One set of prices of all demands, the bounds it gives for every number of sites, and the core of sites
 * worth searching.
 *
 * - U_p = sum (a_i - price_i) + the p largest scores over ALL sites; bounds only fall
 * - sites that beat the core at the prices join it, so that in the end none outside could do better
 * - 13 bytes a site and 8 a demand beside the matrix; a full pricing is O(arcs)
 */
export class FrontierPricing {
  /** Most weight that as many sites can cover, by count from 0 to the most. */
  readonly bounds: Float64Array;
  readonly price: Float64Array;
  /** Sites of the core, ascending. */
  core: Uint32Array = new Uint32Array(0);
  private readonly matrix: CoverMatrix;
  private readonly most: number;
  private readonly score: Float64Array;
  private readonly order: Uint32Array;
  private readonly inCore: Uint8Array;

  constructor(matrix: CoverMatrix, most: number) {
    this.matrix = matrix;
    this.most = most;
    this.bounds = new Float64Array(most + 1).fill(Infinity);
    this.price = matrix.demandWeight.slice();
    this.score = new Float64Array(matrix.sites);
    this.order = new Uint32Array(matrix.sites);
    this.inCore = new Uint8Array(matrix.sites);
  }

  /**
   * Greedy to the most sites: an answer for every count from 0, the submodular bound of every prefix for
   * every count, first prices and core.
   */
  startGreedily(): Incumbent[] {
    const { matrix, most, bounds } = this;
    const all = Uint32Array.from({ length: matrix.sites }, (_, site) => site);
    const lazy = new LazyGains(matrix, matrix.demandWeight.slice(), all);
    const chosen: number[] = [];
    const near = new Set<number>();
    const answers: Incumbent[] = [{ value: 0, open: new Uint32Array(0) }];
    let value = 0;
    for (let round = 0; ; round++) {
      const top = lazy.takeTop(most);
      let sum = value;
      top.forEach((site, place) => {
        sum += lazy.gains[site]!;
        bounds[place + 1] = Math.min(bounds[place + 1]!, sum);
      });
      for (let count = top.length + 1; count <= most; count++) bounds[count] = Math.min(bounds[count]!, sum);
      for (const site of top) near.add(site);
      const pick = top.shift();
      if (round === most || pick === undefined) break;
      lazy.putBack(top);
      value += lazy.cover(pick);
      chosen.push(pick);
      answers.push({ value, open: Uint32Array.from(chosen) });
    }
    while (answers.length <= most) answers.push(answers[answers.length - 1]!);
    this.sharePrices(chosen);
    this.join(near);
    return answers;
  }

  /** Lets `sites` into the core. */
  join(...groups: readonly Iterable<number>[]): void {
    for (const sites of groups) for (const site of sites) this.inCore[site] = 1;
    this.core = listOpen(this.inCore);
  }

  /** Prices every site, lowers all bounds, and returns the sites that beat the core at `count`. */
  priceAll(count: number): Uint32Array {
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
    return list.subarray(0, joiners);
  }

  /** The core as a problem of its own: its sites and the demands they touch. */
  buildCore(): CoreProblem {
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

  private coreLevel(count: number): number {
    const list = this.core.slice();
    selectTop(list, list.length, count, this.score);
    let level = Infinity;
    for (const site of list.subarray(0, count)) level = Math.min(level, this.score[site]!);
    return level;
  }

  /** First prices: a demand that several sites of `open` cover is worth a share of its weight to each. */
  private sharePrices(open: readonly number[]): void {
    const { siteStart, demandIndex, demands } = this.matrix;
    const covered = new Uint32Array(demands);
    for (const site of open)
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) covered[demandIndex[arc]!]!++;
    for (let demand = 0; demand < demands; demand++)
      if (covered[demand]! > 1) this.price[demand]! /= covered[demand]!;
  }
}
