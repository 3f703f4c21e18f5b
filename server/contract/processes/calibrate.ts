import { z } from 'zod';
import { AnswerHead, FeatureCollectionOut, LonLat } from '../common.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../vocabulary.ts';
import { base } from './base.ts';

export const CalibrateInputs = z.strictObject({
  ...base,
  facilities: z.never().optional().describe('Not taken: a trip names its own ends'),
  trips: z
    .array(
      z
        .tuple([LonLat, LonLat, z.number().positive().max(1440)])
        .describe('[from, to, minutes] of one timed trip'),
    )
    .min(1)
    .max(5000)
    .describe('Observed trips; the model is asked for the same trips in the same direction'),
});

const TRIP_STATES = ['used', 'no-path', 'same-cell', 'outside', 'on-barrier', 'no-data'] as const;

export const CalibrateAnswer = AnswerHead.extend({
  trips: z
    .array(
      z.object({
        from: LonLat,
        to: LonLat,
        observedMinutes: z.number(),
        modelMinutes: z.number().nullable(),
        errorMinutes: z.number().nullable().describe('Model minus observed'),
        state: z.enum(TRIP_STATES).describe('Only `used` trips count in the figures below'),
      }),
    )
    .describe('One row per trip sent, in that order'),
  used: z.number().int(),
  leftOut: z.record(z.enum(TRIP_STATES), z.number().int()),
  biasMinutes: z.number().describe('Mean of model minus observed'),
  meanAbsoluteMinutes: z.number(),
  rmseMinutes: z.number(),
  overallFactor: z.number().describe('The one factor on all times that fits best'),
  factors: z
    .array(
      z.object({
        way: z.enum(['walk', 'walk-road', 'ride']),
        landClass: z.enum(LAND_CLASSES).nullable(),
        roadClass: z.enum(ROAD_CLASSES).nullable(),
        trips: z.number().int(),
        modelMinutes: z.number(),
        timeFactor: z.number().describe('Suggested: multiply the time spent on the class by this'),
        speedFactor: z.number().describe('The same for its speed'),
      }),
    )
    .describe('Suggestions by class; nothing is applied'),
  rmseWithFactorsMinutes: z.number(),
  applied: z.literal(false),
  map: FeatureCollectionOut.describe('One line per used trip; properties: index, errorMinutes, errorPercent'),
});
