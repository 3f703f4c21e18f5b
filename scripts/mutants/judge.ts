import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBlock, listBlocks, type Block } from './blocks.ts';
import { hashFile, type TestCover } from './cover-map.ts';
import { compilesWith } from './compiles.ts';
import type { Mutant } from './list-mutants.ts';
import { ROOMS } from './rooms.ts';
import { parseSource } from './syntax.ts';
import type { Answer, TestProcess } from './test-pool.ts';

export interface Verdict {
  readonly mutant: Mutant;
  readonly outcome: 'killed' | 'late' | 'survived' | 'uncovered' | 'invalid';
  /** The test file that failed. */
  readonly by: string | null;
  readonly seconds: number;
}

/** Tests of one mutant take no longer than this together, and are no more. */
const SECONDS_OF_TESTS = 50;
const MOST_TESTS = 9;
/** How long a test file may take that took so many seconds by itself; longer is a loop without an end. */
const limitOf = (seconds: number): number => 20_000 + 5000 * seconds;
/** Tests that keep whole answers notice most changes: they run before others that are as quick. */
const KEEPS_ANSWERS = /(answers|words|readers)\.test\.ts$/;

export const roomOf = (file: string): string =>
  ROOMS.find(({ folder }) => file.startsWith(`${folder}/`))?.room ?? 'other';

const stem = (path: string): string =>
  path
    .split('/')
    .at(-1)!
    .replace(/\.(test\.)?ts$/, '');

/**
 * Tests that run the block of the mutant, quick ones first, those of its own room and name before others.
 * A constant at the top of a file may matter wherever the file is loaded.
 */
function chooseTests(home: string, mutant: Mutant, block: number, covers: readonly TestCover[]): TestCover[] {
  const mirror = ROOMS.find(({ folder }) => mutant.file.startsWith(`${folder}/`))?.tests ?? '';
  const hash = hashFile(home, mutant.file);
  const reaches = ({ blocks, hashes }: TestCover): boolean => {
    const hit = blocks[mutant.file];
    // Blocks of a file that has changed since have other numbers.
    return hit !== undefined && (block < 0 || hashes[mutant.file] !== hash || hit.includes(block));
  };
  const weight = ({ test, seconds, blocks }: TestCover): number =>
    seconds *
    (stem(test) === stem(mutant.file) ? 0.05 : 1) *
    (test.startsWith(`${mirror}/`) ? 0.7 : 1) *
    (KEEPS_ANSWERS.test(test) ? 0.2 : 1) *
    (block < 0 && blocks[mutant.file]?.length === 0 ? 4 : 1);
  const order = covers
    .filter((one) => one.passed && reaches(one))
    .sort((a, b) => weight(a) - weight(b) || (a.test < b.test ? -1 : 1));
  let sum = 0;
  return order
    .slice(0, MOST_TESTS)
    .filter(({ seconds }, index) => (sum += seconds) <= SECONDS_OF_TESTS || index === 0);
}

function isValid(file: string, text: string): boolean {
  try {
    parseSource(file, text);
    return true;
  } catch {
    return false;
  }
}

/** Runs the tests of one mutant until one fails. */
export async function judge(
  mutant: Mutant,
  covers: readonly TestCover[],
  process: TestProcess,
): Promise<Verdict> {
  const home = process.copy;
  const original = readFileSync(join(home, mutant.file), 'utf8');
  const text = original.slice(0, mutant.start) + mutant.to + original.slice(mutant.end);
  if (!isValid(mutant.file, text)) return { mutant, outcome: 'invalid', by: null, seconds: 0 };
  // A code that the types of its place do not know never reaches a test: no mutant, as in other tools.
  const settle = (outcome: 'survived' | 'uncovered', seconds: number): Verdict => {
    const isCode = mutant.to.startsWith('"');
    const isRefused = isCode && !compilesWith(process.copy, mutant, text);
    return { mutant, outcome: isRefused ? 'invalid' : outcome, by: null, seconds };
  };
  const blocks: readonly Block[] = listBlocks(mutant.file, original);
  const tests = chooseTests(home, mutant, findBlock(blocks, mutant.start), covers);
  if (tests.length === 0) return settle('uncovered', 0);
  const begun = performance.now();
  let answer: Answer = { failed: null };
  for (const { test, seconds } of tests) {
    answer = await process.run({ file: mutant.file, text, tests: [test] }, limitOf(seconds));
    // A test that is as late without the mutant tells nothing: the machine is busy.
    if (answer.isLate && (await process.run({ tests: [test] }, 3 * limitOf(seconds))).isLate)
      answer = { failed: null };
    if (answer.failed !== null || answer.isLate || answer.fault !== undefined) break;
  }
  const { failed, isLate, fault } = answer;
  if (fault !== undefined) throw new Error(`${mutant.file}:${mutant.line}: ${fault}`);
  const seconds = (performance.now() - begun) / 1000;
  if (isLate) return { mutant, outcome: 'late', by: null, seconds };
  return failed === null ? settle('survived', seconds) : { mutant, outcome: 'killed', by: failed, seconds };
}
