import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureChromium } from './test/ensure-chromium.ts';

// `npm test`: unit, property, integration and browser tests; `npm test -- ROOM …` those of rooms
// (kernel/cost, region/import, service). All arguments go to vitest.
const home = resolve(import.meta.dirname, '..');
const given = process.argv.slice(2);
const rooms = given.filter((argument) => existsSync(join(home, 'tests', argument)));
/** Rooms whose tests need what is built, or a browser. */
const isWhole = (room: string): boolean => /^(service|e2e|real)(\/|$)/.test(room);
const unitOnly = rooms.length > 0 && !rooms.some(isWhole);
const named = given.map((argument) => (rooms.includes(argument) ? `tests/${argument}/` : argument));
const environment = { ...process.env };
if (!unitOnly) {
  environment['CARESHED_BROWSER'] = ensureChromium();
  console.log(`browser: ${environment['CARESHED_BROWSER']}`);
}
const result = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...(unitOnly ? ['--project', 'unit'] : []), ...named],
  { stdio: 'inherit', env: environment },
);
process.exitCode = result.status ?? 1;
