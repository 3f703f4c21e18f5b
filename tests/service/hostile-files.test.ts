import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readZipEntries } from '../../server/geo/zip-read.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import { writeRegionPack } from '../../server/region/model/region-pack.ts';
import { recordCases } from '../support/case-counts.ts';
import { deep } from '../support/depth.ts';
import {
  makeHostilePackages,
  makeHostileWorkbooks,
  makeHostileZips,
} from '../support/hostile/hostile-archives.ts';
import type { HostileCase } from '../support/hostile/hostile-case.ts';
import { makeHostilePbf, makeHostileRasters } from '../support/hostile/hostile-rasters.ts';
import { makeHostileJson, makeHostileText } from '../support/hostile/hostile-texts.ts';
import { mutate, mutation } from '../support/hostile/mutations.ts';
import { useService } from '../support/service.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any
const fixtures = resolve(import.meta.dirname, '../fixtures/formats');
const population = readFileSync(join(fixtures, 'population.tif'));
const PEOPLE = 2016;
const SEED = 20_251_122;
/** Mutated files beside the catalogue of made ones. */
const MUTANTS = deep ? 2800 : 160;
const AT_ONCE = 3;
/** Words of an error of ours that a reader must never see. */
const OURS =
  /Cannot read prop|is not a function|is not iterable|undefined|\[object|call stack|TypeError|RangeError|Invalid typed array|node:/;

const service = useService();
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'careshed-hostile-service-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const response = await service.request(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

/**
 * Sends a file, looks at what it is said to be, makes a region of it and takes everything away again;
 * returns what went wrong.
 */
async function tryFile({ name, bytes, expected, title }: HostileCase, id: string): Promise<string[]> {
  const faults: string[] = [];
  const wrong = (what: string): void => void faults.push(`${name}, ${title}: ${what}`);
  const alone = name.endsWith('.region');
  const form = new FormData();
  form.append('files', new Blob([bytes as BlobPart]), name);
  if (!alone) form.append('files', new Blob([population as BlobPart]), 'population.tif');
  const response = await post(form);
  const sent = (await response.json()) as Body;
  const wanted: {
    status?: number;
    code?: string;
    unused?: string;
    layer?: string;
    findings?: readonly string[];
  } = expected === 'any' ? {} : expected;
  if (response.status !== 201) {
    if (response.status !== 413 && response.status !== 422) wrong(`HTTP ${response.status} ${sent.detail}`);
    if (!sent.title || !sent.detail || OURS.test(sent.detail)) wrong(`says “${sent.detail}”`);
    const code = sent.errors?.[0]?.code;
    if (expected !== 'any' && !(wanted.status === response.status && wanted.code === code))
      wrong(`refused with ${response.status} ${code}`);
    return faults;
  }
  if ('status' in wanted) wrong('was taken');
  const own = sent.files.filter((file: Body) => file.path === name);
  if (own.length === 0) wrong('is not among the files');
  for (const file of own) {
    if (file.layer === null && !file.text) wrong('is not used and nobody says why');
    if (OURS.test(`${file.text} ${file.reason} ${file.crs} ${JSON.stringify(file.bounds)}`))
      wrong(`says “${file.text}”`);
    if ('unused' in wanted && file.reason !== wanted.unused)
      wrong(`${file.layer ?? file.reason} ${file.text ?? ''}`);
    if ('layer' in wanted && file.layer !== wanted.layer)
      wrong(`${file.layer ?? file.reason} ${file.text ?? ''}`);
  }
  // What nothing is made of needs no region to show it, but now and then one is made to see that.
  const start =
    own.every((file: Body) => file.layer === null) && !/[03]$/.test(id)
      ? null
      : await call('POST', `/api/imports/${sent.import}/execution`, { id });
  if (start && start.status !== 201) wrong(`the import is refused with ${start.status} ${start.body.detail}`);
  else if (start) {
    const job = await settle(start.body.jobID);
    if (job.status === 'failed') {
      if (!job.message || OURS.test(job.message) || /内部|internal/i.test(job.message))
        wrong(`the import failed: ${job.message}`);
      if (expected !== 'any') wrong(`the import failed: ${job.message}`);
      if ((await call('GET', `/api/regions/${id}`)).status !== 404) wrong('a failed import left a region');
    } else await checkRegion(id, name, wanted, alone, wrong);
  }
  if ((await call('DELETE', `/api/imports/${sent.import}`)).status !== 204) wrong('the import stays');
  return faults;
}

/**
 * Sends a form; once more where the connection that was kept open had just been closed (a busy machine),
 * which says nothing of the file.
 */
async function post(body: FormData): Promise<Response> {
  try {
    return await service.request('/api/imports', { method: 'POST', body });
  } catch (problem) {
    if (((problem as Error).cause as { code?: string } | undefined)?.code !== 'ECONNRESET') throw problem;
    return service.request('/api/imports', { method: 'POST', body });
  }
}

async function settle(job: string): Promise<Body> {
  for (;;) {
    const { body } = await call('GET', `/api/jobs/${job}`);
    if (body.status === 'successful' || body.status === 'failed') return body;
    await new Promise((done) => setTimeout(done, 15));
  }
}

async function checkRegion(
  id: string,
  name: string,
  wanted: { findings?: readonly string[] },
  alone: boolean,
  wrong: (what: string) => void,
): Promise<void> {
  const { status, body: quality } = await call('GET', `/api/regions/${id}/quality`);
  if (status !== 200) return wrong(`the data check answers ${status}`);
  const isPeople = /pop|people/.test(name);
  if (!alone && !isPeople && quality.totals.people !== PEOPLE) wrong(`${quality.totals.people} people`);
  if (!Number.isFinite(quality.totals.people) || !(quality.totals.people > 0)) wrong('people are no number');
  if (
    !alone &&
    !quality.layers.some((layer: Body) => layer.file === name || layer.file.startsWith(`${name}#`))
  )
    wrong('is not in the data check');
  for (const finding of quality.findings)
    if (!finding.text || OURS.test(finding.text)) wrong(`${finding.code} says “${finding.text}”`);
  const codes: string[] = quality.findings.map((finding: Body) => finding.code);
  for (const code of wanted.findings ?? [])
    if (!codes.includes(code)) wrong(`no ${code} in ${codes.join(', ')}`);
  // Every row of a facility table is a facility or in a finding.
  const table = quality.layers.find((layer: Body) => layer.layer === 'facilities' && layer.role === 'used');
  if (table) {
    const lost = quality.findings
      .filter((f: Body) =>
        ['facility-without-coordinates', 'facility-coordinates-unreadable'].includes(f.code),
      )
      .reduce((sum: number, finding: Body) => sum + finding.count, 0);
    if (quality.totals.facilities + lost !== table.facts.rows)
      wrong(`${table.facts.rows} rows, ${quality.totals.facilities} facilities, ${lost} explained`);
  }
  if ((await call('GET', `/api/collections/${id}.facilities/items?limit=50`)).status !== 200)
    wrong('its facilities cannot be read');
  if ((await call('DELETE', `/api/regions/${id}`)).status !== 204) wrong('the region stays');
}

/** Tries all, a few at once; what is wrong with any is told at the end. */
async function tryAll(cases: readonly HostileCase[], prefix: string): Promise<void> {
  const faults: string[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < cases.length) {
      const index = next++;
      faults.push(...(await tryFile(cases[index]!, `${prefix}-${index}`)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(faults).toEqual([]);
  expect((await call('GET', '/api/regions')).body.regions.map((region: Body) => region.id)).toEqual([
    'qinghe',
  ]);
  expect(readdirSync(service.context.analysis.importFolder)).toEqual([]);
  expect(readdirSync(service.context.analysis.regionFolder)).toHaveLength(1);
}

describe('hostile files sent to the service', { timeout: deep ? 1_800_000 : 240_000 }, () => {
  test('GeoJSON and TopoJSON', () => tryAll(makeHostileJson(), 'json'));
  test('KML and tables', () => tryAll(makeHostileText(), 'text'));
  test('rasters', () => tryAll(makeHostileRasters(), 'raster'));
  test('OSM extracts', () => tryAll(makeHostilePbf(), 'pbf'));
  test('archives and shapefiles', async () => {
    const entries = await readZipEntries(join(fixtures, 'zones-shp.zip'), () => true);
    const of = (kind: string): Buffer => entries.find((entry) => entry.name.endsWith(kind))!.bytes;
    await tryAll(makeHostileZips({ shp: of('.shp'), dbf: of('.dbf'), prj: of('.prj') }), 'zip');
  });
  test('GeoPackages', () => tryAll(makeHostilePackages(), 'gpkg'));
  test('workbooks', async () => tryAll(await makeHostileWorkbooks(), 'xlsx'));

  test(`${MUTANTS} files of every format with bytes changed`, async () => {
    const pack = join(folder, 'sound.region');
    const names = readdirSync(fixtures).filter((name) => !name.includes('-broken'));
    writeRegionPack(await importRegion({ files: [join(fixtures, 'population.tif')], id: 'sound' }), pack);
    const originals = new Map(names.map((name) => [name, readFileSync(join(fixtures, name))]));
    originals.set('sound.region', readFileSync(pack));
    const changes = fc.sample(mutation, { seed: SEED, numRuns: MUTANTS });
    const all = [...originals];
    const cases = changes.map((change, i): HostileCase => {
      const [name, bytes] = all[i % all.length]!;
      // Another name for people, so that the sound layer stands beside it.
      const as = name === 'population.tif' ? 'population_2.tif' : name;
      return { title: JSON.stringify(change), name: as, bytes: mutate(bytes, change), expected: 'any' };
    });
    await tryAll(cases, 'mutant');
    recordCases('hostile files', MUTANTS);
  });

  test('the service answers as before', async () => {
    const { status, body } = await service.execute('coverage', { region: 'qinghe', cutoffMinutes: [30] });
    expect(status).toBe(200);
    const [{ covered, uncovered }] = body.cutoffs;
    const all = Object.values(uncovered as Record<string, number>).reduce((a, b) => a + b, covered as number);
    expect(Math.abs(all / body.total - 1)).toBeLessThan(1e-6);
  });
});
