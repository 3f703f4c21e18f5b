import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { home } from './build/build-parts.ts';
import { readAccepted } from './mutants/accepted.ts';
import { chooseMutants } from './mutants/choose-mutants.ts';
import { readCoverMap } from './mutants/cover-map.ts';
import { judge, type Verdict } from './mutants/judge.ts';
import { describeVerdict, report } from './mutants/report.ts';
import { TestProcess } from './mutants/test-pool.ts';

// `npm run test:mutants -- [--seed N] [--count N] [--from N] [--room NAME] [--files PART] [--workers N]
// [--list]`: plants seeded mutants in a copy of the tree and prints those that no test notices. `--room`
// and `--files` may stand more than once. `--from` leaves out the first N of the seeded order.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '400' },
    from: { type: 'string', default: '0' },
    room: { type: 'string', multiple: true, default: [] },
    files: { type: 'string', multiple: true, default: [] },
    workers: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
  },
});
const begun = performance.now();
const from = Number(values.from);
const choice = { seed: Number(values.seed), count: from + Number(values.count) };
const mutants = chooseMutants(home, { ...choice, rooms: values.room, files: values.files }).slice(from);

async function run(): Promise<void> {
  const folder = join(
    tmpdir(),
    `careshed-mutants-${createHash('sha256').update(home).digest('hex').slice(0, 8)}`,
  );
  mkdirSync(folder, { recursive: true });
  const workers = Number(values.workers);
  const covers = await readCoverMap(home, folder, workers, (line) => console.log(line));
  const verdicts: Verdict[] = [];
  let next = 0;
  const work = async (index: number): Promise<void> => {
    const process = new TestProcess(home, join(folder, `${choice.seed}-${from}-${index}`), 'mutants');
    while (next < mutants.length) {
      const verdict = await judge(home, mutants[next++]!, covers, process);
      verdicts.push(verdict);
      console.log(`${verdicts.length}/${mutants.length} ${describeVerdict(verdict)}`);
    }
    process.close();
  };
  await Promise.all(Array.from({ length: workers }, (_, index) => work(index)));
  writeFileSync(join(folder, `verdicts-${choice.seed}-${from}.json`), JSON.stringify(verdicts, null, 1));
  const { lines, isMet } = report(verdicts, readAccepted());
  console.log(`\n${lines.join('\n')}`);
  const minutes = ((performance.now() - begun) / 60_000).toFixed(1);
  console.log(
    `seed ${choice.seed}, ${mutants.length} mutants from ${from}, ${workers} workers, ${minutes} min`,
  );
  process.exitCode = isMet ? 0 : 1;
}

if (values.list)
  for (const { file, line, from: before, into } of mutants)
    console.log(`${file}:${line}\n    - ${before}\n    + ${into}`);
else await run();
