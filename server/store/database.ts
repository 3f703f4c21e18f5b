import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';

export type Sql = Database.Database;

/** One entry per schema change, applied in order; never edited after release. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE regions (
     id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, pack TEXT NOT NULL, hash TEXT NOT NULL,
     summary TEXT NOT NULL, created TEXT NOT NULL, source_hash TEXT
   );
   CREATE TABLE runs (
     id TEXT PRIMARY KEY, process TEXT NOT NULL, region TEXT NOT NULL, region_hash TEXT NOT NULL, inputs TEXT NOT NULL,
     engine TEXT NOT NULL, created TEXT NOT NULL, used TEXT NOT NULL, milliseconds REAL NOT NULL, bytes INTEGER NOT NULL
   );
   CREATE INDEX runs_used ON runs (used);
   CREATE TABLE uploads (
     id TEXT PRIMARY KEY, region TEXT NOT NULL, name TEXT NOT NULL, created TEXT NOT NULL, answer TEXT NOT NULL
   );
   CREATE TABLE jobs (
     id TEXT PRIMARY KEY, process TEXT NOT NULL, inputs TEXT NOT NULL, language TEXT NOT NULL, status TEXT NOT NULL,
     progress REAL NOT NULL, phase TEXT, message TEXT, remaining REAL, run TEXT, attempts INTEGER NOT NULL DEFAULT 0,
     created TEXT NOT NULL, started TEXT, finished TEXT, sequence INTEGER NOT NULL DEFAULT 0
   );
   CREATE INDEX jobs_status ON jobs (status);
   CREATE TABLE job_events (
     job TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE, sequence INTEGER NOT NULL, body TEXT NOT NULL,
     PRIMARY KEY (job, sequence)
   );`,
  `ALTER TABLE jobs ADD COLUMN estimate TEXT;
   ALTER TABLE runs ADD COLUMN scenario_hash TEXT;
   ALTER TABLE runs ADD COLUMN result_hash TEXT;
   CREATE TABLE scenarios (
     id TEXT PRIMARY KEY, region TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL, locked INTEGER NOT NULL, parent TEXT,
     version INTEGER NOT NULL, hash TEXT, changes TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL
   );
   CREATE INDEX scenarios_region ON scenarios (region);
   CREATE TABLE scenario_contents (hash TEXT PRIMARY KEY, changes TEXT NOT NULL);`,
  `CREATE TABLE region_versions (
     region TEXT NOT NULL, pack TEXT NOT NULL, row TEXT NOT NULL, replaced TEXT NOT NULL, PRIMARY KEY (region, pack)
   );`,
  `ALTER TABLE jobs ADD COLUMN rate REAL;`,
];

/**
 * Opens (creating folders and tables as needed) the embedded database. Write-ahead log, so that a killed
 * process loses no committed row. A lock
 * of another program is waited for a second, during which nothing else is answered; then the write fails as
 * busy.
 */
export function openDatabase(path: string): Sql {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const sql = new Database(path);
  sql.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 1000;',
  );
  migrate(sql);
  return sql;
}

function migrate(sql: Sql): void {
  const versionOf = (): number =>
    (sql.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
  if (versionOf() > MIGRATIONS.length)
    throw new Error(
      `the database is of version ${versionOf()}, this build knows ${MIGRATIONS.length}: update Careshed`,
    );
  if (versionOf() === MIGRATIONS.length) return;
  // The version is read again under the lock: another process may have migrated meanwhile.
  sql.exec('BEGIN IMMEDIATE');
  try {
    for (let version = versionOf(); version < MIGRATIONS.length; version++) sql.exec(MIGRATIONS[version]!);
    sql.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT;`);
  } catch (error) {
    sql.exec('ROLLBACK');
    throw error;
  }
}
