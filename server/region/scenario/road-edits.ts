import { distanceMeters } from '../../kernel/grid/grid-metric.ts';
import type { Grid } from '../../kernel/grid/grid.ts';
import type { RoadNetwork } from '../../kernel/network/road-network.ts';

/** A place on an edge: share of the segment that starts at vertex `at` of the edge. */
export interface EdgePlace {
  readonly edge: number;
  readonly at: number;
  readonly share: number;
  readonly x: number;
  readonly y: number;
}

export interface NewEdge {
  /** x0, y0, x1, y1, … in the grid's CRS, at least two vertices. */
  readonly points: readonly number[];
  /** Existing node of an end, or null for a node of its own. */
  readonly from: number | null;
  readonly to: number | null;
  readonly roadClass: number;
  readonly flags: number;
  readonly maxSpeedKmh: number;
  readonly source: number;
}

interface Junction {
  readonly place: EdgePlace;
  readonly node: number;
  readonly owner: number;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly roadClass: number;
  readonly flags: number;
  readonly maxSpeedKmh: number;
  readonly lengthMeters: number;
  readonly source: number;
  readonly points: readonly number[];
}

/**
 * Edits of a road network. Edges that no edit touches keep their order, bits and nodes; what is new follows
 * after them, so an edit far
 * away changes no time.
 */
export class RoadEditor {
  readonly #grid: Grid;
  readonly #network: RoadNetwork;
  readonly #removed = new Set<number>();
  readonly #added: Edge[] = [];
  readonly #junctions = new Map<number, Junction[]>();
  readonly #nodeX: number[] = [];
  readonly #nodeY: number[] = [];

  constructor(network: RoadNetwork, grid: Grid) {
    this.#network = network;
    this.#grid = grid;
  }

  get edgeCount(): number {
    return this.#network.edgeFrom.length + this.#added.length;
  }

  isRemoved(edge: number): boolean {
    return this.#removed.has(edge);
  }

  read(edge: number): Edge {
    const n = this.#network;
    if (edge >= n.edgeFrom.length) return this.#added[edge - n.edgeFrom.length]!;
    const points: number[] = [];
    for (let v = n.edgeVertexStart[edge]!; v < n.edgeVertexStart[edge + 1]!; v++)
      points.push(n.vertexX[v]!, n.vertexY[v]!);
    return {
      from: n.edgeFrom[edge]!,
      to: n.edgeTo[edge]!,
      roadClass: n.edgeClass[edge]!,
      flags: n.edgeFlags[edge]!,
      maxSpeedKmh: n.edgeMaxSpeedKmh[edge]!,
      lengthMeters: n.edgeLengthMeters[edge]!,
      source: n.edgeSource[edge]!,
      points,
    };
  }

  addNode(x: number, y: number): number {
    this.#nodeX.push(x);
    this.#nodeY.push(y);
    return this.#network.nodeX.length + this.#nodeX.length - 1;
  }

  remove(edge: number): void {
    this.#removed.add(edge);
  }

  addEdge(edge: NewEdge): number {
    const { points } = edge;
    const from = edge.from ?? this.addNode(points[0]!, points[1]!);
    const to = edge.to ?? this.addNode(points.at(-2)!, points.at(-1)!);
    this.#added.push({ ...edge, from, to, lengthMeters: this.#measure(points) });
    return this.edgeCount - 1;
  }

  /**
   * A node at a place of an edge, for `owner` (the source of another edge) to join there. The edge itself
   * stays as it is; its pieces are
   * laid beside it when the network is built: whoever travelled along it keeps the same time to the last
   * bit, and the junction is a
   * choice more.
   */
  addJunction(place: EdgePlace, owner: number): number {
    const node = this.addNode(place.x, place.y);
    const list = this.#junctions.get(place.edge);
    if (list) list.push({ place, node, owner });
    else this.#junctions.set(place.edge, [{ place, node, owner }]);
    return node;
  }

  /** Removes every edge of a source and the junctions made for it; returns how many edges went. */
  removeSource(source: number): number {
    let removed = 0;
    for (let edge = 0; edge < this.edgeCount; edge++)
      if (!this.#removed.has(edge) && this.read(edge).source === source) {
        this.#removed.add(edge);
        removed++;
      }
    for (const [edge, list] of this.#junctions)
      this.#junctions.set(
        edge,
        list.filter((junction) => junction.owner !== source),
      );
    return removed;
  }

  /**
   * Cuts an edge at places: pieces end there without a common node. `keep` reports which pieces stay, by the
   * middle of the piece.
   */
  cut(edge: number, places: readonly EdgePlace[], keep: (x: number, y: number) => boolean): void {
    const whole = this.read(edge);
    const order = [...places].sort(comparePlaces);
    const pieces = this.#pieces(edge, order);
    const junctions = this.#junctions.get(edge) ?? [];
    this.remove(edge);
    pieces.forEach((piece, i) => {
      const { points } = piece;
      if (points.length < 4 || !(piece.lengthMeters > 0)) return;
      const [x, y] = middleOf(points);
      if (!keep(x, y)) return;
      const from = i === 0 ? whole.from : this.addNode(points[0]!, points[1]!);
      const to = i === pieces.length - 1 ? whole.to : this.addNode(points.at(-2)!, points.at(-1)!);
      this.#added.push({ ...whole, ...piece, from, to });
      // Junctions of the whole go to the piece they lie on.
      const here = junctions.filter(
        ({ place }) => order.filter((cut) => comparePlaces(cut, place) <= 0).length === i,
      );
      if (here.length > 0)
        this.#junctions.set(
          this.edgeCount - 1,
          here.map((junction) => ({
            ...junction,
            place: findPlace(this.edgeCount - 1, points, junction.place),
          })),
        );
    });
  }

  build(): RoadNetwork {
    const old = this.#network;
    if (this.#removed.size === 0 && this.#added.length === 0) return old;
    const edges: Edge[] = [];
    for (let e = 0; e < this.edgeCount; e++) if (!this.#removed.has(e)) edges.push(this.read(e));
    for (const [edge, list] of this.#junctions)
      if (!this.#removed.has(edge) && list.length > 0) edges.push(...this.#joined(edge, list));
    const vertexStart = new Uint32Array(edges.length + 1);
    edges.forEach((edge, i) => {
      vertexStart[i + 1] = vertexStart[i]! + edge.points.length / 2;
    });
    const vertexX = new Float64Array(vertexStart.at(-1)!);
    const vertexY = new Float64Array(vertexStart.at(-1)!);
    edges.forEach(({ points }, i) => {
      for (let k = 0; k < points.length; k += 2) {
        vertexX[vertexStart[i]! + k / 2] = points[k]!;
        vertexY[vertexStart[i]! + k / 2] = points[k + 1]!;
      }
    });
    return {
      nodeX: Float64Array.from([...old.nodeX, ...this.#nodeX]),
      nodeY: Float64Array.from([...old.nodeY, ...this.#nodeY]),
      edgeFrom: Uint32Array.from(edges, (e) => e.from),
      edgeTo: Uint32Array.from(edges, (e) => e.to),
      edgeClass: Uint8Array.from(edges, (e) => e.roadClass),
      edgeFlags: Uint16Array.from(edges, (e) => e.flags),
      edgeMaxSpeedKmh: Float32Array.from(edges, (e) => e.maxSpeedKmh),
      edgeLengthMeters: Float64Array.from(edges, (e) => e.lengthMeters),
      edgeVertexStart: vertexStart,
      vertexX,
      vertexY,
      edgeSource: Float64Array.from(edges, (e) => e.source),
    };
  }

  /** The edge as pieces between its junctions. */
  #joined(edge: number, junctions: readonly Junction[]): Edge[] {
    const whole = this.read(edge);
    const order = [...junctions].sort((a, b) => comparePlaces(a.place, b.place));
    const pieces = this.#pieces(
      edge,
      order.map(({ place }) => place),
    );
    return pieces.flatMap((piece, i) => {
      const from = i === 0 ? whole.from : order[i - 1]!.node;
      const to = i === pieces.length - 1 ? whole.to : order[i]!.node;
      const points = piece.points.length >= 4 ? piece.points : [...piece.points, ...piece.points];
      return [{ ...whole, ...piece, points, from, to }];
    });
  }

  /** The edge between consecutive places; the stated length is shared out by the drawn one. */
  #pieces(edge: number, places: readonly EdgePlace[]): { points: number[]; lengthMeters: number }[] {
    const { points, lengthMeters } = this.read(edge);
    const drawn = this.#measure(points);
    const scale = drawn > 0 ? lengthMeters / drawn : 0;
    const pieces: { points: number[]; lengthMeters: number }[] = [];
    let current: number[] = [points[0]!, points[1]!];
    let next = 0;
    const push = (x: number, y: number): void => {
      if (current.at(-2) !== x || current.at(-1) !== y) current.push(x, y);
    };
    const close = (): void => {
      pieces.push({ points: current, lengthMeters: this.#measure(current) * scale });
    };
    for (let at = 0; at + 1 < points.length / 2; at++) {
      for (; next < places.length && places[next]!.at === at; next++) {
        const { x, y } = places[next]!;
        push(x, y);
        close();
        current = [x, y];
      }
      push(points[2 * at + 2]!, points[2 * at + 3]!);
    }
    close();
    return pieces;
  }

  #measure(points: readonly number[]): number {
    let meters = 0;
    for (let k = 2; k < points.length; k += 2)
      meters += distanceMeters(this.#grid, points[k - 2]!, points[k - 1]!, points[k]!, points[k + 1]!);
    return meters;
  }
}

/** Where on a line a place that lies on it is. */
function findPlace(edge: number, points: readonly number[], place: EdgePlace): EdgePlace {
  let best: EdgePlace = { ...place, edge, at: 0, share: 0 };
  let least = Infinity;
  for (let k = 0; k + 3 < points.length; k += 2) {
    const dx = points[k + 2]! - points[k]!;
    const dy = points[k + 3]! - points[k + 1]!;
    const length2 = dx * dx + dy * dy;
    const along = (place.x - points[k]!) * dx + (place.y - points[k + 1]!) * dy;
    const share = length2 === 0 ? 0 : Math.max(0, Math.min(1, along / length2));
    const off = Math.hypot(points[k]! + share * dx - place.x, points[k + 1]! + share * dy - place.y);
    if (off < least) {
      least = off;
      best = { ...place, edge, at: k / 2, share };
    }
  }
  return best;
}

function comparePlaces(a: EdgePlace, b: EdgePlace): number {
  return a.at - b.at || a.share - b.share;
}

function middleOf(points: readonly number[]): [number, number] {
  const segment = Math.max(0, 2 * Math.floor((points.length / 2 - 2) / 2));
  return [(points[segment]! + points[segment + 2]!) / 2, (points[segment + 1]! + points[segment + 3]!) / 2];
}
