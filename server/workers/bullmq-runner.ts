import { randomUUID } from 'node:crypto';
import { Queue, QueueEvents } from 'bullmq';
import { ProblemException } from '../contract/problems.ts';
import { dropValue, getValue, offerPack, putValue, type RedisStrings } from './bullmq-blobs.ts';
import {
  ASKER_ALIVE_MILLISECONDS,
  askerKey,
  cancelKey,
  QUEUE_NAME,
  type QueuedProgress,
  type QueuedReply,
  type QueuedTask,
} from './bullmq-queue.ts';
import type { RegionReference } from '../questions/shared/task-context.ts';
import type { Task } from '../questions/shared/task.ts';
import type { TaskOptions, TaskRunner } from './task-runner.ts';

interface Waiting {
  readonly settle: (reply: QueuedReply | Error) => void;
  readonly onProgress: TaskOptions['onProgress'];
}

/**
 * The distributed engine of the queue port: tasks of the job lane go to `careshed worker` processes through
 * Redis, clicks and what needs
 * this machine's files to `local`. The same tasks run there, so the answers are the same to the last bit.
 */
export function createBullmqRunner(redisUrl: string, local: TaskRunner): TaskRunner {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const queue = new Queue<QueuedTask, QueuedReply>(QUEUE_NAME, { connection });
  const events = new QueueEvents(QUEUE_NAME, { connection });
  const ready: Promise<RedisStrings> = Promise.all([queue.waitUntilReady(), events.waitUntilReady()]).then(
    () => queue.backend.client,
  );
  const waiting = new Map<string, Waiting>();
  events.on('progress', ({ jobId, data }) => {
    const { fraction, phase } = data as unknown as QueuedProgress;
    waiting.get(jobId)?.onProgress?.(fraction, phase);
  });
  events.on('completed', ({ jobId, returnvalue }) => {
    const reply = typeof returnvalue === 'string' ? JSON.parse(returnvalue) : returnvalue;
    waiting.get(jobId)?.settle(reply as QueuedReply);
  });
  events.on('failed', ({ jobId, failedReason }) => {
    waiting.get(jobId)?.settle(new Error(`a worker failed: ${failedReason}`));
  });
  events.on('error', () => undefined);
  queue.on('error', () => undefined);

  const asker = randomUUID();
  const renewPresence = async (): Promise<void> => {
    await (await ready).set(askerKey(asker), 1, { PX: ASKER_ALIVE_MILLISECONDS });
  };
  const said = renewPresence();
  said.catch(() => undefined);
  const alive = setInterval(() => void renewPresence().catch(() => undefined), ASKER_ALIVE_MILLISECONDS / 4);

  const ask = async (
    task: string,
    input: string,
    { signal, onProgress }: TaskOptions,
  ): Promise<QueuedReply> => {
    const id = randomUUID();
    let stop = (): void => undefined;
    const reply = new Promise<QueuedReply>((done, fail) => {
      waiting.set(id, {
        onProgress,
        settle: (value) => (value instanceof Error ? fail(value) : done(value)),
      });
      stop = () => {
        void cancelTask(id).catch(() => undefined);
        fail(new ProblemException('cancelled'));
      };
      signal?.addEventListener('abort', stop, { once: true });
    });
    reply.catch(() => undefined);
    try {
      await queue.add(
        task,
        { task, input, asker },
        { jobId: id, attempts: 1, removeOnComplete: true, removeOnFail: true },
      );
      return await reply;
    } finally {
      waiting.delete(id);
      signal?.removeEventListener('abort', stop);
    }
  };
  /** A task that waits is taken out of the queue; the worker of one that runs sees the key and stops. */
  const cancelTask = async (id: string): Promise<void> => {
    await (await ready).set(cancelKey(id), 1, { EX: 60 });
    const job = await queue.getJob(id);
    if (job && (await job.isWaiting())) await job.remove();
  };
  const runRemotely = async <Input, Output>(
    { name }: Task<Input, Output>,
    input: Input,
    options: TaskOptions,
  ): Promise<Output> => {
    options.signal?.throwIfAborted();
    await said;
    const redis = await ready;
    const value = await putValue(redis, input);
    try {
      for (;;) {
        const reply = await ask(name, value, options);
        if (reply.ok) {
          const output = await getValue(redis, reply.output);
          await dropValue(redis, reply.output);
          return output as Output;
        }
        if (!('pack' in reply)) throw new ProblemException(reply.code, reply.parameters, reply.places);
        // The worker does not share this machine's folder: it gets the region by its content hash.
        await offerPack(redis, reply.pack, (input as unknown as { region: RegionReference }).region.packPath);
      }
    } finally {
      await dropValue(redis, value).catch(() => undefined);
    }
  };
  return {
    run: (task, input, options = {}) =>
      (options.lane ?? task.lane) === 'job' && !task.staysHere && !namesUpload(input)
        ? runRemotely(task, input, options)
        : local.run(task, input, options),
    close: async () => {
      clearInterval(alive);
      for (const { settle } of waiting.values()) settle(new ProblemException('cancelled'));
      await ready.then((redis) => redis.del(askerKey(asker))).catch(() => undefined);
      await Promise.all([events.close(), queue.close(), local.close()]);
    },
  };
}

/** An uploaded boundary is a file of this machine. */
function namesUpload(input: unknown): boolean {
  const { upload } = input as { upload?: unknown };
  return upload !== undefined && upload !== null;
}
