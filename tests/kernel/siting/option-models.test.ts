import { beforeAll, describe, expect, it } from 'vitest';
import { solveBackupCover, solveLscpBackup } from '../../../server/kernel/siting/backup-cover.ts';
import { buildCoverMatrix, type CoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import { solveEquityCover } from '../../../server/kernel/siting/equity-cover.ts';
import { solveHierarchical } from '../../../server/kernel/siting/hierarchical.ts';
import type { MilpSolver } from '../../../server/kernel/siting/milp-port.ts';
import { solvePhasing } from '../../../server/kernel/siting/phasing.ts';
import { solveRobustCover } from '../../../server/kernel/siting/robust-cover.ts';
import { solveSiteLevels } from '../../../server/kernel/siting/site-levels.ts';
import { SitingInputError } from '../../../server/kernel/siting/siting-input-error.ts';
import { runs } from '../../support/depth.ts';
import { loadSolver } from './highs.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { allSubsets, codeOf, coveredWeight, randomCover, subsetsOf } from './siting-cases.ts';

let solver: MilpSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The same sites and demands with other arcs and weights. */
function sibling(matrix: CoverMatrix, seed: number): CoverMatrix {
  const random = seededRandom(seed);
  const siteStart = new Uint32Array(matrix.sites + 1);
  const index: number[] = [];
  for (let site = 0; site < matrix.sites; site++) {
    for (let demand = 0; demand < matrix.demands; demand++) if (random() < 0.35) index.push(demand);
    siteStart[site + 1] = index.length;
  }
  const demandWeight = matrix.demandWeight.map(() => 1 + Math.floor(random() * 20));
  return {
    sites: matrix.sites,
    demands: matrix.demands,
    siteStart,
    demandIndex: Uint32Array.from(index),
    demandWeight,
  };
}

/** Number of open sites covering each demand. */
function counts(matrix: CoverMatrix, open: readonly number[]): number[] {
  const count = new Array<number>(matrix.demands).fill(0);
  for (const site of open)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      count[matrix.demandIndex[arc]!]!++;
  return count;
}

describe('backup coverage', () => {
  it('is proven and equals brute force', () => {
    for (let seed = 1; seed <= runs(400); seed++) {
      const matrix = randomCover(seed, 10);
      const newSites = 1 + (seed % Math.min(5, matrix.sites));
      const secondShare = (seed % 5) / 4;
      const worth = (open: readonly number[]): number =>
        counts(matrix, open).reduce(
          (sum, count, demand) =>
            sum + matrix.demandWeight[demand]! * ((count > 0 ? 1 : 0) + (count > 1 ? secondShare : 0)),
          0,
        );
      const best = Math.max(...[...subsetsOf(range(matrix.sites), newSites)].map(worth));
      const answer = solveBackupCover(matrix, { newSites, secondShare });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 9);
      expect(answer.stop).toBe('optimal');
      expect(worth([...answer.options])).toBeCloseTo(best, 9);
    }
  });

  it('with the fewest covering sites backs up as many demands as can be', () => {
    let asked = 0;
    for (let seed = 1; seed <= runs(600); seed++) {
      const matrix = randomCover(seed, 10);
      if (counts(matrix, range(matrix.sites)).includes(0)) continue;
      asked++;
      const answer = solveLscpBackup(matrix);
      const covering = [...subsetsOf(range(matrix.sites), answer.cover.sites.length)].filter(
        (open) => !counts(matrix, open).includes(0),
      );
      const best = Math.max(
        ...covering.map((open) => counts(matrix, open).filter((count) => count > 1).length),
      );
      expect(answer.backedUp, `seed ${seed}`).toBe(best);
      expect(answer.gapPercent).toBe(0);
      expect(counts(matrix, [...answer.sites])).not.toContain(0);
    }
    expect(asked).toBeGreaterThan(10);
  });
});

describe('levels under one budget', () => {
  it('equals brute force, present levels staying', () => {
    for (let seed = 1; seed <= runs(300); seed++) {
      const first = randomCover(seed, 6);
      const second = sibling(first, seed + 1);
      const random = seededRandom(seed + 2);
      const levels = range(first.sites).flatMap((site) => [
        {
          site,
          name: `post ${site}`,
          services: [0],
          cost: site === 0 ? 0 : 1 + Math.floor(4 * random()),
          ...(site === 0 && { present: true }),
        },
        { site, name: `centre ${site}`, services: [0, 1], cost: 3 + Math.floor(6 * random()) },
      ]);
      const budget = 3 + Math.floor(random() * 14);
      const services = [
        { name: 'basic', matrix: first, weight: 1 },
        { name: 'birth', matrix: second, weight: 0.5 },
      ];
      const cheapest = Math.min(
        ...levels.filter((level) => !('present' in level)).map((level) => level.cost),
      );
      if (budget < cheapest) {
        expect(codeOf(() => solveSiteLevels(services, levels, budget))).toBe('budget-too-small');
        continue;
      }
      let best = 0;
      for (let code = 0; code < 3 ** first.sites; code++) {
        const level = range(first.sites).map((site) => Math.floor(code / 3 ** site) % 3);
        const cost = level.reduce(
          (sum, own, site) => sum + (own === 0 ? 0 : levels[2 * site + own - 1]!.cost),
          0,
        );
        if (cost > budget) continue;
        const basic = range(first.sites).filter((site) => level[site]! > 0 || site === 0);
        const birth = range(first.sites).filter((site) => level[site] === 2);
        best = Math.max(best, coveredWeight(first, basic) + 0.5 * coveredWeight(second, birth));
      }
      const answer = solveSiteLevels(services, levels, budget);
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 9);
      expect(answer.stop).toBe('optimal');
      expect(answer.cost).toBeLessThanOrEqual(budget);
      expect([...answer.levels].filter((index) => levels[index]!.site === 0).length).toBe(1);
    }
  });
});

describe('hierarchical siting', () => {
  it('equals brute force, with and without coherent referral', () => {
    for (let seed = 1; seed <= runs(300); seed++) {
      const low = randomCover(seed, 7);
      if (low.sites < 4) continue;
      const high = sibling(low, seed + 9);
      const services = [
        { name: 'post', matrix: low, weight: 0.7 },
        { name: 'centre', matrix: high, weight: 0.3 },
      ];
      const newByTier = [1 + (seed % 2), 1];
      const near = (site: number, other: number): boolean => (site * 7 + other * 3 + seed) % 3 !== 0;
      const referral = seed % 2 === 0;
      let best = -1;
      for (const posts of allSubsets(range(low.sites)))
        for (const centres of allSubsets(range(low.sites))) {
          if (
            posts.length > newByTier[0]! ||
            centres.length > newByTier[1]! ||
            posts.some((site) => centres.includes(site))
          )
            continue;
          if (referral && posts.some((site) => !centres.some((other) => near(site, other)))) continue;
          best = Math.max(
            best,
            0.7 * coveredWeight(low, [...posts, ...centres]) + 0.3 * coveredWeight(high, centres),
          );
        }
      const answer = solveHierarchical(services, {
        newByTier,
        solver,
        ...(referral && {
          referral: (site: number) => range(low.sites).filter((other) => near(site, other)),
        }),
      });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 7);
      expect(answer.stop).toBe('optimal');
      expect(answer.sitesByTier.map((sites) => sites.length <= 2)).not.toContain(false);
    }
  });
});

describe('equity', () => {
  it('keeps a least share of every zone and is best among those that do; else says which zone and the most', () => {
    let kept = 0;
    let refused = 0;
    for (let seed = 1; seed <= runs(300); seed++) {
      const matrix = randomCover(seed, 10);
      const newSites = 1 + (seed % Math.min(4, matrix.sites));
      const parts = [0, 1].map((zone) => ({
        name: `zone ${zone}`,
        demands: Uint32Array.from(range(matrix.demands).filter((demand) => demand % 2 === zone)),
      }));
      const leastPercent = [20 + (seed % 4) * 15, 30];
      const inZone = (open: readonly number[], zone: number): number => {
        const count = counts(matrix, open);
        return [...parts[zone]!.demands].reduce(
          (sum, demand) => sum + (count[demand]! > 0 ? matrix.demandWeight[demand]! : 0),
          0,
        );
      };
      const people = [0, 1].map((zone) =>
        [...parts[zone]!.demands].reduce((sum, demand) => sum + matrix.demandWeight[demand]!, 0),
      );
      const good = [...subsetsOf(range(matrix.sites), newSites)].filter((open) =>
        [0, 1].every((zone) => inZone(open, zone) >= (leastPercent[zone]! / 100) * people[zone]! - 1e-9),
      );
      if (good.length === 0) {
        refused++;
        try {
          solveEquityCover(matrix, { newSites, parts, leastPercent, solver });
          expect.unreachable(`seed ${seed}`);
        } catch (error) {
          expect(error).toBeInstanceOf(SitingInputError);
          expect((error as SitingInputError).code).toBe('target-infeasible');
          expect((error as SitingInputError).parameters['proven']).toBe('yes');
        }
        continue;
      }
      kept++;
      const best = Math.max(...good.map((open) => coveredWeight(matrix, open)));
      const exact = solveEquityCover(matrix, { newSites, parts, leastPercent, solver });
      expect(exact.value, `seed ${seed}`).toBeCloseTo(best, 7);
      expect(exact.stop).toBe('optimal');
      const own = solveEquityCover(matrix, { newSites, parts, leastPercent });
      expect(own.bound, `seed ${seed}: bound without a solver`).toBeGreaterThanOrEqual(best - 1e-7);
      expect(own.value).toBeLessThanOrEqual(best + 1e-9);
    }
    expect(kept).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(5);
  });

  it('makes the smallest share as large as can be', () => {
    for (let seed = 1; seed <= runs(80); seed++) {
      const matrix = randomCover(seed, 10);
      const newSites = 1 + (seed % Math.min(4, matrix.sites));
      const parts = [0, 1, 2].map((zone) => ({
        name: `zone ${zone}`,
        demands: Uint32Array.from(range(matrix.demands).filter((demand) => demand % 3 === zone)),
      }));
      const share = (open: readonly number[]): number => {
        const count = counts(matrix, open);
        return Math.min(
          ...parts.flatMap(({ demands }) => {
            const all = [...demands].reduce((sum, demand) => sum + matrix.demandWeight[demand]!, 0);
            const own = [...demands].reduce(
              (sum, demand) => sum + (count[demand]! > 0 ? matrix.demandWeight[demand]! : 0),
              0,
            );
            return all > 0 ? [own / all] : [];
          }),
        );
      };
      const best = Math.max(...[...subsetsOf(range(matrix.sites), newSites)].map(share));
      const exact = solveEquityCover(matrix, { newSites, parts, maximin: true, solver });
      expect(exact.value, `seed ${seed}`).toBeCloseTo(best, 7);
      const own = solveEquityCover(matrix, { newSites, parts, maximin: true });
      expect(own.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-7);
    }
  });
});

describe('robust siting', () => {
  it('equals brute force for the worst case, the regret and the mean', () => {
    for (let seed = 1; seed <= runs(50); seed++) {
      const dry = randomCover(seed, 9);
      const wet = sibling(dry, seed + 4);
      const scenarios = [
        { name: 'dry', matrix: dry, probability: 0.7 },
        { name: 'wet', matrix: wet, probability: 0.3 },
      ];
      const newSites = 1 + (seed % Math.min(4, dry.sites));
      const sets = [...subsetsOf(range(dry.sites), newSites)];
      const total = scenarios.map(({ matrix }) =>
        matrix.demandWeight.reduce((sum, weight) => sum + weight, 0),
      );
      const part = (open: readonly number[]): number[] =>
        scenarios.map(({ matrix }, index) => coveredWeight(matrix, open) / total[index]!);
      const alone = [0, 1].map((index) => Math.max(...sets.map((open) => part(open)[index]!)));
      const best = {
        maximin: Math.max(...sets.map((open) => Math.min(...part(open)))),
        regret: Math.max(
          ...sets.map((open) => Math.min(...part(open).map((own, index) => own - alone[index]!))),
        ),
        expected: Math.max(
          ...sets.map((open) => 0.7 * coveredWeight(dry, open) + 0.3 * coveredWeight(wet, open)),
        ),
      };
      for (const goal of ['maximin', 'regret', 'expected'] as const) {
        const answer = solveRobustCover(scenarios, { newSites, goal, solver });
        expect(answer.value, `seed ${seed} ${goal}`).toBeCloseTo(best[goal], 7);
        expect(answer.stop, `seed ${seed} ${goal}`).toBe('optimal');
      }
    }
  });
});

describe('phasing', () => {
  it('equals brute force over years', () => {
    for (let seed = 1; seed <= runs(100); seed++) {
      const first = randomCover(seed, 6);
      if (first.sites < 4) continue;
      const later = sibling(first, seed + 6);
      const years = [
        { matrix: first, discount: 1, newSites: 1 },
        { matrix: later, discount: 0.9, newSites: 2 },
      ];
      let best = 0;
      for (const start of subsetsOf(range(first.sites), 1))
        for (const all of subsetsOf(range(first.sites), 3))
          if (start.every((site) => all.includes(site)))
            best = Math.max(best, coveredWeight(first, start) + 0.9 * coveredWeight(later, all));
      const answer = solvePhasing(years, { solver });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 7);
      expect(answer.stop).toBe('optimal');
      expect(answer.opened[0]!.length).toBeLessThanOrEqual(1);
      expect(answer.covered[0]! + 0.9 * answer.covered[1]!).toBeCloseTo(answer.value, 7);
      for (const gap of answer.yearGapPercent) expect(gap).toBeGreaterThanOrEqual(0);
    }
  });

  it('keeps to yearly budgets, what is left carrying over', () => {
    const matrix = buildCoverMatrix(Float64Array.of(4, 2, 1), [
      { demands: [0] },
      { demands: [1] },
      { demands: [2] },
    ]);
    const costs = new Float64Array(matrix.sites).fill(3);
    const years = [2, 2, 2].map((budget) => ({ matrix, discount: 1, budget }));
    const answer = solvePhasing(years, { costs, solver });
    expect(answer.opened.map((sites) => sites.length)).toEqual([0, 1, 1]);
  });
});
