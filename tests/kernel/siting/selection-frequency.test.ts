import { describe, expect, it } from 'vitest';
import { buildCoverMatrix, type CoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import {
  computeSelectionFrequency,
  judgePlan,
  type PlanWorld,
} from '../../../server/kernel/siting/selection-frequency.ts';
import { runs } from '../../support/depth.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { codeOf, randomCover, subsetsOf } from './siting-cases.ts';

/** People whom `open` covers in a world, the obvious way. */
function coveredIn(matrix: CoverMatrix, open: Iterable<number>, world: PlanWorld): number {
  const covered = new Set<number>();
  for (const site of open)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      if (matrix.seconds![arc]! <= world.limitSeconds) covered.add(matrix.demandIndex[arc]!);
  let sum = 0;
  for (const demand of covered) sum += world.openWeight[demand]!;
  return sum;
}

function drawWorld(matrix: CoverMatrix, random: () => number): PlanWorld {
  return {
    limitSeconds: 10 + Math.floor(random() * 40),
    openWeight: matrix.demandWeight.map((own) => (random() < 0.2 ? 0 : own * (1 + Math.floor(random() * 4)))),
  };
}

describe('a plan in a drawn world', () => {
  it('has the coverage, the best choice within its bound, and the shares that trying everything gives', () => {
    let met = 0;
    let tried = 0;
    for (let seed = 1; seed <= runs(400); seed++) {
      const matrix = randomCover(seed);
      const random = seededRandom(seed + 5000);
      const all = Array.from({ length: matrix.sites }, (_, site) => site);
      const plan = all.filter(() => random() < 0.4).slice(0, 4);
      if (plan.length === 0) continue;
      const world = drawWorld(matrix, random);
      const judged = judgePlan(matrix, plan, world);
      const best = Math.max(
        ...[...subsetsOf(all, plan.length)].map((choice) => coveredIn(matrix, choice, world)),
      );
      expect(judged.covered, `seed ${seed}`).toBeCloseTo(coveredIn(matrix, plan, world), 9);
      expect(judged.best).toBeCloseTo(coveredIn(matrix, judged.sites, world), 9);
      expect(judged.sites.length).toBeLessThanOrEqual(plan.length);
      expect(judged.best).toBeGreaterThanOrEqual(judged.covered);
      expect(judged.best).toBeLessThanOrEqual(best + 1e-9);
      expect(judged.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(judged.shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(judged.covered, 9);
      expect([...judged.places].sort((a, b) => a - b)).toEqual(plan.map((_, place) => place));
      const first = plan[judged.places.indexOf(0)]!;
      for (const site of plan)
        expect(coveredIn(matrix, [first], world)).toBeGreaterThanOrEqual(coveredIn(matrix, [site], world));
      tried++;
      if (Math.abs(judged.best - best) < 1e-9) met++;
    }
    // Greedy and interchange are no proof, but on a dozen sites they seldom miss.
    expect(met / tried).toBeGreaterThan(0.97);
  });

  it('chooses the plan again in every world when nothing varies and the plan is best', () => {
    const matrix = buildCoverMatrix(Float64Array.of(8, 4, 2, 1), [
      { demands: [0, 1], seconds: [10, 20] },
      { demands: [2], seconds: [10] },
      { demands: [3], seconds: [10] },
      { demands: [0], seconds: [10] },
    ]);
    const same = { limitSeconds: 30, openWeight: matrix.demandWeight };
    const answer = computeSelectionFrequency(
      matrix,
      [0, 1],
      [same, same, same],
      (place, site) => site === place,
    );
    expect([...answer.frequency]).toEqual([1, 1]);
    expect([...answer.sameRank]).toEqual([1, 1]);
    expect(answer.worlds.map((world) => world.best - world.covered)).toEqual([0, 0, 0]);
  });

  it('counts the worlds in which a site, or one that stands for it, is chosen', () => {
    const matrix = buildCoverMatrix(Float64Array.of(8, 4, 2), [
      { demands: [0], seconds: [40] },
      { demands: [1], seconds: [10] },
      { demands: [2], seconds: [10] },
      { demands: [1], seconds: [50] },
    ]);
    const slow = { limitSeconds: 30, openWeight: matrix.demandWeight };
    const fast = { limitSeconds: 60, openWeight: matrix.demandWeight };
    const plan = [0, 1];
    const exact = computeSelectionFrequency(
      matrix,
      plan,
      [slow, fast, fast, fast],
      (place, site) => plan[place] === site,
    );
    // Slow: 1 and 2 are best, the plan's first site reaches nobody and falls behind the second.
    expect([...exact.frequency]).toEqual([0.75, 1]);
    expect([...exact.sameRank]).toEqual([0.75, 0.75]);
    expect(exact.worlds[0]!.covered).toBe(4);
    expect(exact.worlds[0]!.best).toBe(6);
    const near = computeSelectionFrequency(matrix, plan, [slow], (place, site) => place === 0 && site === 2);
    expect([...near.frequency]).toEqual([1, 0]);
  });

  it('refuses no worlds and a matrix without seconds', () => {
    const matrix = randomCover(3);
    const { seconds: _, ...bare } = matrix;
    const world = { limitSeconds: 30, openWeight: matrix.demandWeight };
    expect(codeOf(() => computeSelectionFrequency(matrix, [0], [], () => true))).toBe('bad-number');
    expect(codeOf(() => judgePlan(bare, [0], world))).toBe('bad-shape');
    expect(codeOf(() => judgePlan(matrix, [0, 0], world))).toBe('contradictory-fixed');
  });
});
