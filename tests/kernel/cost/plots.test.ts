import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { PLOTS } from '../../../scripts/plots/list-plots.ts';

const home = resolve(import.meta.dirname, '../../..');
const readme = readFileSync(resolve(home, 'docs/methods/travel-time.md'), 'utf8');

it.each(Object.entries(PLOTS))(
  '%s shows the functions as they are (npx tsx scripts/plots.ts)',
  (file, draw) => {
    expect(readFileSync(resolve(home, file), 'utf8') === draw()).toBe(true);
    expect(readme).toContain(`(../plots/${file.split('/').at(-1)!})`);
  },
);
