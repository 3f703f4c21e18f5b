import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import { ProblemException } from '../../server/contract/problems.ts';
import { toProblem } from '../../server/contract/text/present.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { metricGrid } from '../support/frames.ts';
import { useService } from '../support/service.ts';
import {
  tinyFacilities,
  tinyPlace,
  tinyPopulation,
  tinyRoads,
  tinySquare,
  writeFolder,
} from '../support/tiny-folder.ts';

const service = useService();

type Files = Readonly<Record<string, string | Uint8Array>>;
let counter = 0;
async function importFiles(id: string, files: Files) {
  const folder = writeFolder(join(service.folder, `edge-${counter++}`), files);
  return importRegionFiles(service.context.analysis, { files: [folder], id });
}
const codesOf = async (id: string, language: 'zh' | 'en' = 'en') => {
  const region = await (await service.request(`/api/regions/${id}`, { language })).json();
  for (const finding of region.findings) expect(finding.text).not.toMatch(/\{\w+\}|^[a-z-]+ \{/);
  return region.findings.map((finding: { code: string }) => finding.code) as string[];
};
const conserved = (row: {
  total: number;
  cutoffs: { covered: number; uncovered: Record<string, number> }[];
}) => {
  for (const cutoff of row.cutoffs)
    expect(cutoff.covered + Object.values(cutoff.uncovered).reduce((a, b) => a + b, 0)).toBeCloseTo(
      row.total,
      6,
    );
};
const collection = (...geometries: unknown[]): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: geometries.map((geometry, i) => ({
      type: 'Feature',
      properties: { name: `#${i + 1}` },
      geometry,
    })),
  });
const post = (east: number, north: number, id = 'A', tier = 'village') => ({ id, tier, east, north });
const people = tinyPopulation(2);

/**
 * Every answer is either good or a problem with a code, a sentence in each language, and never a fault of
 * the server.
 */
async function ask(process: string, inputs: unknown) {
  const answers = await Promise.all(
    (['zh', 'en'] as const).map((language) => service.execute(process, inputs, language)),
  );
  for (const { status, body } of answers) {
    expect(status, JSON.stringify(body)).toBeLessThan(500);
    if (status >= 400) expect(body.detail).not.toMatch(/\{\w+\}|^[a-z-]+ \{/);
  }
  if (answers[0]!.status >= 400) {
    expect(answers[0]!.body.detail).toMatch(/[\u4e00-\u9fff]/);
    expect(answers[1]!.body.detail).not.toMatch(/[\u4e00-\u9fff]/);
  }
  return answers[1]!;
}

async function printHtml(run: string): Promise<string> {
  const response = await service.request('/api/processes/report/execution', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ inputs: { runs: [run], language: 'zh', format: 'html' } }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/html');
  return response.text();
}

describe('regions at the edge', () => {
  test('no facilities: coverage says so, siting starts from nobody covered', async () => {
    await importFiles('bare', { 'population.csv': people, 'roads.geojson': tinyRoads(2) });
    expect(await codesOf('bare')).toEqual(
      expect.arrayContaining(['no-facilities', 'no-land-cover', 'no-elevation']),
    );
    for (const process of ['coverage', 'travel-time'])
      expect(await ask(process, { region: 'bare' })).toMatchObject({
        status: 422,
        body: { code: 'no-facilities' },
      });
    expect((await ask('explain', { region: 'bare', point: tinyPlace(0, 0) })).status).toBeLessThan(423);
    const catchments = await ask('catchments', {
      region: 'bare',
      origins: [tinyPlace(0, 0)],
      cutoffMinutes: [10],
    });
    expect(catchments.status).toBe(200);
    expect(catchments.body.features[0].properties.population).toBeGreaterThan(0);
    const siting = await ask('siting', { region: 'bare', sites: 2, cutoffMinutes: 10 });
    expect(siting.status).toBe(200);
    expect(siting.body.baseline.covered).toBe(0);
    expect(siting.body.sites).toHaveLength(2);
    expect(siting.body.notes.map((note: { code: string }) => note.code)).toContain('no-existing-facilities');
    expect((await printHtml(siting.body.run)).length).toBeGreaterThan(1000);
  });

  test('no roads: walking over land still answers, and the import says it', async () => {
    await importFiles('roadless', {
      'population.csv': people,
      'facilities.csv': tinyFacilities([post(0, 0)]),
    });
    expect(await codesOf('roadless')).toContain('no-roads');
    for (const travel of [{ mode: 'walk' }, { model: 'raster' }, { model: 'network' }]) {
      const { status, body } = await ask('coverage', { region: 'roadless', travel, cutoffMinutes: [15, 60] });
      expect(status).toBe(200);
      conserved(body);
    }
    // By car the answer would be walking under another name.
    const car = await ask('coverage', { region: 'roadless', travel: { mode: 'car' }, cutoffMinutes: [15] });
    expect(car).toMatchObject({ status: 422, body: { errors: [{ code: 'travel.nothing-to-ride' }] } });
    const siting = await ask('siting', {
      region: 'roadless',
      sites: 1,
      cutoffMinutes: 5,
      candidates: { maximumRoadMeters: 100 },
    });
    expect(siting).toMatchObject({ status: 422, body: { code: 'no-candidates' } });
  });

  test('no zones: no rows, everybody in the total', async () => {
    const { body } = await ask('coverage', { region: 'roadless', cutoffMinutes: [15] });
    expect(body.zones).toEqual([]);
    expect(body.outsideZones).toBeNull();
    expect(body.total).toBeGreaterThan(0);
    const wrong = await ask('coverage', { region: 'roadless', zones: 'townships' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'zones-not-found' } });
    expect((await printHtml(body.run)).length).toBeGreaterThan(1000);
    const explain = await ask('explain', { region: 'roadless', point: tinyPlace(0.5, 0.5) });
    expect(explain.body.zone).toBeNull();
  });

  test('nobody in reach: the only people live across water that nothing crosses', async () => {
    const island = tinyPlace(3, 0);
    await importFiles('island', {
      'population.csv': `lon,lat,population\n${island.join(',')},64\n`,
      'water.geojson': collection(tinySquare(2.2, -0.9, 2.6, 0.9)),
      'facilities.csv': tinyFacilities([post(2.1, 0)]),
    });
    const { status, body } = await ask('coverage', { region: 'island', cutoffMinutes: [1] });
    expect(status).toBe(200);
    conserved(body);
    expect(body.cutoffs[0]).toMatchObject({ covered: 0, percent: 0 });
    expect(body.total).toBe(64);
    expect(body.gaps[0].people).toBe(64);
    const catchments = await ask('catchments', {
      region: 'island',
      origins: [tinyPlace(2.1, 0)],
      cutoffMinutes: [1],
    });
    expect(catchments.body.features[0].properties.population).toBe(0);
    expect((await printHtml(body.run)).length).toBeGreaterThan(1000);
  });

  test('nobody uncovered: siting finds nothing to add and says so', async () => {
    const { status, body } = await ask('siting', { region: 'roadless', sites: 3, cutoffMinutes: 300 });
    expect(status).toBe(200);
    expect(body.sites).toEqual([]);
    expect(body.value).toBe(body.total);
    expect(body.gapPercent).toBe(0);
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('siting-fewer-sites');
    expect((await printHtml(body.run)).length).toBeGreaterThan(1000);
  });

  test('a facility on water: named in a note, and a problem when it is the only one', async () => {
    const files = { 'population.csv': people, 'water.geojson': collection(tinySquare(0.3, 0.3, 0.8, 0.8)) };
    await importFiles('wet', {
      ...files,
      'facilities.csv': tinyFacilities([post(0.5, 0.5), post(-0.5, -0.5, 'B')]),
    });
    expect(await codesOf('wet', 'zh')).toEqual(expect.arrayContaining(['people-on-barriers']));
    const { body } = await ask('coverage', { region: 'wet', cutoffMinutes: [15] });
    conserved(body);
    expect(body.facilities[0]).toMatchObject({ id: 'A', state: 'on-barrier', people: [0] });
    expect(body.cutoffs[0].uncovered.onBarrier).toBeGreaterThan(0);
    expect(body.notes.find((note: { code: string }) => note.code === 'facilities-on-barrier').text).toContain(
      'A',
    );
    const alone = await ask('coverage', { region: 'wet', facilities: { ids: ['A'] } });
    expect(alone).toMatchObject({ status: 422, body: { code: 'no-reachable-facility' } });
    const click = await ask('catchments', { region: 'wet', origins: [tinyPlace(0.5, 0.5)] });
    expect(click).toMatchObject({ status: 422, body: { code: 'origin-on-barrier' } });
    expect(click.body.errors[0].pointer).toBe('/origins/0');
    const explain = await ask('explain', { region: 'wet', point: tinyPlace(0.5, 0.5) });
    expect(explain.body).toMatchObject({ cellState: 'barrier' });
    expect(explain.body.nearest[0].reason).toBe('onBarrier');
    const site = await ask('siting-evaluate', {
      region: 'wet',
      sites: [tinyPlace(0.5, 0.5)],
      cutoffMinutes: 15,
    });
    expect(site.status).toBe(422);
  });

  test('a facility outside, at (0, 0), or without coordinates: counted by the import, none guessed', async () => {
    await importFiles('astray', {
      'population.csv': people,
      'facilities.csv': `${tinyFacilities([post(0, 0), post(50, 0, 'B')])}C,丙卫生室,C,village,,\nD,丁卫生室,D,village,0,0\nE,戊卫生室,E,village,abc,30\nF,己卫生室,F,village,111.5,\n`,
    });
    expect(await codesOf('astray', 'zh')).toEqual(
      expect.arrayContaining([
        'facility-without-coordinates',
        'facility-null-island',
        'facility-coordinates-unreadable',
        'facility-outside-grid',
      ]),
    );
    const region = await (await service.request('/api/regions/astray')).json();
    const count = (code: string): number =>
      region.findings.find((f: { code: string }) => f.code === code).count;
    expect([count('facility-without-coordinates'), count('facility-coordinates-unreadable')]).toEqual([2, 1]);
    expect(count('facility-outside-grid')).toBe(2);
    const { body } = await ask('coverage', { region: 'astray', cutoffMinutes: [30] });
    expect(body.facilities.map((f: { id: string; state: string }) => `${f.id} ${f.state}`)).toEqual([
      'A ok',
      'B outside',
      'D outside',
    ]);
    conserved(body);
    const away = await ask('coverage', { region: 'astray', facilities: { ids: ['B', 'D'] } });
    expect(away.body.code).toBe('no-reachable-facility');
    expect((await printHtml(body.run)).length).toBeGreaterThan(1000);
  });

  test('one cell is a region', async () => {
    const grid = metricGrid(1, 1, { left: 500_000, top: 3_300_000, crs: 'EPSG:32649' });
    const population = writeGeoTiff({ grid, data: Float32Array.of(8), noData: -1 });
    await importFiles('cell', { 'population.tif': population });
    const detail = await (await service.request('/api/regions/cell')).json();
    expect(detail).toMatchObject({ people: 8, cells: 1 });
    const point = [(detail.bounds[0] + detail.bounds[2]) / 2, (detail.bounds[1] + detail.bounds[3]) / 2];
    await importFiles('cell', {
      'population.tif': population,
      'facilities.csv': `id,name,tier,lon,lat\nA,Post,village,${point.join(',')}\n`,
    });
    const { status, body } = await ask('coverage', { region: 'cell', cutoffMinutes: [5] });
    expect(status).toBe(200);
    expect(body.cutoffs[0]).toMatchObject({ covered: 8, percent: 100 });
    const catchments = await ask('catchments', { region: 'cell', origins: [point], cutoffMinutes: [5] });
    expect(catchments.body.features[0].properties.population).toBe(8);
    expect((await ask('explain', { region: 'cell', point })).body.nearest[0].minutes).toBe(0);
    const siting = await ask('siting', { region: 'cell', sites: 1, cutoffMinutes: 5 });
    expect(siting.body.sites).toEqual([]);
    expect((await printHtml(body.run)).length).toBeGreaterThan(1000);
  });

  test('a facility list of one tier only, and a tier asked for that is not there', async () => {
    const { status, body } = await ask('coverage', { region: 'roadless', facilities: { tiers: ['county'] } });
    expect([status, body.code]).toEqual([422, 'no-facilities']);
  });
});

describe('imports that cannot be', () => {
  const cases: [string, Files, string][] = [
    ['nothing but documents', { 'notes.md': '# notes' }, 'import-no-population'],
    ['no population', { 'facilities.csv': tinyFacilities([post(0, 0)]) }, 'import-no-population'],
    [
      'a population of nobody',
      { 'population.csv': 'lon,lat,population\n111.5,30.5,0\n' },
      'import-no-people',
    ],
    [
      'a population without places',
      { 'population.csv': 'lon,lat,population\nx,y,5\n,,3\n' },
      'import-no-population',
    ],
    [
      'a population raster that is none',
      { 'population.tif': Buffer.from('II*\0broken') },
      'import-no-population',
    ],
    [
      'a population over half the world',
      { 'population.csv': 'lon,lat,population\n-170,-60,5\n170,60,3\n' },
      'import-too-large',
    ],
  ];
  test.each(cases)('%s', async (_what, files, code) => {
    const error: unknown = await importFiles('never', files).catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(ProblemException);
    const problem = error as ProblemException;
    expect(problem.code).toBe('import-refused');
    expect(problem.places[0]).toMatchObject({ pointer: '/files', code });
    for (const language of ['zh', 'en'] as const) {
      const { detail, errors } = toProblem(problem, language);
      expect(detail).toContain(errors![0]!.detail);
      expect(detail).not.toMatch(/\{\w+\}/);
    }
    expect(service.context.analysis.regions.find('never')).toBeFalsy();
  });

  test('a path that is not there', async () => {
    const error: unknown = await importRegionFiles(service.context.analysis, {
      files: [join(service.folder, 'no-such-folder')],
      id: 'never',
    }).catch((problem: unknown) => problem);
    expect(toProblem(error as ProblemException, 'en').detail).toContain('no-such-folder');
  });

  test('a truncated raster is said by name and the rest is used', async () => {
    const grid = metricGrid(30, 30, { left: 500_000, top: 3_300_000, crs: 'EPSG:32649' });
    const folder = writeFolder(join(service.folder, 'cut'), {
      'population.tif': writeGeoTiff({ grid, data: new Float32Array(900).fill(1), noData: -1 }),
      'dem.tif': writeGeoTiff({
        grid,
        data: Float32Array.from({ length: 900 }, (_, i) => Math.sin(i) * 100),
      }),
    });
    truncateSync(join(folder, 'dem.tif'), 1500);
    await importRegionFiles(service.context.analysis, { files: [folder], id: 'cut' });
    const region = await (await service.request('/api/regions/cut', { language: 'zh' })).json();
    const source = region.sources.find((entry: { file: string }) => entry.file === 'dem.tif');
    expect(source.role).toBe('unused');
    expect(source.facts.reasonText).toMatch(/栅格/);
    expect(
      region.findings.some(
        (f: { text: string }) => f.text.includes('dem.tif') || f.text.includes('文件未使用'),
      ),
    ).toBe(true);
  });

  test('a pack that is broken or gone is a problem that names the region, not an internal error', async () => {
    // Content of its own: a region of equal content is read from that one's pack.
    const row = await importFiles('brittle', {
      'population.csv': people,
      'facilities.csv': tinyFacilities([post(0.31, 0.17)]),
    });
    const pack = join(service.context.analysis.regionFolder, row.pack);
    writeFileSync(pack, 'not a pack');
    for (const code of ['pack-foreign', 'pack-missing']) {
      const { status, body } = await service.execute(
        'coverage',
        { region: 'brittle', cutoffMinutes: [11] },
        'zh',
      );
      expect([status, body.code, body.errors[0].code]).toEqual([500, 'region-unreadable', code]);
      expect(body.detail).toContain('重新导入');
      rmSync(pack, { force: true });
    }
  });
});

describe('travel and siting that cannot be', () => {
  test.each([
    [{ model: 'straight-line', season: 'wet' }, '/travel/season'],
    [{ model: 'straight-line', speeds: { land: { forest: 2 } } }, '/travel/speeds/land'],
    [{ mode: 'walk', boardingSeconds: 30 }, '/travel/boardingSeconds'],
    [{ mode: 'car', speeds: { straightLine: 40 } }, '/travel/speeds/straightLine'],
  ])('%j is refused at %s', async (travel, pointer) => {
    const { status, body } = await ask('coverage', { region: 'qinghe', travel });
    expect([status, body.code]).toEqual([422, 'travel-refused']);
    expect(body.errors[0]).toMatchObject({ pointer, code: 'travel.unused-parameter' });
    expect(body.detail).toContain(body.errors[0].detail);
  });
});
