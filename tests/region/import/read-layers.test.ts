import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Feature, Geometry } from 'geojson';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { writeGeoPackage } from '../../../server/geo/geopackage.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { READ_LIMITS } from '../../../server/geo/read-limits.ts';
import { recogniseFile } from '../../../server/region/import/recognise/recognise.ts';
import type { LayerHint } from '../../../server/region/import/recognise/recognised.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildZip } from '../../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-layers-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const write = (name: string, content: string | Uint8Array): string => {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
};
const zip = (name: string, files: Readonly<Record<string, string | Uint8Array>>): string =>
  write(
    name,
    buildZip(Object.entries(files).map(([entry, content]) => ({ name: entry, data: Buffer.from(content) }))),
  );

/** Of each part of a file its name, what it is taken for, and why. */
const parts = async (path: string, hint?: LayerHint, limits = READ_LIMITS): Promise<unknown> =>
  (await recogniseFile(path, {}, hint, limits)).map(({ name, format, is, guesses }) => ({
    name,
    format,
    kind: is.kind,
    layer: 'layer' in is ? is.layer : undefined,
    reason: 'reason' in is ? [is.reason, is.detail] : undefined,
    table: 'table' in is ? [is.table.file, is.table.columns, is.table.rows] : undefined,
    remarks: 'remarks' in is ? is.remarks : undefined,
    guesses,
  }));

const feature = (geometry: Geometry, properties: Feature['properties']): Feature => ({
  type: 'Feature',
  properties,
  geometry,
});
const point = (x: number, properties: Feature['properties']): Feature =>
  feature({ type: 'Point', coordinates: [x, -1] }, properties);
const road = (x: number, highway: string): Feature =>
  feature(
    {
      type: 'LineString',
      coordinates: [
        [x, -1],
        [x + 1, -1],
      ],
    },
    { highway },
  );
const area = (x: number, properties: Feature['properties']): Feature =>
  feature(
    {
      type: 'Polygon',
      coordinates: [
        [
          [x, -1],
          [x + 1, -1],
          [x + 1, 0],
          [x, -1],
        ],
      ],
    },
    properties,
  );
const collection = (...features: Feature[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });
const CLINICS = [point(36, { name: 'A', type: 'clinic' }), point(37, { name: 'B', type: 'hospital' })];
const TABLE = 'name,type,lon,lat\nA,clinic,36.5,-1.2\nB,hospital,36.6,-1.3\n';
const GPX =
  '<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="-1" lon="36"><name>A</name></wpt>' +
  '<trk><name>T</name><trkseg><trkpt lat="-1" lon="36"/><trkpt lat="-1" lon="37"/></trkseg></trk></gpx>';

describe('the layers of a file', () => {
  it('several go by their own names, a single one by its own and the file’s', async () => {
    const layer = (name: string, ...features: Feature[]) => ({
      name,
      title: name,
      crs: 'EPSG:4326',
      features,
    });
    const several = join(scratch, 'country.gpkg');
    writeGeoPackage(several, [
      layer('clinics', ...CLINICS),
      layer('roads', road(36, 'primary'), road(37, 'track')),
      layer('districts', area(36, { name: 'D', level: 1 }), area(37, { name: 'E', level: 2 })),
      layer('admin', area(36, { admin_level: 4, name: 'D' }), area(37, { admin_level: 6, name: 'E' })),
      layer('empty'),
      layer('mixed', road(36, 'primary'), ...CLINICS, area(38, { name: 'D' })),
    ]);
    const one = join(scratch, 'health_facilities.gpkg');
    writeGeoPackage(one, [layer('sheet1', ...CLINICS)]);
    const bare = join(scratch, 'none.gpkg');
    writeGeoPackage(bare, []);
    expectGolden('read-layers', 'of GeoPackages', {
      several: await parts(several),
      one: await parts(one),
      bare: await parts(bare),
      hinted: await parts(several, 'roads'),
    });
  });
  it('of archives, beside each other and alone', async () => {
    const grid = {
      columns: 3,
      rows: 3,
      left: 250_000,
      top: 9_860_000,
      cellWidth: 100,
      cellHeight: 100,
      crs: 'EPSG:32737',
      geographic: false,
    };
    const tiff = writeGeoTiff({ grid, data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9.5) });
    const answers: Record<string, unknown> = {};
    const archives: [string, Record<string, string | Uint8Array>][] = [
      ['roads', { 'export.geojson': collection(road(36, 'primary')) }],
      ['two', { 'a/roads.geojson': collection(road(36, 'primary')), 'clinics.csv': TABLE }],
      ['empty entry', { 'roads.geojson': '', 'clinics.csv': TABLE }],
      ['broken entry', { 'roads.geojson': '{"type":', 'clinics.csv': TABLE }],
      ['junk', { '__MACOSX/roads.geojson': 'x', '.hidden.csv': 'x', 'a/.b.csv': 'x', 'clinics.csv': TABLE }],
      ['only junk', { '__MACOSX/roads.geojson': 'x' }],
      ['transit', { 'stops.txt': 'x', 'stop_times.txt': 'x', 'trips.txt': 'x' }],
      ['half a transit', { 'stops.txt': 'x', 'clinics.csv': TABLE }],
      ['gpx', { 'track.gpx': GPX }],
      ['gpx and more', { 'track.gpx': GPX, 'clinics.csv': TABLE }],
      ['raster', { 'population.tif': tiff }],
      ['raster and table', { 'population.tif': tiff, 'clinics.csv': TABLE, 'dem.asc': 'x' }],
      ['nothing', { 'readme.txt': 'x', 'a.bin': 'y' }],
      [
        'other kinds',
        { 'a.ndjson': JSON.stringify(road(36, 'track')), 'b.tsv': TABLE.replaceAll(',', '\t') },
      ],
    ];
    for (const [name, files] of archives) answers[name] = await parts(zip(`${name}.zip`, files));
    answers['too large'] = await parts(
      zip('large.zip', { 'roads.geojson': collection(...CLINICS) }),
      undefined,
      {
        ...READ_LIMITS,
        features: 1,
      },
    );
    answers['gpx alone'] = await parts(write('walk.gpx', GPX));
    answers['empty file'] = await parts(write('empty.csv', ''));
    answers['a sequence'] = await parts(
      write('x.geojsonl', `${JSON.stringify(CLINICS[0])}\n${JSON.stringify(CLINICS[1])}\n`),
    );
    for (const [name, answer] of Object.entries(answers))
      expectGolden('read-layers', `archive ${name}`, answer);
  });
});
