import { SitingInputError } from './siting-input-error.ts';

/** A candidate, an existing site that stays, or a place that may not be used. */
export const FREE = 0;
export const FIXED = 1;
export const EXCLUDED = 2;

export interface SiteRules {
  /** Existing sites: always open, not counted among the new ones. */
  readonly fixed?: ArrayLike<number>;
  /** Candidates that may not be chosen. */
  readonly excluded?: ArrayLike<number>;
}

/**
 * State of every site: FREE, FIXED or EXCLUDED.
 *
 * - errors: `index-out-of-range`; `contradictory-fixed` when a site is fixed and excluded or listed twice
 * as fixed
 */
export function buildSiteStates(sites: number, rules: SiteRules): Uint8Array {
  const states = new Uint8Array(sites);
  const check = (site: number): void => {
    if (!Number.isInteger(site) || site < 0 || site >= sites)
      throw new SitingInputError('index-out-of-range', `site ${site} of ${sites}`, { site, sites });
  };
  for (const site of Array.from(rules.excluded ?? [])) {
    check(site);
    states[site] = EXCLUDED;
  }
  for (const site of Array.from(rules.fixed ?? [])) {
    check(site);
    if (states[site] === EXCLUDED)
      throw new SitingInputError('contradictory-fixed', `site ${site} is both fixed and excluded`, { site });
    if (states[site] === FIXED)
      throw new SitingInputError('contradictory-fixed', `site ${site} is fixed twice`, { site });
    states[site] = FIXED;
  }
  return states;
}

/** Number of candidates; throws `no-candidates` or `too-many-sites` when fewer than `wanted`. */
export function checkCandidates(states: Uint8Array, wanted: number): number {
  let free = 0;
  for (const state of states) if (state === FREE) free++;
  if (free === 0 && wanted > 0)
    throw new SitingInputError('no-candidates', 'there is no candidate site to choose from');
  if (wanted > free)
    throw new SitingInputError('too-many-sites', `${wanted} sites wanted of ${free} candidates`, {
      wanted,
      candidates: free,
    });
  return free;
}

/** Throws `duplicate-candidates` with the positions when a place (cell, node, id) is listed twice. */
export function checkDistinctPlaces(places: ArrayLike<number>): void {
  const first = new Map<number, number>();
  const twice: number[] = [];
  for (let position = 0; position < places.length; position++) {
    if (first.has(places[position]!)) twice.push(position);
    else first.set(places[position]!, position);
  }
  if (twice.length > 0)
    throw new SitingInputError(
      'duplicate-candidates',
      `${twice.length} candidates stand where another does`,
      {
        count: twice.length,
        positions: twice.slice(0, 50),
      },
    );
}
