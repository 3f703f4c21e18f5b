import type { CoverMatrix } from './cover-matrix.ts';
import { buildDemandRows } from './cover-matrix.ts';
import { FIXED, FREE } from './site-states.ts';

export interface ReductionCounts {
  /** Demands without people. */
  readonly empty: number;
  /** Demands the fixed sites cover. */
  readonly covered: number;
  /** Demands no candidate can cover. */
  readonly unreachable: number;
  /** Demands merged into another with the same sites. */
  readonly merged: number;
  /** Candidates that would cover no one new. */
  readonly uselessSites: number;
  /** Candidates whose people another covers at no greater cost. */
  readonly dominatedSites: number;
  readonly demandsLeft: number;
  readonly sitesLeft: number;
  readonly arcsLeft: number;
}

export interface ReducedCover {
  /** Free sites and their still open demands. */
  readonly matrix: CoverMatrix;
  /** Original index of each site left. */
  readonly siteOf: Uint32Array;
  /** Group of each original demand, or -1 when dropped. */
  readonly groupOf: Int32Array;
  /** Weight the fixed sites cover. */
  readonly baseline: number;
  readonly counts: ReductionCounts;
}

export interface ReductionOptions {
  /** Cost of each original site, for domination; equal when absent. */
  readonly costs?: Float64Array;
  /**
   * Look for dominated sites only while this many arc comparisons are left (default 20 million); 0 skips
   * it.
   */
  readonly dominationWork?: number;
  /** Keep demands of zero weight (covering for its own sake, as in set covering). */
  readonly keepEmpty?: boolean;
}

/**
 * Lossless reductions of a covering problem: every best choice of the reduced problem is one of the original.
 *
 * - drops demands without people, covered by fixed sites or out of every candidate's reach; merges demands
 * with the same candidates
 * (weights add); drops candidates that cover nothing left, then candidates whose demands are all another's
 * at no greater cost
 *   (of two equal ones the lower index stays)
 * - merging is exact, by partition refinement in O(arcs); domination stops at its work limit and never
 * drops wrongly
 * - a dropped candidate may be needed to fill up a required count: the caller adds any when fewer sites are
 * left than asked
 * - source: methods.md section 3; arXiv 2409.09834 (isomorphic aggregation)
 */
export function reduceCover(
  matrix: CoverMatrix,
  states: Uint8Array,
  options: ReductionOptions = {},
): ReducedCover {
  const { sites, demands, siteStart, demandIndex, demandWeight } = matrix;
  const covered = new Uint8Array(demands);
  for (let site = 0; site < sites; site++)
    if (states[site] === FIXED)
      for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) covered[demandIndex[arc]!] = 1;
  const counts = { empty: 0, covered: 0, unreachable: 0, merged: 0, uselessSites: 0, dominatedSites: 0 };
  let baseline = 0;
  const alive = new Uint8Array(demands);
  for (let demand = 0; demand < demands; demand++) {
    if (covered[demand] === 1) {
      counts.covered++;
      baseline += demandWeight[demand]!;
    } else if (demandWeight[demand] === 0 && options.keepEmpty !== true) counts.empty++;
    else alive[demand] = 1;
  }
  const free: number[] = [];
  for (let site = 0; site < sites; site++) {
    if (states[site] !== FREE) continue;
    let any = false;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]! && !any; arc++)
      any = alive[demandIndex[arc]!] === 1;
    if (any) free.push(site);
    else counts.uselessSites++;
  }
  const { groupOf, groups } = groupDemands(matrix, free, alive);
  const weight = new Float64Array(groups);
  const first = new Uint8Array(groups);
  for (let demand = 0; demand < demands; demand++) {
    const group = groupOf[demand]!;
    if (group < 0) {
      if (alive[demand] === 1) counts.unreachable++;
      continue;
    }
    if (first[group] === 1) counts.merged++;
    first[group] = 1;
    weight[group]! += demandWeight[demand]!;
  }
  const grouped = buildGrouped(matrix, free, groupOf, weight);
  const costs = options.costs ? Float64Array.from(free, (site) => options.costs![site]!) : null;
  const kept = findUndominated(grouped, costs, options.dominationWork ?? 20_000_000);
  counts.dominatedSites = free.length - kept.length;
  const siteOf = Uint32Array.from(kept, (place) => free[place]!);
  const reduced = kept.length === free.length ? grouped : keepSites(grouped, kept);
  return {
    matrix: reduced,
    siteOf,
    groupOf,
    baseline,
    counts: { ...counts, demandsLeft: groups, sitesLeft: kept.length, arcsLeft: reduced.demandIndex.length },
  };
}

/**
 * Exact classes of live demands by the set of sites covering them, numbered by lowest member; -1 for none.
 */
function groupDemands(
  matrix: CoverMatrix,
  free: readonly number[],
  alive: Uint8Array,
): { groupOf: Int32Array; groups: number } {
  const { demands, siteStart, demandIndex } = matrix;
  const label = new Int32Array(demands);
  const size = new Uint32Array(demands + 2);
  const stamp = new Int32Array(demands + 2).fill(-1);
  const target = new Int32Array(demands + 2);
  const spare: number[] = [];
  let next = 1;
  for (let demand = 0; demand < demands; demand++) {
    label[demand] = alive[demand] === 1 ? 0 : -1;
    if (alive[demand] === 1) size[0]!++;
  }
  for (const site of free) {
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      const from = label[demand]!;
      if (from < 0) continue;
      if (stamp[from] !== site) {
        stamp[from] = site;
        const fresh = spare.pop() ?? next++;
        target[from] = fresh;
        stamp[fresh] = -1;
      }
      const into = target[from]!;
      label[demand] = into;
      size[into]!++;
      if (--size[from]! === 0 && from !== 0) spare.push(from);
    }
  }
  const groupOf = new Int32Array(demands).fill(-1);
  const number = new Int32Array(next).fill(-1);
  let groups = 0;
  for (let demand = 0; demand < demands; demand++) {
    const own = label[demand]!;
    if (own <= 0) continue;
    if (number[own]! < 0) number[own] = groups++;
    groupOf[demand] = number[own]!;
  }
  return { groupOf, groups };
}

function buildGrouped(
  matrix: CoverMatrix,
  free: readonly number[],
  groupOf: Int32Array,
  weight: Float64Array,
): CoverMatrix {
  const { siteStart, demandIndex } = matrix;
  const stamp = new Int32Array(weight.length).fill(-1);
  const start = new Uint32Array(free.length + 1);
  let arcs = 0;
  free.forEach((site, place) => {
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const group = groupOf[demandIndex[arc]!]!;
      if (group < 0 || stamp[group] === place) continue;
      stamp[group] = place;
      arcs++;
    }
    start[place + 1] = arcs;
  });
  const index = new Uint32Array(arcs);
  stamp.fill(-1);
  let at = 0;
  free.forEach((site, place) => {
    const from = at;
    let ascending = true;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const group = groupOf[demandIndex[arc]!]!;
      if (group < 0 || stamp[group] === place) continue;
      stamp[group] = place;
      if (at > from && index[at - 1]! > group) ascending = false;
      index[at++] = group;
    }
    if (!ascending) index.subarray(from, at).sort();
  });
  return {
    sites: free.length,
    demands: weight.length,
    siteStart: start,
    demandIndex: index,
    demandWeight: weight,
  };
}

/** Sites no other contains at no greater cost, ascending. */
function findUndominated(matrix: CoverMatrix, costs: Float64Array | null, work: number): number[] {
  const { sites, siteStart, demandIndex } = matrix;
  const all = Array.from({ length: sites }, (_, site) => site);
  if (work <= 0) return all;
  const rows = buildDemandRows(matrix);
  const degree = (demand: number): number => rows.demandStart[demand + 1]! - rows.demandStart[demand]!;
  const gone = new Uint8Array(sites);
  let left = work;
  for (let site = 0; site < sites && left > 0; site++) {
    const from = siteStart[site]!;
    const to = siteStart[site + 1]!;
    let rarest = demandIndex[from]!;
    for (let arc = from; arc < to; arc++)
      if (degree(demandIndex[arc]!) < degree(rarest)) rarest = demandIndex[arc]!;
    for (let place = rows.demandStart[rarest]!; place < rows.demandStart[rarest + 1]!; place++) {
      const other = rows.siteIndex[place]!;
      const size = siteStart[other + 1]! - siteStart[other]!;
      left--;
      if (other === site || gone[other] === 1 || size < to - from) continue;
      if (costs && costs[other]! > costs[site]!) continue;
      const twin = size === to - from && (!costs || costs[other] === costs[site]);
      if (twin && other > site) continue;
      let theirs = siteStart[other]!;
      const end = siteStart[other + 1]!;
      let inside = true;
      for (let arc = from; arc < to && inside; arc++) {
        const demand = demandIndex[arc]!;
        while (theirs < end && demandIndex[theirs]! < demand) theirs++;
        inside = theirs < end && demandIndex[theirs] === demand;
      }
      left -= theirs - siteStart[other]!;
      if (inside) {
        gone[site] = 1;
        break;
      }
    }
  }
  return all.filter((site) => gone[site] === 0);
}

function keepSites(matrix: CoverMatrix, kept: readonly number[]): CoverMatrix {
  const start = new Uint32Array(kept.length + 1);
  kept.forEach((site, place) => {
    start[place + 1] = start[place]! + matrix.siteStart[site + 1]! - matrix.siteStart[site]!;
  });
  const index = new Uint32Array(start[kept.length]!);
  kept.forEach((site, place) => {
    index.set(matrix.demandIndex.subarray(matrix.siteStart[site], matrix.siteStart[site + 1]), start[place]);
  });
  return { ...matrix, sites: kept.length, siteStart: start, demandIndex: index };
}
