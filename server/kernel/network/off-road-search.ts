import type { Land } from '../cost/land.ts';
import { WalkSearch } from '../cost/walk-search.ts';
import { countCells } from '../grid/grid.ts';
import { walkLineInto, type LineWalk } from './line-walk.ts';
import { NumberList } from './number-list.ts';
import type { VehicleSearch } from './ride-search.ts';
import type { AccessLinks, RoadArcs, RoadGraph } from './road-graph.ts';

/**
 * Where a vehicle may leave the road: its own pace by cell, and its ways between cells and the roads it may
 * ride.
 */
export interface OffRoad {
  /**
   * Infinity where the vehicle does not go. `means` states what slope does to it; null elevation for motors.
   */
  readonly land: Land;
  readonly links: AccessLinks;
}

/**
 * Least seconds by vehicle over land and roads: the search walkers use, on the vehicle's paces, links and
 * road arcs. Boarded in every cell
 * and at every road node that it can move on from.
 */
export class OffRoadSearch extends WalkSearch implements VehicleSearch {
  readonly first = 0;
  readonly #ride: RoadArcs;

  constructor(offRoad: OffRoad, nodeCount: number, ride: RoadArcs) {
    super(offRoad.land, { nodeCount, arcs: ride, links: offRoad.links });
    this.#ride = ride;
  }

  carries(node: number): boolean {
    if (node < this.cells) return this.land.paceSecondsPerMeter[node] !== Infinity;
    return this.#ride.start[node - this.cells + 1]! > this.#ride.start[node - this.cells]!;
  }
}

/**
 * A vehicle's ways on and off the roads: each walker's link at a node that carries vehicles, if the
 * straight way crosses only cells the
 * vehicle may enter, at the vehicle's speed there. So whoever gets in or out stands where a walker could.
 * O(links).
 * Throws RangeError when the land's grid is not the graph's.
 */
export function buildOffRoad(land: Land, graph: RoadGraph): OffRoad {
  const { links, ride } = graph;
  const cells = countCells(land.metric.grid);
  if (links.cellStart.length !== cells + 1)
    throw new RangeError(`off-road: the land has ${cells} cells, the graph ${links.cellStart.length - 1}`);
  const cellStart = new Int32Array(cells + 1);
  const nodeStart = new Int32Array(graph.nodeCount + 1);
  const node = new NumberList('int32');
  const out = new NumberList('float64');
  const back = new NumberList('float64');
  const way: LineWalk = { meters: 0, toRoad: 0, fromRoad: 0 };
  for (let cell = 0; cell < cells; cell++) {
    for (let i = links.cellStart[cell]!; i < links.cellStart[cell + 1]!; i++) {
      const at = links.cellNode[i]!;
      if (ride === null || ride.start[at + 1] === ride.start[at]) continue;
      if (!walkLineInto(land, cell, graph.nodeX[at]!, graph.nodeY[at]!, way)) continue;
      node.push(at);
      out.push(way.toRoad);
      back.push(way.fromRoad);
      nodeStart[at + 1]!++;
    }
    cellStart[cell + 1] = node.length;
  }
  const cellNode = node.take();
  const cellOut = out.take();
  const cellBack = back.take();
  for (let n = 0; n < graph.nodeCount; n++) nodeStart[n + 1]! += nodeStart[n]!;
  const fill = nodeStart.slice(0, graph.nodeCount);
  const nodeCell = new Int32Array(cellNode.length);
  const nodeOut = new Float64Array(cellNode.length);
  const nodeBack = new Float64Array(cellNode.length);
  for (let cell = 0; cell < cells; cell++)
    for (let i = cellStart[cell]!; i < cellStart[cell + 1]!; i++) {
      const at = fill[cellNode[i]!]!++;
      nodeCell[at] = cell;
      nodeOut[at] = cellBack[i]!;
      nodeBack[at] = cellOut[i]!;
    }
  return {
    land,
    links: {
      cellStart,
      cellNode,
      cellOut,
      cellBack,
      nodeStart,
      nodeCell,
      nodeOut,
      nodeBack,
    },
  };
}
