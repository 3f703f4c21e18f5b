import type { TaskInput, TaskName, TaskOutput } from './task-map.ts';

export interface TaskOptions {
  /** `interactive` answers a click, `job` may take minutes; the two never wait for each other. */
  readonly lane?: 'interactive' | 'job';
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, phase: string | null) => void;
}

/** Tasks that answer with their best when cancelled; the others stop at the next chunk. */
export const KEEPS_BEST: ReadonlySet<TaskName> = new Set<TaskName>(['siting']);

/** The queue port: local threads or a distributed queue; nothing above knows which. */
export interface TaskRunner {
  /**
   * Runs one task. Rejects with ProblemException for a problem of the user's, with an AbortError after
   * `signal`.
   */
  run<N extends TaskName>(name: N, input: TaskInput<N>, options?: TaskOptions): Promise<TaskOutput<N>>;
  /** Waits for nothing: ends the threads. */
  close(): Promise<void>;
}
