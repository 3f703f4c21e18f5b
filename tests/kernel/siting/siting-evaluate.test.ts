import { describe, expect, it } from 'vitest';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { explainSiting } from '../../../server/kernel/siting/explain-siting.ts';
import { evaluateSiting } from '../../../server/kernel/siting/siting-evaluate.ts';
import { runs } from '../../support/depth.ts';
import { codeOf, coveredWeight, randomCover } from './siting-cases.ts';

function* orders(items: readonly number[]): Generator<number[]> {
  if (items.length === 0) yield [];
  for (const [place, first] of items.entries())
    for (const rest of orders(items.filter((_, other) => other !== place))) yield [first, ...rest];
}

describe('evaluating a set', () => {
  it('gives marginal, leave-one-out and Shapley gains as their definitions do', () => {
    for (let seed = 1; seed <= runs(400); seed++) {
      const matrix = randomCover(seed);
      const set = Array.from({ length: matrix.sites }, (_, site) => site).filter(
        (site) => site > 0 && site <= 4,
      );
      const fixed = [0];
      const answer = evaluateSiting(matrix, set, fixed);
      expect(answer.baseline).toBe(coveredWeight(matrix, fixed));
      expect(answer.value).toBe(coveredWeight(matrix, [...fixed, ...set]));
      const all = [...orders(set)];
      answer.sites.forEach(({ site, alone, marginal, leaveOneOut, shapley }, place) => {
        expect(alone).toBe(coveredWeight(matrix, [...fixed, site]) - answer.baseline);
        expect(marginal).toBe(
          coveredWeight(matrix, [...fixed, ...set.slice(0, place + 1)]) -
            coveredWeight(matrix, [...fixed, ...set.slice(0, place)]),
        );
        expect(leaveOneOut).toBe(
          answer.value - coveredWeight(matrix, [...fixed, ...set.filter((other) => other !== site)]),
        );
        const mean =
          all.reduce((sum, order) => {
            const before = order.slice(0, order.indexOf(site));
            return (
              sum +
              coveredWeight(matrix, [...fixed, ...before, site]) -
              coveredWeight(matrix, [...fixed, ...before])
            );
          }, 0) / all.length;
        expect(shapley, `seed ${seed}`).toBeCloseTo(mean, 9);
      });
      expect(answer.sites.reduce((sum, own) => sum + own.shapley, 0)).toBeCloseTo(answer.gain, 9);
    }
  });

  it('refuses a site given twice or fixed already', () => {
    const matrix = randomCover(3);
    expect(codeOf(() => evaluateSiting(matrix, [0, 0]))).toBe('contradictory-fixed');
    expect(codeOf(() => evaluateSiting(matrix, [0], [0]))).toBe('contradictory-fixed');
    expect(codeOf(() => evaluateSiting(matrix, [99]))).toBe('index-out-of-range');
  });
});

describe('explaining a set', () => {
  const matrix = buildCoverMatrix(Float64Array.of(1, 2, 4, 8, 16), [
    { demands: [0, 1], seconds: [100, 200] },
    { demands: [1, 2, 3], seconds: [300, 300, 300] },
    { demands: [3, 4], seconds: [50, 60] },
    { demands: [2, 3], seconds: [10, 10] },
  ]);

  it('names who is newly covered, from whom people are taken over, what it costs and who could stand in', () => {
    const [first, second] = explainSiting(matrix, [1, 2], {
      fixed: [0],
      costs: [9, 60, 70, 5],
      groups: [{ name: '65+', weight: Float64Array.of(0, 1, 2, 4, 8) }],
      zoneOf: Int32Array.of(0, 0, 1, 1, 1),
      servedBy: Int32Array.of(0, 0, 0, 0, -1),
      servedSeconds: Float64Array.of(100, 200, 500, 40, Infinity),
    });
    // Demand 3 (8 people) is shared by sites 1 and 2; demand 1 was covered before.
    expect(first).toMatchObject({ site: 1, alone: 12, leaveOneOut: 4, shapley: 8, costPerPerson: 7.5 });
    expect(first!.groups).toEqual([{ name: '65+', weight: 4 }]);
    expect(first!.zones).toEqual([{ zone: 1, weight: 8 }]);
    expect(first!.takesOverFrom).toEqual([{ site: 0, weight: 4 }]);
    expect(first!.nextBest).toEqual({ site: 3, loss: 0 });
    expect(second).toMatchObject({
      site: 2,
      alone: 24,
      marginal: 16,
      leaveOneOut: 16,
      shapley: 20,
      costPerPerson: 3.5,
    });
  });
});
