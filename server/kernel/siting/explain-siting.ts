import type { CoverMatrix } from './cover-matrix.ts';
import { evaluateSiting } from './siting-evaluate.ts';
import { SitingInputError } from './siting-input-error.ts';

export interface ExplainOptions {
  readonly fixed?: ArrayLike<number>;
  /** Cost of each site, for the cost per newly covered person. */
  readonly costs?: ArrayLike<number>;
  /** Groups of people (age bands): weight of each demand in each. */
  readonly groups?: readonly { readonly name: string; readonly weight: Float64Array }[];
  /** Zone of each demand, -1 outside. */
  readonly zoneOf?: Int32Array;
  /** Nearest site that serves each demand today and its seconds; -1 and Infinity for none. */
  readonly servedBy?: Int32Array;
  readonly servedSeconds?: Float64Array;
  /** Candidates that count as near each site; all others when absent. */
  readonly nearby?: (site: number) => ArrayLike<number>;
}

export interface SiteExplanation {
  readonly site: number;
  readonly alone: number;
  readonly marginal: number;
  readonly leaveOneOut: number;
  readonly shapley: number;
  /** Cost over the Shapley share; null without costs or gain. */
  readonly costPerPerson: number | null;
  /** Newly covered people of each group, divided fairly as the Shapley share is. */
  readonly groups: readonly { readonly name: string; readonly weight: number }[];
  /** Newly covered people of each zone, most first. */
  readonly zones: readonly { readonly zone: number; readonly weight: number }[];
  /** People who would get a shorter way here than to the site that serves them today, by that site. */
  readonly takesOverFrom: readonly { readonly site: number; readonly weight: number }[];
  /** The candidate that could stand in for this site at the least loss; null when there is none. */
  readonly nextBest: { readonly site: number; readonly loss: number } | null;
}

/**
 * Why each site of a set was chosen.
 *
 * - fair shares as evaluateSiting; `nextBest` replaces the site and keeps the rest, a negative loss means
 * it would be better
 * - O(arcs of the set and of the nearby candidates, for each site)
 * - errors: as evaluateSiting; `bad-shape`
 */
export function explainSiting(
  matrix: CoverMatrix,
  set: ArrayLike<number>,
  options: ExplainOptions = {},
): SiteExplanation[] {
  const { siteStart, demandIndex, demandWeight, demands, sites, seconds } = matrix;
  if (options.servedBy && !seconds)
    throw new SitingInputError('bad-shape', 'taking over from others needs the seconds of each arc', {
      what: 'seconds',
    });
  const evaluation = evaluateSiting(matrix, set, options.fixed ?? []);
  const before = new Uint8Array(demands);
  for (const site of Array.from(options.fixed ?? []))
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) before[demandIndex[arc]!] = 1;
  const count = new Uint32Array(demands);
  for (const site of Array.from(set))
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
      if (before[demandIndex[arc]!] === 0) count[demandIndex[arc]!]!++;
  const open = new Set([...Array.from(set), ...Array.from(options.fixed ?? [])]);
  return evaluation.sites.map((gain): SiteExplanation => {
    const { site } = gain;
    const groups = (options.groups ?? []).map((group) => ({ name: group.name, weight: 0 }));
    const zones = new Map<number, number>();
    const taken = new Map<number, number>();
    const own = new Uint8Array(demands);
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      own[demand] = 1;
      const server = options.servedBy?.[demand] ?? -1;
      if (server >= 0 && server !== site && seconds![arc]! < options.servedSeconds![demand]!)
        taken.set(server, (taken.get(server) ?? 0) + demandWeight[demand]!);
      if (count[demand] === 0) continue;
      const share = 1 / count[demand]!;
      groups.forEach((group, index) => (group.weight += share * options.groups![index]!.weight[demand]!));
      const zone = options.zoneOf?.[demand];
      if (zone !== undefined) zones.set(zone, (zones.get(zone) ?? 0) + share * demandWeight[demand]!);
    }
    let nextBest: SiteExplanation['nextBest'] = null;
    const others = options.nearby
      ? Array.from(options.nearby(site))
      : Array.from({ length: sites }, (_, other) => other);
    for (const other of others) {
      if (open.has(other)) continue;
      let regained = 0;
      for (let arc = siteStart[other]!; arc < siteStart[other + 1]!; arc++) {
        const demand = demandIndex[arc]!;
        if (before[demand] === 0 && (count[demand] === 0 || (count[demand] === 1 && own[demand] === 1)))
          regained += demandWeight[demand]!;
      }
      const loss = gain.leaveOneOut - regained;
      if (!nextBest || loss < nextBest.loss) nextBest = { site: other, loss };
    }
    const cost = options.costs?.[site];
    return {
      site,
      alone: gain.alone,
      marginal: gain.marginal,
      leaveOneOut: gain.leaveOneOut,
      shapley: gain.shapley,
      costPerPerson: cost !== undefined && gain.shapley > 0 ? cost / gain.shapley : null,
      groups,
      zones: [...zones]
        .map(([zone, weight]) => ({ zone, weight }))
        .sort((a, b) => b.weight - a.weight || a.zone - b.zone),
      takesOverFrom: [...taken]
        .map(([from, weight]) => ({ site: from, weight }))
        .sort((a, b) => b.weight - a.weight || a.site - b.site),
      nextBest,
    };
  });
}
