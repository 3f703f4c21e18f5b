import { z } from 'zod';
import { AnswerHead, CutoffMinutes, FeatureCollectionOut, LonLat } from '../common.ts';
import { base, NamePair } from './base.ts';

/** Which places may become sites. Default: every cell with people. */
export const Candidates = z.union([
  z.array(LonLat).min(1).max(200_000),
  z.strictObject({
    spacingMeters: z
      .number()
      .min(0)
      .max(50_000)
      .optional()
      .describe('Keep one cell, the one with most people, per square of this width'),
    minimumPeople: z.number().min(0).optional().describe('Least people in the cell'),
    maximumRoadMeters: z.number().positive().optional().describe('Greatest distance to a road'),
    insideZones: z
      .boolean()
      .optional()
      .describe("Only inside the region's first zone layer: a county plans within its own line"),
    zones: z.array(z.string()).optional().describe('Only inside these zones (names)'),
    minimumFacilityMeters: z
      .number()
      .positive()
      .optional()
      .describe('Least crow-fly distance to an existing facility'),
    maximumSlopePercent: z.number().positive().max(200).optional().describe('Steepest ground, needs a DEM'),
  }),
]);

export const SITING_MODELS = ['mclp', 'lscp', 'backup', 'p-median', 'p-center', 'p-dispersion'] as const;
export type SitingModel = (typeof SITING_MODELS)[number];

export const SitingInputs = z.strictObject({
  ...base,
  model: z.enum(SITING_MODELS).default('mclp'),
  candidates: Candidates.optional(),
  sites: z.number().int().min(1).max(1000).optional(),
  budget: z.number().positive().optional().describe('Money for new sites, with siteCost (mclp)'),
  siteCost: z
    .number()
    .positive()
    .optional()
    .describe(
      'Cost of one new site, in the unit of budget; without budget it only gives the cost per person',
    ),
  targetPercent: z
    .number()
    .min(0)
    .max(100)
    .optional()
    .describe(
      'lscp: share of all people to cover with the fewest sites; absent: everybody whom a candidate reaches',
    ),
  secondShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('backup: what a second facility in reach counts, default 0.5'),
  equity: z
    .strictObject({
      leastPercent: z
        .number()
        .min(0)
        .max(100)
        .optional()
        .describe('Least share of the people of every zone to cover'),
      maximin: z.boolean().optional().describe('Maximise the smallest covered share over zones'),
    })
    .optional()
    .describe('mclp: leave no zone of the first zone layer behind; give one of the two'),
  cutoffMinutes: CutoffMinutes.default(60),
  fixed: z.array(LonLat).max(1000).optional().describe('Sites that must be chosen'),
  frontier: z.number().int().min(1).max(200).optional().describe('Also answer coverage for 1…n sites'),
  iterations: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .optional()
    .describe('Budget of the improvement phase; same budget, same answer'),
  seed: z.number().int().min(0).max(4_294_967_295).optional(),
});
/** Why a site was chosen. People newly covered that several sites reach are divided equally among them. */
export const SiteReasons = z.object({
  alone: z.number().describe('People it would add if it were the only new site'),
  loss: z.number().describe('People no longer covered if it alone were left out'),
  costPerPerson: z
    .number()
    .nullable()
    .describe('Its cost over its fair share of the people newly covered; null without siteCost or gain'),
  zones: z
    .array(z.object({ ...NamePair, people: z.number() }))
    .describe('Newly covered people by zone, most first, at most 12'),
  takesOverFrom: z
    .array(z.object({ id: z.string(), ...NamePair, tier: z.string(), people: z.number() }))
    .describe(
      'People covered before who get a shorter way here, by the facility they had; most first, at most 12',
    ),
  nextBest: z
    .object({
      lon: z.number(),
      lat: z.number(),
      meters: z.number().describe('Crow-fly distance from the site'),
      loss: z.number().describe('People fewer if it stood in for the site; negative: more'),
      nearestPlace: z.object(NamePair).nullable(),
    })
    .nullable()
    .describe('The candidate 500 m to 5 km away that could stand in for the site at the least loss'),
  frequency: z
    .number()
    .nullable()
    .describe('Share of the draws in which the cell was chosen; null unless draws were asked for'),
});
export type SiteReasons = z.output<typeof SiteReasons>;

export const Site = z.object({
  order: z.number().int(),
  lon: z.number(),
  lat: z.number(),
  gain: z.number().describe('People it adds to those before it'),
  peopleWithin: z.number().describe('All people within the cut-off of it'),
  takesOver: z.number().describe('People within the cut-off of it who were covered already'),
  zone: z.object(NamePair).nullable(),
  nearestPlace: z.object(NamePair).nullable(),
  gainByAge: z.record(z.string(), z.number()),
  share: z.number().nullable().describe('Its fair share of the total gain (Shapley)'),
  why: SiteReasons.optional(),
});
export const SitingAnswer = AnswerHead.extend({
  model: z.enum(SITING_MODELS),
  cutoffMinutes: z.number(),
  sites: z.array(Site),
  value: z.number().describe('The objective reached, in `unit`'),
  bound: z.number().describe('No answer can be better than this'),
  gapPercent: z.number(),
  unit: z.string(),
  status: z.enum(['optimal', 'feasible', 'infeasible', 'interrupted']),
  stopReason: z.string(),
  baseline: z.object({ covered: z.number(), percent: z.number() }).describe('Before any new site'),
  after: z.object({ covered: z.number(), percent: z.number() }),
  total: z.number(),
  candidates: z.object({ count: z.number().int(), considered: z.number().int(), rule: z.string() }),
  frontier: z
    .array(z.object({ sites: z.number().int(), value: z.number(), bound: z.number(), percent: z.number() }))
    .optional(),
});
export type SitingAnswer = z.output<typeof SitingAnswer>;

export const SitingEvaluateInputs = z.strictObject({
  ...base,
  sites: z.array(LonLat).min(1).max(1000),
  cutoffMinutes: CutoffMinutes.default(60),
});
export const SitingEvaluateAnswer = AnswerHead.extend({
  cutoffMinutes: z.number(),
  baseline: z.object({ covered: z.number(), percent: z.number() }),
  after: z.object({ covered: z.number(), percent: z.number() }),
  total: z.number(),
  sites: z.array(
    z.object({
      lon: z.number(),
      lat: z.number(),
      firstIn: z.number().describe('Gain if it alone were built'),
      leaveOneOut: z.number().describe('Loss if it alone were dropped'),
      marginal: z.number().describe('Gain after those before it in the list'),
      share: z.number().describe('Fair share of the total gain (Shapley)'),
    }),
  ),
});

export const SitingCandidatesInputs = z.strictObject({ ...base, candidates: Candidates.optional() });
export const SitingCandidatesAnswer = AnswerHead.extend({
  count: z.number().int().describe('Places that may become sites'),
  considered: z.number().int().describe('Places looked at before the rules'),
  rule: z.string(),
  people: z.number().describe('People who live in the candidate cells'),
  dropped: z
    .array(z.object({ rule: z.string(), count: z.number().int() }))
    .describe('Places each rule took out, in the order the rules are applied'),
  shown: z.number().int(),
  sample: FeatureCollectionOut.describe('At most 3,000 of them, spread evenly, as points with their people'),
});
export type SitingCandidatesAnswer = z.output<typeof SitingCandidatesAnswer>;
