import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js';
import { afterAll, describe, expect, it } from 'vitest';
import { importRegion } from '../../../server/region/import/import-region.ts';
import type { ImportOptions } from '../../../server/region/import/import-context.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { buildDbf, buildPointShp } from '../../support/dbf-builder.ts';
import { writeFolder } from '../../support/tiny-folder.ts';
import { buildZip } from '../../support/zip-builder.ts';
import { FIXTURE_SQUARE } from '../../support/fixture-frame.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-everyday-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
/** 2,016 people on 64 cells and more between 111.00° and 111.02° east, 29.80° and 29.82° north. */
const people = resolve(import.meta.dirname, '../../fixtures/formats/population.tif');
let folders = 0;

type Files = Readonly<Record<string, string | Uint8Array>>;
function read(files: Files, options: Partial<ImportOptions> = {}, withPeople = true): Promise<Region> {
  const folder = writeFolder(join(scratch, String(folders++)), files);
  return importRegion({ files: withPeople ? [people, folder] : [folder], id: 'x', ...options });
}
const places = (region: Region): [string, number, number][] =>
  region.facilities.map(({ nameEn, lonDegrees, latDegrees }) => [nameEn, lonDegrees, latDegrees]);
const finding = (region: Region, code: string): Region['findings'][number] | undefined =>
  region.findings.find((one) => one.code === code);
const unused = (region: Region, file: string): string =>
  String(region.sources.find((source) => source.file === file)?.facts['reason']);
const sum = (region: Region): number => region.population.reduce((a, b) => a + b, 0);

const CLINIC = ['A clinic', 111.005, 29.805] as const;
const POST = ['B health post', 111.015, 29.815] as const;
const feature = ([name, lon, lat]: readonly [string, number, number]): object => ({
  type: 'Feature',
  properties: { name, type: name.slice(2) },
  geometry: { type: 'Point', coordinates: [lon, lat] },
});
const collection = { type: 'FeatureCollection', features: [feature(CLINIC), feature(POST)] };
const zone = (geometry: object, properties: object = { name: 'Z' }): object => ({
  type: 'Feature',
  properties,
  geometry,
});

describe('facilities out of work', () => {
  it.each([
    ['Operational status', 'Operational', 'Temporarily closed'],
    ['Status', 'Functional', 'Non-functional'],
    ['functional', 'yes', 'No'],
    ['État', 'Ouvert', 'Fermé'],
    ['运营状态', '正常', '停业'],
  ])('are reported by the column %s', async (column, works, closed) => {
    const rows = `name,type,lon,lat,${column}\nA clinic,clinic,111.005,29.805,${works}\nB health post,health post,111.015,29.815,${closed}\n`;
    const region = await read({ 'facilities.csv': rows });
    expect(region.facilities).toHaveLength(2);
    expect(finding(region, 'facility-not-working')).toMatchObject({
      count: 1,
      parameters: { column, words: closed },
      examples: [{ label: 'B health post', row: 3 }],
    });
  });

  it('a state or a plain status is none', async () => {
    const rows = 'name,type,lon,lat,State,Status\nA clinic,clinic,111.005,29.805,Closed Valley,Verified\n';
    expect(finding(await read({ 'facilities.csv': rows }), 'facility-not-working')).toBeUndefined();
  });
});

describe('places of several points', () => {
  it('takes the first, not the middle, and reports it', async () => {
    const several = {
      type: 'MultiPoint',
      coordinates: [
        [111.005, 29.805],
        [111.015, 29.815],
      ],
    };
    const region = await read({
      'facilities.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [
          { type: 'Feature', properties: { name: 'A clinic', type: 'clinic' }, geometry: several },
          feature(POST),
        ],
      }),
    });
    expect(places(region)).toEqual([['A clinic', 111.005, 29.805], POST]);
    expect(finding(region, 'multipoint-first-taken')).toMatchObject({ severity: 'warning', count: 1 });
  });
});

describe('formats of features', () => {
  const gpx = (body: string): string =>
    `<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1">${body}</gpx>`;
  const wpt = ([name, lon, lat]: readonly [string, number, number]): string =>
    `<wpt lat="${lat}" lon="${lon}"><ele>5</ele><name>${name}</name><type>${name.slice(2)}</type></wpt>`;
  const lines = [feature(CLINIC), feature(POST)].map((one) => JSON.stringify(one));
  it.each([
    ['facilities.gpx', gpx(wpt(CLINIC) + wpt(POST))],
    ['facilities.geojsonl', `${lines.join('\n')}\n`],
    ['facilities.geojsons', lines.map((line) => `\u001e${line}\n`).join('')],
    ['facilities.geojson', lines.join('\n')],
    ['facilities.fgb', Buffer.from(serialize(collection as never))],
    ['facilities.json', `\ufeff${JSON.stringify(collection)}`],
    [
      'facilities.zip',
      buildZip([{ name: 'data/export.geojson', data: Buffer.from(JSON.stringify(collection)) }]),
    ],
    [
      'data.zip',
      buildZip([
        { name: '__MACOSX/._x.csv', data: Buffer.from('x') },
        {
          name: 'facilities.csv',
          data: Buffer.from(
            `name,type,lon,lat\nA clinic,clinic,111.005,29.805\nB health post,health post,111.015,29.815`,
          ),
        },
      ]),
    ],
    [
      'facilities.csv',
      'name,type,wkt\nA clinic,clinic,POINT (111.005 29.805)\nB health post,health post,SRID=4326;POINT(111.015 29.815)',
    ],
    [
      'facilities.tsv',
      'name\ttype\tgeom\nA clinic\tclinic\t{"type":"Point","coordinates":[111.005,29.805]}\nB health post\thealth post\t{"type":"Point","coordinates":[111.015,29.815]}',
    ],
    [
      'facilities.kml',
      `<kml><Document>${[CLINIC, POST].map(([name, lon, lat]) => `<Placemark><name>${name}</name><Point><coordinates>\n ${lon} , ${lat} ,0 </coordinates></Point></Placemark>`).join('')}</Document></kml>`,
    ],
  ] as const)('%s', async (name, content) => {
    const region = await read({ [name]: content });
    expect(places(region)).toEqual([CLINIC, POST]);
    expect(region.facilities.map(({ tier }) => tier)).toEqual(['township', 'village']);
  });

  it.each([
    ['facilities.gpx', gpx('<wpt lat="x"').slice(0, 80), 'gpx-unreadable'],
    ['facilities.gpx', '<html></html>', 'gpx-unreadable'],
    ['facilities.geojsonl', `${lines[0]}\n{"type":"Feature",`, 'json-unreadable'],
    ['facilities.fgb', Buffer.from(serialize(collection as never)).subarray(0, 120), 'flatgeobuf-unreadable'],
    ['facilities.ods', buildZip([{ name: 'content.xml', data: Buffer.from('<a>') }]), 'ods-unreadable'],
    [
      'facilities.zip',
      buildZip([{ name: 'facilities.geojson', data: Buffer.from('{"type":') }]),
      'json-unreadable',
    ],
    ['facilities.csv', 'name,type,x,y\nA,clinic,252000,3300000', 'table-coordinates-projected'],
  ] as const)('a broken %s: %s', async (name, content, reason) => {
    const region = await read({ [name]: content });
    expect(unused(region, name)).toBe(reason);
    expect(sum(region)).toBe(2016);
  });

  it('takes metres in the CRS that a person gives', async () => {
    const files = { 'facilities.csv': 'name,type,Easting,Northing\nA clinic,clinic,693823.6,3298836.6' };
    const region = await read(files, { assumeCrs: 'EPSG:32649' });
    expect(region.facilities[0]!.lonDegrees).toBeCloseTo(113.005, 0);
  });

  it('keeps tracks of a GPX file apart from its waypoints', async () => {
    const track =
      '<trk><name>T</name><trkseg><trkpt lat="29.8" lon="111"/><trkpt lat="29.81" lon="111.01"/></trkseg></trk>';
    const region = await read({ 'facilities.gpx': gpx(wpt(CLINIC) + track) });
    expect(places(region)).toEqual([CLINIC]);
    expect(region.sources.map(({ file }) => file)).toContain('facilities.gpx#tracks');
  });
});

describe('geometries', () => {
  it.each([
    [
      'a collection in a collection',
      {
        type: 'GeometryCollection',
        geometries: [
          {
            type: 'GeometryCollection',
            geometries: [
              { type: 'Point', coordinates: [111.01, 29.81] },
              { type: 'Polygon', coordinates: [FIXTURE_SQUARE] },
            ],
          },
        ],
      },
    ],
    [
      'several polygons of one collection',
      {
        type: 'GeometryCollection',
        geometries: [
          { type: 'MultiPolygon', coordinates: [[FIXTURE_SQUARE]] },
          {
            type: 'LineString',
            coordinates: [
              [111, 29.8],
              [111.02, 29.82],
            ],
          },
        ],
      },
    ],
  ])('%s is a zone', async (_title, geometry) => {
    const region = await read({
      'zones.geojson': JSON.stringify({ type: 'FeatureCollection', features: [zone(geometry)] }),
    });
    expect(region.zones[0]!.names.map(({ en }) => en)).toEqual(['Z']);
    expect(region.zones[0]!.zoneOfCell.filter((index) => index === 0).length).toBeGreaterThan(60);
    expect(finding(region, 'geometry-parts-left')?.count).toBe(1);
  });

  it('stands a facility at its label point, not in the middle of its outline', async () => {
    const geometry = {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [111.005, 29.805] },
        { type: 'Polygon', coordinates: [FIXTURE_SQUARE] },
      ],
    };
    const region = await read({
      'facilities.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [zone(geometry, { name: 'A clinic', type: 'clinic' })],
      }),
    });
    expect(places(region)).toEqual([CLINIC]);
  });

  it.each(['zones', 'roads'])('turns %s that are written latitude first', async (layer) => {
    const turned = FIXTURE_SQUARE.map(([x, y]) => [y, x]);
    const made =
      layer === 'zones'
        ? { type: 'Polygon', coordinates: [turned] }
        : { type: 'LineString', coordinates: turned.slice(0, 4) };
    const region = await read({
      [`${layer}.geojson`]: JSON.stringify({
        type: 'FeatureCollection',
        features: [zone(made, layer === 'roads' ? { highway: 'primary' } : { name: 'Z' })],
      }),
    });
    expect(finding(region, 'layer-coordinates-swapped')?.count).toBe(1);
    if (layer === 'zones')
      expect(region.zones[0]!.zoneOfCell.filter((index) => index === 0).length).toBeGreaterThan(60);
  });

  it('leaves a layer elsewhere where it is', async () => {
    const far = FIXTURE_SQUARE.map(([x, y]) => [x! - 40, y!]);
    const region = await read({
      'zones.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [zone({ type: 'Polygon', coordinates: [far] })],
      }),
    });
    expect(finding(region, 'layer-coordinates-swapped')).toBeUndefined();
  });

  it('takes a tree of health units apart by level', async () => {
    const unit = (name: string, level: number, geometry: object | null): object => ({
      type: 'Feature',
      properties: { name, level, parentGraph: '/a/b', groups: [] },
      geometry,
    });
    const area = { type: 'Polygon', coordinates: [FIXTURE_SQUARE] };
    const text = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        unit('Country', 1, area),
        unit('District', 2, area),
        unit('A clinic', 4, { type: 'Point', coordinates: [111.005, 29.805] }),
        unit('Lost', 4, null),
      ],
    });
    const region = await read({ 'orgunits.geojson': text });
    expect(places(region)).toEqual([CLINIC]);
    expect(region.zones.map(({ names }) => names.map(({ en }) => en))).toEqual([['Country'], ['District']]);
    expect(finding(region, 'facility-without-coordinates')?.count).toBe(1);
  });
});

describe('shapefiles', () => {
  const wgs84 =
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
  const shp = buildPointShp([
    [111.005, 29.805],
    [111.015, 29.815],
  ]);
  const table = (first: Buffer, more: { language?: number; isDeleted?: boolean } = {}): Buffer =>
    buildDbf(
      ['NAME', 'TYPE'],
      [
        { cells: [first, Buffer.from('clinic')] },
        { cells: [Buffer.from('B'), Buffer.from('clinic')], isDeleted: more.isDeleted ?? false },
      ],
      more,
    );
  it.each([
    ['936', 'gbk', '青山镇卫生院', 0],
    ['CP936', 'gbk', '青山镇卫生院', 0],
    ['ANSI 936', 'gbk', '青山镇卫生院', 0],
    ['GBK', 'gbk', '青山镇卫生院', 0],
    ['OEM', 'gbk', '青山镇卫生院', 0],
    ['UTF-8', 'gbk', '青山镇卫生院', 0],
    ['UTF-8', 'windows-1252', 'Hôpital général', 0],
    ['UTF8', 'utf8', 'Hôpital général', 0],
    ['65001', 'utf8', 'Hôpital général', 0],
    ['ISO 88591', 'windows-1252', 'Hôpital général', 0],
    ['ISO-8859-1', 'windows-1252', 'Hôpital général', 0],
    ['8859_1', 'windows-1252', 'Hôpital général', 0],
    ['ANSI 1252', 'windows-1252', 'Hôpital général', 0],
    ['OEM 850', 'cp850', 'Hôpital général', 0],
    ['OEM', 'cp850', 'Hôpital général', 0],
    ['1251', 'windows-1251', 'Больница', 0],
    ['BIG5', 'big5', '青山鎮衛生院', 0],
    ['', 'gbk', '青山镇卫生院', 0x4d],
    ['', 'cp850', 'Hôpital général', 0x02],
    ['', 'windows-1252', 'Hôpital général', 0x57],
    ['', 'utf8', 'Hôpital général', 0x57],
    ['', 'gbk', '青山镇卫生院', 0x57],
  ] as const)('.cpg “%s” with text in %s', async (cpg, encoding, name, language) => {
    const dbf = table(iconv.encode(name, encoding), { language });
    const region = await read({
      'facilities.shp': shp,
      'facilities.dbf': dbf,
      'facilities.prj': wgs84,
      ...(cpg ? { 'facilities.CPG': cpg } : {}),
    });
    expect(region.facilities[0]!.nameEn).toBe(name);
    const isLie = cpg === 'UTF-8' && encoding !== ('utf8' as string);
    if (isLie) expect(finding(region, 'text-encoding-guessed')).toBeDefined();
  });

  it('reads UTF-8 whose last character the field cuts', async () => {
    const name = Buffer.from('卫生院'.repeat(10));
    const region = await read({
      'facilities.shp': shp,
      'facilities.dbf': table(name),
      'facilities.prj': wgs84,
    });
    expect(region.facilities[0]!.nameEn.startsWith('卫生院卫生院')).toBe(true);
  });

  it('lists loose parts once, and tells what is missing', async () => {
    const whole = await read({
      'facilities.SHP': shp,
      'Facilities.dbf': table(Buffer.from('A')),
      'facilities.prj': wgs84,
      'facilities.shx': 'x',
      'facilities.sbn': 'x',
    });
    expect(whole.sources.map(({ file }) => file)).toEqual(['population.tif', 'facilities.SHP']);
    const alone = await read({ 'facilities.shp': shp });
    expect(alone.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['shapefile-without-table', 'shapefile-without-prj']),
    );
    expect(alone.facilities).toHaveLength(2);
    const metres = await read({ 'facilities.shp': buildPointShp([[693_823, 3_298_836]]) });
    expect(unused(metres, 'facilities.shp')).toBe('coordinates-not-degrees');
  });

  it('leaves out rows marked deleted with their shapes', async () => {
    const region = await read({
      'facilities.shp': shp,
      'facilities.dbf': table(Buffer.from('A'), { isDeleted: true }),
      'facilities.prj': wgs84,
    });
    expect(region.facilities.map(({ nameEn }) => nameEn)).toEqual(['A']);
    expect(finding(region, 'table-rows-deleted')?.count).toBe(1);
  });

  it('reads a dBase table alone as a table', async () => {
    const dbf = buildDbf(
      ['NAME', 'TYPE', 'LON', 'LAT'],
      [{ cells: ['A clinic', 'clinic', '111.005', '29.805'].map((text) => Buffer.from(text)) }],
    );
    expect(places(await read({ 'facilities.dbf': dbf }))).toEqual([CLINIC]);
  });
});

describe('several lists of facilities', () => {
  const HEAD = 'name,lon,lat';
  it('are joined, each with the kind that its name says', async () => {
    const region = await read({
      'hospitals.csv': `${HEAD}\nSaint Mary,111.005,29.805\n`,
      'health_centres.csv': `${HEAD}\nKaranga,111.015,29.815\nMbeya,111.016,29.801\n`,
    });
    expect(Object.fromEntries(region.facilities.map(({ nameEn, tier }) => [nameEn, tier]))).toEqual({
      'Saint Mary': 'county',
      Karanga: 'township',
      Mbeya: 'township',
    });
    expect(finding(region, 'facilities-joined')).toBeDefined();
    expect(new Set(region.facilities.map(({ row }) => row)).size).toBe(3);
  });

  it('count a facility of both once', async () => {
    const region = await read({
      'hospitals.csv': `${HEAD}\nSaint Mary hospital,111.005,29.805\nB hospital,111.001,29.801\nC hospital,111.018,29.819\n`,
      'clinics.csv': `${HEAD}\nSaint Mary hospital,111.005,29.805\nD clinic,111.012,29.807\nE clinic,111.008,29.813\nF clinic,111.003,29.818\n`,
    });
    expect(region.facilities).toHaveLength(6);
    expect(finding(region, 'facilities-in-both')?.count).toBe(1);
  });

  it('that list the same places stay one, and the other an alternative', async () => {
    const rows = [
      'Saint Mary hospital,111.005,29.805',
      'B hospital,111.001,29.801',
      'C hospital,111.018,29.819',
    ];
    const region = await read({
      'facilities.csv': `name,lon,lat,type\n${rows.map((row) => `${row},hospital`).join('\n')}`,
      'facilities_2020.csv': `${HEAD}\n${rows.join('\n')}\nD hospital,111.012,29.807`,
    });
    expect(region.facilities).toHaveLength(3);
    expect(region.facilityAlternatives?.map(({ facilities }) => facilities.length)).toEqual([4]);
    expect(finding(region, 'facility-file-chosen')).toBeDefined();
  });

  it('of two sheets are joined as of two files', async () => {
    const region = await read({
      'lists.zip': buildZip([
        { name: 'hospitals.csv', data: Buffer.from(`${HEAD}\nSaint Mary,111.005,29.805`) },
        { name: 'health_posts.csv', data: Buffer.from(`${HEAD}\nKaranga,111.015,29.815`) },
      ]),
    });
    expect(region.facilities.map(({ tier }) => tier).sort()).toEqual(['county', 'village']);
  });
});

describe('places of tables', () => {
  it.each([
    ['an exported facility without its minus', '111.005,-29.805', 111.005, 29.805],
    ['both signs lost', '-111.005,-29.805', 111.005, 29.805],
  ])('%s is offered the mirrored place', async (_title, written, lon, lat) => {
    const region = await read({ 'facilities.csv': `name,type,lon,lat\nA clinic,clinic,${written}` });
    expect(region.facilities[0]!.cell).toBe(-1);
    expect(finding(region, 'facility-sign-lost')?.examples[0]?.offer).toMatchObject({
      correction: 'move',
      lonDegrees: lon,
      latDegrees: lat,
    });
    const taken = await read(
      { 'facilities.csv': `name,type,lon,lat\nA clinic,clinic,${written}` },
      { facilityCorrections: { 2: [lon, lat] } },
    );
    expect(taken.facilities[0]!.cell).toBeGreaterThanOrEqual(0);
  });

  it('keeps phone numbers and codes as they are written', async () => {
    const region = await read({
      'facilities.csv':
        'name,type,lon,lat,Phone,hmis,staff\nA clinic,clinic,111.005,29.805,0712345678,00123,"1,200"\nB clinic,clinic,111.015,29.815,712345679,10123,12.5',
    });
    expect(region.facilities.map(({ attributes }) => attributes)).toEqual([
      { Phone: '0712345678', hmis: '00123', staff: 1200 },
      { Phone: '712345679', hmis: '10123', staff: 12.5 },
    ]);
  });

  it('takes the column of people that a person names, for points too', async () => {
    const files = {
      'population.csv': 'village,lon,lat,population,adults\nA,111.005,29.805,100,60\nB,111.015,29.815,50,30',
    };
    expect(sum(await read(files, {}, false))).toBe(150);
    expect(sum(await read(files, { populationColumn: 'adults' }, false))).toBe(90);
  });

  it('reads thousands as the other numbers of the column show', async () => {
    const files = {
      'population.csv': 'village;lon;lat;population\nA;111,005;29,805;1.523\nB;111,015;29,815;2.114.500',
    };
    expect(sum(await read(files, {}, false))).toBe(2_116_023);
  });

  it('tells of a point that stretches the frame', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `V${i},${111 + i / 1000},29.8,10`);
    const region = await read(
      { 'population.csv': `village,lon,lat,population\n${rows.join('\n')}\nFar,112.5,29.8,7` },
      { cellMeters: 1000 },
      false,
    );
    expect(finding(region, 'population-outlier')).toMatchObject({ count: 1, parameters: { people: 7 } });
    expect(sum(region)).toBe(307);
    const fine = await read(
      { 'population.csv': `village,lon,lat,population\n${rows.join('\n')}\nFar,131,49.8,7` },
      {},
      false,
    );
    expect(finding(fine, 'population-outlier-left-out')).toMatchObject({
      count: 1,
      parameters: { people: 7 },
    });
    expect(sum(fine)).toBe(300);
    expect(fine.grid.columns * fine.grid.rows).toBeLessThan(10_000);
  });

  it('does not take villages for facilities, nor facilities with people for villages', async () => {
    const region = await read({
      'villages.csv': 'name,lon,lat\nKaranga,111.005,29.805',
      'data.csv':
        'name,lon,lat,population served\nA Health Centre,111.005,29.805,523\nB Dispensary,111.015,29.815,44',
    });
    expect(region.facilities.map(({ nameEn }) => nameEn)).toEqual(['A Health Centre', 'B Dispensary']);
    expect(region.places.map(({ nameEn }) => nameEn)).toEqual(['Karanga']);
    expect(sum(region)).toBe(2016);
  });
});
