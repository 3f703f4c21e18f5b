import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { home } from './build/build-parts.ts';
import { readAccepted } from './mutants/accepted.ts';
import { chooseMutants, findAgain } from './mutants/choose-mutants.ts';
import type { Mutant } from './mutants/list-mutants.ts';
import { readCoverMap } from './mutants/cover-map.ts';
import { judge, type Verdict } from './mutants/judge.ts';
import { describeVerdict, report } from './mutants/report.ts';
import { TestProcess } from './mutants/test-pool.ts';

// `npm run test:mutants -- [--seed N] [--count N] [--from N] [--room NAME] [--files PART] [--workers N]
// [--again] [--list]`: plants seeded mutants in a copy of the tree and prints those that no test notices.
// `--room` and `--files` may stand more than once. `--from` leaves out the first N of the seeded order.
// `--again` goes on with the last run of the same options, also after sources and tests have changed: what
// was killed stays killed, the rest is run.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '400' },
    from: { type: 'string', default: '0' },
    room: { type: 'string', multiple: true, default: [] },
    files: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: '2' },
    again: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});
const begun = performance.now();
const from = Number(values.from);
const workers = Number(values.workers);
const choice = { seed: Number(values.seed), count: from + Number(values.count) };
const label = [values.seed, values.from, values.count, ...values.room, ...values.files]
  .join('-')
  .replaceAll('/', '_');
const folder = join(
  tmpdir(),
  `careshed-mutants-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`,
);
const planFile = join(folder, `plan-${label}.json`);
const verdictFile = join(folder, `verdicts-${label}.json`);

/** What is to be judged, and the verdicts that stand already. */
function plan(): { mutants: Mutant[]; done: Verdict[] } {
  if (!values.again) {
    const all = chooseMutants(home, { ...choice, rooms: values.room, files: values.files });
    const chosen = all.slice(from);
    if (!values.list) writeFileSync(planFile, JSON.stringify(chosen, null, 1));
    return { mutants: chosen, done: [] };
  }
  const wanted = JSON.parse(readFileSync(planFile, 'utf8')) as Mutant[];
  const earlier = JSON.parse(readFileSync(verdictFile, 'utf8')) as Verdict[];
  const done = earlier.filter(({ outcome }) => outcome === 'killed' || outcome === 'invalid');
  const keyOf = ({ file, line, into }: Mutant): string => `${file}:${line} ${into}`;
  const settled = new Set(done.map(({ mutant }) => keyOf(mutant)));
  const mutants = wanted
    .filter((mutant) => !settled.has(keyOf(mutant)))
    .flatMap((mutant) => findAgain(home, choice.seed, mutant) ?? []);
  return { mutants, done };
}

async function run(): Promise<void> {
  const { mutants, done } = plan();
  const covers = await readCoverMap(home, folder, workers, (line) => console.log(line));
  const verdicts: Verdict[] = [...done];
  let next = 0;
  const work = async (index: number): Promise<void> => {
    const process = new TestProcess(home, join(folder, `run-${label}-${index}`), 'mutants');
    while (next < mutants.length) {
      const verdict = await judge(mutants[next++]!, covers, process);
      verdicts.push(verdict);
      writeFileSync(verdictFile, JSON.stringify(verdicts, null, 1));
      console.log(`${verdicts.length - done.length}/${mutants.length} ${describeVerdict(verdict)}`);
    }
    process.close();
  };
  await Promise.all(Array.from({ length: workers }, (_, index) => work(index)));
  const { lines, isMet } = report(verdicts, readAccepted());
  console.log(`\n${lines.join('\n')}`);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(`seed ${choice.seed}, mutants from ${from}, ${workers} workers, ${minutes} min`);
  process.exitCode = isMet ? 0 : 1;
}

mkdirSync(folder, { recursive: true });
if (values.list)
  for (const { file, line, from: before, into } of plan().mutants)
    console.log(`${file}:${line}\n    - ${before}\n    + ${into}`);
else await run();
