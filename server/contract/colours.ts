import { isWithinCutoff } from './cut-off.ts';
import type { RoadClass, Tier, UncoveredReason } from './vocabulary.ts';

/**
 * The colours of page and report alike, `#rrggbb`. Chosen so that the common colour vision deficiencies keep
 * them apart and a black-and-white print keeps their order; tiers also differ by shape (`TIER_SHAPES`).
 */
export const TIER_COLOURS: Record<Tier, string> = {
  county: '#0b2f6b',
  township: '#0072b2',
  village: '#008f68',
  other: '#5f6b73',
};

/** Symbol of a tier, so that colour is never the only sign. */
export const TIER_SHAPES: Record<Tier, 'cross' | 'square' | 'circle' | 'triangle'> = {
  county: 'cross',
  township: 'square',
  village: 'circle',
  other: 'triangle',
};

/**
 * Upper edges in minutes of the travel-time classes, closed; the last class is everything beyond that is
 * reached at all.
 */
export const TIME_CLASS_MINUTES = [15, 30, 60, 120, 240] as const;
/** One colour per class of `TIME_CLASS_MINUTES` and one for what lies beyond: near is light, far is dark. */
export const TIME_COLOURS = ['#fdf5c9', '#fbd27d', '#f39b52', '#d35c5e', '#8d3776', '#43225c'] as const;
/** Reached by no path. */
export const UNREACHED_COLOUR = '#8c9299';

/** Colour of a time in seconds by the closed classes above; not finite: `UNREACHED_COLOUR`. */
export function pickTimeColour(timeSeconds: number): string {
  if (!Number.isFinite(timeSeconds)) return UNREACHED_COLOUR;
  return TIME_COLOURS[findTimeClass(timeSeconds)] ?? UNREACHED_COLOUR;
}

/** Position among `TIME_COLOURS` of a time in seconds; beyond the last edge, the last. */
export function findTimeClass(timeSeconds: number): number {
  const index = TIME_CLASS_MINUTES.findIndex((minutes) => isWithinCutoff(timeSeconds, minutes));
  return index < 0 ? TIME_COLOURS.length - 1 : index;
}

/**
 * Share of draws in which a cell is covered, unlikely to likely, and the upper edges of the classes but the
 * last.
 */
export const CHANCE_EDGES = [0.1, 0.5, 0.9, 0.99] as const;
export const CHANCE_COLOURS = ['#7f3b08', '#e08214', '#f7e6c4', '#8fb8d8', '#1f5a99'] as const;

/** Access score against the mean of the region: little to much. */
export const SCORE_EDGES = [0.25, 0.5, 1, 2] as const;
export const SCORE_COLOURS = ['#8c510a', '#d8a04a', '#b9b3a2', '#6fbcb2', '#01665e'] as const;

/**
 * A model's error on a timed trip: much too quick, too quick, within a tenth, too slow, much too slow;
 * edges −25, −10, 10, 25 %.
 */
export const ERROR_COLOURS = ['#2166ac', '#74add1', '#7a8288', '#f08a4b', '#b2182b'] as const;

export const COVERED_COLOUR = '#3f8fb5';
export const REASON_COLOURS: Record<UncoveredReason, string> = {
  tooFar: '#e08214',
  blocked: '#8c2d04',
  onBarrier: '#4575b4',
  capacity: '#7b3294',
  noData: '#8c9299',
};

/** People: few to many. */
export const PEOPLE_COLOURS = ['#eef0f2', '#cfd6dc', '#a5b1bc', '#75858f', '#475760'] as const;
/** The same for people who are not covered. */
export const UNCOVERED_PEOPLE_COLOURS = ['#fde3d0', '#f9b48a', '#ee7f45', '#cf4a17', '#8c2d04'] as const;

export const GAP_COLOUR = '#b3340b';
export const SITE_COLOUR = '#c2185b';

/** Ground of the maps. */
export const LAND_COLOUR = '#f7f5ef';
export const WATER_COLOUR = '#b7d3e6';
export const BOUNDARY_COLOUR = '#3c3c46';
export const ZONE_COLOUR = '#9a95a0';

/** Line colour by road class; the wider ones first in drawing order belong on top. */
export const ROAD_COLOURS: Record<RoadClass, string> = {
  motorway: '#7d6a4f',
  trunk: '#8a7757',
  primary: '#978565',
  secondary: '#a69678',
  tertiary: '#b4a78d',
  unclassified: '#c0b6a1',
  residential: '#c9c1af',
  living_street: '#c9c1af',
  service: '#d3ccbd',
  track: '#cbbfa4',
  path: '#cbbfa4',
  footway: '#cbbfa4',
  cycleway: '#cbbfa4',
  steps: '#cbbfa4',
  ferry: '#5b8db8',
};
