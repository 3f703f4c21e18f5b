import { expect, it } from 'vitest';
import { GrowingFloat64, GrowingUint32 } from '../../server/geo/growing-arrays.ts';

it.each([
  ['whole numbers', () => new GrowingUint32()],
  ['fractions', () => new GrowingFloat64()],
])('arrays of %s keep what they held when they grow', (_, build) => {
  const list = build();
  const count = 100_000;
  for (let k = 0; k < count; k++) list.push((k * 7) % 1000);
  expect(list.length).toBe(count);
  const taken = list.take();
  expect(taken.length).toBe(count);
  expect(taken.every((value, k) => value === (k * 7) % 1000)).toBe(true);
});
