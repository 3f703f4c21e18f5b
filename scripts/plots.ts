import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PLOTS } from './plots/list-plots.ts';

// Draws the plots that kernel READMEs show: npx tsx scripts/plots.ts
const home = resolve(import.meta.dirname, '..');
for (const [file, draw] of Object.entries(PLOTS)) {
  mkdirSync(resolve(home, file, '..'), { recursive: true });
  writeFileSync(join(home, file), draw());
  console.log(file);
}
