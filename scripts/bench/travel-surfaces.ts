import type { Worker } from 'node:worker_threads';
import { FastLandSearch } from '../../server/kernel/cost/fast-land-search.ts';
import { buildLand, type Land } from '../../server/kernel/cost/land.ts';
import { getSlopeFunction } from '../../server/kernel/cost/slope.ts';
import { FROM_SOURCE, WalkSearch } from '../../server/kernel/cost/walk-search.ts';
import type { BenchRow } from './bench-row.ts';
import { startBundledWorker } from './bundle-worker.ts';
import { ensurePeer, runGrass, runSkimage, type PeerRun } from './travel-peers.ts';
import type { BenchRaster } from './travel-raster.ts';
import { checksum, compareRow, describe, greatestDifference, limitRow } from './travel-rows.ts';

export interface SurfaceRun {
  readonly wall: number;
  readonly cpu: number;
  readonly expanded: number;
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
}

/** From ground to a surface with allocation in rows: instance, tiles, search, rows. */
export function runSurface(land: Land, sources: Int32Array, helper: Worker | null = null): SurfaceRun {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const search = new FastLandSearch(land, null, false, { shared: helper !== null });
  search.begin(Infinity);
  search.meetAll();
  sources.forEach((cell, i) => search.seedCell(cell, 0, i));
  if (helper === null) search.run();
  else search.runTogether((job) => helper.postMessage(job, []));
  const { expanded } = search;
  const surface = search.settleSurface();
  const used = process.cpuUsage(cpu);
  return {
    wall: (performance.now() - began) / 1e3,
    cpu: (used.user + used.system) / 1e6,
    expanded,
    ...surface,
  };
}

/** Ground as r.cost sees it (friction, no corners), or as r.walk does at friction 0. */
export function buildSurfaceLand(raster: BenchRaster, sloped: boolean, neighbours: 8 | 16): Land {
  return buildLand({
    grid: raster.grid,
    paceSecondsPerMeter: sloped ? raster.pace.map((p) => (p === Infinity ? p : 0.72)) : raster.pace,
    elevation: sloped ? raster.elevation : null,
    slope: sloped ? getSlopeFunction('naismith-langmuir') : null,
    neighbours,
    corners: 'open',
  });
}

/**
 * Ours and the peers by turns: A B A B; a peer slower than 20 s runs twice, else five times, ours five
 * times.
 */
export async function measureSurface(
  row: { id: string; sloped: boolean; neighbours: 8 | 16; floor: number; goal: number },
  raster: BenchRaster,
  folder: string,
): Promise<BenchRow[]> {
  const land = buildSurfaceLand(raster, row.sloped, row.neighbours);
  const peers: { name: string; goal: number; floor: number; run: (() => PeerRun) | null; runs: PeerRun[] }[] =
    [
      {
        name: `GRASS r.${row.sloped ? 'walk' : 'cost'}${row.neighbours === 16 ? ' -k' : ''}`,
        floor: row.floor,
        goal: row.goal,
        run: ensurePeer('grass')
          ? () => runGrass(raster, folder, row.sloped ? 'walk' : 'cost', row.neighbours)
          : null,
        runs: [],
      },
    ];
  if (!row.sloped && row.neighbours === 8)
    peers.push({
      name: 'scikit-image MCP_Geometric',
      floor: 6,
      goal: 10,
      run: ensurePeer('skimage') ? () => runSkimage(raster, folder) : null,
      runs: [],
    });
  const ours: SurfaceRun[] = [];
  const own = (): void => {
    if (ours.length > 0) ours[ours.length - 1] = { ...ours[ours.length - 1]!, seconds: new Float64Array(0) };
    ours.push(runSurface(land, raster.sources));
  };
  runSurface(land, raster.sources);
  const helper = peers.length > 1 ? startBundledWorker('travel-helper', folder) : null;
  const together: SurfaceRun[] = [];
  if (helper !== null) runSurface(land, raster.sources, helper);
  let worst = 0;
  let worstTogether = 0;
  for (let round = 0; round < 5; round++) {
    own();
    const { seconds } = ours[ours.length - 1]!;
    if (helper !== null) {
      const run = runSurface(land, raster.sources, helper);
      worstTogether = Math.max(worstTogether, greatestDifference(seconds, run.seconds));
      together.push({ ...run, seconds: new Float64Array(0), nearest: new Int32Array(0) });
    }
    for (const peer of peers) {
      if (peer.run === null || (round >= 2 && peer.runs[0]!.wall > 20)) continue;
      const run = peer.run();
      worst = Math.max(worst, greatestDifference(seconds, run.seconds));
      peer.runs.push({ ...run, seconds: new Float64Array(0) });
    }
  }
  const last = ours[ours.length - 1]!;
  const note = [
    checksum(last.seconds),
    `greatest relative difference ${worst.toExponential(1)}`,
    `${(last.expanded / raster.passable).toFixed(3)} expansions a cell`,
  ].join(', ');
  await helper?.terminate();
  const rows = peers.map((peer, i) =>
    compareRow({
      id: i === 0 ? row.id : `${row.id}-skimage`,
      ours: ours.map((o) => o.wall),
      peerName: peer.name,
      peer: worst < 1e-9 ? peer.runs.map((p) => p.wall) : [],
      floor: peer.floor,
      goal: peer.goal,
      oursCpu: ours.map((o) => o.cpu),
      peerCpu: peer.runs.map((p) => p.cpu),
      note,
    }),
  );
  if (helper !== null)
    rows.push(
      compareRow({
        id: `${row.id}-2t`,
        ours: together.map((o) => o.wall),
        peerName: peers[0]!.name,
        peer: worst < 1e-9 && worstTogether === 0 ? peers[0]!.runs.map((p) => p.wall) : [],
        floor: 10,
        goal: 20,
        oursCpu: together.map((o) => o.cpu),
        peerCpu: peers[0]!.runs.map((p) => p.cpu),
        note:
          `two threads, ${worstTogether === 0 ? 'the same bits as one' : 'DIFFERENT from one'}, one thread in ` +
          `the same run ${describe(ours.map((o) => o.wall))}`,
      }),
    );
  return rows;
}

/**
 * What WebAssembly pays: the search against its twin in TypeScript, each on ground of its own size; the
 * same bits.
 */
export function measureTwin(raster: BenchRaster): BenchRow {
  const land = buildSurfaceLand(raster, true, 16);
  const ours: SurfaceRun[] = [];
  const twin: SurfaceRun[] = [];
  let same = true;
  for (let round = 0; round < 6; round++) {
    const run = runSurface(land, raster.sources);
    const other = runTwin(land, raster.sources);
    same &&= greatestDifference(run.seconds, other.seconds) === 0;
    if (round === 0) continue;
    ours.push(run);
    twin.push(other);
  }
  return compareRow({
    id: 'surface-twin',
    ours: ours.map((o) => o.wall),
    peerName: 'WalkSearch in TypeScript',
    peer: same ? twin.map((t) => t.wall) : [],
    floor: 1.5,
    goal: 1.5,
    oursCpu: ours.map((o) => o.cpu),
    peerCpu: twin.map((t) => t.cpu),
    note:
      `${same ? 'the same bits' : 'DIFFERENT'}, 16 neighbours with slope, ` +
      `${land.paceSecondsPerMeter.length} cells; ${checksum(ours[0]!.seconds)}`,
  });
}

function runTwin(land: Land, sources: Int32Array): SurfaceRun {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const search = new WalkSearch(land, null);
  sources.forEach((cell, i) => search.seed(cell, 0, i, FROM_SOURCE));
  search.run(Infinity, false);
  const used = process.cpuUsage(cpu);
  return {
    wall: (performance.now() - began) / 1e3,
    cpu: (used.user + used.system) / 1e6,
    expanded: search.touchedCount,
    seconds: search.seconds,
    nearest: search.owner,
  };
}

/** Bytes a cell that one surface with allocation adds to the process. */
export function measureMemory(raster: BenchRaster): BenchRow {
  const land = buildSurfaceLand(raster, false, 8);
  const cells = land.paceSecondsPerMeter.length;
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  const run = runSurface(land, raster.sources);
  const resident = (process.memoryUsage.rss() - before) / cells;
  const search = new FastLandSearch(land, null, false);
  const reserved = search.reservedBytes / cells;
  return limitRow(
    'memory',
    Math.max(resident, reserved),
    'bytes/cell',
    32,
    20,
    `reserved ${reserved.toFixed(2)}, resident set grew by ${resident.toFixed(2)}: seconds 8, owner 4, ` +
      'pace code 2, pending bits, tables; ' +
      `the answer lies in it, the caller's ground (float64 pace, 8) beside it; ${checksum(run.seconds)}. ` +
      'There is no float32 surface: the exact one takes less than 20',
  );
}

/** Nanoseconds a cell on a large grid against a small one, by processor time. */
export function measureGrowth(large: BenchRaster, small: BenchRaster): BenchRow {
  const perCell = (raster: BenchRaster, times: number): number => {
    const land = buildSurfaceLand(raster, false, 8);
    const all = Array.from({ length: times }, () => runSurface(land, raster.sources).cpu);
    return (all.sort((a, b) => a - b)[times >> 1]! / raster.passable) * 1e9;
  };
  perCell(small, 3);
  const little = perCell(small, 9);
  const much = perCell(large, 3);
  return limitRow(
    'growth',
    much / little,
    '×',
    3,
    1.5,
    `${much.toFixed(1)} ns a cell at ${large.pace.length} cells, ${little.toFixed(1)} at ${small.pace.length}`,
  );
}
