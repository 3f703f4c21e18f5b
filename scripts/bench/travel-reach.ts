import { once } from 'node:events';
import { join } from 'node:path';
import { computeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { Travel } from '../../server/contract/travel.ts';
import { buildHybridEngine } from '../../server/kernel/catchment/hybrid-engine.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { buildRoadGraph } from '../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../server/kernel/network/edge-speeds.ts';
import { buildLandPace, describeGround, describeRoadUse } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import { hasShared, sharedFolder } from '../../tests/support/real-data.ts';
import { quantile, type BenchRow } from './bench-row.ts';
import { startBundledWorker } from './bundle-worker.ts';
import { writeArcs } from './travel-arcs.ts';
import { buildBenchCounty, type ReachCase } from './travel-county.ts';
import { ensurePeer, runScipy, type PeerReach } from './travel-peers.ts';
import { compareRow } from './travel-rows.ts';

const HOUR = 3600;

/**
 * Reach lists of a generated county against scipy on the same graph; on foot also on two threads and, where
 * there, on ngazidja.
 */
export async function measureReach(mode: 'walk' | 'car', size: number, folder: string): Promise<BenchRow[]> {
  const driving = mode === 'car';
  const facilities = driving ? 50 : 500;
  const side = Math.round(size * (driving ? 0.15 : 0.405));
  const county = buildBenchCounty(side, driving, facilities);
  const row = compareReach(`reach-${mode}`, county, county.raster.sources, folder);
  if (driving) return [{ ...row, floor: 'reported', floorMet: row.peer !== null }];
  const rows = [row, await measureThreads(side, facilities, folder)];
  if (hasShared('data/ngazidja', 'reach on ngazidja')) rows.push(await measureNgazidja(folder));
  return rows;
}

/** Ours and scipy by turns. */
function compareReach(id: string, reach: ReachCase, sources: Int32Array, folder: string): BenchRow {
  const { engine, population } = reach;
  const nodes = writeArcs(reach, sources, HOUR, folder);
  const times: number[] = [];
  const cpus: number[] = [];
  let pairs = 0;
  let sum = 0;
  const own = (): void => {
    const began = performance.now();
    const cpu = process.cpuUsage();
    const lists = computeReachLists(engine, sources, population, HOUR);
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
  const { columns, rows } = engine.grid;
  return compareRow({
    id,
    ours: times,
    peerName: 'scipy dijkstra',
    peer: same ? peers.map((p) => p.wall) : [],
    floor: 5,
    goal: 10,
    oursCpu: cpus,
    peerCpu: peers.map((p) => p.cpu),
    note:
      `${pairs} pairs of ${sources.length} places (${rate.toExponential(2)} a second), sum ${sum.toPrecision(12)} s, ` +
      `${columns} × ${rows} cells; ` +
      (same
        ? 'same pairs and sum'
        : `DIFFERENT: ${peers.map((p) => `${p.pairs} pairs, ${p.sum} s`).join('; ')}`),
  });
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
    const both = await timed([
      [0, half],
      [half, facilities],
    ]);
    if (round === 0) continue;
    one.push(single);
    two.push(both);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  return compareRow({
    id: 'reach-walk-2t',
    ours: two,
    peerName: 'one thread of ours',
    peer: one,
    floor: 1.5,
    goal: 1.8,
    note: 'facilities split in halves',
  });
}

/** The real island, from 500 of its populated cells. */
async function measureNgazidja(folder: string): Promise<BenchRow> {
  const region = await importRegion({
    files: [join(sharedFolder, 'data/ngazidja')],
    id: 'ngazidja',
    nameEn: 'Ngazidja',
  });
  const travel = Travel.parse({ mode: 'walk', direction: 'from-facility' });
  const { pace, state } = buildLandPace(region, travel);
  const land = buildLand({ ...describeGround(region, travel), paceSecondsPerMeter: pace });
  const { rules } = describeRoadUse(travel);
  const graph = buildRoadGraph(region.roads, computeEdgeSpeeds(region.roads, rules), null, land);
  const engine = buildHybridEngine({
    land,
    roads: { network: region.roads, graph },
    boardingSeconds: 0,
    toFacility: false,
    cellState: state,
  });
  const open: number[] = [];
  state.forEach((why, cell) => {
    if (why === 0 && region.population[cell]! > 0) open.push(cell);
  });
  const sources = Int32Array.from({ length: 500 }, (_, i) => open[Math.floor((i * open.length) / 500)]!);
  const reach = { land, graph, engine, boardingSeconds: 0, population: region.population };
  return compareReach('reach-walk-ngazidja', reach, sources, folder);
}
