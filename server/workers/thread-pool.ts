import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { ProblemException, type ProblemCode, type ProblemPlace } from '../contract/problems.ts';
import type { Task } from '../questions/shared/task.ts';
import type { TaskOptions, TaskRunner } from './task-runner.ts';
import { WaitingLine } from './waiting-line.ts';

/** What crosses the thread boundary. */
export interface ThreadRequest {
  readonly name: string;
  readonly input: unknown;
  readonly port: import('node:worker_threads').MessagePort | null;
  /** One Int32: non-zero asks the task to stop at its next report. */
  readonly cancel: SharedArrayBuffer;
}
export type ThreadReply =
  | { readonly ok: true; readonly output: unknown }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly parameters: Readonly<Record<string, string | number>>;
      readonly places: readonly ProblemPlace[];
    }
  | { readonly ok: false; readonly code: 'aborted' };

/** A cooperative stop is given this long before the thread is ended. */
const HARD_STOP_MILLISECONDS = 2000;
/** Tasks that answer with their best when cancelled need a moment to describe it. */
const KEEPING_MILLISECONDS = 15_000;
/**
 * Megabytes of objects a thread may hold; arrays of numbers lie outside them. A thread that needs more ends
 * alone, with a problem of its task, where the process would end without a limit.
 */
const HEAP_MEGABYTES = 4096;
/** Tasks that may wait in one lane. */
const MOST_WAITING = 4096;

/**
 * The local engine of the queue port: two lanes of worker threads. `filename` is the bundled worker
 * (dist/server/worker.js).
 * `threads` serve the interactive lane, `jobThreads` the job lane; idle threads of the job lane are ended.
 * A task waits in its lane's own
 * line until a thread is free (see WaitingLine): the pools are never asked for more than they have threads.
 */
export function createThreadPool(options: {
  filename: string;
  threads: number;
  jobThreads: number;
  /** Megabytes of objects a thread may hold. */
  heapMegabytes?: number;
  /** Bytes of regions and engines that a thread keeps between questions. */
  cacheBytes?: number;
}): TaskRunner {
  const common = {
    filename: options.filename,
    concurrentTasksPerWorker: 1,
    // Never undefined: geotiff's own worker shim reads its fields on import.
    workerData: { cacheBytes: options.cacheBytes },
    resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytes ?? HEAP_MEGABYTES },
  };
  const lanes = {
    interactive: {
      pool: new Piscina({ ...common, minThreads: 1, maxThreads: options.threads, idleTimeout: 600_000 }),
      line: new WaitingLine(options.threads, MOST_WAITING),
    },
    job: {
      pool: new Piscina({ ...common, minThreads: 0, maxThreads: options.jobThreads, idleTimeout: 30_000 }),
      line: new WaitingLine(options.jobThreads, MOST_WAITING),
    },
  };
  return {
    run: (task, input, taskOptions = {}) => {
      const { pool, line } = lanes[taskOptions.lane ?? task.lane];
      return line.run(() => runTask(pool, task, input, taskOptions), taskOptions.signal);
    },
    close: async () => {
      for (const { line } of Object.values(lanes)) line.close();
      await Promise.all(Object.values(lanes).map(({ pool }) => pool.destroy()));
    },
  };
}

async function runTask<Input, Output>(
  lane: Piscina,
  { name, keepsBest }: Task<Input, Output>,
  input: Input,
  { signal, onProgress }: TaskOptions,
): Promise<Output> {
  signal?.throwIfAborted();
  const cancel = new SharedArrayBuffer(4);
  const hardStop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    Atomics.store(new Int32Array(cancel), 0, 1);
    timer = setTimeout(() => hardStop.abort(), keepsBest ? KEEPING_MILLISECONDS : HARD_STOP_MILLISECONDS);
  };
  signal?.addEventListener('abort', stop, { once: true });
  const channel = onProgress ? new MessageChannel() : null;
  channel?.port1.on('message', (message: { fraction: number; phase: string | null }) =>
    onProgress?.(message.fraction, message.phase),
  );
  const request: ThreadRequest = { name, input, port: channel?.port2 ?? null, cancel };
  try {
    const reply = (await lane.run(request, {
      signal: hardStop.signal,
      ...(channel ? { transferList: [channel.port2] } : {}),
    })) as ThreadReply;
    if (reply.ok) return reply.output as Output;
    if (reply.code === 'aborted') throw new ProblemException('cancelled');
    throw new ProblemException(reply.code, reply.parameters, reply.places);
  } catch (error) {
    if (signal?.aborted && !(error instanceof ProblemException))
      throw new ProblemException('cancelled', {}, [], error);
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new ProblemException('out-of-memory', {}, [], error);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    channel?.port1.close();
  }
}
