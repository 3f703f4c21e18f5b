import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from './test/ensure-chromium.ts';
import { CASE_COUNTS } from '../tests/support/case-counts.ts';

// `npm run test:deep`: the properties in full and the deep service tests; the last line sums up the cases
// of every kind.
const SERVICE = ['hostile-files', 'kill', 'province', 'run-records', 'report'];
rmSync(CASE_COUNTS, { force: true });
const browser = ensureChromium();
const runs = [
  ['--project', 'unit', '--project', 'real', ...process.argv.slice(2)],
  ...(process.argv.length > 2 ? [] : [['--project', 'service', ...SERVICE]]),
];
let failed = false;
for (const args of runs) {
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args], {
    stdio: 'inherit',
    env: { ...process.env, CARESHED_BROWSER: browser, CARESHED_DEEP: '1' },
  });
  failed ||= status !== 0;
}
const byKind = new Map<string, { cases: number; held: number }>();
const lines = existsSync(CASE_COUNTS) ? readFileSync(CASE_COUNTS, 'utf8').trim().split('\n') : [];
for (const line of lines) {
  const { kind, cases, held } = JSON.parse(line) as { kind: string; cases: number; held: number };
  const sum = byKind.get(kind) ?? { cases: 0, held: 0 };
  byKind.set(kind, { cases: sum.cases + cases, held: sum.held + held });
}
const list = [...byKind].map(
  ([kind, { cases, held }]) => `${kind} ${held.toLocaleString('en')} of ${cases.toLocaleString('en')}`,
);
console.log(`held: ${list.join('; ') || 'no case was counted'}`);
process.exitCode = failed ? 1 : 0;
