import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Feature, Geometry } from 'geojson';
import Database from 'libsql';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGeoPackage, writeGeoPackage } from '../../server/geo/geopackage.ts';
import { writeStyledGeoPackage } from '../../server/geo/geopackage-extras.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { type GeoTiffOptions, writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { READ_LIMITS } from '../../server/geo/read-limits.ts';
import { encodeLzw } from '../../server/geo/tiff-lzw.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { expectGolden } from '../support/golden-answers.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-written-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Every row of every table of a database, its settings and how its tables were made. */
function dump(path: string): unknown {
  const db = new Database(path, { readonly: true });
  try {
    const all = (sql: string): Record<string, unknown>[] =>
      db.prepare(sql).all() as Record<string, unknown>[];
    const tables = all("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    const plain = (value: unknown): unknown =>
      value instanceof ArrayBuffer || ArrayBuffer.isView(value)
        ? Buffer.from(value as ArrayBuffer).toString('hex')
        : value;
    return {
      application: String(all('PRAGMA application_id')[0]!['application_id']),
      version: all('PRAGMA user_version'),
      tables: tables.map(({ name, sql }) => [
        name,
        String(sql).replaceAll(/\s+/g, ' '),
        all(`SELECT * FROM "${String(name).replaceAll('"', '""')}"`).map((row) =>
          Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])),
        ),
      ]),
    };
  } finally {
    db.close();
  }
}

/** Layers as they are read, of their systems the name. */
const readLayers = (path: string, features = 100): unknown =>
  readGeoPackage(path, { ...READ_LIMITS, features }).map((layer) => ({
    ...layer,
    crs: layer.crs?.id ?? null,
  }));

const feature = (geometry: Geometry | null, properties: Feature['properties']): Feature<Geometry | null> => ({
  type: 'Feature',
  properties,
  geometry,
});
const POINT: Geometry = { type: 'Point', coordinates: [3, -4] };
const LINE: Geometry = {
  type: 'LineString',
  coordinates: [
    [1, 2],
    [5, -6],
    [0, 7],
  ],
};
const COLLECTION: Geometry = { type: 'GeometryCollection', geometries: [POINT, LINE] };

describe('GeoPackages that are written', () => {
  it('hold their layers, columns, boxes and systems', () => {
    const path = join(scratch, 'plain.gpkg');
    writeFileSync(path, 'old content');
    writeGeoPackage(path, [
      {
        name: 'mixed "one"',
        title: 'Mixed',
        crs: 'EPSG:4326',
        features: [
          feature(POINT, {
            whole: 1,
            both: 2,
            text: 'a',
            late: null,
            gone: 6,
            FID: 9,
            Geom: 'x',
            any: 1,
            only: null,
          }),
          feature(LINE, {
            whole: 3,
            both: 2.5,
            text: 'b',
            late: 4,
            any: 'c',
            list: [1, { a: 2 }],
            yes: true,
          }),
          feature(null, null),
          feature(COLLECTION, { any: 2, both: 7, fid_: 5 }),
        ],
      },
      { name: 'lines', title: 'Lines', crs: 'EPSG:32737', features: [feature(LINE, {}), feature(LINE, {})] },
      { name: 'none', title: 'None', crs: 'EPSG:32737', features: [] },
    ]);
    expectGolden('written', 'GeoPackage', dump(path));
    expectGolden('written', 'GeoPackage as read', readLayers(path));
    expect(() =>
      writeGeoPackage(path, [{ name: 'x', title: 'x', crs: '+proj=longlat', features: [] }]),
    ).toThrow(/is not an EPSG code/);
  });
  it('with styles, titles and metadata', () => {
    const path = join(scratch, 'styled.gpkg');
    const layer = (name: string) => ({
      name,
      title: `Title of ${name}`,
      description: `What ${name} holds`,
      columns: [
        { name: 'a', title: `A of ${name}` },
        { name: 'b', title: 'B (km)' },
      ],
      features: [feature(POINT, { a: 1, b: 2.5 })],
      styleQml: `<qgis name="${name}"/>`,
    });
    const bytes = writeStyledGeoPackage({
      layers: [layer('one'), layer('two')],
      metadataXml: '<gmd:MD_Metadata/>',
      lastChange: '2026-01-02T03:04:05.000Z',
    });
    writeFileSync(path, bytes);
    expectGolden('written', 'styled GeoPackage', dump(path));
  });
  it('are read only where their tables are plain and their rows fit', () => {
    const [base, path] = [join(scratch, 'base.gpkg'), join(scratch, 'read.gpkg')];
    writeGeoPackage(base, [
      {
        name: 'a',
        title: 'a',
        crs: 'EPSG:32737',
        features: [feature(POINT, { n: 1 }), feature(LINE, { n: 2 })],
      },
    ]);
    const change = (sql: string): unknown => {
      copyFileSync(base, path);
      const db = new Database(path);
      db.exec(`PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; ${sql}`);
      db.close();
      try {
        return readLayers(path, 2);
      } catch (problem) {
        const { code, message } = problem as { code: string; message: string };
        return [code, message];
      }
    };
    const head = (flags: string, rest = ''): string => `X'475000${flags}E17F0000${rest}'`;
    const point = '0101000000000000000000F03F0000000000000040';
    const box = '0000000000000000';
    const changes = [
      'UPDATE gpkg_geometry_columns SET srs_id = 0',
      'UPDATE gpkg_geometry_columns SET srs_id = -1',
      'UPDATE gpkg_geometry_columns SET srs_id = 4326',
      'UPDATE gpkg_geometry_columns SET srs_id = 77',
      "UPDATE gpkg_spatial_ref_sys SET organization = 'epsg', organization_coordsys_id = 32736 WHERE srs_id = 32737",
      "UPDATE gpkg_spatial_ref_sys SET organization = 'OWN', definition = '+proj=utm +zone=35 +datum=WGS84' WHERE srs_id = 32737",
      'UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 999999, ' +
        "definition = '+proj=utm +zone=34 +datum=WGS84' WHERE srs_id = 32737",
      'INSERT INTO a (n) VALUES (3)',
      'DROP TABLE a',
      'ALTER TABLE a RENAME TO b; CREATE VIEW a AS SELECT * FROM b',
      'DROP TABLE gpkg_geometry_columns',
      'DROP TABLE gpkg_contents',
      'DROP TABLE gpkg_spatial_ref_sys; DROP TABLE gpkg_contents; DROP TABLE gpkg_geometry_columns',
      'DROP TABLE gpkg_spatial_ref_sys; DROP TABLE gpkg_contents; DROP TABLE gpkg_geometry_columns; ' +
        'CREATE TABLE geometry_columns (x); CREATE TABLE spatial_ref_sys (x)',
      "UPDATE gpkg_contents SET data_type = 'tiles'",
      "UPDATE gpkg_contents SET data_type = '2d-gridded-coverage'",
      "UPDATE gpkg_contents SET data_type = 'attributes'",
      "INSERT INTO gpkg_contents (table_name, data_type, last_change) VALUES ('t', 'tiles', '')",
      'ALTER TABLE a ADD COLUMN twice AS (n * 2)',
      "ALTER TABLE a ADD COLUMN _metadata TEXT DEFAULT 'm'; ALTER TABLE a ADD COLUMN raw BLOB DEFAULT X'00'",
      'UPDATE a SET geom = NULL WHERE fid = 1',
      "UPDATE a SET geom = 'text' WHERE fid = 1",
      "UPDATE a SET geom = X'4750000100' WHERE fid = 1",
      `UPDATE a SET geom = ${head('01', point)}`,
      `UPDATE a SET geom = ${head('03', box.repeat(4) + point)}`,
      `UPDATE a SET geom = ${head('05', box.repeat(6) + point)}`,
      `UPDATE a SET geom = ${head('07', box.repeat(6) + point)}`,
      `UPDATE a SET geom = ${head('09', box.repeat(8) + point)}`,
      `UPDATE a SET geom = ${head('0B', point)}`,
      `UPDATE a SET geom = ${head('11', point)}`,
      `UPDATE a SET geom = ${head('01', point)} WHERE fid = 1; UPDATE a SET geom = ${head('01', '0109')} WHERE fid = 2`,
      `UPDATE a SET geom = X'47510001E17F0000${point}'`,
      `UPDATE a SET geom = X'48500001E17F0000${point}'`,
      `UPDATE a SET geom = X'4750000100000000'`,
    ];
    for (const [k, sql] of changes.entries()) expectGolden('written', `GeoPackage changed ${k}`, change(sql));
  });
});

const grid: Grid = {
  columns: 5,
  rows: 4,
  left: 500_000,
  top: 4_000_000,
  cellWidth: 100,
  cellHeight: 50,
  crs: 'EPSG:32650',
  geographic: false,
};
const degrees: Grid = {
  ...grid,
  left: 111,
  top: 30,
  cellWidth: 0.01,
  cellHeight: 0.02,
  crs: 'EPSG:4326',
  geographic: true,
};
const OWN =
  '+proj=laea +lat_0=12 +lon_0=38 +x_0=5000 +y_0=-700 +a=6378249.145 +rf=293.465 +towgs84=-166,-15,204 +units=m';
const OWN_DEGREES = '+proj=longlat +a=6378249.145 +rf=293.465 +pm=2.5 +towgs84=-166,-15,204';

/** The directory of a little-endian TIFF, by tag: type and values. */
function directory(bytes: Uint8Array): unknown[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes: Record<number, number> = { 2: 1, 3: 2, 4: 4, 12: 8 };
  const at = view.getUint32(4, true);
  return Array.from({ length: view.getUint16(at, true) }, (_, i) => {
    const entry = at + 2 + 12 * i;
    const [tag, type, count] = [
      view.getUint16(entry, true),
      view.getUint16(entry + 2, true),
      view.getUint32(entry + 4, true),
    ];
    const from = sizes[type]! * count <= 4 ? entry + 8 : view.getUint32(entry + 8, true);
    const values = Array.from({ length: count }, (__, k) =>
      type === 3
        ? view.getUint16(from + 2 * k, true)
        : type === 4
          ? view.getUint32(from + 4 * k, true)
          : type === 12
            ? view.getFloat64(from + 8 * k, true)
            : bytes[from + k]!,
    );
    return [tag, type, type === 2 ? Buffer.from(values).toString('latin1') : values];
  });
}

describe('GeoTIFFs that are written', () => {
  const data = Array.from({ length: 20 }, (_, k) => (k * 37) % 91);
  const cases: [string, GeoTiffOptions][] = [
    ['bytes', { grid, data: Uint8Array.from(data) }],
    ['16 bits', { grid, data: Uint16Array.from(data), compress: 'none', noData: 7 }],
    ['signed 16 bits', { grid, data: Int16Array.from(data, (v) => -v), compress: 'deflate', noData: -1 }],
    ['signed 32 bits', { grid, data: Int32Array.from(data, (v) => v - 50), description: 'heights' }],
    ['32 bits', { grid, data: Uint32Array.from(data) }],
    ['floats', { grid, data: Float32Array.from(data, (v) => v / 7), noData: Number.NaN }],
    ['doubles', { grid, data: Float64Array.from(data, (v) => v / 7), noData: -9999.5, compress: 'none' }],
    ['two bands', { grid, data: [Uint8Array.from(data), Uint8Array.from(data, (v) => 91 - v)] }],
    ['three bands', { grid, data: [1, 2, 3].map((k) => Float32Array.from(data, (v) => v * k)) }],
    ['degrees', { grid: degrees, data: Uint8Array.from(data) }],
    [
      'a code with a shift',
      {
        grid: { ...grid, left: 250_000, top: 9_860_000, crs: 'EPSG:21037 +towgs84=-160,-6,-302' },
        data: Uint8Array.from(data),
      },
    ],
    ['degrees turned', { grid: { ...degrees, crs: 'EPSG:4326 +lon_wrap=180' }, data: Uint8Array.from(data) }],
    ['an own system', { grid: { ...grid, crs: OWN }, data: Uint8Array.from(data) }],
    ['own degrees', { grid: { ...degrees, crs: OWN_DEGREES }, data: Uint8Array.from(data) }],
  ];
  it.each(cases)('%s', async (name, options) => {
    const bytes = writeGeoTiff(options);
    const { crs, bands, grid: read, noData, description } = await readGeoTiff(bytes);
    expectGolden('written', `GeoTIFF ${name}`, {
      directory: options.compress === 'deflate' ? null : directory(bytes),
      hex: options.compress === 'deflate' ? null : Buffer.from(bytes).toString('hex'),
      crs: crs.id,
      bands: bands.map((band) => band.join(' ')),
      read,
      noData,
      description,
    });
  });
  it('in strips of 64 KiB, of whole rows', () => {
    const rowsOf = (columns: number, rows: number, make: (n: number) => Uint8Array | Float64Array): unknown =>
      directory(
        writeGeoTiff({ grid: { ...grid, columns, rows }, data: make(columns * rows), compress: 'none' }),
      )
        .filter((entry) => [278, 279].includes((entry as number[])[0]!))
        .map((entry) => (entry as unknown[])[2]);
    const bytes = (n: number): Uint8Array => new Uint8Array(n);
    expect(rowsOf(1024, 65, bytes)).toEqual([[64], [65_536, 1024]]);
    expect(rowsOf(1025, 64, bytes)).toEqual([[63], [64_575, 1025]]);
    expect(rowsOf(8192, 2, (n) => new Float64Array(n))).toEqual([[1], [65_536, 65_536]]);
    expect(rowsOf(70_000, 2, bytes)).toEqual([[1], [70_000, 70_000]]);
    expect(rowsOf(10, 3, bytes)).toEqual([[3], [30]]);
  });
  it('refuses bands that do not fit each other, and none', () => {
    expect(() => writeGeoTiff({ grid, data: [new Uint8Array(20), new Int16Array(20)] })).toThrow(
      /share one type/,
    );
    expect(() => writeGeoTiff({ grid, data: [] })).toThrow(/no band/);
    expect(() => writeGeoTiff({ grid: { ...grid, cellWidth: 0 }, data: new Uint8Array(20) })).toThrow(
      /cell sizes/,
    );
    expect(() => writeGeoTiff({ grid, data: [new Uint8Array(20), new Uint8Array(21)] })).toThrow(
      /expected 20/,
    );
  });
});

describe('LZW', () => {
  /** Bytes of which no string of two occurs again: each adds one code. */
  const fresh = (length: number): Uint8Array => {
    const out: number[] = [];
    for (let gap = 1; out.length < length; gap++)
      for (let at = 0; at < 256 && out.length < length; at++) out.push((at * gap) & 255);
    return Uint8Array.from(out);
  };
  it('at every width of its codes, and where the table is full', () => {
    const lengths = [
      0, 1, 2, 253, 254, 255, 256, 765, 766, 767, 768, 1789, 1790, 1791, 1792, 3834, 3835, 3836, 3837,
    ];
    const more = [3838, 4000, 4090, 4091, 4092, 4096, 7670, 7672, 7674, 7676, 9000];
    expectGolden(
      'written',
      'LZW',
      [...lengths, ...more].map((length) => {
        const packed = encodeLzw(fresh(length));
        return [length, packed.length, packed, packed.slice(-6)];
      }),
    );
    expect(Buffer.from(encodeLzw(Uint8Array.of(7, 7, 7, 8, 8, 7, 7, 6, 6))).toString('hex')).toBe(
      '8001e0408044080c068080',
    );
  });
  it('of long runs', () => {
    expectGolden(
      'written',
      'LZW of runs',
      [10, 3000, 200_000].map((length) => encodeLzw(new Uint8Array(length).fill(9))),
    );
  });
});
