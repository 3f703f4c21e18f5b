/**
 * Closed word lists shared by data, API, report and page. The position of a word in a list is its stored
 * value.
 */

export const TIERS = ['village', 'township', 'county', 'other'] as const;
export type Tier = (typeof TIERS)[number];

export const ROAD_CLASSES = [
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'path',
  'footway',
  'cycleway',
  'steps',
  'ferry',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/**
 * Land-cover classes. `unknown` where the region has no land-cover layer, `nodata` where it has one that is
 * silent here.
 */
export const LAND_CLASSES = [
  'unknown',
  'built-up',
  'cropland',
  'grassland',
  'shrubland',
  'forest',
  'wetland',
  'bare',
  'moss',
  'snow',
  'water',
  'nodata',
] as const;
export type LandClass = (typeof LAND_CLASSES)[number];

export const AGE_BANDS = ['0-6', '7-14', '15-59', '60-64', '65+'] as const;
export type AgeBand = (typeof AGE_BANDS)[number];

export const TRAVEL_MODES = ['walk', 'bicycle', 'motorcycle', 'car'] as const;
export type TravelMode = (typeof TRAVEL_MODES)[number];
/** A mode that boards a vehicle; its trips are walk, ride, walk. */
export type RiddenMode = Exclude<TravelMode, 'walk'>;

export const TRAVEL_MODELS = ['hybrid', 'network', 'raster', 'straight-line'] as const;
export type TravelModel = (typeof TRAVEL_MODELS)[number];

/** Walking functions of slope, and `none`. */
export const SLOPE_FUNCTIONS = ['tobler', 'irmischer-clarke', 'naismith-langmuir', 'none'] as const;
export type SlopeChoice = (typeof SLOPE_FUNCTIONS)[number];

export const SEASONS = ['dry', 'wet'] as const;
export type Season = (typeof SEASONS)[number];

/** What new sites are chosen for, the usual one first. */
export const SITING_MODELS = [
  'mclp',
  'lscp',
  'backup',
  'p-median',
  'p-center',
  'p-dispersion',
  'hierarchical',
  'interventions',
] as const;
export type SitingModel = (typeof SITING_MODELS)[number];

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Why a person is not covered. */
export const UNCOVERED_REASONS = ['tooFar', 'blocked', 'onBarrier', 'capacity', 'noData'] as const;
export type UncoveredReason = (typeof UNCOVERED_REASONS)[number];
