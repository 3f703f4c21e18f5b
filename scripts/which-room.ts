import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../server/kernel/stats/random.ts';

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
  const { room, text } = lines[Math.floor(random.uniform() * lines.length)]!;
  console.log(`${String(i).padStart(2)}. ${text}${values.answers ? `\n      ${room}` : ''}`);
}
