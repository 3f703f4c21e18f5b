import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildPace } from '../../server/service/job-pace.ts';
import { runs } from '../support/depth.ts';

test('an even pace is told as it is', () => {
  const measure = buildPace();
  for (let second = 1; second <= 50; second++) {
    const pace = measure(second * 1000, second / 100);
    if (second <= 2) expect(pace).toEqual({ ratePerMinute: null, remainingSeconds: null });
    else expect(pace).toEqual({ ratePerMinute: 60, remainingSeconds: 100 - second });
  }
});

test('a slow beginning is forgotten after 20 s', () => {
  const measure = buildPace();
  measure(100_000, 0.1);
  for (let second = 101; second < 120; second++) measure(second * 1000, 0.1 + (second - 100) * 0.02);
  const pace = measure(121_000, 0.52);
  expect(pace.ratePerMinute).toBe(120);
  expect(pace.remainingSeconds).toBe(24);
});

test('whatever comes, a pace is null or a positive number', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 30_000 }), fc.double({ min: 0, max: 0.2, noNaN: true })), {
        maxLength: 60,
      }),
      (steps) => {
        const measure = buildPace();
        let [at, share] = [0, 0];
        for (const [milliseconds, more] of steps) {
          at += milliseconds;
          share = Math.min(1, share + more);
          const { ratePerMinute, remainingSeconds } = measure(at, share);
          expect(ratePerMinute === null).toBe(remainingSeconds === null);
          if (ratePerMinute !== null) expect(ratePerMinute).toBeGreaterThanOrEqual(0);
          if (remainingSeconds !== null) expect(remainingSeconds).toBeGreaterThanOrEqual(0);
          expect(Number.isNaN(ratePerMinute) || Number.isNaN(remainingSeconds)).toBe(false);
        }
      },
    ),
    { numRuns: runs(1000) },
  );
});
