import type { FindingOut, RegionDetail } from '../contract/resources.ts';
import type { Sql } from './database.ts';

/** Facts of a region computed once at import; findings keep codes, their sentences are added per reader. */
export type StoredRegionDetail = Omit<RegionDetail, 'findings'> & {
  findings: {
    code: string;
    severity: 'info' | 'warning' | 'error';
    layer: string;
    count: number;
    parameters: Record<string, string | number>;
    examples: FindingOut['examples'];
    area?: NonNullable<FindingOut['area']>;
  }[];
  /** Where the region came from, when it was made of files sent to the service. */
  /** Names were changed since its pack was written. */
  renamed?: true;
  origin?: { import: string; execution: Record<string, unknown> };
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
  /** Forgets a region and its earlier versions; returns the packs that nothing names any more. */
  remove(id: string): string[];
  /** Keeps `row` as an earlier version of its region, the newest first. */
  keepVersion(row: RegionRow, replaced: string): void;
  listVersions(region: string): { row: RegionRow; replaced: string }[];
  dropVersion(region: string, pack: string): void;
  /** Packs of all earlier versions. */
  listVersionPacks(): string[];
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
  const keep = sql.prepare(
    'INSERT OR REPLACE INTO region_versions (region, pack, row, replaced) VALUES (?, ?, ?, ?)',
  );
  const versions = sql.prepare(
    'SELECT row, replaced FROM region_versions WHERE region = ? ORDER BY replaced DESC, pack DESC',
  );
  const drop = sql.prepare('DELETE FROM region_versions WHERE region = ? AND pack = ?');
  const dropAll = sql.prepare('DELETE FROM region_versions WHERE region = ?');
  const packs = sql.prepare('SELECT pack FROM region_versions');
  const listVersions = (region: string): { row: RegionRow; replaced: string }[] =>
    (versions.all(region) as { row: string; replaced: string }[]).map(({ row, replaced }) => ({
      row: JSON.parse(row) as RegionRow,
      replaced,
    }));
  return {
    list: () => (all.all() as Row[]).map(fromRow),
    find: (id) => {
      const row = one.get(id) as Row | undefined;
      return row ? fromRow(row) : null;
    },
    put: (r) => {
      put.run(r.id, r.nameZh, r.nameEn, r.pack, r.hash, JSON.stringify(r.detail), r.created, r.sourceHash);
    },
    remove: (id) => {
      const row = one.get(id) as Row | undefined;
      const named = [...(row ? [row.pack] : []), ...listVersions(id).map((version) => version.row.pack)];
      dropAll.run(id);
      remove.run(id);
      return named;
    },
    keepVersion: (row, replaced) => {
      keep.run(row.id, row.pack, JSON.stringify(row), replaced);
    },
    listVersions,
    dropVersion: (region, pack) => {
      drop.run(region, pack);
    },
    listVersionPacks: () => (packs.all() as { pack: string }[]).map(({ pack }) => pack),
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
