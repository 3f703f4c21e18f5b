/** What slope does to walking, as `../slope.ts`, and bounds of it that are cheap. */
import { leastMultiplier } from './land-labels.as';
import { exponentsAt, naismithAt } from './land-memory.as';

@inline export function multiply<S>(ratio: f64): f64 {
  if (sizeof<S>() == 2) return exponential(3.5 * Math.abs(ratio + 0.05) - 0.175);
  if (sizeof<S>() == 4) {
    const x = 100 * ratio + 5;
    return irmischerFlat / (0.11 + exponential(-(x * x) / 1800));
  }
  return (0.72 + (ratio < -0.2125 ? -1.9998 : load<f64>(naismithAt + (<usize>(ratio >= 0) << 3))) * ratio) / 0.72;
}

let irmischerFlat: f64 = 0;

export function setIrmischerFlat(metersPerSecond: f64): void {
  irmischerFlat = metersPerSecond;
}

/** The same operations as `../fast-exp.ts`. */
function exponential(x: f64): f64 {
  if (x > 709) return Infinity;
  if (x < -700) return 0;
  const k = Math.floor(x * 46.16624130844683 + 0.5);
  const r = x - k * 0.02166084937925916 - k * 1.3239129268154012e-11;
  const p = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
  const n = <i32>k;
  const two = reinterpret<f64>(<i64>(1023 + (n >> 5)) << 52);
  const part = load<f64>(exponentsAt + (<usize>(n & 31) << 3));
  return (part + part * p) * two;
}

/**
 * Slightly under the least seconds that a step over flat `base` seconds takes when it climbs `rise` over 1 /
 * `perMeter`. NaN where a height is unknown.
 */
@inline export function bound<S>(base: f64, rise: f64, perMeter: f64): f64 {
  const ratio = rise * perMeter;
  // e^x is at least 1 + x.
  if (sizeof<S>() == 2) return base * HAIR * (0.825 + 3.5 * Math.abs(ratio + 0.05));
  if (sizeof<S>() == 4) return base * leastMultiplier;
  return base * HAIR * (1 + (NAISMITH_MEAN * ratio + NAISMITH_HALF * Math.abs(ratio)));
}

/** Naismith's multiplier is 1 + (mean ± half) · ratio, up and down; more than that where it is steep. */
export const NAISMITH_MEAN: f64 = (6 + 1.9998) / 2 / 0.72;
export const NAISMITH_HALF: f64 = (6 - 1.9998) / 2 / 0.72;
export const HAIR: f64 = 1 - 1e-9;
