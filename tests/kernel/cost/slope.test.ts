import { describe, expect, it } from 'vitest';
import { computeBicycleSpeed, getSlopeFunction, SLOPE_NAMES } from '../../../server/kernel/cost/slope.ts';

describe('walking on slopes', () => {
  it('is 1 on the flat and never below its stated least', () => {
    for (const name of SLOPE_NAMES) {
      const slope = getSlopeFunction(name);
      expect(slope.name).toBe(name);
      expect(slope.multiplier(0)).toBeCloseTo(1, 14);
      for (let s = -2; s <= 2; s += 0.0005) expect(slope.multiplier(s)).toBeGreaterThanOrEqual(slope.least);
    }
  });
  it('has the values of the papers', () => {
    // Tobler: 6 km/h at -5 %, 5.037 on the flat, so 5 km/h becomes 4.2 at +5 % and 5.956 at -5 %.
    const tobler = getSlopeFunction('tobler');
    expect(5 / tobler.multiplier(0.05)).toBeCloseTo(5 * Math.exp(-0.175), 10);
    expect(5 / tobler.multiplier(-0.05)).toBeCloseTo(5 * Math.exp(0.175), 10);
    // Irmischer–Clarke: 0.11 + exp(-25 / 1800) = 1.0962 m/s on the flat, 1.11 at -5 %, 0.11 + exp(-225 /
    // 1800) at +10 %.
    const clarke = getSlopeFunction('irmischer-clarke');
    expect(1.0962071 / clarke.multiplier(-0.05)).toBeCloseTo(1.11, 6);
    expect(1.0962071 / clarke.multiplier(0.1)).toBeCloseTo(0.11 + Math.exp(-0.125), 6);
    // Naismith–Langmuir: 0.72 s/m on the flat, +6 s a metre climbed, -2 on gentle, +2 on steep descents.
    const langmuir = getSlopeFunction('naismith-langmuir');
    expect(0.72 * langmuir.multiplier(0.1)).toBeCloseTo(1.32, 12);
    expect(0.72 * langmuir.multiplier(-0.1)).toBeCloseTo(0.72 - 0.19998, 12);
    expect(0.72 * langmuir.multiplier(-0.3)).toBeCloseTo(0.72 + 0.59994, 12);
  });
});

describe('cycling on slopes', () => {
  it(
    'slows 15 km/h to 4.01 at 5 % and 2.23 at 10 %, and doubles it at most downhill (slope as a ratio, ' +
      'no unit slip)',
    () => {
      const kmh = (slope: number): number => 3.6 * computeBicycleSpeed(15 / 3.6, slope);
      expect(kmh(0)).toBeCloseTo(15, 12);
      expect(kmh(0.05)).toBeCloseTo(4.01, 2);
      expect(kmh(0.1)).toBeCloseTo(2.23, 2);
      expect(kmh(-0.1)).toBeCloseTo(30, 12);
    },
  );
  it('falls with slope and solves the power equation', () => {
    for (const flat of [1, 3, 5, 10]) {
      let before = Infinity;
      for (let s = -0.3; s <= 0.5; s += 0.001) {
        const speed = computeBicycleSpeed(flat, s);
        expect(speed).toBeGreaterThan(0);
        expect(speed).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = speed;
      }
    }
  });
});
