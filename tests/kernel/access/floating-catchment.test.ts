import { describe, expect, it } from 'vitest';
import {
  computeFloatingCatchment,
  computeOpportunities,
  computeSpatialAvailability,
  computeTimeToOpportunities,
} from '../../../server/kernel/access/floating-catchment.ts';
import { transposeReachLists } from '../../../server/kernel/access/reach-lists.ts';
import { listsOf } from './capacity-cases.ts';

const lists = listsOf([
  [60, 120, null, null],
  [null, 60, 60, null],
]);
const weights = Float64Array.of(1, 0.5, 1, 1);
const people = Float64Array.of(10, 20, 30, 40);

describe('scores of pairs', () => {
  const scores: readonly (readonly [
    string,
    (weights: Float64Array, supply: readonly number[]) => unknown,
  ])[] = [
    ['floating catchment', (own, supply) => computeFloatingCatchment(lists, own, people, supply, '2sfca')],
    ['opportunities', (own, supply) => computeOpportunities(lists, own, supply, 4)],
    ['spatial availability', (own, supply) => computeSpatialAvailability(lists, own, people, supply)],
  ];
  it.each(scores)(
    '%s: refuse weights and supply of other pairs and facilities, and less than none',
    (_, score) => {
      expect(() => score(weights, [1, 0])).not.toThrow();
      expect(() => score(weights.subarray(1), [1, 1])).toThrow('weights: expected 4 pairs, got 3');
      expect(() => score(weights, [1])).toThrow('supply: expected 2 facilities, got 1');
      expect(() => score(weights, [1, 1, 1])).toThrow('supply: expected 2 facilities, got 3');
      expect(() => score(weights, [1, -0.5])).toThrow('supply: expected ≥ 0, got -0.5 at facility 1');
      expect(() => score(weights, [Number.NaN, 1])).toThrow('supply: expected ≥ 0, got NaN at facility 0');
    },
  );

  it('opportunities are the weighted supply in reach', () => {
    expect([...computeOpportunities(lists, weights, [8, 6], 4)]).toEqual([8, 10, 6, 0]);
  });

  it('supply is shared among the people in reach by weight, none of it lost', () => {
    // Facility 0: 10 and 20 · 0.5 people; facility 1: 20 and 30.
    expect([...computeSpatialAvailability(lists, weights, people, [8, 10])]).toEqual([4, 8, 6, 0]);
    const squared = computeSpatialAvailability(lists, weights, people, [9, 13], 2);
    expect(squared[0]).toBeCloseTo((9 * 100) / 300, 12);
    expect(squared[2]).toBeCloseTo((13 * 900) / 1300, 12);
    expect(squared.reduce((sum, one) => sum + one, 0)).toBeCloseTo(22, 12);
    expect([...computeSpatialAvailability(lists, weights, [0, -5, 0, 9], [8, 10])]).toEqual([0, 0, 0, 0]);
  });

  it('the time to so much supply is that of the facility that completes it', () => {
    const byCell = transposeReachLists(lists, 4);
    expect([...computeTimeToOpportunities(byCell, [2, 3], 3, 4)]).toEqual([Infinity, 60, 60, Infinity]);
    expect([...computeTimeToOpportunities(byCell, [2, 3], 5, 4)]).toEqual([
      Infinity,
      120,
      Infinity,
      Infinity,
    ]);
    expect([...computeTimeToOpportunities(byCell, [2, 3], 5.5, 4)]).toEqual(new Array(4).fill(Infinity));
  });
});
