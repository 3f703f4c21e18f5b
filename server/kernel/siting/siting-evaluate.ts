import type { CoverMatrix } from './cover-matrix.ts';
import { SitingInputError } from './siting-input-error.ts';

export interface SiteGain {
  readonly site: number;
  /** Weight it adds to the fixed sites alone. */
  readonly alone: number;
  /** Weight it adds to those before it in the given order. */
  readonly marginal: number;
  /** Weight lost if it alone were left out of the set. */
  readonly leaveOneOut: number;
  /** Its fair share: every newly covered person divided equally among the sites of the set covering them. */
  readonly shapley: number;
}

export interface SitingEvaluation {
  readonly baseline: number;
  /** Weight covered with the set. */
  readonly value: number;
  /** Weight the set adds; the Shapley shares sum to it. */
  readonly gain: number;
  readonly sites: readonly SiteGain[];
}

/**
 * Total and marginal gains of a given set of new sites beside fixed ones.
 *
 * - O(arcs of the fixed and given sites + demands); mutates nothing
 * - the Shapley value of coverage has this closed form (methods.md section 6), no sampling
 * - errors: `index-out-of-range`; `contradictory-fixed` when a site is given twice or is fixed already
 */
export function evaluateSiting(
  matrix: CoverMatrix,
  set: ArrayLike<number>,
  fixed: ArrayLike<number> = [],
): SitingEvaluation {
  const { sites, demands, siteStart, demandIndex, demandWeight } = matrix;
  const seen = new Uint8Array(sites);
  const check = (site: number): void => {
    if (!Number.isInteger(site) || site < 0 || site >= sites)
      throw new SitingInputError('index-out-of-range', `site ${site} of ${sites}`, { site, sites });
    if (seen[site] === 1)
      throw new SitingInputError('contradictory-fixed', `site ${site} is given twice`, { site });
    seen[site] = 1;
  };
  const before = new Uint8Array(demands);
  for (const site of Array.from(fixed)) {
    check(site);
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) before[demandIndex[arc]!] = 1;
  }
  let baseline = 0;
  for (let demand = 0; demand < demands; demand++)
    if (before[demand] === 1) baseline += demandWeight[demand]!;
  const list = Array.from(set);
  const count = new Uint32Array(demands);
  const firstBy = new Int32Array(demands).fill(-1);
  list.forEach((site, place) => {
    check(site);
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      if (before[demand] === 1) continue;
      if (count[demand]!++ === 0) firstBy[demand] = place;
    }
  });
  let gain = 0;
  for (let demand = 0; demand < demands; demand++) if (count[demand]! > 0) gain += demandWeight[demand]!;
  const gains = list.map((site, place): SiteGain => {
    let alone = 0;
    let marginal = 0;
    let leaveOneOut = 0;
    let shapley = 0;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      const sharing = count[demand]!;
      if (sharing === 0) continue;
      const weight = demandWeight[demand]!;
      alone += weight;
      shapley += weight / sharing;
      if (sharing === 1) leaveOneOut += weight;
      if (firstBy[demand] === place) marginal += weight;
    }
    return { site, alone, marginal, leaveOneOut, shapley };
  });
  return { baseline, value: baseline + gain, gain, sites: gains };
}
