import { expect, it } from 'vitest';
import { gapOf } from '../../../server/questions/siting/models/solve-cover-models.ts';

it.each<[value: number, bound: number, sense: 'max' | 'min', percent: number]>([
  [80, 100, 'max', 20],
  [100, 100, 'max', 0],
  [101, 100, 'max', 0],
  [100, 80, 'min', 20],
  [80, 100, 'min', 0],
  [-3, -2, 'max', 50],
  [-1, 0, 'max', 0],
  [0, -1, 'min', 0],
  [0, 0, 'max', 0],
  [0, 5, 'max', 100],
])('the gap between %d and its bound %d (%s) is %d %%', (value, bound, sense, percent) => {
  expect(gapOf(value, bound, sense)).toBe(percent);
});
