import type { RegionDetail } from '../contract/resources.ts';
import type { Sql } from './database.ts';

/** Facts of a region computed once at import; findings keep codes, their sentences are added per reader. */
export type StoredRegionDetail = Omit<RegionDetail, 'findings'> & {
  findings: {
    code: string;
    severity: 'info' | 'warning' | 'error';
    layer: string;
    count: number;
    parameters: Record<string, string | number>;
    examples: { label: string; lonDegrees?: number; latDegrees?: number; row?: number }[];
  }[];
};

export interface RegionRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Path of the pack file, relative to the data folder. */
  readonly pack: string;
  readonly hash: string;
  readonly detail: StoredRegionDetail;
  readonly created: string;
  /** Hash of the source files for regions that follow a folder (the sample); null otherwise. */
  readonly sourceHash: string | null;
}

interface Row {
  id: string;
  name_zh: string;
  name_en: string;
  pack: string;
  hash: string;
  summary: string;
  created: string;
  source_hash: string | null;
}

export interface RegionStore {
  list(): RegionRow[];
  find(id: string): RegionRow | null;
  put(region: RegionRow): void;
  remove(id: string): boolean;
}

export function createRegionStore(sql: Sql): RegionStore {
  const all = sql.prepare('SELECT * FROM regions ORDER BY created, id');
  const one = sql.prepare('SELECT * FROM regions WHERE id = ?');
  const put = sql.prepare(
    `INSERT INTO regions (id, name_zh, name_en, pack, hash, summary, created, source_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, pack = excluded.pack, hash = excluded.hash,
       summary = excluded.summary, source_hash = excluded.source_hash`,
  );
  const remove = sql.prepare('DELETE FROM regions WHERE id = ?');
  return {
    list: () => (all.all() as Row[]).map(fromRow),
    find: (id) => {
      const row = one.get(id) as Row | undefined;
      return row ? fromRow(row) : null;
    },
    put: (r) => {
      put.run(r.id, r.nameZh, r.nameEn, r.pack, r.hash, JSON.stringify(r.detail), r.created, r.sourceHash);
    },
    remove: (id) => remove.run(id).changes > 0,
  };
}

function fromRow(row: Row): RegionRow {
  return {
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    pack: row.pack,
    hash: row.hash,
    detail: JSON.parse(row.summary) as StoredRegionDetail,
    created: row.created,
    sourceHash: row.source_hash,
  };
}
