import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { ImportError, importRegion } from '../../../server/region/import/import-region.ts';
import type { ImportOptions } from '../../../server/region/import/import-context.ts';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPbf } from '../../geo/tiny-pbf.ts';
import { SMALL_GRID, writeSmallFolder, type Placer } from './synthetic-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-answers-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const fixtures = resolve(import.meta.dirname, '../../fixtures/formats');
const toDegrees = buildTransform(parseCrs(SMALL_GRID.crs), WGS84);
const at: Placer = (east, south) => {
  const point: [number, number] = [SMALL_GRID.left + east, SMALL_GRID.top - south];
  toDegrees(point);
  return point;
};

let folders = 0;
/** A folder of its own with files by name: contents, or names of fixtures. */
function folderOf(files: Readonly<Record<string, string | Uint8Array>>, ...copied: string[]): string {
  const folder = join(scratch, `f${folders++}`);
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (const name of copied) copyFileSync(join(fixtures, name), join(folder, name));
  return folder;
}
function smallFolder(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  without: string[] = [],
): string {
  const folder = folderOf({});
  writeSmallFolder(folder, at);
  for (const name of without) rmSync(join(folder, name));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const withoutHash = (file: object): unknown =>
  Object.fromEntries(Object.entries(file).filter(([key]) => key !== 'sha256'));

/** The region without what depends on where its files lie. */
async function importAnswer(folder: string, options: Partial<ImportOptions> = {}): Promise<unknown> {
  const phases: string[] = [];
  try {
    const { sources, ...region } = await importRegion({
      files: [folder],
      id: 'x',
      onProgress: (_share, phase) => phases.at(-1) !== phase && phases.push(phase),
      ...options,
    });
    const land = LAND_CLASSES.map((_, index) => region.landClass.filter((one) => one === index).length);
    return { ...region, land, phases, sources: sources.map(withoutHash) };
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return { refused: error.code, message: error.message.replaceAll(folder, '') };
  }
}

const json = (features: readonly [unknown, Record<string, unknown>][]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: features.map(([geometry, properties]) => ({ type: 'Feature', properties, geometry })),
  });
const line = (...points: [number, number][]): unknown => ({
  type: 'LineString',
  coordinates: points.map(([x, y]) => at(x, y)),
});
const box = (x0: number, y0: number, x1: number, y1: number): unknown => ({
  type: 'Polygon',
  coordinates: [[at(x0, y1), at(x1, y1), at(x1, y0), at(x0, y0), at(x0, y1)]],
});
const point = (x: number, y: number): unknown => ({ type: 'Point', coordinates: at(x, y) });
const csv = (head: string, rows: readonly (readonly [string, number, number, string?])[]): string =>
  `${head}\n${rows.map(([name, x, y, rest = '']) => `${name},${at(x, y).join(',')}${rest}`).join('\n')}\n`;
const raster = (data: ArrayLike<number>, description = ''): Uint8Array =>
  writeGeoTiff({ grid: SMALL_GRID, data: Float32Array.from(data), noData: -9999, description });
const cells = Array.from({ length: 320 }, (_, cell) => cell);

const manyRoads = json([
  [line([50, 750], [1950, 750]), { fclass: 'primary', oneway: 'F', maxspeed: 70, bridge: 'F', ref: 'G1' }],
  [line([1050, 50], [1050, 1550]), { fclass: 'secondary', oneway: 'B', maxspeed: 0 }],
  [line([250, 50], [250, 749.7]), { fclass: 'track', maxspeed: 20 }],
  [line([50, 1250], [1950, 1250]), { fclass: 'residential', bridge: 'T', layer: 1 }],
  [line([650, 1000], [650, 1500]), { fclass: 'footway', access: 'no' }],
  [line([1500, 1400], [1800, 1400]), { fclass: 'njia', status: 'planned' }],
  [line([1500, 1450], [1800, 1450]), { fclass: 'service', condition: 'impassable' }],
  [line([1500, 1500], [1500, 1500]), { fclass: 'service' }],
  [line([1600, 200], [1900, 200]), { fclass: 'rail' }],
  [null, { fclass: 'path' }],
]);
const messyFacilities =
  csv('name,lon,lat,type,beds,doctors,status,services', [
    ['Alpha', 150, 150, ',health post,2,1,open,a;b'],
    ['alpha', 300, 150, ',health post,2,1,open,a'],
    ['Beta', 1235, 450, ',hospital,7000,0,closed,'],
    ['Gamma', 1235, 452, ',clinic,12.5,900,Functional,"a, c"'],
    ['Delta', 9000, 9000, ',clinic,,,unknown,'],
    ['Epsilon', 1000, 1000, ',pharmacy,x,-1,planned,'],
  ]) + 'Zeta,,,clinic,1,1,open,\nEta,abc,def,clinic,1,1,open,\n,111.0,29.8,clinic,1,1,open,\n';

it.each<[string, () => string, Partial<ImportOptions>?]>([
  ['the small folder', () => smallFolder()],
  ['cells of 250 m', () => smallFolder(), { cellMeters: 250, nameEn: 'Other' }],
  ['clipped at the line', () => smallFolder(), { clip: true, haloMeters: 0 }],
  ['clipped with 300 m', () => smallFolder(), { clip: true, haloMeters: 300 }],
  ['clipped with a halo', () => smallFolder(), { clip: true }],
  ['people to land', () => smallFolder(), { peopleOffLand: 'nearest-land' }],
  ['many roads', () => smallFolder({ 'roads.geojson': manyRoads }), { roadClasses: { njia: 'track' } }],
  [
    'roads of a speed',
    () => smallFolder({ 'roads.geojson': manyRoads }),
    { roadSpeeds: { track: 12, primary: 44 } },
  ],
  ['messy facilities', () => smallFolder({ 'facilities.csv': messyFacilities })],
  [
    'facilities decided upon',
    () => smallFolder({ 'facilities.csv': messyFacilities }),
    {
      tierWords: { 'health post': 'township', Pharmacy: 'village' },
      facilityColumns: { capacity: 'beds' },
      facilityCorrections: { 3: 'drop', 4: 'swap', 5: 'gcj-02', 6: [111.01, 29.8] },
    },
  ],
  [
    'waters and wetlands',
    () =>
      smallFolder({
        'water.geojson': json([
          [line([1230, -10], [1240, 1610]), { waterway: 'river', bridge: 'no' }],
          [line([330, -10], [340, 1610]), { waterway: 'stream' }],
          [line([630, 400], [640, 900]), { waterway: 'river', tunnel: 'culvert' }],
          [box(1510, 110, 1890, 490), { natural: 'water', name: 'Lake' }],
          [box(1590, 190, 1700, 310), { place: 'islet' }],
          [box(110, 910, 390, 1290), { natural: 'wetland', wetland: 'swamp' }],
        ]),
      }),
  ],
  [
    'barriers, places and a fence',
    () =>
      smallFolder({
        'barriers.geojson': json([
          [box(500, 1000, 800, 1400), { barrier: 'wall' }],
          [line([1400, 900], [1400, 1500]), { barrier: 'fence' }],
          [point(300, 300), { barrier: 'gate' }],
        ]),
        'places.geojson': json([
          [point(300, 300), { place: 'town', name: '甲镇', 'name:en': 'Jia' }],
          [point(1300, 300), { place: 'hamlet', name: 'Yi' }],
          [point(1400, 900), { place: 'village' }],
        ]),
      }),
  ],
  [
    'a second population',
    () => smallFolder({ 'pop_2015_women.tif': raster(cells), 'pop_2010.tif': raster(cells) }),
  ],
  [
    'people per km²',
    () =>
      smallFolder(
        {
          'population.tif': raster(
            cells.map((c) => c * 10),
            'people per km2',
          ),
        },
        ['population_0-6.tif'],
      ),
  ],
  [
    'ages that do not add up',
    () => smallFolder({ 'population_0-6.tif': raster(cells.map((c) => (c % 7 === 0 ? 5 : 0))) }),
  ],
  [
    'absurd people',
    () => smallFolder({ 'population.tif': raster(cells.map((c) => (c === 9 ? -3 : c === 8 ? 1e9 : c))) }),
  ],
  [
    'a legend of its own',
    () => smallFolder({ 'landcover.tif': raster(cells.map((c) => c % 5)) }),
    {
      landLegend: { 0: 'forest', 1: 'water', 2: 'cropland', 3: 'built-up' },
    },
  ],
  [
    'WorldCover',
    () =>
      smallFolder({
        'landcover.tif': raster(cells.map((c) => [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100, 0][c % 12]!)),
      }),
  ],
  [
    'an unknown value',
    () => smallFolder({ 'landcover.tif': raster(cells.map((c) => [10, 20, 30, 77][c % 4]!)) }),
  ],
  [
    'fractions of land cover',
    () =>
      smallFolder(
        {
          'landcover_forest.tif': raster(cells.map((c) => (c * 7) % 101)),
          'landcover_crops.tif': raster(cells.map((c) => (c * 13) % 101)),
          'landcover_built.tif': raster(cells.map((c) => (c % 9 === 0 ? 90 : 0))),
        },
        ['landcover.tif'],
      ),
  ],
  [
    'a frame in degrees',
    () =>
      folderOf(
        {},
        'population.tif',
        'dem.tif',
        'landcover.tif',
        'facilities.csv',
        'roads.osm',
        'zones.geojson',
      ),
  ],
  [
    'binary OSM and KML',
    () => folderOf({}, 'population_density.tif', 'roads.osm.pbf', 'zones.kml', 'facilities.xlsx'),
  ],
  ['packages', () => folderOf({}, 'population.tif', 'roads.gpkg', 'zones.gpkg', 'N29E111.hgt.zip')],
  [
    'areas and topologies',
    () =>
      folderOf({}, 'population-areas.geojson', 'roads.geojson', 'zones.topojson', 'facilities-gb18030.csv'),
  ],
  [
    'shapefile and merged land',
    () =>
      folderOf(
        {},
        'population.tif',
        'zones-shp.zip',
        'landcover_merged.tif',
        'scenario.csv',
        'roads.geojson',
      ),
  ],
  [
    'broken ones beside a sound population',
    () =>
      folderOf(
        {},
        'population.tif',
        'dem-broken.tif',
        'facilities-broken.csv',
        'roads-broken.osm',
        'zones-broken.gpkg',
        'zones-shp-broken.zip',
        'landcover_merged-broken.tif',
      ),
  ],
  ['broken people', () => folderOf({}, 'population-broken.tif', 'roads.geojson')],
  ['nobody', () => folderOf({}, 'roads.geojson', 'zones.geojson')],
  ['nothing', () => folderOf({})],
  ['nothing to travel on', () => folderOf({ 'notes.txt': 'hello' }, 'zones.geojson')],
  [
    'people as points',
    () =>
      folderOf({
        'people.csv': csv('place,lon,lat,population,healthcare', [
          ['a', 100, 100, ',120,1'],
          ['b', 900, 400, ',80,0'],
          ['c', 905, 402, ',20,0'],
          ['d', 1700, 1500, ',0,0'],
          ['e', 400, 1200, ',,2'],
          ['f', 410, 1210, ',-4,0'],
        ]),
        'roads.geojson': manyRoads,
        'zones.geojson': json([
          [box(0, 0, 1000, 1600), { name: 'West', 人口: 300 }],
          [box(1000, 0, 2000, 1600), { name: 'East', 人口: 10 }],
        ]),
      }),
  ],
  [
    'people by area',
    () =>
      smallFolder(
        {
          'people.geojson': json([
            [box(0, 0, 1000, 1600), { name: 'West', population: 320 }],
            [box(1000, 0, 2000, 1600), { name: 'East', population: 64 }],
            [box(1000, 0, 1500, 800), { name: 'Twice', population: 10 }],
            [box(100, 100, 101, 101), { name: 'Dot', population: 8 }],
            [null, { name: 'None', population: 5 }],
          ]),
        },
        [
          'population.tif',
          'population_0-6.tif',
          'population_7-14.tif',
          'population_15-59.tif',
          'population_60-64.tif',
          'population_65plus.tif',
        ],
      ),
  ],
  [
    'swapped facilities',
    () =>
      smallFolder({
        'facilities.csv': `name,lon,lat\n${[
          [150, 150],
          [900, 700],
          [1500, 1300],
        ]
          .map(([x, y], k) => `f${k},${at(x!, y!).toReversed().join(',')}`)
          .join('\n')}\n`,
      }),
  ],
  [
    'told what files are',
    () => {
      const folder = smallFolder({
        'thing.tif': raster(cells),
        'lines.geojson': json([[line([50, 50], [950, 950]), { kind: 'x' }]]),
      });
      return folder;
    },
  ],
])('import: %s', async (name, make, options) => {
  expectGolden('imports', name, await importAnswer(make(), options));
});

it('import: OSM with waters, wards, barriers and a ferry', async () => {
  const node = (id: number, east: number, south: number, tags?: Record<string, string>) => {
    const [lon, lat] = at(east, south);
    return { id, lon, lat, ...(tags ? { tags } : {}) };
  };
  const ring = (first: number, x0: number, y0: number, x1: number, y1: number) => [
    node(first, x0, y0),
    node(first + 1, x1, y0),
    node(first + 2, x1, y1),
    node(first + 3, x0, y1),
  ];
  const refs = (first: number): number[] => [first, first + 1, first + 2, first + 3, first];
  const unit = (id: number, way: number, level: string, name: string) => ({
    id,
    tags: { type: 'boundary', boundary: 'administrative', admin_level: level, name, 'name:en': `${name}-en` },
    members: [{ type: 1 as const, id: way, role: 'outer' }],
  });
  const pbf = buildPbf({
    nodes: [
      ...Array.from({ length: 9 }, (_, i) =>
        node(
          i + 1,
          50 + 200 * i,
          750,
          i === 4 ? { ford: 'yes' } : i === 6 ? { barrier: 'bollard' } : undefined,
        ),
      ),
      node(10, 1650, 1050, { amenity: 'clinic', name: 'Clinic' }),
      node(11, 1250, 1250, { amenity: 'hospital', name: '医院', 'name:en': 'Hospital', beds: '40' }),
      node(12, 1150, 1350, { place: 'village', name: 'Yi' }),
      node(13, 50, 950),
      node(14, 450, 950),
      node(15, 650, 1550),
      ...ring(100, 1510, 110, 1890, 490),
      ...ring(110, 1590, 190, 1810, 410),
      ...ring(120, 0, 0, 1000, 1600),
      ...ring(130, 1000, 0, 2000, 1600),
      ...ring(140, 520, 1270, 700, 1450),
    ],
    ways: [
      {
        id: 1,
        refs: [1, 2, 3, 4, 5, 6, 7, 8, 9],
        tags: { highway: 'primary', oneway: 'yes', maxspeed: '60' },
      },
      { id: 2, refs: [3, 13, 14], tags: { highway: 'track', tracktype: 'grade3' } },
      { id: 3, refs: [9, 10], tags: { route: 'ferry', duration: '00:05' } },
      { id: 4, refs: [14, 15], tags: { highway: 'path', foot: 'no' } },
      { id: 5, refs: [5, 11], tags: { highway: 'motorway' } },
      { id: 6, refs: [11, 999], tags: { highway: 'service' } },
      { id: 10, refs: refs(100), tags: {} },
      { id: 11, refs: refs(110), tags: {} },
      { id: 12, refs: refs(120), tags: {} },
      { id: 13, refs: refs(130), tags: {} },
      { id: 14, refs: refs(140), tags: { amenity: 'hospital', name: 'Area hospital', building: 'yes' } },
      { id: 15, refs: [100, 13], tags: { waterway: 'river' } },
      { id: 16, refs: [13, 130], tags: { waterway: 'stream' } },
    ],
    relations: [
      {
        id: 1,
        tags: { type: 'multipolygon', natural: 'water', name: 'Lake' },
        members: [
          { type: 1, id: 10, role: 'outer' },
          { type: 1, id: 11, role: 'inner' },
        ],
      },
      unit(2, 12, '8', 'West'),
      unit(3, 13, '8', 'East'),
      unit(4, 12, '9', 'Ward'),
      {
        id: 5,
        tags: { type: 'multipolygon', natural: 'water' },
        members: [{ type: 1, id: 777, role: 'outer' }],
      },
    ],
    timestampSeconds: 1_700_000_000,
  });
  const folder = folderOf({ 'population.tif': raster(cells.map((c) => c % 11)), 'map.osm.pbf': pbf });
  expectGolden('imports', 'OSM', await importAnswer(folder));
  expectGolden('imports', 'OSM clipped', await importAnswer(folder, { clip: true, haloMeters: 200 }));
});

it.each<[string, string[]]>([
  [
    'sound files',
    ['population.tif', 'dem.tif', 'facilities.csv', 'roads.osm', 'zones.geojson', 'zones-shp.zip'],
  ],
  ['broken files', ['dem-broken.tif', 'facilities-broken.xlsx', 'roads-broken.osm.pbf', 'zones-broken.kml']],
])('inspection: %s', async (name, files) => {
  const folder = folderOf({ 'readme.txt': 'x' }, ...files);
  const inspected = await inspectFiles(folder);
  expectGolden('imports', `inspection: ${name}`, inspected.map(withoutHash));
});
