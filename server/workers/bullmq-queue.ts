import type { ProblemCode, ProblemPlace } from '../contract/problems.ts';

/** What the server's side and the worker's side of the distributed queue agree on. */
export const QUEUE_NAME = 'careshed-tasks';

/**
 * A killed worker's task is taken up by another when its lock has run out and two checks have seen it: 4 s
 * at most.
 */
export const LOCK_MILLISECONDS = 2000;
export const STALLED_CHECK_MILLISECONDS = 1000;
/** A task that ends this many workers is given up. */
export const MOST_STALLS = 5;

/** How often a worker looks whether its task was cancelled or its asker is gone. */
export const WATCH_MILLISECONDS = 250;
/** An asker that has not stated it for this long is gone, and its tasks with it. */
export const ASKER_ALIVE_MILLISECONDS = 10_000;

export interface QueuedTask {
  /** Name of the task. */
  readonly task: string;
  /** Name of the input in Redis. */
  readonly input: string;
  readonly asker: string;
}
export interface QueuedProgress {
  readonly fraction: number;
  readonly phase: string | null;
}
export type QueuedReply =
  | { readonly ok: true; readonly output: string }
  | { readonly ok: false; readonly pack: string }
  | {
      readonly ok: false;
      readonly code: ProblemCode;
      readonly parameters: Readonly<Record<string, string | number>>;
      readonly places: readonly ProblemPlace[];
    };

export const cancelKey = (job: string): string => `careshed:cancel:${job}`;
export const askerKey = (asker: string): string => `careshed:asker:${asker}`;
