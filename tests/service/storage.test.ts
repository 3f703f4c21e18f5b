import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { writePatiently } from '../../server/service/patient-write.ts';
import { ensureSample } from '../../server/service/regions.ts';
import type { Job } from '../../server/contract/resources.ts';
import { openDatabase } from '../../server/store/database.ts';
import { startServer, type RunningServer } from '../../scripts/test/start-server.ts';
import { home, useService } from '../support/service.ts';
import { tinyFacilities, tinyPopulation } from '../support/tiny-folder.ts';

const service = useService();
const SITING = { region: 'qinghe', sites: 3, cutoffMinutes: 60, travel: { mode: 'car' } };
const wait = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

async function submit(url: string, process: string, inputs: unknown): Promise<Job> {
  const response = await fetch(`${url}/api/processes/${process}/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs }),
  });
  expect(response.status).toBe(201);
  return (await response.json()) as Job;
}

async function untilFinished(url: string, id: string): Promise<Job> {
  let job: Job;
  do {
    await wait(100);
    job = (await (await fetch(`${url}/api/jobs/${id}`)).json()) as Job;
  } while (job.finished === null);
  return job;
}

describe('a database that another program holds', () => {
  test('delays a job, ends neither it nor the server, and a write asked for is a 503 that can be tried again', async () => {
    const job = await submit(service.url, 'siting', SITING);
    const other = openDatabase(join(service.folder, 'careshed.db'));
    other.exec('BEGIN IMMEDIATE');
    const health = await service.request('/api/processes');
    expect(health.status).toBe(200);
    const refused = await service.request('/api/scenarios', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ region: 'qinghe', name: 'locked out' }),
    });
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ type: expect.stringMatching(/storage-busy/) as string });
    await wait(1500);
    other.exec('COMMIT');
    other.close();
    const end = await untilFinished(service.url, job.jobID);
    expect(end.status, end.message ?? '').toBe('successful');
    expect(end.progress).toBe(100);
  });
});

describe('a lock that another program takes while a job runs', () => {
  test.each([
    ['siting', SITING],
    ['coverage', { region: 'qinghe', cutoffMinutes: [20, 40], include: ['tiers', 'norms'], kCoverage: 2 }],
  ])('%s: what was worked out is saved when the lock is gone', async (process, inputs) => {
    const job = await submit(service.url, process, { ...inputs, travel: { mode: 'bicycle' } });
    const other = openDatabase(join(service.folder, 'careshed.db'));
    const state = async (): Promise<Job> =>
      (await (await fetch(`${service.url}/api/jobs/${job.jobID}`)).json()) as Job;
    while ((await state()).status === 'accepted') await wait(20);
    other.exec('BEGIN IMMEDIATE');
    await wait(8000);
    other.exec('COMMIT');
    other.close();
    const end = await untilFinished(service.url, job.jobID);
    expect(end.status, end.message ?? '').toBe('successful');
    expect((await service.request(`/api/jobs/${job.jobID}/results`)).status).toBe(200);
  });

  test('writes are tried again for jobs only, only while busy, and not after a cancel', async () => {
    const busy = Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
    const failing = (times: number, error: Error) => {
      let tries = 0;
      const write = (): string => {
        if (++tries <= times) throw error;
        return 'saved';
      };
      return { write, tries: () => tries };
    };
    const twice = failing(2, busy);
    expect(await writePatiently(twice.write, { lane: 'job' })).toBe('saved');
    expect(twice.tries()).toBe(3);
    const read = failing(1, busy);
    await expect(writePatiently(read.write, {})).rejects.toBe(busy);
    const full = failing(1, Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await expect(writePatiently(full.write, { lane: 'job' })).rejects.toThrow('full');
    const cancelled = new AbortController();
    const long = failing(1000, busy);
    setTimeout(() => cancelled.abort(), 500);
    await expect(writePatiently(long.write, { lane: 'job', signal: cancelled.signal })).rejects.toBe(busy);
    expect(long.tries()).toBeLessThan(6);
  });
});

describe('a run that is dropped while it is read', () => {
  test('is reported as not there, whatever is read of it', async () => {
    const execute = service.execute.bind(service);
    const inputs = { region: 'qinghe', cutoffMinutes: [17], travel: { mode: 'walk' } };
    const { body } = await execute('coverage', inputs);
    const { runs } = service.context.analysis;
    const hasArray = vi.spyOn(runs, 'hasArray');
    for (const path of [
      `/api/runs/${body.run}/minutes.tif`,
      `/api/runs/${body.run}/nearest.tif`,
      `/api/runs/${body.run}/tiles/time/8/0/0.png`,
    ]) {
      // There when it is asked for, gone when the thread reads it.
      rmSync(runs.arrayPath(body.run, 'seconds'), { force: true });
      rmSync(runs.arrayPath(body.run, 'nearest'), { force: true });
      hasArray.mockReturnValueOnce(true);
      const response = await service.request(path);
      expect([404, 200], path).toContain(response.status);
      if (response.status === 404) expect(await response.json()).toMatchObject({ code: 'run-not-found' });
    }
    hasArray.mockReturnValueOnce(true);
    const report = await execute('report', { runs: [body.run], language: 'en', format: 'html' });
    expect(report).toMatchObject({ status: 404, body: { code: 'run-not-found' } });
    hasArray.mockRestore();
  });
});

/** A small file system of its own, null where this machine does not let us have one. */
function mountSmall(megabytes: number): { folder: string; unmount(): void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-small-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'careshed', folder]);
  const unmount = (): void => {
    if (status === 0) spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (status === 0) return { folder, unmount };
  unmount();
  console.log('full disk: not run, a small file system needs Linux and root');
  return null;
}

/** Fills a disk to the last byte; returns how to free it. */
function fillDisk(folder: string): () => void {
  const filler = join(folder, 'filler');
  for (let size = 1 << 20; size >= 1; size >>= 1)
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  return () => rmSync(filler);
}

describe('a full disk', () => {
  test('fails the job with its name, keeps the server and its answers, and work goes on when there is room', async (context) => {
    const disk = mountSmall(48);
    if (disk === null) return context.skip();
    let server: RunningServer | null = null;
    try {
      const form = new FormData();
      form.append('files', new Blob([tinyPopulation(60)]), 'population.csv');
      form.append(
        'files',
        new Blob([tinyFacilities([{ id: 'A', tier: 'township', east: 1, north: 1 }])]),
        'facilities.csv',
      );
      server = await startServer({ dataFolder: disk.folder });
      const { url } = server;
      const known = { region: 'qinghe', cutoffMinutes: [30] };
      const before = await server.execute('coverage', known);
      const job = await submit(url, 'siting', SITING);
      const free = fillDisk(disk.folder);
      expect(await server.execute('coverage', known)).toEqual(before);
      const asked = await fetch(`${url}/api/processes/coverage/execution`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
        body: JSON.stringify({ inputs: { region: 'qinghe', cutoffMinutes: [31] } }),
      });
      expect(asked.status).toBe(507);
      expect(asked.headers.get('retry-after')).toBe('60');
      expect(((await asked.json()) as { detail: string }).detail).toMatch(/CARESHED_DATA.*full/);
      const sent = await fetch(`${url}/api/imports`, {
        method: 'POST',
        body: form,
        signal: AbortSignal.timeout(30_000),
      });
      expect(sent.status).toBe(507);
      const ended = await untilFinished(url, job.jobID);
      expect(['failed', 'successful']).toContain(ended.status);
      if (ended.status === 'failed') expect(ended.message).toMatch(/CARESHED_DATA/);
      free();
      const second = await untilFinished(url, (await submit(url, 'siting', { ...SITING, sites: 2 })).jobID);
      expect(second.status, second.message ?? '').toBe('successful');
      const stored = (await server.get('/api/jobs')) as { jobs: Job[] };
      expect(stored.jobs.every((it) => it.finished !== null)).toBe(true);
    } finally {
      await server?.stop();
      disk.unmount();
    }
  });
});

async function send(files: readonly (readonly [string, string])[], query = '') {
  const form = new FormData();
  for (const [name, content] of files) form.append('files', new Blob([content]), name);
  const response = await service.request(`/api/imports${query}`, { method: 'POST', body: form });
  // oxlint-disable-next-line typescript/no-explicit-any
  return { status: response.status, body: (await response.json()) as Record<string, any> };
}

describe('files of an import', () => {
  const facilities = tinyFacilities([{ id: 'A', tier: 'township', east: 1, north: 1 }]);
  const contents = (id: string): Record<string, string> => {
    const folder = join(service.folder, 'imports', id, 'files');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
    return Object.fromEntries(
      files.map((it) => [it.name, readFileSync(join(it.parentPath, it.name), 'utf8')]),
    );
  };

  test('are never written through from a later import that begins with them', async () => {
    const first = await send([
      ['population.csv', tinyPopulation(4)],
      ['facilities.csv', facilities],
      ['facilities.csv.partial', 'kept as it was'],
      ['note', 'a note'],
    ]);
    expect(first.status).toBe(201);
    const before = contents(first.body['import']);
    const second = await send([['facilities.csv', `${facilities}\n`]], `?from=${first.body['import']}`);
    expect(second.status).toBe(201);
    expect(contents(first.body['import'])).toEqual(before);
    expect(contents(second.body['import'])['facilities.csv']).toBe(`${facilities}\n`);
    const clash = await send([['note/more.txt', 'x']], `?from=${first.body['import']}`);
    expect(clash.status).toBe(422);
    expect(clash.body['errors'][0]).toMatchObject({ code: 'import-file-in-file' });
    expect(contents(first.body['import'])).toEqual(before);
  });

  test('are refused by name when one is sent twice or is the folder of another', async () => {
    const twice = await send([
      ['a.csv', facilities],
      ['a.csv', facilities],
    ]);
    expect(twice.status).toBe(422);
    expect(twice.body['errors']).toMatchObject([{ pointer: '/files/a.csv', code: 'import-file-twice' }]);
    for (const names of [
      ['a', 'a/b.csv'],
      ['a/b.csv', 'a'],
    ] as const) {
      const both = await send(names.map((name) => [name, facilities] as const));
      expect(both.status).toBe(422);
      expect(both.body['errors']).toMatchObject([{ code: 'import-file-in-file' }]);
    }
    expect(existsSync(join(service.folder, 'imports'))).toBe(true);
  });
});

describe('a region of the user under the id of the sample', () => {
  test('is left as it is by the next start', async () => {
    const { body } = await send([
      ['population.csv', tinyPopulation(4)],
      ['facilities.csv', tinyFacilities([{ id: 'A', tier: 'township', east: 1, north: 1 }])],
    ]);
    const started = await service.request(`/api/imports/${body['import']}/execution`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id: 'qinghe', name: 'Mine', replace: true }),
    });
    expect(started.status).toBe(201);
    const end = await untilFinished(service.url, ((await started.json()) as Job).jobID);
    expect(end.status, end.message ?? '').toBe('successful');
    const mine = service.context.analysis.regions.find('qinghe')!;
    expect(mine.nameEn).toBe('Mine');
    // The sample that it replaced is kept as a version.
    expect(service.context.analysis.regions.listVersions('qinghe')).toHaveLength(1);
    await ensureSample(service.context.analysis, join(home, 'data/geo/qinghe'), 'qinghe');
    expect(service.context.analysis.regions.find('qinghe')).toEqual(mine);
  });
});
