import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCoverMatrix, type CoverMatrix } from '../../server/kernel/siting/cover-matrix.ts';
import { computeGreedyMclp } from '../../server/kernel/siting/greedy-mclp.ts';
import { solveMclpFrontier } from '../../server/kernel/siting/mclp-frontier.ts';
import { solveMclp } from '../../server/kernel/siting/mclp.ts';
import { buildDensePMedian } from '../../server/kernel/siting/p-median-instance.ts';
import { solvePMedian } from '../../server/kernel/siting/p-median.ts';
import { evaluateSiting } from '../../server/kernel/siting/siting-evaluate.ts';
import { runs } from '../support/depth.ts';

/** Random matrices with people somewhere and at least one site. */
const covers: fc.Arbitrary<CoverMatrix> = fc
  .integer({ min: 1, max: 25 })
  .chain((demands) =>
    fc.tuple(
      fc.array(fc.integer({ min: 0, max: 99 }), { minLength: demands, maxLength: demands }),
      fc.array(fc.uniqueArray(fc.integer({ min: 0, max: demands - 1 })), { minLength: 1, maxLength: 20 }),
    ),
  )
  .map(([weights, reaches]) =>
    buildCoverMatrix(
      Float64Array.from(weights, (weight, demand) => (demand === 0 ? weight + 1 : weight)),
      reaches.map((demands) => ({ demands })),
    ),
  );

describe('siting properties', () => {
  it('one more site never covers fewer, and the bounds enclose what any answer reaches', () => {
    fc.assert(
      fc.property(covers, (matrix) => {
        let before = 0;
        for (let newSites = 1; newSites <= Math.min(4, matrix.sites); newSites++) {
          const exact = solveMclp(matrix, { newSites });
          const greedy = computeGreedyMclp(matrix, { newSites });
          expect(exact.value).toBeGreaterThanOrEqual(before);
          expect(exact.value).toBeGreaterThanOrEqual(greedy.value);
          expect(greedy.bound).toBeGreaterThanOrEqual(exact.value);
          expect(exact.bound).toBeGreaterThanOrEqual(exact.value);
          before = exact.value;
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('a fixed site never lowers the value, an excluded one never raises it', () => {
    fc.assert(
      fc.property(covers, fc.nat(), (matrix, pick) => {
        fc.pre(matrix.sites > 2);
        const site = pick % matrix.sites;
        const free = solveMclp(matrix, { newSites: 1 }).value;
        expect(solveMclp(matrix, { newSites: 1, fixed: [site] }).value).toBeGreaterThanOrEqual(free);
        expect(solveMclp(matrix, { newSites: 1, excluded: [site] }).value).toBeLessThanOrEqual(free);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('the gains of an answer are those of evaluating its sites in order', () => {
    fc.assert(
      fc.property(covers, (matrix) => {
        const answer = solveMclp(matrix, { newSites: Math.min(3, matrix.sites) });
        const evaluated = evaluateSiting(matrix, answer.sites);
        expect(evaluated.value).toBe(answer.value);
        expect(evaluated.sites.map((own) => own.marginal)).toEqual([...answer.gains]);
      }),
      { numRuns: runs(1000) },
    );
  });

  it('the frontier agrees with the single answers', () => {
    fc.assert(
      fc.property(covers, (matrix) => {
        const { points } = solveMclpFrontier(matrix, {
          mostSites: Math.min(3, matrix.sites),
          steps: 60,
          refinements: 4,
        });
        for (const point of points) {
          const exact = solveMclp(matrix, { newSites: point.newSites });
          expect(point.value).toBeLessThanOrEqual(exact.value + 1e-9);
          expect(point.bound).toBeGreaterThanOrEqual(exact.value - 1e-9);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it('scaling all times scales the p-median and leaves the choice as good', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 2, max: 9 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 60 })),
        (demands, sites, stream) => {
          const seconds = Float64Array.from({ length: demands * sites }, () => stream.next().value as number);
          const weight = new Float64Array(demands).fill(1);
          const once = solvePMedian(buildDensePMedian(weight, seconds, sites), { newSites: 2 });
          const twice = solvePMedian(
            buildDensePMedian(
              weight,
              seconds.map((own) => 2 * own),
              sites,
            ),
            { newSites: 2 },
          );
          expect(twice.value).toBe(2 * once.value);
          expect(once.stop).toBe('optimal');
        },
      ),
      { numRuns: runs(500) },
    );
  });
});
