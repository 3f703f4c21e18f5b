import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { ProblemException } from '../contract/problems.ts';
import type { ProcessId } from '../contract/processes.ts';
import type { Job } from '../contract/resources.ts';
import { toProblem } from '../contract/text/present.ts';
import { LANGUAGES, type Language } from '../contract/vocabulary.ts';
import { toJob, type JobChange, type JobRow } from '../store/job-store.ts';
import { tryWrite } from '../store/storage-fault.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { estimateJob } from './job-estimate.ts';
import { buildPace } from './job-pace.ts';
import { createJobWrites } from './job-writes.ts';
import { toStorageProblem } from './storage-problem.ts';

const MOST_UNFINISHED = 100;
const MOST_ATTEMPTS = 3;
const KEEP_FINISHED = 500;
const PROGRESS_EVERY_MILLISECONDS = 200;
const NO_PACE = { ratePerMinute: null, remainingSeconds: null };

/** What a job can be: a process, or the making of a region of files. */
export type JobProcess = ProcessId | 'import';

/** Executes the process of a job and returns the id of its run. */
export type ExecuteJob = (process: JobProcess, inputs: unknown, options: ExecuteOptions) => Promise<string>;

/** Long work: accepted at once, run in order, reported about as it goes, kept over restarts. */
export interface JobService {
  /**
   * Queues a process whose inputs were checked; 503 when the queue is full, 507 when its arrays cannot fit
   * into memory.
   */
  submit(process: JobProcess, inputs: unknown, language: Language): Job;
  get(id: string): Job;
  list(): Job[];
  /** Cancels a job that is queued or running; a finished one stays as it is. */
  dismiss(id: string): Job;
  /** Calls `listener` with every event after `lastSequence`, stored ones first; returns how to stop. */
  follow(id: string, lastSequence: number, listener: (sequence: number, body: string) => void): () => void;
  /**
   * Takes up what the last process left: unfinished jobs run again, those that failed it too often are
   * failed.
   */
  recover(): void;
  /**
   * Lets nothing new start and waits for what runs to be interrupted; interrupted jobs stay unfinished in
   * the store.
   */
  close(): Promise<void>;
}

export function createJobService(context: AnalysisContext, execute: ExecuteJob, concurrency = 1): JobService {
  const { jobs } = context;
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  const queue: string[] = [];
  const running = new Map<string, { abort: AbortController; done: Promise<void> }>();
  let closed = false;

  const update = (id: string, change: JobChange): JobRow => {
    const row = jobs.update(id, change);
    emitter.emit(id, row.sequence, JSON.stringify(toJob(row)));
    return row;
  };
  const writes = createJobWrites(jobs, update, context.milliseconds);
  const get = (id: string): JobRow => {
    const row = jobs.find(id);
    if (!row) throw new ProblemException('job-not-found', { job: id });
    return writes.withUnsaved(row);
  };
  const pump = (): void => {
    while (!closed && running.size < concurrency && queue.length > 0) start(queue.shift()!);
  };
  const start = (id: string): void => {
    const abort = new AbortController();
    const done = run(id, abort)
      .catch((error: unknown) =>
        writes.settle(id, finished('failed', context.now(), { message: String(error), phase: null })),
      )
      .finally(() => {
        running.delete(id);
        pump();
      });
    running.set(id, { abort, done });
  };
  const run = async (id: string, abort: AbortController): Promise<void> => {
    const row = get(id);
    let attempts = 0;
    const began = await writes.insist(() => {
      attempts = jobs.countAttempt(id);
    });
    if (!began) return;
    if (attempts > MOST_ATTEMPTS) {
      const message = `ended unexpectedly ${MOST_ATTEMPTS} times`;
      await writes.settle(id, finished('failed', context.now(), { message }));
      return;
    }
    const startedAt = context.milliseconds();
    await writes.settle(id, { status: 'running', started: row.started ?? context.now(), phase: null });
    let lastTold = 0;
    // What an earlier attempt had reported stays: progress never goes back.
    let reported = row.progress;
    let highest = 0;
    const measure = buildPace();
    const onProgress = (fraction: number, phase: string | null): void => {
      const elapsed = context.milliseconds() - startedAt;
      if (abort.signal.aborted || elapsed - lastTold < PROGRESS_EVERY_MILLISECONDS) return;
      lastTold = elapsed;
      highest = Math.max(highest, fraction);
      reported = Math.max(reported, Math.min(99, Math.round(highest * 1000) / 10));
      writes.tryUpdate(id, { progress: reported, phase, ...measure(elapsed, highest) });
    };
    try {
      const runId = await execute(row.processID as JobProcess, row.inputs, {
        lane: 'job',
        signal: abort.signal,
        onProgress,
      });
      await writes.settle(
        id,
        finished('successful', context.now(), { run: runId, progress: 100, phase: null }),
      );
    } catch (error) {
      if (closed) {
        // Not saved: the job is taken up as one that a kill interrupted.
        tryWrite(() => jobs.forgiveAttempt(id));
        writes.tryUpdate(id, { status: 'accepted', phase: null, ...NO_PACE });
        return;
      }
      const end = abort.signal.aborted
        ? finished('dismissed', context.now(), { phase: null })
        : finished('failed', context.now(), { message: messageOf(error, languageOf(row)) });
      await writes.settle(id, end);
    }
    tryWrite(() => jobs.prune(KEEP_FINISHED));
  };

  return {
    submit: (process, inputs, language) => {
      if (jobs.countUnfinished() >= MOST_UNFINISHED)
        throw new ProblemException('queue-full', { limit: MOST_UNFINISHED });
      const estimate = estimateJob(context, process, inputs);
      const id = randomUUID();
      jobs.add({
        jobID: id,
        processID: process,
        type: 'process',
        inputs,
        language,
        status: 'accepted',
        message: null,
        progress: 0,
        phase: null,
        ...NO_PACE,
        created: context.now(),
        started: null,
        finished: null,
        run: null,
        attempts: 0,
        sequence: 0,
        estimate,
      });
      const row = writes.tryUpdate(id, { status: 'accepted' }) ?? get(id);
      queue.push(id);
      setImmediate(pump);
      return toJob(row);
    },
    get: (id) => toJob(get(id)),
    list: () => jobs.list(100).map((row) => toJob(writes.withUnsaved(row))),
    dismiss: (id) => {
      const row = get(id);
      if (row.finished !== null) return toJob(row);
      const active = running.get(id);
      if (active) {
        active.abort.abort();
        return toJob(row);
      }
      const dismissed = update(id, finished('dismissed', context.now(), {}));
      const at = queue.indexOf(id);
      if (at >= 0) queue.splice(at, 1);
      return toJob(dismissed);
    },
    follow: (id, lastSequence, listener) => {
      get(id);
      let sent = lastSequence;
      const send = (sequence: number, body: string): void => {
        if (sequence <= sent) return;
        sent = sequence;
        listener(sequence, body);
      };
      emitter.on(id, send);
      for (const event of jobs.eventsAfter(id, lastSequence)) send(event.sequence, event.body);
      return () => emitter.off(id, send);
    },
    recover: () => {
      for (const row of jobs.listUnfinished()) {
        if (row.status === 'running')
          writes.tryUpdate(row.jobID, { status: 'accepted', phase: null, ...NO_PACE });
        queue.push(row.jobID);
      }
      setImmediate(pump);
    },
    close: async () => {
      closed = true;
      writes.close();
      for (const { abort } of running.values()) abort.abort();
      await Promise.allSettled([...running.values()].map(({ done }) => done));
    },
  };
}

function finished(status: 'successful' | 'failed' | 'dismissed', now: string, change: JobChange): JobChange {
  return { ...change, status, finished: now, ...NO_PACE };
}

function languageOf(row: JobRow): Language {
  return LANGUAGES.find((language) => language === row.language) ?? 'en';
}

function messageOf(error: unknown, language: Language): string {
  const problem = error instanceof ProblemException ? error : toStorageProblem(error);
  if (problem) return toProblem(problem, language).detail;
  return error instanceof Error ? error.message : String(error);
}
