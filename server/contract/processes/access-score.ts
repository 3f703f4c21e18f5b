import { z } from 'zod';
import { AnswerHead, CutoffMinutes } from '../common.ts';
import { AGE_BANDS } from '../vocabulary.ts';
import { base, NamePair, OUTSIDE_LISTED, ZonesInput } from './base.ts';
import { ValueLinks } from './coverage-parts.ts';

export const SCORE_METHODS = [
  '2sfca',
  'e2sfca',
  'kd2sfca',
  'm2sfca',
  '3sfca',
  'mh3sfca',
  'bfca',
  'spatial-availability',
  'raam',
  'hansen',
  'cumulative',
] as const;

const minutes = z.number().positive().max(1440);
/** How the worth of a facility falls with travel time. */
const Decay = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('binary') }),
    z.strictObject({ kind: z.literal('linear') }),
    z.strictObject({ kind: z.literal('exponential'), ratePerMinute: z.number().min(0).max(10) }),
    z.strictObject({ kind: z.literal('power'), exponent: z.number().min(0).max(10) }),
    z.strictObject({
      kind: z.literal('gravity'),
      scaleMinutes: minutes,
      exponent: z.number().min(-10).max(10),
      leastMinutes: minutes,
    }),
    z.strictObject({ kind: z.literal('gaussian'), sigmaMinutes: minutes }),
    z.strictObject({ kind: z.literal('gaussian-dai') }),
    z.strictObject({ kind: z.literal('epanechnikov') }),
    z.strictObject({
      kind: z.literal('stepped'),
      edgesMinutes: z.array(minutes).min(1).max(20),
      weights: z.array(z.number().min(0).max(1000)).min(1).max(20),
      edge: z.enum(['closed', 'changes-at-step']).default('closed'),
    }),
    z.strictObject({ kind: z.literal('logistic'), inflectionMinutes: minutes, sdMinutes: minutes }),
    z.strictObject({ kind: z.literal('calibrated-gaussian'), weightAtCutoff: z.number().gt(0).lt(1) }),
  ])
  .describe('Weight by travel time; nothing beyond cutoffMinutes. Kinds with a cut-off use cutoffMinutes');

/** What a score is made of; shared by `access-score` and `equity`. */
export const scoreInputs = {
  method: z.enum(SCORE_METHODS).default('e2sfca'),
  decay: Decay.optional().describe(
    'Default by method: binary for 2sfca and cumulative; for e2sfca the three subzones of the catchment ' +
      'of Luo & Qi (2009), weights 1, 0.68, 0.22 within 10/20/30 of 30 min and within thirds of any other ' +
      'cutoffMinutes (the answer’s `decay` has the edges); gaussian-dai otherwise; raam has none',
  ),
  cutoffMinutes: CutoffMinutes.optional().describe(
    'Catchment; default 60, 30 for e2sfca, the last edge for closed steps of your own, beyond which it is refused',
  ),
  supply: z
    .string()
    .default('doctors')
    .describe(
      'Facility column counted as supply (doctors, nurses, beds, capacity, …) or `facilities`: one each',
    ),
  demand: z
    .enum(['people', ...AGE_BANDS])
    .default('people')
    .describe('Everybody, or an age band where the region has people by age'),
  tauMinutes: z
    .number()
    .positive()
    .max(1440)
    .optional()
    .describe('raam: travel worth one mean congestion unit; default 60'),
  alpha: z
    .number()
    .min(0)
    .max(10)
    .optional()
    .describe('spatial-availability: exponent of the people; default 1'),
};
export const AccessScoreInputs = z.strictObject({
  ...base,
  ...scoreInputs,
  zones: ZonesInput.optional(),
});

export const AccessScoreAnswer = AnswerHead.extend({
  method: z.enum(SCORE_METHODS),
  decay: z.record(z.string(), z.unknown()).nullable(),
  cutoffMinutes: z.number(),
  unit: z.enum(['supply-per-person', 'supply', 'cost']).describe('cost: lower is better'),
  total: z.number().describe('People (demand) of the region'),
  supply: z.object({
    column: z.string(),
    total: z.number(),
    reached: z.number().describe('Supply of the facilities that somebody reaches'),
    missing: z.number().int().describe('Facilities without a figure, counted as 0'),
  }),
  allocated: z
    .number()
    .nullable()
    .describe(
      'Σ people · score = total · mean; for 2sfca, e2sfca, kd2sfca, 3sfca, spatial-availability it equals ' +
        'supply.reached',
    ),
  mean: z
    .number()
    .nullable()
    .describe(
      'People-weighted over everybody, those without supply in reach with 0; raam has no value for them: ' +
        'over the others. median, p10, p90 and zones likewise',
    ),
  median: z.number().nullable(),
  p10: z.number().nullable(),
  p90: z.number().nullable(),
  without: z
    .object({ people: z.number(), percent: z.number() })
    .describe('People with no supply in reach: they count with 0, for raam not at all'),
  zones: z.array(
    z.object({
      index: z.number().int(),
      ...NamePair,
      total: z.number(),
      mean: z
        .number()
        .nullable()
        .describe(
          'Over everybody in the zone as above; null where nobody lives, raam: or nobody has a score',
        ),
      ratio: z.number().nullable().describe('mean / mean of the region, both as above: 1 is average access'),
      without: z.number(),
    }),
  ),
  outsideZones: z.object({ total: z.number(), mean: z.number().nullable(), without: z.number() }).nullable(),
  facilities: z
    .array(
      z.object({
        id: z.string(),
        ...NamePair,
        lon: z.number(),
        lat: z.number(),
        supply: z.number().nullable(),
        ratio: z
          .number()
          .nullable()
          .describe('Supply per (weighted) person in its catchment; raam: people choosing it'),
        peopleInReach: z.number(),
      }),
    )
    .describe(OUTSIDE_LISTED),
  surface: ValueLinks.describe(
    'Score by cell, 0 where no supply is in reach (raam: -1), -1 where nobody lives',
  ),
});
export type AccessScoreAnswer = z.output<typeof AccessScoreAnswer>;
