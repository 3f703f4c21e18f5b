import { z } from 'zod';
import { AnswerHead, CutoffMinutes } from '../common.ts';
import { TIERS } from '../vocabulary.ts';
import { base, NamePair, OUTSIDE_LISTED, SurfaceLinks, ZonesInput } from './base.ts';

export const ReferralInputs = z.strictObject({
  ...base,
  fromTier: z.enum(TIERS).default('village'),
  toTier: z.enum(TIERS).default('township'),
  limitMinutes: CutoffMinutes.default(120).describe('Longest trip between two facilities, closed'),
  meters: z
    .enum(['all', 'fastest', 'none'])
    .default('all')
    .describe('Which pairs are measured along their least-time path'),
  chain: z
    .union([z.boolean(), z.array(z.enum(TIERS)).min(2).max(4)])
    .default(false)
    .describe('Follow people up the ladder: tiers from the bottom; true: village, township, county'),
  borderEffect: z.boolean().default(false).describe('Compare with and without facilities across the line'),
  zones: ZonesInput.optional().describe(
    'Zone layer: its outline is the line of `borderEffect`; also zones of the chain',
  ),
  compat: z.literal('accessmod-5').optional(),
});

const End = z.object({ id: z.string(), ...NamePair, lon: z.number(), lat: z.number() });
export const ReferralAnswer = AnswerHead.extend({
  fromTier: z.enum(TIERS),
  toTier: z.enum(TIERS),
  limitMinutes: z.number(),
  from: z
    .array(
      End.extend({
        state: z.enum(['ok', 'outside', 'on-barrier', 'no-data']),
        reached: z.number().int().describe('Facilities of the other tier within the limit'),
        nearestByTime: z
          .object({ id: z.string(), minutes: z.number(), meters: z.number().nullable() })
          .nullable(),
        nearestByDistance: z.object({ id: z.string(), minutes: z.number(), meters: z.number() }).nullable(),
      }),
    )
    .describe(OUTSIDE_LISTED),
  to: z
    .array(
      End.extend({
        state: z.enum(['ok', 'outside', 'on-barrier', 'no-data']),
        referring: z.number().int().describe('Facilities for which it is the nearest by time'),
      }),
    )
    .describe(OUTSIDE_LISTED),
  pairs: z
    .array(z.object({ from: z.string(), to: z.string(), minutes: z.number(), meters: z.number().nullable() }))
    .describe('All pairs within the limit, by from, then time'),
  pairsLeftOut: z.number().int().describe('Pairs beyond the 100,000 that are listed'),
  unreachable: z.array(z.string()).describe('Facilities that reach none within the limit'),
  chain: z
    .object({
      tiers: z.array(z.enum(TIERS)),
      total: z.number(),
      reached: z.number().describe('People for whom the whole chain exists'),
      broken: z
        .array(z.number())
        .describe('People for whom it ends before level k; with `reached` the total'),
      meanMinutes: z
        .array(z.number().nullable())
        .describe('By level: people-weighted, from home by way of all below'),
      medianMinutes: z.number().nullable(),
      p90Minutes: z.number().nullable(),
      directMeanMinutes: z.number().nullable().describe('Straight to the top tier, same people'),
      zones: z.array(
        z.object({
          index: z.number().int(),
          ...NamePair,
          total: z.number(),
          meanMinutes: z.number().nullable(),
        }),
      ),
      surface: SurfaceLinks,
    })
    .nullable(),
  borderEffect: z
    .object({
      facilitiesInside: z.number().int(),
      acrossNearest: z.number().int().describe('Inside facilities whose nearest is across the line'),
      acrossOnly: z.number().int().describe('Inside facilities that reach one across the line only'),
      meanExtraMinutes: z.number().nullable().describe('Of those across, when the line is closed'),
      rows: z.array(
        z.object({
          from: z.string(),
          open: z.object({ id: z.string(), minutes: z.number() }),
          closed: z.object({ id: z.string(), minutes: z.number() }).nullable(),
        }),
      ),
    })
    .nullable(),
});
export type ReferralAnswer = z.output<typeof ReferralAnswer>;
