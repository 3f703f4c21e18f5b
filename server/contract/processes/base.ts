import { z } from 'zod';
import { Travel } from '../travel.ts';
import { TIERS } from '../vocabulary.ts';

/**
 * Facilities outside the region that an answer lists: the first of them in the region's order. All are
 * counted in the note `facilities-outside`.
 */
export const FACILITIES_OUTSIDE_LISTED = 200;
/** How that is described beside every list of facilities. */
export const OUTSIDE_LISTED =
  `Of facilities outside the region the first ${FACILITIES_OUTSIDE_LISTED} only, with state outside; ` +
  'the note facilities-outside counts all';

/** Which facilities count: by tier and / or id. Absent fields do not filter. */
export const FacilityFilter = z.strictObject({
  tiers: z.array(z.enum(TIERS)).min(1).optional(),
  ids: z.array(z.string()).min(1).max(20_000).optional(),
  services: z.array(z.string()).min(1).optional(),
  zones: z
    .string()
    .optional()
    .describe('Only facilities inside this zone layer of the region; absent: those outside serve as well'),
});
export type FacilityFilter = z.output<typeof FacilityFilter>;

/** Inputs that every process of a region takes. */
export const base = {
  region: z.string().describe('Region id, e.g. qinghe'),
  scenario: z.string().optional().describe('Scenario id; absent: the baseline'),
  travel: Travel.prefault({}),
  facilities: FacilityFilter.optional(),
  within: z
    .string()
    .optional()
    .describe(
      'Zone layer of the region whose people are counted, or `all`. Default: `all`, or the boundary of a ' +
        'region that was clipped with a halo',
    ),
};

/**
 * `zones` input: a zone layer of the region by id, `upload:ID`, or `none`. Default: the region's first zone
 * layer.
 */
export const ZonesInput = z
  .string()
  .describe('Zone layer: its id in the region, `upload:ID` of an uploaded boundary, or `none`');

export const SurfaceLinks = z.object({
  tiles: z
    .string()
    .describe('XYZ template of PNG tiles; seconds = red·65536 + green·256 + blue, 16777215 = unreached'),
  peopleTiles: z.string().describe('The same, with 0 where nobody lives'),
  maxZoom: z.number().int(),
  geotiff: z.string().describe('The surface as GeoTIFF, float32 minutes, nodata -1'),
  nearestGeotiff: z.string().describe('Nearest facility (row of `facilities`) as GeoTIFF, int32, nodata -1'),
});

/** A name in both languages. */
export const NamePair = { nameZh: z.string(), nameEn: z.string() };
