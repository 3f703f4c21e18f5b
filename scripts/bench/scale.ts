import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildStale, home } from '../build/build-parts.ts';
import { startServer, type RunningServer } from '../test/start-server.ts';
import { figureRow, quantile, type Bench, type BenchRow } from './bench-row.ts';
import { writeProvince, type Province } from './province-files.ts';

const PROVINCE: Province = { cells: 10_000_000, segments: 1_000_000, facilities: 20_000 };
const CLICKS = 200;
/** Clicks before those that count. */
const WARM_CLICKS = 10;
const WALK = { mode: 'walk', model: 'hybrid' };
const CAR = { mode: 'car', model: 'hybrid' };
const ROWS = [
  'province-import',
  'province-coverage-walk',
  'province-coverage-car',
  'province-second',
  'province-click',
  'province-siting',
  'province-answer',
  'hostile-size',
] as const;
type RowId = (typeof ROWS)[number];

/** Bounds of a row: most of its unit, and most gigabytes of memory where the row has that. */
interface Bound {
  readonly most: number;
  readonly gigabytes?: number;
}
const BOUNDS: Record<RowId, { readonly floor: Bound; readonly goal: Bound }> = {
  'province-import': { floor: { most: 25, gigabytes: 1 }, goal: { most: 10, gigabytes: 0.6 } },
  'province-coverage-walk': { floor: { most: 45, gigabytes: 2 }, goal: { most: 15, gigabytes: 1.2 } },
  'province-coverage-car': { floor: { most: 90, gigabytes: 3 }, goal: { most: 30, gigabytes: 2 } },
  'province-second': { floor: { most: 5 }, goal: { most: 2 } },
  'province-click': { floor: { most: 400 }, goal: { most: 150 } },
  'province-siting': { floor: { most: 180 }, goal: { most: 60 } },
  'province-answer': { floor: { most: 3000 }, goal: { most: 500 } },
  'hostile-size': { floor: { most: 1000 }, goal: { most: 200 } },
};

interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
}

/**
 * A generated province through the product as it is built: files to a region, questions in a cold process
 * and in a warm server. Rows state the processor's seconds, the peak memory of the process with its threads
 * and a checksum of the figures.
 */
export const bench: Bench = async ({ only }) => {
  const wants = (id: RowId): boolean => only === undefined || only === id;
  await buildStale(['server']);
  const folder = mkdtempSync(join(tmpdir(), 'careshed-scale-'));
  try {
    await writeProvince(join(folder, 'files'), PROVINCE);
    const place = new Workplace(folder);
    const imported = await place.careshed('import', join(folder, 'files'), '--name', 'Province', '--json');
    const rows = [toRow('province-import', imported.cpuSeconds, 's of CPU', imported, '')];
    if (wants('province-coverage-walk') || wants('province-answer')) rows.push(...(await place.cover(WALK)));
    if (wants('province-coverage-car')) rows.push(...(await place.cover(CAR)).slice(0, 1));
    if (wants('province-second') || wants('province-click') || wants('province-siting'))
      rows.push(...(await place.ask(wants)));
    if (wants('hostile-size')) rows.push(await place.refuse());
    return rows.filter((row) => wants(row.id as RowId));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

class Workplace {
  readonly #folder: string;
  readonly #dataFolder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#dataFolder = join(folder, 'var');
  }

  get #environment(): Record<string, string> {
    const preload = pathToFileURL(join(import.meta.dirname, 'report-usage.mjs')).href;
    return { NODE_OPTIONS: `--import ${preload}`, BENCH_USAGE: join(this.#folder, 'usage.json') };
  }

  #usageSince(began: number): Usage {
    const usage = JSON.parse(readFileSync(join(this.#folder, 'usage.json'), 'utf8')) as Omit<
      Usage,
      'seconds'
    >;
    return { ...usage, seconds: (performance.now() - began) / 1000 };
  }

  /** Runs the built command in a process of its own. */
  async careshed(...parameters: string[]): Promise<Usage> {
    const began = performance.now();
    const child = spawn(process.execPath, [join(home, 'dist/server/cli.js'), ...parameters], {
      env: { ...process.env, CARESHED_DATA: this.#dataFolder, ...this.#environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
    const code = await new Promise<number | null>((done) => child.once('close', done));
    if (code !== 0) throw new Error(`careshed ${parameters[0]} ended with ${code}: ${complaints}`);
    return this.#usageSince(began);
  }

  /** Coverage in a cold process, and the size of its answer. */
  async cover(travel: object): Promise<BenchRow[]> {
    const inputs = join(this.#folder, 'inputs.json');
    const out = join(this.#folder, 'answer.json');
    writeFileSync(inputs, JSON.stringify({ cutoffMinutes: [30, 60], zones: 'boundary', travel }));
    const usage = await this.careshed(
      'run',
      'coverage',
      '--region',
      'province',
      '--inputs',
      inputs,
      '--out',
      out,
    );
    const text = readFileSync(out, 'utf8');
    const answer = JSON.parse(text) as Record<string, unknown>;
    const id = travel === WALK ? 'province-coverage-walk' : 'province-coverage-car';
    const gzipped = gzipSync(text).length;
    return [
      toRow(id, usage.seconds, 's', usage, hashFigures(answer)),
      toRow(
        'province-answer',
        gzipped / 1000,
        'kB gzipped',
        null,
        `${Math.round(text.length / 1000)} kB as it is`,
      ),
    ];
  }

  /** Questions to one running server that has answered the first by car. */
  async ask(wants: (id: RowId) => boolean): Promise<BenchRow[]> {
    const began = performance.now();
    const server = await startServer({ dataFolder: this.#dataFolder, environment: this.#environment });
    const rows: BenchRow[] = [];
    try {
      await server.execute('coverage', { region: 'province', cutoffMinutes: [30, 60], travel: CAR });
      if (wants('province-second')) {
        const start = performance.now();
        const inputs = { region: 'province', cutoffMinutes: [20, 45], travel: CAR };
        const second = await server.execute('coverage', inputs);
        rows.push(
          toRow('province-second', (performance.now() - start) / 1000, 's', null, hashFigures(second)),
        );
      }
      if (wants('province-click')) rows.push(await click(server));
      if (wants('province-siting')) rows.push(await site(server).catch(withoutAnswer));
    } finally {
      await server.stop();
    }
    const { cpuSeconds, peakBytes } = this.#usageSince(began);
    const note = `server: ${cpuSeconds.toFixed(0)} s of CPU, peak ${(peakBytes / 1e9).toFixed(2)} GB`;
    return rows.map((row) => ({ ...row, note: `${row.note ?? ''}; ${note}` }));
  }

  /**
   * A server that may take a gigabyte is asked what needs several: each question must be refused or fail
   * alone, and the server must answer meanwhile. Longest answer of its health.
   */
  async refuse(): Promise<BenchRow> {
    const environment = { ...this.#environment, CARESHED_MEMORY_MB: '1024' };
    const server = await startServer({ dataFolder: this.#dataFolder, environment });
    const waits: number[] = [];
    let isAsking = true;
    const watch = (async () => {
      while (isAsking) {
        const start = performance.now();
        await server.get('/api/health');
        waits.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, 50));
      }
    })();
    const codes = new Map<string, number>();
    try {
      for (const [process, inputs] of listHostile()) {
        const code = await server.execute(process, { region: 'province', ...inputs }).then(
          () => 'answered',
          (error: Error) => /"code":"([^"]+)"/.exec(error.message)?.[1] ?? error.message.slice(0, 80),
        );
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
    } finally {
      isAsking = false;
      await watch;
      await server.stop();
    }
    const note = [...codes].map(([code, count]) => `${count} × ${code}`).join(', ');
    const row = toRow('hostile-size', quantile(waits, 1), 'ms, longest', null, note);
    const isRefused = [...codes.keys()].every((code) => code === 'does-not-fit' || code === 'out-of-memory');
    return {
      ...row,
      floorMet: row.floorMet === true && isRefused,
      goalMet: row.goalMet === true && isRefused,
    };
  }
}

/** Twenty questions that no machine this small can answer. */
function listHostile(): [process: string, inputs: object][] {
  const travels = [WALK, CAR, { mode: 'bicycle' }, { mode: 'motorcycle' }, { mode: 'walk', slope: 'none' }];
  return travels.flatMap((travel): [string, object][] => [
    ['coverage', { cutoffMinutes: [60], travel }],
    ['coverage', { cutoffMinutes: [60], travel, uncertainty: { draws: 200 } }],
    ['access-score', { cutoffMinutes: 60, travel }],
    ['siting', { model: 'mclp', sites: 100, cutoffMinutes: 60, travel }],
  ]);
}

/** Catchments of places all over the province, one after another. */
async function click(server: RunningServer): Promise<BenchRow> {
  const found = await server.get('/api/collections/province.facilities/items?limit=1000');
  const items = (found as { features: { geometry: { coordinates: [number, number] } }[] }).features;
  const times: number[] = [];
  const hash = createHash('sha256');
  for (let i = 0; i < CLICKS + WARM_CLICKS; i++) {
    const [lon, lat] = items[(i * 37) % items.length]!.geometry.coordinates;
    const start = performance.now();
    const answer = await server.execute('catchments', {
      region: 'province',
      origins: [[lon + 0.003, lat + 0.002]],
      cutoffMinutes: [60],
      travel: CAR,
    });
    if (i >= WARM_CLICKS) times.push(performance.now() - start);
    hash.update(hashFigures(answer));
  }
  const checksum = hash.digest('hex').slice(0, 12);
  const note = `p50 ${quantile(times, 0.5).toFixed(0)} ms; ${checksum}`;
  return toRow('province-click', quantile(times, 0.95), 'ms, p95', null, note);
}

/** Ten sites from nothing out of some five thousand places, one in each square of the province. */
async function site(server: RunningServer): Promise<BenchRow> {
  const start = performance.now();
  const answer = await server.execute('siting', {
    region: 'province',
    model: 'mclp',
    sites: 10,
    existing: 'excluded',
    cutoffMinutes: 60,
    travel: CAR,
    candidates: { spacingMeters: 4472 },
  });
  const seconds = (performance.now() - start) / 1000;
  const gap = answer['gapPercent'] as number;
  const { count } = answer['candidates'] as { count: number };
  const row = toRow(
    'province-siting',
    seconds,
    's',
    null,
    `${count} places, gap ${gap} %; ${hashFigures(answer)}`,
  );
  return { ...row, floorMet: row.floorMet === true && gap <= 1, goalMet: row.goalMet === true && gap <= 0.2 };
}

/** A question that failed, or took longer than the platform waits for an answer (300 s), has no figure. */
function withoutAnswer(error: Error): BenchRow {
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const { floor, goal } = BOUNDS['province-siting'];
  return figureRow({
    id: 'province-siting',
    ours: null,
    unit: 's',
    floor: `≤ ${floor.most}`,
    goal: `≤ ${goal.most}`,
    floorMet: false,
    goalMet: false,
    note: `${error.message}${cause}`,
  });
}

/** Hash of an answer's figures: what a run is called and where it is found is left out. */
function hashFigures(answer: Record<string, unknown>): string {
  const { run: _run, surface: _surface, ...figures } = answer;
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 12);
}

function toRow(id: RowId, ours: number, unit: string, usage: Usage | null, note: string): BenchRow {
  const { floor, goal } = BOUNDS[id];
  const gigabytes = (usage?.peakBytes ?? 0) / 1e9;
  const holds = (bound: Bound): boolean =>
    ours <= bound.most && (bound.gigabytes === undefined || gigabytes <= bound.gigabytes);
  const write = ({ most, gigabytes: memory }: Bound): string =>
    `≤ ${most}${memory === undefined ? '' : `, ${memory} GB`}`;
  const took = usage
    ? `${usage.seconds.toFixed(1)} s, ${usage.cpuSeconds.toFixed(1)} s of CPU, peak ${gigabytes.toFixed(2)} GB`
    : '';
  return figureRow({
    id,
    ours,
    unit,
    floor: write(floor),
    goal: write(goal),
    floorMet: holds(floor),
    goalMet: holds(goal),
    note: [took, note].filter((part) => part !== '').join('; '),
  });
}
