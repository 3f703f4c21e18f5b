import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseRegionPack } from '../../server/region/model/region-pack.ts';
import { runCli, type CliResult } from '../support/cli.ts';
import { tinyFacilities, tinyPopulation, tinyRoads } from '../support/tiny-folder.ts';

const data = mkdtempSync(join(tmpdir(), 'careshed-cli-regions-'));
const folder = join(data, 'files');
afterAll(() => rmSync(data, { recursive: true, force: true }));
const careshed = (...args: string[]): Promise<CliResult> => runCli(data, args);
const write = (facilities: Parameters<typeof tinyFacilities>[0]): void =>
  writeFileSync(join(folder, 'facilities.csv'), tinyFacilities(facilities));

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(join(folder, 'population.csv'), tinyPopulation(4));
  writeFileSync(join(folder, 'roads.geojson'), tinyRoads(4));
  write([{ id: 'A', tier: 'township', east: 0, north: 0 }]);
  const first = await careshed('import', folder, '--id', 'place', '--name', 'Place', '--json');
  expect(first.code, first.err).toBe(0);
});

describe('careshed regions ID', () => {
  test('one layer replaced: what changed is told, the old version is kept and comes back', async () => {
    const old = JSON.parse((await careshed('regions', 'place', '--json')).out) as { hash: string };
    expect((await careshed('regions', 'place', '--versions')).out).toContain('no earlier version');
    write([
      { id: 'A', tier: 'township', east: 0, north: 0 },
      { id: 'B', tier: 'village', east: 1, north: 1 },
    ]);
    expect((await careshed('import', folder, '--id', 'place', '--name', 'Place')).code).toBe(0);
    const { versions } = JSON.parse((await careshed('regions', 'place', '--versions', '--json')).out) as {
      versions: object[];
    };
    expect(versions).toMatchObject([
      {
        hash: old.hash,
        filesChanged: ['facilities.csv'],
        filesAdded: [],
        filesRemoved: [],
        facilitiesDifference: 1,
      },
    ]);
    const told = (await careshed('regions', 'place', '--versions')).out;
    expect(told).toContain(old.hash.slice(0, 12));
    expect(told).toMatch(/facilities \+1, roads 0 km\n {2}changed: facilities\.csv/);
    const wrong = await careshed('regions', 'place', '--restore', 'ffff');
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining(old.hash.slice(0, 12)) });
    expect((await careshed('regions', 'place', '--restore', old.hash.slice(0, 8))).code).toBe(0);
    expect(JSON.parse((await careshed('regions', 'place', '--json')).out)).toMatchObject({ hash: old.hash });
  });

  test('renamed, taken along under its new name, removed with all of its files', async () => {
    const file = join(data, 'taken.region');
    const renamed = await careshed(
      'regions',
      'place',
      '--name',
      '某地',
      '--name-en',
      'Some place',
      '--export',
      file,
      '--json',
    );
    expect(renamed.code, renamed.err).toBe(0);
    expect(JSON.parse(renamed.out)).toMatchObject({ nameZh: '某地', nameEn: 'Some place' });
    expect(parseRegionPack(readFileSync(file)).nameZh).toBe('某地');
    expect((await careshed('regions', 'place', '--remove', '--name', 'x')).code).toBe(2);
    expect(JSON.parse((await careshed('regions', 'place', '--remove', '--json')).out)).toEqual({
      removed: 'place',
      versions: 1,
    });
    expect((await careshed('regions', 'place')).code).toBe(65);
    expect(readdirSync(join(data, 'regions')).filter((name) => name.startsWith('place'))).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  test('a halo goes with a clip, in metres that make sense', async () => {
    const refused = async (...args: string[]): Promise<CliResult> =>
      careshed('import', folder, '--id', 'x', ...args);
    expect(await refused('--halo', '5000')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--clip'),
    });
    expect(await refused('--clip', '--halo', '-1')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--halo'),
    });
  });
});
