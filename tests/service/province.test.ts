import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import type { Job } from '../../server/contract/resources.ts';
import { createContext } from '../../server/context.ts';
import { readConfig } from '../../server/runtime/config.ts';
import { writeProvince } from '../../scripts/bench/province-files.ts';
import { startServer, type RunningServer } from '../../scripts/test/start-server.ts';
import { deep } from '../support/depth.ts';
import { home } from '../support/service.ts';

/** The whole province takes minutes; the everyday one is a fortieth of it. */
const SIZE = deep
  ? { cells: 4_000_000, segments: 400_000, facilities: 2000 }
  : { cells: 90_000, segments: 9_000, facilities: 100 };
const DRAWS = deep ? 20 : 40;

const folder = mkdtempSync(join(tmpdir(), 'careshed-province-'));
let server: RunningServer;
beforeAll(async () => {
  const files = join(folder, 'files');
  await writeProvince(files, SIZE);
  const context = createContext(
    readConfig({ CARESHED_DATA: join(folder, 'data'), CARESHED_LOG: 'error' }, home),
  );
  await importRegionFiles(
    context.analysis,
    { files: [files], id: 'province', nameZh: '省', nameEn: 'Province', clip: false },
    {},
  );
  await context.close();
  server = await startServer({ dataFolder: join(folder, 'data'), environment: { CARESHED_THREADS: '2' } });
}, 900_000);
afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Other boarding seconds are another engine: nothing of it is built yet. */
const inputsOf = (seed: number, boardingSeconds: number) => ({
  region: 'province',
  cutoffMinutes: [15, 30],
  travel: { mode: 'car', boardingSeconds },
  uncertainty: { draws: DRAWS, seed },
});
async function submit(seed: number, boardingSeconds = 120): Promise<string> {
  const response = await fetch(`${server.url}/api/processes/coverage/execution`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
    body: JSON.stringify({ inputs: inputsOf(seed, boardingSeconds) }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as Job).jobID;
}
const jobOf = async (id: string): Promise<Job> => (await server.get(`/api/jobs/${id}`)) as Job;
async function waitFor(id: string, isThere: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await jobOf(id);
    if (isThere(job)) return job;
    expect(job.finished, `${job.status}: ${job.message}`).toBeNull();
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Events of a job with the moment each arrived. */
async function listen(id: string): Promise<{ at: number; job: Job }[]> {
  const response = await fetch(`${server.url}/api/jobs/${id}/events`);
  const events: { at: number; job: Job }[] = [];
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block);
      if (data) events.push({ at: performance.now(), job: JSON.parse(data[1]!) as Job });
    }
  }
  return events;
}

test('a coverage job on a province tells its progress steadily, with its rate and what is left', async () => {
  const events = await listen(await submit(1));
  const ended = events.at(-1)!;
  expect(ended.job).toMatchObject({ status: 'successful', progress: 100, ratePerMinute: null });
  const started = events.find(({ job }) => job.status === 'running')!.at;
  const took = ended.at - started;
  const running = events.filter(({ job }) => job.status === 'running');
  for (let i = 1; i < running.length; i++) {
    const [before, now] = [running[i - 1]!, running[i]!];
    expect(now.job.progress).toBeGreaterThanOrEqual(before.job.progress);
    // No step of more than a sixth, no silence of more than a quarter of the whole: a bar that moves.
    expect(now.job.progress - before.job.progress).toBeLessThan(17);
    expect(now.at - before.at).toBeLessThan(Math.max(3000, took / 4));
  }
  expect(new Set(running.map(({ job }) => job.progress)).size).toBeGreaterThan(12);
  const told = running.filter(({ job }) => job.ratePerMinute !== null);
  expect(told.length).toBeGreaterThan(5);
  for (const { job } of told) expect(job.remainingSeconds).toBeGreaterThanOrEqual(0);
  // Near its end a job knows its end.
  const last = told.filter(({ job }) => job.progress > 60 && job.progress < 90);
  for (const { at, job } of last) {
    const left = (ended.at - at) / 1000;
    expect(job.remainingSeconds).toBeGreaterThan(left / 6 - 2);
    expect(job.remainingSeconds).toBeLessThan(left * 6 + 5);
  }
  console.log(
    `province of ${SIZE.cells} cells: ${(took / 1000).toFixed(1)} s, ${running.length} events, longest ` +
      `silence ${Math.round(Math.max(...running.slice(1).map(({ at }, i) => at - running[i]!.at)))} ms`,
  );
}, 1_800_000);

test('cancels within 2 s wherever it is: while roads are laid out, in a search, in the draws', async () => {
  const took: number[] = [];
  for (const from of [0.1, 5, 9, 30]) {
    const id = await submit(2, 100 + took.length);
    await waitFor(id, (job) => job.status === 'running' && job.progress >= from);
    const asked = performance.now();
    await fetch(`${server.url}/api/jobs/${id}`, { method: 'DELETE' });
    expect((await waitFor(id, (job) => job.finished !== null)).status).toBe('dismissed');
    took.push(Math.round(performance.now() - asked));
  }
  console.log(`cancelled after ${took.join(', ')} ms`);
  for (const milliseconds of took) expect(milliseconds).toBeLessThan(2500);
}, 1_800_000);

test('is taken up again after a kill, never goes back, and answers what an undisturbed run answers', async () => {
  const id = await submit(3);
  const before = await waitFor(id, (job) => job.progress >= 30);
  await server.kill();
  server = await startServer({ dataFolder: join(folder, 'data'), environment: { CARESHED_THREADS: '2' } });
  expect((await jobOf(id)).progress).toBeGreaterThanOrEqual(before.progress);
  const ended = await waitFor(id, (job) => job.finished !== null);
  expect(ended.status).toBe('successful');
  const replayed = await fetch(`${server.url}/api/runs/${ended.run!}/replay`, { method: 'POST' });
  expect(await replayed.json()).toMatchObject({ same: true, differs: [] });
}, 1_800_000);
