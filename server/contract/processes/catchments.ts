import { z } from 'zod';
import { AnswerHead, CutoffList, FeatureCollectionOut, LonLat } from '../common.ts';
import { base, OUTSIDE_LISTED } from './base.ts';

export const CatchmentsInputs = z.strictObject({
  ...base,
  origins: z.array(LonLat).min(1).max(500).optional(),
  cutoffMinutes: CutoffList.default([15, 30, 60]),
  polygons: z.boolean().default(true),
  overlap: z.enum(['free', 'nearest']).default('free'),
});
export const CatchmentsAnswer = FeatureCollectionOut.extend(AnswerHead.shape).describe(
  'Ordered by origin, then cut-off ascending; properties: originIndex, facilityId, name, ' +
    'cutoffMinutes, population, areaKm2, peopleByAge. ' +
    OUTSIDE_LISTED,
);
