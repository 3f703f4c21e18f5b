import { afterEach, expect, test, vi } from 'vitest';
import { countItems, listItems } from '../../client/api/collections.ts';
import { buildRegionStyle } from '../../client/map/region-style.ts';
import { listMapCuts, MOST_DRAWN } from '../../client/state/map-cuts.ts';
import type { RegionSummary } from '../../server/contract/resources.ts';

afterEach(() => vi.unstubAllGlobals());

/** The service's pages of a collection of `count` features. */
function serveCollection(count: number): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address);
    const query = new URL(address, 'http://127.0.0.1').searchParams;
    const offset = Number(query.get('offset'));
    const length = Math.max(0, Math.min(Number(query.get('limit')), count - offset));
    const features = Array.from({ length }, (_, i) => ({ geometry: null, properties: { i: offset + i } }));
    return Promise.resolve(Response.json({ features, numberMatched: count, numberReturned: length }));
  });
  return asked;
}

test('all features of a layer are read, page after page', async () => {
  const asked = serveCollection(45_001);
  const features = await listItems('r', 'facilities', 'en');
  expect(features.map(({ properties }) => properties['i'])).toEqual([...Array(45_001).keys()]);
  expect(asked).toHaveLength(3);
  expect(await listItems('r', 'zones', 'en')).toHaveLength(45_001);
  expect(await countItems('r', 'places', 'en')).toBe(45_001);
});

test('an empty layer is one request', async () => {
  const asked = serveCollection(0);
  expect(await listItems('r', 'zones', 'en')).toEqual([]);
  expect(asked).toHaveLength(1);
});

test('a layer with more features than the map asks for is reported with its count', () => {
  expect(listMapCuts({ facilities: MOST_DRAWN, places: 0 })).toEqual([]);
  expect(listMapCuts({ facilities: MOST_DRAWN + 1, places: MOST_DRAWN + 2 })).toEqual([
    { layer: 'facilities', count: MOST_DRAWN + 1 },
    { layer: 'places', count: MOST_DRAWN + 2 },
  ]);
  vi.stubGlobal('location', { origin: 'http://127.0.0.1' });
  const region = { id: 'r', hash: '0'.repeat(64), bounds: [0, 0, 1, 1], cellMeters: 100 };
  const { sources } = buildRegionStyle(region as unknown as RegionSummary, 'en');
  for (const layer of ['facilities', 'places'])
    expect(JSON.stringify(sources[layer])).toContain(`limit=${MOST_DRAWN}`);
});
