import { NumberList } from './number-list.ts';
import type { RoadArcs, RoadGraph } from './road-graph.ts';

/** Pieces of road as they are split, one entry each and no object. */
export class PieceList {
  readonly edge = new NumberList('int32');
  readonly from = new NumberList('int32');
  readonly to = new NumberList('int32');
  readonly start = new NumberList('float64');
  readonly end = new NumberList('float64');
  readonly walkForward = new NumberList('float64');
  readonly walkBackward = new NumberList('float64');
  /** Null when no one rides. */
  readonly ride: { readonly forward: NumberList<'float64'>; readonly backward: NumberList<'float64'> } | null;

  constructor(rides: boolean) {
    this.ride = rides ? { forward: new NumberList('float64'), backward: new NumberList('float64') } : null;
  }

  add(edge: number, from: number, to: number, start: number, end: number): void {
    this.edge.push(edge);
    this.from.push(from);
    this.to.push(to);
    this.start.push(start);
    this.end.push(end);
  }

  /** Seconds of the piece added last, Infinity where that way is not allowed. */
  addSeconds(walkForward: number, walkBackward: number, rideForward: number, rideBackward: number): void {
    this.walkForward.push(walkForward);
    this.walkBackward.push(walkBackward);
    this.ride?.forward.push(rideForward);
    this.ride?.backward.push(rideBackward);
  }
}

type Pieces = Pick<
  RoadGraph,
  'pieceEdge' | 'pieceFrom' | 'pieceTo' | 'pieceStartMeters' | 'pieceEndMeters' | 'walk' | 'ride'
>;

/** The pieces as arrays, and the arcs of walkers and of the vehicle by node. Empties the list. O(pieces). */
export function buildArcs(nodes: number, pieces: PieceList): Pieces {
  const from = pieces.from.take();
  const to = pieces.to.take();
  const arcsOf = (forward: NumberList<'float64'>, backward: NumberList<'float64'>): RoadArcs =>
    buildArcsOf(nodes, from, to, forward.take(), backward.take());
  return {
    pieceEdge: pieces.edge.take(),
    pieceFrom: from,
    pieceTo: to,
    pieceStartMeters: pieces.start.take(),
    pieceEndMeters: pieces.end.take(),
    walk: arcsOf(pieces.walkForward, pieces.walkBackward),
    ride: pieces.ride === null ? null : arcsOf(pieces.ride.forward, pieces.ride.backward),
  };
}

function buildArcsOf(
  nodes: number,
  from: Int32Array,
  to: Int32Array,
  forward: Float64Array,
  backward: Float64Array,
): RoadArcs {
  const start = new Int32Array(nodes + 1);
  let symmetric = true;
  for (let p = 0; p < from.length; p++) {
    if (forward[p] === Infinity && backward[p] === Infinity) continue;
    if (forward[p] !== backward[p]) symmetric = false;
    start[from[p]! + 1]!++;
    start[to[p]! + 1]!++;
  }
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!;
  const fill = start.slice(0, nodes);
  const arcs = start[nodes]!;
  const target = new Int32Array(arcs);
  const out = new Float64Array(arcs);
  const back = symmetric ? out : new Float64Array(arcs);
  const piece = new Int32Array(arcs);
  for (let p = 0; p < from.length; p++) {
    const there = forward[p]!;
    const home = backward[p]!;
    if (there === Infinity && home === Infinity) continue;
    const a = fill[from[p]!]!++;
    target[a] = to[p]!;
    out[a] = there;
    back[a] = home;
    piece[a] = p;
    const b = fill[to[p]!]!++;
    target[b] = from[p]!;
    out[b] = home;
    back[b] = there;
    piece[b] = p;
  }
  return { start, target, out, back, piece };
}
