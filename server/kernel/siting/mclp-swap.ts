import type { CoverMatrix } from './cover-matrix.ts';

/**
 * Fast interchange for maximal covering under site costs and a budget (a count is costs of 1).
 *
 * - `count[i]` open sites cover demand i; `idSum[i]` is the sum of their indices, which is the sole coverer
 * when the count is 1:
 *   no transpose is needed
 * - a candidate is tried against every open site in O(its arcs): gain + what each open site would have lost
 * alone to it
 */
export class MclpSwap {
  private readonly matrix: CoverMatrix;
  private readonly movable: Uint8Array;
  private readonly costs: Float64Array;
  private readonly budget: number;
  private readonly count: Uint32Array;
  private readonly idSum: Float64Array;
  private readonly loss: Float64Array;
  private readonly shared: Float64Array;
  private readonly candidates: Uint32Array;
  private spent = 0;
  private openList: number[] = [];
  readonly open: Uint8Array;

  /**
   * `movable[site]` is 1 where it may be opened or closed; `candidates` are the sites tried for opening, in
   * order.
   */
  constructor(
    matrix: CoverMatrix,
    movable: Uint8Array,
    candidates: Uint32Array,
    costs: Float64Array,
    budget: number,
  ) {
    this.matrix = matrix;
    this.movable = movable;
    this.candidates = candidates;
    this.costs = costs;
    this.budget = budget;
    this.count = new Uint32Array(matrix.demands);
    this.idSum = new Float64Array(matrix.demands);
    this.loss = new Float64Array(matrix.sites);
    this.shared = new Float64Array(matrix.sites);
    this.open = new Uint8Array(matrix.sites);
  }

  /**
   * Loads a set of open sites; while it costs more than the budget, the site that loses least for its cost
   * is closed.
   */
  load(open: Uint8Array): void {
    const { matrix } = this;
    this.open.fill(0);
    this.count.fill(0);
    this.idSum.fill(0);
    this.spent = 0;
    this.openList = [];
    for (let site = 0; site < matrix.sites; site++) if (open[site] === 1) this.add(site);
    this.recount();
    while (this.spent > this.budget + 1e-9) {
      let out = -1;
      for (const site of this.openList)
        if (
          this.movable[site] === 1 &&
          this.costs[site]! > 0 &&
          (out < 0 || this.loss[site]! * this.costs[out]! < this.loss[out]! * this.costs[site]!)
        )
          out = site;
      if (out < 0) break;
      this.remove(out);
      this.recount();
    }
  }

  /** Adds and swaps until nothing improves; returns the exact weight covered. */
  improve(): number {
    let idle = 0;
    const { candidates } = this;
    for (let place = 0; idle < candidates.length; place = (place + 1) % candidates.length) {
      if (this.tryCandidate(candidates[place]!)) idle = 0;
      else idle++;
    }
    return this.value();
  }

  /** Weight covered by the open sites, added in demand order. */
  value(): number {
    let sum = 0;
    const { demandWeight, demands } = this.matrix;
    for (let demand = 0; demand < demands; demand++)
      if (this.count[demand]! > 0) sum += demandWeight[demand]!;
    return sum;
  }

  private tryCandidate(site: number): boolean {
    if (this.open[site] === 1 || this.movable[site] !== 1) return false;
    const { siteStart, demandIndex, demandWeight } = this.matrix;
    const { count, idSum, shared, loss } = this;
    let gain = 0;
    let common = 0;
    const end = siteStart[site + 1]!;
    for (let arc = siteStart[site]!; arc < end; arc++) {
      const demand = demandIndex[arc]!;
      if (count[demand] === 0) gain += demandWeight[demand]!;
      else if (count[demand] === 1) {
        shared[idSum[demand]!]! += demandWeight[demand]!;
        common += demandWeight[demand]!;
      }
    }
    const slack = this.budget - this.spent;
    const cost = this.costs[site]!;
    let done = false;
    const grain = 1e-9 * Math.max(1, gain + common);
    if (gain > grain && cost <= slack + 1e-9) {
      for (const open of this.openList) shared[open] = 0;
      this.add(site);
      this.recount();
      return true;
    }
    if (gain + common > grain) {
      let best = grain;
      let out = -1;
      for (const open of this.openList) {
        const profit = gain + shared[open]! - loss[open]!;
        if (profit > best && this.movable[open] === 1 && cost - this.costs[open]! <= slack + 1e-9) {
          best = profit;
          out = open;
        }
      }
      if (out >= 0) {
        for (const open of this.openList) shared[open] = 0;
        this.remove(out);
        this.add(site);
        this.recount();
        done = true;
      }
    }
    if (!done && common > 0) for (const open of this.openList) shared[open] = 0;
    return done;
  }

  /** Opens a site; `loss` is stale until `recount`. */
  private add(site: number): void {
    const { siteStart, demandIndex } = this.matrix;
    this.open[site] = 1;
    this.openList.push(site);
    this.spent += this.costs[site]!;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      this.count[demandIndex[arc]!]!++;
      this.idSum[demandIndex[arc]!]! += site;
    }
  }

  private remove(site: number): void {
    const { siteStart, demandIndex } = this.matrix;
    this.open[site] = 0;
    this.openList.splice(this.openList.indexOf(site), 1);
    this.spent -= this.costs[site]!;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      this.count[demandIndex[arc]!]!--;
      this.idSum[demandIndex[arc]!]! -= site;
    }
  }

  /** What closing each open site alone would lose, from scratch so that no rounding piles up. */
  private recount(): void {
    const { siteStart, demandIndex, demandWeight } = this.matrix;
    for (const site of this.openList) {
      let sum = 0;
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
        if (this.count[demandIndex[arc]!] === 1) sum += demandWeight[demandIndex[arc]!]!;
      this.loss[site] = sum;
    }
  }
}

/** The open site whose closing loses least, the lowest index on ties; -1 when none is open. */
export function findLeastLoss(matrix: CoverMatrix, open: Uint8Array): number {
  const { siteStart, demandIndex, demandWeight } = matrix;
  const count = new Uint32Array(matrix.demands);
  for (let site = 0; site < matrix.sites; site++)
    if (open[site] === 1)
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) count[demandIndex[arc]!]!++;
  let best = -1;
  let least = Infinity;
  for (let site = 0; site < matrix.sites; site++) {
    if (open[site] !== 1) continue;
    let loss = 0;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
      if (count[demandIndex[arc]!] === 1) loss += demandWeight[demandIndex[arc]!]!;
    if (loss < least) {
      least = loss;
      best = site;
    }
  }
  return best;
}
