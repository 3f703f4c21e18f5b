import { describe, expect, it } from 'vitest';
import { computeInverseNormal, computeLognormal, createRandom } from '../../../server/kernel/stats/random.ts';

describe('createRandom', () => {
  it('gives the same numbers for the same seed and stream, others for another', () => {
    const take = (...seed: [number, ...number[]]): number[] => {
      const random = createRandom(...seed);
      return Array.from({ length: 5 }, () => random.uniform());
    };
    expect(take(1, 2, 3)).toEqual(take(1, 2, 3));
    const firsts = new Set(
      [take(1), take(2), take(1, 0), take(1, 1), take(-1), take(1, 2 ** 40), take(1, 2 ** 41)].map(
        (list) => list[0],
      ),
    );
    expect(firsts.size).toBe(7);
    expect(() => createRandom(0.5)).toThrow(/whole/);
  });

  it('is uniform and normal as far as 200,000 numbers can tell', () => {
    const random = createRandom(20_260_101);
    const n = 200_000;
    const bins = new Float64Array(20);
    let mean = 0;
    let square = 0;
    let beyond = 0;
    for (let i = 0; i < n; i++) {
      bins[Math.floor(random.uniform() * 20)]!++;
      const z = random.normal();
      mean += z / n;
      square += (z * z) / n;
      if (Math.abs(z) > 1.959964) beyond++;
    }
    // chi square with 19 degrees of freedom: 99.9 % below 43.8
    expect(bins.reduce((sum, count) => sum + (count - n / 20) ** 2 / (n / 20), 0)).toBeLessThan(43.8);
    expect(Math.abs(mean)).toBeLessThan(0.01);
    expect(Math.abs(square - 1)).toBeLessThan(0.015);
    expect(Math.abs(beyond / n - 0.05)).toBeLessThan(0.002);
  });
});

describe('computeInverseNormal', () => {
  it('equals tabulated quantiles (scipy.special.ndtri) to its 2^-40', () => {
    for (const [p, z] of [
      [0.5, 0],
      [0.975, 1.959963984540054],
      [0.9, 1.2815515655446004],
      [0.1, -1.2815515655446004],
      [0.001, -3.090232306167813],
      [1e-10, -6.361340902404056],
      [1e-20, -9.262340089798409],
    ] as const)
      expect(computeInverseNormal(p)).toBeCloseTo(z, 11);
    expect(() => computeInverseNormal(1)).toThrow(/\(0, 1\)/);
  });
  it('gives factors of median 1, exactly 1 without variance', () => {
    expect(computeLognormal(0.15, 0)).toBe(1);
    expect(computeLognormal(0, 3)).toBe(1);
    expect(computeLognormal(0.1, 1)).toBeCloseTo(Math.exp(0.1), 11);
  });
});
