import { describe, expect, it } from 'vitest';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { solveLscp } from '../../../server/kernel/siting/lscp.ts';
import { solvePCenter } from '../../../server/kernel/siting/p-center.ts';
import { solvePDispersion } from '../../../server/kernel/siting/p-dispersion.ts';
import { buildDensePMedian, buildSparsePMedian } from '../../../server/kernel/siting/p-median-instance.ts';
import { solvePMedian } from '../../../server/kernel/siting/p-median.ts';
import { runs } from '../../support/depth.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { allSubsets, codeOf, coveredWeight, randomCover, subsetsOf } from './siting-cases.ts';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

function randomTable(seed: number): {
  demands: number;
  sites: number;
  seconds: Float64Array;
  weight: Float64Array;
} {
  const random = seededRandom(seed);
  const demands = 1 + Math.floor(random() * 12);
  const sites = 2 + Math.floor(random() * 11);
  const whole = seed % 2 === 0;
  const draw = (most: number): number => (whole ? Math.floor(random() * most) : random() * most);
  const seconds = Float64Array.from({ length: demands * sites }, () => draw(60));
  const weight = Float64Array.from({ length: demands }, () => 1 + draw(9));
  return { demands, sites, seconds, weight };
}

function nearestSum(table: ReturnType<typeof randomTable>, open: readonly number[]): number {
  let sum = 0;
  for (let demand = 0; demand < table.demands; demand++)
    sum += Math.min(
      ...open.map((site) => table.weight[demand]! * table.seconds[demand * table.sites + site]!),
    );
  return sum;
}

describe('p-median', () => {
  it('is proven optimal and equals brute force, with full and cut lists, with fixed sites', () => {
    for (let seed = 1; seed <= runs(1500); seed++) {
      const table = randomTable(seed);
      const fixed = seed % 3 === 0 ? [table.sites - 1] : [];
      const free = range(table.sites).filter((site) => !fixed.includes(site));
      const newSites = 1 + (seed % Math.min(4, free.length));
      const near = seed % 5 === 0 ? Math.max(2, Math.floor(table.sites / 2)) : table.sites;
      const answer = solvePMedian(buildDensePMedian(table.weight, table.seconds, table.sites, near), {
        newSites,
        fixed,
      });
      const best = Math.min(
        ...[...subsetsOf(free, newSites)].map((open) => nearestSum(table, [...fixed, ...open])),
      );
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 7);
      expect(answer.bound).toBeLessThanOrEqual(best + 1e-7);
      if (near === table.sites) expect(answer.stop, `seed ${seed}`).toBe('optimal');
      expect(nearestSum(table, [...fixed, ...answer.sites])).toBeCloseTo(best, 7);
    }
  });

  it('on sparse matrices charges the unserved their price', () => {
    for (let seed = 1; seed <= runs(600); seed++) {
      const matrix = randomCover(seed, 10);
      const newSites = 1 + (seed % matrix.sites);
      const answer = solvePMedian(buildSparsePMedian(matrix, 60), { newSites });
      const cost = (open: readonly number[]): number => {
        let sum = 0;
        for (let demand = 0; demand < matrix.demands; demand++) {
          let least = 60;
          for (const site of open)
            for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
              if (matrix.demandIndex[arc] === demand) least = Math.min(least, matrix.seconds![arc]!);
          sum += least * matrix.demandWeight[demand]!;
        }
        return sum;
      };
      const best = Math.min(...[...subsetsOf(range(matrix.sites), newSites)].map(cost));
      expect(answer.value, `seed ${seed}`).toBe(best);
      expect(answer).toMatchObject({ bound: best, stop: 'optimal' });
    }
  });

  it('refuses by code', () => {
    const weight = Float64Array.of(1);
    expect(
      codeOf(() => solvePMedian(buildDensePMedian(weight, Float64Array.of(1, 2), 2), { newSites: 0 })),
    ).toBe('too-many-sites');
    expect(codeOf(() => buildDensePMedian(weight, Float64Array.of(1), 2))).toBe('bad-shape');
    expect(codeOf(() => buildDensePMedian(Float64Array.of(0), Float64Array.of(1), 1))).toBe('no-demand');
    expect(codeOf(() => buildSparsePMedian(randomCover(1), 1))).toBe('bad-number');
  });
});

describe('set covering', () => {
  it('is proven optimal and equals brute force, with costs and fixed sites', () => {
    let asked = 0;
    for (let seed = 1; seed <= runs(2000); seed++) {
      const matrix = randomCover(seed);
      const ones = { ...matrix, demandWeight: new Float64Array(matrix.demands).fill(1) };
      const random = seededRandom(seed);
      const costs =
        seed % 2 === 0
          ? Float64Array.from({ length: matrix.sites }, () => 1 + Math.floor(random() * 5))
          : undefined;
      const fixed = seed % 5 === 0 ? [0] : [];
      if (coveredWeight(ones, range(matrix.sites)) < matrix.demands) {
        expect(codeOf(() => solveLscp(matrix))).toBe('target-infeasible');
        continue;
      }
      asked++;
      const answer = solveLscp(matrix, { fixed, ...(costs && { costs }) });
      let least = Infinity;
      for (const open of allSubsets(range(matrix.sites).filter((site) => !fixed.includes(site))))
        if (coveredWeight(ones, [...fixed, ...open]) === matrix.demands)
          least = Math.min(
            least,
            open.reduce((sum, site) => sum + (costs?.[site] ?? 1), 0),
          );
      expect(answer.value, `seed ${seed}`).toBe(least);
      expect(answer).toMatchObject({ bound: least, stop: 'optimal' });
      expect(coveredWeight(ones, [...fixed, ...answer.sites])).toBe(matrix.demands);
    }
    expect(asked).toBeGreaterThan(20);
  });

  it('leaves out the unreachable when asked to, and names them', () => {
    const matrix = buildCoverMatrix(Float64Array.of(1, 1, 1), [{ demands: [0] }, { demands: [0, 2] }]);
    const answer = solveLscp(matrix, { skipUnreachable: true });
    expect([...answer.unreachable]).toEqual([1]);
    expect([...answer.sites]).toEqual([1]);
  });
});

describe('p-center', () => {
  it('equals brute force', () => {
    for (let seed = 1; seed <= runs(600); seed++) {
      const table = randomTable(seed);
      const fixed = seed % 4 === 0 ? [0] : [];
      const free = range(table.sites).filter((site) => !fixed.includes(site));
      const newSites = 1 + (seed % Math.min(4, free.length));
      const answer = solvePCenter(table.seconds, table.demands, table.sites, { newSites, fixed });
      const worst = (open: readonly number[]): number =>
        Math.max(
          ...range(table.demands).map((demand) =>
            Math.min(...open.map((site) => table.seconds[demand * table.sites + site]!)),
          ),
        );
      const best = Math.min(...[...subsetsOf(free, newSites)].map((open) => worst([...fixed, ...open])));
      expect(answer.value, `seed ${seed}`).toBe(best);
      expect(answer.stop).toBe('optimal');
    }
  });

  it('says when some demand can be served by nobody', () => {
    expect(codeOf(() => solvePCenter(Float64Array.of(1, 2, Infinity, Infinity), 2, 2, { newSites: 1 }))).toBe(
      'target-infeasible',
    );
  });
});

describe('p-dispersion', () => {
  it('equals brute force', () => {
    for (let seed = 1; seed <= runs(600); seed++) {
      const random = seededRandom(seed);
      const sites = 3 + Math.floor(random() * 10);
      const points = Array.from(
        { length: sites },
        () => [Math.floor(random() * 40), Math.floor(random() * 40)] as const,
      );
      const distances = Float64Array.from({ length: sites * sites }, (_, place) => {
        const [a, b] = [points[Math.floor(place / sites)]!, points[place % sites]!];
        return Math.hypot(a[0] - b[0], a[1] - b[1]);
      });
      const fixed = seed % 3 === 0 ? [1] : [];
      const free = range(sites).filter((site) => !fixed.includes(site));
      const newSites = 2 + (seed % Math.min(4, free.length - 1));
      const spread = (open: readonly number[]): number =>
        Math.min(...open.flatMap((a, place) => open.slice(0, place).map((b) => distances[a * sites + b]!)));
      const best = Math.max(...[...subsetsOf(free, newSites)].map((open) => spread([...fixed, ...open])));
      const answer = solvePDispersion(distances, sites, { newSites, fixed });
      expect(answer.value, `seed ${seed}`).toBe(best);
      expect(spread([...fixed, ...answer.sites])).toBe(best);
      expect(answer.stop).toBe('optimal');
    }
  });
});
