import type { StopReason } from './control.ts';
import { computeGapPercent } from './gap.ts';
import { SitingInputError, checkNumbers, checkTable, checkWhole } from './siting-input-error.ts';
import { EXCLUDED, FIXED, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface PDispersionOptions extends SiteRules {
  readonly newSites: number;
  /** Search nodes in all (default 2 million). */
  readonly nodes?: number;
}

export interface PDispersionAnswer {
  readonly sites: Uint32Array;
  /** Smallest distance between two open sites, fixed ones included. */
  readonly value: number;
  /** No choice keeps its sites farther apart. */
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
}

/**
 * p-dispersion: sites as far from each other as can be.
 *
 * - `distances`: symmetric, `sites * sites`, row by row
 * - bisection of the distinct distances; "is there such a set?" is an independent set of the closer pairs,
 * searched with a
 *   greedy clique-cover bound; a question not decided within the node budget leaves a gap
 * - errors: `bad-shape`, `bad-number`, `too-many-sites`; at least two sites must be open
 * - source: Kuby 1987; Tomita and Seki 2003 for the colour bound
 */
export function solvePDispersion(
  distances: Float64Array,
  sites: number,
  options: PDispersionOptions,
): PDispersionAnswer {
  checkTable('distances', distances, sites, sites);
  checkNumbers('distances', distances, 0);
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(sites, options);
  checkCandidates(states, options.newSites);
  const fixed: number[] = [];
  const free: number[] = [];
  for (let site = 0; site < sites; site++) {
    if (states[site] === FIXED) fixed.push(site);
    else if (states[site] !== EXCLUDED) free.push(site);
  }
  if (fixed.length + options.newSites < 2)
    throw new SitingInputError('bad-number', 'dispersion needs at least two open sites', {
      name: 'newSites',
      least: 2 - fixed.length,
    });
  const between = (a: number, b: number): number =>
    Math.min(distances[a * sites + b]!, distances[b * sites + a]!);
  const spread = (set: readonly number[]): number => {
    let least = Infinity;
    for (let a = 0; a < set.length; a++)
      for (let b = 0; b < a; b++) least = Math.min(least, between(set[a]!, set[b]!));
    return least;
  };
  let nodesLeft = options.nodes ?? 2_000_000;
  let best = farthestFirst(free, fixed, options.newSites, between);
  let value = spread([...fixed, ...best]);
  const limits: number[] = [];
  const open = [...fixed, ...free];
  for (let a = 0; a < open.length; a++) for (let b = 0; b < a; b++) limits.push(between(open[a]!, open[b]!));
  const levels = [...new Set(limits)]
    .filter((level) => level > value && level <= spread(fixed))
    .sort((a, b) => a - b);
  // Levels below `low` are reached, from `high` on proven out of reach.
  let low = 0;
  let high = levels.length;
  let unsure = false;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = findApart(free, fixed, options.newSites, levels[middle]!, between, nodesLeft);
    nodesLeft -= found.nodes;
    if (found.set) {
      best = found.set;
      value = spread([...fixed, ...best]);
      low = middle + 1;
    } else if (found.decided) high = middle;
    else {
      unsure = true;
      break;
    }
  }
  const bound = unsure ? Math.max(value, levels[high - 1] ?? value) : value;
  return {
    sites: Uint32Array.from(best).sort(),
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
    stop: unsure ? 'iterations' : 'optimal',
  };
}

function farthestFirst(
  free: readonly number[],
  fixed: readonly number[],
  wanted: number,
  between: (a: number, b: number) => number,
): number[] {
  const chosen: number[] = [];
  while (chosen.length < wanted) {
    let best = -1;
    let far = -1;
    for (const site of free) {
      if (chosen.includes(site)) continue;
      let nearest = Infinity;
      for (const other of [...fixed, ...chosen]) nearest = Math.min(nearest, between(site, other));
      // The first of an empty set is the one farthest from any other.
      if (nearest === Infinity)
        nearest = Math.max(...free.map((other) => (other === site ? 0 : between(site, other))));
      if (nearest > far) {
        far = nearest;
        best = site;
      }
    }
    chosen.push(best);
  }
  return chosen;
}

/** A set of `wanted` free sites at least `limit` apart and from the fixed ones. */
function findApart(
  free: readonly number[],
  fixed: readonly number[],
  wanted: number,
  limit: number,
  between: (a: number, b: number) => number,
  budget: number,
): { set: number[] | null; decided: boolean; nodes: number } {
  const usable = free.filter((site) => fixed.every((other) => between(site, other) >= limit));
  let nodes = 0;
  let decided = true;
  const chosen: number[] = [];
  const search = (list: readonly number[]): boolean => {
    if (chosen.length === wanted) return true;
    if (++nodes > budget) {
      decided = false;
      return false;
    }
    // Cliques of sites that are all too close: at most one of each can be taken.
    const cliques: number[][] = [];
    for (const site of list) {
      const clique = cliques.find((members) => members.every((other) => between(site, other) < limit));
      if (clique) clique.push(site);
      else cliques.push([site]);
    }
    if (chosen.length + cliques.length < wanted) return false;
    // Some clique must give a site: branch on those beyond the first (wanted - chosen - 1).
    let rest = [...list];
    for (const clique of cliques.slice(wanted - chosen.length - 1)) {
      for (const site of clique) {
        chosen.push(site);
        if (search(rest.filter((other) => other !== site && between(site, other) >= limit))) return true;
        chosen.pop();
        rest = rest.filter((other) => other !== site);
        if (!decided) return false;
      }
    }
    return false;
  };
  const found = search(usable);
  return { set: found ? chosen : null, decided: found || decided, nodes };
}
