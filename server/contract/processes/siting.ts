import { DEFAULT_CLOSURES, DEFAULT_CUTOFF_MINUTES, DEFAULT_SECOND_SHARE } from '../defaults.ts';
import { z } from 'zod';
import { AnswerHead, CutoffMinutes, FeatureCollectionOut, LonLat } from '../common.ts';
import { Travel } from '../travel.ts';
import { AGE_BANDS, SITING_MODELS, TIERS } from '../vocabulary.ts';
import { base, FacilityFilter, NamePair } from './base.ts';
import { Allocate, SitingAllocation, SitingRelocation, SitingServed } from './siting-capacity.ts';
import { SitingCosts, SitingDraws, SitingUncertainty } from './siting-draws.ts';

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

const Money = z.number().positive();
/** What money can buy. Capacities are visits a month. */
const InterventionsInput = z.strictObject({
  build: z.strictObject({ cost: Money, capacity: z.number().positive() }).optional(),
  upgrade: z
    .strictObject({
      cost: Money,
      capacity: z.number().positive().describe('Visits a month that it adds'),
      tiers: z.array(z.enum(TIERS)).min(1).optional(),
    })
    .optional(),
  staff: z
    .strictObject({
      cost: Money,
      capacity: z.number().positive().describe('Visits a month that it adds'),
      tiers: z.array(z.enum(TIERS)).min(1).optional(),
    })
    .optional(),
  round: z
    .strictObject({
      cost: Money,
      stops: z.number().int().min(1).max(20).default(4),
      daysAMonth: z.number().positive().max(31).describe('Days a month at each stop'),
      visitsADay: z.number().positive(),
    })
    .optional(),
  telemedicine: z
    .strictObject({
      cost: Money,
      capacity: z.number().positive(),
      eligibleShare: z
        .number()
        .min(0)
        .max(1)
        .default(0.3)
        .describe('Share of visits it can take: an assumption, printed with the answer'),
    })
    .optional(),
});

export const SitingInputs = z.strictObject({
  ...base,
  model: z.enum(SITING_MODELS).default('mclp'),
  candidates: Candidates.optional(),
  sites: z
    .number()
    .int()
    .min(0)
    .max(1000)
    .optional()
    .describe('New sites; 0 only where existing ones may move'),
  existing: z
    .enum(['fixed', 'excluded', 'may-close'])
    .optional()
    .describe('Existing facilities stay (default), do not count, or may close for a new site each (mclp)'),
  closures: z
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .describe(
      `may-close: existing facilities that may close at most, default ${DEFAULT_CLOSURES}; each gives one ` +
        'new site more',
    ),
  closable: FacilityFilter.optional().describe('may-close: which of them may close, default all that count'),
  siteCapacity: z
    .number()
    .positive()
    .optional()
    .describe('mclp, p-median: people one new site can serve; existing facilities are not limited'),
  allocate: Allocate.optional(),
  budget: z.number().positive().optional().describe('Money for new sites, with siteCost (mclp)'),
  siteCost: z
    .number()
    .positive()
    .optional()
    .describe(
      'Cost of one new site, in the unit of budget; without budget it only gives the cost per person',
    ),
  currency: z
    .string()
    .min(1)
    .max(20)
    .optional()
    .describe('Unit of siteCost and budget, as it is to be shown'),
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
    .describe(`backup: what a second facility in reach counts, default ${DEFAULT_SECOND_SHARE}`),
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
  cutoffMinutes: CutoffMinutes.default(DEFAULT_CUTOFF_MINUTES),
  tiers: z
    .array(
      z.strictObject({
        tier: z.enum(['village', 'township', 'county']),
        sites: z.number().int().min(0).max(200),
        cutoffMinutes: CutoffMinutes,
      }),
    )
    .min(1)
    .max(3)
    .optional()
    .describe(
      'hierarchical: new sites and cut-off of each tier; a site also gives the services of the tiers below',
    ),
  years: z
    .array(
      z.strictObject({
        sites: z.number().int().min(0).max(200).optional(),
        budget: z.number().min(0).optional(),
      }),
    )
    .min(1)
    .max(10)
    .optional()
    .describe('mclp: sites or money of each year, in order; what is left carries over, nothing closes'),
  profiles: z
    .array(
      z.strictObject({
        name: z.string().max(80).optional(),
        travel: Travel.optional().describe('Absent: as `travel`'),
        ages: z
          .array(z.enum(AGE_BANDS))
          .min(1)
          .optional()
          .describe('Whose coverage counts under this profile, absent: everybody'),
      }),
    )
    .min(1)
    .max(5)
    .optional()
    .describe(
      'mclp: further travel profiles (season, speeds) or groups of people for which the sites must be good too',
    ),
  robust: z
    .enum(['maximin', 'regret', 'expected'])
    .optional()
    .describe('profiles: worst covered share (default), largest loss against each best, or the mean'),
  interventions: InterventionsInput.optional(),
  visitsPerPerson: z
    .number()
    .positive()
    .max(100)
    .optional()
    .describe('interventions: visits a person and year'),
  fixed: z.array(LonLat).max(1000).optional().describe('Sites that must be chosen'),
  frontier: z.number().int().min(1).max(200).optional().describe('Also answer coverage for 1…n sites'),
  uncertainty: SitingUncertainty.optional(),
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
    .describe(
      'Share of the draws, 0…1, whose best plan has a site here; null unless uncertainty was asked for',
    ),
});
export type SiteReasons = z.output<typeof SiteReasons>;

const Site = z.object({
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
  tier: z.string().optional().describe('hierarchical: its tier'),
  year: z.number().int().optional().describe('years: the year it opens'),
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
  tiers: z
    .array(
      z.object({
        tier: z.string(),
        sites: z.number().int(),
        cutoffMinutes: z.number(),
        before: z.number(),
        after: z.number(),
        percent: z.number(),
      }),
    )
    .optional()
    .describe('hierarchical: people within reach of a site of each tier or a higher one'),
  years: z
    .array(
      z.object({
        year: z.number().int(),
        sites: z.number().int(),
        covered: z.number(),
        percent: z.number(),
        bound: z.number().describe('The most that year could have with all means so far spent on it alone'),
        gapPercent: z.number(),
      }),
    )
    .optional(),
  profiles: z
    .array(
      z.object({
        name: z.string(),
        before: z.number(),
        covered: z.number(),
        percent: z.number().describe('Of `total`'),
        total: z.number().describe('People who count under the profile'),
      }),
    )
    .optional()
    .describe('What the sites cover under each travel profile; the first is `travel` with everybody'),
  interventions: z
    .object({
      budget: z.number(),
      cost: z.number(),
      visitsPerPerson: z.number(),
      demand: z.number().describe('Visits a month that people would make'),
      servedInPerson: z.number(),
      servedRemotely: z.number(),
      chosen: z.array(
        z.object({
          kind: z.enum(['build', 'upgrade', 'staff', 'round', 'telemedicine']),
          facility: z
            .string()
            .nullable()
            .describe('Null for something new: the names are then of the nearest place'),
          ...NamePair,
          lon: z.number(),
          lat: z.number(),
          stops: z.array(z.object({ lon: z.number(), lat: z.number() })),
          cost: z.number(),
          served: z.number().describe('Visits a month'),
        }),
      ),
    })
    .optional()
    .describe('interventions: what is bought, and visits a month served face to face and remotely'),
  uncertainty: SitingDraws.optional(),
  served: SitingServed.optional(),
  relocation: SitingRelocation.optional(),
  allocation: SitingAllocation.optional(),
  costs: SitingCosts.optional().describe('Given with siteCost; interventions carry their own'),
  frontier: z
    .array(z.object({ sites: z.number().int(), value: z.number(), bound: z.number(), percent: z.number() }))
    .optional(),
});
export type SitingAnswer = z.output<typeof SitingAnswer>;

export const SitingEvaluateInputs = z.strictObject({
  ...base,
  sites: z.array(LonLat).min(1).max(1000),
  cutoffMinutes: CutoffMinutes.default(DEFAULT_CUTOFF_MINUTES),
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
