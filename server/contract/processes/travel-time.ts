import { z } from 'zod';
import { AnswerHead, CutoffMinutes, LonLat } from '../common.ts';
import { base, SurfaceLinks } from './base.ts';

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
