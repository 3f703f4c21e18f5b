import { DEFAULT_CUTOFF_MINUTES } from '../defaults.ts';
import { z } from 'zod';
import { AnswerHead, CutoffMinutes, LonLat } from '../common.ts';
import { TIERS } from '../vocabulary.ts';
import { base, NamePair } from './base.ts';

export const ExplainInputs = z.strictObject({
  ...base,
  point: LonLat,
  cutoffMinutes: CutoffMinutes.default(DEFAULT_CUTOFF_MINUTES),
  capacityRun: z.string().optional().describe('A coverage run with capacity: says whether room is left'),
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
  capacity: z
    .object({
      run: z.string(),
      mode: z.string(),
      cutoffMinutes: z.number(),
      served: z.number(),
      unserved: z.number(),
    })
    .nullable()
    .describe('With `capacityRun`: people of this place served in it, and not'),
  nearest: z.array(
    z.object({
      tier: z.enum(TIERS),
      facility: z.object({ id: z.string(), ...NamePair, lon: z.number(), lat: z.number() }).nullable(),
      minutes: z.number().nullable(),
      meters: z.number().nullable(),
      reason: z.enum(['covered', 'tooFar', 'blocked', 'onBarrier', 'capacity', 'noData']),
      overMinutes: z
        .number()
        .nullable()
        .describe('Minutes beyond the cut-off of the nearest that would do; 0: within'),
      crowFlies: z
        .object({ id: z.string(), ...NamePair, meters: z.number() })
        .nullable()
        .describe('Where no path exists: the facility nearest as the crow flies'),
      room: z
        .object({ capacity: z.number().nullable(), left: z.number().nullable(), full: z.boolean() })
        .nullable()
        .describe('With `capacityRun`: room of the facility after that run'),
      legs: z.array(Leg),
      geometry: z.looseObject({ type: z.string() }).nullable(),
    }),
  ),
});
export type ExplainAnswer = z.output<typeof ExplainAnswer>;
