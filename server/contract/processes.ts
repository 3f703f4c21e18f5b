import { z } from 'zod';
import { AnswerHead, CutoffList, CutoffMinutes, FeatureCollectionOut, LonLat } from './common.ts';
import { Travel } from './travel.ts';
import { AGE_BANDS, LANGUAGES, TIERS } from './vocabulary.ts';

/** Which facilities count: by tier and / or id. Absent fields do not filter. */
export const FacilityFilter = z.strictObject({
  tiers: z.array(z.enum(TIERS)).min(1).optional(),
  ids: z.array(z.string()).min(1).max(20_000).optional(),
  services: z.array(z.string()).min(1).optional(),
});
export type FacilityFilter = z.output<typeof FacilityFilter>;

const base = {
  region: z.string().describe('Region id, e.g. qinghe'),
  scenario: z.string().optional().describe('Scenario id; absent: the baseline'),
  travel: Travel.prefault({}),
  facilities: FacilityFilter.optional(),
};

/** `zones` input: a zone layer of the region by id, `upload:ID`, or `none`. Default: the region's first zone layer. */
const ZonesInput = z
  .string()
  .describe('Zone layer: its id in the region, `upload:ID` of an uploaded boundary, or `none`');

const SurfaceLinks = z.object({
  tiles: z
    .string()
    .describe('XYZ template of PNG tiles; seconds = red·65536 + green·256 + blue, 16777215 = unreached'),
  peopleTiles: z.string().describe('The same, with 0 where nobody lives'),
  maxZoom: z.number().int(),
  geotiff: z.string().describe('The surface as GeoTIFF, float32 minutes, nodata -1'),
  nearestGeotiff: z.string().describe('Nearest facility (row of `facilities`) as GeoTIFF, int32, nodata -1'),
});

export const TravelTimeInputs = z.strictObject({
  ...base,
  origins: z.array(LonLat).min(1).max(5000).optional(),
  cutoffMinutes: CutoffMinutes.optional(),
});
export const TravelTimeAnswer = AnswerHead.extend({
  surface: SurfaceLinks,
  origins: z.number().int().describe('Number of starting points used'),
  reachedCells: z.number().int(),
  reachedPeople: z.number(),
  totalPeople: z.number(),
  meanMinutes: z.number().nullable().describe('People-weighted mean over reached people'),
  medianMinutes: z.number().nullable(),
  p90Minutes: z.number().nullable(),
});

export const CatchmentsInputs = z.strictObject({
  ...base,
  origins: z.array(LonLat).min(1).max(500).optional(),
  cutoffMinutes: CutoffList.default([15, 30, 60]),
  polygons: z.boolean().default(true),
  overlap: z.enum(['free', 'nearest']).default('free'),
});
export const CatchmentsAnswer = FeatureCollectionOut.extend(AnswerHead.shape).describe(
  'Ordered by origin, then cut-off ascending; properties: originIndex, facilityId, name, cutoffMinutes, population, areaKm2, peopleByAge',
);

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
const NamePair = { nameZh: z.string(), nameEn: z.string() };

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

export const ExplainInputs = z.strictObject({
  ...base,
  point: LonLat,
  cutoffMinutes: CutoffMinutes.default(60),
});
const Leg = z.object({
  kind: z.enum(['walk', 'walk-road', 'ride', 'board']),
  minutes: z.number(),
  meters: z.number(),
  roadClass: z.string().nullable(),
});
export const ExplainAnswer = AnswerHead.extend({
  point: LonLat,
  inside: z.boolean(),
  cellState: z.enum(['outside', 'walkable', 'barrier', 'no-data']),
  people: z.number(),
  zone: z.object(NamePair).nullable(),
  nearest: z.array(
    z.object({
      tier: z.enum(TIERS),
      facility: z.object({ id: z.string(), ...NamePair, lon: z.number(), lat: z.number() }).nullable(),
      minutes: z.number().nullable(),
      meters: z.number().nullable(),
      reason: z.enum(['covered', 'tooFar', 'blocked', 'onBarrier', 'noData']),
      legs: z.array(Leg),
      geometry: z.looseObject({ type: z.string() }).nullable(),
    }),
  ),
});
export type ExplainAnswer = z.output<typeof ExplainAnswer>;

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
    zones: z.array(z.string()).optional().describe('Only inside these zones (names)'),
  }),
]);

export const SITING_MODELS = [
  'mclp', 'lscp', 'backup', 'p-median', 'p-center', 'p-dispersion', 'hierarchical', 'interventions',
] as const; // prettier-ignore

export const SitingInputs = z.strictObject({
  ...base,
  model: z.enum(SITING_MODELS).default('mclp'),
  candidates: Candidates.optional(),
  sites: z.number().int().min(1).max(1000).optional(),
  targetPercent: z.number().min(0).max(100).optional(),
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

export const REPORT_FORMATS = ['html', 'pdf', 'docx', 'xlsx', 'geojson', 'gpkg', 'json'] as const;
export const REPORT_TEMPLATES = ['site-selection', 'current-state', 'brief'] as const;
export const ReportInputs = z.strictObject({
  runs: z.array(z.string()).min(1).max(12),
  language: z.enum(LANGUAGES).default('zh'),
  format: z.enum(REPORT_FORMATS).default('html'),
  template: z.enum(REPORT_TEMPLATES).optional().describe('Default: by the runs given'),
  title: z.string().max(120).optional(),
});

/** One entry per process that this build can execute; absent ones are not there yet. */
export const PROCESSES = {
  'travel-time': { inputs: TravelTimeInputs, answer: TravelTimeAnswer },
  catchments: { inputs: CatchmentsInputs, answer: CatchmentsAnswer },
  coverage: { inputs: CoverageInputs, answer: CoverageAnswer },
  explain: { inputs: ExplainInputs, answer: ExplainAnswer },
  siting: { inputs: SitingInputs, answer: SitingAnswer },
  'siting-evaluate': { inputs: SitingEvaluateInputs, answer: SitingEvaluateAnswer },
  report: { inputs: ReportInputs, answer: z.unknown() },
} as const;
export type ProcessId = keyof typeof PROCESSES;
export const PROCESS_IDS = Object.keys(PROCESSES) as ProcessId[];
export type ProcessInputs<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['inputs']>;
export type ProcessAnswer<P extends ProcessId> = z.output<(typeof PROCESSES)[P]['answer']>;
