import { describe, expect, it } from 'vitest';
import { parseInputs } from '../../server/service/parse-inputs.ts';
import { ProblemException } from '../../server/contract/problems.ts';
import { toProblem } from '../../server/contract/text/present.ts';
import { Travel } from '../../server/contract/travel.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { TravelError } from '../../server/kernel/catchment/travel-error.ts';
import type { Region } from '../../server/region/model/region.ts';
import { metricGrid } from '../support/frames.ts';

/** What the reader is told of inputs that cannot be used: pointer and sentence by place. */
const told = (inputs: Record<string, unknown>, language: 'zh' | 'en' = 'en'): Record<string, string> => {
  try {
    parseInputs('travel-time', { region: 'r', ...inputs });
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return Object.fromEntries(
      toProblem(error, language).errors!.map(({ pointer, detail }) => [pointer, detail]),
    );
  }
  throw new Error('was not refused');
};

describe('travel inputs that cannot be used are refused at entry, with place, expected and actual', () => {
  it.each([
    [
      'a speed of 0',
      { travel: { speeds: { land: { bare: 0 } } } },
      '/travel/speeds/land/bare',
      /Expected a number above 0; got 0\./,
    ],
    [
      'a negative speed',
      { travel: { speeds: { road: { track: -3 } } } },
      '/travel/speeds/road/track',
      /above 0; got -3\./,
    ],
    [
      'a speed that is no number',
      { travel: { speeds: { offRoad: { bare: Number.NaN } } } },
      '/travel/speeds/offRoad/bare',
      /Expected a number; got NaN/,
    ],
    [
      'an endless speed',
      { travel: { speeds: { straightLine: Infinity } } },
      '/travel/speeds/straightLine',
      /Infinity/,
    ],
    [
      'a speed nobody has',
      { travel: { speeds: { land: { bare: 900 } } } },
      '/travel/speeds/land/bare',
      /at most 200; got 900\./,
    ],
    [
      'a class that is none',
      { travel: { speeds: { road: { canal: 3 } } } },
      '/travel/speeds/road/canal',
      /canal/,
    ],
    ['a mode that is none', { travel: { mode: 'boat' } }, '/travel/mode', /walk, .*; got the text “boat”/],
    [
      'a walking function that is none',
      { travel: { slope: 'linear' } },
      '/travel/slope',
      /tobler, .*“linear”/,
    ],
    ['a walk factor of 0', { travel: { walkFactor: 0 } }, '/travel/walkFactor', /at least 0\.1; got 0\./],
    ['twelve neighbours', { travel: { neighbours: 12 } }, '/travel/neighbours', /12/],
    [
      'negative boarding',
      { travel: { boardingSeconds: -1 } },
      '/travel/boardingSeconds',
      /at least 0; got -1\./,
    ],
    ['a cut-off of 0', { cutoffMinutes: 0 }, '/cutoffMinutes', /above 0; got 0\./],
    [
      'a cut-off that is no number',
      { cutoffMinutes: Number.NaN },
      '/cutoffMinutes',
      /Expected a number; got NaN/,
    ],
    [
      'a cut-off beyond what is stored',
      { cutoffMinutes: 1441 },
      '/cutoffMinutes',
      /at most 1440; got 1441\./,
    ],
    ['no origins', { origins: [] }, '/origins', /at least 1 entry; got a list of 0/],
    ['an origin off the earth', { origins: [[999, 0]] }, '/origins/0/0', /at most 180; got 999\./],
  ] as const)('%s', (_, inputs, pointer, detail) => {
    const problems = told(inputs);
    expect(Object.keys(problems)).toEqual([pointer]);
    expect(problems[pointer]).toMatch(detail);
  });

  it('says the actual value in Chinese too, and every fault at once', () => {
    const problems = told(
      { cutoffMinutes: -1, travel: { walkFactor: 9, speeds: { land: { bare: 0 } } } },
      'zh',
    );
    expect(Object.keys(problems).sort()).toEqual([
      '/cutoffMinutes',
      '/travel/speeds/land/bare',
      '/travel/walkFactor',
    ]);
    expect(problems['/travel/walkFactor']).toMatch(/不大于 2 的数字；收到 9。/);
  });
});

describe('a grid that does not fit in memory', () => {
  it('is refused before anything is allocated, with the cells and the most there may be', () => {
    const grid = metricGrid(40_000, 40_000, { cell: 10, top: 0 });
    const refusal = (input: Parameters<typeof Travel.parse>[0]): TravelError => {
      try {
        buildTravelEngine({ grid, elevation: null } as unknown as Region, Travel.parse(input));
      } catch (error) {
        if (error instanceof TravelError) return error;
        throw error;
      }
      throw new Error('was not refused');
    };
    const error = refusal({});
    expect(error.code).toBe('travel.grid-too-large');
    expect(error.message).toMatch(/1600000000 cells need about 95 GiB, at most 12 GiB/);
    expect(error.parameters).toEqual({ cells: 1_600_000_000, most: Math.floor((12 * 2 ** 30) / 64) });
    const most = refusal({ mode: 'car', speeds: { offRoad: { bare: 5 } } }).parameters['most'] as number;
    expect(most).toBeLessThan(error.parameters['most'] as number);
  });
});
