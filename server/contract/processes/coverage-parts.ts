import { z } from 'zod';
import { DEFAULT_DRAWS, DEFAULT_POPULATION_CV, DEFAULT_SEED, DEFAULT_SPEED_SIGMA } from '../defaults.ts';
import { CutoffMinutes } from '../common.ts';
import { TIERS, TRAVEL_MODES } from '../vocabulary.ts';
import { NamePair } from './base.ts';

/** People by reason; with `covered` they add up to the total. */
const Uncovered = z.object({
  tooFar: z.number(),
  blocked: z.number(),
  onBarrier: z.number(),
  capacity: z.number(),
  noData: z.number(),
});
export const CutoffCoverage = z.object({
  cutoffMinutes: z.number(),
  covered: z.number(),
  percent: z.number().describe('covered / total · 100'),
  uncovered: Uncovered,
});

export const CAPACITY_MODES = ['ignore', 'sequential', 'nearest-first', 'fair'] as const;
const CAPACITY_ORDERS = ['column', 'people-in-time', 'people-in-buffer'] as const;
export const CAPACITY_SOURCES = ['column', 'visits', 'staff', 'left', 'none'] as const;

/** In which order facilities take their turns (`capacity: sequential`). */
export const CapacityOrder = z
  .union([
    z.enum(CAPACITY_ORDERS),
    z.strictObject({
      by: z.enum(CAPACITY_ORDERS),
      column: z.string().optional().describe('With `column`: a facility column; default capacity'),
      minutes: CutoffMinutes.optional().describe('With `people-in-time`; default the cut-off itself'),
      radiusMeters: z
        .number()
        .positive()
        .max(100_000)
        .optional()
        .describe('With `people-in-buffer`; default 5000'),
      direction: z.enum(['descending', 'ascending']).default('descending'),
    }),
  ])
  .describe('Order of turns with `capacity: sequential`; default column capacity, descending');

/** Figures that turn what is known of a facility into people a year, and cut-offs by tier. */
export const Norms = z.strictObject({
  visitsPerPerson: z.number().positive().max(100).optional().describe('Visits that one person makes a year'),
  peoplePerStaff: z
    .number()
    .positive()
    .max(100_000)
    .optional()
    .describe('People a year that one member of staff can serve'),
  staffColumn: z.string().optional().describe('Column counted as staff; default doctors'),
  visitsColumn: z.string().optional().describe('Column of visits a year; default the latest visits column'),
  capacityUnit: z
    .enum(['people', 'visits'])
    .optional()
    .describe('What the column capacity counts; default people a year'),
  tierCutoffs: z
    .partialRecord(z.enum(TIERS), z.strictObject({ minutes: CutoffMinutes, mode: z.enum(TRAVEL_MODES) }))
    .optional()
    .describe('Cut-off and mode by tier, with `include: norms`'),
});

/** How unsure we are; absent fields have the defaults named in the answer. */
export const Uncertainty = z.strictObject({
  draws: z.number().int().min(2).max(5000).default(DEFAULT_DRAWS),
  seed: z.number().int().min(0).max(4_294_967_295).default(DEFAULT_SEED),
  commonSpeedSigma: z
    .number()
    .min(0)
    .max(2)
    .default(DEFAULT_SPEED_SIGMA)
    .describe('σ of ln of one factor on all speeds'),
  classSpeedSigma: z
    .number()
    .min(0)
    .max(2)
    .optional()
    .describe('σ of ln of one factor per land-cover and road class; default 0.1, none with straight lines'),
  populationCv: z
    .number()
    .min(0)
    .max(2)
    .default(DEFAULT_POPULATION_CV)
    .describe('Coefficient of variation by zone'),
  keepTotal: z.boolean().default(true).describe('Scale each draw back to the total of the region'),
  closedProbability: z
    .union([z.number().min(0).max(1), z.partialRecord(z.enum(TIERS), z.number().min(0).max(1))])
    .default(0.03)
    .describe('Chance of each facility to be closed; one figure or one per tier (absent tiers 0.03)'),
});

/** More to be answered beside the plain coverage; each costs further searches. */
export const COVERAGE_EXTRAS = ['tiers', 'services', 'distance', 'weak-spots', 'norms'] as const;

const Range = z.object({ p10: z.number(), p50: z.number(), p90: z.number() });

/** A surface of values that are no times. */
export const ValueLinks = z.object({
  tiles: z
    .string()
    .describe('XYZ template of PNG tiles; value · tileScale = red·65536 + green·256 + blue, 16777215 = none'),
  tileScale: z.number(),
  maxZoom: z.number().int(),
  geotiff: z.string().describe('The same as GeoTIFF, float32, nodata -1'),
});

export const CapacityDetail = z.object({
  mode: z.enum(CAPACITY_MODES),
  cutoffMinutes: z.number().describe('The figures here are of the last cut-off'),
  served: z.number(),
  meanMinutes: z.number().nullable().describe('Over the people served'),
  room: z.number().describe('All capacity, people a year'),
  sources: z
    .record(z.enum(CAPACITY_SOURCES), z.number().int())
    .describe('Facilities by source of their capacity'),
  norms: z.object({
    visitsPerPerson: z.number(),
    peoplePerStaff: z.number(),
    staffColumn: z.string(),
    visitsColumn: z.string().nullable(),
    capacityUnit: z.enum(['people', 'visits']),
  }),
  order: z
    .array(z.object({ id: z.string(), value: z.number().nullable(), rule: z.string(), served: z.number() }))
    .optional()
    .describe('Turns of `sequential`, with the rule of AccessMod that ended each'),
  optimal: z.boolean().optional().describe('`fair`: proven, with `gap` ≤ 1e-6'),
  gap: z.number().optional().describe('`fair`: relative gap of the dual certificate'),
  comparedWithIgnore: z.object({
    servedIgnoringCapacity: z.number(),
    lost: z.number().describe('People within reach who are not served'),
    elsewhere: z.number().describe('People served, but not by their nearest facility'),
    meanMinutesIgnoringCapacity: z.number().nullable(),
  }),
});

/** How a run stands in a chain of runs (`residualOf`). */
const FollowsRun = z.object({
  run: z.string(),
  everybody: z.number().describe('All people of the region'),
  servedBefore: z.number().describe('People served by the runs before; with `total` everybody'),
  servedInAll: z.number().describe('With those served here at the last cut-off'),
  percentInAll: z.number().describe('servedInAll / everybody · 100'),
  room: z
    .array(z.object({ id: z.string(), people: z.number() }))
    .describe('Room left after this run, people a year, of every facility of the chain'),
});

const TierRow = z.object({
  total: z.number(),
  cutoffs: z.array(CutoffCoverage),
  facilities: z.number().int(),
});
export const CoverageExtras = {
  tiers: z.array(TierRow.extend({ tier: z.enum(TIERS) })).optional(),
  services: z.array(TierRow.extend({ service: z.string() })).optional(),
  norms: z
    .array(
      z.object({
        tier: z.enum(TIERS),
        cutoffMinutes: z.number(),
        mode: z.enum(TRAVEL_MODES),
        status: z.enum(['confirmed', 'unconfirmed', 'yours']),
        source: z.string(),
        facilities: z.number().int(),
        total: z.number(),
        covered: z.number(),
        percent: z.number(),
        uncovered: Uncovered,
      }),
    )
    .optional()
    .describe('Coverage of each tier at its own cut-off and mode'),
  choice: z
    .array(
      z.object({
        cutoffMinutes: z.number(),
        peopleWithAtLeast: z
          .array(z.number())
          .describe('Entry k - 1: people who reach at least k facilities'),
        overlapIndex: z
          .number()
          .nullable()
          .describe('People of each catchment added up / people of their union; 1 = no overlap'),
      }),
    )
    .optional(),
  distance: z
    .object({
      measuredAs: z.literal('straight-line').describe('As the crow flies between cell centres'),
      meanKm: z.number().nullable(),
      medianKm: z.number().nullable(),
      p90Km: z.number().nullable(),
      differentFacilityPeople: z
        .number()
        .describe('People whose nearest facility by distance is not their nearest by time'),
    })
    .optional(),
  weakSpots: z
    .object({
      thresholdMinutes: z.number().nullable(),
      people: z.number(),
      spots: z.array(
        z.object({
          people: z.number(),
          lon: z.number(),
          lat: z.number(),
          meanMinutes: z.number().nullable(),
          blockedPeople: z.number(),
          help: z
            .enum(['mobile-clinic', 'telemedicine', 'check-data'])
            .describe('check-data: most of them are on water or without land data'),
          ...NamePair,
        }),
      ),
    })
    .optional()
    .describe('The tenth of the people who are worst off'),
  capacityDetail: CapacityDetail.optional(),
  follows: FollowsRun.optional(),
  uncertainty: z
    .object({
      draws: z.number().int(),
      seed: z.number().int(),
      commonSpeedSigma: z.number(),
      classSpeedSigma: z.number(),
      populationCv: z.number(),
      keepTotal: z.boolean(),
      closedProbability: z.record(z.string(), z.number()),
      cutoffs: z.array(
        z.object({
          cutoffMinutes: z.number(),
          covered: Range,
          percent: Range.nullable().describe('Of the people of the same draw'),
          surface: ValueLinks.describe(
            'Share of draws in which each cell is covered; none on water and beyond the data where nobody lives',
          ),
        }),
      ),
      zones: z.array(z.object({ index: z.number().int(), covered: z.array(Range) })),
      outsideZones: z
        .array(Range)
        .nullable()
        .describe(
          'One per cut-off: people covered who live in no zone; null where zones are not told apart by cell',
        ),
    })
    .optional(),
  compatDetail: z
    .object({
      mode: z.literal('accessmod-5'),
      peopleOffBarriers: z.number(),
      cutoffs: z.array(
        z.object({
          cutoffMinutes: z.number(),
          covered: z.number(),
          coveredStandard: z.number().describe('What the standard mode counts'),
          fewer: z.number().describe('coveredStandard - covered'),
          percentOfAll: z.number(),
          percentOffBarriers: z.number().nullable(),
          dropped: z.boolean().describe('AccessMod leaves this threshold out: beyond its times'),
        }),
      ),
    })
    .optional(),
};
