import { workerData } from 'node:worker_threads';
import { CancelledError } from '../questions/shared/task-context.ts';
import { createTaskContext } from './local-context.ts';
import { findTask } from './task-map.ts';
import type { ThreadReply, ThreadRequest } from './thread-pool.ts';
import { toProblemException } from './translate-errors.ts';

const { cacheBytes } = (workerData ?? {}) as { cacheBytes?: number };
const buildContext = createTaskContext(cacheBytes);

/**
 * Entry of a worker thread: runs one task and turns problems into values, for errors lose their fields
 * between threads.
 */
export default async function handle(request: ThreadRequest): Promise<ThreadReply> {
  const task = findTask(request.name);
  const flag = new Int32Array(request.cancel);
  const context = buildContext(
    (fraction, phase) => request.port?.postMessage({ fraction, phase }),
    () => Atomics.load(flag, 0) !== 0,
    task.keepsBest,
  );
  try {
    const run = (await task.load()) as (input: unknown, context: unknown) => unknown;
    return { ok: true, output: await run(request.input, context) };
  } catch (error) {
    const problem = toProblemException(error, request.name, request.input);
    if (problem)
      return { ok: false, code: problem.code, parameters: problem.parameters, places: problem.places };
    if (error instanceof CancelledError || (error instanceof Error && error.name === 'AbortError'))
      return { ok: false, code: 'aborted' };
    throw error;
  } finally {
    request.port?.close();
  }
}
