import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const home = resolve(import.meta.dirname, '..');
/** A copy of the tree's frame to plant violations in: the real tree stays as it is. */
const plot = mkdtempSync(join(tmpdir(), 'careshed-doors-'));

function lint(files: Readonly<Record<string, string>>): string {
  rmSync(plot, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(plot, name)), { recursive: true });
    writeFileSync(join(plot, name), text);
  }
  copyFileSync(join(home, '.oxlintrc.json'), join(plot, '.oxlintrc.json'));
  const result = spawnSync(
    process.execPath,
    [join(home, 'node_modules/oxlint/bin/oxlint'), '-c', '.oxlintrc.json', '.'],
    { cwd: plot, encoding: 'utf8' },
  );
  return `${result.status} ${result.stdout}`;
}

const VIOLATIONS: readonly (readonly [string, string])[] = [
  ['server/kernel/cost/x.ts', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;"],
  ['server/kernel/cost/x.ts', "import { a } from '../../contract/a.ts';\nexport const x = a;"],
  ['server/kernel/cost/x.ts', 'export const x = (): number => Date.now();'],
  ['server/kernel/cost/x.ts', 'export const x = (): number => Math.random();'],
  ['server/contract/x.ts', "import { a } from '../store/a.ts';\nexport const x = a;"],
  ['server/contract/x.ts', "import express from 'express';\nexport const x = express;"],
  ['server/geo/x.ts', "import { a } from '../region/a.ts';\nexport const x = a;"],
  ['server/region/x.ts', "import { a } from '../service/a.ts';\nexport const x = a;"],
  ['server/workers/x.ts', "import { a } from '../store/a.ts';\nexport const x = a;"],
  ['server/store/x.ts', "import { a } from '../kernel/a.ts';\nexport const x = a;"],
  ['server/report/x.ts', "import { a } from '../workers/a.ts';\nexport const x = a;"],
  ['server/service/x.ts', "import express from 'express';\nexport const x = express;"],
  ['server/http/x.ts', "import { a } from '../kernel/a.ts';\nexport const x = a;"],
  ['server/runtime/x.ts', "import { a } from '../contract/a.ts';\nexport const x = a;"],
  ['client/panels/x.tsx', "import maplibregl from 'maplibre-gl';\nexport const x = maplibregl;"],
  ['client/panels/x.tsx', "export const x = fetch('/api');"],
  ['client/state/x.ts', "import { a } from '../../server/store/a.ts';\nexport const x = a;"],
  ['client/map/x.ts', "import { a } from '../api/a.ts';\nexport const x = a;"],
];

describe('doors between rooms', () => {
  afterAll(() => rmSync(plot, { recursive: true, force: true }));

  test.each(VIOLATIONS)('a planted violation in %s fails the check: %s', (name, text) => {
    const output = lint({ [name]: text });
    expect(output).toMatch(/no-restricted-(imports|globals|properties)/);
    expect(output.startsWith('1')).toBe(true);
  });

  test('a cycle fails the check', () => {
    const output = lint({
      'server/geo/a.ts': "import { b } from './b.ts';\nexport const a = (): number => b();",
      'server/geo/b.ts': "import { a } from './a.ts';\nexport const b = (): number => a();",
    });
    expect(output).toMatch(/no-cycle/);
  });

  test('a clean room passes', () => {
    expect(lint({ 'server/kernel/cost/x.ts': 'export const x = 1;' }).startsWith('0')).toBe(true);
  });
});

describe('the tree', () => {
  test('every room has a README', () => {
    for (const side of ['server', 'client'])
      for (const room of readdirSync(join(home, side)))
        if (statSync(join(home, side, room)).isDirectory())
          expect(readdirSync(join(home, side, room)), `${side}/${room}`).toContain('README.md');
  });

  test('only main.ts and cli.ts of the server read the environment', () => {
    const readers = readdirSync(join(home, 'server'), { recursive: true, encoding: 'utf8' })
      .filter(
        (name) =>
          name.endsWith('.ts') && readFileSync(join(home, 'server', name), 'utf8').includes('process.env'),
      )
      .sort();
    expect(readers).toEqual(['cli.ts', 'main.ts']);
  });
});
