import { z } from 'zod';
import {
  LAND_CLASSES,
  ROAD_CLASSES,
  SEASONS,
  SLOPE_FUNCTIONS,
  TRAVEL_MODELS,
  TRAVEL_MODES,
} from './vocabulary.ts';

const speedKmh = z.number().positive().max(200);

/** Speeds in km/h that replace the defaults, by land-cover and road class. */
const Speeds = z
  .strictObject({
    land: z.partialRecord(z.enum(LAND_CLASSES), speedKmh).optional(),
    road: z.partialRecord(z.enum(ROAD_CLASSES), speedKmh).optional(),
    offRoad: z
      .partialRecord(z.enum(LAND_CLASSES), speedKmh)
      .optional()
      .describe(
        'The vehicle leaves the road on these land-cover classes, at these speeds; on others it never does',
      ),
    straightLine: speedKmh.optional(),
  })
  .describe('Speeds in km/h that replace the defaults, by land-cover class and road class');

/** How people travel. Every field sent is used or refused. */
export const Travel = z.strictObject({
  model: z.enum(TRAVEL_MODELS).default('hybrid'),
  mode: z.enum(TRAVEL_MODES).default('walk'),
  direction: z.enum(['to-facility', 'from-facility']).default('to-facility'),
  season: z.enum(SEASONS).default('dry'),
  boardingSeconds: z.number().min(0).max(7200).optional(),
  slope: z
    .enum(SLOPE_FUNCTIONS)
    .optional()
    .describe(
      'How slope slows walkers; default tobler where heights are known. `none`: flat, for bicycles too',
    ),
  walkFactor: z
    .number()
    .min(0.1)
    .max(2)
    .optional()
    .describe('Multiplies every walking speed; default 1. For people of 65 and over 0.75 is suggested'),
  neighbours: z
    .union([z.literal(8), z.literal(16)])
    .optional()
    .describe(
      'Moves from a cell over land; default 16 (at most 2.75 % longer than a straight line, 8: 8.24 %)',
    ),
  speeds: Speeds.optional(),
});
export type Travel = z.output<typeof Travel>;
export type TravelInput = z.input<typeof Travel>;
