import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { decodeText } from '../../../server/geo/decode-text.ts';
import { geodesicMeters } from '../../../server/geo/geodesic.ts';
import { writeGeoPackage } from '../../../server/geo/geopackage.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { EDGE_OWN_SPEED } from '../../../server/kernel/network/road-network.ts';
import { importRegion } from '../../../server/region/import/import-region.ts';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { LAND_CLASSES, ROAD_CLASSES } from '../../../server/contract/vocabulary.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { hasShared, sharedFolder } from '../../support/real-data.ts';
import { metricGrid } from '../../support/frames.ts';
import { FIXTURE_GRID } from '../../support/fixture-frame.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/formats');
const scratch = mkdtempSync(join(tmpdir(), 'careshed-rows-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let made = 0;
/** Files of one import in a folder of their own. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(scratch, `${made++}-`));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);
const codes = (region: Region): string[] => region.findings.map((finding) => finding.code);
const UTM: Grid = metricGrid(8, 8, { cell: 250, left: 500_000, top: 3_300_000, crs: 'EPSG:32649' });
const flat = (value: number, cells = 64): Float32Array => new Float32Array(cells).fill(value);
const population = readFileSync(join(fixtures, 'population.tif'));

describe('population as density', () => {
  // A hundred people on each km²: the area of the frame, measured by geodesic sides, says how many there are.
  const east = geodesicMeters(111, 29.81, 111.02, 29.81);
  const north = geodesicMeters(111, 29.8, 111, 29.82);
  const expected = (100 * east * north) / 1e6;

  it('is told by the description of the file and multiplied by true areas', async () => {
    const folder = folderOf({
      'population.tif': writeGeoTiff({
        grid: FIXTURE_GRID,
        data: flat(100),
        description: 'people per square kilometre',
      }),
    });
    const region = await importRegion({ files: [folder], id: 'x' });
    expect(Math.abs(sum(region.population) / expected - 1)).toBeLessThan(1e-5);
    expect(codes(region)).toContain('population-from-density');
    expect((await inspectFiles(folder))[0]).toMatchObject({ layer: 'population', unit: 'per-km2' });
  });

  it.each([
    ['xyz_pop_pd_2020_1km.tif', 'per-km2', 100],
    ['population_density.tif', 'per-km2', 100],
    ['人口密度.tif', 'per-km2', 100],
    ['pop_pph_2015.tif', 'per-hectare', 1],
  ])('is told by the name %s as %s', async (name, unit, value) => {
    const folder = folderOf({ [name]: writeGeoTiff({ grid: FIXTURE_GRID, data: flat(value) }) });
    expect((await inspectFiles(folder))[0]).toMatchObject({ unit });
    const region = await importRegion({ files: [folder], id: 'x' });
    expect(Math.abs(sum(region.population) / expected - 1)).toBeLessThan(1e-5);
  });

  it('is what a person says, against the name', async () => {
    const folder = folderOf({
      'population_density.tif': writeGeoTiff({ grid: FIXTURE_GRID, data: flat(3), noData: -1 }),
    });
    const path = join(folder, 'population_density.tif');
    const region = await importRegion({ files: [folder], id: 'x', populationUnits: { [path]: 'people' } });
    expect(sum(region.population)).toBe(192);
    expect(codes(region)).not.toContain('population-from-density');
    const plain = folderOf({ 'population.tif': writeGeoTiff({ grid: UTM, data: flat(16) }) });
    const dense = await importRegion({
      files: [plain],
      id: 'x',
      populationUnits: { [join(plain, 'population.tif')]: 'per-km2' },
    });
    // 64 cells of 250 m on the central meridian, where the scale is 0.9996: areas are larger by its square.
    expect(sum(dense.population)).toBeCloseTo((16 * 64 * 0.0625) / 0.9996 ** 2, 4);
  });

  it('keeps nodata out and the sum on another frame', async () => {
    const data = flat(100);
    data[5] = -9999;
    const folder = folderOf({ 'pop_density.tif': writeGeoTiff({ grid: FIXTURE_GRID, data, noData: -9999 }) });
    const own = await importRegion({ files: [folder], id: 'x' });
    expect(own.population[5]).toBe(0);
    const other = await importRegion({ files: [folder], id: 'x', cellMeters: 100 });
    expect(Math.abs(sum(other.population) / sum(own.population) - 1)).toBeLessThan(1e-6);
  });
});

describe('age bands', () => {
  const bands = { '0-6': 1, '7-14': 2, '15-59': 5, '60-64': 1, '65plus': 1 };
  it('as several files', async () => {
    const files = Object.entries(bands).map(([band, value]) => [
      `population_${band}.tif`,
      writeGeoTiff({ grid: FIXTURE_GRID, data: flat(value) }),
    ]);
    const region = await importRegion({ files: [folderOf(Object.fromEntries(files))], id: 'x' });
    expect(sum(region.population)).toBe(640);
    expect(Object.keys(region.populationByAge)).toHaveLength(5);
    expect(sum(region.populationByAge['65+']!)).toBe(64);
  });

  it('as bands of one file, by their descriptions, with a total', async () => {
    const tiff = Buffer.from(
      writeGeoTiff({
        grid: FIXTURE_GRID,
        data: [10, ...Object.values(bands)].map((v) => flat(v)),
        description: '~'.repeat(700),
      }),
    );
    // The writer has no tag for names of bands; GDAL's lies in place of the description here.
    const items = ['total', ...Object.keys(bands)]
      .map((name, i) => `<Item name="DESCRIPTION" sample="${i}" role="description">${name}</Item>`)
      .join('');
    const xml = `<GDALMetadata>${items}</GDALMetadata>`;
    const at = tiff.indexOf('~'.repeat(700));
    tiff.write(xml.padEnd(700, ' '), at, 'latin1');
    const first = tiff.readUInt32LE(4);
    for (let i = 0; i < tiff.readUInt16LE(first); i++)
      if (tiff.readUInt16LE(first + 2 + 12 * i) === 270) tiff.writeUInt16LE(42_112, first + 2 + 12 * i);
    const region = await importRegion({ files: [folderOf({ 'population.tif': tiff })], id: 'x' });
    expect(sum(region.population)).toBe(640);
    expect(sum(region.populationByAge['15-59']!)).toBe(320);
    expect(sum(region.populationByAge['0-6']!)).toBe(64);
  });
});

const square = (west: number, south: number, east: number, north: number): number[][][] => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];
const area = (name: string, people: unknown, coordinates: number[][][]) => ({
  type: 'Feature' as const,
  properties: { name, 人口: people as number },
  geometry: { type: 'Polygon' as const, coordinates },
});
const collection = (...features: unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });

describe('population as areas', () => {
  const west = area('西', 1234.5, square(111, 29.8, 111.01, 29.82));
  const east = area('东', '2,000', square(111.01, 29.8, 111.02, 29.82));
  const lake = {
    type: 'Feature',
    properties: { natural: 'water' },
    geometry: { type: 'Polygon', coordinates: square(111, 29.8, 111.005, 29.82) },
  };

  it('is spread over the land of each where people can live; the sum is kept to 1e-6', async () => {
    const folder = folderOf({ 'census.geojson': collection(west, east), 'water.geojson': collection(lake) });
    const region = await importRegion({ files: [folder], id: 'x' });
    expect(Math.abs(sum(region.population) / 3234.5 - 1)).toBeLessThan(1e-6);
    for (const [cell, people] of region.population.entries())
      if (people > 0) expect(region.barrier[cell]).toBe(0);
    const zones = region.zones[0]!;
    const inZone = (zone: number): number =>
      region.population.reduce((n, people, cell) => n + (zones.zoneOfCell[cell] === zone ? people : 0), 0);
    expect(inZone(0)).toBeCloseTo(1234.5, 6);
    expect(inZone(1)).toBeCloseTo(2000, 6);
    // Half the west is water: its people stand twice as densely as on all of it.
    const dry = region.population.find((people, cell) => people > 0 && zones.zoneOfCell[cell] === 0)!;
    const cells = zones.zoneOfCell.reduce((n, zone) => n + (zone === 0 ? 1 : 0), 0);
    expect(dry / (1234.5 / cells)).toBeGreaterThan(1.8);
    expect(dry / (1234.5 / cells)).toBeLessThan(2.2);
    expect(codes(region)).toContain('population-spread');
  });

  it('an area all water, one smaller than a cell, one without a number', async () => {
    const drowned = area('湖', 50, square(111.001, 29.801, 111.004, 29.81));
    const tiny = area('点', 7, square(111.015, 29.81, 111.01501, 29.81001));
    const unknown = area('无', null, square(111.02, 29.8, 111.03, 29.82));
    const folder = folderOf({
      'population.geojson': collection(east, drowned, tiny, unknown),
      'water.geojson': collection(lake),
    });
    const region = await importRegion({ files: [folder], id: 'x' });
    expect(sum(region.population)).toBeCloseTo(2057, 6);
    const of = (code: string) => region.findings.find((finding) => finding.code === code);
    expect(of('population-area-no-land')).toMatchObject({ count: 1 });
    expect(of('population-area-unusable')).toMatchObject({ count: 1, examples: [{ row: 4 }] });
  });

  it('from a GeoPackage in metres, by the column a person names; a broken one is refused', async () => {
    const path = join(folderOf({}), 'tracts.gpkg');
    const metres = (x: number): number[][][] => square(500_000 + x, 3_300_000, 501_000 + x, 3_301_000);
    const tract = (head: number, x: number) => ({
      ...area('a', null, metres(x)),
      properties: { heads: head },
    });
    writeGeoPackage(path, [
      { name: 'tracts', title: 't', crs: 'EPSG:32649', features: [tract(300, 0), tract(41, 1000)] },
    ]);
    const region = await importRegion({
      files: [path],
      id: 'x',
      layers: { [path]: 'population' },
      populationColumn: 'heads',
    });
    expect(sum(region.population)).toBeCloseTo(341, 9);
    await expect(importRegion({ files: [path], id: 'x', layers: { [path]: 'population' } })).rejects.toThrow(
      /no population/,
    );
    const broken = join(folderOf({ 'tracts.gpkg': readFileSync(path).subarray(0, 9000) }), 'tracts.gpkg');
    expect((await inspectFiles(join(broken, '..')))[0]).toMatchObject({ reason: 'geopackage-unreadable' });
  });

  it('as points of a GeoJSON', async () => {
    const point = (x: number, people: number) => ({
      type: 'Feature',
      properties: { population: people },
      geometry: { type: 'Point', coordinates: [x, 29.81] },
    });
    const region = await importRegion({
      files: [folderOf({ 'people.geojson': collection(point(111, 5), point(111.01, 8)) })],
      id: 'x',
    });
    expect(sum(region.population)).toBe(13);
  });
});

describe('roads by classes of their own', () => {
  const road = (properties: Record<string, string | number>, lat: number) => ({
    type: 'Feature' as const,
    properties,
    geometry: {
      type: 'LineString' as const,
      coordinates: [
        [111, lat],
        [111.02, lat],
      ],
    },
  });
  const roads = [
    road({ grade: '省道', type: '省道' }, 29.804),
    road({ type: 'A-Strasse' }, 29.808),
    road({ type: 'A-Strasse' }, 29.81),
    road({ type: '村道', speed_kmh: 25 }, 29.814),
  ];
  const carKmh = (region: Region, lat: number): number => {
    const { roads: network } = region;
    const speeds = computeEdgeSpeeds(network, {
      walkKmhByClass: new Float64Array(ROAD_CLASSES.length).fill(5),
      rideKmhByClass: new Float64Array(ROAD_CLASSES.length).fill(50),
      vehicle: 'motor',
      fordsOpen: true,
    });
    const edge = network.edgeFrom.findIndex((node) => Math.abs(network.nodeY[node]! - lat) < 1e-6);
    return speeds.rideForward[edge]! * 3.6;
  };

  it('words are listed with what they are taken for; class and speed by mapping, speed by column', async () => {
    const folder = folderOf({ 'population.tif': population });
    const path = join(folder, 'roads.gpkg');
    writeGeoPackage(path, [{ name: 'roads', title: 'roads', crs: 'EPSG:4326', features: roads }]);
    const inspected = (await inspectFiles(folder)).find((file) => file.layer === 'roads')!;
    expect(inspected.roadWords).toEqual([
      { word: 'A-Strasse', count: 2, roadClass: null },
      { word: '村道', count: 1, roadClass: 'unclassified' },
      { word: '省道', count: 1, roadClass: 'secondary' },
    ]);
    const guessed = await importRegion({ files: [folder], id: 'x' });
    expect(guessed.findings.find((f) => f.code === 'road-class-unknown')).toMatchObject({ count: 2 });
    expect(carKmh(guessed, 29.814)).toBeCloseTo(25, 4);
    expect(carKmh(guessed, 29.804)).toBeCloseTo(50, 4);
    const mapped = await importRegion({
      files: [folder],
      id: 'x',
      roadClasses: { 'A-Strasse': 'secondary' },
      roadSpeeds: { 'A-Strasse': 90 },
    });
    expect(codes(mapped)).not.toContain('road-class-unknown');
    expect(carKmh(mapped, 29.808)).toBeCloseTo(90, 4);
    expect([...mapped.roads.edgeFlags].filter((flags) => flags & EDGE_OWN_SPEED)).toHaveLength(3);
    expect([...mapped.roads.edgeClass].filter((c) => ROAD_CLASSES[c] === 'secondary')).toHaveLength(3);
  });
});

describe('an AccessMod project', () => {
  const scenario =
    'class,label,speed,mode\n1,Built-up,5,WALKING\n2,Cropland,4,WALKING\n1001,Main road,100,MOTORIZED\n';
  // Crop on the left, town on the right, a road through both, a river of nothing on the last column.
  const merged = Uint16Array.from({ length: 64 }, (_, i) =>
    i % 8 === 7 ? 65_535 : i >> 3 === 4 ? 1001 : i % 8 < 4 ? 2 : 1,
  );
  const files = {
    'population.tif': writeGeoTiff({ grid: FIXTURE_GRID, data: flat(1) }),
    'landcover_merged.tif': writeGeoTiff({ grid: FIXTURE_GRID, data: merged, noData: 65_535 }),
    'scenario.csv': scenario,
    'roads.geojson': collection({
      type: 'Feature',
      properties: { label: 'Main' },
      geometry: {
        type: 'LineString',
        coordinates: [
          [111, 29.809],
          [111.02, 29.809],
        ],
      },
    }),
    'facilities.csv': 'name,type,lon,lat,capacity\nAlpha,Health Centre,111.005,29.805,1200\n',
  };

  it('reports the burnt roads that no line stands for, and the scenario’s row of them', async () => {
    const { 'roads.geojson': _lines, ...others } = files;
    const region = await importRegion({ files: [folderOf(others)], id: 'x' });
    const finding = (code: string) => region.findings.find((f) => f.code === code);
    expect(finding('merged-roads-without-lines')?.count).toBe(7);
    expect(finding('accessmod-scenario-unused')?.parameters['rows']).toBe(
      '1001 Main road: 100 km/h MOTORIZED',
    );
  });

  it('gives legend, road speeds, barriers and capacity', async () => {
    const folder = folderOf(files);
    expect((await inspectFiles(folder)).map((file) => [file.name, file.layer])).toEqual([
      ['facilities.csv', 'facilities'],
      ['landcover_merged.tif', 'land-cover'],
      ['population.tif', 'population'],
      ['roads.geojson', 'roads'],
      ['scenario.csv', 'travel-scenario'],
    ]);
    const region = await importRegion({ files: [folder], id: 'x' });
    const land = Array.from(region.landClass, (index) => LAND_CLASSES[index]);
    expect(land.slice(32, 40)).toEqual([
      'cropland',
      'cropland',
      'cropland',
      'cropland',
      'built-up',
      'built-up',
      'built-up',
      'nodata',
    ]);
    expect(codes(region)).not.toContain('land-class-unknown');
    expect(Array.from(region.barrier, (closed, i) => closed === (i % 8 === 7 ? 1 : 0)).every(Boolean)).toBe(
      true,
    );
    expect(region.roads.edgeMaxSpeedKmh[0]).toBe(100);
    expect(region.facilities[0]!.capacity).toBe(1200);
    expect(codes(region)).toEqual(
      expect.arrayContaining(['accessmod-scenario', 'land-cover-merged', 'road-speeds-given']),
    );
    expect(sum(region.population)).toBe(64);
  });

  it.runIf(hasShared('data/malawi-south', 'merged land cover of malawi-south'))(
    'its merged land cover and its plain one agree off roads and rivers',
    async () => {
      const data = join(sharedFolder, 'data/malawi-south');
      const legend = { 1: 'built-up', 2: 'shrubland', 3: 'forest' } as const;
      const base = { id: 'x', landLegend: legend };
      const plain = await importRegion({
        ...base,
        files: [join(data, 'population.tif'), join(data, 'landcover.tif')],
      });
      const other = await importRegion({
        ...base,
        files: [join(data, 'population.tif'), join(data, 'landcover_merged.tif')],
      });
      let same = 0;
      let both = 0;
      for (const [cell, land] of plain.landClass.entries()) {
        if (LAND_CLASSES[land] === 'nodata' || other.barrier[cell] === 1) continue;
        both++;
        if (other.landClass[cell] === land) same++;
      }
      expect(both).toBeGreaterThan(20_000);
      expect(same / both).toBeGreaterThan(0.97);
      expect(codes(other)).not.toContain('land-class-unknown');
      expect(
        other.findings.find((f) => f.code === 'land-cover-merged')!.parameters['roadCells'],
      ).toBeGreaterThan(500);
    },
  );
});

describe('texts of any machine', () => {
  const head = 'nom;type;lon;lat;lits\n';
  it.each([
    ['utf-8', Buffer.from(`${head}Hôpital Élisée;Hôpital;111.005;29.805;3\n`)],
    ['latin1', iconv.encode(`${head}Hôpital Élisée;Hôpital;111.005;29.805;3\n`, 'windows-1252')],
    ['macroman', iconv.encode(`${head}Hôpital Élisée;Hôpital;111.005;29.805;3\n`, 'macroman')],
    ['utf-16le', Buffer.from(`\ufeff${head}Hôpital Élisée;Hôpital;111.005;29.805;3\n`, 'utf16le')],
  ])('%s is found and its facilities read', async (encoding, bytes) => {
    expect(decodeText(bytes).encoding).toBe(encoding);
    const region = await importRegion({
      files: [folderOf({ 'population.tif': population, 'facilities.csv': bytes })],
      id: 'x',
    });
    expect(region.facilities[0]).toMatchObject({ nameEn: 'Hôpital Élisée', beds: 3 });
  });

  it('GB18030 with Chinese headings; degrees, minutes and seconds of several hands; a comma for a point', async () => {
    const rows = [
      '111°0′18″E,29°48′18″N',
      'E111 0 18,N29 48 18',
      '东经111度0分18秒,北纬29度48分18秒',
      '111.005,29.805',
      '"111,005","29,805"',
      "111° 0.3',29° 48.3'",
    ];
    const text = `机构名称,机构类型,经度,纬度\n${rows.map((place, i) => `第${i}卫生室,村卫生室,${place}`).join('\n')}\n`;
    const region = await importRegion({
      files: [folderOf({ 'population.tif': population, '机构.csv': iconv.encode(text, 'gb18030') })],
      id: 'x',
    });
    expect(region.facilities).toHaveLength(rows.length);
    for (const { lonDegrees, latDegrees } of region.facilities)
      expect([lonDegrees, latDegrees]).toEqual([expect.closeTo(111.005, 9), expect.closeTo(29.805, 9)]);
  });
});
