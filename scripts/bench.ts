import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { home } from './build/build-parts.ts';
import type { Bench, BenchRow } from './bench/bench-row.ts';

// `npm run -s bench -- NAME [--only ROW] [--json]`: runs a bench; without a name lists them.
const NAMES = ['first', 'travel', 'intake', 'analysis', 'siting', 'scale', 'page'];
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
  allowPositionals: true,
});
const name = positionals[0];
const available = NAMES.filter((one) => existsSync(join(home, 'scripts/bench', `${one}.ts`)));
if (name === undefined) console.log(available.join('\n'));
else if (!available.includes(name)) {
  console.error(`bench: there is no ${name}; there are ${available.join(', ')}`);
  process.exitCode = 2;
} else {
  const { bench } = (await import(`./bench/${name}.ts`)) as { bench: Bench };
  const rows = await bench(values.only === undefined ? {} : { only: values.only });
  print(rows);
  if (values.json)
    console.log(JSON.stringify({ bench: name, machine: describeMachine(), commit: commit(), rows }));
  process.exitCode = rows.some((row) => row.floorMet === false) ? 1 : 0;
}

function print(rows: readonly BenchRow[]): void {
  const figure = (value: number | null): string =>
    value === null ? '—' : value.toLocaleString('en', { maximumSignificantDigits: 4 });
  for (const row of rows)
    console.log(
      [
        row.id.padEnd(18),
        `${figure(row.ours)} ${row.unit}`.padEnd(24),
        (row.peerName ? `${row.peerName} ${figure(row.peer)} (${figure(row.ratio)}×)` : 'no peer').padEnd(36),
        `floor ${row.floor ?? '—'} ${mark(row.floorMet)}`.padEnd(26),
        `goal ${row.goal ?? '—'} ${mark(row.goalMet)}`,
        row.note ? `\n    ${row.note}` : '',
      ].join(' '),
    );
}

function mark(met: boolean | null): string {
  return met === null ? '' : met ? 'met' : 'MISSED';
}

function describeMachine(): string {
  const [first] = cpus();
  return (
    `${first?.model.trim() ?? 'unknown'} × ${cpus().length}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ` +
    `Node ${process.versions.node}`
  );
}

function commit(): string {
  try {
    const run = (args: string[]): string => execFileSync('git', args, { cwd: home, encoding: 'utf8' }).trim();
    return run(['rev-parse', '--short', 'HEAD']) + (run(['status', '--porcelain']) ? '+changes' : '');
  } catch {
    return 'unknown';
  }
}
