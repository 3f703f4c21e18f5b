import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { sampleFolder } from './sample-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'careshed-sample-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function expectSameFolder(actual: string): void {
  expect(readdirSync(actual).sort()).toEqual(readdirSync(sampleFolder).sort());
  for (const name of readdirSync(sampleFolder)) {
    const same = readFileSync(join(actual, name)).equals(readFileSync(join(sampleFolder, name)));
    expect(same, `${name} has other bytes than the committed file on Node ${process.version}`).toBe(true);
  }
}

/** Runs the generator as `npm run sample` does and returns the seconds of CPU it says it took. */
function makeSample(node: string, out: string): number {
  const root = resolve(import.meta.dirname, '../..');
  const said = execFileSync(node, ['--import', 'tsx', 'scripts/make-sample.ts', out], {
    cwd: root,
    encoding: 'utf8',
  });
  return Number(/made in ([\d.]+) s of CPU/.exec(said)?.[1]);
}

test('the generator makes the committed bytes again, within a minute', () => {
  expect(makeSample(process.execPath, folder)).toBeLessThan(60);
  expectSameFolder(folder);
}, 300_000);

test('the committed folder holds at most 6 MB', () => {
  const bytes = readdirSync(sampleFolder).reduce(
    (sum, name) => sum + statSync(join(sampleFolder, name)).size,
    0,
  );
  expect(bytes).toBeLessThanOrEqual(6e6);
});

/** Other Node releases on this machine, as paths in CARESHED_NODES separated by `:`. */
const others = (process.env['CARESHED_NODES'] ?? '').split(':').filter(Boolean);

test.runIf(others.length > 0)(
  'other Node releases make the same bytes',
  () => {
    for (const node of others) {
      const out = `${folder}-${others.indexOf(node)}`;
      makeSample(node, out);
      expectSameFolder(out);
      rmSync(out, { recursive: true });
    }
  },
  600_000,
);
