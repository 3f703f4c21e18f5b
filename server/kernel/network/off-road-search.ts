import type { Land } from '../cost/land.ts';
import { WalkSearch } from '../cost/walk-search.ts';
import { countCells } from '../grid/grid.ts';
import { walkLineInto, type LineWalk } from './line-walk.ts';
import { NumberList } from './number-list.ts';
import type { VehicleSearch } from './ride-search.ts';
import { AccessLinks } from './access-links.ts';
import type { RoadArcs, RoadGraph } from './road-graph.ts';

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
  if (links.cells !== cells)
    throw new RangeError(`off-road: the land has ${cells} cells, the graph ${links.cells}`);
  const nodeStart = new Int32Array(graph.nodeCount + 1);
  const nodeCell = new NumberList('int32');
  const nodeOut = new NumberList('float64');
  const nodeBack = new NumberList('float64');
  const way: LineWalk = { meters: 0, toRoad: 0, fromRoad: 0 };
  for (let node = 0; node < graph.nodeCount; node++) {
    const carries = ride !== null && ride.start[node + 1]! > ride.start[node]!;
    for (let i = links.nodeStart[node]!; carries && i < links.nodeStart[node + 1]!; i++) {
      const cell = links.nodeCell[i]!;
      if (!walkLineInto(land, cell, graph.nodeX[node]!, graph.nodeY[node]!, way)) continue;
      nodeCell.push(cell);
      nodeOut.push(way.fromRoad);
      nodeBack.push(way.toRoad);
    }
    nodeStart[node + 1] = nodeCell.length;
  }
  return {
    land,
    links: new AccessLinks(cells, nodeStart, nodeCell.take(), nodeOut.take(), nodeBack.take()),
  };
}
