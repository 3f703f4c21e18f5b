import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printTried, tryFolder } from './try-files/try-folder.ts';

// Imports every folder under DIR, one line each: npx tsx scripts/try-files.ts DIR
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('name a folder: npx tsx scripts/try-files.ts DIR');
  process.exitCode = 2;
} else
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isDirectory()) console.log(printTried(await tryFolder(join(folder, entry.name), entry.name)));
