import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Decay } from '../../server/kernel/access/decay.ts';
import { buildDecay } from '../../server/kernel/access/decay.ts';
import type { FloatingCatchmentMethod } from '../../server/kernel/access/floating-catchment.ts';
import { computeFloatingCatchment, computeWeights } from '../../server/kernel/access/floating-catchment.ts';
import { computeRationalAgents } from '../../server/kernel/access/raam.ts';
import { listsOfMinutes } from '../kernel/access/table-lists.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const path = 'oracles/access/grid_5x5.json';
interface Grid5 {
  readonly results: Record<string, unknown> & {
    readonly random_5x5: {
      readonly demand: Record<string, number>;
      readonly supply: Record<string, number>;
      readonly results: Record<string, Record<string, number>>;
    };
  };
}

describe.runIf(hasShared(path, 'pysal/access on a 5 × 5 grid'))('pysal/access on a 5 × 5 grid', () => {
  const read = (): Grid5 => JSON.parse(readFileSync(join(sharedFolder, path), 'utf8')) as Grid5;
  const place = (id: number): [number, number] => [Math.floor((id - 1) / 5), (id - 1) % 5];
  const lists = (supplyIds: readonly number[], limit = 1e6) =>
    listsOfMinutes(
      Array.from({ length: 25 }, (_, i) =>
        supplyIds.map((id) => Math.hypot(place(i + 1)[0] - place(id)[0], place(i + 1)[1] - place(id)[1])),
      ),
      limit,
    );
  const all = Array.from({ length: 25 }, (_, i) => i + 1);

  it('2SFCA, every place with one person and one supply, at four radii', () => {
    const { results } = read();
    for (const radius of [0.9, 1.0, 1.5, 2.3]) {
      const pairs = lists(all);
      const weights = computeWeights(pairs, buildDecay({ kind: 'binary', cutoffMinutes: radius }));
      const { score } = computeFloatingCatchment(
        pairs,
        weights,
        all.map(() => 1),
        all.map(() => 1),
        '2sfca',
      );
      const expected = results[`2sfca_R${radius.toFixed(1)}_all_demand`] as Record<string, number>;
      all.forEach((id) => expect(score[id - 1]).toBeCloseTo(expected[id]!, 12));
    }
  });

  it('a random grid by binary, Gaussian and steps', () => {
    const { demand, supply, results } = read().results.random_5x5;
    const supplyIds = Object.keys(supply).map(Number);
    const population = all.map((id) => demand[id]!);
    const cases: [string, Decay, number, FloatingCatchmentMethod][] = [
      ['binary_R2_value', { kind: 'binary', cutoffMinutes: 2 }, 1e6, '2sfca'],
      ['gauss_s1_R3_value', { kind: 'gaussian', sigmaMinutes: 1 }, 3, '2sfca'],
      [
        'step_1_2_3_value',
        { kind: 'stepped', edgesMinutes: [1, 2, 3], weights: [1, 0.68, 0.22], edge: 'closed' },
        1e6,
        '2sfca',
      ],
    ];
    for (const [name, decay, limit, method] of cases) {
      const pairs = lists(supplyIds, limit);
      const weights = computeWeights(pairs, buildDecay(decay));
      const { score } = computeFloatingCatchment(
        pairs,
        weights,
        population,
        supplyIds.map((id) => supply[id]!),
        method,
      );
      all.forEach((id) => expect(score[id - 1], `${name} at ${id}`).toBeCloseTo(results[name]![id] ?? 0, 12));
    }
  });

  it('RAAM is an equilibrium, within 6 % of the heuristic that moves whole people in fixed steps', () => {
    const { demand, supply, results } = read().results.random_5x5;
    const supplyIds = Object.keys(supply).map(Number);
    const population = all.map((id) => demand[id]!);
    for (const tau of [1, 5]) {
      const answer = computeRationalAgents(
        lists(supplyIds),
        population,
        supplyIds.map((id) => supply[id]!),
        tau,
      );
      expect(answer.gap).toBeLessThanOrEqual(1e-9);
      const theirs = results[`raam${tau}_value`]!;
      all.forEach((id) => expect(Math.abs(answer.cost[id - 1]! / theirs[id]! - 1)).toBeLessThan(0.06));
    }
  });
});
