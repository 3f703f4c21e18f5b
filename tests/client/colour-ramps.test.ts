import { describe, expect, it } from 'vitest';
import { UNREACHED_VALUE, populationRamp, timeRamp, uncoveredRamp } from '../../client/map/colour-ramps.ts';
import { TIME_STOPS } from '../../client/state/time-stops.ts';
import { PEOPLE_COLOURS, TIME_COLOURS, UNCOVERED_PEOPLE_COLOURS } from '../../server/contract/colours.ts';

type Ramp = ReturnType<typeof timeRamp>;

const CLEAR = 'rgba(0,0,0,0)';

function stopsOf(ramp: Ramp): { value: number; colour: string }[] {
  const list = ramp.slice(3) as (number | string)[];
  return Array.from({ length: list.length / 2 }, (_, i) => ({
    value: list[2 * i] as number,
    colour: list[2 * i + 1] as string,
  }));
}

/** The colour of a whole value, or `mixed` where two colours would be blended. */
function colourAt(ramp: Ramp, value: number): string {
  const stops = stopsOf(ramp);
  const right = stops.findIndex((stop) => stop.value >= value);
  if (right < 0) return stops.at(-1)!.colour;
  const after = stops[right]!;
  if (after.value === value || right === 0) return after.colour;
  const before = stops[right - 1]!;
  return before.colour === after.colour ? before.colour : 'mixed';
}

const findMixed = (ramp: Ramp, last: number) =>
  Array.from({ length: last + 1 }, (_, value) => value).filter((value) => colourAt(ramp, value) === 'mixed');

describe.each(TIME_STOPS)('travel time coloured at %i minutes', (minutes) => {
  const ramp = timeRamp(minutes);
  const cutoff = minutes * 60;

  it('has stops in ascending order', () => {
    const values = stopsOf(ramp).map((stop) => stop.value);
    expect(values).toEqual([...new Set(values)].sort((a, b) => a - b));
  });

  it('holds the cut-off closed and never blends two classes', () => {
    const within = colourAt(ramp, cutoff);
    const beyond = colourAt(ramp, cutoff + 1);
    expect(TIME_COLOURS).toContain(within);
    expect(TIME_COLOURS).not.toContain(beyond);
    expect(findMixed(ramp, 4 * 3600)).toEqual([]);
    expect(colourAt(ramp, UNREACHED_VALUE - 1)).toBe(beyond);
  });

  it('draws nothing where nobody arrives', () => {
    expect(colourAt(ramp, UNREACHED_VALUE)).toBe(CLEAR);
  });

  it('marks people beyond the cut-off and unreached, but not places without people', () => {
    const people = uncoveredRamp(minutes);
    expect(colourAt(people, 0)).toBe(CLEAR);
    expect(colourAt(people, 1)).toBe(CLEAR);
    expect(colourAt(people, cutoff)).toBe(CLEAR);
    expect(colourAt(people, cutoff + 1)).toBe(UNCOVERED_PEOPLE_COLOURS[3]);
    expect(colourAt(people, UNREACHED_VALUE)).toBe(UNCOVERED_PEOPLE_COLOURS[3]);
  });
});

it('gives people per cell their classes and empty cells none', () => {
  const ramp = populationRamp();
  expect(colourAt(ramp, 0)).toBe(CLEAR);
  expect(colourAt(ramp, 1)).toBe(PEOPLE_COLOURS[0]);
  expect(colourAt(ramp, 100_000)).toBe(PEOPLE_COLOURS[4]);
  expect(findMixed(ramp, 4000)).toEqual([]);
});
