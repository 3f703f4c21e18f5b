import { expect, it } from 'vitest';
import { reduceRoom } from '../../../server/kernel/siting/room-reduction.ts';
import { EXCLUDED, FIXED, FREE } from '../../../server/kernel/siting/site-states.ts';

const one = {
  demands: 4,
  sites: 1,
  cost: new Float64Array(4),
  size: Float64Array.of(6, 6, 6, 2),
  capacity: Float64Array.of(10),
};
/** Worth 2, 1.5, 1 and 0.5 a unit of size. */
const prices = Float64Array.of(12, 9, 6, 1);

/** A site whose best knapsack is worth 20: forced in, the demands make 18, 17, 14 and 16 of it at most. */
const pairsAt = (slack: number): number[] => [
  ...reduceRoom(one, Uint8Array.of(FIXED), prices, Float64Array.of(20), Uint8Array.of(1), slack).pairs,
];

it('leaves out a pair that costs more than the slack, and not one that costs just that', () => {
  expect(pairsAt(1.999)).toEqual([0, 0, 0, 0]);
  expect(pairsAt(2)).toEqual([1, 0, 0, 0]);
  expect(pairsAt(2.999)).toEqual([1, 0, 0, 0]);
  expect(pairsAt(3)).toEqual([1, 1, 0, 0]);
  expect(pairsAt(4)).toEqual([1, 1, 0, 1]);
  expect(pairsAt(6)).toEqual([1, 1, 1, 1]);
});

it('leaves out a demand larger than the room at any slack', () => {
  const narrow = { ...one, capacity: Float64Array.of(5) };
  const { pairs } = reduceRoom(
    narrow,
    Uint8Array.of(FIXED),
    prices,
    Float64Array.of(1),
    Uint8Array.of(1),
    99,
  );
  expect([...pairs]).toEqual([0, 0, 0, 1]);
});

const three = {
  demands: 1,
  sites: 4,
  cost: new Float64Array(4),
  size: Float64Array.of(1),
  capacity: new Float64Array(4).fill(1),
};
const statesAt = (slack: number): number[] => [
  ...reduceRoom(
    three,
    Uint8Array.of(FREE, FREE, FREE, EXCLUDED),
    Float64Array.of(9),
    Float64Array.of(9, 6, 4, 8),
    Uint8Array.of(1, 1, 0, 0),
    slack,
  ).states,
];

it('fixes and leaves out sites by what the next best one would cost', () => {
  // Opening the third costs 6 - 4; closing the first 9 - 4, the second 6 - 4.
  expect(statesAt(1.999)).toEqual([FIXED, FIXED, EXCLUDED, EXCLUDED]);
  expect(statesAt(2)).toEqual([FIXED, FREE, FREE, EXCLUDED]);
  expect(statesAt(4.999)).toEqual([FIXED, FREE, FREE, EXCLUDED]);
  expect(statesAt(5)).toEqual([FREE, FREE, FREE, EXCLUDED]);
});
