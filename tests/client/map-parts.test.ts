import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { MAP_PARTS } from '../../client/map/map-parts.ts';
import { findFindingPlaces, findSites, findZoneNames } from '../../client/map/map-features.ts';
import { buildRegionStyle } from '../../client/map/region-style.ts';
import { INITIAL_STATE, type AppState } from '../../client/state/app-state.ts';
import type { RegionSummary } from '../../server/contract/resources.ts';

const REGION = {
  id: 'r',
  hash: '0123456789abcdef',
  bounds: [100, 30, 101, 31],
  cellMeters: 100,
} as unknown as RegionSummary;

/** Records the names of sources that are filled and of layers that are changed. */
function recordUpdates(update: (map: MapLibreMap) => void): string[] {
  const names: string[] = [];
  const record = (name: string) => names.push(name);
  update({
    getSource: (name: string) => ({ setData: () => record(`source ${name}`) }) as unknown as GeoJSONSource,
    getLayer: (name: string) => ({ id: name }),
    removeLayer: () => undefined,
    removeSource: () => undefined,
    setLayoutProperty: (name: string) => record(`layer ${name}`),
    setFilter: (name: string) => record(`layer ${name}`),
    setPaintProperty: (name: string) => record(`layer ${name}`),
  } as unknown as MapLibreMap);
  return names;
}

describe('the table of map parts', () => {
  beforeAll(() => {
    vi.stubGlobal('location', { origin: 'http://localhost' });
    return () => vi.unstubAllGlobals();
  });

  it('fills each source that the style leaves empty, once', () => {
    const { sources } = buildRegionStyle(REGION, 'en');
    const empty = Object.entries(sources)
      .filter(([, source]) => source.type === 'geojson' && typeof source.data !== 'string')
      .map(([name]) => `source ${name}`);
    const filled = MAP_PARTS.flatMap(({ update }) =>
      recordUpdates((map) => update(map, INITIAL_STATE)),
    ).filter((name) => name.startsWith('source '));
    expect(filled.sort()).toEqual(empty.sort());
  });

  it('changes only layers of the style or of a surface', () => {
    const known = new Set(buildRegionStyle(REGION, 'en').layers.map(({ id }) => `layer ${id}`));
    for (const id of ['time', 'uncovered', 'theme']) known.add(`layer ${id}`);
    const changed = MAP_PARTS.flatMap(({ update }) => recordUpdates((map) => update(map, INITIAL_STATE)));
    expect(changed.filter((name) => name.startsWith('layer ') && !known.has(name))).toEqual([]);
  });

  const CHANGES: readonly (readonly [string, AppState, readonly string[]])[] = [
    [
      'the point',
      { ...INITIAL_STATE, work: { ...INITIAL_STATE.work, point: [100, 30] } },
      ['source point', 'source catchments', 'source path'],
    ],
    [
      'the tier of the path',
      { ...INITIAL_STATE, selection: { ...INITIAL_STATE.selection, pathTier: 'county' } },
      ['source path'],
    ],
    ['the gap', { ...INITIAL_STATE, selection: { ...INITIAL_STATE.selection, gapRank: 2 } }, ['source gaps']],
    ['the tab', { ...INITIAL_STATE, tab: 'data' }, ['source findings']],
    [
      'the language',
      { ...INITIAL_STATE, language: 'en' },
      ['layer places', 'layer facility-names', 'layer zone-names'],
    ],
  ];

  it.each(CHANGES)('%s changes these parts only', (_name, state, expected) => {
    const due = MAP_PARTS.filter(({ select }) => {
      const before = select(INITIAL_STATE);
      return select(state).some((item, index) => !Object.is(item, before[index]));
    });
    expect(due.flatMap(({ update }) => recordUpdates((map) => update(map, state)))).toEqual(expected);
  });
});

describe('features of the map', () => {
  it('names zones that are not alone', () => {
    const mark = { at: [100, 30], nameZh: '甲', nameEn: 'A', bounds: [0, 0, 1, 1] };
    const zoneMarks = [
      { ...mark, siblings: 1 },
      { ...mark, siblings: 2 },
    ] as unknown as AppState['zoneMarks'];
    expect(findZoneNames({ ...INITIAL_STATE, zoneMarks }).features).toHaveLength(1);
  });

  it('marks the site in use', () => {
    const sites = [
      { lon: 100, lat: 30, order: 1 },
      { lon: 101, lat: 31, order: 2 },
    ];
    const state = {
      ...INITIAL_STATE,
      work: { ...INITIAL_STATE.work, siting: { ...INITIAL_STATE.work.siting, value: { sites } } },
      selection: { ...INITIAL_STATE.selection, siteOrder: 2 },
    } as unknown as AppState;
    expect(findSites(state).features.map(({ properties }) => properties)).toEqual([
      { order: 1, selected: false },
      { order: 2, selected: true },
    ]);
  });

  it('shows places of a finding in the data check only', () => {
    const features = [{ type: 'Feature', properties: { index: 0 }, geometry: null }];
    const intake = {
      ...INITIAL_STATE.intake,
      finding: 0,
      quality: { ...INITIAL_STATE.intake.quality, value: { places: { features } } },
    } as unknown as AppState['intake'];
    expect(findFindingPlaces({ ...INITIAL_STATE, intake, tab: 'data' }).features).toEqual(features);
    expect(findFindingPlaces({ ...INITIAL_STATE, intake, tab: 'coverage' }).features).toEqual([]);
  });
});
