import { z } from 'zod';
import { AnswerHead, CutoffMinutes, LonLat } from '../common.ts';
import { TIERS } from '../vocabulary.ts';
import { base, NamePair } from './base.ts';

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
