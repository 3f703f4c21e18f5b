import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all that lies below `folder`, from `root` on, with forward slashes, in order; none where it is not there. */
export function listFiles(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort();
}
