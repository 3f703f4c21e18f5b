import { z } from 'zod';
import { DEFAULT_DRAWS, DEFAULT_POPULATION_CV, DEFAULT_SEED, DEFAULT_SPEED_SIGMA } from '../defaults.ts';

/**
 * How unsure one is of speeds and people when a plan is judged: the worlds of `coverage`'s draws with the
 * same seed.
 */
export const SitingUncertainty = z
  .strictObject({
    draws: z.number().int().min(2).max(1000).default(DEFAULT_DRAWS),
    seed: z.number().int().min(0).max(4_294_967_295).default(DEFAULT_SEED),
    commonSpeedSigma: z
      .number()
      .min(0)
      .max(1)
      .default(DEFAULT_SPEED_SIGMA)
      .describe('σ of ln of one factor on all speeds'),
    populationCv: z
      .number()
      .min(0)
      .max(2)
      .default(DEFAULT_POPULATION_CV)
      .describe('Coefficient of variation of people by zone'),
    keepTotal: z.boolean().default(true).describe('Scale each draw back to the total of the region'),
  })
  .describe(
    'mclp, lscp: judge the answer in drawn worlds: how often each site is chosen again, and how its rank holds',
  );

const Range = z.object({ p10: z.number(), p50: z.number(), p90: z.number() });

/**
 * A plan under uncertainty. The best of a draw is sought among `candidates` places, the plan's own among
 * them.
 */
export const SitingDraws = z.object({
  draws: z.number().int().describe('Draws made; fewer than asked when the search was stopped'),
  seed: z.number().int(),
  commonSpeedSigma: z.number(),
  populationCv: z.number(),
  keepTotal: z.boolean(),
  candidates: z.number().int().describe('Places among which each draw chose'),
  sameSiteMeters: z
    .number()
    .describe('A draw chose a site again when one of its own lies within this crow-fly distance'),
  covered: Range.describe('People covered by existing facilities and the answered sites'),
  percent: Range.describe('The same, of all people of the draw'),
  regretPoints: Range.describe('Percentage points that the best plan found for the draw covers more'),
  searchGapPercent: z
    .number()
    .describe('Mean distance of the best found from what no choice among the places can pass, percent'),
  sites: z
    .array(
      z.object({
        order: z.number().int(),
        frequency: z.number().describe('Share of draws, 0…1, in which the best plan has a site here'),
        sameRank: z.number().describe('Share of draws, 0…1, in which it keeps its place by gain'),
        share: Range.describe('Its fair share of the people newly covered'),
      }),
    )
    .describe('One per answered site, in order'),
  cases: z
    .array(
      z.object({
        what: z.enum(['speed', 'cutoff']),
        value: z.number().describe('speed: factor on all speeds; cutoff: minutes'),
        percent: z.number().describe('Covered by existing facilities and the answered sites, of all people'),
        bestPercent: z.number().describe('The best plan of as many sites found for the case'),
      }),
    )
    .describe(
      'One assumption changed at a time, no draw: speeds ×0.8, ×0.9, ×1.1, ×1.2, cut-off 5 minutes less and more',
    ),
});

/** What the plan costs, in the planner's own unit. */
export const SitingCosts = z.object({
  currency: z.string().nullable().describe('As given'),
  perSite: z.array(z.number()).describe('One per answered site, in order'),
  total: z.number(),
  perPerson: z.number().nullable().describe('Total over the people newly covered; null without any'),
  budget: z.number().nullable().describe('As given'),
});
