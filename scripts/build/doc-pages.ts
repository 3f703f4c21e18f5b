import { dirname } from 'node:path';
import { listFiles } from '../sources/list-files.ts';

/** A page of the documentation: its path in the site and the Markdown file it is made of. */
export interface Page {
  readonly path: string;
  readonly file: string;
}

/** Pages beside docs/ and the rooms. */
const FROM_ELSEWHERE: readonly Page[] = [
  { path: 'readme.html', file: 'README.md' },
  { path: 'contributing.html', file: 'CONTRIBUTING.md' },
  { path: 'region-pack.html', file: 'server/region/model/region-pack.md' },
];
const FOLDERS_OF_ROOMS = ['server', 'client', 'scripts', 'data/geo'];

/** All Markdown files that the documentation is made of. */
export function listPages(home: string): Page[] {
  const own = listFiles(home, 'docs')
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ path: file.replace(/^docs\//, '').replace(/\.md$/, '.html'), file }));
  const rooms = FOLDERS_OF_ROOMS.flatMap((folder) => listFiles(home, folder))
    .filter((file) => file.endsWith('/README.md'))
    .map((file) => ({ path: `rooms/${dirname(file).replaceAll('/', '-')}.html`, file }));
  return [...own, ...FROM_ELSEWHERE, ...rooms];
}
