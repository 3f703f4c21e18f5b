import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Queue, QueueEvents } from 'bullmq';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coverageTask, coverageTotalsTask } from '../../server/questions/coverage/question.ts';
import { sitingTask } from '../../server/questions/siting/question.ts';
import { fanOut } from '../../server/service/fan-out.ts';
import { getRegion, referenceOf, type ScenarioRegion } from '../../server/service/regions.ts';
import { withScenario } from '../../server/service/scenarios.ts';
import { ProblemException } from '../../server/contract/problems.ts';
import { PROCESSES } from '../../server/contract/processes.ts';
import { workerFile } from '../../server/context.ts';
import { readRegionPack } from '../../server/region/model/region-pack.ts';
import { QUEUE_NAME } from '../../server/workers/bullmq-queue.ts';
import { createBullmqRunner } from '../../server/workers/bullmq-runner.ts';
import type { TaskRunner } from '../../server/workers/task-runner.ts';
import { createThreadPool } from '../../server/workers/thread-pool.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { measureCrowd } from '../support/measure-crowd.ts';
import { home, startService, type Service } from '../support/service.ts';

interface Worker {
  readonly folder: string;
  readonly pid: number;
  kill(): Promise<void>;
}

let service: Service;
let redis: TestRedis;
const folders: string[] = [];
const workers: Worker[] = [];

/**
 * `careshed worker` as a machine of its own: its data folder has no region, and the server's paths lead
 * nowhere from where it runs.
 */
async function startWorker(): Promise<Worker> {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-worker-'));
  folders.push(folder);
  const elsewhere = join(folder, 'far/from/the/server');
  mkdirSync(elsewhere, { recursive: true });
  const child: ChildProcess = spawn(process.execPath, [join(home, 'dist/server/cli.js'), 'worker'], {
    cwd: elsewhere,
    env: { ...process.env, REDIS_URL: redis.url, CARESHED_DATA: folder, CARESHED_THREADS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  await new Promise<void>((done, fail) => {
    child.stdout!.on('data', (text: Buffer) => {
      if (String(text).includes('ready')) done();
    });
    child.once('exit', (code) => fail(new Error(`the worker ended with ${code}`)));
  });
  const worker = {
    folder,
    pid: child.pid!,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
  workers.push(worker);
  return worker;
}

const pool = (threads: number): TaskRunner =>
  createThreadPool({ filename: workerFile(home), threads, jobThreads: threads });

beforeAll(async () => {
  [service, redis] = await Promise.all([startService(), startRedis()]);
});
afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await service.close();
  await redis.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * A reference whose path means something in this process only: to other machines the region has to go by
 * its content hash.
 */
function referenceHere(row: ScenarioRegion) {
  const reference = referenceOf(service.context.analysis, row);
  return { ...reference, packPath: relative(process.cwd(), reference.packPath) };
}
const region = () => referenceHere(getRegion(service.context.analysis, 'qinghe'));
const coverage = (cutoffMinutes: number[] = [30]) => ({
  region: region(),
  inputs: PROCESSES.coverage.inputs.parse({ region: 'qinghe', cutoffMinutes, travel: { mode: 'car' } }),
  upload: null,
});
const siting = () => ({
  region: region(),
  inputs: PROCESSES.siting.inputs.parse({
    region: 'qinghe',
    sites: 3,
    travel: { mode: 'car' },
    cutoffMinutes: 60,
  }),
});
const bytesOf = (array: ArrayBufferView): Buffer =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength);

const engines: Record<string, () => Promise<TaskRunner>> = {
  'piscina, 1 thread': async () => pool(1),
  'piscina, 2 threads': async () => pool(2),
  'BullMQ, 2 workers': async () => {
    await startWorker();
    await startWorker();
    return createBullmqRunner(redis.url, pool(1));
  },
};
/** What the first engine answers; every other must give the same bytes. */
const bits = new Map<string, Buffer>();
function expectSameBits(name: string, value: unknown): void {
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
  const first = bits.get(name) ?? bytes;
  bits.set(name, first);
  expect(bytes.equals(first), name).toBe(true);
}

describe.each(Object.keys(engines))('the queue port: %s', (name) => {
  let runner: TaskRunner;
  beforeAll(async () => {
    runner = await engines[name]!();
  });
  afterAll(() => runner.close());

  test('answers with typed arrays and progress that never goes back; the same bits on every engine', async () => {
    const progress: number[] = [];
    const phases = new Set<string | null>();
    const output = await runner.run(coverageTask, coverage(), {
      lane: 'job',
      onProgress: (fraction, phase) => {
        progress.push(fraction);
        phases.add(phase);
      },
    });
    expect(output.seconds).toBeInstanceOf(Float64Array);
    expect(output.nearest).toBeInstanceOf(Int32Array);
    expectSameBits('coverage body', output.body);
    expectSameBits('seconds', bytesOf(output.seconds));
    expectSameBits('nearest', bytesOf(output.nearest));
    expect(progress.length).toBeGreaterThan(0);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    expect(phases.size).toBeGreaterThan(0);
  });

  test('a scenario travels with its region', async () => {
    const { analysis } = service.context;
    const world = withScenario(getRegion(analysis, 'qinghe'), [
      { type: 'scale-population', yearlyPercent: 3, years: 7 },
    ]);
    const input = { ...coverage(), region: referenceHere(world) };
    const { body } = await runner.run(coverageTask, input, { lane: 'job' });
    expectSameBits('scenario body', body);
  });

  test('fans out and in, in order, with progress of the whole', async () => {
    const heard: number[] = [];
    const inputs = Array.from({ length: 8 }, (_, i) => coverage([10 + i]));
    const parts = await fanOut(
      { ...service.context.analysis, runner },
      coverageTotalsTask,
      inputs.map(({ region: reference, inputs: question }) => ({ region: reference, inputs: question })),
      { onProgress: (fraction) => heard.push(fraction) },
      { from: 0, to: 1, phase: 'blocks' },
    );
    expect(parts).toHaveLength(8);
    for (let i = 1; i < 8; i++) expect(parts[i]![0]!).toBeGreaterThanOrEqual(parts[i - 1]![0]!);
    expectSameBits('fan-in', parts);
    expect([...heard].sort((a, b) => a - b)).toEqual(heard);
  });

  test('problems keep code, parameters and places', async () => {
    const input = coverage();
    const wrong = { ...input, inputs: { ...input.inputs, facilities: { ids: ['no-such'] } } };
    const error = await runner.run(coverageTask, wrong, { lane: 'job' }).then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(ProblemException);
    expect(error).toMatchObject({
      code: 'invalid-inputs',
      places: [{ pointer: '/facilities/ids/0', code: 'facility-unknown', parameters: { id: 'no-such' } }],
    });
  });

  test('is cancelled within 2 s, and goes on with the next', async () => {
    const abort = new AbortController();
    let asked = 0;
    const error = await runner
      .run(sitingTask, siting(), {
        lane: 'job',
        signal: abort.signal,
        onProgress: (fraction) => {
          if (fraction < 0.11 || asked > 0) return;
          asked = performance.now();
          abort.abort();
        },
      })
      .then(
        () => null,
        (caught: unknown) => caught,
      );
    expect(error).toMatchObject({ code: 'cancelled' });
    expect((performance.now() - asked) / measureCrowd()).toBeLessThan(2500);
    expectSameBits('coverage body', (await runner.run(coverageTask, coverage(), { lane: 'job' })).body);
    await expect(runner.run(coverageTask, coverage(), { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('more than one machine', () => {
  test('regions reach workers by content hash, once each, whole', () => {
    const { hash } = region();
    const kept = workers.map(({ folder }) => readdirSync(join(folder, 'packs')));
    for (const files of kept) expect(files.filter((file) => file !== `${hash}.region`)).toEqual([]);
    expect(kept.flat().length).toBeGreaterThan(0);
    for (const { folder } of workers)
      for (const file of readdirSync(join(folder, 'packs')))
        expect(readRegionPack(join(folder, 'packs', file)).id).toBe('qinghe');
  });

  test('the task of a killed worker is taken up by another within 5 s and gives the same bits', async () => {
    for (const worker of workers.splice(0)) await worker.kill();
    const both = await Promise.all([startWorker(), startWorker()]);
    const runner = createBullmqRunner(redis.url, pool(1));
    const queue = new Queue(QUEUE_NAME, { connection: { url: redis.url } });
    const events = new QueueEvents(QUEUE_NAME, { connection: { url: redis.url } });
    await events.waitUntilReady();
    try {
      let killed = 0;
      let resumed = 0;
      let killing: Promise<void> | null = null;
      events.on('active', () => {
        if (killed > 0 && resumed === 0) resumed = performance.now();
      });
      const kill = async (): Promise<void> => {
        const [job] = await queue.getActive();
        const victim = both.find(({ pid }) => job!.processedBy!.endsWith(`:${pid}`));
        await victim!.kill();
        killed = performance.now();
      };
      const answer = await runner.run(sitingTask, siting(), {
        lane: 'job',
        onProgress: (fraction) => {
          if (fraction > 0.1) killing ??= kill();
        },
      });
      await Promise.resolve(killing);
      expect(killed).toBeGreaterThan(0);
      expect(resumed).toBeGreaterThan(killed);
      expect(resumed - killed).toBeLessThan(5000);
      const local = pool(1);
      try {
        expect(answer).toEqual(await local.run(sitingTask, siting(), { lane: 'job' }));
      } finally {
        await local.close();
      }
    } finally {
      await events.close();
      await queue.close();
      await runner.close();
    }
  }, 240_000);

  test('a whole service runs on the queue: the job of a page is done by a worker', async () => {
    const queued = await startService({ REDIS_URL: redis.url });
    try {
      const inputs = { region: 'qinghe', cutoffMinutes: [30], travel: { mode: 'car' } };
      const response = await queued.request('/api/processes/coverage/execution', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Prefer: 'respond-async' },
        body: JSON.stringify({ inputs }),
      });
      const { jobID } = (await response.json()) as { jobID: string };
      const events = await (await queued.request(`/api/jobs/${jobID}/events`)).text();
      expect(events).toContain('"status":"successful"');
      const result = await (await queued.request(`/api/jobs/${jobID}/results`)).json();
      const { body } = await service.execute('coverage', inputs);
      expect(result).toEqual(body);
    } finally {
      await queued.close();
    }
  });
});
