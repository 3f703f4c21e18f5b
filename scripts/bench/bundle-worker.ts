import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';

/**
 * Starts a TypeScript file of this folder as a thread: bundled first, because threads do not take
 * TypeScript everywhere.
 */
export function startBundledWorker(name: string, folder: string, workerData: unknown = {}): Worker {
  const outfile = join(folder, `${name}.mjs`);
  buildSync({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return new Worker(outfile, { workerData });
}
