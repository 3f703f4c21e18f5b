import { DEFAULT_COVERAGE_CUTOFFS_MINUTES } from '../defaults.ts';
import { z } from 'zod';
import { AnswerHead, CutoffList } from '../common.ts';
import { AGE_BANDS, TIERS } from '../vocabulary.ts';
import { base, NamePair, OUTSIDE_LISTED, SurfaceLinks, ZonesInput } from './base.ts';
import {
  CAPACITY_MODES,
  CAPACITY_SOURCES,
  CapacityOrder,
  COVERAGE_EXTRAS,
  CoverageExtras,
  CutoffCoverage,
  Norms,
  Uncertainty,
} from './coverage-parts.ts';

const GapRow = z.object({
  rank: z.number().int(),
  people: z.number(),
  areaKm2: z.number(),
  lon: z.number(),
  lat: z.number(),
  meanMinutes: z.number().nullable().describe('People-weighted, over those who reach care at all'),
  blockedPeople: z.number().describe('On land, but no path leads away'),
  offLandPeople: z.number().describe('On water or another barrier, or without land data'),
  nearestFacilityId: z.string().nullable(),
  ...NamePair,
  zones: z.array(z.string()),
  roadProbablyUnmapped: z
    .boolean()
    .optional()
    .describe('Most of its people live over 1 km from any mapped road'),
  geometry: z.looseObject({ type: z.string() }),
  outlineCells: z
    .number()
    .int()
    .optional()
    .describe('The outline is that of blocks of so many cells a side, because its own has too many corners'),
});

export const CoverageInputs = z.strictObject({
  ...base,
  cutoffMinutes: CutoffList.default([...DEFAULT_COVERAGE_CUTOFFS_MINUTES]),
  zones: ZonesInput.optional(),
  capacity: z.enum(CAPACITY_MODES).default('ignore'),
  capacityOrder: CapacityOrder.optional(),
  norms: Norms.optional(),
  include: z.array(z.enum(COVERAGE_EXTRAS)).max(5).optional().describe('What to answer beside the coverage'),
  kCoverage: z
    .number()
    .int()
    .min(1)
    .max(10)
    .optional()
    .describe('Also people who reach at least 1…k facilities, and the overlap of catchments'),
  residualOf: z
    .string()
    .optional()
    .describe(
      'Id of a coverage run with capacity: this step shares out the people and the room it left at its last cut-off',
    ),
  uncertainty: Uncertainty.optional(),
  compat: z.literal('accessmod-5').optional(),
});
export const CoverageAnswer = AnswerHead.extend({
  total: z.number().describe('All people of the region; with `residualOf` those the earlier run left'),
  denominator: z.string().describe('What percentages are of'),
  cutoffs: z.array(CutoffCoverage),
  burden: z.object({
    meanMinutes: z.number().nullable(),
    medianMinutes: z.number().nullable(),
    p90Minutes: z.number().nullable(),
    p95Minutes: z.number().nullable(),
    unreachablePercent: z.number(),
  }),
  ages: z.array(
    z.object({
      band: z.enum(AGE_BANDS),
      total: z.number(),
      covered: z.array(z.number()).describe('One per cut-off'),
    }),
  ),
  zones: z.array(
    z.object({
      index: z.number().int(),
      ...NamePair,
      total: z.number(),
      meanMinutes: z.number().nullable(),
      cutoffs: z.array(CutoffCoverage),
      basis: z.enum(['cell-centre', 'area-share']),
      outsideKm2: z.number().describe('Area of the zone outside the region, km²'),
    }),
  ),
  outsideZones: z
    .object({ total: z.number(), cutoffs: z.array(CutoffCoverage) })
    .nullable()
    .describe('People in no zone'),
  facilities: z
    .array(
      z.object({
        id: z.string(),
        ...NamePair,
        tier: z.enum(TIERS),
        lon: z.number(),
        lat: z.number(),
        state: z.enum(['ok', 'outside', 'on-barrier', 'no-data']),
        people: z.array(z.number()).describe('People nearest to it within each cut-off'),
        ages: z
          .array(z.object({ band: z.enum(AGE_BANDS), people: z.array(z.number()) }))
          .describe('The same by age band, as far as the region has them'),
        areaKm2: z.array(z.number()),
        capacity: z.number().nullable(),
        capacitySource: z.enum(CAPACITY_SOURCES).optional(),
        served: z.number().nullable().describe('People served at the last cut-off in a capacity mode'),
        residual: z.number().nullable(),
      }),
    )
    .describe(OUTSIDE_LISTED),
  gaps: z
    .array(GapRow)
    .describe('Settlement beyond the last cut-off, by travel time alone, most people first; at most 50'),
  shortages: z
    .array(GapRow)
    .optional()
    .describe('In a capacity mode: people within the last cut-off for whom no room was left; at most 50'),
  gapsCutoffMinutes: z.number(),
  surface: SurfaceLinks,
  ...CoverageExtras,
});
export type CoverageAnswer = z.output<typeof CoverageAnswer>;
