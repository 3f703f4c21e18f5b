import { NONE, type Grid } from '../grid/grid.ts';
import type { RoadArcs } from '../network/road-graph.ts';
import { numberByTile, type TilePlaces } from './tile-places.ts';
import {
  canRunLandSurface,
  startLandSurface,
  WASM_MOST_BYTES,
  WASM_PAGE_BYTES,
  type KernelMemory,
  type LandSurfaceExports,
} from './wasm/land-surface-module.ts';

/** Cells along the side of a kernel's tile. */
const TILE_SIDE = 64;
const TILE_CELLS = TILE_SIDE * TILE_SIDE;
/** Cells of the grid that one cell of the ride's own grid is wide: larger tiles have more nodes each. */
const COARSEST = 4;
/** Seconds of a window: the ride of some ten kilometres, about a tile. */
const WINDOW_SECONDS = 512;
const VISITS_A_CHUNK = 64;
const ALL_VISITS = 0x7fffffff;
/** Tables by the kernel's numbers. */
const AT = { touched: 3, firstPlace: 6, nodeTile: 7, nodeSeconds: 8, nodeOwners: 9, arcStart: 10 } as const;
const ARC_TARGET = 11;
const ARC_COST = 12;

/** The nodes of a graph by tile, and the grid that has these tiles. */
interface Places extends TilePlaces {
  readonly rows: number;
  readonly columns: number;
}

/**
 * Least seconds by vehicle over one set of road arcs, as `RideSearch` without its paths and equal to it bit
 * for bit: the kernel of the land search, given roads and no land. Nodes lie by tile, so that a tile's labels
 * and arcs stay in the nearest cache while it is searched. 20 bytes a node, 12 an arc.
 */
export class FastRideSearch {
  readonly #arcs: RoadArcs;
  readonly #places: Places;
  readonly #kernel: LandSurfaceExports;
  readonly #memory: KernelMemory;
  readonly #touched: Int32Array;
  readonly #nodeSeconds: Float64Array;
  readonly #nodeOwners: Int32Array;

  /** Null where the platform cannot run it, or the nodes lie too densely. */
  static build(
    grid: Grid,
    nodeX: Float64Array,
    nodeY: Float64Array,
    arcs: RoadArcs,
    backward: boolean,
  ): FastRideSearch | null {
    if (!canRunLandSurface() || nodeX.length === 0) return null;
    for (let coarse = COARSEST; coarse >= 1; coarse /= 2) {
      const places = placeNodes(grid, nodeX, nodeY, coarse);
      if (places !== null) return new FastRideSearch(places, arcs, backward);
    }
    return null;
  }

  private constructor(places: Places, arcs: RoadArcs, backward: boolean) {
    this.#arcs = arcs;
    this.#places = places;
    const { kernel, memory } = startLandSurface(
      {
        loadTile: (_tile, paceAt) => new Float64Array(memory.buffer, paceAt, TILE_CELLS).fill(Infinity),
        refuse: () => {
          throw new RangeError('ride search: more tiles than were laid out');
        },
      },
      false,
    );
    this.#kernel = kernel;
    this.#memory = memory;
    const tiles = places.firstPlace.length - 1;
    const nodes = places.nodeOfPlace.length;
    const bytes = kernel.layOut(places.rows, places.columns, tiles, 0, nodes, arcs.target.length, 0, 0);
    if (bytes > WASM_MOST_BYTES) throw new RangeError(`ride search: ${nodes} nodes need ${bytes} bytes`);
    memory.grow(Math.ceil(bytes / WASM_PAGE_BYTES) - 2);
    kernel.prepare();
    this.#touched = this.#ints(AT.touched, tiles);
    this.#nodeSeconds = new Float64Array(memory.buffer, kernel.whereIs(AT.nodeSeconds), nodes);
    this.#nodeOwners = this.#ints(AT.nodeOwners, nodes);
    this.#layArcs(backward);
  }

  /** Bytes of kernel memory reserved; what is resident follows the tiles met. */
  get reservedBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  #ints(what: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#kernel.whereIs(what), length);
  }

  #layArcs(backward: boolean): void {
    const { firstPlace, nodeOfPlace, placeOfNode } = this.#places;
    const { start, target } = this.#arcs;
    const costs = backward ? this.#arcs.back : this.#arcs.out;
    this.#ints(AT.firstPlace, firstPlace.length).set(firstPlace);
    const nodeTile = this.#ints(AT.nodeTile, nodeOfPlace.length);
    const arcStart = this.#ints(AT.arcStart, nodeOfPlace.length + 1);
    const arcTarget = this.#ints(ARC_TARGET, target.length);
    const arcCost = new Float64Array(this.#memory.buffer, this.#kernel.whereIs(ARC_COST), target.length);
    let arc = 0;
    for (let tile = 0; tile + 1 < firstPlace.length; tile++)
      for (let place = firstPlace[tile]!; place < firstPlace[tile + 1]!; place++) {
        nodeTile[place] = tile;
        arcStart[place] = arc;
        const node = nodeOfPlace[place]!;
        if (node < 0) continue;
        for (let i = start[node]!; i < start[node + 1]!; i++) {
          arcTarget[arc] = placeOfNode[target[i]!]!;
          arcCost[arc++] = costs[i]!;
        }
      }
    arcStart[nodeOfPlace.length] = arc;
  }

  /** Whether any arc begins at `node`: a node that only walkers use cannot be boarded. */
  carries(node: number): boolean {
    return this.#arcs.start[node + 1]! > this.#arcs.start[node]!;
  }

  /** Forgets the last search and starts one within the closed limit. */
  begin(limitSeconds: number): void {
    this.#kernel.begin(limitSeconds, 1, 1);
  }

  /** Offers `node` a label within the limit; it is taken when it is better than the one it has. */
  seed(node: number, seconds: number, owner: number): void {
    this.#kernel.seedNode(this.#places.placeOfNode[node]!, seconds, owner);
  }

  /**
   * Runs to the fixpoint. `onChunk` is called every few milliseconds and may throw to stop, after which only
   * `begin` may follow.
   */
  run(onChunk?: () => void): void {
    const most = onChunk ? VISITS_A_CHUNK : ALL_VISITS;
    while (this.#kernel.run(WINDOW_SECONDS, 8, 0, most) === 0) onChunk?.();
  }

  /** Calls `visit` for every node with a label, tile by tile. */
  eachNode(visit: (node: number, seconds: number, owner: number) => void): void {
    const { firstPlace, nodeOfPlace } = this.#places;
    const count = this.#kernel.countTouched();
    for (let i = 0; i < count; i++) {
      const tile = this.#touched[i]!;
      for (let place = firstPlace[tile]!; place < firstPlace[tile + 1]!; place++) {
        const owner = this.#nodeOwners[place]!;
        if (owner !== NONE) visit(nodeOfPlace[place]!, this.#nodeSeconds[place]!, owner);
      }
    }
  }
}

/** Null when a tile holds too many. */
function placeNodes(grid: Grid, nodeX: Float64Array, nodeY: Float64Array, coarse: number): Places | null {
  const rows = Math.ceil(grid.rows / coarse);
  const columns = Math.ceil(grid.columns / coarse);
  const tileColumns = Math.ceil(columns / TILE_SIDE);
  const tileRows = Math.ceil(rows / TILE_SIDE);
  const tileOf = new Int32Array(nodeX.length);
  const within = (value: number, count: number): number =>
    Math.min(Math.max(Math.floor(value), 0), count - 1);
  for (let node = 0; node < tileOf.length; node++) {
    const column = within((nodeX[node]! - grid.left) / (grid.cellWidth * coarse * TILE_SIDE), tileColumns);
    const row = within((grid.top - nodeY[node]!) / (grid.cellHeight * coarse * TILE_SIDE), tileRows);
    tileOf[node] = row * tileColumns + column;
  }
  const places = numberByTile(tileOf, tileRows * tileColumns);
  return places && { ...places, rows, columns };
}
