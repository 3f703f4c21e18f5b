import { startWorkerOfQueue } from '../queue-worker.ts';
import { readConfig } from '../runtime/config.ts';
import { CliError } from './cli-error.ts';

/** Takes tasks from the queue at REDIS_URL until it is reported to stop; finishes what runs. */
export async function runWorker(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
  const config = readConfig(environment, home);
  const { redisUrl, threads } = config;
  if (redisUrl === null)
    throw new CliError(
      'careshed worker: set REDIS_URL to the Redis that the server uses, e.g. redis://HOST:6379',
    );
  const worker = await startWorkerOfQueue(config, redisUrl);
  console.log(`Careshed worker is ready: ${threads} tasks at once`);
  await new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  await worker.close();
  return 0;
}
