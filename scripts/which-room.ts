import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../server/kernel/stats/random.ts';

// Lines for somebody who knows the READMEs only and is to say in which room each stands:
//   npx tsx scripts/which-room.ts [--seed 1] [--count 20] [--answers]
// Lines are drawn over all files with equal chance; blank lines, comments, imports and brackets are passed
// over. Each is printed with the two lines before and after it (imports left out), since many lines mean
// nothing alone. Names of files are left out; `--answers` prints the rooms.

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
const lines = files.flatMap((file) => {
  const texts = readFileSync(join(home, file), 'utf8').split('\n');
  return texts.flatMap((text, at) => (isTelling(text) ? [{ room: dirname(file), texts, at }] : []));
});

/** The line, marked, and two lines on either side. */
function around({ texts, at }: { texts: string[]; at: number }): string {
  const shown = [];
  for (let i = Math.max(0, at - 2); i <= Math.min(texts.length - 1, at + 2); i++) {
    const text = /from '[^']*';$/.test(texts[i]!) ? '  (an import)' : texts[i]!;
    shown.push(`${i === at ? '  > ' : '    '}${text}`);
  }
  return shown.join('\n');
}

const random = createRandom(Number(values.seed));
for (let i = 1; i <= Number(values.count); i++) {
  const line = lines[Math.floor(random.uniform() * lines.length)]!;
  console.log(`${String(i).padStart(2)}.${values.answers ? ` ${line.room}` : ''}\n${around(line)}\n`);
}
