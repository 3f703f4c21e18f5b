import { createHash } from 'node:crypto';
import type { Change, Scenario } from '../contract/scenario.ts';
import type { Sql } from './database.ts';
import { canonicalJson } from './run-store.ts';
import { transact } from './transact.ts';

/** What may be changed about a scenario. */
export type ScenarioChange = Partial<Pick<Scenario, 'name' | 'note' | 'locked' | 'changes'>>;

export interface ScenarioStore {
  find(id: string): Scenario | null;
  /** Scenarios of a region (or of all), oldest first. */
  list(region: string | null): Scenario[];
  add(scenario: Omit<Scenario, 'version' | 'hash' | 'updated'>): Scenario;
  /**
   * Applies a change if the scenario still has `version`, and counts it; null when somebody else was first
   * or it is gone.
   */
  update(id: string, version: number, change: ScenarioChange, now: string): Scenario | null;
  /** Removes it if it still has `version`. The contents that runs were made of stay. */
  remove(id: string, version: number): boolean;
  /** The changes of a hash: what a run was made of, whatever its scenario became. */
  findContent(hash: string): Change[] | null;
  /** Drops contents that neither a scenario nor a kept run is made of; returns how many. */
  pruneContents(): number;
}

interface Row {
  id: string;
  region: string;
  name: string;
  note: string;
  locked: number;
  parent: string | null;
  version: number;
  hash: string | null;
  changes: string;
  created: string;
  updated: string;
}

/** 20 hex digits of the SHA-256 of the changes with sorted keys; null for none, which is the baseline. */
export function hashChanges(changes: readonly Change[]): string | null {
  return changes.length === 0
    ? null
    : createHash('sha256').update(canonicalJson(changes)).digest('hex').slice(0, 20);
}

export function createScenarioStore(sql: Sql): ScenarioStore {
  const one = sql.prepare('SELECT * FROM scenarios WHERE id = ?');
  const all = sql.prepare('SELECT * FROM scenarios ORDER BY created, id');
  const ofRegion = sql.prepare('SELECT * FROM scenarios WHERE region = ? ORDER BY created, id');
  const content = sql.prepare('SELECT changes FROM scenario_contents WHERE hash = ?');
  const keep = sql.prepare('INSERT OR IGNORE INTO scenario_contents (hash, changes) VALUES (?, ?)');
  const insert = sql.prepare(
    `INSERT INTO scenarios (id, region, name, note, locked, parent, version, hash, changes, created, updated)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`,
  );
  const change = sql.prepare(
    `UPDATE scenarios SET name = ?, note = ?, locked = ?, hash = ?, changes = ?, updated = ?, version = version + 1
     WHERE id = ? AND version = ?`,
  );
  const drop = sql.prepare('DELETE FROM scenarios WHERE id = ? AND version = ?');
  const unused = sql.prepare(
    `DELETE FROM scenario_contents WHERE hash NOT IN (SELECT scenario_hash FROM runs WHERE scenario_hash IS NOT NULL)
     AND hash NOT IN (SELECT hash FROM scenarios WHERE hash IS NOT NULL)`,
  );
  const find = (id: string): Scenario | null => {
    const row = one.get(id) as Row | undefined;
    return row ? fromRow(row) : null;
  };
  const remember = (changes: readonly Change[]): string | null => {
    const hash = hashChanges(changes);
    if (hash !== null) keep.run(hash, JSON.stringify(changes));
    return hash;
  };
  const add = (s: Omit<Scenario, 'version' | 'hash' | 'updated'>): void => {
    const hash = remember(s.changes);
    insert.run(
      s.id,
      s.region,
      s.name,
      s.note,
      s.locked ? 1 : 0,
      s.parent,
      hash,
      JSON.stringify(s.changes),
      s.created,
      s.created,
    );
  };
  const update = (id: string, version: number, wanted: ScenarioChange, now: string): boolean => {
    const before = find(id);
    if (!before || before.version !== version) return false;
    const s = { ...before, ...wanted };
    change.run(
      s.name,
      s.note,
      s.locked ? 1 : 0,
      remember(s.changes),
      JSON.stringify(s.changes),
      now,
      id,
      version,
    );
    return true;
  };
  return {
    find,
    list: (region) => ((region === null ? all.all() : ofRegion.all(region)) as Row[]).map(fromRow),
    add: (scenario) => {
      transact(sql, () => add(scenario));
      return find(scenario.id)!;
    },
    update: (id, version, wanted, now) =>
      transact(sql, () => update(id, version, wanted, now)) ? find(id) : null,
    remove: (id, version) => drop.run(id, version).changes > 0,
    findContent: (hash) => {
      const row = content.get(hash) as { changes: string } | undefined;
      return row ? (JSON.parse(row.changes) as Change[]) : null;
    },
    pruneContents: () => unused.run().changes,
  };
}

function fromRow(row: Row): Scenario {
  return {
    id: row.id,
    region: row.region,
    name: row.name,
    note: row.note,
    locked: row.locked === 1,
    parent: row.parent,
    version: row.version,
    hash: row.hash,
    changes: JSON.parse(row.changes) as Change[],
    created: row.created,
    updated: row.updated,
  };
}
