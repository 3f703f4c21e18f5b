import type { JobStore } from '../store/job-store.ts';
import type { RegionStore } from '../store/region-store.ts';
import type { RunStore } from '../store/run-store.ts';
import type { ScenarioStore } from '../store/scenario-store.ts';
import type { UploadStore } from '../store/upload-store.ts';
import type { ImportLimits } from './import-limits.ts';
import type { TaskOptions, TaskRunner } from '../workers/task-runner.ts';

/**
 * The long-lived parts an analysis works with; context.ts of the server builds them, tests override them
 * here.
 */
export interface AnalysisContext {
  readonly runner: TaskRunner;
  readonly regions: RegionStore;
  readonly runs: RunStore;
  readonly uploads: UploadStore;
  readonly jobs: JobStore;
  readonly scenarios: ScenarioStore;
  /** Folder that region packs are in. */
  readonly regionFolder: string;
  /** Folder of files that were sent and wait to become regions. */
  readonly importFolder: string;
  /** What may be sent to become a region. */
  readonly importLimits: ImportLimits;
  readonly uploadPath: (upload: string) => string;
  readonly engineVersion: string;
  readonly now: () => string;
  readonly milliseconds: () => number;
  /** Bytes of memory that a task may still take on this machine. */
  readonly availableMemory: () => number;
}

/** How one execution is carried out. */
export type ExecuteOptions = Pick<TaskOptions, 'lane' | 'signal' | 'onProgress'>;
