import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import type { ImportOptions } from '../../../server/region/import/import-context.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { hashRegionPack, readRegionPack, writeRegionPack } from '../../../server/region/model/region-pack.ts';
import { tinyPlace, tinyPopulation, tinySquare, writeFolder } from '../../support/tiny-folder.ts';
import { degreeGrid } from '../../support/frames.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-choices-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let count = 0;

const table = (...rows: readonly (readonly [name: string, type: string])[]): string =>
  [
    'name,type,lon,lat',
    ...rows.map(([name, type], i) => [name, type, ...tinyPlace(i / 5, 0)].join(',')),
  ].join('\n');
const zones = (...properties: readonly object[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: properties.map((of, i) => ({
      type: 'Feature',
      properties: of,
      geometry: tinySquare(i - 1, -1, i, 1),
    })),
  });
const folderOf = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeFolder(join(scratch, `${count++}`), { 'population.csv': tinyPopulation(2), ...files });
const importOf = (folder: string, options: Partial<ImportOptions> = {}): Promise<Region> =>
  importRegion({ files: [folder], id: 'x', ...options });
const tiers = (region: Region): string[] => region.facilities.map(({ tier }) => tier);
const finding = (region: Region, code: string) => region.findings.find((f) => f.code === code);

describe('tiers by the file’s own words', () => {
  const folder = folderOf({
    'facilities.csv': table(
      ['A', 'Unité  de Santé'],
      ['B', 'Hospital'],
      ['C', 'UNITE DE SANTE'],
      ['D', 'Kituo'],
    ),
  });

  it('go before the guess, whatever their case, accents and spaces; a word that no row has is told', async () => {
    expect(tiers(await importOf(folder))).toEqual(['other', 'county', 'other', 'other']);
    const region = await importOf(folder, {
      tierWords: { 'unité de santé': 'township', hospital: 'village', Zahanati: 'village' },
    });
    expect(tiers(region)).toEqual(['township', 'village', 'township', 'other']);
    expect(region.facilities[0]!.type).toBe('Unité  de Santé');
    expect(finding(region, 'tier-words-unmatched')).toMatchObject({
      count: 1,
      severity: 'warning',
      parameters: { words: 'Zahanati' },
    });
  });

  it('are listed with their rows and what they are taken for', async () => {
    const file = (await inspectFiles(folder)).find(({ path }) => path === 'facilities.csv')!;
    expect(file.tierWords).toEqual([
      { word: 'Unité  de Santé', count: 2, tier: null },
      { word: 'Hospital', count: 1, tier: 'county' },
      { word: 'Kituo', count: 1, tier: null },
    ]);
  });

  it('hold in every file that is joined, and in a tier column of numbers', async () => {
    const two = folderOf({
      'hospitals.csv':
        'name,tier,lon,lat\n' +
        [0, 1].map((i) => ['H' + i, 'Kituo', ...tinyPlace(i / 3, 0)].join(',')).join('\n'),
      'posts.csv':
        'name,tier,lon,lat\n' +
        [1, 2].map((i) => ['P' + i, i, ...tinyPlace(i / 3, 0.7)].join(',')).join('\n'),
    });
    const region = await importOf(two, { tierWords: { kituo: 'village', 1: 'county', 2: 'other' } });
    expect(finding(region, 'facilities-joined')).toBeDefined();
    expect(tiers(region).sort()).toEqual(['county', 'other', 'village', 'village']);
    expect(finding(region, 'tier-words-unmatched')).toBeUndefined();
  });

  it('without a facility at all are told as well', async () => {
    const region = await importOf(folderOf({}), { tierWords: { kituo: 'village' } });
    expect(finding(region, 'tier-words-unmatched')?.parameters['words']).toBe('kituo');
  });
});

describe('land classes by value', () => {
  it('of a value that no cell has are told', async () => {
    const land = writeGeoTiff({
      grid: degreeGrid(30, 30, 0.001, 111.485, 30.515),
      data: new Float32Array(900).fill(77),
      noData: -1,
    });
    const folder = folderOf({ 'landcover.tif': land });
    expect(
      finding(await importOf(folder, { landLegend: { 77: 'forest' } }), 'legend-values-unmatched'),
    ).toBeUndefined();
    const region = await importOf(folder, { landLegend: { 77: 'forest', 78: 'water' } });
    expect(finding(region, 'legend-values-unmatched')).toMatchObject({
      count: 1,
      parameters: { values: '78' },
    });
    const without = await importOf(folderOf({}), { landLegend: { 1: 'forest' } });
    expect(finding(without, 'legend-values-unmatched')?.count).toBe(1);
  });
});

describe('names of zones', () => {
  const folder = folderOf({
    'zones.geojson': zones(
      { name: 'Left', PCODE: 'A1', number: 11, empty: null },
      { name: 'Right', PCODE: '', number: 12, empty: null },
    ),
  });
  const path = join(folder, 'zones.geojson');
  const names = (region: Region): string[] => region.zones[0]!.names.map(({ en }) => en);

  it('are of the property asked for; a zone without one has its number', async () => {
    expect(names(await importOf(folder))).toEqual(['Left', 'Right']);
    expect(names(await importOf(folder, { zoneNames: { [path]: 'PCODE' } }))).toEqual(['A1', '#2']);
    expect(names(await importOf(folder, { zoneNames: { [path]: 'number' } }))).toEqual(['11', '12']);
  });

  it('of a property or file that is not there are refused with those that are', async () => {
    await expect(importOf(folder, { zoneNames: { [path]: 'NAME_9' } })).rejects.toMatchObject({
      code: 'import-zone-column-unknown',
      parameters: { file: 'zones.geojson', column: 'NAME_9', known: 'name, PCODE, number' },
    });
    await expect(
      importOf(folder, { zoneNames: { [join(folder, 'population.csv')]: 'name' } }),
    ).rejects.toMatchObject({
      code: 'import-zone-file-unknown',
      parameters: { file: 'population.csv', known: 'zones.geojson' },
    });
  });

  it('are listed, and which of them names the zones', async () => {
    const file = (await inspectFiles(folder)).find(({ layer }) => layer === 'zones')!;
    expect(file.nameColumns).toEqual(['name', 'PCODE', 'number']);
    expect(file.suggested).toEqual({ name: 'name' });
  });
});

describe('listed names of inputs', () => {
  it('are paths below the folder, names of single files, and whole paths where two would be the same', async () => {
    const [one, two] = [folderOf({}), folderOf({})];
    expect((await inspectFiles(one)).map(({ path }) => path)).toEqual(['population.csv']);
    expect((await inspectFiles([join(one, 'population.csv')])).map(({ path }) => path)).toEqual([
      'population.csv',
    ]);
    expect((await inspectFiles([one, two])).map(({ path }) => path)).toEqual(
      [one, two].map((folder) => join(folder, 'population.csv')),
    );
  });

  it('name the file whose CRS is given, so that its bounds are right', async () => {
    const folder = folderOf({
      'zones.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: {},
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [548000, 3374000],
                  [549000, 3374000],
                  [549000, 3375000],
                  [548000, 3374000],
                ],
              ],
            },
          },
        ],
      }),
    });
    const look = async (crsByFile: Record<string, string>) =>
      (await inspectFiles(folder, {}, undefined, undefined, { crsByFile })).find(
        ({ path }) => path === 'zones.geojson',
      )!;
    expect(await look({})).toMatchObject({ layer: null, reason: 'coordinates-not-degrees' });
    const given = await look({ 'zones.geojson': 'EPSG:32649' });
    expect(given).toMatchObject({ layer: 'zones', crs: 'EPSG:32649' });
    expect(given.bounds![0]).toBeCloseTo(111.5, 1);
  });
});

describe('the hash of a region', () => {
  it('is of its content: other names and another id leave it, other people do not', async () => {
    const region = await importOf(folderOf({ 'facilities.csv': table(['A', 'clinic']) }));
    const hashOf = (changed: Region): string => {
      const path = join(scratch, `${count++}.region`);
      writeRegionPack(changed, path);
      expect(readRegionPack(path).nameEn).toBe(changed.nameEn);
      return hashRegionPack(path);
    };
    const hash = hashOf(region);
    expect(hashOf({ ...region, id: 'elsewhere', nameEn: 'Elsewhere', nameZh: '别处' })).toBe(hash);
    expect(hashOf({ ...region, population: region.population.map((people) => people + 1) })).not.toBe(hash);
    expect(hashOf({ ...region, synthetic: !region.synthetic })).not.toBe(hash);
  });
});
