import type { PMedianInstance } from './p-median-instance.ts';
import { computePMedianCost } from './p-median-instance.ts';

const NOBODY = 0xffffffff;

/**
 * Vertex interchange for the p-median with the gains of all swaps at hand (Whitaker 1983; Resende and
 * Werneck 2007).
 *
 * profit(in, out) = gain(in) - loss(out) + extra(in, out); `extra` is non-zero only where `in` is nearer
 * than the second open site,
 * so a demand touches only the head of its list. After a swap only the demands whose nearest or second open
 * site changed are redone.
 */
export class PMedianSwap {
  private readonly instance: PMedianInstance;
  private readonly movable: Uint8Array;
  private readonly first: Uint32Array;
  private readonly firstCost: Float64Array;
  private readonly secondCost: Float64Array;
  private readonly second: Uint32Array;
  private readonly gain: Float64Array;
  private readonly loss: Float64Array;
  private readonly placeOf: Int32Array;
  private extra = new Float64Array(0);
  private openList: number[] = [];
  readonly open: Uint8Array;

  /** `movable[site]` is 1 for sites that may be opened and closed. */
  constructor(instance: PMedianInstance, movable: Uint8Array) {
    this.instance = instance;
    this.movable = movable;
    this.first = new Uint32Array(instance.demands);
    this.second = new Uint32Array(instance.demands);
    this.firstCost = new Float64Array(instance.demands);
    this.secondCost = new Float64Array(instance.demands);
    this.gain = new Float64Array(instance.sites);
    this.loss = new Float64Array(instance.sites);
    this.placeOf = new Int32Array(instance.sites);
    this.open = new Uint8Array(instance.sites);
  }

  /** Loads a set of open sites (at least two, unless unserved demands have a cost). */
  load(open: Uint8Array): void {
    const { instance } = this;
    this.open.set(open);
    this.openList = [];
    this.placeOf.fill(-1);
    for (let site = 0; site < instance.sites; site++)
      if (open[site] === 1) {
        this.placeOf[site] = this.openList.length;
        this.openList.push(site);
      }
    const size = this.openList.length * instance.sites;
    if (this.extra.length < size) this.extra = new Float64Array(size);
    else this.extra.fill(0);
    this.gain.fill(0);
    this.loss.fill(0);
    for (let demand = 0; demand < instance.demands; demand++) {
      this.locate(demand);
      this.account(demand, 1);
    }
  }

  /** Best-improvement swaps until none is left or `most` were made; returns the exact cost. */
  improve(most = Infinity): number {
    for (let round = 0; round < most; round++) {
      const found = this.findBest();
      if (found === null) break;
      this.swap(found.in, found.out);
    }
    return computePMedianCost(this.instance, this.open);
  }

  /** Half-way between the nearest and the second open cost of each demand: good first prices. */
  middlePrices(): Float64Array {
    const { cap, demands } = this.instance;
    const prices = new Float64Array(demands);
    for (let demand = 0; demand < demands; demand++)
      prices[demand] = Math.min(cap[demand]!, (this.firstCost[demand]! + this.secondCost[demand]!) / 2);
    return prices;
  }

  private findBest(): { in: number; out: number } | null {
    const { instance, openList, gain, loss, extra, movable, open } = this;
    const stride = openList.length;
    let total = 0;
    for (let demand = 0; demand < instance.demands; demand++) total += this.firstCost[demand]!;
    let best = 1e-9 * Math.max(1, total);
    let bestIn = -1;
    let bestOut = -1;
    for (let site = 0; site < instance.sites; site++) {
      if (open[site] === 1 || movable[site] !== 1) continue;
      const base = site * stride;
      const own = gain[site]!;
      for (let place = 0; place < stride; place++) {
        const out = openList[place]!;
        const profit = own - loss[out]! + extra[base + place]!;
        if (profit > best && movable[out] === 1) {
          best = profit;
          bestIn = site;
          bestOut = out;
        }
      }
    }
    return bestIn < 0 ? null : { in: bestIn, out: bestOut };
  }

  /** Opens one site and closes another. */
  swap(into: number, out: number): void {
    const { instance } = this;
    const place = this.placeOf[out]!;
    const touched: number[] = [];
    for (let demand = 0; demand < instance.demands; demand++) {
      if (
        this.first[demand] === out ||
        this.second[demand] === out ||
        instance.costOf(demand, into) < this.secondCost[demand]!
      ) {
        touched.push(demand);
        this.account(demand, -1);
      }
    }
    this.open[out] = 0;
    this.open[into] = 1;
    this.placeOf[out] = -1;
    this.placeOf[into] = place;
    this.openList[place] = into;
    const stride = this.openList.length;
    for (let site = 0; site < instance.sites; site++) this.extra[site * stride + place] = 0;
    this.loss[out] = 0;
    this.loss[into] = 0;
    for (const demand of touched) {
      this.locate(demand);
      this.account(demand, 1);
    }
  }

  private locate(demand: number): void {
    const { nearStart, nearSite, nearCost, unserved, complete, costOf } = this.instance;
    let first = NOBODY;
    let second = NOBODY;
    const limit = unserved[demand]!;
    let firstCost = limit;
    let secondCost = limit;
    const end = nearStart[demand + 1]!;
    for (let place = nearStart[demand]!; place < end; place++) {
      const site = nearSite[place]!;
      if (this.open[site] !== 1) continue;
      if (first === NOBODY) {
        first = site;
        firstCost = nearCost[place]!;
      } else {
        second = site;
        secondCost = nearCost[place]!;
        break;
      }
    }
    if (second === NOBODY && !complete)
      for (const site of this.openList) {
        if (site === first) continue;
        const cost = costOf(demand, site);
        if (first === NOBODY || cost < firstCost) {
          second = first;
          secondCost = firstCost;
          first = site;
          firstCost = cost;
        } else if (second === NOBODY || cost < secondCost) {
          second = site;
          secondCost = cost;
        }
      }
    this.first[demand] = first;
    this.second[demand] = second;
    this.firstCost[demand] = firstCost;
    this.secondCost[demand] = secondCost;
  }

  private account(demand: number, sign: 1 | -1): void {
    const { nearStart, nearSite, nearCost, complete } = this.instance;
    const nearest = this.first[demand]!;
    const firstCost = this.firstCost[demand]!;
    const secondCost = this.secondCost[demand]!;
    const stride = this.openList.length;
    const row = nearest === NOBODY ? -1 : this.placeOf[nearest]!;
    if (row >= 0) this.loss[nearest]! += sign * (secondCost - firstCost);
    const end = nearStart[demand + 1]!;
    let place = nearStart[demand]!;
    for (; place < end; place++) {
      const cost = nearCost[place]!;
      if (cost >= secondCost) return;
      this.credit(nearSite[place]!, cost, firstCost, secondCost, row, stride, sign);
    }
    if (complete) return;
    const last = end > nearStart[demand]! ? nearCost[end - 1]! : -1;
    for (let site = 0; site < this.instance.sites; site++) {
      const cost = this.instance.costOf(demand, site);
      if (cost < secondCost && cost > last) this.credit(site, cost, firstCost, secondCost, row, stride, sign);
    }
  }

  private credit(
    site: number,
    cost: number,
    firstCost: number,
    secondCost: number,
    row: number,
    stride: number,
    sign: number,
  ): void {
    if (this.open[site] === 1) return;
    if (cost < firstCost) {
      this.gain[site]! += sign * (firstCost - cost);
      if (row >= 0) this.extra[site * stride + row]! += sign * (secondCost - firstCost);
    } else if (row >= 0) this.extra[site * stride + row]! += sign * (secondCost - cost);
  }
}
