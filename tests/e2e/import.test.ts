import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { parseRegionPack, readRegionPack } from '../../server/region/model/region-pack.ts';
import { byId, expectAccessible, idle, PATIENCE, shoot, useBrowserBench } from '../support/browser-page.ts';
import { makeFaultyFacilities, type FaultyFacilities } from '../support/faulty-facilities.ts';
import { degreeGrid } from '../support/frames.ts';

const sample = resolve(import.meta.dirname, '../../data/geo/qinghe');

const bench = useBrowserBench();
let faulty: FaultyFacilities;

beforeAll(async () => {
  const regions = join(bench.folder, 'regions');
  const [pack] = readdirSync(regions);
  faulty = await makeFaultyFacilities(join(sample, 'facilities.csv'), readRegionPack(join(regions, pack!)));
  writeFileSync(join(bench.folder, '医疗机构.xlsx'), faulty.xlsx);
});

const finding = (page: Page, code: string) =>
  page.locator(`[data-testid="finding-row"][data-code="${code}"]`);

/** The sample's files without its own list of facilities. */
const otherFiles = (): string[] =>
  readdirSync(sample)
    .filter((name) => !/^facilities|\.md$|^region\.json$/.test(name))
    .map((name) => join(sample, name));

/** Opens a finding and returns the rows of the file it names. */
async function rowsOf(page: Page, code: string): Promise<number[]> {
  const row = finding(page, code).first();
  if ((await row.locator('.finding-head').getAttribute('aria-expanded')) !== 'true')
    await row.locator('.finding-head').click();
  await row.locator('[data-testid="finding-example"]').first().waitFor(PATIENCE);
  const texts = await row.locator('[data-testid="finding-example"]').allInnerTexts();
  return texts.map((text) => Number(/(?:第 |row )(\d+)/.exec(text)?.[1] ?? Number.NaN));
}

describe('a county’s own spreadsheet', () => {
  test('dropped with the other files: every fault is found, shown, mended and gone', async () => {
    const { page, faults } = await bench.openPage('zh-CN');
    await byId(page, 'import-button').click();
    await byId(page, 'import-dialog').waitFor(PATIENCE);
    await shoot(page, 'import-1-empty');
    await page
      .locator('[data-testid="import-input"]')
      .setInputFiles([join(bench.folder, '医疗机构.xlsx'), ...otherFiles()]);
    await byId(page, 'import-file').waitFor(PATIENCE);
    const layerOf = (name: string) =>
      page.locator(`[data-testid="import-file"][data-path="${name}"]`).getAttribute('data-layer');
    expect(await layerOf('医疗机构.xlsx')).toBe('facilities');
    expect(await layerOf('population.tif')).toBe('population');
    expect(await layerOf('roads.geojson')).toBe('roads');
    expect(await layerOf('dem.tif')).toBe('elevation');
    expect(await layerOf('landcover.tif')).toBe('land-cover');
    expect(await layerOf('boundary.geojson')).toBe('boundary');
    await byId(page, 'import-columns').scrollIntoViewIfNeeded();
    expect(await byId(page, 'import-column-beds').innerText()).toContain('床位数');
    expect(await byId(page, 'import-column-lon').innerText()).toContain('经度');
    expect(await byId(page, 'import-start').isDisabled()).toBe(true);
    await byId(page, 'import-name').fill('测试县');
    await shoot(page, 'import-2-files');
    await expectAccessible(page);
    await byId(page, 'import-start').click();
    await byId(page, 'quality').waitFor({ timeout: 120_000 });
    await finding(page, 'facility-coordinates-swapped').waitFor({ timeout: 120_000 });
    await idle(page);
    expect(await page.locator('[data-testid="region-picker"]').innerText()).toContain('测试县');
    await shoot(page, 'import-3-quality');

    expect(await rowsOf(page, 'facility-coordinates-swapped')).toEqual(faulty.swapped);
    expect(await rowsOf(page, 'facility-without-coordinates')).toEqual(faulty.withoutCoordinates);
    expect(await rowsOf(page, 'facility-outside-grid')).toEqual([faulty.inSea]);
    await finding(page, 'facility-outside-grid').locator('[data-testid="leave-out"]').click();
    expect(await rowsOf(page, 'facility-on-barrier')).toContain(faulty.onReservoir);
    await idle(page);
    await shoot(page, 'import-4-water');
    await finding(page, 'facility-on-barrier').locator('[data-testid="take-offer"]').first().click();
    const shifted = await rowsOf(page, 'facility-datum-shifted');
    expect(shifted).toEqual(expect.arrayContaining(faulty.gcj02.map(({ row }) => row)));
    await finding(page, 'facility-datum-shifted').locator('[data-testid="take-all"]').click();
    await idle(page);
    await shoot(page, 'import-5-gcj02');
    const before = await regionBehind(page);
    await byId(page, 'apply-corrections').click();
    await finding(page, 'facility-corrected').waitFor({ timeout: 120_000 });
    await idle(page);
    for (const code of ['facility-outside-grid', 'facility-datum-shifted'])
      expect(await finding(page, code).count()).toBe(0);
    await shoot(page, 'import-6-corrected');

    // The figures are those of the files: everybody of the raster, every facility that has a place.
    const sampleRegion = (await bench.server.get('/api/regions/qinghe')) as { people: number };
    const made = (await bench.server.get(`/api/regions/${before}`)) as { people: number };
    expect(made.people).toBe(sampleRegion.people);
    const { features } = (await bench.server.get(
      `/api/collections/${before}.facilities/items?limit=2000`,
    )) as {
      features: { geometry: { coordinates: [number, number] }; properties: { id: string } }[];
    };
    expect(features).toHaveLength(faulty.rows - 3);
    for (const { lon, lat } of faulty.gcj02)
      expect(
        features.some(({ geometry: { coordinates: at } }) => Math.hypot(at[0] - lon, at[1] - lat) < 0.00002),
      ).toBe(true);

    // The version before is there to come back; rename, export, delete.
    expect(await page.locator('[data-testid="version-row"]').count()).toBe(1);
    await byId(page, 'rename-input').fill('改名县');
    await byId(page, 'rename-save').click();
    await expect
      .poll(() => page.locator('[data-testid="region-picker"]').innerText(), PATIENCE)
      .toContain('改名县');
    const [download] = await Promise.all([
      page.waitForEvent('download', PATIENCE),
      byId(page, 'region-export').click(),
    ]);
    const packFile = join(bench.folder, 'exported.region');
    await download.saveAs(packFile);
    expect(parseRegionPack(readFileSync(packFile)).nameZh).toBe('改名县');
    await byId(page, 'version-row').scrollIntoViewIfNeeded();
    await shoot(page, 'import-7-manage');
    await byId(page, 'version-restore').click();
    await finding(page, 'facility-outside-grid').waitFor(PATIENCE);
    await byId(page, 'region-remove').click();
    await byId(page, 'region-remove-yes').click();
    await expect
      .poll(() => page.locator('[data-testid="region-picker"]').innerText(), PATIENCE)
      .toContain('青禾县');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('dropped anywhere on the page, in English; a file that is none says why', async () => {
    const { page } = await bench.openPage('en-GB');
    await dropFiles(page, [
      ['notes.docx', Buffer.from('no data')],
      ['医疗机构.xlsx', Buffer.from(faulty.xlsx)],
    ]);
    await byId(page, 'import-file').waitFor(PATIENCE);
    const bad = page.locator('[data-testid="import-file"][data-path="notes.docx"]');
    expect(await bad.innerText()).toMatch(/documentation|format/i);
    expect(await byId(page, 'import-no-people').innerText()).toMatch(/People are missing/);
    expect(await byId(page, 'import-start').isDisabled()).toBe(true);
    await shoot(page, 'import-8-english');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('[data-testid="import-dialog"]').count(), PATIENCE).toBe(0);

    // One outline over an open region is a boundary, as before.
    await dropFiles(page, [['plan.geojson', readFileSync(join(sample, 'boundary.geojson'))]]);
    await byId(page, 'upload-row').waitFor(PATIENCE);
    await page.context().close();
  });
});

describe('what files mean is guessed, shown and changed', () => {
  test('a density raster, and roads by words of their own with class and speed', async () => {
    const road = (type: string, lat: number) => ({
      type: 'Feature',
      properties: { type },
      geometry: {
        type: 'LineString',
        coordinates: [
          [111, lat],
          [111.1, lat],
        ],
      },
    });
    const grid = degreeGrid(40, 40, 0.0025, 111, 29.9);
    writeFileSync(
      join(bench.folder, 'population_density.tif'),
      writeGeoTiff({ grid, data: new Float32Array(1600).fill(250) }),
    );
    writeFileSync(
      join(bench.folder, 'roads.geojson'),
      JSON.stringify({
        type: 'FeatureCollection',
        features: [road('县道', 29.83), road('四好农村路', 29.87), road('旅游专线', 29.89)],
      }),
    );
    const { page } = await bench.openPage('zh-CN');
    await byId(page, 'import-button').click();
    await page
      .locator('[data-testid="import-input"]')
      .setInputFiles(['population_density.tif', 'roads.geojson'].map((name) => join(bench.folder, name)));
    await byId(page, 'import-file').waitFor(PATIENCE);
    expect(await byId(page, 'import-unit').innerText()).toContain('每平方公里');
    const word = page.locator('[data-testid="road-word"][data-word="四好农村路"]');
    expect(await word.locator('[data-testid="road-class"]').innerText()).toContain('不采用');
    await word.locator('[data-testid="road-class"]').click();
    await page.locator('[data-option="tertiary"]').click();
    await word.locator('[data-testid="road-speed"]').fill('35');
    await word.locator('[data-testid="road-speed"]').press('Tab');
    await byId(page, 'import-name').fill('道路县');
    await shoot(page, 'import-9-meanings');
    await byId(page, 'import-start').click();
    await finding(page, 'population-from-density').waitFor({ timeout: 120_000 });
    expect(await finding(page, 'road-class-unknown').innerText()).toContain('旅游专线');
    expect(await finding(page, 'road-speeds-given').innerText()).toContain('1 条');
    const made = (await bench.server.get(`/api/regions/${await regionBehind(page)}`)) as { people: number };
    // 250 people on each of some 107 km².
    expect(made.people).toBeGreaterThan(26_700);
    expect(made.people).toBeLessThan(26_850);
    await page.context().close();
  });
});

async function dropFiles(page: Page, files: readonly (readonly [string, Buffer])[]): Promise<void> {
  const transfer = await page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const [name, base64] of list) {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    },
    files.map(([name, bytes]) => [name, bytes.toString('base64')] as const),
  );
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await byId(page, 'drop-zone').waitFor(PATIENCE);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Id of the region that the page shows. */
async function regionBehind(page: Page): Promise<string> {
  await expect.poll(() => new URL(page.url()).searchParams.get('region'), PATIENCE).not.toBe('qinghe');
  return new URL(page.url()).searchParams.get('region')!;
}
