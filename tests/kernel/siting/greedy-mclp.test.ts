import { describe, expect, it } from 'vitest';
import {
  buildCoverMatrix,
  buildDemandRows,
  cutCoverMatrix,
} from '../../../server/kernel/siting/cover-matrix.ts';
import { computeGreedyMclp } from '../../../server/kernel/siting/greedy-mclp.ts';
import { checkDistinctPlaces } from '../../../server/kernel/siting/site-states.ts';
import { runs } from '../../support/depth.ts';
import { codeOf, coveredWeight, randomCover, subsetsOf } from './siting-cases.ts';

const lists = (...reaches: number[][]) => reaches.map((demands) => ({ demands }));

describe('greedy maximal covering', () => {
  it('takes the site that adds most, the lowest index on ties, and names each gain', () => {
    // Powers of two: a covered sum is the set of covered demands.
    const matrix = buildCoverMatrix(
      Float64Array.of(1, 2, 4, 8, 16),
      lists([3, 1], [4], [4], [0, 1, 2, 3], []),
    );
    const answer = computeGreedyMclp(matrix, { newSites: 3 });
    expect([...answer.sites]).toEqual([1, 3]);
    expect([...answer.gains]).toEqual([16, 15]);
    expect(answer).toMatchObject({ baseline: 0, value: 31, bound: 31, gapPercent: 0 });
  });

  it('counts what fixed sites cover as baseline and not as gain', () => {
    const matrix = buildCoverMatrix(Float64Array.of(1, 2, 4), lists([0, 1], [1, 2], [2]));
    const answer = computeGreedyMclp(matrix, { newSites: 1, fixed: [0], excluded: [2] });
    expect(answer).toMatchObject({ baseline: 3, value: 7, bound: 7 });
    expect([...answer.sites]).toEqual([1]);
  });

  it(
    'on random cases: gains add up, the value is what the sites cover, and the best lies between value ' +
      'and bound',
    () => {
      for (let seed = 1; seed <= runs(2000); seed++) {
        const matrix = randomCover(seed);
        const fixed = seed % 3 === 0 && matrix.sites > 1 ? [matrix.sites - 1] : [];
        const free = Array.from({ length: matrix.sites - fixed.length }, (_, site) => site);
        const newSites = 1 + (seed % Math.min(4, free.length));
        const answer = computeGreedyMclp(matrix, { newSites, fixed });
        const best = Math.max(
          ...[...subsetsOf(free, newSites)].map((open) => coveredWeight(matrix, [...open, ...fixed])),
        );
        expect(answer.value, `seed ${seed}`).toBe(coveredWeight(matrix, [...answer.sites, ...fixed]));
        expect(answer.baseline + answer.gains.reduce((sum, gain) => sum + gain, 0)).toBe(answer.value);
        expect(answer.value).toBeLessThanOrEqual(best);
        expect(answer.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best);
        expect(answer.value - answer.baseline).toBeGreaterThanOrEqual(
          (1 - 1 / Math.E) * (best - answer.baseline) - 1e-9,
        );
        for (let place = 1; place < answer.gains.length; place++)
          expect(answer.gains[place]!).toBeLessThanOrEqual(answer.gains[place - 1]!);
      }
    },
  );

  it('refuses what has no answer, by code', () => {
    const matrix = buildCoverMatrix(Float64Array.of(1, 2), lists([0], [1]));
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 3 }))).toBe('too-many-sites');
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 1, fixed: [0], excluded: [0] }))).toBe(
      'contradictory-fixed',
    );
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 1, fixed: [0, 0] }))).toBe(
      'contradictory-fixed',
    );
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 1, fixed: [2] }))).toBe('index-out-of-range');
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 1, excluded: [0, 1] }))).toBe('no-candidates');
    expect(codeOf(() => computeGreedyMclp(matrix, { newSites: 1.5 }))).toBe('bad-number');
    expect(
      codeOf(() => computeGreedyMclp(buildCoverMatrix(Float64Array.of(0), lists([0])), { newSites: 1 })),
    ).toBe('no-demand');
    expect(codeOf(() => buildCoverMatrix(Float64Array.of(1), lists([0, 0])))).toBe('bad-shape');
    expect(codeOf(() => buildCoverMatrix(Float64Array.of(1), lists([1])))).toBe('index-out-of-range');
    expect(codeOf(() => buildCoverMatrix(Float64Array.of(Number.NaN), lists([0])))).toBe('bad-number');
  });
});

describe('places', () => {
  it('are refused when listed twice, with their positions', () => {
    expect(codeOf(() => checkDistinctPlaces([7, 8, 7]))).toBe('duplicate-candidates');
    expect(codeOf(() => checkDistinctPlaces([7, 8, 9]))).toBe('none');
  });
});

describe('cover matrix', () => {
  it('turns round without losing an arc', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const matrix = randomCover(seed);
      const rows = buildDemandRows(matrix);
      const seen: string[] = [];
      for (let demand = 0; demand < matrix.demands; demand++)
        for (let place = rows.demandStart[demand]!; place < rows.demandStart[demand + 1]!; place++) {
          expect(matrix.demandIndex[rows.arc[place]!]).toBe(demand);
          seen.push(`${rows.siteIndex[place]}:${demand}`);
        }
      const wanted: string[] = [];
      for (let site = 0; site < matrix.sites; site++)
        for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
          wanted.push(`${site}:${matrix.demandIndex[arc]}`);
      expect(seen.sort()).toEqual(wanted.sort());
    }
  });

  it('cuts at a closed time', () => {
    const matrix = buildCoverMatrix(Float64Array.of(1, 1, 1), [
      { demands: [2, 0, 1], seconds: [900, 899, 901] },
    ]);
    expect([...cutCoverMatrix(matrix, 900).demandIndex]).toEqual([0, 2]);
  });
});
