import type { TaskContext } from './task-context.ts';

/** A piece of work for a thread of this machine or another: its name, and where its code is found. */
export interface Task<Input, Output> {
  readonly name: string;
  /** Loads the code. Called where the task runs, so that the thread that asks does not load kernels. */
  readonly load: () => Promise<(input: Input, context: TaskContext) => Output | Promise<Output>>;
  /** Answers with its best when cancelled; the others stop at the next report. */
  readonly keepsBest: boolean;
  /** Reads or writes files of this machine beside the region's pack: it never leaves it. */
  readonly staysHere: boolean;
  /** The lane it runs in unless the caller names one. */
  readonly lane: 'interactive' | 'job';
}

/** A task of any input, for lists of tasks. */
export type AnyTask = Task<never, unknown>;

/** Ties a name to code: `defineTask('equity', async () => (await import('./run-equity.ts')).runEquity)`. */
export function defineTask<Input, Output>(
  name: string,
  load: () => Promise<(input: Input, context: TaskContext) => Output | Promise<Output>>,
  options: Partial<Pick<Task<Input, Output>, 'keepsBest' | 'staysHere' | 'lane'>> = {},
): Task<Input, Output> {
  return { name, load, keepsBest: false, staysHere: false, lane: 'interactive', ...options };
}
