import type { CoverMatrix } from './cover-matrix.ts';
import { OptionBuilder } from './option-builder.ts';
import { SitingInputError, checkSomeDemand, checkWhole } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface RelocationOptions extends SiteRules, OptionOptions {
  /** Existing sites that may close; those in `fixed` stay. */
  readonly closable: ArrayLike<number>;
  /** Sites more than today. */
  readonly newSites: number;
  /** Existing sites that may close at most; each gives one new site more. */
  readonly closures: number;
}

export interface RelocationAnswer extends OptionAnswer {
  /** Existing sites that close, ascending: closable sites that are not taken. */
  readonly closed: Uint32Array;
  /** Candidates that open, ascending. */
  readonly opened: Uint32Array;
}

/**
 * Maximal covering when some of what exists may move: at most `closures` of the closable sites close, each
 * for one new site more.
 *
 * - open sites at most closable + `newSites`, candidates among them at most `newSites` + `closures`: two
 * limits in the common form
 *   of options, so the optimum is never below that of closing nothing
 * - nothing closes without a reason: a move that gains no one is undone
 * - errors: as solveMclp; `index-out-of-range` and `contradictory-fixed` for closable sites too
 */
export function solveRelocation(matrix: CoverMatrix, options: RelocationOptions): RelocationAnswer {
  const { newSites, closures } = options;
  checkWhole('newSites', newSites, 0);
  checkWhole('closures', closures, 0);
  const states = buildSiteStates(matrix.sites, options);
  const closable = new Uint8Array(matrix.sites);
  for (const site of Array.from(options.closable)) {
    if (!Number.isInteger(site) || site < 0 || site >= matrix.sites)
      throw new SitingInputError('index-out-of-range', `closable site ${site} of ${matrix.sites}`, {
        site,
        sites: matrix.sites,
      });
    if (states[site] !== FREE || closable[site] === 1)
      throw new SitingInputError('contradictory-fixed', `site ${site} is closable and something else too`, {
        site,
      });
    closable[site] = 1;
  }
  const candidates = states.map((state, site) => (closable[site] === 1 ? EXCLUDED : state));
  const moves = Math.min(closures, options.closable.length);
  checkCandidates(candidates, newSites);
  checkSomeDemand(matrix.demandWeight);
  const builder = new OptionBuilder([options.closable.length + newSites, newSites + moves]);
  const offset = builder.addItems(matrix.demandWeight);
  for (let site = 0; site < matrix.sites; site++) {
    const free = states[site] === FIXED ? 0 : 1;
    builder.addOption({
      parts: [{ matrix, site, offset }],
      state: states[site]!,
      use: [free, closable[site] === 1 ? 0 : free],
    });
  }
  const answer = solveOptionCover(builder.build(), options);
  const taken = new Uint8Array(matrix.sites);
  for (const site of answer.options) taken[site] = 1;
  reopen(taken, closable, options.closable.length + newSites, states);
  undoIdleMoves(matrix, taken, closable, states);
  const listed = (wanted: (site: number) => boolean): Uint32Array =>
    Uint32Array.from({ length: matrix.sites }, (_, site) => site).filter(wanted);
  return {
    ...answer,
    options: listed((site) => taken[site] === 1),
    closed: listed((site) => closable[site] === 1 && taken[site] === 0),
    opened: listed((site) => closable[site] === 0 && states[site] === FREE && taken[site] === 1),
  };
}

/** Sites that the search left shut although the count has room stay open: nothing closes without a reason. */
function reopen(taken: Uint8Array, closable: Uint8Array, most: number, states: Uint8Array): void {
  let open = 0;
  taken.forEach((flag, site) => {
    if (flag === 1 && states[site] !== FIXED) open++;
  });
  for (let site = 0; site < taken.length && open < most; site++) {
    if (closable[site] === 0 || taken[site] === 1) continue;
    taken[site] = 1;
    open++;
  }
}

/** Takes back every pair of a closed and an opened site without which no fewer people are covered. */
function undoIdleMoves(
  { sites, demands, siteStart, demandIndex, demandWeight }: CoverMatrix,
  taken: Uint8Array,
  closable: Uint8Array,
  states: Uint8Array,
): void {
  const count = new Int32Array(demands);
  const add = (site: number, step: 1 | -1): number => {
    let changed = 0;
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++) {
      const demand = demandIndex[arc]!;
      const before = count[demand]!;
      count[demand] = before + step;
      if (before === 0) changed += demandWeight[demand]!;
      else if (before + step === 0) changed -= demandWeight[demand]!;
    }
    return changed;
  };
  for (let site = 0; site < sites; site++) if (taken[site] === 1) add(site, 1);
  for (let closed = 0; closed < sites; closed++) {
    if (closable[closed] !== 1 || taken[closed] === 1) continue;
    for (let opened = 0; opened < sites; opened++) {
      if (taken[opened] !== 1 || closable[opened] === 1 || states[opened] !== FREE) continue;
      if (add(closed, 1) + add(opened, -1) >= -1e-9) {
        taken[closed] = 1;
        taken[opened] = 0;
        break;
      }
      add(opened, 1);
      add(closed, -1);
    }
  }
}
