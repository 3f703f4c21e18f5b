import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Travel } from '../../../server/contract/travel.ts';
import { parseCrs, sameCrs } from '../../../server/geo/crs.ts';
import { readGeoTiffHead } from '../../../server/geo/geotiff-read.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { buildTravelEngine } from '../../../server/region/travel/build-engine.ts';
import type { ImportOptions } from '../../../server/region/import/import-context.ts';
import { boundsInDegrees } from '../../../server/region/import/people/import-population.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { ascii, buildRaster, double, short, type TinyRaster } from '../../support/tiny-tiff.ts';
import { writeFolder } from '../../support/tiny-folder.ts';

const home = mkdtempSync(join(tmpdir(), 'careshed-raster-rows-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

let count = 0;
const folderOf = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  writeFolder(join(home, String(++count)), files);
const importOf = (
  files: Readonly<Record<string, string | Uint8Array>>,
  options: (folder: string) => Partial<ImportOptions> = () => ({}),
): Promise<Region> => {
  const folder = folderOf(files);
  return importRegion({ files: [folder], id: 'x', ...options(folder) });
};
const peopleOf = (region: Region): number =>
  Math.round(region.population.reduce((a, b) => a + b, 0) * 1000) / 1000;
const findingOf = (region: Region, code: string): Region['findings'][number] | undefined =>
  region.findings.find((finding) => finding.code === code);

const people: TinyRaster = {
  columns: 4,
  rows: 3,
  type: 'f32',
  values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
};

describe('people of rasters', () => {
  it.each([
    ['as they are', {}, 78],
    [
      'a nodata text that float32 rounds',
      { values: [1e20, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], tags: { 42113: ascii('1e20') } },
      77,
    ],
    [
      'scaled',
      {
        tags: {
          42112: ascii('<GDALMetadata><Item name="SCALE" sample="0" role="scale">0.5</Item></GDALMetadata>'),
        },
      },
      39,
    ],
    ['big-endian BigTIFF', { big: true, bigEndian: true }, 78],
    [
      'from the south',
      {
        tags: {
          33550: null,
          33922: null,
          34264: double(100, 0, 0, 250000, 0, 100, 0, 9859700, 0, 0, 0, 0, 0, 0, 0, 1),
        },
      },
      78,
    ],
  ] as const)('%s', async (_name, more, sum) => {
    const region = await importOf({ 'population.tif': buildRaster({ ...people, ...more }) });
    expect(peopleOf(region)).toBe(sum);
    expect(region.grid).toMatchObject({ columns: 4, rows: 3, crs: 'EPSG:32737' });
  });
  it('nodata of a sidecar, which is no file of its own', async () => {
    const region = await importOf({
      'population.tif': buildRaster({ ...people, type: 'u16', values: [65535, ...people.values.slice(1)] }),
      'population.tif.aux.xml':
        '<PAMDataset><PAMRasterBand band="1"><NoDataValue>65535</NoDataValue></PAMRasterBand></PAMDataset>',
    });
    expect(peopleOf(region)).toBe(77);
    expect(region.sources.map(({ file }) => file)).toEqual(['population.tif']);
    expect(findingOf(region, 'raster-sidecar-read')?.parameters).toMatchObject({
      sidecars: 'population.tif.aux.xml',
    });
  });
  it('numbers that cannot be people are left out; fillers that could be are told', async () => {
    const region = await importOf({
      'population.tif': buildRaster({ ...people, values: [3.4e38, 1e20, ...people.values.slice(2)] }),
    });
    expect(peopleOf(region)).toBe(75);
    expect(findingOf(region, 'population-value-absurd')?.count).toBe(2);
    const other = await importOf({
      'population.tif': buildRaster({
        ...people,
        type: 'u16',
        values: [65535, 65535, ...people.values.slice(2)],
      }),
    });
    expect(findingOf(other, 'population-value-suspicious')?.parameters).toMatchObject({
      value: 65535,
      next: 12,
    });
  });
  it('a frame in US feet has metres', async () => {
    const feet = short(
      1,
      1,
      0,
      6,
      1024,
      0,
      1,
      1,
      1025,
      0,
      1,
      1,
      2048,
      0,
      1,
      4326,
      3072,
      0,
      1,
      32767,
      3074,
      0,
      1,
      16137,
      3076,
      0,
      1,
      9003,
    );
    const f = 3937 / 1200;
    const region = await importOf({
      'population.tif': buildRaster({
        ...people,
        left: 250000 * f,
        top: 9860000 * f,
        cell: 100 * f,
        tags: { 34735: feet },
      }),
    });
    expect(region.grid.crs).toBe('EPSG:32737');
    expect(region.grid.left).toBeCloseTo(250000, 4);
    expect(region.grid.cellWidth).toBeCloseTo(100, 9);
    expect(findingOf(region, 'raster-unit-converted')).toBeDefined();
  });
});

describe('the CRS of files', () => {
  const zones = (crs: object): string =>
    JSON.stringify({
      type: 'FeatureCollection',
      ...crs,
      features: [
        {
          type: 'Feature',
          properties: { name: 'West' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [249900, 9859600],
                [250200, 9859600],
                [250200, 9860100],
                [249900, 9860100],
                [249900, 9859600],
              ],
            ],
          },
        },
      ],
    });
  const raster = buildRaster(people);

  it('projected metres in a GeoJSON without a CRS are refused, and read in the one given for the file', async () => {
    const refused = await importOf({ 'population.tif': raster, 'zones.geojson': zones({}) });
    expect(refused.zones).toHaveLength(0);
    expect(refused.sources.find(({ file }) => file === 'zones.geojson')).toMatchObject({
      role: 'unused',
      facts: { reason: 'coordinates-not-degrees' },
    });
    const asked = await importOf({ 'population.tif': raster, 'zones.geojson': zones({}) }, (folder) => ({
      crsByFile: { [join(folder, 'zones.geojson')]: 'EPSG:32737' },
    }));
    const old = await importOf({
      'population.tif': raster,
      'zones.geojson': zones({ crs: { type: 'EPSG', properties: { code: 32737 } } }),
    });
    const assumed = await importOf({ 'population.tif': raster, 'zones.geojson': zones({}) }, () => ({
      assumeCrs: 'EPSG:32737',
    }));
    for (const region of [asked, old, assumed])
      expect(Array.from(region.zones[0]!.zoneOfCell.slice(0, 4))).toEqual([0, 0, -1, -1]);
  });
  it('TopoJSON likewise', async () => {
    const topology = JSON.stringify({
      type: 'Topology',
      objects: {
        zones: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0]], properties: { name: 'W' } }],
        },
      },
      arcs: [
        [
          [249900, 9859600],
          [250200, 9859600],
          [250200, 9860100],
          [249900, 9860100],
          [249900, 9859600],
        ],
      ],
    });
    const refused = await importOf({ 'population.tif': raster, 'zones.topojson': topology });
    expect(refused.sources.find(({ file }) => file === 'zones.topojson')?.facts['reason']).toBe(
      'coordinates-not-degrees',
    );
    const asked = await importOf({ 'population.tif': raster, 'zones.topojson': topology }, (folder) => ({
      crsByFile: { [join(folder, 'zones.topojson')]: '32737' },
    }));
    expect(asked.zones).toHaveLength(1);
  });
  it('a raster’s code that is not known is said so, and goes by what is given', async () => {
    const folder = folderOf({ 'population.tif': buildRaster({ ...people, epsg: 9999 }) });
    const [inspected] = await inspectFiles(folder);
    expect(inspected).toMatchObject({
      reason: 'crs-unknown',
      detail: expect.stringContaining('EPSG:9999') as string,
    });
    const path = join(folder, 'population.tif');
    const region = await importRegion({ files: [folder], id: 'x', assumeCrs: 'EPSG:32737' });
    expect(findingOf(region, 'raster-crs-replaced')?.severity).toBe('warning');
    expect(
      (await importRegion({ files: [folder], id: 'x', crsByFile: { [path]: 'EPSG:32737' } })).grid.crs,
    ).toBe('EPSG:32737');
  });
  it('NAD27 is shifted by the place, and how wrong that may be is told', async () => {
    const region = await importOf({
      'population.tif': buildRaster({ ...people, epsg: 26713, left: 500000, top: 4400000 }),
    });
    expect(region.grid.crs).toMatch(/^EPSG:26713 \+towgs84=-8,\d+,\d+$/);
    expect(findingOf(region, 'crs-datum-shifted')?.parameters['meters']).toBeLessThanOrEqual(10);
  });
});

describe('the 180th meridian', () => {
  const facilities = (lon: number, lat: number): string => `name,type,lon,lat\nF,clinic,${lon},${lat}\n`;
  it.each([
    ['0…360', 200, -160],
    ['over 180', 179.99, 179.99],
    ['-185…', -180.01, 179.99],
  ])('a raster of degrees %s: facilities lie on it, its bounds are narrow', async (_name, left, west) => {
    const cell = 0.01;
    const inside = left + 2.5 * cell;
    const lon = inside > 180 ? inside - 360 : inside < -180 ? inside + 360 : inside;
    const region = await importOf({
      'population.tif': buildRaster({ ...people, epsg: 4326, left, top: 0.01, cell }),
      'facilities.csv': facilities(lon, 0.005),
    });
    expect(region.facilities[0]!.cell).toBe(2);
    const bounds = boundsInDegrees(region.grid, parseCrs(region.grid.crs));
    expect(bounds[0]).toBeCloseTo(west, 6);
    expect(bounds[2] - bounds[0]).toBeCloseTo(0.04, 6);
  });
  it('UTM over it: bounds are narrow, zones are split there', async () => {
    const zones = JSON.stringify({
      type: 'Feature',
      properties: { name: 'T' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [179.9, -1.4],
            [-179.9, -1.4],
            [-179.9, -1.2],
            [179.9, -1.2],
            [179.9, -1.4],
          ],
        ],
      },
    });
    const region = await importOf({
      'population.tif': buildRaster({ ...people, epsg: 32760, left: 833800, top: 9860000 }),
      'zones.geojson': zones,
    });
    const bounds = boundsInDegrees(region.grid, parseCrs(region.grid.crs));
    expect(bounds[2] - bounds[0]).toBeLessThan(0.01);
    expect(region.zones[0]!.features.features[0]!.geometry.type).toBe('MultiPolygon');
    expect(Array.from(region.zones[0]!.zoneOfCell)).toEqual(new Array(12).fill(0));
  });
  it.each([
    ['beyond 180', [179.9, 180.1]],
    ['beyond -180', [-180.1, -179.9]],
  ])('zones with longitudes %s are split there too', async (_name, [a, b]) => {
    const ring = [
      [a, -1.4],
      [b, -1.4],
      [b, -1.2],
      [a, -1.2],
      [a, -1.4],
    ];
    const zones = JSON.stringify({
      type: 'Feature',
      properties: { name: 'T' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    });
    for (const [epsg, left, top, cell] of [
      [32760, 833800, 9860000, 100],
      [4326, 179.98, -1.29, 0.01],
    ] as const) {
      const region = await importOf({
        'population.tif': buildRaster({ ...people, epsg, left, top, cell }),
        'zones.geojson': zones,
      });
      expect(Array.from(region.zones[0]!.zoneOfCell)).toEqual(new Array(12).fill(0));
      const longitudes = JSON.stringify(region.zones[0]!.features.features[0]!.geometry)
        .match(/\[(-?[\d.]+),/g)!
        .map((text) => Math.abs(Number(text.slice(1, -1))));
      expect(Math.max(...longitudes)).toBeLessThanOrEqual(180);
    }
  });
  it('tables with longitudes of 0…360 lie there too', async () => {
    const raster = buildRaster({ ...people, epsg: 4326, left: 200, top: 0.01, cell: 0.01 });
    const region = await importOf({
      'population.tif': raster,
      'facilities.csv': 'name,type,longitude,latitude\nF,clinic,200.025,0.005\n',
    });
    expect(region.facilities[0]).toMatchObject({
      cell: 2,
      lonDegrees: expect.closeTo(-159.975, 9) as number,
    });
    const points = await importOf({
      'population.csv': 'name,longitude,latitude,population\nA,179.97,-16.80,100\nB,180.02,-16.81,200\n',
    });
    expect(peopleOf(points)).toBe(300);
    expect(points.grid.columns).toBeLessThan(100);
  });
  it('villages on both sides make one small frame', async () => {
    const region = await importOf({
      'population.csv':
        'name,lon,lat,population\nA,179.97,-16.80,100\nB,-179.98,-16.81,200\nC,179.99,-16.79,300\n',
      'facilities.csv': facilities(179.985, -16.8),
    });
    expect(peopleOf(region)).toBe(600);
    expect(region.grid.columns).toBeLessThan(100);
    expect(region.facilities[0]!.cell).toBeGreaterThanOrEqual(0);
  });
});

describe('points far apart', () => {
  it('stand on a frame whose metres are metres at both ends: 40 km at 4 km/h are 600 minutes', async () => {
    const region = await importOf({
      'population.csv':
        'village,lon,lat,population\nW,20.35932611,0.0,100\nE,49.64067389,0.0,100\nW0,19.99,0.0,0\nE0,50.01,0.0,0\n',
      'facilities.csv': 'name,type,lon,lat\nFW,clinic,20.0,0.0\nFE,clinic,50.0,0.0\n',
    });
    expect(region.grid.geographic).toBe(true);
    const travel = Travel.parse({ model: 'hybrid', mode: 'walk', direction: 'to-facility' });
    const { seconds } = buildTravelEngine(region, travel).computeSurface(
      Int32Array.from(region.facilities.map(({ cell }) => cell)),
      40000,
    );
    const minutes = Array.from(region.population).flatMap((here, cell) =>
      here > 0 ? [seconds[cell]! / 60] : [],
    );
    expect(minutes.map((m) => Math.round(m))).toEqual([600, 600]);
  });
});

describe('heights', () => {
  it('in feet become metres, scaled ones their values', async () => {
    const heights = { ...people, values: people.values.map((v) => v * 1000) };
    const feet = await importOf({
      'population.tif': buildRaster(people),
      'dem.tif': buildRaster({
        ...heights,
        tags: {
          42112: ascii(
            '<GDALMetadata><Item name="UNITTYPE" sample="0" role="unittype">ft</Item></GDALMetadata>',
          ),
        },
      }),
    });
    expect(feet.elevation![0]).toBeCloseTo(304.8, 3);
    expect(findingOf(feet, 'elevation-unit-converted')).toBeDefined();
    const scaled = await importOf({
      'population.tif': buildRaster(people),
      'dem.tif': buildRaster({
        ...heights,
        type: 'u16',
        tags: {
          42112: ascii(
            '<GDALMetadata><Item name="SCALE" sample="0" role="scale">0.01</Item><Item name="OFFSET" sample="0" ' +
              'role="offset">-5</Item></GDALMetadata>',
          ),
        },
      }),
    });
    expect(scaled.elevation![1]).toBeCloseTo(15, 5);
  });
});

describe('exported rasters', () => {
  const grid = {
    columns: 2,
    rows: 2,
    left: 1000,
    top: 2000,
    cellWidth: 100,
    cellHeight: 100,
    geographic: false,
  };
  it.each([
    ['+proj=tmerc +lat_0=0 +lon_0=37.5 +k=1 +x_0=0 +y_0=0 +datum=WGS84 +units=m', 'Transverse_Mercator'],
    ['ESRI:54009', 'Mollweide'],
    [
      '+proj=lcc +lat_0=40 +lon_0=10 +lat_1=38 +lat_2=42 +ellps=intl +towgs84=-87,-98,-121 +units=m',
      'TOWGS84[-87',
    ],
  ])('of %s carry WKT as GDAL reads it: no code, a citation, metres', async (crs, word) => {
    const bytes = writeGeoTiff({ grid: { ...grid, crs }, data: new Uint8Array(4) });
    const text = Buffer.from(bytes).toString('latin1');
    expect(text).toContain('ESRI PE String = PROJCS[');
    expect(text).toContain(word);
    const directory = [1, 1, 0, 4, 1024, 0, 1, 32767, 1025, 0, 1, 1, 3073];
    const found = Buffer.from(bytes).indexOf(Buffer.from(Uint16Array.from(directory).buffer));
    expect(found).toBeGreaterThan(0);
    const head = await readGeoTiffHead(bytes);
    expect(head.grid).toMatchObject({ left: 1000, top: 2000 });
    expect(sameCrs(head.crs, parseCrs(crs))).toBe(true);
  });
  it('of a code with a shift or a turn carry the code', async () => {
    const head = await readGeoTiffHead(
      writeGeoTiff({
        grid: { ...grid, left: 500000, top: 9800000, crs: 'EPSG:21037 +towgs84=-157,-2,-299' },
        data: new Uint8Array(4),
      }),
    );
    expect(head.grid.crs).toBe('EPSG:21037 +towgs84=-157,-2,-299');
    const turned = {
      columns: 2,
      rows: 2,
      left: 179.99,
      top: 1,
      cellWidth: 0.01,
      cellHeight: 0.01,
      crs: 'EPSG:4326 +lon_wrap=180',
      geographic: true,
    };
    expect(
      (await readGeoTiffHead(writeGeoTiff({ grid: { ...turned, columns: 4 }, data: new Uint8Array(8) }))).grid
        .crs,
    ).toBe('EPSG:4326 +lon_wrap=180');
  });
});
