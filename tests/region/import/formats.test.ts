import { mkdtempSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGeoPackage, writeGeoPackage } from '../../../server/geo/geopackage.ts';
import { readHgt } from '../../../server/geo/hgt-read.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { InputFile } from '../../../server/region/import/recognise/recognised.ts';
import { recogniseFile } from '../../../server/region/import/recognise/recognise.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/formats');
const scratch = mkdtempSync(join(tmpdir(), 'careshed-formats-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const one = async (name: string): Promise<InputFile> => (await recogniseFile(join(folder, name)))[0]!;

describe('every format', () => {
  it.each([
    ['population.tif', 'population', 'GeoTIFF'],
    ['dem.tif', 'dem', 'GeoTIFF'],
    ['landcover.tif', 'land-cover', 'GeoTIFF'],
    ['N29E111.hgt.zip', 'dem', 'SRTM HGT'],
    ['facilities.csv', 'facility-table', 'CSV'],
    ['facilities-gb18030.csv', 'facility-table', 'CSV'],
    ['facilities.xlsx', 'facility-table', 'XLSX'],
    ['roads.osm.pbf', 'osm', 'OSM PBF'],
    ['roads.osm', 'osm', 'OSM XML'],
    ['roads.geojson', 'roads', 'GeoJSON'],
    ['roads.gpkg', 'roads', 'GeoPackage'],
    ['population_density.tif', 'population', 'GeoTIFF'],
    ['population-areas.geojson', 'population', 'GeoJSON'],
    ['landcover_merged.tif', 'land-cover', 'GeoTIFF'],
    ['scenario.csv', 'scenario-table', 'CSV'],
    ['zones.geojson', 'zones', 'GeoJSON'],
    ['zones.topojson', 'zones', 'TopoJSON'],
    ['zones.kml', 'zones', 'KML'],
    ['zones.gpkg', 'zones', 'GeoPackage'],
    ['zones-shp.zip', 'zones', 'ZIP'],
  ])('%s is recognised as %s', async (name, kind, format) => {
    const file = await one(name);
    expect(file.format).toBe(format);
    expect(file.is.kind === 'features' ? file.is.layer : file.is.kind).toBe(kind);
  });

  it.each([
    'population-broken.tif',
    'dem-broken.tif',
    'N29E111-broken.hgt.zip',
    'facilities-broken.xlsx',
    'roads-broken.osm.pbf',
    'roads-broken.osm',
    'roads-broken.geojson',
    'roads-broken.gpkg',
    'population_density-broken.tif',
    'population-areas-broken.geojson',
    'landcover_merged-broken.tif',
    'zones-broken.geojson',
    'zones-broken.topojson',
    'zones-broken.kml',
    'zones-broken.gpkg',
    'zones-shp-broken.zip',
  ])('%s is refused with a reason and does not stop the import', async (name) => {
    const region = await importRegion({
      files: [join(folder, 'population.tif'), join(folder, name)],
      id: 'x',
    });
    const source = region.sources.find((s) => s.file === name || s.file.startsWith(`${name}#`))!;
    expect(source.role).toBe('unused');
    expect(source.facts['reason']).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(region.population.reduce((a, b) => a + b, 0)).toBe(2016);
  });

  it.each(['zones.geojson', 'zones.topojson', 'zones.kml', 'zones.gpkg', 'zones-shp.zip'])(
    '%s gives the same zone',
    async (name) => {
      const region = await importRegion({
        files: [join(folder, 'population.tif'), join(folder, name)],
        id: 'x',
      });
      expect(region.zones[0]!.names).toEqual([{ zh: '东区', en: '东区' }]);
      expect(region.zones[0]!.zoneOfCell.filter((z) => z === 0)).toHaveLength(64);
    },
  );

  it(
    'reads facilities in Chinese from GB18030 and from a workbook with a title row, sexagesimal texts ' +
      'and a formula',
    async () => {
      for (const [name, tiers] of [
        ['facilities-gb18030.csv', ['township', 'village']],
        ['facilities.xlsx', ['township', 'village']],
        ['facilities.csv', ['village', 'county']],
      ] as const) {
        const region = await importRegion({
          files: [join(folder, 'population.tif'), join(folder, name)],
          id: 'x',
        });
        expect(region.facilities.map((f) => f.tier)).toEqual(tiers);
        expect(region.facilities.map((f) => [f.lonDegrees, f.latDegrees])).toEqual(
          [
            [111.005, 29.805],
            [111.015, 29.815],
          ].map((p) => p.map((v) => expect.closeTo(v, 9))),
        );
        expect(region.facilities[1]!.beds).toBe(name === 'facilities.csv' ? 80 : 2);
      }
    },
  );

  it('reads an SRTM tile on its corners', async () => {
    const { grid, bands } = await readHgt(join(folder, 'N29E111.hgt.zip'));
    expect([grid.left + grid.cellWidth / 2, grid.top - grid.cellHeight / 2, grid.columns]).toEqual([
      111,
      expect.closeTo(30, 12),
      1201,
    ]);
    expect(bands[0]!.every((v) => v === 50)).toBe(true);
  });
});

describe('writeGeoPackage', () => {
  const features = [
    {
      type: 'Feature' as const,
      properties: { name: '甲', beds: 3, rate: 0.5, FID: 'x' },
      geometry: { type: 'Point' as const, coordinates: [111, 29] },
    },
    { type: 'Feature' as const, properties: { name: "O'Hara", beds: null, rate: 2 }, geometry: null },
    {
      type: 'Feature' as const,
      properties: { name: 'c' },
      geometry: {
        type: 'GeometryCollection' as const,
        geometries: [
          {
            type: 'MultiPoint' as const,
            coordinates: [
              [1, 2],
              [3, 4],
            ],
          },
          {
            type: 'MultiLineString' as const,
            coordinates: [
              [
                [0, 0],
                [1, 1],
              ],
            ],
          },
        ],
      },
    },
  ];
  const file = join(scratch, 'out.gpkg');

  it('comes back as it went in', () => {
    writeGeoPackage(file, [
      { name: 'places "x"', title: 'Places', crs: 'EPSG:4326', features },
      { name: 'b', title: 'B', crs: 'EPSG:32650', features: [] },
    ]);
    const [b, layer] = readGeoPackage(file);
    expect(b).toMatchObject({ name: 'b', features: [] });
    expect(b!.crs.id).toBe('EPSG:32650');
    expect(layer!.features.map((f) => f.geometry)).toEqual(features.map((f) => f.geometry));
    expect(layer!.features[0]!.properties).toEqual({ fid: 1, name: '甲', beds: 3, rate: 0.5, FID_: 'x' });
    expect(layer!.features[1]!.properties).toMatchObject({ name: "O'Hara", beds: null, rate: 2 });
  });

  it('is read by GDAL', () => {
    try {
      const out = execFileSync('ogrinfo', ['-ro', '-al', '-so', file, 'places "x"'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(out).toContain('Feature Count: 3');
      expect(out).toContain('beds: Integer');
      expect(out).toContain('WGS 84');
    } catch (problem) {
      if ((problem as { code?: string }).code !== 'ENOENT') throw problem;
      console.log('not run: GDAL reading our GeoPackage (needs ogrinfo)');
    }
  });
});
