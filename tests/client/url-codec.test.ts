import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LAYERS,
  DEFAULT_SETTINGS,
  INITIAL_STATE,
  LAYERS,
  TABS,
  type AppState,
  type LayerId,
} from '../../client/state/app-state.ts';
import { ASPECTS } from '../../client/state/study-state.ts';
import { DEFAULT_DETAILS } from '../../client/state/travel-details.ts';
import { TIME_STOPS } from '../../client/state/time-stops.ts';
import { decodeLink, encodeLink } from '../../client/state/url-codec.ts';
import { LANGUAGES, SEASONS, TIERS, TRAVEL_MODES } from '../../server/contract/vocabulary.ts';
import { runs } from '../support/depth.ts';

const degrees = (limit: number, decimals: number) =>
  fc
    .integer({ min: -limit * 10 ** decimals, max: limit * 10 ** decimals })
    .map((whole) => Number((whole / 10 ** decimals).toFixed(decimals)));

const states = fc
  .record({
    language: fc.constantFrom(...LANGUAGES),
    regionId: fc.constantFrom('qinghe', 'ngazidja', 'porto-alegre'),
    settings: fc.record({
      mode: fc.constantFrom(...TRAVEL_MODES),
      model: fc.constantFrom('hybrid' as const, 'straight-line' as const),
      season: fc.constantFrom(...SEASONS),
      direction: fc.constantFrom('to-facility' as const, 'from-facility' as const),
      tiers: fc.option(fc.subarray([...TIERS], { minLength: 1 }), { nil: null }),
      cutoffMinutes: fc.constantFrom(...TIME_STOPS),
      siteCount: fc.integer({ min: 1, max: 50 }),
      compat: fc.boolean(),
      details: fc.constantFrom(DEFAULT_DETAILS, {
        ...DEFAULT_DETAILS,
        slope: 'none' as const,
        boardingSeconds: 0,
      }),
    }),
    layers: fc.record(
      Object.fromEntries(LAYERS.map((layer) => [layer, fc.boolean()])) as Record<
        LayerId,
        fc.Arbitrary<boolean>
      >,
    ),
    tab: fc.constantFrom(...TABS),
    view: fc.option(
      fc.record({
        lon: degrees(180, 5),
        lat: degrees(90, 5),
        zoom: fc.integer({ min: 0, max: 2200 }).map((z) => z / 100),
      }),
      { nil: null },
    ),
    point: fc.option(fc.tuple(degrees(180, 6), degrees(90, 6)), { nil: null }),
    aspect: fc.constantFrom(...ASPECTS),
  })
  .map(({ point, aspect, ...rest }): AppState =>
    Object.assign({}, INITIAL_STATE, rest, {
      work: Object.assign({}, INITIAL_STATE.work, { point }),
      study: Object.assign({}, INITIAL_STATE.study, { aspect }),
    }),
  );

describe('links', () => {
  it('carry region, view, language, settings, layers, tab and place there and back', () => {
    fc.assert(
      fc.property(states, (state) => {
        const link = decodeLink(encodeLink(state, ''));
        expect(link).toEqual({
          language: state.language,
          regionId: state.regionId,
          settings: state.settings,
          aspect: state.study.aspect,
          layers: state.layers,
          tab: state.tab,
          view: state.view,
          point: state.work.point,
        });
      }),
      { numRuns: runs(2000) },
    );
  });

  it('leave parameters of others alone and drop their own old ones', () => {
    const query = new URLSearchParams(encodeLink(INITIAL_STATE, '?test=1&mode=car&min=15'));
    expect(query.get('test')).toBe('1');
    expect(query.has('mode')).toBe(false);
    expect(query.has('min')).toBe(false);
  });

  it('take the default for whatever cannot be read', () => {
    for (const search of [
      '?mode=plane&season=monsoon&min=abc&sites=0&view=1,2&at=200,0&tab=x&lang=fr&tiers=castle&on=gold',
      '?view=NaN,1,2&at=,&sites=1.5&min=&view=',
    ]) {
      expect(decodeLink(search)).toEqual({
        language: null,
        regionId: null,
        settings: DEFAULT_SETTINGS,
        aspect: 'covered',
        layers: DEFAULT_LAYERS,
        tab: 'coverage',
        view: null,
        point: null,
      });
    }
  });

  it('never throw, whatever the address says', () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(TIME_STOPS).toContain(decodeLink(search).settings.cutoffMinutes);
      }),
      { numRuns: runs(2000) },
    );
  });
});
