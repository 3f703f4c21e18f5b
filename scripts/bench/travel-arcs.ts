import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { computeStepSeconds, findMoveTarget } from '../../server/kernel/cost/step-seconds.ts';
import { NONE } from '../../server/kernel/grid/grid.ts';
import type { ReachCase } from './travel-county.ts';
import { writeRaw } from './travel-peers.ts';

/** Cost of an arc that costs nothing: explicit zeros are not arcs to every library. */
const NOTHING = 1e-9;

/**
 * The trips as one graph in compressed rows, for other libraries: cells and road nodes on foot; with a car
 * three layers, on foot,
 * riding, on foot again. Returns the number of nodes. Files: start, target, cost, sources, counted.
 */
export function writeArcs(
  { land, graph, boardingSeconds, population }: ReachCase,
  sources: Int32Array,
  limitSeconds: number,
  folder: string,
): number {
  const cells = land.paceSecondsPerMeter.length;
  const walkNodes = cells + graph.nodeCount;
  const layered = graph.ride !== null;
  const nodes = layered ? 2 * walkNodes + graph.nodeCount : walkNodes;
  const { links, walk, ride } = graph;
  const room =
    (layered ? 2 : 1) * (cells * land.neighbours + 2 * links.count + walk.target.length) +
    (ride === null ? 0 : ride.target.length + 2 * graph.nodeCount + sources.length);
  const start = new Int32Array(nodes + 1);
  const target = new Int32Array(room);
  const cost = new Float64Array(room);
  let count = 0;
  const arc = (to: number, seconds: number): void => {
    if (!(seconds <= limitSeconds)) return;
    target[count] = to;
    cost[count++] = Math.max(seconds, NOTHING);
  };
  const again = walkNodes + graph.nodeCount;
  const beginsAt = new Set(sources);
  const layFoot = (base: number): void => {
    for (let cell = 0; cell < cells; cell++) {
      if (land.paceSecondsPerMeter[cell] !== Infinity)
        for (let k = 0; k < land.neighbours; k++) {
          const to = findMoveTarget(land, cell, k);
          if (to !== NONE) arc(base + to, computeStepSeconds(land, cell, k, false));
        }
      for (let i = links.byCell.start[cell]!; i < links.byCell.start[cell + 1]!; i++)
        arc(base + cells + links.byCell.node[i]!, links.byCell.out[i]!);
      if (layered && base === 0 && beginsAt.has(cell)) arc(again + cell, NOTHING);
      start[base + cell + 1] = count;
    }
    for (let node = 0; node < graph.nodeCount; node++) {
      for (let i = links.nodeStart[node]!; i < links.nodeStart[node + 1]!; i++)
        arc(base + links.nodeCell[i]!, links.nodeOut[i]!);
      for (let i = walk.start[node]!; i < walk.start[node + 1]!; i++)
        arc(base + cells + walk.target[i]!, walk.out[i]!);
      if (layered && base === 0 && ride!.start[node + 1]! > ride!.start[node]!)
        arc(walkNodes + node, boardingSeconds);
      start[base + cells + node + 1] = count;
    }
  };
  layFoot(0);
  if (ride !== null) {
    for (let node = 0; node < graph.nodeCount; node++) {
      for (let i = ride.start[node]!; i < ride.start[node + 1]!; i++)
        arc(walkNodes + ride.target[i]!, ride.out[i]!);
      arc(again + cells + node, NOTHING);
      start[walkNodes + node + 1] = count;
    }
    layFoot(again);
  }
  writeRaw(join(folder, 'start'), start);
  writeRaw(join(folder, 'target'), target.subarray(0, count));
  writeRaw(join(folder, 'cost'), cost.subarray(0, count));
  writeRaw(join(folder, 'sources'), sources);
  const counted: number[] = [];
  population.forEach((people, cell) => {
    if (people > 0) counted.push((layered ? again : 0) + cell);
  });
  writeRaw(join(folder, 'counted'), Int32Array.from(counted));
  writeFileSync(join(folder, 'arcs.txt'), `${count} arcs, ${nodes} nodes\n`);
  return nodes;
}
