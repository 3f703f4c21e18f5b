import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { TestProcess } from '../../scripts/mutants/test-pool.ts';

const home = mkdtempSync(join(tmpdir(), 'careshed-mutants-test-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

it('puts the file back when a mutant never ends, so that later mutants meet the tree as it was', async () => {
  const source =
    'export const count = (n: number): number => {\n  let i = 0;\n  while (i < n) i += 1;\n  return i;\n};\n';
  for (const folder of ['server', 'tests/support']) mkdirSync(join(home, folder), { recursive: true });
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(join(home, 'server/count.ts'), source);
  writeFileSync(join(home, 'tests/support/fixed-seed.ts'), 'export {};\n');
  writeFileSync(
    join(home, 'tests/count.test.ts'),
    "import { expect, it } from 'vitest';\nimport { count } from '../server/count.ts';\nit('counts', () => expect(count(3)).toBe(3));\n",
  );
  symlinkSync(resolve('node_modules'), join(home, 'node_modules'));
  const copy = join(home, 'copy');
  const process = new TestProcess(home, copy, 'mutants');
  try {
    const tests = ['tests/count.test.ts'];
    expect(await process.run({ tests }, 60_000)).toEqual({ failed: null });
    const endless = { file: 'server/count.ts', text: source.replace('+= 1', '-= 0'), tests };
    expect(await process.run(endless, 3000)).toEqual({ failed: null, isLate: true });
    expect(readFileSync(join(copy, 'server/count.ts'), 'utf8')).toBe(source);
    expect(await process.run({ tests }, 60_000)).toEqual({ failed: null });
    const wrong = { file: 'server/count.ts', text: source.replace('return i', 'return -i'), tests };
    expect(await process.run(wrong, 60_000)).toEqual({ failed: 'tests/count.test.ts' });
  } finally {
    process.close();
  }
}, 180_000);
