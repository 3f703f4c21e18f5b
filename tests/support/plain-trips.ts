import FlatQueue from 'flatqueue';
import { MOVES } from '../../server/kernel/grid/grid-metric.ts';
import { NONE, UNREACHED } from '../../server/kernel/grid/grid.ts';
import type { Land } from '../../server/kernel/cost/land.ts';
import { computeStepSeconds, findMoveTarget } from '../../server/kernel/cost/step-seconds.ts';
import type { RoadGraph } from '../../server/kernel/network/road-graph.ts';

/** What a plain trip search answers, one entry per cell. */
export interface PlainTrips {
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
}

/** Labels (seconds, owner) of a set of nodes; kept when better in that order. */
class Labels {
  readonly seconds: Float64Array;
  readonly owner: Int32Array;
  readonly queue = new FlatQueue<number>();
  readonly #limit: number;

  constructor(nodes: number, limit: number) {
    this.seconds = new Float64Array(nodes).fill(UNREACHED);
    this.owner = new Int32Array(nodes).fill(NONE);
    this.#limit = limit;
  }

  offer(node: number, time: number, owner: number): void {
    if (time > this.#limit || time === UNREACHED) return;
    const old = this.seconds[node]!;
    if (time > old || (time === old && owner >= this.owner[node]!)) return;
    this.seconds[node] = time;
    this.owner[node] = owner;
    this.queue.push(node, time);
  }

  /** Dijkstra with a binary heap: `expand` offers what is beyond a node. */
  settle(expand: (node: number, time: number, owner: number) => void): void {
    while (this.queue.length > 0) {
      const time = this.queue.peekValue()!;
      const node = this.queue.pop()!;
      if (time <= this.seconds[node]!) expand(node, time, this.owner[node]!);
    }
  }
}

/**
 * The hybrid trip (walk, ride, walk) by three plain heap searches over the definition of a step and the
 * lists of the graph: the reference
 * for every engine that is quicker. `graph` null means that there are no roads.
 */
export function computePlainTrips(
  land: Land,
  graph: RoadGraph | null,
  sources: Int32Array,
  options: { limitSeconds: number; backward: boolean; boardingSeconds: number },
): PlainTrips {
  const { limitSeconds, backward, boardingSeconds } = options;
  const cells = land.paceSecondsPerMeter.length;
  const walk = new Labels(cells + (graph?.nodeCount ?? 0), limitSeconds);
  const expand = (node: number, time: number, owner: number): void => {
    if (node < cells)
      for (let k = 0; k < MOVES && k < land.neighbours; k++) {
        const to = findMoveTarget(land, node, k);
        if (to !== NONE) walk.offer(to, time + computeStepSeconds(land, node, k, backward), owner);
      }
    if (graph === null) return;
    const { links, walk: arcs } = graph;
    if (node < cells) {
      for (let i = links.byCell.start[node]!; i < links.byCell.start[node + 1]!; i++)
        walk.offer(
          cells + links.byCell.node[i]!,
          time + (backward ? links.byCell.back : links.byCell.out)[i]!,
          owner,
        );
      return;
    }
    const at = node - cells;
    for (let i = links.nodeStart[at]!; i < links.nodeStart[at + 1]!; i++)
      walk.offer(links.nodeCell[i]!, time + (backward ? links.nodeBack : links.nodeOut)[i]!, owner);
    for (let i = arcs.start[at]!; i < arcs.start[at + 1]!; i++)
      walk.offer(cells + arcs.target[i]!, time + (backward ? arcs.back : arcs.out)[i]!, owner);
  };
  sources.forEach((cell, i) => {
    if (cell !== NONE && land.paceSecondsPerMeter[cell] !== Infinity) walk.offer(cell, 0, i);
  });
  walk.settle(expand);
  if (graph?.ride) {
    const arcs = graph.ride;
    const ride = new Labels(graph.nodeCount, limitSeconds);
    for (let node = 0; node < graph.nodeCount; node++)
      if (arcs.start[node + 1]! > arcs.start[node]! && walk.owner[cells + node] !== NONE)
        ride.offer(node, walk.seconds[cells + node]! + boardingSeconds, walk.owner[cells + node]!);
    ride.settle((node, time, owner) => {
      for (let i = arcs.start[node]!; i < arcs.start[node + 1]!; i++)
        ride.offer(arcs.target[i]!, time + (backward ? arcs.back : arcs.out)[i]!, owner);
    });
    for (let node = 0; node < graph.nodeCount; node++)
      if (ride.owner[node] !== NONE) walk.offer(cells + node, ride.seconds[node]!, ride.owner[node]!);
    walk.settle(expand);
  }
  return { seconds: walk.seconds.subarray(0, cells), nearest: walk.owner.subarray(0, cells) };
}
