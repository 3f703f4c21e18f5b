import { spawnSync } from 'node:child_process';
import { ensureChromium } from './test/ensure-chromium.ts';

// `npm test`: unit, property, integration and browser tests. Arguments go to vitest.
const browser = ensureChromium();
console.log(`browser: ${browser}`);
const result = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, CARESHED_BROWSER: browser } },
);
process.exitCode = result.status ?? 1;
