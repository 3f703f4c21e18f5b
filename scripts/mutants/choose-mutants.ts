import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom, type Random } from '../../server/kernel/stats/random.ts';
import { listMutants, type Mutant } from './list-mutants.ts';
import { listFiles } from '../sources/list-files.ts';
import { isMutable, ROOMS } from './rooms.ts';

export interface Choice {
  readonly seed: number;
  readonly count: number;
  /** Only rooms of these names; empty: all. */
  readonly rooms: readonly string[];
  /** Only files whose path contains one of these, or files outside the rooms by their path; empty: all. */
  readonly files: readonly string[];
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random.uniform() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** A number of a path: what a file's mutants are does not depend on which other files there are. */
const numberOf = (path: string): number =>
  [...path].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)!) >>> 0, 7);

/** Every mutant of a file under a seed, by line, lines in order. */
function mutantsByLine(home: string, file: string, seed: number): Mutant[][] {
  const random = createRandom(seed, numberOf(file));
  const lines = new Map<number, Mutant[]>();
  const text = readFileSync(join(home, file), 'utf8');
  for (const mutant of listMutants(file, text, (texts) => shuffled(texts, random)))
    lines.set(mutant.line, [...(lines.get(mutant.line) ?? []), mutant]);
  return [...lines.values()];
}

/**
 * One mutant a line, lines drawn evenly over all lines of the chosen files that can be changed: a room gets
 * its share by the lines it has. The same seed over the same sources gives the same mutants.
 */
export function chooseMutants(home: string, { seed, count, rooms, files }: Choice): Mutant[] {
  const paths = ROOMS.filter(({ room }) => rooms.length === 0 || rooms.includes(room))
    .flatMap(({ folder }) => listFiles(home, folder))
    .filter((path) => isMutable(path) && (files.length === 0 || files.some((part) => path.includes(part))));
  const others = files.filter((path) => path.endsWith('.ts') && existsSync(join(home, path)));
  const lines = [...new Set([...paths, ...others])].flatMap((path) => mutantsByLine(home, path, seed));
  const random = createRandom(seed);
  return shuffled(lines, random)
    .slice(0, count)
    .map((mutants) => mutants[Math.floor(random.uniform() * mutants.length)]!);
}

/** The mutant where its line stands now; null where the line, or the file, is no more. */
export function findAgain(home: string, seed: number, { file, from, into, line }: Mutant): Mutant | null {
  if (!existsSync(join(home, file))) return null;
  const all = mutantsByLine(home, file, seed).flat();
  const same = all.filter((one) => one.from === from && one.into === into);
  return same.sort((a, b) => Math.abs(a.line - line) - Math.abs(b.line - line))[0] ?? null;
}
