import type { CoverageAnswer, ProcessId, ProcessInputs } from '../../contract/processes.ts';
import type { AnyTask, Task } from './task.ts';
import type { RegionReference } from './task-context.ts';
import type { TaskNote } from './task-note.ts';
import type { Ground } from './travel-notes.ts';
import type { UploadReference } from './zone-set.ts';

/** Part of the progress of a whole answer, each end 0…1. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

/** A stored coverage with capacity that a question names. */
export interface CapacityRun {
  readonly answer: CoverageAnswer & { capacityDetail: NonNullable<CoverageAnswer['capacityDetail']> };
  readonly inputs: ProcessInputs<'coverage'>;
  /** File of the people served by cell, for tasks that stay on this machine. */
  readonly servedPath: string;
  readServed(): Float64Array;
  /** Runs `work`, which reads that file; refused as run-not-found where the run is dropped meanwhile. */
  whileKept<T>(work: () => Promise<T>): Promise<T>;
}

/** What the steps of a question may ask of the service around them. */
export interface Desk {
  /** Id of the run that the answer is kept under; links name it. */
  readonly run: string;
  readonly region: RegionReference;
  /** What the region's heights and roads are, for the notes about travel. */
  readonly ground: Ground;
  /** Runs one task; its progress is `share` of the whole. */
  perform<Input, Output>(task: Task<Input, Output>, input: Input, share?: Share): Promise<Output>;
  /** Runs a task many times on all threads of the job lane; outputs in the order of the inputs. */
  performAll<Input, Output>(
    task: Task<Input, Output>,
    inputs: readonly Input[],
    share: Share & { readonly phase: string },
  ): Promise<Output[]>;
  /** The uploaded boundary that a `zones` input names; null where it names a layer of the region. */
  findUpload(zones: string | undefined): UploadReference | null;
  /** The run, of the same region data; `pointer` is the input that names it, for the refusal. */
  openCapacityRun(run: string, pointer: string, scenario: 'same' | 'any'): CapacityRun;
}

/** Body of an answer, its notes, and the surfaces to keep beside it by name. */
export interface QuestionAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly notes: readonly TaskNote[];
  readonly arrays?: Readonly<Record<string, ArrayBufferView>>;
}

/** How a process is answered. */
export interface Question<P extends ProcessId> {
  /** Its work for threads. */
  readonly tasks: readonly AnyTask[];
  /** From checked inputs to the answer; absent where the answer is made of stored runs (compare, report). */
  readonly answer?: (desk: Desk, inputs: ProcessInputs<P>) => Promise<QuestionAnswer>;
}
