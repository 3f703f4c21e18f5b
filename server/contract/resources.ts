import { z } from 'zod';
import { FeatureCollectionOut, Note } from './common.ts';
import { AGE_BANDS, TIERS, type RiddenMode } from './vocabulary.ts';

/** [west, south, east, north] in degrees. */
export const Bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const FindingOut = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  layer: z.string(),
  count: z.number().int(),
  text: z.string().describe("One sentence in the reader's language"),
  examples: z.array(
    z.object({
      label: z.string(),
      lonDegrees: z.number().optional(),
      latDegrees: z.number().optional(),
      row: z.number().optional(),
      offer: z
        .object({
          correction: z.enum(['move', 'gcj-02', 'bd-09']),
          lonDegrees: z.number(),
          latDegrees: z.number(),
          meters: z.number().describe('How far the place would move'),
        })
        .optional()
        .describe('What could be done with the row; nothing is done unless asked for'),
    }),
  ),
  area: z
    .object({
      type: z.literal('MultiPolygon'),
      coordinates: z.array(z.array(z.array(z.array(z.number())))),
    })
    .optional()
    .describe('Land that the finding is about'),
});
export type FindingOut = z.output<typeof FindingOut>;

/** One line of the list of regions. */
export const RegionSummary = z.object({
  id: z.string(),
  nameZh: z.string(),
  nameEn: z.string(),
  synthetic: z.boolean(),
  bounds: Bounds,
  people: z.number(),
  cells: z.number().int(),
  cellMeters: z.number().describe('Cell width at the middle row'),
  facilities: z.array(z.object({ tier: z.enum(TIERS), count: z.number().int() })),
  zoneLayers: z.array(z.object({ id: z.string(), title: z.string(), count: z.number().int() })),
  ageBands: z.array(z.enum(AGE_BANDS)),
  roadKm: z.number().describe('Kilometres of road, each once; ferries are apart'),
  ferryKm: z
    .number()
    .optional()
    .describe('Kilometres of ferry line; absent in regions imported before it was counted'),
  rideKm: z
    .object({ bicycle: z.number(), motorcycle: z.number(), car: z.number() } satisfies Record<
      RiddenMode,
      z.ZodNumber
    >)
    .optional()
    .describe('Kilometres of road that each vehicle may use at its default speeds; 0: none is open to it'),
  hasElevation: z.boolean(),
  countWithin: z
    .string()
    .optional()
    .describe(
      'Zone layer whose people questions count unless they say otherwise: the boundary of a region clipped with a halo',
    ),
  hash: z.string(),
});
export type RegionSummary = z.output<typeof RegionSummary>;

export const RegionDetail = RegionSummary.extend({
  crs: z.string(),
  areaKm2: z
    .number()
    .describe('Land, without water and without land data, inside the first zone layer where there is one'),
  areaOf: z
    .enum(['zones', 'land', 'frame'])
    .optional()
    .describe('What the area is of; `frame`: all cells, for nothing tells land from water'),
  peopleOnArea: z.number().optional().describe('People on that area'),
  peopleOutsideZones: z.number(),
  peopleOnBarrier: z.number(),
  peopleWithoutHeight: z
    .number()
    .optional()
    .describe('People where the heights have a hole; steps there count as flat'),
  sources: z.array(
    z.object({
      layer: z.string(),
      file: z.string(),
      role: z.enum(['used', 'alternative', 'unused']),
      format: z.string(),
      crs: z.string(),
      sha256: z.string(),
      bytes: z.number(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
  findings: z.array(FindingOut),
  attributions: z.array(z.string()),
});
export type RegionDetail = z.output<typeof RegionDetail>;

/** Answer to an uploaded boundary: what it is, what was mended, and the features as they will be used. */
export const UploadAnswer = z.object({
  upload: z.string(),
  region: z.string(),
  name: z.string(),
  features: z.number().int(),
  nameProperty: z.string().nullable().describe('Text property used for names'),
  textProperties: z
    .array(z.string())
    .describe('Properties that could be used instead: POST again with nameProperty'),
  notes: z.array(Note).describe('Repairs and remarks'),
  bounds: Bounds,
  outsideKm2: z.array(z.number()),
  geojson: FeatureCollectionOut,
});
export type UploadAnswer = z.output<typeof UploadAnswer>;

const JOB_STATES = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const;
/** What a job is expected to take, reported before it starts. */
export const JobEstimate = z.object({
  seconds: z.number().nullable().describe('Median of what is stored, by cells; null when nothing is'),
  lowSeconds: z.number().nullable(),
  highSeconds: z.number().nullable(),
  runs: z.number().int().describe('Stored runs of the process that the seconds rest on'),
  memoryBytes: z.number().describe('Arrays of the region and of one search'),
  availableBytes: z.number().describe('Free on this machine when the job was accepted'),
});
export type JobEstimate = z.output<typeof JobEstimate>;

/** OGC API Processes statusInfo with phase and rate. */
export const Job = z.object({
  jobID: z.string(),
  processID: z.string(),
  type: z.literal('process'),
  status: z.enum(JOB_STATES),
  message: z.string().nullable(),
  progress: z.number().min(0).max(100),
  phase: z.string().nullable(),
  ratePerMinute: z.number().nullable().describe('Per cent a minute, over the last 20 seconds'),
  remainingSeconds: z.number().nullable().describe('What is left at that rate'),
  created: z.string(),
  started: z.string().nullable(),
  finished: z.string().nullable(),
  run: z.string().nullable(),
  estimate: JobEstimate.nullable(),
});
export type Job = z.output<typeof Job>;

/** Whether a stored run gives the same bytes again. */
export const ReplayAnswer = z.object({
  run: z.string(),
  process: z.string(),
  same: z.boolean(),
  resultHash: z.string().describe('SHA-256 of the stored answer and its surfaces'),
  replayedHash: z.string(),
  differs: z.array(z.string()).describe('Members of the answer that differ'),
  engine: z.string(),
  replayedEngine: z.string(),
  milliseconds: z.number(),
  replayedMilliseconds: z.number(),
});
export type ReplayAnswer = z.output<typeof ReplayAnswer>;

const ProblemError = z.object({
  pointer: z.string().describe('JSON pointer into what was sent'),
  code: z.string(),
  detail: z.string(),
});
/** RFC 9457 */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(ProblemError).optional(),
});
export type Problem = z.output<typeof Problem>;
