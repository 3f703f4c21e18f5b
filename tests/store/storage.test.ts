import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase, type Sql } from '../../server/store/database.ts';
import { openFileStore } from '../../server/store/files.ts';
import { createRunStore, type KeepLimits, type RunStore } from '../../server/store/run-store.ts';
import { createScenarioStore } from '../../server/store/scenario-store.ts';
import { findStorageFault } from '../../server/store/storage-fault.ts';
import { transact } from '../../server/store/transact.ts';
import { createUploadStore } from '../../server/store/upload-store.ts';
import { catchError } from '../support/catch-error.ts';

const opened: { sql: Sql; folder: string }[] = [];
afterEach(() => {
  for (const { sql, folder } of opened.splice(0)) {
    sql.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

function open(): { sql: Sql; folder: string; path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-store-'));
  const path = join(folder, 'careshed.db');
  const sql = openDatabase(path);
  opened.push({ sql, folder });
  return { sql, folder, path };
}

/** A database that takes no page more, as on a full disk. */
function fill(sql: Sql): void {
  const { page_count: pages } = sql.prepare('PRAGMA page_count').get() as { page_count: number };
  sql.exec(`PRAGMA max_page_count = ${pages}`);
}

describe('a transaction', () => {
  it('keeps all or nothing, and a full disk is reported as such, not as a failed rollback', () => {
    const { sql } = open();
    sql.exec('CREATE TABLE t (x TEXT)');
    const insert = sql.prepare('INSERT INTO t VALUES (?)');
    fill(sql);
    const error = catchError(() =>
      transact(sql, () => {
        insert.run('small');
        insert.run('x'.repeat(1_000_000));
      }),
    );
    expect((error as { code?: string }).code).toBe('SQLITE_FULL');
    expect(findStorageFault(error)).toBe('full');
    expect(sql.prepare('SELECT count(*) AS n FROM t').get()).toMatchObject({ n: 0 });
    expect(transact(sql, () => insert.run('small').changes)).toBe(1);
  });

  it('that another program locks out is reported as busy within two seconds', () => {
    const { sql, path } = open();
    sql.exec('CREATE TABLE t (x TEXT)');
    const other = openDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    const before = performance.now();
    const error = catchError(() => transact(sql, () => sql.exec('INSERT INTO t VALUES (1)')));
    expect(performance.now() - before).toBeLessThan(2000);
    expect(findStorageFault(error)).toBe('busy');
    other.exec('COMMIT');
    other.close();
    transact(sql, () => sql.exec('INSERT INTO t VALUES (1)'));
  });
});

describe('faults of the storage', () => {
  it.each([
    [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'full'],
    [Object.assign(new Error('write'), { code: 'EDQUOT' }), 'full'],
    [Object.assign(new Error('x'), { code: 'SQLITE_BUSY_SNAPSHOT' }), 'busy'],
    [Object.assign(new Error('x'), { code: 'SQLITE_READONLY_DBMOVED' }), 'read-only'],
    [Object.assign(new Error('open'), { code: 'EROFS' }), 'read-only'],
    [new Error('ENOSPC: no space left on device, write'), 'full'],
    [new Error('import failed', { cause: new Error('ENOSPC: no space left on device') }), 'full'],
    [Object.assign(new Error('x'), { code: 'SQLITE_CORRUPT' }), 'broken'],
    [Object.assign(new Error('no such file'), { code: 'ENOENT' }), null],
    [new Error('the disk is fine'), null],
    ['ENOSPC', null],
  ])('%s is %s', (error, fault) => {
    expect(findStorageFault(error)).toBe(fault);
  });
});

describe('runs', () => {
  function openRuns(keep: KeepLimits): { runs: RunStore; at: { now: number }; sql: Sql; path: string } {
    const { sql, folder, path } = open();
    const at = { now: Date.parse('2026-01-01T00:00:00Z') };
    const files = openFileStore(join(folder, 'runs'));
    return {
      runs: createRunStore(sql, files, () => new Date((at.now += 1000)).toISOString(), keep),
      at,
      sql,
      path,
    };
  }
  const put = (runs: RunStore, n: number, cells = 10): string =>
    runs.put(
      { process: 'coverage', region: 'r', regionHash: 'h', inputs: { n }, engine: 'e' },
      { n },
      { seconds: new Float64Array(cells) },
      1,
    ).id;

  it('stay within their number while answers come, the least recently used going first', () => {
    const { runs } = openRuns({ runs: 100, bytes: 1e12, days: 1e4 });
    const first = put(runs, 0);
    for (let n = 1; n < 300; n++) {
      put(runs, n);
      expect(runs.list(1000).length).toBeLessThanOrEqual(100);
      expect(runs.findAnswer(first)).toEqual({ n: 0 });
    }
    expect(runs.list(1000).length).toBeGreaterThanOrEqual(90);
    expect(runs.hasArray(first, 'seconds')).toBe(true);
    const kept = new Set(runs.list(1000).map(({ id }) => id));
    expect(runs.listArrays(first)).toEqual(['seconds']);
    expect(kept.has(put(runs, 1))).toBe(false);
  });

  it('stay within their bytes while answers come, files included, and the newest stays however large', () => {
    const { runs, sql } = openRuns({ runs: 1e6, bytes: 100_000, days: 1e4 });
    for (let n = 0; n < 60; n++) put(runs, n, 1000);
    const total = (sql.prepare('SELECT sum(bytes) AS bytes FROM runs').get() as { bytes: number }).bytes;
    expect(total).toBeLessThanOrEqual(100_000);
    expect(total).toBeGreaterThan(80_000);
    const huge = put(runs, 100, 50_000);
    expect(runs.list(10).map(({ id }) => id)).toEqual([huge]);
    expect(runs.readArray(huge, 'seconds').length).toBe(400_000);
  });

  it('go when they were not asked for in the days that are kept', () => {
    const { runs, at } = openRuns({ runs: 1e6, bytes: 1e12, days: 10 });
    const old = put(runs, 0);
    const used = put(runs, 1);
    at.now += 9 * 86_400_000;
    expect(runs.findAnswer(used)).toEqual({ n: 1 });
    at.now += 2 * 86_400_000;
    expect(runs.prune()).toBe(1);
    expect(runs.findManifest(old)).toBeNull();
    expect(runs.findManifest(used)).not.toBeNull();
  });

  it('are read while another program holds the database', () => {
    const { runs, path } = openRuns({ runs: 10, bytes: 1e12, days: 10 });
    const id = put(runs, 5);
    const other = openDatabase(path);
    other.exec('BEGIN IMMEDIATE');
    expect(runs.findAnswer(id)).toEqual({ n: 5 });
    other.exec('COMMIT');
    other.close();
  });

  it('leave no file of a run that is gone', () => {
    const { sql, folder } = open();
    const files = openFileStore(join(folder, 'runs'));
    const runs = createRunStore(sql, files, () => new Date().toISOString(), {
      runs: 1e6,
      bytes: 1e12,
      days: 1,
    });
    const id = put(runs, 1);
    files.write('0123456789abcdef0123.json', 'x');
    expect(runs.prune()).toBe(0);
    expect(files.has('0123456789abcdef0123.json')).toBe(true);
    runs.sweep();
    expect(files.names().sort()).toEqual([`${id}.json`, `${id}.seconds.bin`]);
  });
});

describe('what else is kept', () => {
  it('boundaries go by age, then the oldest by bytes', () => {
    const { sql, folder } = open();
    const uploads = createUploadStore(sql, openFileStore(join(folder, 'uploads')));
    const random = (seed: number): Uint8Array =>
      Uint8Array.from({ length: 5000 }, (_, i) => (i * seed * 7919 + ((i * i) % 251)) % 256);
    for (let day = 1; day <= 5; day++)
      uploads.put(
        {
          id: `u${day}`,
          region: 'r',
          name: 'b',
          created: `2026-01-0${day}T00:00:00.000Z`,
          answer: {} as never,
        },
        random(day),
      );
    expect(uploads.prune('2026-01-02T00:00:00.000Z', 1e9)).toBe(1);
    expect(uploads.find('u1')).toBeNull();
    expect(uploads.find('u2')).not.toBeNull();
    expect(uploads.prune('2026-01-01T00:00:00.000Z', 1)).toBe(4);
    expect(uploads.find('u5')).toBeNull();
  });

  it('contents of scenarios go when neither a scenario nor a run is made of them', () => {
    const { sql, folder } = open();
    const scenarios = createScenarioStore(sql);
    const files = openFileStore(join(folder, 'runs'));
    const runs = createRunStore(sql, files, () => new Date().toISOString(), {
      runs: 10,
      bytes: 1e9,
      days: 9,
    });
    const close = (facility: string) => [{ type: 'close-facility', facility }] as never;
    const make = (id: string, facility: string) =>
      scenarios.add({
        id,
        region: 'r',
        name: id,
        note: '',
        locked: false,
        parent: null,
        changes: close(facility),
        created: 'now',
      });
    const [kept, ofRun, unused] = [make('a', 'f1'), make('b', 'f2'), make('c', 'f3')];
    runs.put(
      {
        process: 'coverage',
        region: 'r',
        regionHash: 'h',
        scenarioHash: ofRun.hash!,
        inputs: {},
        engine: 'e',
      },
      {},
      {},
      1,
    );
    scenarios.remove('b', 1);
    scenarios.remove('c', 1);
    expect(scenarios.pruneContents()).toBe(1);
    expect(scenarios.findContent(kept.hash!)).not.toBeNull();
    expect(scenarios.findContent(ofRun.hash!)).not.toBeNull();
    expect(scenarios.findContent(unused.hash!)).toBeNull();
  });
});
