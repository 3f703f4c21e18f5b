import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { LAND_CLASSES } from '../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../server/geo/crs.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { parseRegionPack } from '../../server/region/model/region-pack.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import type { Region } from '../../server/region/model/region.ts';
import { runCli, type CliResult } from '../support/cli.ts';
import { tinyPlace, tinyPopulation, tinySquare, writeFolder } from '../support/tiny-folder.ts';

type Case = readonly [options: string[], pointer: string, known: string];
type Body = any; // oxlint-disable-line typescript/no-explicit-any
const data = mkdtempSync(join(tmpdir(), 'careshed-cli-import-'));
afterAll(() => rmSync(data, { recursive: true, force: true }));
const careshed = (...args: string[]): Promise<CliResult> => runCli(data, args);

const utm = parseCrs('EPSG:32649');
const toUtm = buildTransform(WGS84, utm);
const collection = (features: readonly unknown[]): string =>
  JSON.stringify({ type: 'FeatureCollection', features });
const line = (properties: object, north: number) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: [tinyPlace(-1, north), tinyPlace(1, north)] },
});
const utmSquare = (): number[][] =>
  [
    [-1, -1],
    [0, -1],
    [0, 1],
    [-1, 1],
    [-1, -1],
  ].map(([east, north]) => {
    const at = tinyPlace(east!, north!);
    toUtm(at);
    return at;
  });
const corner = tinyPlace(-1, 1);
toUtm(corner);
const GRID: Grid = {
  geographic: false,
  columns: 20,
  rows: 20,
  cellWidth: 100,
  cellHeight: 100,
  left: Math.round(corner[0]),
  top: Math.round(corner[1]),
  crs: 'EPSG:32649',
};

const folder = writeFolder(join(data, 'place'), {
  'population.csv': tinyPopulation(2),
  'people.csv':
    'lon,lat,population,estimate\n' +
    [0, 1].map((i) => [...tinyPlace(i / 4, 0), 100, 250].join(',')).join('\n'),
  'clinics.csv':
    'name,kind,category,lon,lat\n' +
    [
      ['A', 'Kituo', 'x'],
      ['B', 'Kituo', 'y'],
      ['C', 'Zahanati', 'z'],
    ]
      .map((row, i) => [...row, ...tinyPlace(i / 3, 0)].join(','))
      .join('\n'),
  'list.csv': `name,type,lon,lat\nD,hospital,${tinyPlace(-0.5, -0.5).join(',')}\n`,
  'roads.geojson': collection([line({ class: 'barabara' }, 0.03), line({ class: 'njia' }, 0.5)]),
  'zones.geojson': collection([
    { type: 'Feature', properties: { name: 'West', code: 'W1' }, geometry: tinySquare(-1, -1, 0, 1) },
    { type: 'Feature', properties: { name: 'East', code: 'E1' }, geometry: tinySquare(0, -1, 1, 1) },
  ]),
  'landcover.tif': writeGeoTiff({ grid: GRID, data: new Float32Array(400).fill(77), noData: -1 }),
  'districts.geojson': collection([
    {
      type: 'Feature',
      properties: { label: 'D' },
      geometry: { type: 'Polygon', coordinates: [utmSquare()] },
    },
  ]),
});

/** The region made with these options. */
async function made(
  id: string,
  ...options: string[]
): Promise<{ region: Region; hash: string; listed: Body }> {
  const { code, out, err } = await careshed('import', folder, '--id', id, '--name', id, '--json', ...options);
  expect(code, err).toBe(0);
  const pack = join(data, `${id}.region`);
  expect((await careshed('regions', id, '--export', pack)).code).toBe(0);
  const listed = JSON.parse(out) as Body;
  return { region: parseRegionPack(readFileSync(pack)), hash: listed.hash, listed };
}
const used = (listed: Body, layer: string): string[] =>
  listed.sources.filter((s: Body) => s.layer === layer && s.role === 'used').map((s: Body) => s.file);

const OPTIONS = [
  '--exclude',
  'people.csv',
  '--exclude',
  'list.csv',
  '--layer',
  'clinics.csv=facilities',
  '--column',
  'type=kind',
  '--tier',
  'kituo=village',
  '--tier',
  'ZAHANATI=county',
  '--zone-names',
  'zones.geojson=code',
  '--crs-of',
  'districts.geojson=EPSG:32649',
  '--road-class',
  'barabara=primary',
  '--road-class',
  'njia=track',
  '--road-speed',
  'barabara=42',
  '--legend',
  '77=cropland',
];

describe('careshed import: choices', () => {
  test('each has its effect on the region', async () => {
    const { region, listed } = await made('all', ...OPTIONS);
    expect(region.facilities.map(({ tier, type }) => `${type} ${tier}`).sort()).toEqual([
      'Kituo village',
      'Kituo village',
      'Zahanati county',
    ]);
    expect(used(listed, 'facilities')).toEqual(['clinics.csv']);
    expect(listed.sources.some((source: Body) => /^(people|list)\.csv$/.test(source.file))).toBe(false);
    const byId = new Map(region.zones.map((layer) => [layer.id, layer.names.map(({ en }) => en)]));
    expect(byId.get('zones')).toEqual(['W1', 'E1']);
    expect(byId.get('districts')).toEqual(['D']);
    expect([...new Set(region.roads.edgeMaxSpeedKmh)]).toContain(42);
    expect(new Set(region.roads.edgeClass).size).toBe(2);
    expect(listed.roadKm).toBeGreaterThan(3.5);
    expect(region.landClass.filter((code) => LAND_CLASSES[code] === 'cropland').length).toBeGreaterThan(300);
  });

  test('people: the file, the column and the unit', async () => {
    const two = await made('people', '--exclude', 'population.csv', '--people-column', 'estimate');
    expect(two.listed.people).toBe(500);
    const raster = writeFolder(join(data, 'raster'), {
      'population.tif': writeGeoTiff({ grid: GRID, data: new Float32Array(400).fill(50), noData: -1 }),
    });
    const people = async (...options: string[]): Promise<number> =>
      (JSON.parse((await careshed('import', raster, '--id', 'raster', '--json', ...options)).out) as Body)
        .people;
    expect(await people()).toBeCloseTo(20_000, 3);
    expect(await people('--unit', 'population.tif=per-km2')).toBeCloseTo(200, 0);
  });

  test(
    'what no file, column, word, class or CRS is, is refused with those that are, and the files are ' +
      'listed',
    async () => {
      const ofFiles: Case[] = [
        [['--layer', 'no.csv=zones'], '/layers/no.csv', 'clinics.csv'],
        [['--exclude', 'no.csv'], '/exclude/0', 'clinics.csv'],
        [['--column', 'type=sort'], '/facilityColumns/type', 'kind'],
        [['--zone-names', 'zones.geojson=nom'], '/zoneNames/zones.geojson', 'name, code'],
        [['--zone-names', 'list.csv=name'], '/zoneNames/list.csv', 'zones.geojson'],
        [['--crs-of', 'no.tif=EPSG:32649'], '/crsByFile/no.tif', 'clinics.csv'],
        [['--road-class', 'lami=primary'], '/roadClasses/lami', 'barabara'],
        [['--road-speed', 'lami=30'], '/roadSpeeds/lami', 'njia'],
        [['--unit', 'no.tif=people'], '/populationUnits/no.tif', 'clinics.csv'],
        [['--people-column', 'pop'], '/populationColumn', 'estimate'],
        [['--boundary', 'nowhere.geojson'], '/boundary', 'zones.geojson'],
      ];
      const ofTiers: Case[] = [[['--tier', 'Posho=village'], '/tierWords/Posho', 'hospital']];
      const ofCrs: Case[] = [
        [['--crs-of', 'districts.geojson=EPSG:none'], '/crsByFile/districts.geojson', 'EPSG:none'],
        [['--crs', 'metres'], '/assumeCrs', 'metres'],
      ];
      const ofContract: Case[] = [
        [['--layer', 'clinics.csv=houses'], '/layers/clinics.csv', 'facilities'],
        [['--column', 'colour=kind'], '/facilityColumns/colour', 'ownership'],
        [['--tier', 'hospital=big'], '/tierWords/hospital', 'county'],
        [['--road-speed', 'barabara=fast'], '/roadSpeeds/barabara', 'number'],
        [['--legend', '77=sand'], '/landLegend/77', 'cropland'],
      ];
      for (const cases of [ofFiles, ofTiers, ofCrs, ofContract]) {
        const options = cases.flatMap(([words]) => words);
        const { code, out, err } = await careshed('import', folder, '--id', 'refused', ...options);
        expect([code, out]).toEqual([65, '']);
        expect(err).toMatch(/^ {2}clinics\.csv {2}CSV {2}/m);
        for (const [, pointer, known] of cases)
          expect(err.split('\n').find((text) => text.startsWith(`  ${pointer}: `)) ?? err).toContain(known);
      }
      for (const options of [
        ['--layer', 'clinics.csv'],
        ['--tier', 'a=village', '--tier', 'a=county'],
        ['--halo', '5'],
      ])
        expect((await careshed('import', folder, '--id', 'refused', ...options)).code).toBe(2);
      expect((await careshed('regions')).out).not.toContain('refused');
    },
  );

  test('a file that is not used is listed with its reason; --json has the problem and the files', async () => {
    const bad = writeFolder(join(data, 'bad'), {
      'districts.geojson': readFileSync(join(folder, 'districts.geojson')),
      'broken.tif': 'II*',
      'clinics.csv': readFileSync(join(folder, 'list.csv')),
    });
    const { code, err } = await careshed('import', bad, '--id', 'bad');
    expect(code).toBe(65);
    expect(err).toContain('no usable people');
    expect(err).toMatch(/^ {2}districts\.geojson {2}GeoJSON {2}not used: .*degrees/m);
    expect(err).toMatch(/^ {2}broken\.tif {2}\S+ {2}not used: ./m);
    const { code: again, out } = await careshed('import', bad, '--id', 'bad', '--json');
    expect(again).toBe(65);
    const { problem, files } = JSON.parse(out) as Body;
    expect(problem.code).toBe('import-refused');
    expect(files.map((file: Body) => [file.path, file.layer, file.reason])).toEqual([
      ['broken.tif', null, expect.any(String)],
      ['clinics.csv', 'facilities', null],
      ['districts.geojson', null, 'coordinates-not-degrees'],
    ]);
  });
});

describe('careshed import: plans', () => {
  const file = join(data, 'plan.json');

  test('what was written, read again, makes the same region; the command line goes before it', async () => {
    const written = await careshed('import', folder, '--name', 'all', '--write-plan', file, ...OPTIONS);
    expect([written.code, written.out, written.err]).toEqual([0, '', '']);
    const plan = JSON.parse(readFileSync(file, 'utf8')) as Body;
    expect(plan.careshedImportPlan).toBe(1);
    expect(plan.execution).toMatchObject({
      name: 'all',
      tierWords: { kituo: 'village' },
      exclude: ['people.csv', 'list.csv'],
    });
    const zones = plan.files.find((it: Body) => it.path === 'zones.geojson');
    expect(zones).toMatchObject({
      layer: 'zones',
      nameColumns: ['name', 'code'],
      suggested: { name: 'name' },
    });
    expect(zones.guesses[0].why.length).toBeGreaterThan(0);
    expect(
      plan.files.find((it: Body) => it.path === 'roads.geojson').roadWords.map((w: Body) => w.word),
    ).toContain('njia');
    expect((await careshed('regions')).out).not.toContain('planned');

    const options = await made('options', ...OPTIONS);
    const planned = await made('planned', '--plan', file);
    expect(planned.hash).toBe(options.hash);
    const other = await made(
      'other',
      '--plan',
      file,
      '--tier',
      'kituo=township',
      '--exclude',
      'districts.geojson',
    );
    expect(other.region.facilities.map(({ tier }) => tier).sort()).toEqual([
      'county',
      'township',
      'township',
    ]);
    expect(other.listed.sources.some((source: Body) => /districts|list\.csv/.test(source.file))).toBe(false);
  });

  test('members that a plan does not have are refused by their place, before anything is made', async () => {
    const refused = async (plan: unknown): Promise<string> => {
      writeFileSync(file, typeof plan === 'string' ? plan : JSON.stringify(plan));
      const { code, err } = await careshed('import', folder, '--id', 'never', '--plan', file);
      expect(code).toBe(65);
      return err;
    };
    expect(await refused({ careshedImportPlan: 1, execution: { tiers: {} } })).toContain('/execution/tiers');
    expect(await refused({ careshedImportPlan: 1, execution: { layers: { 'a/b.csv': 'x' } } })).toContain(
      '/execution/layers/a~1b.csv',
    );
    expect(await refused({ careshedImportPlan: 2, execution: {} })).toContain('/careshedImportPlan');
    expect(await refused({ careshedImportPlan: 1, execution: {}, notes: '' })).toContain('/notes');
    expect(await refused({ careshedImportPlan: 1, execution: { exclude: ['no.csv'] } })).toContain(
      '/exclude/0',
    );
    expect(await refused('{')).toContain('plan.json');
    expect((await careshed('regions')).out).not.toContain('never');
  });

  test('a plan that must not replace leaves a region of its id alone', async () => {
    await made('kept');
    writeFileSync(file, JSON.stringify({ careshedImportPlan: 1, execution: { id: 'kept', replace: false } }));
    expect(await careshed('import', folder, '--plan', file)).toMatchObject({
      code: 65,
      err: expect.stringContaining('kept'),
    });
  });

  test('a boundary from elsewhere is taken along', async () => {
    const boundary = join(data, 'outline.geojson');
    writeFileSync(
      boundary,
      collection([{ type: 'Feature', properties: {}, geometry: tinySquare(-1, -1, 0, 0) }]),
    );
    const options = await made('cut', '--boundary', boundary, '--clip', '--halo', '0');
    expect(
      (
        await careshed(
          'import',
          folder,
          '--boundary',
          boundary,
          '--clip',
          '--halo',
          '0',
          '--write-plan',
          file,
        )
      ).code,
    ).toBe(0);
    expect((await made('cut-by-plan', '--plan', file)).hash).toBe(options.hash);
    const listed = await made('listed', '--boundary', 'zones.geojson');
    expect(used(listed.listed, 'boundary')).toEqual(['zones.geojson']);
  });

  test('--help lists every option', async () => {
    const { code, out } = await careshed('import', '--help');
    expect(code).toBe(0);
    for (const option of [
      'layer',
      'exclude',
      'column',
      'legend',
      'road-class',
      'road-speed',
      'crs',
      'crs-of',
      'tier',
      'zone-names',
      'unit',
      'people-column',
      'plan',
      'write-plan',
      'json',
      'boundary',
      'clip',
      'halo',
      'cell',
      'people-to-land',
      'name',
      'name-en',
      'id',
    ])
      expect(out).toContain(`--${option} `);
  });
});

describe('careshed import: region packs', () => {
  test('one pack, or a folder with one, keeps its hash under another name and id', async () => {
    const { hash } = await made('origin');
    const pack = join(data, 'origin.region');
    const renamed = await careshed(
      'import',
      pack,
      '--id',
      'copy',
      '--name',
      'Copy',
      '--name-en',
      'A copy',
      '--json',
    );
    expect(renamed.code, renamed.err).toBe(0);
    expect(JSON.parse(renamed.out)).toMatchObject({ id: 'copy', nameZh: 'Copy', nameEn: 'A copy', hash });
    expect(
      (await careshed('regions', 'copy', '--name', 'Third', '--export', join(data, 'third.region'))).code,
    ).toBe(0);
    const inFolder = writeFolder(join(data, 'packs'), {
      'x.region': readFileSync(join(data, 'third.region')),
    });
    const own = await careshed('import', inFolder, '--id', 'third', '--json');
    expect(JSON.parse(own.out)).toMatchObject({ id: 'third', nameEn: 'Third', hash });
  });

  test('with other files or with choices that mean nothing to it, it is refused', async () => {
    const mixed = writeFolder(join(data, 'mixed'), {
      'a.region': readFileSync(join(data, 'origin.region')),
      'population.csv': tinyPopulation(1),
    });
    const both = await careshed('import', mixed, '--id', 'mixed');
    expect(both).toMatchObject({ code: 65, err: expect.stringContaining('region pack') });
    expect((await careshed('import', mixed, '--id', 'mixed', '--exclude', 'population.csv')).code).toBe(0);
    const clipped = await careshed('import', join(data, 'origin.region'), '--id', 'mixed', '--cell', '200');
    expect(clipped).toMatchObject({ code: 65, err: expect.stringContaining('/cellMeters') });
    writeFileSync(join(data, 'cut.region'), readFileSync(join(data, 'origin.region')).subarray(0, 5000));
    expect((await careshed('import', join(data, 'cut.region'), '--id', 'cut-off')).code).toBe(65);
  });
});
