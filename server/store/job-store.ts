import type { Job } from '../contract/resources.ts';
import type { Sql } from './database.ts';
import { transact } from './transact.ts';

/** A job with what is needed to run it again after a restart. */
export interface JobRow extends Job {
  readonly inputs: unknown;
  readonly language: string;
  readonly attempts: number;
  readonly sequence: number;
}

export type JobChange = Partial<
  Pick<
    Job,
    | 'status'
    | 'progress'
    | 'phase'
    | 'message'
    | 'ratePerMinute'
    | 'remainingSeconds'
    | 'run'
    | 'started'
    | 'finished'
  >
>;

export interface JobStore {
  find(id: string): JobRow | null;
  list(limit: number): JobRow[];
  /** Jobs that were accepted or running when the process ended, oldest first. */
  listUnfinished(): JobRow[];
  countUnfinished(): number;
  add(job: JobRow): void;
  /** Applies a change and appends it to the event log in one transaction; returns the job as it is now. */
  update(id: string, change: JobChange): JobRow;
  countAttempt(id: string): number;
  /** Takes an attempt back: it was ended by an orderly stop and states nothing against the job. */
  forgiveAttempt(id: string): void;
  eventsAfter(id: string, sequence: number): { sequence: number; body: string }[];
  prune(keep: number): void;
}

interface Row {
  id: string;
  process: string;
  inputs: string;
  language: string;
  status: Job['status'];
  progress: number;
  phase: string | null;
  message: string | null;
  rate: number | null;
  remaining: number | null;
  run: string | null;
  attempts: number;
  created: string;
  started: string | null;
  finished: string | null;
  sequence: number;
  estimate: string | null;
}

export function createJobStore(sql: Sql): JobStore {
  const one = sql.prepare('SELECT * FROM jobs WHERE id = ?');
  const many = sql.prepare('SELECT * FROM jobs ORDER BY created DESC, id LIMIT ?');
  const unfinished = sql.prepare(
    `SELECT * FROM jobs WHERE status IN ('accepted', 'running') ORDER BY created, id`,
  );
  const count = sql.prepare(`SELECT count(*) AS n FROM jobs WHERE status IN ('accepted', 'running')`);
  const add = sql.prepare(
    `INSERT INTO jobs (id, process, inputs, language, status, progress, phase, message, remaining, run, attempts, created, started, finished, sequence, estimate)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const change = sql.prepare(
    'UPDATE jobs SET status = ?, progress = ?, phase = ?, message = ?, rate = ?, remaining = ?, run = ?, ' +
      'started = ?, finished = ?, sequence = ? WHERE id = ?',
  );
  const attempt = sql.prepare('UPDATE jobs SET attempts = attempts + 1 WHERE id = ?');
  const forgive = sql.prepare('UPDATE jobs SET attempts = max(0, attempts - 1) WHERE id = ?');
  const log = sql.prepare('INSERT INTO job_events (job, sequence, body) VALUES (?, ?, ?)');
  const events = sql.prepare(
    'SELECT sequence, body FROM job_events WHERE job = ? AND sequence > ? ORDER BY sequence',
  );
  const prune = sql.prepare(
    `DELETE FROM jobs WHERE status NOT IN ('accepted', 'running') AND id NOT IN (SELECT id FROM jobs ` +
      'ORDER BY created DESC LIMIT ?)',
  );
  const get = (id: string): JobRow | null => {
    const row = one.get(id) as Row | undefined;
    return row ? fromRow(row) : null;
  };
  const applyChange = (id: string, wanted: JobChange): JobRow => {
    const before = get(id);
    if (!before) throw new Error(`job ${id} is not in the store`);
    const after: JobRow = { ...before, ...wanted, sequence: before.sequence + 1 };
    change.run(
      after.status,
      after.progress,
      after.phase,
      after.message,
      after.ratePerMinute,
      after.remainingSeconds,
      after.run,
      after.started,
      after.finished,
      after.sequence,
      id,
    );
    log.run(id, after.sequence, JSON.stringify(toJob(after)));
    return after;
  };
  return {
    find: get,
    list: (limit) => (many.all(limit) as Row[]).map(fromRow),
    listUnfinished: () => (unfinished.all() as Row[]).map(fromRow),
    countUnfinished: () => (count.get() as { n: number }).n,
    add: (j) => {
      add.run(
        j.jobID,
        j.processID,
        JSON.stringify(j.inputs),
        j.language,
        j.status,
        j.progress,
        j.phase,
        j.message,
        j.remainingSeconds,
        j.run,
        j.attempts,
        j.created,
        j.started,
        j.finished,
        j.sequence,
        j.estimate === null ? null : JSON.stringify(j.estimate),
      );
    },
    update: (id, wanted) => transact(sql, () => applyChange(id, wanted)),
    countAttempt: (id) => {
      attempt.run(id);
      return get(id)?.attempts ?? 0;
    },
    forgiveAttempt: (id) => {
      forgive.run(id);
    },
    eventsAfter: (id, sequence) => events.all(id, sequence) as { sequence: number; body: string }[],
    prune: (keep) => {
      prune.run(keep);
    },
  };
}

/** The public part of a stored job. */
export function toJob(row: JobRow): Job {
  return {
    jobID: row.jobID,
    processID: row.processID,
    type: 'process',
    status: row.status,
    message: row.message,
    progress: row.progress,
    phase: row.phase,
    ratePerMinute: row.ratePerMinute,
    remainingSeconds: row.remainingSeconds,
    created: row.created,
    started: row.started,
    finished: row.finished,
    run: row.run,
    estimate: row.estimate,
  };
}

function fromRow(row: Row): JobRow {
  return {
    jobID: row.id,
    processID: row.process,
    type: 'process',
    inputs: JSON.parse(row.inputs) as unknown,
    language: row.language,
    status: row.status,
    progress: row.progress,
    phase: row.phase,
    message: row.message,
    ratePerMinute: row.rate,
    remainingSeconds: row.remaining,
    run: row.run,
    attempts: row.attempts,
    created: row.created,
    started: row.started,
    finished: row.finished,
    sequence: row.sequence,
    estimate: row.estimate === null ? null : (JSON.parse(row.estimate) as Job['estimate']),
  };
}
