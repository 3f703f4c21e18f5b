import type { CoverMatrix } from './cover-matrix.ts';
import { SitingInputError, checkNumbers, checkTable } from './siting-input-error.ts';

/**
 * Weighted costs of serving each demand from each site, nearest first.
 *
 * Lists may stop at `nearCount` sites (near-far form): beyond them `costOf` answers, and a demand no site
 * can serve costs `cap`.
 */
export interface PMedianInstance {
  readonly sites: number;
  readonly demands: number;
  /** `demands + 1` offsets into `nearSite` and `nearCost`. */
  readonly nearStart: Uint32Array;
  readonly nearSite: Uint32Array;
  /** Weight times seconds, ascending within a demand. */
  readonly nearCost: Float64Array;
  /** Largest useful price of a demand: the cost of leaving it unserved, or of its farthest listed site. */
  readonly cap: Float64Array;
  /** Whether every site that can serve a demand is in its list. */
  readonly complete: boolean;
  /** Weighted cost of a pair, `Infinity` when the site cannot serve the demand. */
  readonly costOf: (demand: number, site: number) => number;
  /** Cost of a demand no open site serves, `Infinity` when that is not allowed. */
  readonly unserved: Float64Array;
  /** 1 when all costs are whole numbers, else 0. */
  readonly step: number;
}

/**
 * From a full table of seconds, row by demand.
 *
 * - `near`: sites kept per list (default all); the answer stays exact because costs beyond come from the
 * table
 * - memory 12 bytes per kept pair; O(demands * sites + kept log kept)
 * - errors: `bad-shape`, `bad-number`, `no-demand`
 */
export function buildDensePMedian(
  weight: Float64Array,
  seconds: Float64Array | Float32Array,
  sites: number,
  near = sites,
): PMedianInstance {
  const demands = weight.length;
  checkNumbers('demandWeight', weight, 0);
  checkTable('seconds', seconds, demands, sites);
  checkNumbers('seconds', seconds, 0);
  if (!weight.some((value) => value > 0)) throw new SitingInputError('no-demand', 'no demand has people');
  const kept = Math.min(Math.max(near, 1), sites);
  const nearStart = new Uint32Array(demands + 1);
  const nearSite = new Uint32Array(demands * kept);
  const nearCost = new Float64Array(demands * kept);
  const cap = new Float64Array(demands);
  const order = new Uint32Array(sites);
  const row = new Float64Array(sites);
  let step = 1;
  for (let demand = 0; demand < demands; demand++) {
    let count = sites;
    const from = demand * sites;
    const own = weight[demand]!;
    for (let site = 0; site < sites; site++) {
      row[site] = seconds[from + site]! * own;
      if (step === 1 && !Number.isInteger(row[site]!)) step = 0;
    }
    if (kept < sites) {
      // The kept-th smallest cost, then all below it and the lowest sites at it.
      const sorted = row.slice().sort();
      const limit = sorted[kept - 1]!;
      count = 0;
      for (let site = 0; site < sites; site++) if (row[site]! < limit) order[count++] = site;
      for (let site = 0; site < sites && count < kept; site++) if (row[site] === limit) order[count++] = site;
    } else for (let site = 0; site < sites; site++) order[site] = site;
    const list = order.subarray(0, count).sort((a, b) => row[a]! - row[b]! || a - b);
    const at = demand * kept;
    for (let place = 0; place < count; place++) {
      nearSite[at + place] = list[place]!;
      nearCost[at + place] = row[list[place]!]!;
    }
    nearStart[demand + 1] = at + count;
    cap[demand] = nearCost[at + count - 1]!;
  }
  return {
    sites,
    demands,
    nearStart,
    nearSite,
    nearCost,
    cap,
    complete: kept === sites,
    costOf: (demand, site) => weight[demand]! * seconds[demand * sites + site]!,
    unserved: new Float64Array(demands).fill(Infinity),
    step,
  };
}

/**
 * From a sparse matrix with seconds: pairs beyond it do not exist, a demand without an open site in reach
 * costs `unservedSeconds`.
 *
 * - `unservedSeconds` must be at least the longest time in the matrix; O(arcs log arcs per demand)
 * - errors: `bad-shape`, `bad-number`, `no-demand`
 */
export function buildSparsePMedian(matrix: CoverMatrix, unservedSeconds: number): PMedianInstance {
  const { sites, demands, siteStart, demandIndex, seconds, demandWeight } = matrix;
  if (!seconds)
    throw new SitingInputError('bad-shape', 'a p-median needs the seconds of each arc', { what: 'seconds' });
  if (!demandWeight.some((value) => value > 0))
    throw new SitingInputError('no-demand', 'no demand has people');
  let longest = 0;
  for (const value of seconds) if (value > longest) longest = value;
  if (!(unservedSeconds >= longest) || !Number.isFinite(unservedSeconds))
    throw new SitingInputError(
      'bad-number',
      `unservedSeconds: expected at least ${longest}, got ${unservedSeconds}`,
      {
        name: 'unservedSeconds',
        least: longest,
        value: String(unservedSeconds),
      },
    );
  const nearStart = new Uint32Array(demands + 1);
  for (const demand of demandIndex) nearStart[demand + 1]!++;
  for (let demand = 0; demand < demands; demand++) nearStart[demand + 1]! += nearStart[demand]!;
  const next = nearStart.slice(0, demands);
  const nearSite = new Uint32Array(demandIndex.length);
  const nearCost = new Float64Array(demandIndex.length);
  const unserved = new Float64Array(demands);
  let step = 1;
  for (let site = 0; site < sites; site++)
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      const place = next[demand]!++;
      nearSite[place] = site;
      nearCost[place] = seconds[arc]! * demandWeight[demand]!;
      if (!Number.isInteger(nearCost[place])) step = 0;
    }
  for (let demand = 0; demand < demands; demand++) {
    unserved[demand] = unservedSeconds * demandWeight[demand]!;
    if (!Number.isInteger(unserved[demand]!)) step = 0;
    sortPairs(nearSite, nearCost, nearStart[demand]!, nearStart[demand + 1]!);
  }
  const costOf = (demand: number, site: number): number => {
    let low = siteStart[site]!;
    let high = siteStart[site + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (demandIndex[middle]! < demand) low = middle + 1;
      else high = middle;
    }
    return low < siteStart[site + 1]! && demandIndex[low] === demand
      ? seconds[low]! * demandWeight[demand]!
      : Infinity;
  };
  return {
    sites,
    demands,
    nearStart,
    nearSite,
    nearCost,
    cap: unserved.slice(),
    complete: true,
    costOf,
    unserved,
    step,
  };
}

function sortPairs(sites: Uint32Array, costs: Float64Array, from: number, to: number): void {
  const count = to - from;
  const order = Uint32Array.from({ length: count }, (_, place) => from + place).sort(
    (a, b) => costs[a]! - costs[b]! || sites[a]! - sites[b]!,
  );
  const heldSites = Uint32Array.from(order, (place) => sites[place]!);
  const heldCosts = Float64Array.from(order, (place) => costs[place]!);
  sites.set(heldSites, from);
  costs.set(heldCosts, from);
}

/**
 * Total weighted cost with the sites of `open`; `Infinity` when a demand that must be served is not.
 * O(nearest open places).
 */
export function computePMedianCost(instance: PMedianInstance, open: Uint8Array): number {
  let sum = 0;
  for (let demand = 0; demand < instance.demands; demand++) sum += costOfNearest(instance, demand, open);
  return sum;
}

/** Weighted cost of one demand. */
function costOfNearest(instance: PMedianInstance, demand: number, open: Uint8Array): number {
  const { nearStart, nearSite, nearCost } = instance;
  for (let place = nearStart[demand]!; place < nearStart[demand + 1]!; place++)
    if (open[nearSite[place]!] === 1) return Math.min(nearCost[place]!, instance.unserved[demand]!);
  let best = instance.unserved[demand]!;
  if (!instance.complete)
    for (let site = 0; site < instance.sites; site++)
      if (open[site] === 1) best = Math.min(best, instance.costOf(demand, site));
  return best;
}
