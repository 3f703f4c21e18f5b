import { describe, expect, it } from 'vitest';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { solveMclpFrontier } from '../../../server/kernel/siting/mclp-frontier.ts';
import { solveMclp } from '../../../server/kernel/siting/mclp.ts';
import { solvePartialCover } from '../../../server/kernel/siting/partial-cover.ts';
import { reduceCover } from '../../../server/kernel/siting/reductions.ts';
import { runs } from '../../support/depth.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { allSubsets, codeOf, coveredWeight, randomCover, subsetsOf } from './siting-cases.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('maximal covering', () => {
  it('is proven optimal and equals brute force, with fixed and excluded sites', () => {
    for (let seed = 1; seed <= runs(2000); seed++) {
      const matrix = randomCover(seed);
      const fixed = seed % 3 === 0 && matrix.sites > 2 ? [0] : [];
      const excluded = seed % 4 === 0 && matrix.sites > 3 ? [1] : [];
      const free = range(matrix.sites).filter((site) => !fixed.includes(site) && !excluded.includes(site));
      const newSites = 1 + (seed % free.length);
      const answer = solveMclp(matrix, { newSites, fixed, excluded });
      const best = Math.max(
        ...[...subsetsOf(free, newSites)].map((open) => coveredWeight(matrix, [...fixed, ...open])),
      );
      expect(answer.value, `seed ${seed}`).toBe(best);
      expect(answer).toMatchObject({ bound: best, gapPercent: 0, stop: 'optimal' });
      expect(coveredWeight(matrix, [...fixed, ...answer.sites])).toBe(best);
      expect(answer.sites.length).toBeLessThanOrEqual(newSites);
      expect([...answer.sites].every((site) => free.includes(site))).toBe(true);
    }
  });

  it('spends a budget as well as brute force', () => {
    for (let seed = 1; seed <= runs(2000); seed++) {
      const matrix = randomCover(seed, 10);
      const random = seededRandom(seed + 77);
      const costs = Float64Array.from({ length: matrix.sites }, () => 1 + Math.floor(random() * 8) / 2);
      const budget = Math.min(...costs) + random() * 8;
      const answer = solveMclp(matrix, { budget, costs });
      let best = 0;
      for (const open of allSubsets(range(matrix.sites)))
        if (open.reduce((sum, site) => sum + costs[site]!, 0) <= budget + 1e-9)
          best = Math.max(best, coveredWeight(matrix, open));
      expect(answer.value, `seed ${seed}`).toBe(best);
      expect(answer.stop).toBe('optimal');
      expect([...answer.sites].reduce((sum, site) => sum + costs[site]!, 0)).toBeLessThanOrEqual(
        budget + 1e-9,
      );
    }
  });

  it('gives the same bits for the same seed and iterations, and the best so far with its bound when cancelled', () => {
    const matrix = largeCover(400, 150);
    const once = solveMclp(matrix, { newSites: 12, iterations: 700 });
    expect(solveMclp(matrix, { newSites: 12, iterations: 700 })).toEqual(once);
    let calls = 0;
    const cut = solveMclp(matrix, { newSites: 12, control: { shouldStop: () => ++calls > 3 } });
    expect(cut.stop === 'cancelled' || cut.stop === 'optimal').toBe(true);
    expect(cut.bound).toBeGreaterThanOrEqual(once.value);
    expect(cut.value).toBe(coveredWeight(matrix, cut.sites));
  });

  it('says values that only rise and bounds that only fall while it works', () => {
    const said: { value: number; bound: number }[] = [];
    const answer = solveMclp(largeCover(400, 150), {
      newSites: 12,
      control: { onProgress: (now) => said.push({ ...now }) },
    });
    expect(said.length).toBeGreaterThan(2);
    for (let place = 1; place < said.length; place++) {
      expect(said[place]!.value).toBeGreaterThanOrEqual(said[place - 1]!.value);
      expect(said[place]!.bound).toBeLessThanOrEqual(said[place - 1]!.bound);
    }
    expect(said[said.length - 1]!.bound).toBeGreaterThanOrEqual(answer.value);
  });

  it('refuses by code', () => {
    const matrix = buildCoverMatrix(Float64Array.of(1, 2), [{ demands: [0] }, { demands: [1] }]);
    expect(codeOf(() => solveMclp(matrix, { newSites: 3 }))).toBe('too-many-sites');
    expect(codeOf(() => solveMclp(matrix, { budget: 1, costs: Float64Array.of(2, 3) }))).toBe(
      'budget-too-small',
    );
    expect(codeOf(() => solveMclp(matrix, { budget: 1 }))).toBe('bad-shape');
    expect(codeOf(() => solveMclp(matrix, { newSites: 1, fixed: [0], excluded: [0] }))).toBe(
      'contradictory-fixed',
    );
    expect(codeOf(() => solvePartialCover(matrix, { targetPercent: 50, excluded: [1] }))).toBe(
      'target-infeasible',
    );
    expect(codeOf(() => solvePartialCover(matrix, { targetPercent: 101 }))).toBe('bad-number');
  });
});

describe('reductions', () => {
  it('lose nothing: the best of what is left is the best of all', () => {
    for (let seed = 1; seed <= runs(2000); seed++) {
      const matrix = randomCover(seed);
      const states = new Uint8Array(matrix.sites);
      if (seed % 3 === 0) states[0] = 1;
      const reduced = reduceCover(matrix, states);
      const free = range(matrix.sites).filter((site) => states[site] === 0);
      const newSites = 1 + (seed % 4);
      const best = (sites: readonly number[], value: (open: readonly number[]) => number): number =>
        Math.max(value([]), ...[...subsetsOf(sites, Math.min(newSites, sites.length))].map(value));
      const whole = best(free, (open) => coveredWeight(matrix, states[0] === 1 ? [0, ...open] : open));
      const left = best(
        range(reduced.matrix.sites),
        (open) => reduced.baseline + coveredWeight(reduced.matrix, open),
      );
      expect(left, `seed ${seed}`).toBe(whole);
      const { counts } = reduced;
      expect(counts.empty + counts.covered + counts.unreachable + counts.merged + counts.demandsLeft).toBe(
        matrix.demands,
      );
      expect(counts.uselessSites + counts.dominatedSites + counts.sitesLeft).toBe(free.length);
    }
  });
});

describe('partial cover', () => {
  it('finds the fewest sites for a target, as brute force does', () => {
    for (let seed = 1; seed <= runs(600); seed++) {
      const matrix = randomCover(seed, 10);
      const total = matrix.demandWeight.reduce((sum, weight) => sum + weight, 0);
      const most = coveredWeight(matrix, range(matrix.sites));
      const targetPercent = (100 * most * (0.3 + 0.7 * seededRandom(seed)())) / total;
      const answer = solvePartialCover(matrix, { targetPercent });
      let fewest = Infinity;
      for (const open of allSubsets(range(matrix.sites)))
        if (coveredWeight(matrix, open) >= (targetPercent / 100) * total - 1e-9)
          fewest = Math.min(fewest, open.length);
      expect(answer.value, `seed ${seed}`).toBe(fewest);
      expect(answer).toMatchObject({ bound: fewest, stop: 'optimal' });
      expect(answer.covered).toBeGreaterThanOrEqual(answer.target - 1e-9);
    }
  });

  it('finds the cheapest sites for a target', () => {
    for (let seed = 1; seed <= runs(300); seed++) {
      const matrix = randomCover(seed, 8);
      const random = seededRandom(seed + 5);
      const costs = Float64Array.from({ length: matrix.sites }, () => 1 + Math.floor(random() * 6));
      const total = matrix.demandWeight.reduce((sum, weight) => sum + weight, 0);
      const targetPercent =
        (100 * coveredWeight(matrix, range(matrix.sites)) * (0.4 + 0.6 * random())) / total;
      const answer = solvePartialCover(matrix, { targetPercent, costs });
      let least = Infinity;
      for (const open of allSubsets(range(matrix.sites)))
        if (coveredWeight(matrix, open) >= (targetPercent / 100) * total - 1e-9)
          least = Math.min(
            least,
            open.reduce((sum, site) => sum + costs[site]!, 0),
          );
      expect(answer.value, `seed ${seed}`).toBe(least);
      expect(answer.stop).toBe('optimal');
    }
  });
});

describe('frontier', () => {
  it('holds the best between value and bound at every count, and rises', () => {
    for (let seed = 1; seed <= runs(300); seed++) {
      const matrix = randomCover(seed, 10);
      const { points } = solveMclpFrontier(matrix, { mostSites: Math.min(6, matrix.sites) });
      points.forEach((point, place) => {
        const best = Math.max(
          ...[...subsetsOf(range(matrix.sites), point.newSites)].map((open) => coveredWeight(matrix, open)),
        );
        expect(point.value, `seed ${seed}, ${point.newSites} sites`).toBeLessThanOrEqual(best + 1e-9);
        expect(point.bound).toBeGreaterThanOrEqual(best - 1e-9);
        expect(point.value).toBeCloseTo(coveredWeight(matrix, point.sites), 9);
        if (place > 0) expect(point.value).toBeGreaterThanOrEqual(points[place - 1]!.value);
      });
    }
  });

  it('comes within three percent everywhere on a case whose linear bound is loose', () => {
    const { points } = solveMclpFrontier(largeCover(1500, 400), { mostSites: 30 });
    expect(Math.max(...points.map((point) => point.gapPercent))).toBeLessThan(3);
  });
});

/** Points in a square, a fixed radius. */
function largeCover(demands: number, sites: number): ReturnType<typeof buildCoverMatrix> {
  const random = seededRandom(3);
  const place = (count: number): [number, number][] =>
    Array.from({ length: count }, () => [100 * random(), 100 * random()]);
  const people = place(demands);
  const weight = Float64Array.from({ length: demands }, () => 1 + Math.floor(100 * random()));
  return buildCoverMatrix(
    weight,
    place(sites).map(([x, y]) => ({
      demands: people.flatMap(([px, py], demand) => (Math.hypot(px - x, py - y) <= 11 ? [demand] : [])),
    })),
  );
}
