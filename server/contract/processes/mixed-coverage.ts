import { DEFAULT_COVERAGE_CUTOFFS_MINUTES } from '../defaults.ts';
import { z } from 'zod';
import { AnswerHead, CutoffList } from '../common.ts';
import { Travel } from '../travel.ts';
import { base, NamePair, ZonesInput } from './base.ts';
import { CutoffCoverage, ValueLinks } from './coverage-parts.ts';

const Shares = z.array(z.number().min(0).max(1)).min(2).max(6);

export const MixedCoverageInputs = z.strictObject({
  ...base,
  otherTravels: z.array(Travel).min(1).max(5).describe('How the others travel, beside `travel`'),
  modeShares: Shares.describe(
    'Share of people by way of travel: of `travel`, then of each of `otherTravels`; sum 1',
  ),
  zoneShares: z
    .array(z.strictObject({ zone: z.number().int().min(0), shares: Shares }))
    .max(20_000)
    .optional()
    .describe('Other shares in zones of `zones`, by index; everywhere else `modeShares` holds'),
  cutoffMinutes: CutoffList.default([...DEFAULT_COVERAGE_CUTOFFS_MINUTES]),
  zones: ZonesInput.optional(),
});

const Row = { total: z.number(), cutoffs: z.array(CutoffCoverage) };

export const MixedCoverageAnswer = AnswerHead.extend({
  ...Row,
  modes: z
    .array(z.object({ travel: z.record(z.string(), z.unknown()), people: z.number(), cutoffs: Row.cutoffs }))
    .describe('The part of the people who travel in each way, in the order of the shares'),
  zones: z.array(
    z.object({ index: z.number().int(), ...NamePair, shares: z.array(z.number()).nullable(), ...Row }),
  ),
  outsideZones: z.object(Row).nullable().describe('People in no zone, who travel by `modeShares`'),
  meanMinutes: z
    .number()
    .nullable()
    .describe('People-weighted mean over people who reach care by their own way of travel'),
  surface: ValueLinks.describe('Share of the people of a cell who are covered at the last cut-off'),
});
