import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

// Lines for somebody who knows the READMEs only and is to say in which room each stands:
//   npx tsx scripts/which-room.ts [--seed 1] [--count 20] [--answers]
// Lines are drawn over all files with equal chance; blank lines, comments, imports and brackets are passed
// over. Names of files are left out; `--answers` prints the rooms.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    answers: { type: 'boolean', default: false },
  },
});
const home = resolve(import.meta.dirname, '..');

/** A number in 0…1 from the one before: enough to draw lines with. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whether a line carries a thought of its own. */
function isTelling(line: string): boolean {
  const text = line.trim();
  return (
    text.length >= 25 && /[a-z]{3}/.test(text) && !/^(import|export \*|\/\/|\/?\*|\} from|[)\]}]+)/.test(text)
  );
}

const files = execFileSync('git', ['ls-files', 'server/**/*.ts', 'client/**/*.ts', 'client/**/*.tsx'], {
  cwd: home,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => !/-bytes\.ts$|\.d\.ts$|\.as\.ts$/.test(file));
const lines = files.flatMap((file) =>
  readFileSync(join(home, file), 'utf8')
    .split('\n')
    .filter(isTelling)
    .map((text) => ({ room: dirname(file), text: text.trim() })),
);
const random = createRandom(Number(values.seed));
for (let i = 1; i <= Number(values.count); i++) {
  const { room, text } = lines[Math.floor(random() * lines.length)]!;
  console.log(`${String(i).padStart(2)}. ${text}${values.answers ? `\n      ${room}` : ''}`);
}
