import { computeExp } from './fast-exp.ts';

/**
 * How slope changes walking: time on a slope as a multiple of time on the flat. Slopes are rise / run in
 * the direction of travel.
 */
export interface SlopeFunction {
  readonly name: SlopeName;
  /** Multiple of the flat time, > 0; 1 at slope 0. */
  multiplier(slopeRatio: number): number;
  /** No multiplier is below this. */
  readonly least: number;
  /** Speed on the flat that the multiplier is normalised by, where the function is one of speed. */
  readonly flatMetersPerSecond?: number;
}

export const SLOPE_NAMES = ['tobler', 'irmischer-clarke', 'naismith-langmuir'] as const;
export type SlopeName = (typeof SLOPE_NAMES)[number];

/** Slightly under the true minimum, so that a bound computed with it holds in floating point. */
const HAIR = 1 - 1e-12;

/**
 * Tobler's hiking function normalised to the flat speed: exp(3.5 |s + 0.05| - 0.175). Fastest at -5 %.
 * Source: Tobler 1993 (NCGIA 93-1); the normalisation is AccessMod's (u = v exp(-3.5 |s + 0.05|) /
 * exp(-0.175)).
 */
const tobler: SlopeFunction = {
  name: 'tobler',
  multiplier: (slopeRatio) => computeExp(3.5 * Math.abs(slopeRatio + 0.05) - 0.175),
  least: Math.exp(-0.175) * HAIR,
};

const irmischerSpeed = (slopeRatio: number): number => {
  const x = 100 * slopeRatio + 5;
  return 0.11 + computeExp(-(x * x) / 1800);
};
const irmischerFlat = irmischerSpeed(0);

/**
 * Irmischer & Clarke's on-path speed 0.11 + exp(-(100 s + 5)² / (2·30²)) m/s, normalised to the flat speed.
 * Fastest at -5 %, and
 * never below a tenth of the flat speed, so steep ground is slower than by Tobler up to about 60 % and
 * quicker beyond.
 * Source: Irmischer & Clarke 2018, Cartography and Geographic Information Science 45(2), eq. for men on path.
 */
const irmischerClarke: SlopeFunction = {
  name: 'irmischer-clarke',
  multiplier: (slopeRatio) => irmischerFlat / irmischerSpeed(slopeRatio),
  least: (irmischerFlat / irmischerSpeed(-0.05)) * HAIR,
  flatMetersPerSecond: irmischerFlat,
};

/**
 * Naismith's rule with Langmuir's corrections, normalised to the flat speed: 0.72 s per metre, 6 s per
 * metre climbed, 1.9998 s less per
 * metre of gentle descent, 1.9998 s more per metre where the descent is steeper than 21.25 %.
 * Source: GRASS r.walk (coefficients a, b, c, d and slope factor); Langmuir 1984.
 */
const naismithLangmuir: SlopeFunction = {
  name: 'naismith-langmuir',
  multiplier: (slopeRatio) =>
    (0.72 + (slopeRatio >= 0 ? 6 : slopeRatio < -0.2125 ? -1.9998 : 1.9998) * slopeRatio) / 0.72,
  least: ((0.72 - 1.9998 * 0.2125) / 0.72) * HAIR,
};

/** The walking function of that name. */
export function getSlopeFunction(name: SlopeName): SlopeFunction {
  if (name === 'tobler') return tobler;
  if (name === 'irmischer-clarke') return irmischerClarke;
  if (name === 'naismith-langmuir') return naismithLangmuir;
  throw new RangeError(`slope function: expected one of ${SLOPE_NAMES.join(', ')}, got ${String(name)}`);
}

/** 80 kg rider and 15 kg bicycle, newtons. */
const BICYCLE_WEIGHT_NEWTONS = 9.8 * 95;
const BICYCLE_ROLLING = 0.012;
/** Half of frontal area 0.445 m² times the density of air at 20 °C and 500 m. */
const BICYCLE_DRAG = 0.5 * 0.445 * (1.293 - 0.00426 * 20) * Math.exp(-500 / 7000);

/**
 * Cycling speed on a slope, at the power that gives `flatSpeed` on the flat: the root x of x (A x² + W (s +
 * 0.012)) = P, no wind, at
 * most twice the flat speed (people brake). Speeds in m/s, slope rise / run, both exact (no unit slip: a 10
 * % climb takes a 15 km/h
 * rider to 2.2 km/h). Strictly falling in slope until the cap. O(1).
 * Source: the power model AccessMod uses (anchors: 95 kg, rolling 0.012, 0.445 m²), with the slope as a
 * ratio and solved to the last bits.
 */
export function computeBicycleSpeed(flatSpeed: number, slopeRatio: number): number {
  if (slopeRatio === 0) return flatSpeed;
  const power = flatSpeed * (BICYCLE_DRAG * flatSpeed * flatSpeed + BICYCLE_WEIGHT_NEWTONS * BICYCLE_ROLLING);
  const pull = BICYCLE_WEIGHT_NEWTONS * (slopeRatio + BICYCLE_ROLLING);
  const cap = 2 * flatSpeed;
  if (cap * (BICYCLE_DRAG * cap * cap + pull) <= power) return cap;
  // Left of the cap the cubic is convex with one positive root: Newton from the right falls on it
  // monotonically.
  let x = cap;
  for (let i = 0; i < 100; i++) {
    const f = x * (BICYCLE_DRAG * x * x + pull) - power;
    const next = x - f / (3 * BICYCLE_DRAG * x * x + pull);
    if (!(next < x)) break;
    x = next;
  }
  return x;
}
