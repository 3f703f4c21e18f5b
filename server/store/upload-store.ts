import { deflateSync, inflateSync } from 'node:zlib';
import type { UploadAnswer } from '../contract/resources.ts';
import type { Sql } from './database.ts';
import type { FileStore } from './files.ts';

/** An uploaded boundary as it will be used: the answer given and the original text. */
export interface UploadRow {
  readonly id: string;
  readonly region: string;
  readonly name: string;
  readonly created: string;
  readonly answer: UploadAnswer;
}

export interface UploadStore {
  find(id: string): UploadRow | null;
  readOriginal(id: string): Buffer;
  put(row: UploadRow, original: Uint8Array): void;
  /** Drops what was sent before `oldest`, then the oldest beyond `bytes` in all; returns how many went. */
  prune(oldest: string, bytes: number): number;
}

export function createUploadStore(sql: Sql, files: FileStore): UploadStore {
  const one = sql.prepare('SELECT * FROM uploads WHERE id = ?');
  const put = sql.prepare(
    `INSERT INTO uploads (id, region, name, created, answer) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, name = excluded.name, created = excluded.created`,
  );
  const newest = sql.prepare('SELECT id, created FROM uploads ORDER BY created DESC, id');
  const drop = sql.prepare('DELETE FROM uploads WHERE id = ?');
  const fileName = (id: string): string => `${id}.upload`;
  return {
    find: (id) => {
      const row = one.get(id) as
        { id: string; region: string; name: string; created: string; answer: string } | undefined;
      if (!row || !files.has(fileName(id))) return null;
      return { ...row, answer: JSON.parse(row.answer) as UploadAnswer };
    },
    readOriginal: (id) => inflateSync(files.read(fileName(id))),
    put: (row, original) => {
      files.write(fileName(row.id), deflateSync(original, { level: 3 }));
      put.run(row.id, row.region, row.name, row.created, JSON.stringify(row.answer));
    },
    prune: (oldest, bytes) => {
      let kept = 0;
      let dropped = 0;
      for (const { id, created } of newest.all() as { id: string; created: string }[]) {
        kept += files.size(fileName(id));
        if (created >= oldest && kept <= bytes) continue;
        drop.run(id);
        files.remove(fileName(id));
        dropped++;
      }
      return dropped;
    },
  };
}
