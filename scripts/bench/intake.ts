import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { scanOsmPbf } from '../../server/geo/osm-pbf.ts';
import { figureRow, quantile, type Bench, type BenchRow } from './bench-row.ts';
import { type PbfSeen, readWithPeer } from './pbf-peer.ts';
import { writeProvince } from './province-files.ts';

const run = promisify(execFile);
const shared = resolve(import.meta.dirname, '../../../shared/data');
const PROVINCE = { cells: 10_000_000, segments: 1_000_000, facilities: 20_000 };
const TIMES = 5;
/**
 * Readings of the PBF file in one measurement: a reading takes 30 ms, less than the steps of a processor's
 * clock and of its mood.
 */
const PASSES = 8;

interface Imported {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly packBytes: number;
  readonly arrayBytes: number;
  readonly people: number;
  readonly cells: number;
  readonly edges: number;
  readonly facilities: number;
}

/** Files to regions: a real island, the OSM decoder by itself, a generated province and its peak memory. */
export const bench: Bench = async ({ only }) => {
  const wants = (id: string): boolean => only === undefined || only === id;
  const folder = mkdtempSync(join(tmpdir(), 'careshed-intake-'));
  const rows: BenchRow[] = [];
  try {
    if (wants('ngazidja')) rows.push(await island(folder));
    if (wants('pbf')) rows.push(await decoder(folder));
    if (wants('province') || wants('peak'))
      rows.push(...(await province(folder)).filter((row) => wants(row.id)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
};

async function importIn(folder: string, pack: string): Promise<Imported> {
  const { stdout } = await run(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'intake-run.ts'), folder, pack],
    { maxBuffer: 1e6 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Imported;
}

async function island(folder: string): Promise<BenchRow> {
  const data = join(shared, 'ngazidja');
  if (!existsSync(data)) return absent('ngazidja', 's', 'needs ../shared/data/ngazidja');
  const results: Imported[] = [];
  for (let i = 0; i < 3; i++) results.push(await importIn(data, join(folder, 'ngazidja.region')));
  const seconds = quantile(
    results.map((result) => result.seconds),
    0.5,
  );
  return atMost('ngazidja', seconds, 's', 20, 8, `${Math.round(results[0]!.people)} people, median of 3`);
}

/**
 * Megabytes of file per second of processor, every object, tag and reference seen; ours and the peer by
 * turns, the first round unheeded.
 */
async function decoder(folder: string): Promise<BenchRow> {
  let file = join(shared, 'ngazidja/osm/ngazidja.osm.pbf');
  if (!existsSync(file)) {
    await writeProvince(join(folder, 'small'), { cells: 10_000, segments: 300_000, facilities: 10 });
    file = join(folder, 'small/roads.osm.pbf');
  }
  const megabytes = statSync(file).size / 1e6;
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  const rateOf = async <T>(work: () => T): Promise<{ seen: Awaited<T>; rate: number }> => {
    const before = process.cpuUsage();
    let seen = await work();
    for (let pass = 1; pass < PASSES; pass++) seen = await work();
    const { user, system } = process.cpuUsage(before);
    return { seen, rate: (PASSES * megabytes) / ((user + system) / 1e6) };
  };
  let same = '';
  for (let i = 0; i <= TIMES; i++) {
    const ours = await rateOf(() => readWithOurs(file));
    const peer = await rateOf(() => readWithPeer(file));
    if (peer.seen && JSON.stringify(ours.seen) !== JSON.stringify(peer.seen))
      throw new Error(`two readings differ: ${JSON.stringify(ours.seen)} and ${JSON.stringify(peer.seen)}`);
    same = `${ours.seen.objects} objects, ${ours.seen.tags} tags, ${ours.seen.refs} references`;
    if (i === 0) continue;
    rates.ours.push(ours.rate);
    if (peer.seen) rates.peer.push(peer.rate);
  }
  const ours = quantile(rates.ours, 0.5);
  const peer = rates.peer.length > 0 ? quantile(rates.peer, 0.5) : null;
  const spread = (values: readonly number[]): string =>
    `${quantile(values, 0).toFixed(1)}…${quantile(values, 1).toFixed(1)}`;
  return {
    id: 'pbf',
    ours,
    unit: 'MB/s of CPU',
    peerName: 'osm-pbf-parser',
    peer,
    ratio: peer === null ? null : ours / peer,
    floor: '≥ 20 MB/s and ≥ 2×',
    goal: '≥ 50 MB/s and ≥ 5×',
    floorMet: peer === null ? null : ours >= 20 && ours / peer >= 2,
    goalMet: peer === null ? null : ours >= 50 && ours / peer >= 5,
    note:
      peer === null
        ? `peer not installed: ratio not measured, so nothing is met; ${same}`
        : `${same} on both sides; ours ${spread(rates.ours)}, peer ${spread(rates.peer)}`,
  };
}

function readWithOurs(file: string): PbfSeen {
  const seen: PbfSeen = { objects: 0, tags: 0, refs: 0 };
  const add = (block: { count: number; tagStart: Uint32Array }): void => {
    seen.objects += block.count;
    seen.tags += block.tagStart[block.count]!;
  };
  scanOsmPbf(file, {
    nodes: add,
    ways: (block) => {
      add(block);
      seen.refs += block.refStart[block.count]!;
    },
    relations: (block) => {
      add(block);
      seen.refs += block.memberStart[block.count]!;
    },
  });
  return seen;
}

async function province(folder: string): Promise<BenchRow[]> {
  const files = join(folder, 'province');
  const made = await writeProvince(files, PROVINCE);
  const result = await importIn(files, join(folder, 'province.region'));
  const what = `${result.cells} cells, ${result.edges} road segments, ${result.facilities} facilities`;
  if (
    result.cells !== made.cells ||
    result.edges < PROVINCE.segments ||
    result.facilities !== made.facilities
  )
    throw new Error(`the province came out otherwise than made: ${what}`);
  const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
  return [
    atMost('province', result.seconds, 's', 600, 180, what),
    atMost(
      'peak',
      result.peakBytes / result.arrayBytes,
      '× the pack unpacked',
      4,
      2.5,
      `peak ${mb(result.peakBytes)}; pack ${mb(result.arrayBytes)} unpacked, ${mb(result.packBytes)} on the disk`,
    ),
  ];
}

function atMost(id: string, ours: number, unit: string, floor: number, goal: number, note: string): BenchRow {
  const bounds = { floor: `≤ ${floor}`, goal: `≤ ${goal}` };
  return figureRow({ id, ours, unit, ...bounds, floorMet: ours <= floor, goalMet: ours <= goal, note });
}

function absent(id: string, unit: string, note: string): BenchRow {
  return figureRow({ id, ours: null, unit, note });
}
