import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CoverageInputs, ReferralInputs } from '../../server/contract/processes.ts';
import { Travel } from '../../server/contract/travel.ts';
import { computeFairCapacity } from '../../server/kernel/access/capacity-fair.ts';
import { computeSequentialCapacity } from '../../server/kernel/access/capacity-sequential.ts';
import { computeCoverage } from '../../server/kernel/access/coverage.ts';
import { computeFacilityOrder } from '../../server/kernel/access/facility-order.ts';
import { computeReachLists, type ReachLists } from '../../server/kernel/access/reach-lists.ts';
import { createRandom } from '../../server/kernel/stats/random.ts';
import { computeSum } from '../../server/kernel/stats/sum.ts';
import { buildTravelEngine } from '../../server/region/travel/build-engine.ts';
import { importRegion } from '../../server/region/import/import-region.ts';
import { hashRegionPack, writeRegionPack } from '../../server/region/model/region-pack.ts';
import type { Facility, Region } from '../../server/region/model/region.ts';
import type { RegionReference } from '../../server/questions/shared/task-context.ts';
import { coverageDrawsTask, mergeDrawsTask } from '../../server/questions/coverage/question.ts';
import { referralBlockTask } from '../../server/questions/referral/question.ts';
import type { Task } from '../../server/questions/shared/task.ts';
import { createThreadPool } from '../../server/workers/thread-pool.ts';
import { buildStale, home } from '../build/build-parts.ts';
import { figureRow, quantile, type Bench, type BenchRow } from './bench-row.ts';

const SEED = 20_261_123;
const THREADS = 2;
const ZONAL_SIDE = 4000;
const ZONES = 500;
const FACILITIES = 500;
const REFERRING = 600;
const REFERRED = 200;
const DRAWS = 100;

/**
 * Coverage by zone, capacity in turns and fairly, referral, uncertainty: each against the seconds issue F
 * allows.
 */
export const bench: Bench = async ({ only }) => {
  const rows: BenchRow[] = [];
  const wants = (id: string): boolean => only === undefined || only === id;
  const add = (id: string, seconds: readonly number[], floor: number, note: string): void => {
    const ours = quantile(seconds, 0.5);
    rows.push(
      figureRow({
        id,
        ours,
        unit: 's',
        floor: `${floor} s`,
        floorMet: ours <= floor,
        note:
          `${note}; median of ${seconds.length}, ${Math.min(...seconds).toFixed(2)} to ` +
          `${Math.max(...seconds).toFixed(2)} s`,
      }),
    );
  };
  if (wants('zonal')) {
    const { seconds, checksum } = timeZonal();
    add('zonal', seconds, 1, `${ZONAL_SIDE}² cells × ${ZONES} zones, 4 cut-offs; covered ${checksum}`);
  }
  if (!['sequential', 'fair', 'referral', 'uncertainty'].some(wants)) return rows;
  const region = await importRegion({ files: [join(home, 'data/geo/qinghe')], id: 'qinghe' });
  if (wants('sequential') || wants('fair')) {
    const { lists, population, capacities } = listReach(region);
    const pairs = `${FACILITIES} facilities, ${lists.cells.length} pairs within 60 min on foot, lists given`;
    if (wants('sequential')) {
      const order = computeFacilityOrder(capacities);
      let served = 0;
      const times = repeat(5, () => {
        served = computeSequentialCapacity(lists, population, capacities, order).servedPeople;
      });
      add('sequential', times, 2, `${pairs}; served ${served.toFixed(3)}`);
    }
    if (wants('fair')) {
      let answer: ReturnType<typeof computeFairCapacity> | null = null;
      const times = repeat(3, () => {
        answer = computeFairCapacity(lists, population, capacities);
      });
      const { servedPeople, certificate } = answer!;
      add(
        'fair',
        times,
        10,
        `${pairs}; served ${servedPeople.toFixed(3)}, gap ${certificate.gap.toExponential(1)}`,
      );
    }
  }
  if (wants('referral') || wants('uncertainty')) {
    const folder = mkdtempSync(join(tmpdir(), 'careshed-bench-'));
    await buildStale(['server']);
    const pool = createThreadPool({
      filename: join(home, 'dist/server/worker.js'),
      threads: 1,
      jobThreads: THREADS,
    });
    const runAll = async <Input, Output>(
      task: Task<Input, Output>,
      inputs: readonly Input[],
    ): Promise<Output[]> => Promise.all(inputs.map((input) => pool.run(task, input, { lane: 'job' })));
    try {
      if (wants('referral')) {
        const reference = writePack(placeReferring(region), join(folder, 'referral.region'));
        const inputs = ReferralInputs.parse({ region: 'qinghe', limitMinutes: 120, travel: { mode: 'car' } });
        const parts = 8;
        const [seconds, blocks, cpu] = await clock(() =>
          runAll(
            referralBlockTask,
            Array.from({ length: parts }, (_, part) => ({
              region: reference,
              inputs,
              fromTier: 'village',
              toTier: 'township',
              meters: 'all',
              part,
              parts,
            })),
          ),
        );
        const found = blocks.reduce((sum, block) => sum + block.from.length, 0);
        const meters = computeSum(blocks.flatMap((block) => [...block.meters]));
        add(
          'referral',
          [seconds],
          60,
          `${REFERRING} × ${REFERRED} by car, 120 min, ${THREADS} threads cold, ${cpu.toFixed(0)} s of CPU; ` +
            `${found} pairs, ${Math.round(meters)} m`,
        );
      }
      if (wants('uncertainty')) {
        const reference = writePack(region, join(folder, 'sample.region'));
        const inputs = CoverageInputs.parse({
          region: 'qinghe',
          cutoffMinutes: [30, 60],
          uncertainty: { draws: DRAWS },
        });
        const task = {
          region: reference,
          inputs: { ...inputs, uncertainty: inputs.uncertainty! },
          upload: null,
        };
        const [seconds, merged, cpu] = await clock(async () => {
          const blocks = await runAll(
            coverageDrawsTask,
            Array.from({ length: DRAWS / 10 }, (_, i) => ({ ...task, first: i * 10, count: 10 })),
          );
          return pool.run(mergeDrawsTask, { ...task, blocks }, { lane: 'job' });
        });
        const { covered } = merged.detail.cutoffs.at(-1)!;
        add(
          'uncertainty',
          [seconds],
          20,
          `${DRAWS} draws on foot, ${THREADS} threads cold, ${cpu.toFixed(0)} s of CPU; P10 ` +
            `${Math.round(covered.p10)}, P50 ${Math.round(covered.p50)}, P90 ${Math.round(covered.p90)}`,
        );
      }
    } finally {
      await pool.close();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return rows;
};

function timeZonal(): { seconds: number[]; checksum: number } {
  const cells = ZONAL_SIDE * ZONAL_SIDE;
  const random = createRandom(SEED);
  const seconds = Float64Array.from({ length: cells }, () => random.uniform() * 9000);
  const population = Float64Array.from({ length: cells }, () => Math.floor(random.uniform() * 4));
  const cellState = new Uint8Array(cells);
  const perRow = Math.ceil(ZONES / 20);
  const zoneOfCell = Int32Array.from({ length: cells }, (_, cell) => {
    const row = Math.floor(cell / ZONAL_SIDE);
    const column = cell - row * ZONAL_SIDE;
    return Math.floor((row * 20) / ZONAL_SIDE) * perRow + Math.floor((column * perRow) / ZONAL_SIDE);
  });
  let checksum = 0;
  const times = repeat(5, () => {
    const coverage = computeCoverage({
      seconds,
      cellState,
      population,
      cutoffsSeconds: [900, 1800, 3600, 7200],
      zoneOfCell,
      zoneCount: ZONES,
    });
    checksum = coverage.cutoffs[3]!.covered;
  });
  return { seconds: times, checksum };
}

/**
 * Reach lists of the sample's facilities and as many random ones as make 500, with room for about half of
 * the people.
 */
function listReach(region: Region): {
  lists: ReachLists;
  population: Float64Array;
  capacities: Float64Array;
} {
  const { population } = region;
  const random = createRandom(SEED, 1);
  const cells = region.facilities.slice(0, FACILITIES).map((facility) => facility.cell);
  while (cells.length < FACILITIES) {
    const cell = Math.floor(random.uniform() * population.length);
    if (population[cell]! > 0) cells.push(cell);
  }
  const engine = buildTravelEngine(region, Travel.parse({ mode: 'walk' }));
  const lists = computeReachLists(engine, Int32Array.from(cells), population, 3600);
  const capacities = Float64Array.from(cells, (_, i) =>
    Math.round((region.facilities[i]?.capacity ?? 2000) / 12),
  );
  return { lists, population, capacities };
}

/** The region with 600 village posts and 200 township centres at random populated cells. */
function placeReferring(region: Region): Region {
  const random = createRandom(SEED, 2);
  const pattern = region.facilities[0]!;
  const facilities: Facility[] = [];
  while (facilities.length < REFERRING + REFERRED) {
    const cell = Math.floor(random.uniform() * region.population.length);
    if (!(region.population[cell]! > 0)) continue;
    const tier = facilities.length < REFERRING ? ('village' as const) : ('township' as const);
    facilities.push({ ...pattern, id: `B${facilities.length}`, cell, tier });
  }
  return { ...region, facilities };
}

function writePack(region: Region, path: string): RegionReference {
  writeRegionPack(region, path);
  return { id: region.id, packPath: path, hash: hashRegionPack(path) };
}

function repeat(times: number, run: () => void): number[] {
  run();
  return Array.from({ length: times }, () => {
    const began = performance.now();
    run();
    return (performance.now() - began) / 1000;
  });
}

/** Wall seconds, the answer, and seconds of CPU of all threads: on a busy machine the first reports little. */
async function clock<T>(run: () => Promise<T>): Promise<[number, T, number]> {
  const began = performance.now();
  const before = process.cpuUsage();
  const answer = await run();
  const { user, system } = process.cpuUsage(before);
  return [(performance.now() - began) / 1000, answer, (user + system) / 1e6];
}
