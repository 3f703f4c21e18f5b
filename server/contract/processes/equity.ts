import { z } from 'zod';
import { AnswerHead } from '../common.ts';
import { scoreInputs } from './access-score.ts';
import { base, NamePair, ZonesInput } from './base.ts';

export const EQUITY_INDICATORS = [
  'minutes',
  'access-score',
  'facilities',
  'doctors',
  'gps',
  'nurses',
  'beds',
] as const;

export const EquityInputs = z.strictObject({
  ...base,
  indicator: z
    .enum(EQUITY_INDICATORS)
    .default('doctors')
    .describe(
      'minutes: mean travel time; access-score: as `score` says; others: counted in each zone, per 1,000 people',
    ),
  score: z.strictObject(scoreInputs).optional().describe('With `indicator: access-score`'),
  by: z
    .string()
    .optional()
    .describe('Zone property that groups the zones for the Theil decomposition, e.g. urban_rural'),
  status: z
    .string()
    .optional()
    .describe('Zone property of wealth for the concentration index; default income where the zones have it'),
  zones: ZonesInput.optional(),
  logBase: z.enum(['e', '10']).default('e').describe('Logarithm of the Theil indices'),
});

const Theil = z.object({
  total: z.number(),
  within: z.number(),
  between: z.number(),
  withinPercent: z.number().nullable(),
  groups: z.array(
    z.object({
      group: z.string(),
      populationShare: z.number(),
      resourceShare: z.number(),
      index: z.number().nullable(),
      withinPart: z.number(),
      betweenPart: z.number(),
    }),
  ),
});
const Curve = z.object({ people: z.array(z.number()), resource: z.array(z.number()) });

export const EquityAnswer = AnswerHead.extend({
  indicator: z.enum(EQUITY_INDICATORS),
  unit: z.enum(['minutes', 'score', 'per-1000-people']),
  higherIsBetter: z.boolean(),
  zoneCount: z.number().int(),
  total: z
    .number()
    .describe('People compared: of the zones with a value, of the age band that `score` asks for'),
  outsideZones: z.number().describe('People in no zone: not compared'),
  withoutValue: z.number().describe('People in zones, but without a value: not compared'),
  mean: z
    .number()
    .nullable()
    .describe('Over the people compared; access-score: counted as in the answer of `access-score`'),
  gini: z.object({
    byPeople: z.number().nullable().describe('Trapezoids under the Lorenz curve'),
    byMeanDifference: z.number().nullable().describe('The same, as mean difference of all pairs'),
    byArea: z.number().nullable().describe('Resource per km², weighted by area; resources only'),
    reading: z.enum(['equal', 'fair', 'reasonable', 'large', 'alarming']).nullable(),
  }),
  lorenz: Curve,
  theil: z.object({
    t: Theil.nullable(),
    l: Theil.nullable().describe('Null where a zone has none: the index is infinite'),
    by: z.string().nullable(),
    logBase: z.enum(['e', '10']),
  }),
  concentration: z
    .object({
      status: z.string(),
      index: z.number().describe('< 0 favours the poor, for what is good to have'),
      erreygers: z.number(),
      curve: Curve,
    })
    .nullable(),
  hoover: z.number().nullable(),
  atkinson: z.number().nullable().describe('ε = 1'),
  palma: z.number().nullable(),
  coefficientOfVariation: z.number().nullable(),
  zones: z.array(
    z.object({
      index: z.number().int(),
      ...NamePair,
      people: z.number().describe('Of whom the value is'),
      areaKm2: z.number(),
      value: z.number().nullable(),
      amount: z.number().nullable().describe('The resource itself'),
      group: z.string().nullable(),
      status: z.number().nullable(),
      hrdi: z.number().nullable().describe('√(per 1,000 people · per km²)'),
      hrad: z.number().nullable(),
      pad: z.number().nullable(),
      hradOverPad: z.number().nullable().describe('> 1 relative surplus for its people, < 1 shortage'),
    }),
  ),
});
export type EquityAnswer = z.output<typeof EquityAnswer>;
