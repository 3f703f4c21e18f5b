import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Worker, type Job } from 'bullmq';
import { ProblemException } from '../contract/problems.ts';
import { hashRegionPack } from '../region/model/region-pack.ts';
import { dropValue, fetchPack, getValue, putValue, type RedisStrings } from './bullmq-blobs.ts';
import {
  askerKey,
  cancelKey,
  LOCK_MILLISECONDS,
  MOST_STALLS,
  QUEUE_NAME,
  STALLED_CHECK_MILLISECONDS,
  WATCH_MILLISECONDS,
  type QueuedReply,
  type QueuedTask,
} from './bullmq-queue.ts';
import { packHashOf, type RegionReference } from '../questions/shared/task-context.ts';
import type { Task } from '../questions/shared/task.ts';
import { findTask } from './task-map.ts';
import type { TaskRunner } from './task-runner.ts';

const PROGRESS_EVERY_MILLISECONDS = 100;

/**
 * Takes tasks from the queue, as many at once as `concurrency`, and runs them on `local` threads: this
 * thread stays free to renew locks.
 * `packFolder` keeps regions by content hash; one that is not there is looked for where the asker keeps it
 * (a shared folder), then in Redis.
 */
export async function startQueueWorker(options: {
  readonly redisUrl: string;
  readonly packFolder: string;
  readonly local: TaskRunner;
  readonly concurrency: number;
}): Promise<{ close(): Promise<void> }> {
  const { local, packFolder } = options;
  mkdirSync(packFolder, { recursive: true });
  const worker: Worker<QueuedTask, QueuedReply> = new Worker<QueuedTask, QueuedReply>(
    QUEUE_NAME,
    async (job): Promise<QueuedReply> => runTask(job, await worker.backend.client, local, packFolder),
    {
      connection: { url: options.redisUrl, maxRetriesPerRequest: null },
      // Reported with each task, so that an operator sees who runs it.
      name: `${hostname()}:${process.pid}`,
      concurrency: options.concurrency,
      lockDuration: LOCK_MILLISECONDS,
      stalledInterval: STALLED_CHECK_MILLISECONDS,
      maxStalledCount: MOST_STALLS,
    },
  );
  worker.on('error', () => undefined);
  await worker.waitUntilReady();
  return {
    close: async () => {
      await worker.close();
      await local.close();
    },
  };
}

async function runTask(
  job: Job<QueuedTask, QueuedReply>,
  redis: RedisStrings,
  local: TaskRunner,
  packFolder: string,
): Promise<QueuedReply> {
  const { task, input: name, asker } = job.data;
  const abort = new AbortController();
  const watch = async (): Promise<void> => {
    const [cancelled, alive] = await Promise.all([redis.get(cancelKey(job.id!)), redis.get(askerKey(asker))]);
    if (cancelled !== null || alive === null) abort.abort();
  };
  await watch();
  const watching = setInterval(() => void watch().catch(() => undefined), WATCH_MILLISECONDS);
  try {
    abort.signal.throwIfAborted();
    const asked = (await getValue(redis, name)) as { region?: RegionReference };
    const found = asked.region ? await findPack(redis, asked.region, packFolder) : null;
    if (found !== null && found.path === null) return { ok: false, pack: found.hash };
    const input = found === null ? asked : { ...asked, region: { ...asked.region, packPath: found.path } };
    let reported = 0;
    const output = await local.run(findTask(task) as Task<unknown, unknown>, input, {
      lane: 'job',
      signal: abort.signal,
      onProgress: (fraction, phase) => {
        const now = performance.now();
        if (now - reported < PROGRESS_EVERY_MILLISECONDS) return;
        reported = now;
        void job.updateProgress({ fraction, phase }).catch(() => undefined);
      },
    });
    const value = await putValue(redis, output);
    if (abort.signal.aborted) await dropValue(redis, value);
    return { ok: true, output: value };
  } catch (error) {
    if (error instanceof ProblemException)
      return { ok: false, code: error.code, parameters: error.parameters, places: error.places };
    if (abort.signal.aborted) return { ok: false, code: 'cancelled', parameters: {}, places: [] };
    throw error;
  } finally {
    clearInterval(watching);
  }
}

/** Where the pack of a region is on this machine; `path` null when it has to be offered first. */
async function findPack(
  redis: RedisStrings,
  reference: RegionReference,
  folder: string,
): Promise<{ hash: string; path: string | null }> {
  const hash = packHashOf(reference);
  const kept = join(folder, `${hash}.region`);
  if (existsSync(kept)) return { hash, path: kept };
  if (existsSync(reference.packPath) && hashRegionPack(reference.packPath) === hash)
    return { hash, path: reference.packPath };
  return { hash, path: (await fetchPack(redis, hash, kept)) ? kept : null };
}
