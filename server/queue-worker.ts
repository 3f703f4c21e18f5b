import { join } from 'node:path';
import { workerFile } from './context.ts';
import type { Config } from './runtime/config.ts';
import { startQueueWorker } from './workers/bullmq-worker.ts';
import { createThreadPool } from './workers/thread-pool.ts';

/** Takes tasks from the queue at `redisUrl` with the threads of this machine, until it is closed. */
export function startWorkerOfQueue(
  { home, threads, dataFolder }: Config,
  redisUrl: string,
): ReturnType<typeof startQueueWorker> {
  return startQueueWorker({
    redisUrl,
    packFolder: join(dataFolder, 'packs'),
    local: createThreadPool({ filename: workerFile(home), threads: 1, jobThreads: threads }),
    concurrency: threads,
  });
}
