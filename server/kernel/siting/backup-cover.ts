import type { CoverMatrix } from './cover-matrix.ts';
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
 * - every demand counts one; a first cover outweighs all second covers together, so nothing is left uncovered
 * - source: Daskin and Stern 1981; Church and Murray 2018
 */
export function solveLscpBackup(
  matrix: CoverMatrix,
  options: LscpOptions & OptionOptions = {},
): LscpBackupAnswer {
  const cover = solveLscp(matrix, options);
  const states = buildSiteStates(matrix.sites, options);
  const reachable = matrix.demands - cover.unreachable.length;
  const big = reachable + 1;
  const builder = new OptionBuilder([cover.sites.length]);
  const ones = new Float64Array(matrix.demands).fill(1);
  const offset = builder.addItems(ones, big, 1 / big);
  for (let site = 0; site < matrix.sites; site++)
    builder.addOption({
      parts: [{ matrix, site, offset }],
      state: states[site]!,
      use: [states[site] === FIXED ? 0 : 1],
    });
  const problem = builder.build();
  const whole = { ...problem, secondWeight: new Float64Array(matrix.demands).fill(1) };
  const answer = solveOptionCover(whole, options);
  const base = big * reachable;
  const value = answer.value - base;
  const bound = Math.min(reachable, answer.bound - base);
  return {
    cover,
    sites: answer.options,
    backedUp: value,
    bound,
    gapPercent: bound === value ? 0 : (100 * (bound - value)) / bound,
  };
}
