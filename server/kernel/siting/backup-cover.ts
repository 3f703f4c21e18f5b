import type { CoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import type { LscpAnswer, LscpOptions } from './lscp.ts';
import { solveLscp } from './lscp.ts';
import { OptionBuilder } from './option-builder.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';
import { FIXED, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';
import type { OptionAnswer, OptionOptions } from './solve-option-cover.ts';
import { solveOptionCover } from './solve-option-cover.ts';

export interface BackupOptions extends SiteRules, OptionOptions {
  readonly newSites: number;
  /** What a second cover counts beside the first, 0 to 1. */
  readonly secondShare: number;
}

/**
 * Backup coverage (BACOP2): maximise people covered plus `secondShare` times people covered twice.
 *
 * - `options` of the answer are sites, fixed ones included; errors as solveMclp
 * - source: Hogan and ReVelle 1986
 */
export function solveBackupCover(matrix: CoverMatrix, options: BackupOptions): OptionAnswer {
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(matrix.sites, options);
  checkCandidates(states, options.newSites);
  const share = options.secondShare;
  if (!(share >= 0 && share <= 1))
    throw new SitingInputError('bad-number', `secondShare: expected 0 to 1, got ${share}`, {
      name: 'secondShare',
      value: String(share),
    });
  const builder = new OptionBuilder([options.newSites]);
  const offset = builder.addItems(matrix.demandWeight, 1, share);
  for (let site = 0; site < matrix.sites; site++)
    builder.addOption({
      parts: [{ matrix, site, offset }],
      state: states[site]!,
      use: [states[site] === FIXED ? 0 : 1],
    });
  return solveOptionCover(builder.build(), options);
}

export interface LscpBackupAnswer {
  /** The set covering answer: how few sites are enough. */
  readonly cover: LscpAnswer;
  /** All open sites of the answer with the most backup, ascending. */
  readonly sites: Uint32Array;
  /** Demands (not people) covered at least twice, its bound and gap. */
  readonly backedUp: number;
  readonly bound: number;
  readonly gapPercent: number;
}

/**
 * LSCP-B: with the fewest sites that cover everything, cover as many demands as possible twice.
 *
 * - every demand counts one; nothing that can be covered is left uncovered
 * - source: Daskin and Stern 1981; Church and Murray 2018
 */
export function solveLscpBackup(
  matrix: CoverMatrix,
  options: LscpOptions & OptionOptions = {},
): LscpBackupAnswer {
  const cover = solveLscp(matrix, options);
  const states = buildSiteStates(matrix.sites, options);
  const reachable = matrix.demands - cover.unreachable.length;
  const ones = new Float64Array(matrix.demands).fill(1);
  let sites: Uint32Array = new Uint32Array(0);
  let value = -1;
  let bound = reachable;
  // A light first cover makes for tight bounds; when it leaves somebody out, weigh it more. Every weight
  // gives a valid bound.
  for (let first = 2; ; first = Math.min(first * 4, reachable + 1)) {
    const builder = new OptionBuilder([cover.sites.length]);
    const offset = builder.addItems(ones, first, 1 / first);
    for (let site = 0; site < matrix.sites; site++)
      builder.addOption({
        parts: [{ matrix, site, offset }],
        state: states[site]!,
        use: [states[site] === FIXED ? 0 : 1],
      });
    const answer = solveOptionCover({ ...builder.build(), secondWeight: ones }, options);
    bound = Math.min(bound, Math.floor(answer.bound - first * reachable + 1e-6));
    const { covered, backed } = countCovers(matrix, answer.options);
    if (covered === reachable && backed > value) {
      value = backed;
      sites = answer.options;
    }
    if (value >= bound || first > reachable) break;
  }
  if (value < 0) {
    sites = Uint32Array.from([
      ...cover.sites,
      ...Array.from(states.keys()).filter((site) => states[site] === FIXED),
    ]).sort();
    value = countCovers(matrix, sites).backed;
  }
  bound = Math.max(bound, value);
  return {
    cover,
    sites,
    backedUp: value,
    bound,
    gapPercent: computeGapPercent(value, bound),
  };
}

function countCovers(matrix: CoverMatrix, open: Uint32Array): { covered: number; backed: number } {
  const count = new Uint32Array(matrix.demands);
  for (const site of open)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      count[matrix.demandIndex[arc]!]!++;
  let covered = 0;
  let backed = 0;
  for (const own of count) {
    if (own > 0) covered++;
    if (own > 1) backed++;
  }
  return { covered, backed };
}
