import { join } from 'node:path';
import { createLocalThreads } from './context.ts';
import type { Config } from './runtime/config.ts';
import { startQueueWorker } from './workers/bullmq-worker.ts';

/** Takes tasks from the queue at `redisUrl` with the threads of this machine, until it is closed. */
export function startWorkerOfQueue(config: Config, redisUrl: string): ReturnType<typeof startQueueWorker> {
  const { threads, dataFolder } = config;
  return startQueueWorker({
    redisUrl,
    packFolder: join(dataFolder, 'packs'),
    local: createLocalThreads(config, 1),
    concurrency: threads,
  });
}
