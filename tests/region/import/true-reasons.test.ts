import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import { inspectFiles } from '../../../server/region/import/inspect-files.ts';
import { writeFolder } from '../../support/tiny-folder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-reasons-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
let folders = 0;

async function reasonOf(name: string, content: string | Uint8Array): Promise<string> {
  const folder = writeFolder(join(scratch, String(folders++)), { [name]: content });
  const [file] = await inspectFiles(folder);
  return file?.reason ?? '';
}
async function reasonOfDatabase(name: string, statements: string): Promise<string> {
  const folder = writeFolder(join(scratch, String(folders++)), {});
  const database = new Database(join(folder, name));
  database.exec(statements);
  database.close();
  const [file] = await inspectFiles(folder);
  return file?.reason ?? '';
}

describe('a file that is not used has the true reason', () => {
  it.each([
    ['coordinates as text', { type: 'Point', coordinates: ['111.005', '29.805'] }],
    [
      'a curve',
      {
        type: 'CircularString',
        coordinates: [
          [0, 0],
          [1, 1],
          [2, 0],
        ],
      },
    ],
  ])('%s', async (_, geometry) => {
    const feature = { type: 'Feature', properties: { name: 'A' }, geometry };
    const text = JSON.stringify({ type: 'FeatureCollection', features: [feature] });
    expect(await reasonOf('facilities.geojson', text)).toBe('features-geometry-unreadable');
    const bare = JSON.stringify({ type: 'FeatureCollection', features: [{ ...feature, geometry: null }] });
    expect(await reasonOf('facilities.geojson', bare)).toBe('features-without-geometry');
  });

  it('databases that are no GeoPackage of features', async () => {
    const contents = 'CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT)';
    expect(
      await reasonOfDatabase(
        'x.sqlite',
        'CREATE TABLE geometry_columns (a); CREATE TABLE spatial_ref_sys (a)',
      ),
    ).toBe('spatialite-not-read');
    expect(await reasonOfDatabase('x.db', 'CREATE TABLE people (a)')).toBe('database-without-layers');
    expect(
      await reasonOfDatabase(
        'x.gpkg',
        `${contents}; INSERT INTO gpkg_contents VALUES ('heights', '2d-gridded-coverage')`,
      ),
    ).toBe('geopackage-raster');
    expect(await reasonOfDatabase('x.gpkg', contents)).toBe('geopackage-unreadable');
  });

  it('texts and pages that are called workbooks', async () => {
    expect(await reasonOf('facilities.xlsx', 'name,type,lon,lat\nA,clinic,111.005,29.805\n')).toBe('');
    expect(await reasonOf('facilities.xls', 'name\ttype\tlon\tlat\nA\tclinic\t111.005\t29.805\n')).toBe('');
    expect(await reasonOf('facilities.xlsx', '<html><table></table></html>\n')).toBe('format-not-read');
    expect(await reasonOf('facilities.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]))).toBe(
      'format-not-read',
    );
  });
});
