import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  computeReferral,
  computeReferralChain,
  toReferralStep,
} from '../../../server/kernel/access/referral.ts';
import { findCapacities } from '../../../server/kernel/access/capacity-source.ts';
import { runs } from '../../support/depth.ts';
import { buildPlainEngine, plainGrid } from './plain-engine.ts';
import { randomRegion } from './random-region.ts';

describe('computeReferral', () => {
  // one row of cells 100 m apart; the middle one is slow, so the detour around it does not exist
  const engine = buildPlainEngine(plainGrid(7, 1), Float64Array.of(1, 1, 1, 5, 1, 1, 1));

  it('lists pairs within the closed limit, nearest first, and those that reach none', () => {
    const answer = computeReferral(engine, Int32Array.of(0, 6, -1), Int32Array.of(2, 5), 200, {
      meters: 'all',
    });
    expect(answer.pairs).toEqual([
      { from: 0, to: 0, seconds: 200, meters: 200 },
      { from: 1, to: 1, seconds: 100, meters: 100 },
    ]);
    expect([...answer.nearestByTime]).toEqual([0, 1, -1]);
    expect([...answer.nearestByDistance]).toEqual([0, 1, -1]);
    expect(answer.unreachable).toEqual([2]);
  });

  it('keeps nearest by time and by distance apart', () => {
    // from the slow cell's left neighbour: 200 m left in 200 s, or 100 m into the slow cell in 300 s
    const answer = computeReferral(engine, Int32Array.of(2), Int32Array.of(0, 3), 600, { meters: 'all' });
    expect(answer.pairs.map((pair) => [pair.to, pair.seconds, pair.meters])).toEqual([
      [0, 200, 200],
      [1, 300, 100],
    ]);
    expect([answer.nearestByTime[0], answer.nearestByDistance[0]]).toEqual([0, 1]);
  });

  it('measures only the fastest by default, and lets the engine’s own measure answer', () => {
    const calls: number[][] = [];
    const answer = computeReferral(engine, Int32Array.of(0, 1), Int32Array.of(2, 3), 1000, {
      measure: (to, cells) => {
        calls.push([to, ...cells]);
        return Float64Array.from(cells, () => 7);
      },
    });
    expect(calls).toEqual([[2, 0, 1]]);
    expect(answer.pairs.map((pair) => pair.meters)).toEqual([7, null, 7, null]);
  });

  it('leaves a facility out as its own referral when told so', () => {
    const same = computeReferral(engine, Int32Array.of(0, 2), Int32Array.of(0, 2), 1000, {
      meters: 'none',
      sameFacility: (from, to) => from === to,
    });
    expect(same.pairs.map((pair) => [pair.from, pair.to])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it('equals one search per pair', () => {
    fc.assert(
      fc.property(randomRegion(true), fc.constantFrom(100, 200, Infinity), (region, limit) => {
        const fromCells = region.sources;
        const toCells = Int32Array.from(region.population.keys()).filter((cell) => cell % 3 === 0);
        const answer = computeReferral(region.engine, fromCells, toCells, limit, { meters: 'none' });
        const expected: string[] = [];
        toCells.forEach((target, to) => {
          const { seconds } = region.engine.computeSurface(Int32Array.of(target), limit);
          fromCells.forEach((cell, from) => {
            if (cell >= 0 && seconds[cell]! < Infinity) expected.push(`${from} ${to} ${seconds[cell]}`);
          });
        });
        expect(answer.pairs.map((pair) => `${pair.from} ${pair.to} ${pair.seconds}`).sort()).toEqual(
          expected.sort(),
        );
        expect(answer.unreachable).toEqual(
          [...fromCells.keys()].filter((from) => !answer.pairs.some((pair) => pair.from === from)),
        );
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('computeReferralChain', () => {
  it('follows the facility, adds the times and stops where the chain breaks', () => {
    const engine = buildPlainEngine(plainGrid(7, 1), new Float64Array(7).fill(1));
    const posts = Int32Array.of(0, 6);
    const centres = Int32Array.of(2);
    const first = engine.computeSurface(posts, 300);
    const step = toReferralStep(computeReferral(engine, posts, centres, 300, { meters: 'none' }));
    expect([...step.nearest]).toEqual([0, -1]);
    const chain = computeReferralChain(first, [step]);
    expect([...chain.facilities[0]!]).toEqual([0, 0, 0, 0, 1, 1, 1]);
    expect([...chain.facilities[1]!]).toEqual([0, 0, 0, 0, -1, -1, -1]);
    expect([...chain.seconds[1]!]).toEqual([200, 300, 400, 500, Infinity, Infinity, Infinity]);
  });
});

describe('findCapacities', () => {
  it('takes the column, else visits, else staff, and names which', () => {
    const norms = { visitsPerPerson: 5, peoplePerStaff: 1000 };
    expect(
      findCapacities(
        [
          { capacity: 0, visits: 10, staff: 1 },
          { capacity: null, visits: 10, staff: 1 },
          { capacity: Number.NaN, visits: null, staff: 2 },
          { capacity: null, visits: null, staff: null },
        ],
        norms,
      ),
    ).toEqual([
      { people: 0, source: 'column' },
      { people: 2, source: 'visits' },
      { people: 2000, source: 'staff' },
      { people: null, source: 'none' },
    ]);
    expect(() => findCapacities([], { ...norms, visitsPerPerson: 0 })).toThrow(/visitsPerPerson/);
  });
});
