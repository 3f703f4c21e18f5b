import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from '../sources/list-files.ts';
import { TEST_FOLDERS } from './rooms.ts';
import { TestProcess } from './test-pool.ts';

/** What one test file runs. */
export interface TestCover {
  readonly test: string;
  readonly seconds: number;
  readonly passed: boolean;
  /** Blocks that ran, by source file; a file that was only loaded has an empty list. */
  readonly blocks: Readonly<Record<string, readonly number[]>>;
  /** Hashes of the test and of the sources it loads when it was measured, by path. */
  readonly hashes: Readonly<Record<string, string>>;
}

export function hashFile(home: string, path: string): string {
  const full = join(home, path);
  return existsSync(full) ? createHash('sha256').update(readFileSync(full)).digest('hex').slice(0, 16) : '';
}

/** A test that is as it was is not measured again; sources that changed are seen in `hashes`. */
const isFresh = (home: string, { test, hashes }: TestCover): boolean => hashFile(home, test) === hashes[test];

async function measure(home: string, process: TestProcess, test: string, folder: string): Promise<TestCover> {
  const hits = join(folder, `hits-${createHash('sha256').update(test).digest('hex').slice(0, 12)}.json`);
  writeFileSync(hits, '{}');
  const begun = performance.now();
  const { failed, isLate, fault } = await process.run({ tests: [test], hits }, 600_000);
  const seconds = (performance.now() - begun) / 1000;
  const blocks = JSON.parse(readFileSync(hits, 'utf8')) as Record<string, number[]>;
  const paths = [test, ...Object.keys(blocks)];
  const passed = failed === null && !isLate && fault === undefined;
  const hashes = Object.fromEntries(paths.map((path) => [path, hashFile(home, path)]));
  return { test, seconds, passed, blocks, hashes };
}

/**
 * The blocks that every test file runs; what is known from the last time and has not changed is kept in
 * `folder`.
 */
export async function readCoverMap(
  home: string,
  folder: string,
  workers: number,
  say: (line: string) => void,
): Promise<TestCover[]> {
  const file = join(folder, 'cover.json');
  mkdirSync(dirname(file), { recursive: true });
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as TestCover[]) : [];
  const tests = TEST_FOLDERS.flatMap((one) => listFiles(home, one)).filter((one) => one.endsWith('.test.ts'));
  const covers = known.filter((one) => tests.includes(one.test) && one.passed && isFresh(home, one));
  const have = new Set(covers.map(({ test }) => test));
  const missing = tests.filter((test) => !have.has(test));
  if (missing.length > 0) say(`${missing.length} test files are measured`);
  let next = 0;
  const work = async (index: number): Promise<void> => {
    if (missing.length === 0) return;
    const process = new TestProcess(home, join(folder, `hits-${index}`), 'hits');
    while (next < missing.length) {
      const test = missing[next++]!;
      const cover = await measure(home, process, test, folder);
      say(`  ${cover.seconds.toFixed(1).padStart(6)} s  ${cover.passed ? '' : 'FAILS AS IT IS '}${test}`);
      covers.push(cover);
      writeFileSync(`${file}.new`, JSON.stringify(covers));
      renameSync(`${file}.new`, file);
    }
    process.close();
  };
  await Promise.all(Array.from({ length: workers }, (_, index) => work(index)));
  return covers;
}
