import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../sources/list-files.ts';
import { readSource, type SourceUses } from './read-source.ts';

/** AssemblyScript and declarations of types have no doors. */
const SOURCE = /(?<!\.as)(?<!\.d)\.tsx?$/;

/** What every TypeScript file below `folders` uses; names of files are relative to `root`. */
export function listSources(root: string, folders: readonly string[]): SourceUses[] {
  return folders.flatMap((folder) =>
    listFiles(root, folder)
      .filter((file) => SOURCE.test(file))
      .map((file) => readSource(file, readFileSync(join(root, file), 'utf8'))),
  );
}
