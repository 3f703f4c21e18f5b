import type { RoadNetwork } from '../kernel/network/road-network.ts';
import { assertRoadNetwork } from '../kernel/network/road-network.ts';
import { GrowingFloat64, GrowingUint32 } from '../geo/growing-arrays.ts';
import { lineMeters } from '../geo/geodesic.ts';
import type { RoadUse } from './road-tags.ts';

/** Ways over shared nodes, before they are cut at junctions. Node coordinates in the grid's CRS. */
export interface RoadWays {
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  /** Way w uses nodes `refs[refStart[w]] … refs[refStart[w + 1] - 1]`; -1 is a node that is not there: the way is cut at it. */
  readonly refStart: Uint32Array;
  readonly refs: Int32Array;
  readonly uses: readonly (RoadUse | null)[];
  readonly sources: Float64Array;
  readonly geographic: boolean;
}

export interface BuiltRoads {
  readonly network: RoadNetwork;
  readonly waysUsed: number;
  /** Ways of a road class with fewer than two usable nodes. */
  readonly waysWithoutGeometry: number;
  /** Repeated nodes in a row that were dropped. */
  readonly repeatedNodes: number;
}

/** Cuts ways at the nodes they share and at their ends, and numbers the junctions in order of first use. */
export function buildRoadNetwork(ways: RoadWays): BuiltRoads {
  const { refs, refStart, uses, nodeX, nodeY } = ways;
  const uses2 = new Uint8Array(nodeX.length); // 0, 1, or 2 = junction
  const count = uses.length;
  const bump = (node: number, by: number): void => {
    uses2[node] = Math.min(2, uses2[node]! + by);
  };
  for (let w = 0; w < count; w++) {
    if (!uses[w]) continue;
    let previous = -1;
    for (let k = refStart[w]!; k < refStart[w + 1]!; k++) {
      const node = refs[k]!;
      if (node >= 0 && node !== previous) {
        const atEnd = previous < 0 || k + 1 === refStart[w + 1]! || refs[k + 1]! < 0;
        bump(node, atEnd ? 2 : 1);
      }
      previous = node;
    }
  }
  const nodeNumber = new Int32Array(nodeX.length).fill(-1);
  const outX = new GrowingFloat64();
  const outY = new GrowingFloat64();
  const number = (node: number): number => {
    if (nodeNumber[node]! < 0) {
      nodeNumber[node] = outX.length;
      outX.push(nodeX[node]!);
      outY.push(nodeY[node]!);
    }
    return nodeNumber[node]!;
  };
  const from = new GrowingUint32();
  const to = new GrowingUint32();
  const classes = new GrowingUint32();
  const flags = new GrowingUint32();
  const speeds = new GrowingFloat64();
  const lengths = new GrowingFloat64();
  const source = new GrowingFloat64();
  const vertexStart = new GrowingUint32();
  const vertexX = new GrowingFloat64();
  const vertexY = new GrowingFloat64();
  let waysUsed = 0;
  let waysWithoutGeometry = 0;
  let repeatedNodes = 0;

  for (let w = 0; w < count; w++) {
    const use = uses[w];
    if (!use) continue;
    const firstEdge = from.length;
    let piece: number[] = [];
    const finish = (): void => {
      if (piece.length < 2) return;
      const line = use.reversed ? [...piece].reverse() : piece;
      const start = vertexX.length;
      vertexStart.push(start);
      for (const node of line) {
        vertexX.push(nodeX[node]!);
        vertexY.push(nodeY[node]!);
      }
      from.push(number(line[0]!));
      to.push(number(line.at(-1)!));
      classes.push(use.roadClass);
      flags.push(use.flags);
      speeds.push(use.maxSpeedKmh);
      source.push(ways.sources[w]!);
      lengths.push(lineMeters(vertexX.view(), vertexY.view(), start, vertexX.length - 1, ways.geographic));
    };
    for (let k = refStart[w]!; k < refStart[w + 1]!; k++) {
      const node = refs[k]!;
      if (node < 0) {
        finish();
        piece = [];
        continue;
      }
      if (node === piece.at(-1)) {
        repeatedNodes++;
        continue;
      }
      piece.push(node);
      if (uses2[node] === 2 && piece.length > 1) {
        finish();
        piece = [node];
      }
    }
    finish();
    if (from.length === firstEdge) {
      waysWithoutGeometry++;
      continue;
    }
    waysUsed++;
    if (use.durationMinutes > 0) {
      let meters = 0;
      for (let e = firstEdge; e < from.length; e++) meters += lengths.view()[e]!;
      const kmh = meters / 1000 / (use.durationMinutes / 60);
      for (let e = firstEdge; e < from.length; e++) speeds.view()[e] = kmh;
    }
  }
  vertexStart.push(vertexX.length);
  const network: RoadNetwork = {
    nodeX: outX.take(),
    nodeY: outY.take(),
    edgeFrom: from.take(),
    edgeTo: to.take(),
    edgeClass: Uint8Array.from(classes.view()),
    edgeFlags: Uint16Array.from(flags.view()),
    edgeMaxSpeedKmh: Float32Array.from(speeds.view()),
    edgeLengthMeters: lengths.take(),
    edgeVertexStart: vertexStart.take(),
    vertexX: vertexX.take(),
    vertexY: vertexY.take(),
    edgeSource: source.take(),
  };
  assertRoadNetwork(network);
  return { network, waysUsed, waysWithoutGeometry, repeatedNodes };
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
