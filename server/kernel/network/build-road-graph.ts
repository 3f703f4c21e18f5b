import type { Land } from '../cost/land.ts';
import { buildArcs, PieceList } from './build-arcs.ts';
import { LinkList } from './build-links.ts';
import type { EdgeSpeeds, Vehicle } from './edge-speeds.ts';
import { AccessFinder } from './find-access.ts';
import { NumberList } from './number-list.ts';
import type { RoadGraph } from './road-graph.ts';
import { assertRoadNetwork, EDGE_BOARDS, EDGE_FERRY, EDGE_TUNNEL, type RoadNetwork } from './road-network.ts';
import { computeEdgeProfile, computeVertexMeters, readProfile } from './road-profile.ts';

const EDGES_A_CHUNK = 1000;
/** Split points closer than this are one. */
const SAME_POINT_METERS = 1e-3;

/**
 * Splits the roads where they can be entered and joins them to the cells.
 * Edges no one may use are left out. An edge that carries walkers, or has EDGE_BOARDS, is entered by
 * `AccessFinder`; another (a motorway) has no way in but the junctions at its ends; ferries and tunnels are
 * entered at their ends only.
 * O(metres of road / cell size) time; no object is kept by link, piece or node. Throws RangeError when the
 * network's arrays do not fit together. `onProgress` is given the share of edges done every thousand of
 * them and may throw to stop.
 */
export function buildRoadGraph(
  network: RoadNetwork,
  speeds: EdgeSpeeds,
  vehicle: Vehicle | null,
  land: Land,
  onProgress?: (share: number) => void,
): RoadGraph {
  assertRoadNetwork(network);
  const splitter = new EdgeSplitter(network, speeds, vehicle, land);
  const edges = network.edgeFrom.length;
  for (let edge = 0; edge < edges; edge++) {
    if (edge % EDGES_A_CHUNK === 0) onProgress?.(edge / edges);
    splitter.split(edge);
  }
  return splitter.finish();
}

/** One network on its way to a graph: nodes, pieces and links found so far. */
class EdgeSplitter {
  readonly #network: RoadNetwork;
  readonly #speeds: EdgeSpeeds;
  readonly #vehicle: Vehicle | null;
  readonly #land: Land;
  readonly #finder: AccessFinder;
  readonly #pieces: PieceList;
  readonly #links: LinkList;
  readonly #splitX = new NumberList('float64');
  readonly #splitY = new NumberList('float64');
  /** 1 where the stations of a junction are among the links. */
  readonly #met: Uint8Array;
  /** Metres along the edge being split, and the nodes there. */
  #positions: number[] = [];
  #nodes: number[] = [];

  constructor(network: RoadNetwork, speeds: EdgeSpeeds, vehicle: Vehicle | null, land: Land) {
    this.#network = network;
    this.#speeds = speeds;
    this.#vehicle = vehicle;
    this.#land = land;
    this.#finder = new AccessFinder(network, land);
    this.#pieces = new PieceList(vehicle !== null);
    const symmetric = land.means === null && (land.elevation === null || land.slope === null);
    this.#links = new LinkList(network.nodeX.length, symmetric);
    this.#met = new Uint8Array(network.nodeX.length);
  }

  split(edge: number): void {
    const { edgeFlags, edgeFrom, edgeTo } = this.#network;
    const { walkForward, walkBackward, rideForward, rideBackward } = this.#speeds;
    const walkable = walkForward[edge]! > 0 || walkBackward[edge]! > 0;
    const ridable = this.#vehicle !== null && (rideForward[edge]! > 0 || rideBackward[edge]! > 0);
    if (!walkable && !ridable) return;
    const along = computeVertexMeters(this.#network, this.#land, edge);
    const length = along[along.length - 1]!;
    this.#positions = [0];
    this.#nodes = [edgeFrom[edge]!];
    const boards = ridable && (edgeFlags[edge]! & EDGE_BOARDS) !== 0;
    if (walkable || boards) this.#enter(edge, along, length);
    this.#positions.push(length);
    this.#nodes.push(edgeTo[edge]!);
    this.#addPieces(edge, along);
  }

  /** Finds where the edge is entered, splits it there and keeps the links. */
  #enter(edge: number, along: Float64Array, length: number): void {
    const network = this.#network;
    const from = network.edgeFrom[edge]!;
    const to = network.edgeTo[edge]!;
    const finder = this.#finder;
    const endsOnly = (network.edgeFlags[edge]! & (EDGE_FERRY | EDGE_TUNNEL)) !== 0;
    const vertex = network.edgeVertexStart[edge]!;
    const done = {
      from: this.#met[from] === 1 && this.#liesAt(from, vertex),
      to: this.#met[to] === 1 && this.#liesAt(to, vertex + along.length - 1),
    };
    finder.find(edge, along, endsOnly, done);
    if (!endsOnly) {
      if (this.#liesAt(from, vertex)) this.#met[from] = 1;
      if (this.#liesAt(to, vertex + along.length - 1)) this.#met[to] = 1;
    }
    for (let k = 0; k < finder.count; k++) {
      const i = finder.order[k]!;
      const at = finder.along[i]!;
      let node = this.#nodes[this.#nodes.length - 1]!;
      if (length - at < SAME_POINT_METERS) node = to;
      else if (at - this.#positions[this.#positions.length - 1]! >= SAME_POINT_METERS) {
        node = network.nodeX.length + this.#splitX.length;
        this.#splitX.push(finder.x[i]!);
        this.#splitY.push(finder.y[i]!);
        this.#positions.push(at);
        this.#nodes.push(node);
      }
      this.#links.add(node, finder.cell[i]!, finder.toRoad[i]!, finder.fromRoad[i]!);
    }
  }

  #liesAt(node: number, vertex: number): boolean {
    const { nodeX, nodeY, vertexX, vertexY } = this.#network;
    return vertexX[vertex] === nodeX[node] && vertexY[vertex] === nodeY[node];
  }

  #addPieces(edge: number, along: Float64Array): void {
    const profile = computeEdgeProfile(this.#network, this.#speeds, this.#vehicle, this.#land, edge, along);
    const { meters, walkForward, walkBackward, rideForward, rideBackward } = profile;
    const positions = this.#positions;
    for (let i = 1; i < positions.length; i++) {
      const start = positions[i - 1]!;
      const end = positions[i]!;
      this.#pieces.add(edge, this.#nodes[i - 1]!, this.#nodes[i]!, start, end);
      this.#pieces.addSeconds(
        secondsBetween(meters, walkForward, start, end),
        secondsBetween(meters, walkBackward, start, end),
        secondsBetween(meters, rideForward, start, end),
        secondsBetween(meters, rideBackward, start, end),
      );
    }
  }

  finish(): RoadGraph {
    const { nodeX, nodeY } = this.#network;
    const nodeCount = nodeX.length + this.#splitX.length;
    const cells = this.#land.metric.grid.columns * this.#land.metric.grid.rows;
    return {
      nodeCount,
      nodeX: appendTo(nodeX, this.#splitX),
      nodeY: appendTo(nodeY, this.#splitY),
      ...buildArcs(nodeCount, this.#pieces),
      links: this.#links.finish(cells, nodeCount),
    };
  }
}

function secondsBetween(meters: Float64Array, sums: Float64Array | null, start: number, end: number): number {
  if (sums === null) return Infinity;
  return Math.max(0, readProfile(meters, sums, end) - readProfile(meters, sums, start));
}

function appendTo(first: Float64Array, rest: NumberList<'float64'>): Float64Array {
  const all = new Float64Array(first.length + rest.length);
  all.set(first);
  rest.moveInto(all, first.length);
  return all;
}
