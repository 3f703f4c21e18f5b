import { describe, expect, test } from 'vitest';
import type { ExplainAnswer } from '../../server/contract/processes.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { INITIAL_STATE, type AppState } from '../../client/state/app-state.ts';
import { shareOfPoorerHalf } from '../../client/state/equity-readings.ts';
import { explainWhy, longestLeg, minutesOver } from '../../client/state/explain-why.ts';
import { finish, begin, EMPTY_LOAD } from '../../client/state/load.ts';
import { pickMapTheme } from '../../client/state/map-theme.ts';
import { readFields } from '../../client/state/study-fields.ts';
import {
  askStudy,
  findCapacityRun,
  isStudyStale,
  keyOfStudy,
  listIndicators,
  listNormPresets,
  pickSupply,
} from '../../client/state/study-questions.ts';
import { CAPACITY_PARTS, STUDY_PARTS } from '../../client/state/study-state.ts';

const region = {
  id: 'r',
  facilities: [
    { tier: 'village', count: 3 },
    { tier: 'township', count: 2 },
    { tier: 'county', count: 1 },
    { tier: 'other', count: 0 },
  ],
  zoneLayers: [{ id: 'zones', title: 'zones', count: 2 }],
  ageBands: ['0-6', '65+'],
};
const state = {
  ...INITIAL_STATE,
  regionId: 'r',
  regions: { ...EMPTY_LOAD, value: [region] },
} as unknown as AppState;
const withChoices = (part: object): AppState => ({
  ...state,
  study: { ...state.study, choices: { ...state.study.choices, ...part } },
});

describe('what a part asks', () => {
  test.each(STUDY_PARTS)('%s is understood by its process', (part) => {
    const { process, inputs } = askStudy(state, part);
    expect(PROCESSES[process].inputs.safeParse(inputs).success).toBe(true);
  });

  test('compat goes where the service takes it, and not with uncertainty or other capacity modes', () => {
    const compat = { ...state, settings: { ...state.settings, compat: true } };
    expect(askStudy(compat, 'sequential').inputs).toHaveProperty('compat', 'accessmod-5');
    expect(askStudy(compat, 'referral').inputs).toHaveProperty('compat', 'accessmod-5');
    for (const part of ['fair', 'nearest-first', 'uncertainty', 'details'] as const)
      expect(askStudy(compat, part).inputs).not.toHaveProperty('compat');
  });

  test('a forecast says what differs from the norms; bands age where there are people by age', () => {
    expect(askStudy(state, 'forecast').inputs).toEqual({ region: 'r', method: 'ageing', percent: 0 });
    const own = withChoices({ forecastPercent: 1.5, forecastBirths: 12, forecastVisits: 4 });
    expect(askStudy(own, 'forecast').inputs).toEqual({
      region: 'r',
      method: 'ageing',
      percent: 1.5,
      birthsPer1000Adults: 12,
      visitsPerPerson: 4,
    });
    const plain = {
      ...own,
      regions: { ...EMPTY_LOAD, value: [{ ...region, ageBands: [] }] },
    } as unknown as AppState;
    expect(askStudy(plain, 'forecast').inputs).toEqual({
      region: 'r',
      method: 'growth',
      percent: 1.5,
      visitsPerPerson: 4,
    });
  });

  test('the next step of a chain starts from the run before, in every way to share room', () => {
    const next = {
      ...state,
      study: { ...state.study, chainStart: { run: 'abc', served: 5, everybody: 10 } },
    };
    for (const part of CAPACITY_PARTS) {
      expect(askStudy(next, part).inputs).toMatchObject({ residualOf: 'abc', capacity: part });
      expect(askStudy(state, part).inputs).not.toHaveProperty('residualOf');
    }
    expect(askStudy(next, 'details').inputs).not.toHaveProperty('residualOf');
  });

  test('straight lines have no road classes to vary', () => {
    const lines = { ...state, settings: { ...state.settings, model: 'straight-line' as const } };
    expect(askStudy(lines, 'uncertainty').inputs['uncertainty']).not.toHaveProperty('classSpeedSigma');
    expect(askStudy(state, 'uncertainty').inputs['uncertainty']).toMatchObject({
      draws: 100,
      commonSpeedSigma: 0.15,
      classSpeedSigma: 0.1,
      populationCv: 0.12,
      closedProbability: 0.03,
    });
  });

  test('minutes of the planner’s own replace the norm of one tier', () => {
    expect(listNormPresets(state).map((preset) => [preset.tier, preset.minutes, preset.mode])).toEqual([
      ['village', 15, 'walk'],
      ['township', 30, 'walk'],
      ['county', 60, 'car'],
    ]);
    expect(askStudy(state, 'details').inputs).not.toHaveProperty('norms');
    const own = askStudy(withChoices({ tierMinutes: { village: 20 } }), 'details').inputs['norms'];
    expect(own).toMatchObject({
      tierCutoffs: { village: { minutes: 20, mode: 'walk' }, county: { minutes: 60, mode: 'car' } },
    });
  });

  test('a region without figures is asked by facilities', () => {
    expect(pickSupply(state)).toBe('facilities');
    const fields = readFields([{ doctors: null }, { doctors: 3, beds: null }], [{ urban_rural: 'rural' }]);
    expect(fields).toEqual({ supplies: ['doctors', 'facilities'], urbanRural: true });
    const known = { ...state, study: { ...state.study, fields } };
    expect(pickSupply(known)).toBe('doctors');
    expect(listIndicators(known)).toEqual(['doctors', 'facilities', 'minutes', 'access-score']);
    expect(askStudy(known, 'equity').inputs).toHaveProperty('by', 'urban_rural');
  });
});

describe('answers and the settings', () => {
  const key = keyOfStudy(state, 'fair');
  const answeredBy = (sources: object) => ({
    ...state,
    study: {
      ...state.study,
      loads: {
        ...state.study.loads,
        fair: finish(begin(EMPTY_LOAD, key), key, { run: 'abc', capacityDetail: { sources } } as never),
      },
    },
  });
  const answered = answeredBy({ staff: 3, none: 2 });
  test('where no facility says its capacity, the place card does not call them full', () => {
    expect(findCapacityRun(answeredBy({ none: 31 }))).toBeNull();
  });
  test('another cut-off makes a capacity run stale, and the place card no longer asks about it', () => {
    expect(isStudyStale(answered, 'fair')).toBe(false);
    expect(findCapacityRun(answered)).toBe('abc');
    const later = { ...answered, settings: { ...answered.settings, cutoffMinutes: 45 } };
    expect(isStudyStale(later, 'fair')).toBe(true);
    expect(findCapacityRun(later)).toBeNull();
    expect(CAPACITY_PARTS).toContain('fair');
  });
  test('the map shows travel time unless the view in use has a surface', () => {
    expect(pickMapTheme(answered)).toBeNull();
    const surface = { tiles: '/s', tileScale: 100, maxZoom: 9 };
    const scoreKey = keyOfStudy(state, 'score');
    const value = { mean: 0.002, unit: 'supply-per-person', surface } as never;
    const scored: AppState = {
      ...state,
      study: {
        ...state.study,
        aspect: 'score',
        loads: { ...state.study.loads, score: finish(begin(EMPTY_LOAD, scoreKey), scoreKey, value) },
      },
    };
    expect(pickMapTheme(scored)).toMatchObject({ kind: 'score', tiles: '/s', unit: 0.002 });
    expect(pickMapTheme({ ...scored, study: { ...scored.study, aspect: 'equity' } })).toBeNull();
  });
});

describe('why a place is not covered', () => {
  const near = (part: object) => ({
    tier: 'village',
    facility: { id: 'a', nameZh: '甲', nameEn: 'A', lon: 0, lat: 0 },
    minutes: 20,
    meters: 900,
    crowFlies: null,
    room: null,
    legs: [],
    ...part,
  });
  const explain = (nearest: object[], part: object = {}) =>
    ({ cellState: 'walkable', capacity: null, nearest, ...part }) as unknown as ExplainAnswer;

  test('closed: at the cut-off it is covered, beyond it too far by the difference', () => {
    expect(minutesOver(30, 30)).toBe(0);
    expect(minutesOver(30.5, 30)).toBe(0.5);
    expect(explainWhy(explain([near({ minutes: 30 })]), null, 30)?.kind).toBe('covered');
    expect(explainWhy(explain([near({ minutes: 42 })]), null, 30)).toMatchObject({
      kind: 'tooFar',
      overMinutes: 12,
    });
  });
  test('only tiers that count, quickest first', () => {
    const answer = explain([near({ minutes: 10 }), near({ tier: 'county', minutes: 70 })]);
    expect(explainWhy(answer, ['county'], 60)).toMatchObject({ kind: 'tooFar', overMinutes: 10 });
  });
  test('no path, barrier, no data, outside', () => {
    const crowFlies = { id: 'b', nameZh: '乙', nameEn: 'B', meters: 500 };
    expect(explainWhy(explain([near({ minutes: null, crowFlies })]), null, 60)).toMatchObject({
      kind: 'blocked',
      entry: { crowFlies },
    });
    expect(explainWhy(explain([]), null, 60)).toEqual({ kind: 'blocked', entry: null });
    expect(explainWhy(explain([], { cellState: 'barrier' }), null, 60)?.kind).toBe('onBarrier');
    expect(explainWhy(explain([], { cellState: 'no-data' }), null, 60)?.kind).toBe('noData');
    expect(explainWhy(explain([], { cellState: 'outside' }), null, 60)).toBeNull();
  });
  test('in reach but full, at the cut-off of the run alone', () => {
    const capacity = { run: 'r', mode: 'fair', cutoffMinutes: 60, served: 3, unserved: 8 };
    const answer = explain([near({})], { capacity });
    expect(explainWhy(answer, null, 60)).toMatchObject({ kind: 'capacity', unserved: 8 });
    expect(explainWhy(answer, null, 30)?.kind).toBe('covered');
  });
  test('the longest leg', () => {
    const leg = (minutes: number) => ({ kind: 'walk' as const, minutes, meters: 1, roadClass: null });
    expect(longestLeg([leg(2), leg(9), leg(4)])?.minutes).toBe(9);
    expect(longestLeg([])).toBeNull();
  });
});

test('share of the poorer half is read between the points of the curve', () => {
  expect(shareOfPoorerHalf({ people: [0, 0.25, 0.75, 1], resource: [0, 0, 0.4, 1] })).toBeCloseTo(0.2, 12);
  expect(shareOfPoorerHalf({ people: [0, 0.5, 1], resource: [0, 0.5, 1] })).toBe(0.5);
});
