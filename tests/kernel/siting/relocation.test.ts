import { beforeAll, describe, expect, it } from 'vitest';
import { buildCoverMatrix } from '../../../server/kernel/siting/cover-matrix.ts';
import type { MilpSolver } from '../../../server/kernel/siting/milp-port.ts';
import { solveRelocation } from '../../../server/kernel/siting/relocation.ts';
import { runs } from '../../support/depth.ts';
import { loadSolver } from './highs.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { allSubsets, codeOf, coveredWeight, randomCover } from './siting-cases.ts';

let solver: MilpSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

describe('siting when some of what exists may move', () => {
  it('equals brute force over what closes and what opens', () => {
    for (let seed = 1; seed <= runs(300); seed++) {
      const matrix = randomCover(seed, 12);
      if (matrix.sites < 3) continue;
      const random = seededRandom(seed + 900);
      const all = Array.from({ length: matrix.sites }, (_, site) => site);
      const existing = all.filter((site) => site < matrix.sites - 1 && random() < 0.4);
      const fixed = existing.filter(() => random() < 0.3);
      const closable = existing.filter((site) => !fixed.includes(site));
      const free = all.filter((site) => !existing.includes(site));
      const newSites = Math.floor(random() * Math.min(3, free.length + 1));
      const closures = Math.floor(random() * 3);
      let best = 0;
      for (const open of allSubsets([...closable, ...free])) {
        const kept = open.filter((site) => closable.includes(site)).length;
        const opened = open.length - kept;
        const closed = closable.length - kept;
        if (closed > closures || opened > newSites + closed) continue;
        best = Math.max(best, coveredWeight(matrix, [...fixed, ...open]));
      }
      const answer = solveRelocation(matrix, { fixed, closable, newSites, closures, solver });
      expect(answer.value, `seed ${seed}`).toBeCloseTo(best, 9);
      expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(answer.gapPercent).toBeLessThan(1e-6);
      expect(answer.closed.length).toBeLessThanOrEqual(closures);
      expect(answer.opened.length).toBeLessThanOrEqual(newSites + answer.closed.length);
      const kept = closable.filter((site) => !answer.closed.includes(site));
      expect(coveredWeight(matrix, [...fixed, ...kept, ...answer.opened])).toBeCloseTo(answer.value, 9);
    }
  });

  it('closes nothing that need not close', () => {
    const matrix = buildCoverMatrix(Float64Array.of(5, 3, 2), [
      { demands: [0] },
      { demands: [1] },
      { demands: [0] },
      { demands: [1] },
      { demands: [2] },
    ]);
    const answer = solveRelocation(matrix, { closable: [0, 1], newSites: 1, closures: 2 });
    expect([answer.value, [...answer.closed], [...answer.opened]]).toEqual([10, [], [4]]);
  });

  it('refuses what contradicts itself', () => {
    const matrix = randomCover(4, 12);
    const options = { newSites: 1, closures: 1 };
    expect(codeOf(() => solveRelocation(matrix, { ...options, fixed: [0], closable: [0] }))).toBe(
      'contradictory-fixed',
    );
    expect(codeOf(() => solveRelocation(matrix, { ...options, closable: [1, 1] }))).toBe(
      'contradictory-fixed',
    );
    expect(codeOf(() => solveRelocation(matrix, { ...options, closable: [], closures: -1 }))).toBe(
      'bad-number',
    );
    expect(
      codeOf(() => solveRelocation(matrix, { ...options, closable: [], newSites: matrix.sites + 1 })),
    ).toBe('too-many-sites');
  });
});
