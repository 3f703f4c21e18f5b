import { describe, expect, it } from 'vitest';
import {
  computeAccessModCapacityCoverage,
  computeAccessModZonal,
  toAccessModMinutes,
  toAccessModUnits,
} from '../../../server/kernel/access/accessmod-compat.ts';

describe('AccessMod 5 compatibility', () => {
  const seconds = Float64Array.of(0, 59.9, 60, 60.1, 3552, 3600, Infinity, 3_000_000);

  it('rounds up to whole minutes, keeps the closed limit and the greatest storable time', () => {
    expect([...toAccessModMinutes(seconds)]).toEqual([0, 1, 1, 2, 60, 60, -1, -1]);
    expect([...toAccessModMinutes(seconds, 60)]).toEqual([0, 1, 1, 2, 60, 60, -1, -1]);
    expect([...toAccessModMinutes(seconds, 59)]).toEqual([0, 1, 1, 2, -1, -1, -1, -1]);
    expect([...toAccessModMinutes(seconds, 60, 'down')]).toEqual([0, 0, 1, 1, 59, 60, -1, -1]);
  });

  it('tests strictly, so the last minute band is lost, and drops thresholds beyond the greatest time', () => {
    const minutes = toAccessModMinutes(seconds, 60);
    const people = [1, 2, 4, 8, 16, 32, 64, 128];
    const zones = Int32Array.of(0, 0, 0, 0, 0, 0, 1, -1);
    expect(computeAccessModZonal(minutes, people, zones, 2, [2, 60, 61])).toEqual({
      thresholds: [2, 60],
      dropped: [61],
      zones: [
        { total: 63, covered: [7, 15], percent: [(7 / 63) * 100, (15 / 63) * 100] },
        { total: 64, covered: [0, 0], percent: [0, 0] },
      ],
    });
  });

  it('has two denominators for capacity: without and with people on barriers', () => {
    const answer = computeAccessModCapacityCoverage(
      [10, 20, 70],
      [5, 20, 0],
      Uint8Array.of(0, 0, 1),
      Int32Array.of(0, -1, 0),
      1,
    );
    expect(answer).toEqual({
      peopleOffBarriers: 30,
      percentOffBarriers: (5 / 30) * 100,
      percentOfScalingUp: 75,
      zones: [{ total: 80, covered: 5, percent: (5 / 80) * 100 }],
    });
  });

  it('rounds referral times and distances up to the unit', () => {
    expect([toAccessModUnits(61, 60), toAccessModUnits(1000, 1000)]).toEqual([2, 1]);
  });
});
