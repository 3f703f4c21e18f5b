import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { solveCapacitatedPMedian } from '../../server/kernel/siting/capacitated-p-median.ts';
import { loadSolver } from '../kernel/siting/highs.ts';
import { deep } from '../support/depth.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';

const folder = resolve(sharedFolder, 'oracles/cpmp');

function readInstance(path: string): {
  nodes: number;
  open: number;
  cost: Float64Array;
  size: Float64Array;
  capacity: Float64Array;
} {
  const numbers = readFileSync(path, 'utf8').trim().split(/\s+/).map(Number);
  const [nodes, open] = numbers as [number, number];
  const after = 2 + nodes * nodes;
  return {
    nodes,
    open,
    cost: Float64Array.from(numbers.slice(2, after)),
    size: Float64Array.from(numbers.slice(after, after + nodes)),
    capacity: Float64Array.from(numbers.slice(after + nodes, after + 2 * nodes)),
  };
}

describe.runIf(hasShared('oracles/cpmp', 'capacitated p-median against Ceselli and Righini'))(
  'capacitated p-median, n 50, p 5',
  () => {
    for (const one of deep ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 4]) {
      it(`p550-${one}`, async () => {
        const optima = readFileSync(resolve(folder, 'p550_optima.txt'), 'utf8');
        const optimum = Number(new RegExp(`p550-${one}\\.txt\\s+(\\d+)`).exec(optima)![1]);
        const { cost, size, capacity, open } = readInstance(resolve(folder, `p550/p550-${one}.txt`));
        const answer = solveCapacitatedPMedian(cost, size, capacity, {
          newSites: open,
          solver: await loadSolver(),
          solverSeconds: 60,
        });
        expect(answer.value).toBe(optimum);
        expect(answer.bound).toBeLessThanOrEqual(optimum);
        expect(answer.gapPercent).toBeLessThan(1);
      });
    }
  },
);
