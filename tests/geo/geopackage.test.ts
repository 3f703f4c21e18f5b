import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Feature, Geometry } from 'geojson';
import Database from 'libsql';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGeoPackage, writeGeoPackage } from '../../server/geo/geopackage.ts';
import { writeStyledGeoPackage } from '../../server/geo/geopackage-extras.ts';
import { READ_LIMITS } from '../../server/geo/read-limits.ts';
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
    expectGolden('geopackage', 'GeoPackage', dump(path));
    expectGolden('geopackage', 'GeoPackage as read', readLayers(path));
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
    expectGolden('geopackage', 'styled GeoPackage', dump(path));
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
    for (const [k, sql] of changes.entries())
      expectGolden('geopackage', `GeoPackage changed ${k}`, change(sql));
  });
});
