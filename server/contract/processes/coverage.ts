import { z } from 'zod';
import { AnswerHead, CutoffList } from '../common.ts';
import { AGE_BANDS, TIERS } from '../vocabulary.ts';
import { base, NamePair, SurfaceLinks, ZonesInput } from './base.ts';

const Uncovered = z.object({
  tooFar: z.number(),
  blocked: z.number(),
  onBarrier: z.number(),
  capacity: z.number(),
  noData: z.number(),
});
const CutoffCoverage = z.object({
  cutoffMinutes: z.number(),
  covered: z.number(),
  percent: z.number().describe('covered / total · 100'),
  uncovered: Uncovered,
});

export const CoverageInputs = z.strictObject({
  ...base,
  cutoffMinutes: CutoffList.default([30, 60]),
  zones: ZonesInput.optional(),
  capacity: z.enum(['ignore', 'sequential', 'nearest-first', 'fair']).default('ignore'),
  compat: z.literal('accessmod-5').optional(),
});
export const CoverageAnswer = AnswerHead.extend({
  total: z.number().describe('All people of the region'),
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
  facilities: z.array(
    z.object({
      id: z.string(),
      ...NamePair,
      tier: z.enum(TIERS),
      lon: z.number(),
      lat: z.number(),
      state: z.enum(['ok', 'outside', 'on-barrier', 'no-data']),
      people: z.array(z.number()).describe('People nearest to it within each cut-off'),
      areaKm2: z.array(z.number()),
      capacity: z.number().nullable(),
      served: z.number().nullable().describe('People served at the last cut-off in a capacity mode'),
      residual: z.number().nullable(),
    }),
  ),
  gaps: z.array(
    z.object({
      rank: z.number().int(),
      people: z.number(),
      areaKm2: z.number(),
      lon: z.number(),
      lat: z.number(),
      meanMinutes: z.number().nullable().describe('People-weighted, over those who reach care at all'),
      blockedPeople: z.number(),
      nearestFacilityId: z.string().nullable(),
      ...NamePair,
      zones: z.array(z.string()),
      geometry: z.looseObject({ type: z.string() }),
    }),
  ),
  gapsCutoffMinutes: z.number(),
  surface: SurfaceLinks,
});
export type CoverageAnswer = z.output<typeof CoverageAnswer>;
