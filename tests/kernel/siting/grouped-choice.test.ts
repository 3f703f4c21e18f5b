import { expect, it } from 'vitest';
import { GroupedChoice } from '../../../server/kernel/siting/grouped-choice.ts';
import { EXCLUDED, FIXED, FREE } from '../../../server/kernel/siting/site-states.ts';

const choose = (
  choice: GroupedChoice,
  scores: readonly number[],
  states: readonly number[],
): { bound: number; open: number[] } => {
  const open = new Uint8Array(states.length).fill(7);
  const bound = choice.choose(Float64Array.from(scores), Uint8Array.from(states), open);
  return { bound, open: [...open] };
};
const none = Int32Array.of(-1, -1, -1, -1);

it('takes whatever costs nothing, and of the rest what the limit holds', () => {
  const choice = new GroupedChoice([{ limit: 2, use: Float64Array.of(0, 1, 1, 1) }], none);
  expect(choose(choice, [5, 4, 3, 2], [FREE, FREE, FREE, FREE])).toEqual({ bound: 12, open: [1, 1, 1, 0] });
  expect(choose(choice, [5, 4, 3, 2], [EXCLUDED, FREE, FREE, FIXED])).toEqual({
    bound: 6,
    open: [0, 1, 0, 1],
  });
});

it('counts the part of an option that still fits in the bound and does not open it', () => {
  const choice = new GroupedChoice([{ limit: 3, use: Float64Array.of(2, 2, 2, 2) }], none);
  expect(choose(choice, [8, 6, 1, 0], [FREE, FREE, FREE, FREE])).toEqual({ bound: 11, open: [1, 0, 0, 0] });
});

it('takes one option of a group, and none of a group of which one is fixed', () => {
  const group = Int32Array.of(0, 0, 1, 1);
  const choice = new GroupedChoice([{ limit: 9, use: Float64Array.of(1, 2, 1, 1) }], group);
  expect(choose(choice, [3, 5, 4, 2], [FREE, FREE, FREE, FREE])).toEqual({ bound: 9, open: [0, 1, 1, 0] });
  expect(choose(choice, [3, 5, 4, 2], [FIXED, FREE, FREE, FREE])).toEqual({ bound: 7, open: [1, 0, 1, 0] });
});

it('without resources takes all, with options of two resources the tighter one bounds', () => {
  expect(choose(new GroupedChoice([], none), [1, 2, 3, 4], [FREE, FIXED, EXCLUDED, FREE])).toEqual({
    bound: 7,
    open: [1, 1, 0, 1],
  });
  const both = new GroupedChoice(
    [
      { limit: 3, use: Float64Array.of(1, 1, 1, 1) },
      { limit: 1, use: Float64Array.of(1, 1, 0, 1) },
    ],
    none,
  );
  expect(choose(both, [1, 2, 3, 4], [FREE, FREE, FREE, FREE])).toEqual({ bound: 7, open: [0, 0, 1, 1] });
});

it('fixes what logic alone settles and says when nothing is left to decide', () => {
  const group = Int32Array.of(0, 0, -1, -1);
  const choice = new GroupedChoice([{ limit: 2, use: Float64Array.of(1, 1, 1, 2) }], group);
  const states = Uint8Array.of(FIXED, FREE, FREE, FREE);
  expect(choice.decided(states)).toBe(0);
  expect(choice.fix(new Float64Array(4), states)).toBe(2);
  expect([...states]).toEqual([FIXED, EXCLUDED, FREE, EXCLUDED]);
  expect(choice.decided(Uint8Array.of(FIXED, EXCLUDED, FIXED, EXCLUDED))).toBe(1);
  expect(choice.decided(Uint8Array.of(FIXED, FIXED, FREE, FREE))).toBe(-1);
  expect(choice.decided(Uint8Array.of(FIXED, EXCLUDED, FREE, FIXED))).toBe(-1);
});
