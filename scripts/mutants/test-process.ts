import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { markBlocks } from './blocks.ts';
import type { Answer, Order } from './test-pool.ts';
import { isMutable } from './rooms.ts';

// A process of its own that keeps a warm vitest over its own copy of the tree. It gets one order at a time:
// a changed text of one file and the tests to run, and answers with the first test file that fails.
const [home = '', mode = 'mutants'] = process.argv.slice(2);
const isMarking = mode === 'hits';
process.chdir(home);

async function start(): Promise<Vitest> {
  const marking = {
    name: 'mark-blocks',
    enforce: 'pre' as const,
    transform(code: string, id: string): string | null {
      const path = relative(home, id.split('?')[0]!).replaceAll('\\', '/');
      return path.startsWith('server/') && isMutable(path) ? markBlocks(path, code) : null;
    },
  };
  return createVitest(
    'test',
    {
      root: home,
      config: false,
      watch: false,
      include: ['tests/**/*.test.ts'],
      setupFiles: [
        join(home, 'tests/support/fixed-seed.ts'),
        ...(isMarking ? [join(home, 'scripts/mutants/record-hits.ts')] : []),
      ],
      testTimeout: 120_000,
      hookTimeout: 180_000,
      pool: 'forks',
      maxWorkers: 1,
      bail: isMarking ? 0 : 1,
      reporters: [{}],
      silent: true,
    },
    { cacheDir: join(home, '.vite'), plugins: isMarking ? [marking] : [], logLevel: 'silent' },
  );
}

/** Whether all tests of a file pass. */
async function passes(vitest: Vitest, file: string): Promise<boolean> {
  const specification = vitest.getRootProject().createSpecification(join(home, file));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([specification]);
  // The result lists the files of earlier runs too.
  const own = testModules.filter(({ moduleId }) => moduleId === specification.moduleId);
  return unhandledErrors.length === 0 && own.length > 0 && own.every((one) => one.ok());
}

async function carryOut(vitest: Vitest, { file, text, tests, hits }: Order): Promise<Answer> {
  if (hits !== undefined) process.env['MUTANT_HITS'] = hits;
  const path = file === undefined ? null : join(home, file);
  const original = path === null ? '' : readFileSync(path, 'utf8');
  const put = (content: string): void => {
    if (path === null) return;
    writeFileSync(path, content);
    vitest.invalidateFile(path);
  };
  put(text ?? original);
  try {
    for (const test of tests) if (!(await passes(vitest, test))) return { failed: test };
    return { failed: null };
  } finally {
    put(original);
  }
}

const vitest = await start();
process.on('message', (order: Order) => {
  carryOut(vitest, order).then(
    (answer) => process.send!(answer),
    (error: unknown) => process.send!({ failed: null, fault: String(error) }),
  );
});
process.send!('ready');
