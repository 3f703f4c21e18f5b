import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Feature, Geometry } from 'geojson';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeGeoPackage } from '../../../server/geo/geopackage.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { READ_LIMITS } from '../../../server/geo/read-limits.ts';
import { readXlsx } from '../../../server/geo/xlsx-read.ts';
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
    expectGolden('layers', 'of GeoPackages', {
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
    for (const [name, answer] of Object.entries(answers)) expectGolden('layers', `archive ${name}`, answer);
  });
});

describe('cells of workbooks', () => {
  const book = (name: string, files: Readonly<Record<string, string>>): string =>
    zip(name, {
      'xl/workbook.xml': '<workbook><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
      ...files,
    });
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="0.0"/>' +
    '<numFmt numFmtId="166"/></numFmts><cellStyleXfs><xf numFmtId="14"/><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf/></cellXfs>' +
    '<dxfs><xf numFmtId="14"/></dxfs></styleSheet>';
  const strings =
    '<sst>before<si><t> Name </t>between</si><si><r><rPr>x</rPr><t>Be</t>y</r><r><t>ds</t></r></si><si/>' +
    '<si><t>甲</t><rPh><t>jia</t></rPh><phoneticPr>z</phoneticPr></si><si><rPh><t>yi</t></rPh><t>乙</t></si></sst>';
  const read = async (
    name: string,
    xml: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<unknown> => {
    const path = book(name, { 'xl/worksheets/sheet1.xml': `<worksheet>${xml}</worksheet>`, ...more });
    try {
      return (await readXlsx(path)).map(({ table, ...sheet }) => ({ ...sheet, table }));
    } catch (problem) {
      const { code, message } = problem as { code?: string; message: string };
      return [code, message];
    }
  };
  it('of each type, with what stands around their values left out', async () => {
    const cell = (at: string, type: string, inner: string): string => `<c r="${at}"${type}>${inner}</c>`;
    const rows = [
      [
        cell('A1', ' t="s"', '<v>0</v>'),
        cell('B1', ' t="s"', '<v>1</v>'),
        cell('C1', ' t="inlineStr"', 'x<is>y<t>Day</t>z</is>w'),
        cell('D1', ' t="str"', '<f>A1</f><v> Text </v>'),
        cell('E1', ' t="s"', '<v>3</v>'),
        cell('F1', ' t="s"', '<v>4</v>'),
        cell('G1', ' t="s"', '<v>99</v>'),
      ],
      [
        cell('A2', '', '<v>1.50</v>'),
        cell('B2', ' t="n"', '<v>1e3</v>noise<extLst>5</extLst>'),
        cell('C2', ' s="1"', '<v>45292</v>'),
        cell('D2', ' s="2"', '<v>45292.5</v>'),
        cell('E2', ' s="3"', '<v>45292</v>'),
        cell('F2', ' s="4"', '<v>45292</v>'),
        cell('G2', ' s="5"', '<v>45292</v>'),
      ],
      [
        cell('A3', ' t="b"', '<v>1</v>'),
        cell('B3', ' t="b"', '<v>0</v>'),
        cell('C3', ' t="e"', '<v>#N/A</v>'),
        cell('D3', ' t="d"', '<v>2024-01-02</v>'),
        cell('E3', '', '<v>text</v>'),
        cell('F3', ' t="n" s="1"', '<v> </v>'),
        cell('G3', ' t="s"', '<v>2</v>'),
        cell('AA3', '', '<v>27</v>'),
      ],
    ];
    const xml = `<sheetData>between${rows.map((cells, i) => `<row r="${i + 1}">${cells.join('between')}</row>`).join('')}</sheetData>`;
    const shared = { 'xl/sharedStrings.xml': strings, 'xl/styles.xml': styles };
    expectGolden('layers', 'cells', await read('cells.xlsx', xml, shared));
    for (const date1904 of ['1', 'true', '0'])
      expectGolden(
        'layers',
        `days of 1904: ${date1904}`,
        await read(`days-${date1904}.xlsx`, xml, {
          ...shared,
          'xl/workbook.xml': `<workbook><workbookPr date1904="${date1904}"/><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        }),
      );
  });
  it('merged with those above, and where rows and places are wrong', async () => {
    const value = (at: string, text: string | number): string => `<c r="${at}" t="str"><v>${text}</v></c>`;
    const rows = (...list: string[][]): string =>
      `<sheetData>${list
        .map((cells, i) => `<row r="${i + 1}">${cells.map((at) => value(at, `v${at}`)).join('')}</row>`)
        .join('')}</sheetData>`;
    const body = rows(['A1', 'B1', 'C1'], ['A2', 'B2', 'C2'], ['B3', 'C3'], ['B4'], ['A5', 'C5'], ['C6'], []);
    const merged = (...refs: string[]): string =>
      `${body}<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
    const answers = {
      down: await read('m1.xlsx', merged('A2:A4')),
      'down twice': await read('m2.xlsx', merged('A2:A3', 'C3:C4', 'B5:B6', 'A5:A7')),
      across: await read('m3.xlsx', merged('A1:C1', 'B2:C2')),
      'a prefix': await read('m4.xlsx', merged('A2:A4').replaceAll('mergeCell ', 'x:mergeCell ')),
      'too many': await read('m5.xlsx', merged('A2:A200002')),
      'as many as there may be': await read('m6.xlsx', merged('A2:A200001')),
      'row 0': await read('r0.xlsx', '<sheetData><row r="0"><c><v>1</v></c></row></sheetData>'),
      'row x': await read('r1.xlsx', '<sheetData><row r="x"><c><v>1</v></c></row></sheetData>'),
      'the last row': await read(
        'r2.xlsx',
        '<sheetData><row r="1"><c><v>a</v></c><c><v>b</v></c></row><row r="1048576"><c><v>1</v></c></row></sheetData>',
      ),
      'a row too far': await read('r3.xlsx', '<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>'),
      'a cell nowhere': await read(
        'c1.xlsx',
        '<sheetData><row r="1"><c r="1A"><v>1</v></c></row></sheetData>',
      ),
      'a cell too far': await read(
        'c2.xlsx',
        '<sheetData><row r="1"><c r="ABCD1"><v>1</v></c></row></sheetData>',
      ),
      broken: await read('b1.xlsx', '<sheetData><row>'),
      'no sheet': await read('b2.xlsx', '', { 'xl/workbook.xml': '<workbook><sheets/></workbook>' }),
      'another place': await read('p1.xlsx', '', {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Target="/xl/worksheets/other.xml"/><Other Id="rId1" Target="x"/></Relationships>',
        'xl/worksheets/other.xml': `<worksheet>${body}</worksheet>`,
      }),
    };
    for (const [name, answer] of Object.entries(answers)) expectGolden('layers', `sheet ${name}`, answer);
    expect(Object.keys(answers)).toHaveLength(15);
  });
});
