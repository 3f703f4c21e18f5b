import type { AgeBand, LAND_CLASSES, RiddenMode, ROAD_CLASSES, TRAVEL_MODES } from './vocabulary.ts';

/**
 * Suggested `walkFactor` by age band. 0.75 for 65+ is a convention, not a measurement: at crossings slow
 * walkers of both ages compare as
 * 0.97 to 1.25 m/s, 0.78, at 65 and over (Knoblauch, Pietrucha & Nitzburg 1996, Transportation Research
 * Record 1538) and as 3.03 to
 * 3.77 ft/s, 0.80, over 60 (15th percentiles; Fitzpatrick et al. 2006, TCRP 112 / NCHRP 562), rounded down
 * because those who seek care
 * are slower than those who are out on the street. Children are left at 1: they come with adults. What was
 * checked: cost/README.md.
 */
export const SUGGESTED_WALK_FACTORS: Record<AgeBand, number> = {
  '0-6': 1,
  '7-14': 1,
  '15-59': 1,
  '60-64': 1,
  '65+': 0.75,
};

/**
 * Walking speed on land in km/h by class, before slope. AccessMod's manual examples (5 urban, 5 bare, 4
 * low, 3 medium, 2 dense).
 */
export const DEFAULT_WALK_LAND_KMH: Record<(typeof LAND_CLASSES)[number], number> = {
  unknown: 4,
  'built-up': 5,
  cropland: 4,
  grassland: 4,
  shrubland: 3,
  forest: 2,
  wetland: 1.5,
  bare: 5,
  moss: 3,
  snow: 1.5,
  water: 0,
  nodata: Number.NaN,
};

/** Walking speed on a road or path, km/h, before slope. Motorways carry no walkers. */
export const DEFAULT_WALK_ROAD_KMH: Record<(typeof ROAD_CLASSES)[number], number> = {
  motorway: 0,
  trunk: 5,
  primary: 5,
  secondary: 5,
  tertiary: 5,
  unclassified: 5,
  residential: 5,
  living_street: 5,
  service: 5,
  track: 5,
  path: 4.5,
  footway: 5,
  cycleway: 5,
  steps: 3,
  ferry: 8,
};

/** What each mode rides: decides which roads are closed to it, how one-ways bind it and what it feels of slopes. */
export const VEHICLES: Readonly<Record<RiddenMode, 'bicycle' | 'motor'>> = {
  bicycle: 'bicycle',
  motorcycle: 'motor',
  car: 'motor',
};

/** Riding speed on the flat, km/h. 0: the mode may not use the class. */
export const DEFAULT_ROAD_KMH: Record<RiddenMode, Record<(typeof ROAD_CLASSES)[number], number>> = {
  bicycle: {
    motorway: 0,
    trunk: 14,
    primary: 15,
    secondary: 15,
    tertiary: 15,
    unclassified: 14,
    residential: 14,
    living_street: 10,
    service: 12,
    track: 10,
    path: 7,
    footway: 0,
    cycleway: 15,
    steps: 0,
    ferry: 8,
  },
  motorcycle: {
    motorway: 0,
    trunk: 55,
    primary: 50,
    secondary: 45,
    tertiary: 38,
    unclassified: 32,
    residential: 25,
    living_street: 10,
    service: 15,
    track: 18,
    path: 10,
    footway: 0,
    cycleway: 0,
    steps: 0,
    ferry: 8,
  },
  car: {
    motorway: 90,
    trunk: 70,
    primary: 55,
    secondary: 45,
    tertiary: 38,
    unclassified: 32,
    residential: 25,
    living_street: 10,
    service: 15,
    track: 15,
    path: 0,
    footway: 0,
    cycleway: 0,
    steps: 0,
    ferry: 8,
  },
};

/**
 * Seconds to fetch and park the vehicle, charged once when it is boarded (design: walk 0, bicycle 30,
 * motorcycle 60, car 120).
 */
export const DEFAULT_BOARDING_SECONDS: Record<(typeof TRAVEL_MODES)[number], number> = {
  walk: 0,
  bicycle: 30,
  motorcycle: 60,
  car: 120,
};

/** Straight-line speed of the straight-line model, km/h. */
export const DEFAULT_STRAIGHT_LINE_KMH: Record<(typeof TRAVEL_MODES)[number], number> = {
  walk: 4,
  bicycle: 12,
  motorcycle: 30,
  car: 35,
};
