import { z } from 'zod';

/** Longitude and latitude in degrees, WGS 84. */
export const LonLat = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .describe('[longitude, latitude] in degrees, WGS 84');
export type LonLat = z.output<typeof LonLat>;

/** Closed cut-off in minutes: reached means time <= cut-off. */
export const CutoffMinutes = z
  .number()
  .positive()
  .max(1440)
  .describe('Closed cut-off in minutes, at most a day: reached means time <= cut-off, compared in seconds');

export const CutoffList = z.array(CutoffMinutes).min(1).max(12);

/**
 * A remark that travels with an answer: an assumption, a thing moved, dropped or clipped. `text` is in the
 * reader's language.
 */
export const Note = z.object({
  code: z.string(),
  parameters: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string(),
});
export type Note = z.output<typeof Note>;

/** What every JSON answer carries beside its own content. */
export const AnswerHead = z.object({
  run: z.string().describe('Id by which this answer can be reported, compared and replayed'),
  process: z.string(),
  region: z.string(),
  scenario: z.string().nullable(),
  travel: z.record(z.string(), z.unknown()).describe('The travel parameters used, defaults filled in'),
  within: z.string().optional().describe('Zone layer whose people are counted; absent: everybody'),
  notes: z.array(Note),
});
export type AnswerHead = z.output<typeof AnswerHead>;

/** GeoJSON as it leaves the service; structure is checked by geojson-validation on the way in. */
const Geometry = z.looseObject({ type: z.string() });
export const FeatureCollectionOut = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.looseObject({
      type: z.literal('Feature'),
      geometry: Geometry.nullable(),
      properties: z.looseObject({}),
    }),
  ),
});
