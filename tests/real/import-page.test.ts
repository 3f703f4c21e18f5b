import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { fromArrayBuffer } from 'geotiff';
import Database from 'libsql';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildStale } from '../../scripts/build/build-parts.ts';
import { idle, PATIENCE, pictures, useBrowserBench } from '../support/browser-page.ts';
import { hasShared, sharedFolder } from '../support/real-data.ts';
import { scanWaysIndependently } from './independent-scan.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any

/** Sum of the first band without nodata, by the library alone. */
async function sumRaster(file: string): Promise<number> {
  const bytes = readFileSync(file);
  const image = await (
    await fromArrayBuffer(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  ).getImage();
  const [band] = (await image.readRasters()) as unknown as ArrayLike<number>[];
  const noData = image.getGDALNoData();
  let sum = 0;
  for (let i = 0; i < band!.length; i++) {
    const value = band![i]!;
    if (Number.isFinite(value) && value >= 0 && value !== noData) sum += value;
  }
  return sum;
}

/** Rows of the one layer of a GeoPackage, by SQL alone. */
function countRows(file: string): number {
  const sql = new Database(file, { readonly: true });
  const { table_name: table } = sql.prepare('SELECT table_name FROM gpkg_contents').get() as {
    table_name: string;
  };
  const { n } = sql.prepare(`SELECT count(*) AS n FROM "${table}"`).get() as { n: number };
  sql.close();
  return n;
}

const there = ['ngazidja', 'malawi-south'].filter((id) =>
  hasShared(`data/${id}`, `import of ${id} from the page`),
);

describe.runIf(there.length > 0)('folders dropped on the page become regions', () => {
  beforeAll(() => buildStale());
  const bench = useBrowserBench();

  /** Gives the folder to the page as a person does and waits for its data check. */
  async function importFolder(id: string): Promise<{ page: Page; region: Body; quality: Body }> {
    const { page } = await bench.openPage('en-GB');
    await page.locator('[data-testid="import-button"]').click();
    await page.locator('[data-testid="import-folder-input"]').setInputFiles(join(sharedFolder, 'data', id));
    await page.locator('[data-testid="import-file"]').first().waitFor(PATIENCE);
    expect(await page.locator('[data-testid="import-name"]').inputValue()).toBe(id);
    await page.screenshot({ path: join(pictures, `real-${id}-files.png`) });
    await page.locator('[data-testid="import-start"]').click();
    await expect.poll(() => new URL(page.url()).searchParams.get('region'), { timeout: 150_000 }).toBe(id);
    await page.locator('[data-testid="finding-row"]').first().waitFor(PATIENCE);
    await idle(page);
    await page.screenshot({ path: join(pictures, `real-${id}-region.png`) });
    return {
      page,
      region: await bench.server.get(`/api/regions/${id}`),
      quality: await bench.server.get(`/api/regions/${id}/quality`),
    };
  }

  test.runIf(there.includes('ngazidja'))('ngazidja: figures are those of its files', async () => {
    const data = join(sharedFolder, 'data/ngazidja');
    const { page, region, quality } = await importFolder('ngazidja');
    const people = await sumRaster(join(data, 'population/ngazidja_worldpop_2020_UNadj_100m.tif'));
    expect(Math.abs(region.people / people - 1)).toBeLessThan(1e-6);
    const listed = parse(readFileSync(join(data, 'facilities/ngazidja_who_facilities.csv')), {
      columns: true,
    });
    expect(quality.totals.facilities).toBe(listed.length);
    const roads = scanWaysIndependently(join(data, 'osm/ngazidja.osm.pbf')).filter((way) =>
      way.tags.has('highway'),
    );
    const used = region.sources.find((source: Body) => source.layer === 'roads' && source.role === 'used');
    expect(used.facts.highwayObjects).toBe(roads.length);
    expect(await page.locator('[data-testid="quality-dataPeople"]').innerText()).toBe('449,425');
    const coverage = (await bench.server.execute('coverage', {
      region: 'ngazidja',
      cutoffMinutes: [60],
    })) as Body;
    expect(Math.abs(coverage.total / people - 1)).toBeLessThan(1e-6);
    const [cutoff] = coverage.cutoffs;
    const uncovered = Object.values(cutoff.uncovered as Record<string, number>).reduce((a, b) => a + b, 0);
    expect(Math.abs((cutoff.covered + uncovered) / people - 1)).toBeLessThan(1e-6);
    // the people whom the raster has on the sea are counted ashore at a press
    expect(cutoff.uncovered.onBarrier + cutoff.uncovered.noData).toBeGreaterThan(14_000);
    await page.locator('[data-code="people-on-barriers"] button').first().click();
    await page.locator('[data-testid="place-people-nearest-land"]').click();
    await page.locator('[data-code="people-moved-to-land"]').waitFor({ timeout: 150_000 });
    const ashore = (await bench.server.execute('coverage', {
      region: 'ngazidja',
      cutoffMinutes: [60],
    })) as Body;
    expect(Math.abs(ashore.total / people - 1)).toBeLessThan(1e-6);
    expect(ashore.cutoffs[0].uncovered.onBarrier + ashore.cutoffs[0].uncovered.noData).toBeLessThan(50);
    expect(ashore.cutoffs[0].covered).toBeGreaterThan(cutoff.covered + 5000);
    await page.context().close();
  });

  test.runIf(there.includes('malawi-south'))(
    'malawi-south: UTM GeoPackages and rasters of 1 km',
    async () => {
      const data = join(sharedFolder, 'data/malawi-south');
      const { page, region } = await importFolder('malawi-south');
      const people = await sumRaster(join(data, 'population.tif'));
      expect(Math.abs(region.people / people - 1)).toBeLessThan(1e-6);
      expect(region).toMatchObject({ crs: 'EPSG:32636', cells: 227 * 196 });
      const facts = (layer: string, file: string): Body =>
        region.sources.find((source: Body) => source.layer === layer && source.file.startsWith(file))?.facts;
      expect(facts('roads', 'roads.gpkg').features).toBe(countRows(join(data, 'roads.gpkg')));
      expect(facts('zones', 'zones.gpkg').features).toBe(countRows(join(data, 'zones.gpkg')));
      expect(facts('wetlands', 'wetlands.gpkg').features).toBe(countRows(join(data, 'wetlands.gpkg')));
      expect(facts('water', 'rivers.gpkg').features).toBe(countRows(join(data, 'rivers.gpkg')));
      const facilities = region.sources.filter((source: Body) => source.layer === 'facilities');
      const rows = {
        'facilities.gpkg': countRows(join(data, 'facilities.gpkg')),
        'who_facilities_southern_malawi_bbox.csv': parse(
          readFileSync(join(data, 'who_facilities_southern_malawi_bbox.csv')),
          { columns: true },
        ).length,
      };
      for (const source of facilities) expect(source.facts.rows).toBe(rows[source.file as keyof typeof rows]);
      expect(facilities.map((source: Body) => source.role).sort()).toEqual(['alternative', 'used']);
      await page.context().close();
    },
  );
});
