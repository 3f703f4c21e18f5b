import { TIE_SECONDS, toCutoffSeconds } from '../grid/cut-off.ts';

/** How the worth of a facility falls with travel time. Parameters in minutes, as the literature has them. */
export type Decay =
  | { readonly kind: 'binary'; readonly cutoffMinutes: number }
  | { readonly kind: 'linear'; readonly cutoffMinutes: number }
  | { readonly kind: 'exponential'; readonly ratePerMinute: number }
  | { readonly kind: 'power'; readonly exponent: number }
  | {
      readonly kind: 'gravity';
      readonly scaleMinutes: number;
      readonly exponent: number;
      readonly leastMinutes: number;
    }
  | { readonly kind: 'gaussian'; readonly sigmaMinutes: number }
  | { readonly kind: 'gaussian-dai'; readonly cutoffMinutes: number }
  | { readonly kind: 'epanechnikov'; readonly cutoffMinutes: number }
  | {
      readonly kind: 'stepped';
      readonly edgesMinutes: readonly number[];
      readonly weights: readonly number[];
      readonly edge: 'closed' | 'changes-at-step';
    }
  | { readonly kind: 'logistic'; readonly inflectionMinutes: number; readonly sdMinutes: number }
  | { readonly kind: 'calibrated-gaussian'; readonly cutoffMinutes: number; readonly weightAtCutoff: number };

/** Luo & Qi 2009: 1, 0.68, 0.22 within 10, 20, 30 minutes for primary care, edges closed (15 分钟以内). */
export const E2SFCA_STEPS: Extract<Decay, { kind: 'stepped' }> = {
  kind: 'stepped',
  edgesMinutes: [10, 20, 30],
  weights: [1, 0.68, 0.22],
  edge: 'closed',
};

/**
 * The same weights in a catchment of another length: the subzones are thirds of it, as 10, 20 and 30 are of
 * 30 minutes.
 */
export function buildE2sfcaSteps(catchmentMinutes: number): typeof E2SFCA_STEPS {
  return { ...E2SFCA_STEPS, edgesMinutes: [1, 2, 3].map((third) => (catchmentMinutes * third) / 3) };
}

/**
 * The weight function of a decay, from seconds to ≥ 0.
 *
 * | kind | f(t), t in minutes | source |
 * |---|---|---|
 * | binary | 1 for t ≤ T | cumulative opportunities |
 * | linear | max(0, 1 - t/T) | |
 * | exponential | e^(-βt) | |
 * | power | min(1, t^-β) | |
 * | gravity | (max(t, least)/scale)^α | Hansen 1959 |
 * | gaussian | e^(-t²/2σ²) | |
 * | gaussian-dai | (e^(-½(t/T)²) - e^-½)/(1 - e^-½) for t ≤ T | Dai 2010 |
 * | epanechnikov | ¾(1 - (t/T)²) for t ≤ T | |
 * | stepped, closed | weight of the first edge ≥ t, 0 beyond | Luo & Qi 2009 |
 * | stepped, changes-at-step | 1 below the first edge, weight k for edge k ≤ t < edge k+1 | |
 * | logistic | (1 + e^(-π m/(s√3)))/(1 + e^(π(t - m)/(s√3))) | Bauer & Groneberg 2016 |
 * | calibrated-gaussian | e^(-t²/b), b = -T²/ln f_T | |
 *
 * Throws a RangeError naming the parameter that is out of range.
 */
export function buildDecay(decay: Decay): (seconds: number) => number {
  switch (decay.kind) {
    case 'binary': {
      const cutoff = toCutoffSeconds(positive('cutoffMinutes', decay.cutoffMinutes, true));
      return (seconds) => (seconds <= cutoff ? 1 : 0);
    }
    case 'linear': {
      const cutoff = positive('cutoffMinutes', decay.cutoffMinutes) * 60;
      return (seconds) => Math.max(0, 1 - seconds / cutoff);
    }
    case 'exponential': {
      const rate = positive('ratePerMinute', decay.ratePerMinute, true);
      return (seconds) => Math.exp((-rate * seconds) / 60);
    }
    case 'power': {
      const exponent = positive('exponent', decay.exponent, true);
      return (seconds) => (seconds <= 60 ? 1 : (seconds / 60) ** -exponent);
    }
    case 'gravity': {
      const scale = positive('scaleMinutes', decay.scaleMinutes);
      const least = positive('leastMinutes', decay.leastMinutes, true);
      if (decay.exponent < 0 && least === 0)
        throw new RangeError('leastMinutes: expected > 0 when the exponent is negative, got 0');
      return (seconds) => (Math.max(seconds / 60, least) / scale) ** decay.exponent;
    }
    case 'gaussian': {
      const sigma = positive('sigmaMinutes', decay.sigmaMinutes);
      return (seconds) => Math.exp(-((seconds / 60) ** 2) / (2 * sigma * sigma));
    }
    case 'gaussian-dai': {
      const cutoff = positive('cutoffMinutes', decay.cutoffMinutes) * 60;
      const floor = Math.exp(-0.5);
      return (seconds) =>
        seconds <= cutoff ? (Math.exp(-0.5 * (seconds / cutoff) ** 2) - floor) / (1 - floor) : 0;
    }
    case 'epanechnikov': {
      const cutoff = positive('cutoffMinutes', decay.cutoffMinutes) * 60;
      return (seconds) => (seconds <= cutoff ? 0.75 * (1 - (seconds / cutoff) ** 2) : 0);
    }
    case 'stepped':
      return buildSteps(decay.edgesMinutes, decay.weights, decay.edge);
    case 'logistic': {
      const spread = Math.PI / (positive('sdMinutes', decay.sdMinutes) * Math.sqrt(3));
      const middle = positive('inflectionMinutes', decay.inflectionMinutes, true);
      const top = 1 + Math.exp(-middle * spread);
      return (seconds) => top / (1 + Math.exp((seconds / 60 - middle) * spread));
    }
    case 'calibrated-gaussian': {
      const cutoff = positive('cutoffMinutes', decay.cutoffMinutes);
      const weight = positive('weightAtCutoff', decay.weightAtCutoff);
      if (weight >= 1) throw new RangeError(`weightAtCutoff: expected < 1, got ${weight}`);
      const width = -(cutoff * cutoff) / Math.log(weight);
      return (seconds) => Math.exp(-((seconds / 60) ** 2) / width);
    }
  }
}

function buildSteps(
  edgesMinutes: readonly number[],
  weights: readonly number[],
  edge: 'closed' | 'changes-at-step',
): (seconds: number) => number {
  if (edgesMinutes.length !== weights.length || edgesMinutes.length === 0)
    throw new RangeError(`weights: expected one per edge (${edgesMinutes.length}), got ${weights.length}`);
  edgesMinutes.forEach((minutes, k) => {
    if (!(minutes >= 0) || (k > 0 && !(minutes > edgesMinutes[k - 1]!)))
      throw new RangeError(`edgesMinutes: expected ascending and ≥ 0, got ${edgesMinutes.join(', ')}`);
    if (!(weights[k]! >= 0)) throw new RangeError(`weights: expected ≥ 0, got ${weights[k]}`);
  });
  if (edge === 'closed') {
    const edges = edgesMinutes.map(toCutoffSeconds);
    return (seconds) => weights[edges.findIndex((limit) => seconds <= limit)] ?? 0;
  }
  const edges = edgesMinutes.map((minutes) => minutes * 60 - TIE_SECONDS);
  return (seconds) => {
    const next = edges.findIndex((limit) => seconds < limit);
    return next === 0 ? 1 : weights[(next < 0 ? edges.length : next) - 1]!;
  };
}

function positive(name: string, value: number, orZero = false): number {
  if (!Number.isFinite(value) || value < 0 || (value === 0 && !orZero))
    throw new RangeError(`${name}: expected ${orZero ? '≥' : '>'} 0, got ${value}`);
  return value;
}
