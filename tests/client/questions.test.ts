import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type AppState } from '../../client/state/app-state.ts';
import { countByTier, pickShownPath, unionBounds } from '../../client/state/derived.ts';
import { geometryBounds } from '../../client/state/geometry-bounds.ts';
import { buildZoneMarks } from '../../client/state/zone-marks.ts';
import { finish, begin, EMPTY_LOAD } from '../../client/state/load.ts';
import {
  askCatchments,
  askCoverage,
  askExplain,
  askGaps,
  askSiting,
  askUploadCoverage,
  getTiersInUse,
  keyOf,
} from '../../client/state/questions.ts';
import { TIME_STOPS, snapToStop } from '../../client/state/time-stops.ts';
import { PROCESSES, type CoverageAnswer } from '../../server/contract/processes.ts';
import type { RegionSummary } from '../../server/contract/resources.ts';

const region: RegionSummary = {
  id: 'gridcity',
  nameZh: '网格城',
  nameEn: 'GridCity',
  synthetic: true,
  bounds: [0, 0, 1, 1],
  people: 1023,
  cells: 100,
  cellMeters: 100,
  facilities: [
    { tier: 'village', count: 4 },
    { tier: 'township', count: 1 },
    { tier: 'county', count: 0 },
  ],
  zoneLayers: [],
  ageBands: [],
  roadKm: 3,
  hasElevation: false,
  hash: 'h',
};
const state: AppState = {
  ...INITIAL_STATE,
  regions: finish(begin<readonly RegionSummary[]>(EMPTY_LOAD, 'r'), 'r', [region]),
  regionId: 'gridcity',
};
const withSettings = (part: Partial<AppState['settings']>): AppState => ({
  ...state,
  settings: { ...state.settings, ...part },
});

describe('questions', () => {
  it('are inputs that the contract takes', () => {
    for (const now of [state, withSettings({ tiers: ['village'], mode: 'car', model: 'straight-line' })]) {
      expect(() => PROCESSES.coverage.inputs.parse(askCoverage(now))).not.toThrow();
      expect(() => PROCESSES.coverage.inputs.parse(askGaps(now))).not.toThrow();
      expect(() => PROCESSES.coverage.inputs.parse(askUploadCoverage(now, 'abc'))).not.toThrow();
      expect(() => PROCESSES.catchments.inputs.parse(askCatchments(now, [0.5, 0.5]))).not.toThrow();
      expect(() => PROCESSES.explain.inputs.parse(askExplain(now, [0.5, 0.5]))).not.toThrow();
      expect(() => PROCESSES.siting.inputs.parse(askSiting(now))).not.toThrow();
    }
  });

  it('of coverage do not change with the slider, those of gaps and sites do', () => {
    const moved = withSettings({ cutoffMinutes: 45 });
    expect(keyOf(askCoverage(moved))).toBe(keyOf(askCoverage(state)));
    expect(keyOf(askGaps(moved))).not.toBe(keyOf(askGaps(state)));
    expect(keyOf(askSiting(moved))).not.toBe(keyOf(askSiting(state)));
    expect(askGaps(moved).cutoffMinutes?.at(-1)).toBe(45);
  });

  it('change with every setting that changes figures', () => {
    const keys = [
      state,
      withSettings({ mode: 'car' }),
      withSettings({ season: 'wet' }),
      withSettings({ direction: 'from-facility' }),
      withSettings({ model: 'straight-line' }),
      withSettings({ tiers: ['township'] }),
      { ...state, regionId: 'elsewhere' },
    ].map((now) => keyOf(askCoverage(now)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('name tiers only when some are left out, and only tiers the region has', () => {
    expect(getTiersInUse(state)).toEqual(['village', 'township']);
    expect(askCoverage(state)).not.toHaveProperty('facilities');
    expect(askCoverage(withSettings({ tiers: ['village', 'county'] }))).toMatchObject({
      facilities: { tiers: ['village'] },
    });
  });
});

describe('derived values', () => {
  it('sum the people of each tier at the cut-off asked for', () => {
    const facility = (tier: 'village' | 'township', people: number[]) => ({ tier, people });
    const answer = {
      cutoffs: [{ cutoffMinutes: 15 }, { cutoffMinutes: 30 }],
      facilities: [facility('village', [1, 2]), facility('township', [4, 8]), facility('village', [16, 32])],
    } as unknown as CoverageAnswer;
    expect(countByTier(answer, 30)).toEqual([
      { tier: 'village', facilities: 2, people: 34 },
      { tier: 'township', facilities: 1, people: 8 },
    ]);
  });

  it('find the bounds of any geometry', () => {
    expect(geometryBounds({ type: 'Point', coordinates: [1, 2] })).toEqual([1, 2, 1, 2]);
    expect(
      geometryBounds({
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [4, 1],
              [2, 5],
              [0, 0],
            ],
          ],
          [[[-1, 0]]],
        ],
      }),
    ).toEqual([-1, 0, 4, 5]);
    expect(
      geometryBounds({ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [3, 4] }] }),
    ).toEqual([3, 4, 3, 4]);
    expect(geometryBounds({ type: 'Polygon', coordinates: [] })).toBeNull();
    expect(geometryBounds(null)).toBeNull();
  });

  it('snap minutes to the nearest stop', () => {
    for (const stop of TIME_STOPS) expect(snapToStop(stop)).toBe(stop);
    expect(snapToStop(0)).toBe(5);
    expect(snapToStop(1e9)).toBe(180);
    expect(snapToStop(52)).toBe(45);
  });
});

describe('the way that is shown', () => {
  const entry = (tier: 'village' | 'township' | 'county', minutes: number | null) =>
    ({
      tier,
      minutes,
      geometry: minutes === null ? null : { type: 'MultiLineString' },
    }) as unknown as Parameters<typeof pickShownPath>[0][number];
  const nearest = [entry('village', 32), entry('township', 6), entry('county', null)];

  it('leads to the tier chosen, else to the nearest facility that counts', () => {
    expect(pickShownPath(nearest, 'village', null)?.tier).toBe('village');
    expect(pickShownPath(nearest, null, null)?.tier).toBe('township');
    expect(pickShownPath(nearest, null, ['village'])?.tier).toBe('village');
  });

  it('leads to what can be reached when the tier wanted cannot', () => {
    expect(pickShownPath(nearest, 'county', null)?.tier).toBe('township');
    expect(pickShownPath(nearest, null, ['county'])?.tier).toBe('township');
    expect(pickShownPath([entry('county', null)], null, null)).toBeNull();
  });
});

describe('where zones are', () => {
  const square = (west: number, south: number, size: number) => [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ];
  const feature = (index: number, geometry: { type: string; coordinates: unknown } | null) => ({
    geometry,
    properties: { layer: 'zones', index, nameZh: `区${index}`, nameEn: `Zone ${index}` },
  });

  it('names stand in the middle of the largest part; zones without outline are left out', () => {
    const marks = buildZoneMarks([
      feature(0, { type: 'Polygon', coordinates: [square(10, 20, 2)] }),
      feature(1, { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(5, 5, 4)]] }),
      feature(2, null),
    ]);
    expect(marks.map((mark) => mark.index)).toEqual([0, 1]);
    expect(marks[0]?.at[0]).toBeCloseTo(11, 9);
    expect(marks[0]?.at[1]).toBeCloseTo(21, 9);
    expect(marks[1]?.at[0]).toBeCloseTo(7, 9);
    expect(marks[1]?.bounds).toEqual([0, 0, 9, 9]);
    expect(unionBounds(marks.map((mark) => mark.bounds))).toEqual([0, 0, 12, 22]);
    expect(unionBounds([])).toBeNull();
  });
});
