import { expect, it } from 'vitest';
import * as colours from '../../server/contract/colours.ts';
import {
  findTimeClass,
  pickTimeColour,
  TIME_CLASS_MINUTES,
  TIME_COLOURS,
  UNREACHED_COLOUR,
} from '../../server/contract/colours.ts';
import { expectGolden } from '../support/golden-answers.ts';

it('classes of time are closed at 15, 30, 60, 120 and 240 minutes', () => {
  expect([...TIME_CLASS_MINUTES]).toEqual([15, 30, 60, 120, 240]);
  expect(
    [0, 15, 15.01, 30, 30.01, 60, 60.01, 120, 120.01, 240, 240.01, 5000].map((t) => findTimeClass(t * 60)),
  ).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

it('each class has its colour; nothing reached has another', () => {
  expect(TIME_COLOURS).toHaveLength(TIME_CLASS_MINUTES.length + 1);
  expect(new Set([...TIME_COLOURS, UNREACHED_COLOUR]).size).toBe(TIME_COLOURS.length + 1);
  expect([0, 15.5, 31, 61, 121, 241].map((t) => pickTimeColour(t * 60))).toEqual([...TIME_COLOURS]);
  expect([Infinity, Number.NaN].map(pickTimeColour)).toEqual([UNREACHED_COLOUR, UNREACHED_COLOUR]);
});

it('every colour and edge of page and report is the one that was chosen', () => {
  const chosen = Object.entries(colours).filter(([, value]) => typeof value !== 'function');
  expectGolden('words', 'colours', Object.fromEntries(chosen));
});
