import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeSortOrder } from '../../../server/kernel/stats/sort-order.ts';
import { addTo, buildSums, computeSum, readSum } from '../../../server/kernel/stats/sum.ts';
import { computeWeightedQuantiles } from '../../../server/kernel/stats/weighted-quantiles.ts';
import { runs } from '../../support/depth.ts';

describe('sums', () => {
  it('keep what plain addition loses', () => {
    expect(computeSum([1, 1e100, 1, -1e100])).toBe(2);
    const sums = buildSums(2);
    for (let i = 0; i < 1_000_000; i++) addTo(sums, 1, 0.1);
    expect(readSum(sums, 1)).toBe(100_000);
    expect(readSum(sums, 0)).toBe(0);
  });
});

describe('computeSortOrder', () => {
  const check = (keys: Float64Array): void => {
    const order = computeSortOrder(keys);
    const expected = [...keys.keys()].sort((a, b) =>
      keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : a - b,
    );
    expect([...order]).toEqual(expected);
  };

  it('orders by key, then position, Infinity last', () => {
    check(Float64Array.of(3, Infinity, 1, 1, 0, Infinity, -0, 5e-324, 1e308));
    expect(() => computeSortOrder(Float64Array.of(1, Number.NaN))).toThrow(/position 1/);
    expect(() => computeSortOrder(Float64Array.of(-1))).toThrow(/≥ 0/);
  });

  it('gives the same order by radix as by comparison', () => {
    const keys = Float64Array.from({ length: 9000 }, (_, i) => {
      const hash = Math.imul(i + 1, 2654435761) >>> 0;
      return hash % 7 === 0 ? Infinity : hash % 11 === 0 ? -0 : (hash % 3000) / 7;
    });
    check(keys);
  });
});

describe('computeWeightedQuantiles', () => {
  it('equals the definition', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant(Infinity)), fc.nat(9)), {
          maxLength: 30,
        }),
        fc.constantFrom(0, 0.25, 0.5, 0.9, 1),
        (pairs, share) => {
          const values = Float64Array.from(pairs, (pair) => pair[0]);
          const weights = pairs.map((pair) => pair[1]);
          const finite = pairs.filter((pair) => pair[0] < Infinity && pair[1] > 0);
          const total = finite.reduce((sum, pair) => sum + pair[1], 0);
          const candidates = finite.map((pair) => pair[0]).sort((a, b) => a - b);
          const expected =
            candidates.find(
              (t) =>
                finite.filter((pair) => pair[0] <= t).reduce((sum, pair) => sum + pair[1], 0) >=
                share * total,
            ) ?? null;
          expect(computeWeightedQuantiles(values, weights, [share])).toEqual([expected]);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  it('is null where the share is never reached', () => {
    expect(computeWeightedQuantiles(Float64Array.of(1, Infinity), [1, 1], [0.9, 0.5], 2)).toEqual([null, 1]);
  });
});
