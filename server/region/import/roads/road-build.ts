import type { RoadNetwork } from '../../../kernel/network/road-network.ts';
import {
  assertRoadNetwork,
  EDGE_BICYCLE_BOTH_WAYS,
  EDGE_BRIDGE,
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_HAS_TWIN,
  EDGE_NO_BICYCLE,
  EDGE_NO_FOOT,
  EDGE_ONEWAY,
  EDGE_OWN_SPEED,
  EDGE_TUNNEL,
  EDGE_TWIN,
} from '../../../kernel/network/road-network.ts';
import { GrowingUint32 } from '../../../geo/growing-arrays.ts';
import { lineMeters } from '../../../geo/geodesic.ts';
import { cutAtBarriers } from './road-barriers.ts';
import type { RoadUse } from './road-tags.ts';
import type { RoadWays } from './road-ways.ts';

export interface BuiltRoads {
  readonly network: RoadNetwork;
  readonly waysUsed: number;
  /** Ways of a road class with fewer than two usable nodes. */
  readonly waysWithoutGeometry: number;
  /** Repeated nodes in a row that were dropped. */
  readonly repeatedNodes: number;
  /** Places where a barrier on a node closes a road to some. */
  readonly closures: number;
  /**
   * Crossings whose timetable would make the ferry a rocket or a raft; they keep the speed of their class.
   */
  readonly implausibleDurations: number;
}

/** Speeds of ferries outside of this are faults of the map. */
const FERRY_KMH = { least: 0.5, most: 120 } as const;

/**
 * Cuts ways at the nodes they share and at their ends, and numbers the junctions in order of first use. Two
 * passes, the first of which
 * only counts: the arrays are made once in their size, since a province's roads are the larger part of what
 * an import holds.
 */
export function buildRoadNetwork(given: RoadWays): BuiltRoads {
  const { ways, continues, closures } = cutAtBarriers(given);
  const { uses, nodeX, nodeY, nodeMarks } = ways;
  const cut = findCuts(ways);
  let edges = 0;
  let vertices = 0;
  let waysUsed = 0;
  let waysWithoutGeometry = 0;
  let repeatedNodes = 0;
  for (let w = 0; w < uses.length; w++) {
    const use = uses[w];
    if (!use) continue;
    const before = edges;
    const times = use.backwardMaxSpeedKmh === undefined ? 1 : 2;
    repeatedNodes += eachPiece(ways, w, cut, (piece) => {
      edges += times;
      vertices += times * piece.length;
    });
    if (edges === before) waysWithoutGeometry++;
    else if (continues?.[w] !== 1) waysUsed++;
  }
  const nodeNumber = new Int32Array(nodeX.length).fill(-1);
  const junctions = new GrowingUint32();
  const number = (node: number): number => {
    if (nodeNumber[node]! < 0) {
      nodeNumber[node] = junctions.length;
      junctions.push(node);
    }
    return nodeNumber[node]!;
  };
  const edgeFrom = new Uint32Array(edges);
  const edgeTo = new Uint32Array(edges);
  const edgeClass = new Uint8Array(edges);
  const edgeFlags = new Uint16Array(edges);
  const edgeMaxSpeedKmh = new Float32Array(edges);
  const edgeLengthMeters = new Float64Array(edges);
  const edgeSource = new Float64Array(edges);
  const edgeVertexStart = new Uint32Array(edges + 1);
  const vertexX = new Float64Array(vertices);
  const vertexY = new Float64Array(vertices);
  let edge = 0;
  let vertex = 0;
  let implausibleDurations = 0;
  const write = (piece: readonly number[], use: RoadUse, reversed: boolean, w: number): void => {
    const start = vertex;
    edgeVertexStart[edge] = start;
    let flags = use.flags;
    for (let i = 0; i < piece.length; i++) {
      const node = piece[reversed ? piece.length - 1 - i : i]!;
      vertexX[vertex] = nodeX[node]!;
      vertexY[vertex++] = nodeY[node]!;
      if (nodeMarks && nodeMarks[node]! & EDGE_FORD && !isAboveWater(use)) flags |= EDGE_FORD;
    }
    edgeFrom[edge] = number(reversed ? piece.at(-1)! : piece[0]!);
    edgeTo[edge] = number(reversed ? piece[0]! : piece.at(-1)!);
    edgeClass[edge] = use.roadClass;
    edgeFlags[edge] = flags;
    edgeMaxSpeedKmh[edge] = use.maxSpeedKmh;
    edgeSource[edge] = ways.sources[w]!;
    edgeLengthMeters[edge++] = lineMeters(vertexX, vertexY, start, vertex - 1, ways.geographic);
  };
  for (let w = 0; w < uses.length; w++) {
    const use = uses[w];
    if (!use) continue;
    const firstEdge = edge;
    const [along, against] = byDirection(use);
    eachPiece(ways, w, cut, (piece) => {
      write(piece, along, along.reversed, w);
      if (against) write(piece, against, true, w);
    });
    if (use.durationMinutes > 0) {
      let meters = 0;
      for (let e = firstEdge; e < edge; e++) meters += edgeLengthMeters[e]!;
      const kmh = meters / 1000 / (use.durationMinutes / 60);
      const plausible = kmh >= FERRY_KMH.least && kmh <= FERRY_KMH.most;
      if (plausible) edgeMaxSpeedKmh.fill(kmh, firstEdge, edge);
      else {
        implausibleDurations++;
        for (let e = firstEdge; e < edge; e++) edgeFlags[e]! &= ~EDGE_OWN_SPEED;
      }
    }
  }
  edgeVertexStart[edges] = vertices;
  const numbered = junctions.take();
  const network: RoadNetwork = {
    nodeX: Float64Array.from(numbered, (node) => nodeX[node]!),
    nodeY: Float64Array.from(numbered, (node) => nodeY[node]!),
    edgeFrom,
    edgeTo,
    edgeClass,
    edgeFlags,
    edgeMaxSpeedKmh,
    edgeLengthMeters,
    edgeVertexStart,
    vertexX,
    vertexY,
    edgeSource,
  };
  assertRoadNetwork(network);
  return { network, waysUsed, waysWithoutGeometry, repeatedNodes, closures, implausibleDurations };
}

/**
 * A way with one limit out and another back is two edges for motors: its own along, and a twin against that
 * carries no one else.
 */
function byDirection(use: RoadUse): readonly [RoadUse, RoadUse | null] {
  const { backwardMaxSpeedKmh, ...along } = use;
  if (backwardMaxSpeedKmh === undefined) return [along, null];
  return [
    { ...along, flags: along.flags | EDGE_ONEWAY | EDGE_BICYCLE_BOTH_WAYS | EDGE_HAS_TWIN },
    {
      ...along,
      maxSpeedKmh: backwardMaxSpeedKmh,
      flags: along.flags | EDGE_ONEWAY | EDGE_NO_FOOT | EDGE_NO_BICYCLE | EDGE_TWIN,
    },
  ];
}

function isAboveWater(use: RoadUse): boolean {
  return (use.flags & (EDGE_BRIDGE | EDGE_TUNNEL | EDGE_FERRY)) !== 0;
}

/**
 * 2 at the nodes where ways are cut: shared ones, ends, and the vertices before and after a ford, so that
 * only the crossing is one.
 */
function findCuts(ways: RoadWays): Uint8Array {
  const { refs, refStart, uses, nodeMarks } = ways;
  const cut = new Uint8Array(ways.nodeX.length);
  const bump = (node: number, by: number): void => {
    cut[node] = Math.min(2, cut[node]! + by);
  };
  for (let w = 0; w < uses.length; w++) {
    const use = uses[w];
    if (!use) continue;
    let previous = -1;
    for (let k = refStart[w]!; k < refStart[w + 1]!; k++) {
      const node = refs[k]!;
      if (node >= 0 && node !== previous) {
        const next = k + 1 === refStart[w + 1]! ? -1 : refs[k + 1]!;
        bump(node, previous < 0 || next < 0 ? 2 : 1);
        if (nodeMarks && nodeMarks[node]! & EDGE_FORD && !isAboveWater(use)) {
          if (previous >= 0) bump(previous, 2);
          if (next >= 0) bump(next, 2);
        }
      }
      previous = node;
    }
  }
  return cut;
}

/**
 * Calls `visit` with the nodes of each piece of a way between cuts, in the way's order; the list is valid
 * during the call. Returns the repeated nodes left out.
 */
function eachPiece(
  { refs, refStart }: RoadWays,
  way: number,
  cut: Uint8Array,
  visit: (piece: readonly number[]) => void,
): number {
  let repeated = 0;
  const piece: number[] = [];
  const finish = (): void => {
    if (piece.length >= 2) visit(piece);
  };
  for (let k = refStart[way]!; k < refStart[way + 1]!; k++) {
    const node = refs[k]!;
    if (node < 0) {
      finish();
      piece.length = 0;
      continue;
    }
    if (node === piece.at(-1)) {
      repeated++;
      continue;
    }
    piece.push(node);
    if (cut[node] === 2 && piece.length > 1) {
      finish();
      piece.length = 0;
      piece.push(node);
    }
  }
  finish();
  return repeated;
}

/** A network without roads. */
export function emptyRoadNetwork(): RoadNetwork {
  return buildRoadNetwork({
    nodeX: new Float64Array(0),
    nodeY: new Float64Array(0),
    refStart: new Uint32Array(1),
    refs: new Int32Array(0),
    uses: [],
    sources: new Float64Array(0),
    geographic: false,
  }).network;
}
