import type { Land } from '../cost/land.ts';
import type { EdgeSpeeds, Vehicle } from './edge-speeds.ts';
import { findAccessPoints } from './find-access.ts';
import type { AccessLinks, RoadArcs, RoadGraph } from './road-graph.ts';
import { assertRoadNetwork, EDGE_BOARDS, EDGE_FERRY, EDGE_TUNNEL, type RoadNetwork } from './road-network.ts';
import { computeEdgeProfile, computeVertexMeters, readProfile } from './road-profile.ts';

const EDGES_A_CHUNK = 1000;
/** Split points closer than this are one. */
const SAME_POINT_METERS = 1e-3;

interface Piece {
  edge: number;
  from: number;
  to: number;
  start: number;
  end: number;
  walkForward: number;
  walkBackward: number;
  rideForward: number;
  rideBackward: number;
}

/** Links as they are found, one entry each. */
interface LinkLists {
  readonly cell: number[];
  readonly node: number[];
  readonly meters: number[];
  readonly toRoad: number[];
  readonly fromRoad: number[];
}

/**
 * Splits the roads where they can be entered and joins them to the cells.
 * Edges no one may use are left out. An edge that carries walkers, or has EDGE_BOARDS, is entered by
 * `findAccessPoints`; another (a
 * motorway) has no way in but the junctions at its ends; ferries and tunnels are entered at their ends only.
 * O(metres of road / cell size); allocates. Throws RangeError when the network's arrays do not fit
 * together. `onProgress` is reported the share
 * of edges done every thousand of them and may throw to stop.
 */
export function buildRoadGraph(
  network: RoadNetwork,
  speeds: EdgeSpeeds,
  vehicle: Vehicle | null,
  land: Land,
  onProgress?: (share: number) => void,
): RoadGraph {
  assertRoadNetwork(network);
  const nodeX = Array.from(network.nodeX);
  const nodeY = Array.from(network.nodeY);
  const pieces: Piece[] = [];
  const links: LinkLists = { cell: [], node: [], meters: [], toRoad: [], fromRoad: [] };
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    if (edge % EDGES_A_CHUNK === 0) onProgress?.(edge / network.edgeFrom.length);
    const walkable = speeds.walkForward[edge]! > 0 || speeds.walkBackward[edge]! > 0;
    const ridable = vehicle !== null && (speeds.rideForward[edge]! > 0 || speeds.rideBackward[edge]! > 0);
    if (!walkable && !ridable) continue;
    const along = computeVertexMeters(network, land, edge);
    const length = along[along.length - 1]!;
    const endsOnly = (network.edgeFlags[edge]! & (EDGE_FERRY | EDGE_TUNNEL)) !== 0;
    const boards = ridable && (network.edgeFlags[edge]! & EDGE_BOARDS) !== 0;
    const points = walkable || boards ? findAccessPoints(network, land, edge, along, endsOnly) : [];
    const byPosition = points.toSorted((a, b) => a.along - b.along || a.cell - b.cell);
    const positions = [0];
    const nodes = [network.edgeFrom[edge]!];
    for (const point of byPosition) {
      let node = nodes[nodes.length - 1]!;
      if (length - point.along < SAME_POINT_METERS) node = network.edgeTo[edge]!;
      else if (point.along - positions[positions.length - 1]! >= SAME_POINT_METERS) {
        node = nodeX.length;
        nodeX.push(point.x);
        nodeY.push(point.y);
        positions.push(point.along);
        nodes.push(node);
      }
      links.cell.push(point.cell);
      links.node.push(node);
      links.meters.push(point.meters);
      links.toRoad.push(point.toRoad);
      links.fromRoad.push(point.fromRoad);
    }
    positions.push(length);
    nodes.push(network.edgeTo[edge]!);
    const profile = computeEdgeProfile(network, speeds, vehicle, land, edge, along);
    for (let i = 1; i < nodes.length; i++) {
      const start = positions[i - 1]!;
      const end = positions[i]!;
      const cost = (sums: Float64Array | null): number =>
        sums === null
          ? Infinity
          : Math.max(0, readProfile(profile.meters, sums, end) - readProfile(profile.meters, sums, start));
      pieces.push({
        edge,
        from: nodes[i - 1]!,
        to: nodes[i]!,
        start,
        end,
        walkForward: cost(profile.walkForward),
        walkBackward: cost(profile.walkBackward),
        rideForward: cost(profile.rideForward),
        rideBackward: cost(profile.rideBackward),
      });
    }
  }
  const cells = land.metric.grid.columns * land.metric.grid.rows;
  return {
    nodeCount: nodeX.length,
    nodeX: Float64Array.from(nodeX),
    nodeY: Float64Array.from(nodeY),
    pieceEdge: Int32Array.from(pieces, (p) => p.edge),
    pieceFrom: Int32Array.from(pieces, (p) => p.from),
    pieceTo: Int32Array.from(pieces, (p) => p.to),
    pieceStartMeters: Float64Array.from(pieces, (p) => p.start),
    pieceEndMeters: Float64Array.from(pieces, (p) => p.end),
    walk: buildArcs(
      nodeX.length,
      pieces,
      (p) => p.walkForward,
      (p) => p.walkBackward,
    ),
    ride:
      vehicle === null
        ? null
        : buildArcs(
            nodeX.length,
            pieces,
            (p) => p.rideForward,
            (p) => p.rideBackward,
          ),
    links: buildLinks(cells, nodeX.length, links),
  };
}

function buildArcs(
  nodes: number,
  pieces: readonly Piece[],
  forward: (piece: Piece) => number,
  backward: (piece: Piece) => number,
): RoadArcs {
  const start = new Int32Array(nodes + 1);
  const used: number[] = [];
  for (let p = 0; p < pieces.length; p++) {
    const piece = pieces[p]!;
    if (forward(piece) === Infinity && backward(piece) === Infinity) continue;
    used.push(p);
    start[piece.from + 1]!++;
    start[piece.to + 1]!++;
  }
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!;
  const fill = start.slice(0, nodes);
  const arcs = used.length * 2;
  const target = new Int32Array(arcs);
  const out = new Float64Array(arcs);
  const back = new Float64Array(arcs);
  const pieceOf = new Int32Array(arcs);
  for (const p of used) {
    const piece = pieces[p]!;
    const a = fill[piece.from]!++;
    target[a] = piece.to;
    out[a] = forward(piece);
    back[a] = backward(piece);
    pieceOf[a] = p;
    const b = fill[piece.to]!++;
    target[b] = piece.from;
    out[b] = backward(piece);
    back[b] = forward(piece);
    pieceOf[b] = p;
  }
  return { start, target, out, back, piece: pieceOf };
}

/**
 * Sorts links by cell, then node. Edges that meet at a node offer the same walk to it up to rounding: the
 * quickest each way is kept.
 */
function buildLinks(cells: number, nodes: number, all: LinkLists): AccessLinks {
  const found = all.cell.length;
  const bounds = new Int32Array(cells + 1);
  for (let i = 0; i < found; i++) bounds[all.cell[i]! + 1]!++;
  for (let c = 0; c < cells; c++) bounds[c + 1]! += bounds[c]!;
  const fill = bounds.slice(0, cells);
  const order = new Int32Array(found);
  for (let i = 0; i < found; i++) order[fill[all.cell[i]!]!++] = i;
  const cellStart = new Int32Array(cells + 1);
  let count = 0;
  for (let c = 0; c < cells; c++) {
    const from = bounds[c]!;
    const to = bounds[c + 1]!;
    if (to - from > 1)
      order.subarray(from, to).sort((a, b) => all.node[a]! - all.node[b]! || all.toRoad[a]! - all.toRoad[b]!);
    for (let i = from; i < to; i++)
      if (i === from || all.node[order[i]!] !== all.node[order[count - 1]!]) order[count++] = order[i]!;
      else {
        const kept = order[count - 1]!;
        all.fromRoad[kept] = Math.min(all.fromRoad[kept]!, all.fromRoad[order[i]!]!);
      }
    cellStart[c + 1] = count;
  }
  const links: AccessLinks = {
    cellStart,
    cellNode: new Int32Array(count),
    cellOut: new Float64Array(count),
    cellBack: new Float64Array(count),
    cellMeters: new Float64Array(count),
    nodeStart: new Int32Array(nodes + 1),
    nodeCell: new Int32Array(count),
    nodeOut: new Float64Array(count),
    nodeBack: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const link = order[i]!;
    links.cellNode[i] = all.node[link]!;
    links.cellOut[i] = all.toRoad[link]!;
    links.cellBack[i] = all.fromRoad[link]!;
    links.cellMeters[i] = all.meters[link]!;
    links.nodeStart[all.node[link]! + 1]!++;
  }
  for (let n = 0; n < nodes; n++) links.nodeStart[n + 1]! += links.nodeStart[n]!;
  const next = links.nodeStart.slice(0, nodes);
  for (let i = 0; i < count; i++) {
    const link = order[i]!;
    const at = next[all.node[link]!]!++;
    links.nodeCell[at] = all.cell[link]!;
    links.nodeOut[at] = all.fromRoad[link]!;
    links.nodeBack[at] = all.toRoad[link]!;
  }
  return links;
}
