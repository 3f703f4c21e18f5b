import { describe, expect, it } from 'vitest';
import {
  buildDecay,
  buildE2sfcaSteps,
  E2SFCA_STEPS,
  type Decay,
} from '../../../server/kernel/access/decay.ts';

/** Weights at minutes. */
const at = (decay: Decay, ...minutes: number[]): number[] => minutes.map((t) => buildDecay(decay)(t * 60));

const near = (actual: readonly number[], expected: readonly number[]): void =>
  expected.forEach((value, i) => expect(actual[i], `at ${i}`).toBeCloseTo(value, 12));

describe('weights by the formula of each kind', () => {
  it('binary: closed at the cut-off, and at a tie with it', () => {
    expect(at({ kind: 'binary', cutoffMinutes: 30 }, 0, 30, 30 + 1e-9, 30.001)).toEqual([1, 1, 1, 0]);
    expect(at({ kind: 'binary', cutoffMinutes: 0 }, 0, 0.01)).toEqual([1, 0]);
  });
  it('linear: falls to 0 at the cut-off and stays there', () => {
    near(at({ kind: 'linear', cutoffMinutes: 40 }, 0, 10, 30, 40, 80), [1, 0.75, 0.25, 0, 0]);
  });
  it('exponential: by the rate a minute', () => {
    near(at({ kind: 'exponential', ratePerMinute: 0.2 }, 0, 5, 10), [1, Math.exp(-1), Math.exp(-2)]);
    expect(at({ kind: 'exponential', ratePerMinute: 0 }, 90)).toEqual([1]);
  });
  it('power: no more than 1 within the first minute', () => {
    near(at({ kind: 'power', exponent: 2 }, 0, 0.5, 1, 2, 10), [1, 1, 1, 0.25, 0.01]);
    near(at({ kind: 'power', exponent: 2 }, 1.01), [1.01 ** -2]);
    expect(at({ kind: 'power', exponent: 0 }, 90)).toEqual([1]);
  });
  it('gravity: scaled minutes to the exponent, no nearer than the least', () => {
    const gravity: Decay = { kind: 'gravity', scaleMinutes: 10, exponent: -2, leastMinutes: 5 };
    near(at(gravity, 0, 5, 10, 20), [4, 4, 1, 0.25]);
    expect(at({ ...gravity, exponent: 1, leastMinutes: 0 }, 0, 20)).toEqual([0, 2]);
    expect(at({ ...gravity, exponent: 0, leastMinutes: 0 }, 20)).toEqual([1]);
  });
  it('gaussian: standard deviation in minutes', () => {
    near(at({ kind: 'gaussian', sigmaMinutes: 20 }, 0, 20, 40), [1, Math.exp(-0.5), Math.exp(-2)]);
  });
  it('gaussian of Dai: from 1 to 0 at the cut-off, 0 beyond', () => {
    const half = (Math.exp(-0.125) - Math.exp(-0.5)) / (1 - Math.exp(-0.5));
    near(at({ kind: 'gaussian-dai', cutoffMinutes: 60 }, 0, 30, 60, 61), [1, half, 0, 0]);
  });
  it('epanechnikov: three quarters at no distance, 0 at the cut-off and beyond', () => {
    near(at({ kind: 'epanechnikov', cutoffMinutes: 60 }, 0, 30, 45, 60, 90), [0.75, 0.5625, 0.328125, 0, 0]);
  });
  it('logistic: 1 at no distance, about half at the inflection', () => {
    const spread = Math.PI / (5 * Math.sqrt(3));
    const top = 1 + Math.exp(-30 * spread);
    near(at({ kind: 'logistic', inflectionMinutes: 30, sdMinutes: 5 }, 0, 30, 40), [
      1,
      top / 2,
      top / (1 + Math.exp(10 * spread)),
    ]);
    near(at({ kind: 'logistic', inflectionMinutes: 0, sdMinutes: 5 }, 0), [1]);
  });
  it('calibrated gaussian: the stated weight at the cut-off', () => {
    const decay: Decay = { kind: 'calibrated-gaussian', cutoffMinutes: 60, weightAtCutoff: 0.01 };
    near(at(decay, 0, 60, 30), [1, 0.01, 0.01 ** 0.25]);
  });
});

describe('steps', () => {
  it('closed: the weight of the first edge not before the time', () => {
    expect(E2SFCA_STEPS).toEqual({
      kind: 'stepped',
      edgesMinutes: [10, 20, 30],
      weights: [1, 0.68, 0.22],
      edge: 'closed',
    });
    expect(at(E2SFCA_STEPS, 0, 10, 10 + 1e-9, 10.01, 20, 20.01, 30, 30.01)).toEqual([
      1, 1, 1, 0.68, 0.68, 0.22, 0.22, 0,
    ]);
    expect(buildE2sfcaSteps(60)).toEqual({ ...E2SFCA_STEPS, edgesMinutes: [20, 40, 60] });
  });
  it('that change at the step: 1 before the first edge, then the weight of the edge that was passed', () => {
    const steps: Decay = {
      kind: 'stepped',
      edgesMinutes: [10, 20],
      weights: [0.5, 0.2],
      edge: 'changes-at-step',
    };
    expect(at(steps, 0, 9.99, 10 - 1e-9, 10, 19.99, 20, 90)).toEqual([1, 1, 0.5, 0.5, 0.5, 0.2, 0.2]);
  });
  it('an edge at 0 and a weight of 0 are steps', () => {
    const steps: Decay = { kind: 'stepped', edgesMinutes: [0, 5], weights: [1, 0], edge: 'closed' };
    expect(at(steps, 0, 1)).toEqual([1, 0]);
  });
});

describe('refused, by name', () => {
  it.each<[Decay, RegExp]>([
    [{ kind: 'binary', cutoffMinutes: -1 }, /^cutoffMinutes: expected ≥ 0, got -1/],
    [{ kind: 'linear', cutoffMinutes: 0 }, /^cutoffMinutes: expected > 0, got 0/],
    [{ kind: 'exponential', ratePerMinute: Number.NaN }, /^ratePerMinute/],
    [{ kind: 'power', exponent: -1 }, /^exponent/],
    [{ kind: 'gravity', scaleMinutes: 0, exponent: 1, leastMinutes: 1 }, /^scaleMinutes/],
    [{ kind: 'gravity', scaleMinutes: 1, exponent: -1, leastMinutes: 0 }, /^leastMinutes: expected > 0 when/],
    [{ kind: 'gaussian', sigmaMinutes: 0 }, /^sigmaMinutes/],
    [{ kind: 'gaussian-dai', cutoffMinutes: 0 }, /^cutoffMinutes/],
    [{ kind: 'epanechnikov', cutoffMinutes: Infinity }, /^cutoffMinutes/],
    [{ kind: 'logistic', inflectionMinutes: -1, sdMinutes: 5 }, /^inflectionMinutes/],
    [{ kind: 'logistic', inflectionMinutes: 1, sdMinutes: 0 }, /^sdMinutes/],
    [{ kind: 'calibrated-gaussian', cutoffMinutes: 0, weightAtCutoff: 0.1 }, /^cutoffMinutes/],
    [{ kind: 'calibrated-gaussian', cutoffMinutes: 1, weightAtCutoff: 0 }, /^weightAtCutoff: expected > 0/],
    [
      { kind: 'calibrated-gaussian', cutoffMinutes: 1, weightAtCutoff: 1 },
      /^weightAtCutoff: expected < 1, got 1/,
    ],
    [{ kind: 'stepped', edgesMinutes: [], weights: [], edge: 'closed' }, /^weights: expected one per edge/],
    [
      { kind: 'stepped', edgesMinutes: [1], weights: [1, 1], edge: 'closed' },
      /^weights: expected one per edge/,
    ],
    [
      { kind: 'stepped', edgesMinutes: [2, 2], weights: [1, 1], edge: 'closed' },
      /^edgesMinutes: expected asc/,
    ],
    [{ kind: 'stepped', edgesMinutes: [-1], weights: [1], edge: 'closed' }, /^edgesMinutes: expected asc/],
    [{ kind: 'stepped', edgesMinutes: [1], weights: [-1], edge: 'closed' }, /^weights: expected ≥ 0, got -1/],
  ])('%j', (decay, message) => {
    expect(() => buildDecay(decay)).toThrow(message);
  });
});
