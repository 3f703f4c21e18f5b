import type { Land } from '../cost/land.ts';
import { FROM_SOURCE } from '../cost/walk-search.ts';
import { distanceMeters } from '../grid/grid-metric.ts';
import { centreX, centreY, countCells, NONE, UNREACHED, type Grid } from '../grid/grid.ts';
import { RideSearch } from '../network/ride-search.ts';
import type { RoadArcs, RoadGraph } from '../network/road-graph.ts';
import type { RoadNetwork } from '../network/road-network.ts';
import { countArrayBytes } from '../stats/array-bytes.ts';
import { assertCell, assertLimit, assertSources } from './check-search.ts';
import { describeTrip } from './describe-trip.ts';
import { ReachSorter } from './sort-reach.ts';
import type { TripStep } from './trace-trip.ts';
import {
  CELL_BARRIER,
  CELL_WALKABLE,
  type Reach,
  type Surface,
  type TravelEngine,
  type TravelPath,
} from './travel-engine.ts';

/** What the network model needs. */
export interface NetworkInput {
  readonly land: Land;
  readonly roads: { readonly network: RoadNetwork; readonly graph: RoadGraph };
  readonly boardingSeconds: number;
  readonly toFacility: boolean;
  readonly cellState?: Uint8Array;
}

/**
 * Roads only, as network tools do: each cell joins the network at its nearest access link and nowhere else,
 * walks there, and travels on
 * roads from there on (riding where the mode rides, else walking). Cells without a link within a cell's
 * size are not reached: no one is
 * moved to a road. The source's own cell is at 0.
 */
export function buildNetworkEngine(input: NetworkInput): TravelEngine {
  return new NetworkEngine(input);
}

class NetworkEngine implements TravelEngine {
  readonly grid: Grid;
  readonly cellState: Uint8Array;
  readonly #input: NetworkInput;
  readonly #arcs: RoadArcs;
  readonly #search: RideSearch;
  /** Road node each cell joins at, NONE without one, and the seconds to and from it. */
  readonly #joint: Int32Array;
  readonly #toRoad: Float64Array;
  readonly #fromRoad: Float64Array;
  /** Cells that join at each node (CSR). */
  readonly #start: Int32Array;
  readonly #joined: Int32Array;
  readonly #seconds: Float64Array;
  readonly #owner: Int32Array;
  readonly #reached: Int32Array;
  #reachedCount = 0;
  readonly #sorter = new ReachSorter();
  #reachSeconds = new Float64Array(0);

  constructor(input: NetworkInput) {
    const { land, roads, boardingSeconds } = input;
    if (!(boardingSeconds >= 0) || !Number.isFinite(boardingSeconds))
      throw new RangeError(`network trip: boarding must be >= 0 seconds, got ${boardingSeconds}`);
    this.#input = input;
    this.grid = land.metric.grid;
    const cells = countCells(this.grid);
    this.cellState =
      input.cellState ??
      Uint8Array.from(land.paceSecondsPerMeter, (p) => (p === Infinity ? CELL_BARRIER : CELL_WALKABLE));
    const { graph } = roads;
    this.#arcs = graph.ride ?? graph.walk;
    this.#search = new RideSearch(graph.nodeCount, this.#arcs);
    this.#joint = new Int32Array(cells).fill(NONE);
    this.#toRoad = new Float64Array(cells);
    this.#fromRoad = new Float64Array(cells);
    this.#start = new Int32Array(graph.nodeCount + 1);
    const { start, node: nodes, out, back } = graph.links.byCell;
    const { grid } = this;
    for (let cell = 0; cell < cells; cell++) {
      const x = centreX(grid, cell % grid.columns);
      const y = centreY(grid, Math.floor(cell / grid.columns));
      let best = NONE;
      let least = Infinity;
      for (let i = start[cell]!; i < start[cell + 1]!; i++) {
        const node = nodes[i]!;
        if (!this.#search.carries(node)) continue;
        const meters = distanceMeters(grid, x, y, graph.nodeX[node]!, graph.nodeY[node]!);
        // Links of a cell are in order of their nodes: of two equally near ones the first is kept.
        if (meters >= least) continue;
        best = i;
        least = meters;
      }
      if (best === NONE) continue;
      this.#joint[cell] = nodes[best]!;
      this.#toRoad[cell] = out[best]!;
      this.#fromRoad[cell] = back[best]!;
      this.#start[nodes[best]! + 1]!++;
    }
    for (let n = 0; n < graph.nodeCount; n++) this.#start[n + 1]! += this.#start[n]!;
    this.#joined = new Int32Array(this.#start[graph.nodeCount]!);
    const fill = this.#start.slice(0, graph.nodeCount);
    for (let cell = 0; cell < cells; cell++)
      if (this.#joint[cell] !== NONE) this.#joined[fill[this.#joint[cell]!]!++] = cell;
    this.#seconds = new Float64Array(cells).fill(UNREACHED);
    this.#owner = new Int32Array(cells);
    this.#reached = new Int32Array(cells);
  }

  get bytes(): number {
    const { land, roads } = this.#input;
    return countArrayBytes(land, roads.graph, this.#search, this.cellState) + roads.graph.links.byCellBytes;
  }

  computeSurface(sources: Int32Array, limitSeconds: number): Surface {
    assertSources(this.grid, sources);
    assertLimit(limitSeconds);
    this.#run(sources, limitSeconds);
    const nearest = new Int32Array(this.#seconds.length).fill(NONE);
    for (let i = 0; i < this.#reachedCount; i++) nearest[this.#reached[i]!] = this.#owner[this.#reached[i]!]!;
    return { seconds: this.#seconds.slice(), nearest };
  }

  computeReach(source: number, limitSeconds: number): Reach {
    assertSources(this.grid, Int32Array.of(source));
    assertLimit(limitSeconds);
    this.#run(Int32Array.of(source), limitSeconds);
    const count = this.#reachedCount;
    // The run's own list is kept for its reset, in any order.
    this.#sorter.sort(this.#reached, count, this.#seconds);
    if (this.#reachSeconds.length < count) this.#reachSeconds = new Float64Array(Math.ceil(count * 1.5));
    for (let i = 0; i < count; i++) this.#reachSeconds[i] = this.#seconds[this.#reached[i]!]!;
    return { count, cells: this.#reached, seconds: this.#reachSeconds };
  }

  explainPath(sources: Int32Array, cell: number): TravelPath | null {
    assertSources(this.grid, sources);
    assertCell(this.grid, cell);
    this.#run(sources, UNREACHED);
    if (this.#seconds[cell] === UNREACHED) return null;
    const cells = this.#seconds.length;
    const source = this.#owner[cell]!;
    const steps: TripStep[] = [];
    if (sources[source] !== cell) {
      const { seconds, previous } = this.#search;
      let node = this.#joint[cell]!;
      steps.push({
        kind: 'walk',
        from: cells + node,
        to: cell,
        seconds: this.#seconds[cell]! - seconds[node]!,
      });
      const kind = this.#input.roads.graph.ride === null ? 'walk' : 'ride';
      for (let before = previous[node]!; before >= 0; before = previous[node]!) {
        const taken = seconds[node]! - seconds[before]!;
        steps.push({ kind, from: cells + before, to: cells + node, seconds: taken });
        node = before;
      }
      if (kind === 'ride')
        steps.push({
          kind: 'board',
          from: cells + node,
          to: cells + node,
          seconds: this.#input.boardingSeconds,
        });
      const home = sources[source]!;
      const walked = seconds[node]! - (kind === 'ride' ? this.#input.boardingSeconds : 0);
      steps.push({ kind: 'walk', from: home, to: cells + node, seconds: walked });
    }
    return describeTrip({ source, steps: steps.reverse() }, cells, this.#input);
  }

  #reach(cell: number, seconds: number, owner: number): void {
    const old = this.#seconds[cell]!;
    if (seconds > old || (seconds === old && owner >= this.#owner[cell]!)) return;
    if (old === UNREACHED) this.#reached[this.#reachedCount++] = cell;
    this.#seconds[cell] = seconds;
    this.#owner[cell] = owner;
  }

  #run(sources: Int32Array, limit: number): void {
    for (let i = 0; i < this.#reachedCount; i++) this.#seconds[this.#reached[i]!] = UNREACHED;
    this.#reachedCount = 0;
    const { toFacility, boardingSeconds, roads } = this.#input;
    const boarding = roads.graph.ride === null ? 0 : boardingSeconds;
    const search = this.#search;
    search.reset();
    sources.forEach((cell, facility) => {
      if (cell === NONE || this.cellState[cell] !== CELL_WALKABLE) return;
      this.#reach(cell, 0, facility);
      const joint = this.#joint[cell]!;
      if (joint === NONE) return;
      const start = (toFacility ? this.#fromRoad[cell]! : this.#toRoad[cell]!) + boarding;
      if (start <= limit) search.seed(joint, start, facility, FROM_SOURCE);
    });
    search.run(limit, toFacility);
    for (let i = 0; i < search.touchedCount; i++) {
      const node = search.touched[i]!;
      for (let j = this.#start[node]!; j < this.#start[node + 1]!; j++) {
        const cell = this.#joined[j]!;
        const time = search.seconds[node]! + (toFacility ? this.#toRoad[cell]! : this.#fromRoad[cell]!);
        if (time <= limit) this.#reach(cell, time, search.owner[node]!);
      }
    }
  }
}
