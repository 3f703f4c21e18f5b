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
}

export function createUploadStore(sql: Sql, files: FileStore): UploadStore {
  const one = sql.prepare('SELECT * FROM uploads WHERE id = ?');
  const put = sql.prepare(
    `INSERT INTO uploads (id, region, name, created, answer) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, name = excluded.name`,
  );
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
  };
}
