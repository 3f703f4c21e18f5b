import { describe, expect, test } from 'vitest';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { byId, expectAccessible, idle, PATIENCE, shoot, useBrowserBench } from '../support/browser-page.ts';
import { tinyPlace, tinyPopulation, tinySquare } from '../support/tiny-folder.ts';
import { degreeGrid } from '../support/frames.ts';

const bench = useBrowserBench();
const rows = [
  ['A', 'Kituo cha afya'],
  ['B', 'Kituo cha afya'],
  ['C', 'District hospital'],
];
const zones = [
  [-1, 'W1'],
  [0, 'E1'],
].map(([west, code]) => ({
  type: 'Feature',
  properties: { name: `Zone ${code}`, code },
  geometry: tinySquare(Number(west), -1, Number(west) + 1, 1),
}));
/** Metres in UTM 49 N, as a GeoJSON must not have them and often has. */
const metres = [
  [547000, 3373500],
  [548900, 3373500],
  [548900, 3375000],
  [547000, 3373500],
];
const grid = degreeGrid(8, 8, 0.001, 111.496, 30.504);
const files: readonly (readonly [name: string, content: string | Uint8Array])[] = [
  ['population.csv', tinyPopulation(2)],
  [
    'clinics.csv',
    'name,type,lon,lat\n' + rows.map((row, i) => [...row, ...tinyPlace(i / 3, 0)].join(',')).join('\n'),
  ],
  ['zones.geojson', JSON.stringify({ type: 'FeatureCollection', features: zones })],
  [
    'districts.geojson',
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        { type: 'Feature', properties: { label: 'D' }, geometry: { type: 'Polygon', coordinates: [metres] } },
      ],
    }),
  ],
  ['raster.tif', writeGeoTiff({ grid, data: new Float32Array(64).map((_, i) => i * 3.5), noData: -1 })],
];

describe('what the words, names and coordinates of files mean', () => {
  test.each(['zh-CN', 'en-GB'] as const)(
    'is chosen in the dialog and holds in the region (%s)',
    async (locale) => {
      const { page, faults } = await bench.openPage(locale);
      await byId(page, 'import-button').click();
      await page.locator('[data-testid="import-input"]').setInputFiles(
        files.map(([name, content]) => ({
          name,
          mimeType: 'application/octet-stream',
          buffer: Buffer.from(content),
        })),
      );
      await byId(page, 'import-file').waitFor(PATIENCE);
      await shoot(page, `import-words-1-${locale}`);
      const row = (name: string) => page.locator(`[data-testid="import-file"][data-path="${name}"]`);
      const choose = async (button: string, option: string): Promise<void> => {
        await page.locator(button).first().click();
        await page.locator(`[data-option="${option}"]`).click();
      };
      expect(await row('districts.geojson').getAttribute('data-layer')).toBe('');
      await row('districts.geojson').locator('[data-testid="import-crs-text"]').fill('EPSG:32649');
      await row('districts.geojson').locator('[data-testid="import-crs-take"]').click();
      await expect.poll(() => row('districts.geojson').getAttribute('data-layer'), PATIENCE).toBe('zones');
      await choose('[data-word="Kituo cha afya"] [data-testid="tier-of-word"]', 'village');
      await byId(page, 'import-zone-names').locator('summary').click();
      await choose('[data-testid="import-zone-name"]', 'code');
      await expectAccessible(page);
      await shoot(page, `import-words-2-${locale}`, 'import-tiers');
      await byId(page, 'import-name').fill(`Words ${locale}`);
      await byId(page, 'import-start').click();
      await expect
        .poll(
          async () =>
            ((await bench.server.get('/api/regions')) as { regions: { id: string }[] }).regions.map(
              ({ id }) => id,
            ),
          { timeout: 120_000 },
        )
        .toContain(`words-${locale.toLowerCase()}`);
      await idle(page);
      const region = (await bench.server.get(`/api/regions/words-${locale.toLowerCase()}`)) as {
        facilities: { tier: string; count: number }[];
      };
      expect(region.facilities.filter(({ count }) => count > 0)).toMatchObject([
        { tier: 'village', count: 2 },
        { tier: 'county', count: 1 },
      ]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
