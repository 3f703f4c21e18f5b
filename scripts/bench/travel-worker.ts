import { parentPort, workerData } from 'node:worker_threads';
import { computeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { buildBenchCounty } from './travel-county.ts';

// A thread of the reach rows: builds the county, states it, then searches from the facilities it is reported.
const { side, driving, facilities, limitSeconds } = workerData as {
  side: number;
  driving: boolean;
  facilities: number;
  limitSeconds: number;
};
const { engine, raster } = buildBenchCounty(side, driving, facilities);
engine.computeReach(raster.sources[0]!, limitSeconds);
parentPort!.on('message', ([from, to]: [number, number]) => {
  const lists = computeReachLists(engine, raster.sources.slice(from, to), raster.population, limitSeconds);
  parentPort!.postMessage(lists.cells.length, []);
});
parentPort!.postMessage(-1, []);
