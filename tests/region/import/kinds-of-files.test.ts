import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { extractOsm } from '../../../server/geo/osm-extract.ts';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import { readOsmRegion } from '../../../server/region/import/import-osm.ts';
import { formatOf } from '../../../server/region/import/recognise/file-format.ts';
import type { Facility } from '../../../server/region/model/region.ts';
import { FacilityPlaces, sharedPart } from '../../../server/region/model/same-list.ts';
import { buildPbf } from '../../geo/tiny-pbf.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildScenarioCity } from '../../support/scenario-city.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-kinds-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('formats by the first bytes, and by the name where they do not tell', () => {
  const zip = 'PK\u0003\u0004';
  const heads = [
    'II*\0',
    'MM\0*',
    'II+\0',
    'MM\0+',
    'CARESHED',
    'ncols 4\nnrows 4\nxllcorner 0\nyllcorner 0\ncellsize 1\n',
    'SQLite format 3',
    'fgb\u0003fgb',
    zip,
    `${zip}${'.'.repeat(40)}opendocument.spreadsheet`,
    `${zip}${'.'.repeat(200)}opendocument.spreadsheet`,
    '<?xml version="1.0"?><osm version="0.6">',
    '<osm>',
    '\u00d0\u00cf\u0011\u00e0',
    'a,b\n1,2\n',
    'a;b\r1;2',
    'a b',
    ' <html>',
    'x\0y,\n',
    '',
    '{"type":"Topology"}',
    '{"type":"FeatureCollection"}',
    '\u001e{"type":"Feature"}',
    '{"type":"Feature"}\n{"type":"Feature"}',
    '{"type":"Feature"}',
    '{ "type" : "Feature" } \n {',
    '{"a":1}\n{"a":2}',
  ];
  const names = [
    'a.tif',
    'a.pbf',
    'a.osm',
    'a.xml',
    'N00E000.hgt',
    'a.hgt.zip',
    'a.shp',
    'a.dbf',
    'a.kml',
    'a.gpx',
    'a.geojsonl',
    'a.geojsons',
    'a.geojsonseq',
    'a.ndgeojson',
    'a.ldgeojson',
    'a.ndjson',
    'a.jsonl',
    'a.topojson',
    'a.geojson',
    'a.json',
    'region.json',
    'a.csv',
    'a.tsv',
    'a.txt',
    'a.tab',
    'a.psv',
    'a.xlsx',
    'a.xlsm',
    'a.xls',
    'a.ods',
    'a.PDF',
    'noext',
    'A.OSM',
  ];
  for (const name of names)
    expectGolden(
      'kinds',
      `format ${name}`,
      heads.map((head) => formatOf(name, Buffer.from(head, 'latin1'))).join('|'),
    );
});

it('what a table is shown with: its first rows, columns and characters', async () => {
  const columns = ['name', 'type', 'lon', 'lat', ...Array.from({ length: 60 }, (_, k) => `c${k}`)];
  const row = (k: number): string =>
    [`A${k}`, 'clinic', `36.${k}`, k === 3 ? 'x' : `-1.${k}`, 'y'.repeat(79), 'z'.repeat(80), 'w'.repeat(81)]
      .concat(Array.from({ length: 57 }, (_, c) => `${k} ${c}`))
      .join(',');
  const path = join(scratch, 'clinics.csv');
  writeFileSync(path, [columns.join(','), ...[1, 2, 3, 4, 5].map(row)].join('\n'));
  const shown: number[] = [];
  const inspected = await inspectFiles([path], {}, (share) => shown.push(share));
  const [{ path: _path, sha256: _sha, ...own }] = inspected as [(typeof inspected)[0]];
  expectGolden('kinds', 'a table', own);
  expect(own.sample.map((cells) => cells.length)).toEqual([60, 60, 60]);
  expect(own.sample[0]!.slice(4, 7).map((text) => text.length)).toEqual([79, 80, 80]);
  expect(shown[0]).toBe(0);
});

describe('one list in another', () => {
  const base = buildScenarioCity().facilities[0]!;
  const at = (name: string, meters: number, more: Partial<Facility> = {}): Facility => ({
    ...base,
    nameEn: name,
    nameZh: name,
    lonDegrees: 117 + meters / 90_000,
    latDegrees: 36,
    ...more,
  });
  it('by names nearby, or any at the place; the share of the shorter', () => {
    const list = [at('Kibera Health Centre', 0), at('Hospital', 20_000), at('Sainte Thérèse', 40_000)];
    const held = new FacilityPlaces(list);
    const asked = [
      at('Kibera', 4900),
      at('Kibera', 5100),
      at('Kibera Dispensary', 4000),
      at('Other', 290),
      at('Other', 310),
      at('Hospital', 24_000),
      at('Clinic', 24_000),
      at('sainte therese post', 41_000),
      at('', 20_010),
      at('Kibera', -4900),
      at('', 60_000, { nameZh: 'Kibera' }),
      at('', 1000, { nameEn: '', nameZh: 'Kibera' }),
    ];
    expectGolden(
      'kinds',
      'same lists',
      asked.map((one) => [one.nameEn, held.holds(one), held.hasTwin(one)]),
    );
    expect(
      [at('Kibera', 40), at('KIBERA post', 49), at('Kibera', 60)].map((one) => held.hasTwin(one)),
    ).toEqual([true, true, false]);
    expect(new FacilityPlaces([]).holds(at('x', 0))).toBe(false);
    // Of two lists as long as each other the first is asked for in the second.
    const near = [at('a', 0), at('b', 100)];
    const apart = [at('c', 50), at('d', 90_000)];
    expect([sharedPart(near, apart), sharedPart(apart, near)]).toEqual([1, 0.5]);
    expect([
      sharedPart([...near, at('e', 9000)], apart),
      sharedPart(apart, [...near, at('e', 9000)]),
    ]).toEqual([0.5, 0.5]);
    expect([sharedPart([], near), sharedPart(near, [])]).toEqual([0, 0]);
  });
});

it('a way that several relations give tags to has those of the first; bare multipolygons take those of their ways', () => {
  const path = join(scratch, 'x.osm.pbf');
  const node = (id: number, lon: number, lat: number) => ({ id, lon, lat });
  const member = (id: number, role = 'outer') => ({ type: 1 as const, id, role });
  writeFileSync(
    path,
    buildPbf({
      nodes: [
        node(1, 30, 1),
        node(2, 30.1, 1),
        node(3, 30.1, 1.1),
        node(4, 30, 1.1),
        node(5, 30.02, 1.02),
        node(6, 30.05, 1.02),
        node(7, 30.05, 1.05),
      ],
      ways: [
        { id: 1, refs: [1, 2], tags: {} },
        { id: 2, refs: [2, 3], tags: { route: 'ferry', name: 'own' } },
        { id: 3, refs: [1, 2, 3, 4, 1], tags: { natural: 'water' } },
        { id: 4, refs: [5, 6, 7, 5], tags: {} },
        { id: 5, refs: [1, 2, 3], tags: {} },
        { id: 6, refs: [3, 4, 1], tags: {} },
      ],
      relations: [
        {
          id: 1,
          tags: { type: 'route', route: 'ferry', duration: '00:10', name: 'first' },
          members: [member(1), member(2)],
        },
        {
          id: 2,
          tags: { type: 'route', route: 'ferry', duration: '00:20', name: 'second' },
          members: [member(1), member(2), { type: 0, id: 3, role: '' }],
        },
        {
          id: 3,
          tags: { type: 'multipolygon', name: 'bare', source: 'x', note: 'y' },
          members: [member(3), member(4, 'inner')],
        },
        { id: 4, tags: { type: 'multipolygon', landuse: 'forest' }, members: [member(3)] },
        { id: 5, tags: { type: 'multipolygon', natural: 'water' }, members: [member(5), member(6)] },
        { id: 6, tags: { type: 'multipolygon', natural: 'water' }, members: [member(5)] },
        { id: 8, tags: { type: 'multipolygon' }, members: [member(4)] },
        {
          id: 7,
          tags: { type: 'boundary', boundary: 'administrative', admin_level: '4', name: 'B' },
          members: [member(5), member(6), member(99)],
        },
      ],
    }),
  );
  const progress: number[] = [];
  const { header: _header, ...extract } = readOsmRegion(path, (share) => progress.push(share), undefined);
  expectGolden('kinds', 'relations', extract);
  expect(progress.at(-1)).toBe(1);
  expect([...progress].sort((a, b) => a - b)).toEqual(progress);
  const all = extractOsm(path, { way: () => 'line', relation: () => true, point: () => true });
  expectGolden('kinds', 'everything', { ...all, header: null });
});
