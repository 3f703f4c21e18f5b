import { once } from 'node:events';
import { join } from 'node:path';
import { computeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { Travel } from '../../server/contract/travel.ts';
import { buildTravelEngine } from '../../server/region/build-engine.ts';
import { importRegion } from '../../server/region/import-region.ts';
import { hasShared, sharedFolder } from '../../tests/support/real-data.ts';
import { quantile, type BenchRow } from './bench-row.ts';
import { startBundledWorker } from './bundle-worker.ts';
import { writeArcs } from './travel-arcs.ts';
import { buildBenchCounty } from './travel-county.ts';
import { ensurePeer, runScipy, type PeerReach } from './travel-peers.ts';
import { compareRow, describe, limitRow } from './travel-rows.ts';

const HOUR = 3600;

/** Reach lists of a generated county against scipy on the same graph; on foot also on two threads and, where there, on ngazidja. */
export async function measureReach(mode: 'walk' | 'car', size: number, folder: string): Promise<BenchRow[]> {
  const driving = mode === 'car';
  const facilities = driving ? 50 : 500;
  const side = Math.round(size * (driving ? 0.15 : 0.405));
  const county = buildBenchCounty(side, driving, facilities);
  const { engine, raster } = county;
  const nodes = writeArcs(county, raster.sources, HOUR, folder);
  const times: number[] = [];
  const cpus: number[] = [];
  let pairs = 0;
  let sum = 0;
  const own = (): void => {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const lists = computeReachLists(engine, raster.sources, raster.population, HOUR);
    const used = process.cpuUsage(cpu);
    times.push((performance.now() - began) / 1e3);
    cpus.push((used.user + used.system) / 1e6);
    pairs = lists.cells.length;
    sum = lists.seconds.reduce((a, b) => a + b, 0);
  };
  own();
  times.length = cpus.length = 0;
  const can = ensurePeer('scipy');
  const peers: PeerReach[] = [];
  for (let round = 0; round < 5; round++) {
    own();
    if (can && (round < 2 || peers[0]!.wall <= 20)) peers.push(runScipy(folder, nodes, HOUR));
  }
  const same = peers.every((p) => p.pairs === pairs && Math.abs(p.sum - sum) <= 1e-7 * sum);
  const rate = pairs / quantile(times, 0.5);
  const note =
    `${pairs} pairs (${rate.toExponential(2)} a second), sum ${sum.toPrecision(12)} s, ${side} × ${side} cells; ` +
    `${same ? 'same pairs and sum' : `DIFFERENT: ${peers.map((p) => `${p.pairs} pairs, ${p.sum} s`).join('; ')}`}; cpu ${describe(cpus)}` +
    (peers.length ? ` (peer's ${describe(peers.map((p) => p.cpu))})` : '');
  const row = compareRow({
    id: `reach-${mode}`, ours: times, peerName: 'scipy dijkstra', peer: same ? peers.map((p) => p.wall) : [],
    floor: 5, goal: 10, note,
  }); // prettier-ignore
  if (driving) return [{ ...row, floor: 'reported', floorMet: row.peer !== null }];
  const rows = [row, await measureThreads(side, facilities, folder)];
  if (hasShared('data/ngazidja', 'reach on ngazidja')) rows.push(await measureNgazidja());
  return rows;
}

/** How much quicker two threads are than one; each has half of the facilities. */
async function measureThreads(side: number, facilities: number, folder: string): Promise<BenchRow> {
  const workers = [0, 1].map(() =>
    startBundledWorker('travel-worker', folder, { side, driving: false, facilities, limitSeconds: HOUR }),
  );
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const half = facilities >> 1;
  const timed = async (work: readonly (readonly [number, number])[]): Promise<number> => {
    const began = performance.now();
    await Promise.all(
      work.map(async (part, i) => {
        workers[i]!.postMessage(part, []);
        await once(workers[i]!, 'message');
      }),
    );
    return (performance.now() - began) / 1e3;
  };
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < 6; round++) {
    const single = await timed([[0, facilities]]);
    const both = await timed([[0, half], [half, facilities]]); // prettier-ignore
    if (round === 0) continue;
    one.push(single);
    two.push(both);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return compareRow({
    id: 'reach-walk-2t', ours: two, peerName: 'one thread of ours', peer: one, floor: 1.5, goal: 1.8,
    note: 'facilities split in halves',
  }); // prettier-ignore
}

/** The real island: ours only, its engine keeps its graph to itself. */
async function measureNgazidja(): Promise<BenchRow> {
  const region = await importRegion({
    files: [join(sharedFolder, 'data/ngazidja')], id: 'ngazidja', nameEn: 'Ngazidja',
  }); // prettier-ignore
  const engine = buildTravelEngine(region, Travel.parse({ mode: 'walk' }));
  const open: number[] = [];
  engine.cellState.forEach((state, cell) => {
    if (state === 0 && region.population[cell]! > 0) open.push(cell);
  });
  const sources = Int32Array.from({ length: 500 }, (_, i) => open[Math.floor((i * open.length) / 500)]!);
  const times: number[] = [];
  let pairs = 0;
  for (let round = 0; round < 4; round++) {
    const began = performance.now();
    pairs = computeReachLists(engine, sources, region.population, HOUR).cells.length;
    if (round > 0) times.push((performance.now() - began) / 1e3);
  }
  return limitRow(
    'reach-walk-ngazidja',
    quantile(times, 0.5),
    's',
    null,
    null,
    `${pairs} pairs of 500 places, ${describe(times)}`,
  );
}
