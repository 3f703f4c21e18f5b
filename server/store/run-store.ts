import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import type { Sql } from './database.ts';
import type { FileStore } from './files.ts';
import { tryWrite } from './storage-fault.ts';
import { transact } from './transact.ts';

/** What makes two executions the same question; its hash is the run's id. */
export interface RunIdentity {
  readonly process: string;
  readonly region: string;
  readonly regionHash: string;
  /** Hash of the scenario's changes; absent: the baseline. */
  readonly scenarioHash?: string;
  readonly inputs: unknown;
  readonly engine: string;
}

/** A stored execution: enough to replay it and to compare it with another. */
export interface RunManifest extends RunIdentity {
  readonly id: string;
  readonly created: string;
  readonly milliseconds: number;
  readonly bytes: number;
  /**
   * SHA-256 of the answer and its surfaces: what a replay must give again; null for runs kept before there
   * were replays.
   */
  readonly resultHash: string | null;
}

/** Answers are small JSON; surfaces are typed arrays kept beside them. */
export interface RunStore {
  findManifest(id: string): RunManifest | null;
  findAnswer(id: string): unknown;
  /** Whether a surface was saved under `name` (`seconds`, `nearest`). */
  hasArray(id: string, name: string): boolean;
  /** Names of the surfaces kept with a run, in order. */
  listArrays(id: string): string[];
  arrayPath(id: string, name: string): string;
  readArray(id: string, name: string): Uint8Array;
  put(
    identity: RunIdentity,
    answer: unknown,
    arrays: Readonly<Record<string, ArrayBufferView>>,
    milliseconds: number,
  ): RunManifest;
  list(limit: number): RunManifest[];
  /** How long the last answers of a process took, newest first. */
  listTimings(process: string, limit: number): RunTiming[];
  /** Drops the least recently used runs beyond the limits; returns how many went. */
  prune(): number;
  /** Removes files of no run. Only while no other process writes runs. */
  sweep(): void;
}

/**
 * What is kept of runs; the least recently used go first. Kept to while the service runs, not only at its
 * start.
 */
export interface KeepLimits {
  readonly runs: number;
  readonly bytes: number;
  /** Days since a run was last asked for. */
  readonly days: number;
}

/** Pruning goes a tenth below a limit, so that it does not run at every answer. */
const PRUNE_TO = 0.9;
const DAY_MILLISECONDS = 86_400_000;

/** How long a run took, and what was asked. */
export interface RunTiming {
  readonly region: string;
  readonly milliseconds: number;
  readonly inputs: unknown;
}

interface Row {
  id: string;
  process: string;
  region: string;
  region_hash: string;
  inputs: string;
  engine: string;
  created: string;
  milliseconds: number;
  bytes: number;
  scenario_hash: string | null;
  result_hash: string | null;
}

/** 20 hex digits of the SHA-256 of the identity with sorted keys. */
export function hashRun(identity: RunIdentity): string {
  return createHash('sha256').update(canonicalJson(identity)).digest('hex').slice(0, 20);
}

/** SHA-256 of an answer and its surfaces, in the order of their names. */
export function hashResult(answer: unknown, arrays: Readonly<Record<string, ArrayBufferView>>): string {
  const hash = createHash('sha256').update(canonicalJson(answer));
  for (const name of Object.keys(arrays).sort()) {
    const array = arrays[name]!;
    hash.update(`\0${name}\0`).update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  }
  return hash.digest('hex');
}

/** JSON with keys in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonicalJson(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

export function createRunStore(sql: Sql, files: FileStore, now: () => string, keep: KeepLimits): RunStore {
  const one = sql.prepare('SELECT * FROM runs WHERE id = ?');
  const touch = sql.prepare('UPDATE runs SET used = ? WHERE id = ?');
  const many = sql.prepare('SELECT * FROM runs ORDER BY used DESC, id LIMIT ?');
  const timings = sql.prepare(
    'SELECT region, milliseconds, inputs FROM runs WHERE process = ? ORDER BY created DESC, id LIMIT ?',
  );
  const size = sql.prepare(
    'SELECT count(*) AS runs, coalesce(sum(bytes), 0) AS bytes, min(used) AS oldest FROM runs',
  );
  const byUse = sql.prepare('SELECT id, bytes, used FROM runs ORDER BY used, id');
  const drop = sql.prepare('DELETE FROM runs WHERE id = ?');
  const put = sql.prepare(
    `INSERT INTO runs (id, process, region, region_hash, inputs, engine, created, used, milliseconds, bytes, scenario_hash, result_hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET used = excluded.used, result_hash = excluded.result_hash`,
  );
  /** Ids of the runs beyond the limits, the least recently used first; never the last one used. */
  const listBeyond = (): string[] => {
    const { runs, bytes, oldest } = size.get() as { runs: number; bytes: number; oldest: string | null };
    const eldest = new Date(Date.parse(now()) - keep.days * DAY_MILLISECONDS).toISOString();
    if (runs <= keep.runs && bytes <= keep.bytes && (oldest === null || oldest >= eldest)) return [];
    const [mostRuns, mostBytes] = [
      runs > keep.runs ? keep.runs * PRUNE_TO : keep.runs,
      bytes > keep.bytes ? keep.bytes * PRUNE_TO : keep.bytes,
    ];
    const beyond: string[] = [];
    let [leftRuns, leftBytes] = [runs, bytes];
    for (const row of byUse.all() as { id: string; bytes: number; used: string }[]) {
      if (leftRuns <= 1 || (leftRuns <= mostRuns && leftBytes <= mostBytes && row.used >= eldest)) break;
      beyond.push(row.id);
      leftRuns--;
      leftBytes -= row.bytes;
    }
    return beyond;
  };
  const dropRuns = (ids: readonly string[]): void => {
    if (ids.length === 0) return;
    const gone = new Set(ids);
    transact(sql, () => {
      for (const id of ids) drop.run(id);
    });
    for (const name of files.names()) if (gone.has(name.split('.')[0] ?? '')) files.remove(name);
  };
  const answerName = (id: string): string => `${id}.json`;
  const arrayName = (id: string, name: string): string => `${id}.${name}.bin`;
  return {
    findManifest: (id) => {
      const row = one.get(id) as Row | undefined;
      return row ? fromRow(row) : null;
    },
    findAnswer: (id) => {
      if (one.get(id) === undefined || !files.has(answerName(id))) return null;
      tryWrite(() => touch.run(now(), id));
      return JSON.parse(inflateSync(files.read(answerName(id))).toString('utf8')) as unknown;
    },
    hasArray: (id, name) => files.has(arrayName(id, name)),
    listArrays: (id) =>
      files
        .names()
        .filter((name) => name.startsWith(`${id}.`) && name.endsWith('.bin'))
        .map((name) => name.slice(id.length + 1, -'.bin'.length))
        .sort(),
    arrayPath: (id, name) => files.path(arrayName(id, name)),
    readArray: (id, name) => files.read(arrayName(id, name)),
    put: (identity, answer, arrays, milliseconds) => {
      const id = hashRun(identity);
      let bytes = 0;
      for (const [name, array] of Object.entries(arrays)) {
        files.write(arrayName(id, name), new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        bytes += array.byteLength;
      }
      const text = deflateSync(JSON.stringify(answer), { level: 3 });
      files.write(answerName(id), text);
      bytes += text.length;
      const created = now();
      const resultHash = hashResult(answer, arrays);
      put.run(
        id,
        identity.process,
        identity.region,
        identity.regionHash,
        JSON.stringify(identity.inputs),
        identity.engine,
        created,
        created,
        milliseconds,
        bytes,
        identity.scenarioHash ?? null,
        resultHash,
      );
      tryWrite(() => dropRuns(listBeyond()));
      return { ...identity, id, created, milliseconds, bytes, resultHash };
    },
    list: (limit) => (many.all(limit) as Row[]).map(fromRow),
    listTimings: (process, limit) =>
      (timings.all(process, limit) as (Omit<RunTiming, 'inputs'> & { inputs: string })[]).map((row) => ({
        ...row,
        inputs: JSON.parse(row.inputs) as unknown,
      })),
    prune: () => {
      const beyond = listBeyond();
      dropRuns(beyond);
      return beyond.length;
    },
    sweep: () => {
      for (const name of files.names())
        if (one.get(name.split('.')[0] ?? '') === undefined) files.remove(name);
    },
  };
}

function fromRow(row: Row): RunManifest {
  return {
    id: row.id,
    process: row.process,
    region: row.region,
    regionHash: row.region_hash,
    ...(row.scenario_hash === null ? {} : { scenarioHash: row.scenario_hash }),
    inputs: JSON.parse(row.inputs) as unknown,
    engine: row.engine,
    created: row.created,
    milliseconds: row.milliseconds,
    bytes: row.bytes,
    resultHash: row.result_hash,
  };
}
