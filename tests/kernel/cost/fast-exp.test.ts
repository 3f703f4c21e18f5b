import { describe, expect, it } from 'vitest';
import { computeExp } from '../../../server/kernel/cost/fast-exp.ts';
import { buildRandom } from '../../support/random-land.ts';

describe('e^x', () => {
  it("is within one unit in the last place of the platform's", () => {
    const random = buildRandom(5);
    for (let i = 0; i < 200_000; i++) {
      const x = i % 2 ? random() * 4 - 1 : random() * 1400 - 700;
      const expected = Math.exp(x);
      expect(Math.abs(computeExp(x) - expected)).toBeLessThanOrEqual(2.3e-16 * 2 * expected);
    }
  });
  it('keeps the ends', () => {
    expect(computeExp(0)).toBe(1);
    expect(computeExp(710)).toBe(Infinity);
    expect(computeExp(-800)).toBe(0);
    expect(computeExp(Number.NaN)).toBeNaN();
  });
});
