import type { Task } from '../questions/shared/task.ts';

export interface TaskOptions {
  /** `interactive` answers a click, `job` may take minutes; neither waits for the other. Default: the task's. */
  readonly lane?: 'interactive' | 'job' | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number, phase: string | null) => void;
}

/** The queue port: local threads or a distributed queue; the rooms above do not know which. */
export interface TaskRunner {
  /**
   * Runs one task. Rejects with ProblemException for a problem of the user's, with an AbortError after
   * `signal`.
   */
  run<Input, Output>(task: Task<Input, Output>, input: Input, options?: TaskOptions): Promise<Output>;
  /** Ends the threads without waiting for their work. */
  close(): Promise<void>;
}
