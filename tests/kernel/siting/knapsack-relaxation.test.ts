import { expect, it } from 'vitest';
import { KnapsackRelaxation } from '../../../server/kernel/siting/knapsack-relaxation.ts';
import { EXCLUDED, FREE } from '../../../server/kernel/siting/site-states.ts';

/** The best knapsack of one site among demands of the same size and worth, and what it takes. */
function packed(demands: number, size: number, capacity: number): { score: number; taken: number } {
  const room = {
    demands,
    sites: 1,
    cost: new Float64Array(demands),
    size: new Float64Array(demands).fill(size),
    capacity: Float64Array.of(capacity),
  };
  const relaxation = new KnapsackRelaxation(room, Uint8Array.of(FREE));
  const lambda = new Float64Array(demands).fill(2);
  const scores = new Float64Array(1);
  expect(relaxation.scoreInto(lambda, scores)).toBe(-2 * demands);
  const slope = new Float64Array(demands);
  relaxation.slopeInto(lambda, Uint8Array.of(1), slope);
  return { score: scores[0]!, taken: slope.filter((own) => own === 0).length };
}

it.each<[string, number, number, number, number]>([
  ['whole sizes exactly', 60, 7, 300, 42],
  ['all that fit', 42, 7, 294, 42],
  ['all but one', 42, 7, 293, 41],
  ['whole sizes of the most units exactly', 300, 7, 2000, 285],
  ['none larger than the room', 5, 7, 6, 0],
])('packs %s', (_, demands, size, capacity, count) => {
  expect(packed(demands, size, capacity)).toEqual({ score: 2 * count, taken: count });
});

it.each<[string, number, number, number]>([
  ['parts of units', 60, 7.5, 300],
  ['more units than are told apart', 300, 7, 2001],
])('bounds from above what is in %s', (_, demands, size, capacity) => {
  const most = Math.floor(capacity / size);
  const { score } = packed(demands, size, capacity);
  expect(score).toBeGreaterThanOrEqual(2 * most);
  expect(score).toBeLessThanOrEqual(2 * most * 1.15);
});

it('a site left out is worth nothing, and one is what is worth more than its cost', () => {
  const room = {
    demands: 3,
    sites: 2,
    cost: Float64Array.of(1, 5, 4, 2, 3, 3),
    size: Float64Array.of(1, 1, 1),
    capacity: Float64Array.of(2, 2),
  };
  const lambda = Float64Array.of(4, 4, 3);
  const scores = new Float64Array(2);
  new KnapsackRelaxation(room, Uint8Array.of(FREE, FREE)).scoreInto(lambda, scores);
  expect([...scores]).toEqual([3, 2]);
  new KnapsackRelaxation(room, Uint8Array.of(EXCLUDED, FREE)).scoreInto(lambda, scores);
  expect([...scores]).toEqual([0, 2]);
});
