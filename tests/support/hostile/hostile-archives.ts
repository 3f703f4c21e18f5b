import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import Database from 'libsql';
import { writeGeoPackage } from '../../../server/geo/geopackage.ts';
import { readZipEntries } from '../../../server/geo/zip-read.ts';
import { buildZip, type ZipPart } from '../zip-builder.ts';
import { hostile, type HostileCase } from './hostile-case.ts';
import { FIXTURE_SQUARE } from '../fixture-frame.ts';

const refused = (code: string): HostileCase['expected'] => ({ status: 422, code });
const part = (name: string, data: Buffer | string, claims?: ZipPart['claims']): ZipPart => ({
  name,
  data: Buffer.from(data),
  ...(claims ? { claims } : {}),
});

/** Zip archives, with shapefiles and without. `shapefile` is a sound one as made for the fixtures. */
export function makeHostileZips(shapefile: Readonly<Record<'shp' | 'dbf' | 'prj', Buffer>>): HostileCase[] {
  const file = (title: string, bytes: Buffer, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'zones.zip', bytes, expected);
  const { shp, dbf, prj } = shapefile;
  const shape = (
    change: Partial<Record<'shp' | 'dbf' | 'prj' | 'cpg', Buffer>>,
    without: readonly string[] = [],
  ): Buffer =>
    buildZip(
      Object.entries({ shp, dbf, prj, ...change })
        .filter(([kind]) => !without.includes(kind))
        .map(([kind, data]) => part(`zones.${kind}`, data)),
    );
  const at = (bytes: Buffer, write: (out: Buffer) => void): Buffer => {
    const out = Buffer.from(bytes);
    write(out);
    return out;
  };
  const unreadable = { unused: 'shapefile-unreadable' } as const;
  return [
    file(
      'a bomb of 5 MB in 5 kB',
      buildZip([part('zones.shp', Buffer.alloc(5_000_000))]),
      refused('zip-ratio'),
    ),
    file(
      'a bomb whose directory lies',
      buildZip([part('zones.shp', Buffer.alloc(50_000_000), { size: 500_000 })]),
      { unused: 'zip-broken' },
    ),
    file('a path that climbs out', buildZip([part('../../zones.shp', shp)]), refused('zip-path')),
    file(
      'a path that climbs out the other way',
      buildZip([part('..\\..\\zones.shp', shp)]),
      refused('zip-path'),
    ),
    file('a path from the root', buildZip([part('/etc/zones.shp', shp)]), refused('zip-path')),
    file('a path from a drive', buildZip([part('C:/zones.shp', shp)]), refused('zip-path')),
    file(
      '1,500 entries',
      buildZip(Array.from({ length: 1500 }, (_, i) => part(`a${i}.txt`, 'x'))),
      refused('zip-entries'),
    ),
    file(
      'a directory that claims 60,000 entries',
      buildZip([part('zones.shp', shp)], { claimedEntries: 60_000 }),
      { unused: 'zip-broken' },
    ),
    file('an entry under a password', buildZip([part('zones.shp', shp, { flags: 1 })]), {
      unused: 'zip-encrypted',
    }),
    file(
      'an entry that claims 3 GB',
      buildZip([part('zones.shp', 'x', { size: 3_000_000_000 })]),
      refused('zip-size'),
    ),
    file('a wrong checksum', buildZip([part('zones.shp', shp, { crc: 1 }), part('zones.dbf', dbf)]), {
      unused: 'zip-broken',
    }),
    file('a zip in a zip', buildZip([part('zones.zip', shape({}))]), { unused: 'archive-without-layer' }),
    file('nothing in it', buildZip([]), 'any'),
    file('documents', buildZip([part('README.md', 'x')]), { unused: 'archive-without-layer' }),
    file('an archive cut short', shape({}).subarray(0, 200), { unused: 'zip-broken' }),
    file('the head of a zip', Buffer.from('PK\x03\x04', 'latin1'), { unused: 'zip-broken' }),
    file('shapes without a table', shape({}, ['dbf', 'prj']), { layer: 'zones' }),
    file('shapes that are a text', shape({ shp: Buffer.from('hello') }), unreadable),
    file('shapes of a head alone', shape({ shp: shp.subarray(0, 100) }), unreadable),
    file('a record of 2 GB', shape({ shp: at(shp, (out) => out.writeInt32BE(0x3fffffff, 104)) }), unreadable),
    file(
      'a record of fewer than no bytes',
      shape({ shp: at(shp, (out) => out.writeInt32BE(-5, 104)) }),
      unreadable,
    ),
    file(
      '2 milliard points',
      shape({ shp: at(shp, (out) => out.writeInt32LE(0x7fffffff, 148)) }),
      unreadable,
    ),
    file('parts of fewer than none', shape({ shp: at(shp, (out) => out.writeInt32LE(-1, 144)) }), unreadable),
    file(
      'a part that starts beyond the points',
      shape({ shp: at(shp, (out) => out.writeInt32LE(4000, 152)) }),
      unreadable,
    ),
    file(
      'a shape that nobody knows',
      shape({ shp: at(shp, (out) => out.writeInt32LE(99, 108)) }),
      unreadable,
    ),
    file(
      'places that are no numbers',
      shape({ shp: at(shp, (out) => out.writeDoubleLE(Number.NaN, 156)) }),
      'any',
    ),
    file(
      'a table of 4 milliard rows',
      shape({ dbf: at(dbf, (out) => out.writeUInt32LE(0xffffffff, 4)) }),
      unreadable,
    ),
    file('rows of no bytes', shape({ dbf: at(dbf, (out) => out.writeUInt16LE(0, 10)) }), unreadable),
    file('a table of three bytes', shape({ dbf: dbf.subarray(0, 3) }), unreadable),
    file(
      'a table whose head never ends',
      shape({ dbf: at(dbf, (out) => out.writeUInt16LE(65_535, 8)) }),
      unreadable,
    ),
    file('a CRS of nonsense', shape({ prj: Buffer.from('PROJCS["x",'.repeat(2000)) }), 'any'),
    file('a CRS that no table has', shape({ prj: Buffer.from('EPSG:99999999') }), { unused: 'crs-unknown' }),
    file('an encoding that nobody knows', shape({ cpg: Buffer.from('klingon') }), 'any'),
    hostile('a timetable', 'transit.zip', buildZip([part('stops.txt', 'x'), part('stop_times.txt', 'y')]), {
      unused: 'transit-feed-not-used',
    }),
  ];
}

/** GeoPackages: databases, so whoever opens one runs what its tables say. */
export function makeHostilePackages(): HostileCase[] {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-hostile-gpkg-'));
  let made = 0;
  const sound = [
    {
      type: 'Feature' as const,
      properties: { name: '东区' },
      geometry: { type: 'Polygon' as const, coordinates: [FIXTURE_SQUARE] },
    },
  ];
  const file = (title: string, sql: string, expected: HostileCase['expected']): HostileCase => {
    const path = join(folder, `${made++}.gpkg`);
    writeGeoPackage(path, [{ name: 'zones', title: 'zones', crs: 'EPSG:4326', features: sound }]);
    const database = new Database(path);
    database.exec(sql);
    database.close();
    return hostile(title, 'zones.gpkg', readFileSync(path), expected);
  };
  const endless = 'WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)';
  const unreadable = { unused: 'geopackage-unreadable' } as const;
  const blob = (hex: string): string => `UPDATE zones SET geom = x'${hex}'`;
  const head = '47500001e6100000';
  try {
    return [
      file(
        'a table that is an endless question',
        `DROP TABLE zones; CREATE VIEW zones AS ${endless} SELECT x AS fid, NULL AS geom FROM c`,
        unreadable,
      ),
      file(
        'contents that are an endless question',
        'CREATE TABLE old AS SELECT * FROM gpkg_contents; DROP TABLE gpkg_contents; CREATE VIEW ' +
          `gpkg_contents AS ${endless} SELECT 'zones' AS table_name, 'features' AS data_type FROM c`,
        unreadable,
      ),
      file('a column computed to 900 MB', 'ALTER TABLE zones ADD COLUMN evil AS (zeroblob(900000000))', {
        layer: 'zones',
      }),
      file(
        'a table that is named by quotes',
        `ALTER TABLE zones RENAME TO "zo""nes; DROP"; UPDATE gpkg_contents SET table_name = 'zo"nes; DROP'; ` +
          `UPDATE gpkg_geometry_columns SET table_name = 'zo"nes; DROP'`,
        { layer: 'zones' },
      ),
      file('a table that is not there', 'DROP TABLE zones', unreadable),
      file('no geometry columns', 'DROP TABLE gpkg_geometry_columns', unreadable),
      file('no contents', 'DELETE FROM gpkg_contents', { unused: 'file-without-layers' }),
      file(
        'the table of all tables as a layer',
        `UPDATE gpkg_contents SET table_name = 'sqlite_master'; UPDATE gpkg_geometry_columns SET table_name ` +
          `= 'sqlite_master'`,
        unreadable,
      ),
      file('a CRS that no table has', 'UPDATE gpkg_geometry_columns SET srs_id = 4294967', 'any'),
      file(
        'a geometry column that is not there',
        "UPDATE gpkg_geometry_columns SET column_name = 'nowhere'",
        { unused: 'features-without-geometry' },
      ),
      file('geometries that are texts', "UPDATE zones SET geom = 'POLYGON EMPTY'", {
        unused: 'features-geometry-unreadable',
      }),
      file('a polygon of 4 milliard rings', blob(`${head}0103000000ffffffff`), {
        unused: 'features-geometry-unreadable',
      }),
      file('a ring of 4 milliard places', blob(`${head}010300000001000000ffffffff`), {
        unused: 'features-geometry-unreadable',
      }),
      file('collections 100 deep', blob(head + '010700000001000000'.repeat(100)), {
        unused: 'features-geometry-unreadable',
      }),
      file('an order of bytes that nobody knows', blob(`${head}7703000000`), {
        unused: 'features-geometry-unreadable',
      }),
      file('a head alone', blob('4750'), { unused: 'features-geometry-unreadable' }),
      file('names of 5 MB', "UPDATE zones SET name = replace(hex(zeroblob(2500000)), '00', 'ab')", {
        layer: 'zones',
      }),
      file('names that are bytes', 'UPDATE zones SET name = zeroblob(100)', { layer: 'zones' }),
      hostile('a database of nothing', 'zones.gpkg', Buffer.from('SQLite format 3\0', 'latin1'), unreadable),
      hostile('a text', 'zones.gpkg', 'SELECT 1', 'any'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Workbooks: zip archives of XML. */
export async function makeHostileWorkbooks(): Promise<HostileCase[]> {
  const parts = await unpackWorkbook();
  const file = (title: string, bytes: Buffer, expected: HostileCase['expected']): HostileCase =>
    hostile(title, 'facilities.xlsx', bytes, expected);
  const SHEET = 'xl/worksheets/sheet1.xml';
  const changed = (name: string, change: (xml: string) => string): Buffer =>
    buildZip([...parts].map(([entry, xml]) => part(entry, entry === name ? change(xml) : xml)));
  const inSheet = (node: string): Buffer =>
    changed(SHEET, (xml) => xml.replace('</sheetData>', `</sheetData>${node}`));
  const without = (name: string): Buffer =>
    buildZip([...parts].filter(([entry]) => entry !== name).map(([entry, xml]) => part(entry, xml)));
  const used = { layer: 'facilities' } as const;
  const unreadable = { unused: 'xlsx-unreadable' } as const;
  return [
    file(
      'the book as it is',
      changed('', (xml) => xml),
      used,
    ),
    file(
      'one cell merged over the whole sheet',
      inSheet('<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
      used,
    ),
    file(
      'a rule over the whole sheet',
      inSheet(
        '<dataValidations count="1"><dataValidation type="list" ' +
          'sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>',
      ),
      used,
    ),
    file(
      'colours over the whole sheet',
      inSheet(
        '<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" ' +
          'priority="1"><formula>1</formula></cfRule></conditionalFormatting>',
      ),
      used,
    ),
    file(
      'a name over the whole sheet',
      changed('xl/workbook.xml', (xml) =>
        xml.replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="evil">\'sheet\'!$A$1:$XFD$1048576</definedName></definedNames>',
        ),
      ),
      used,
    ),
    file(
      'a row at the end of the sheet',
      changed(SHEET, (xml) =>
        xml.replace(
          '</sheetData>',
          '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row></sheetData>',
        ),
      ),
      used,
    ),
    file(
      'a cell at the end of the row',
      changed(SHEET, (xml) =>
        xml.replace('</sheetData>', '<row r="9"><c r="XFD9" t="str"><v>x</v></c></row></sheetData>'),
      ),
      refused('vector-too-large'),
    ),
    file(
      'row 4 milliard',
      changed(SHEET, (xml) =>
        xml.replace(
          '</sheetData>',
          '<row r="4294967295"><c r="A4294967295" t="str"><v>x</v></c></row></sheetData>',
        ),
      ),
      unreadable,
    ),
    file(
      'a row without a number',
      changed(SHEET, (xml) => xml.replaceAll(/<row r="\d+"/g, '<row')),
      'any',
    ),
    file(
      'a cell at “evil”',
      changed(SHEET, (xml) => xml.replace('r="A2"', 'r="evil"')),
      unreadable,
    ),
    file(
      'a text that is not in the list',
      changed(SHEET, (xml) => xml.replaceAll(/<v>0<\/v>/g, '<v>99999</v>')),
      'any',
    ),
    file(
      'a document type',
      changed(SHEET, (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>')),
      'any',
    ),
    file(
      'XML that is not closed',
      changed(SHEET, (xml) => xml.slice(0, 200)),
      'any',
    ),
    file(
      'XML 20,000 deep',
      changed(SHEET, (xml) =>
        xml.replace('<sheetData>', `${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}<sheetData>`),
      ),
      'any',
    ),
    file(
      'a sheet of 60 MB in 60 kB',
      buildZip(
        [...parts].map(([entry, xml]) => part(entry, entry === SHEET ? xml + ' '.repeat(60_000_000) : xml)),
      ),
      refused('zip-ratio'),
    ),
    file(
      'a sheet whose size is a lie',
      buildZip(
        [...parts].map(([entry, xml]) =>
          entry === SHEET ? part(entry, xml + ' '.repeat(40_000_000), { size: 900_000 }) : part(entry, xml),
        ),
      ),
      { unused: 'zip-broken' },
    ),
    file(
      'an entry that climbs out',
      buildZip([...[...parts].map(([entry, xml]) => part(entry, xml)), part('../../evil.xml', 'x')]),
      refused('zip-path'),
    ),
    file('no book', without('xl/workbook.xml'), unreadable),
    file('no sheet', without(SHEET), unreadable),
    file('no styles', without('xl/styles.xml'), 'any'),
    file('an archive of nothing', buildZip([]), 'any'),
    file('a Word document', buildZip([part('word/document.xml', '<x/>')]), unreadable),
    file('a book under a password', Buffer.from('d0cf11e0a1b11ae10000000000000000', 'hex'), 'any'),
    file('a text', Buffer.from('name,lon,lat'), 'any'),
  ];
}

/** The entries of a small sound workbook, as text. */
async function unpackWorkbook(): Promise<Map<string, string>> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('sheet');
  sheet.addRow(['名称', '类型', '经度', '纬度', '床位']);
  sheet.addRow(['甲', '乡镇卫生院', 111.005, 29.805, 12]);
  sheet.addRow(['乙', '村卫生室', 111.015, 29.815, 2]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const folder = mkdtempSync(join(tmpdir(), 'careshed-hostile-xlsx-'));
  try {
    const path = join(folder, 'book.xlsx');
    writeFileSync(path, bytes);
    const entries = await readZipEntries(path, () => true);
    return new Map(entries.map((entry) => [entry.name, entry.bytes.toString('utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
