import { LandTooLargeError, TooManyPacesError } from './fast-land-errors.ts';
import { MOVES } from '../grid/grid-metric.ts';
import { NONE } from '../grid/grid.ts';
import { EXPONENTS } from './fast-exp.ts';
import type { CellTimes } from './fast-sort.ts';
import { layRoadsInto, numberRoads, type FastRoads } from './fast-roads.ts';
import type { SharedLandJob } from './join-land-search.ts';
import type { Land } from './land.ts';
import type { WalkRoads } from './walk-search.ts';
import {
  canRunLandSurface,
  startLandSurface,
  WASM_MOST_BYTES,
  WASM_PAGE_BYTES,
  type KernelMemory,
  type LandSurfaceExports,
} from './wasm/land-surface-module.ts';

/** Cells along the side of a tile. */
const TILE_SIDE = 64;
const TILE_CELLS = TILE_SIDE * TILE_SIDE;
/** Windows are this many steps of median pace long: 64 buckets of a quarter of a step. */
const WINDOW_STEPS = 16;

/** Tiles visited between two words of progress: some 20 ms. */
const VISITS_A_CHUNK = 64;
const ALL_VISITS = 0x7fffffff;

/** Numbers of the kernel's address table. */
const AT = {
  exponents: 0,
  moves: 1,
  staging: 2,
  touched: 3,
  seconds: 4,
  owners: 5,
  firstPlace: 6,
  nodeTile: 7,
  nodeSeconds: 8,
  nodeOwners: 9,
  arcStart: 10,
  arcTarget: 11,
  arcCost: 12,
  wayStart: 13,
  wayCell: 14,
  wayCost: 15,
  linkBits: 16,
  linkBase: 17,
  linkStart: 18,
  linkNode: 19,
  linkCost: 20,
} as const;

/**
 * Bytes a tile's cells take while they are searched: seconds 8, owner 4, pace 2, pending bit, and height 4
 * where there is slope.
 */
function countTileBytes(sloped: boolean): number {
  return TILE_CELLS * (8 + 4 + 2 + (sloped ? 4 : 0)) + TILE_CELLS / 8;
}

/**
 * Whether `FastLandSearch` can search this ground here: the platform runs its kernel, everybody is on foot
 * and, where there is slope,
 * heights are float32. Else `WalkSearch` answers, with the same bits.
 */
export function suitsFastSearch(land: Land): boolean {
  return (
    canRunLandSurface() && land.means === null && (!isSloped(land) || land.elevation instanceof Float32Array)
  );
}

function isSloped(land: Land): boolean {
  return land.elevation !== null && land.slope !== null;
}

/**
 * Least seconds on foot over land and roads, as `WalkSearch` and equal to it bit for bit, tile by tile in
 * WebAssembly.
 *
 * Ground is cut into tiles of 64 × 64 cells. Time is cut into windows of 64 buckets; a tile with labels due
 * in the window is searched to
 * its own fixpoint by a bucket queue of its own while it lies in the nearest cache; labels that leave it
 * make the neighbour due. Tiles are
 * loaded from `land` when first met and wiped when first met by a search, so time and resident memory
 * follow the catchment; a cell takes
 * 14 bytes (18 with slope) and a bit. Labels (seconds, owner) have one fixpoint: the order of work cannot
 * be seen in the answer.
 * Throws LandTooLargeError when even the tables of the grid do not fit into 4 GiB, or a search meets more
 * tiles than do.
 */
export class FastLandSearch {
  readonly land: Land;
  readonly backward: boolean;
  readonly #roads: FastRoads | null;
  readonly #kernel: LandSurfaceExports;
  readonly #memory: KernelMemory;
  readonly #tiles: number;
  readonly #room: number;
  readonly #windowSeconds: number;
  readonly #touched: Int32Array;
  readonly #nodeSeconds: Float64Array;
  readonly #nodeOwners: Int32Array;
  readonly #shared: boolean;
  readonly #visitsAChunk: number;
  #limitSeconds = Infinity;
  #metAll = false;
  /** False when a road tile is too full for the kernel. */
  readonly usable: boolean = true;

  constructor(
    land: Land,
    roads: WalkRoads | null,
    backward: boolean,
    options: { mostBytes?: number; shared?: boolean; visitsAChunk?: number } = {},
  ) {
    const { mostBytes = WASM_MOST_BYTES, shared = false, visitsAChunk = VISITS_A_CHUNK } = options;
    this.#visitsAChunk = visitsAChunk;
    if (shared && roads !== null) throw new RangeError('land search: two threads search land without roads');
    if (!suitsFastSearch(land))
      throw new RangeError('land search: cells by bicycle or motor, or float64 heights, need WalkSearch');
    this.land = land;
    this.backward = backward;
    const { columns, rows } = land.metric.grid;
    const sloped = isSloped(land);
    const tileRows = Math.ceil(rows / TILE_SIDE);
    this.#tiles = tileRows * Math.ceil(columns / TILE_SIDE);
    // A graph without nodes is no roads: the kernel lays no tables out for it.
    this.#roads = roads === null || roads.nodeCount === 0 ? null : numberRoads(land.metric.grid, roads);
    if (roads !== null && roads.nodeCount > 0 && this.#roads === null) this.usable = false;
    const { kernel, memory } = startLandSurface(
      {
        loadTile: (tile, paceAt, heightAt) => this.#loadTile(tile, paceAt, heightAt),
        refuse: (reason) => this.#refuse(reason),
      },
      shared,
    );
    if (shared) kernel.setPart(0, 2);
    this.#shared = shared;
    this.#kernel = kernel;
    this.#memory = memory;
    const fast = this.#roads;
    const layOut = (room: number): number =>
      kernel.layOut(
        rows,
        columns,
        room,
        sloped ? 1 : 0,
        fast?.nodes ?? 0,
        fast?.arcs ?? 0,
        fast?.links ?? 0,
        fast?.linkedCells ?? 0,
      );
    const tables = layOut(0);
    this.#room = Math.min(this.#tiles, Math.floor((mostBytes - tables - 4096) / countTileBytes(sloped)));
    if (this.#room < 1)
      throw new LandTooLargeError(
        `land search: tables of ${tables} bytes for ${columns} × ${rows} cells leave no room in ${mostBytes} bytes`,
        columns * rows,
        0,
      );
    this.#reserve(layOut(this.#room));
    kernel.prepare();
    this.#viewFloats(AT.exponents, 32).set(EXPONENTS);
    const moves = this.#viewFloats(AT.moves, tileRows * TILE_SIDE * 4 * MOVES);
    for (let row = 0; row < rows; row++)
      for (let k = 0; k < MOVES; k++) {
        const meters = land.metric.moveMeters[row * MOVES + k]!;
        moves[row * 4 * MOVES + k] = (k < 8 ? 0.5 : 0.25) * meters;
        moves[row * 4 * MOVES + MOVES + k] = backward ? -meters : meters;
        moves[row * 4 * MOVES + 2 * MOVES + k] = 1 / (backward ? -meters : meters);
      }
    this.#touched = this.#viewInts(AT.touched, this.#tiles);
    this.#nodeSeconds = fast ? this.#viewFloats(AT.nodeSeconds, fast.nodes) : new Float64Array(0);
    this.#nodeOwners = fast ? this.#viewInts(AT.nodeOwners, fast.nodes) : new Int32Array(0);
    if (fast !== null && roads !== null) this.#layRoads(roads, fast);
    this.#windowSeconds = findWindowSeconds(land);
    kernel.setIrmischerFlat(land.slope?.name === 'irmischer-clarke' ? land.slope.flatMetersPerSecond! : 0);
  }

  /** Bytes of kernel memory reserved; what is resident follows the tiles met. */
  get reservedBytes(): number {
    return this.#memory.buffer.byteLength;
  }
  /** Cells and road nodes expanded, and tiles visited, by the last search. */
  get expanded(): number {
    return this.#kernel.expanded.value;
  }
  get visits(): number {
    return this.#kernel.visits.value;
  }

  /**
   * Forgets the last search and starts one within the closed limit. A search without a limit that cannot
   * fit is refused here. Throws when
   * memory was written outside the tables: the answer would be wrong.
   */
  begin(limitSeconds: number): void {
    const fault = this.#kernel.findLayoutFault();
    if (fault !== 0) throw new Error(`land search: memory was written past table ${fault - 1}`);
    if (limitSeconds === Infinity && this.#room < this.#tiles) this.#refuse(0);
    this.#limitSeconds = limitSeconds;
    const { land } = this;
    const least = isSloped(land) ? land.slope!.least : 1;
    this.#kernel.begin(limitSeconds, land.corners === 'closed' ? 1 : 0, least);
    this.#metAll = false;
  }

  /** Offers a cell. */
  seedCell(cell: number, seconds: number, owner: number): void {
    const { columns } = this.land.metric.grid;
    const row = Math.floor(cell / columns);
    this.#kernel.seedCell(row, cell - row * columns, seconds, owner);
  }

  /** Offers a road node. */
  seedNode(node: number, seconds: number, owner: number): void {
    this.#kernel.seedNode(this.#roads!.placeOfNode[node]!, seconds, owner);
  }

  /**
   * Runs to the fixpoint. May be called again after more seeds. `onChunk` is called every few milliseconds
   * of work with the cells and road
   * nodes expanded so far; it may throw to stop, after which only `begin` may follow.
   */
  run(onChunk?: (expanded: number) => void): void {
    const { land } = this;
    const slope = isSloped(land) ? SLOPE_NUMBERS[land.slope!.name] : 0;
    const most = onChunk ? this.#visitsAChunk : ALL_VISITS;
    while (this.#kernel.run(this.#windowSeconds, land.neighbours, slope, most) === 0)
      onChunk?.(this.expanded);
  }

  /**
   * `run` by this thread and another: `post` hands the job to the other, which calls `joinLandSearch` with
   * it at once; both return when
   * all is done. After `meetAll` on a shared search. The same bits as `run`.
   */
  runTogether(post: (job: SharedLandJob) => void): void {
    if (!this.#shared || !this.#metAll)
      throw new Error('land search: runTogether needs a shared search and meetAll');
    const { land } = this;
    const { columns, rows } = land.metric.grid;
    const slope = isSloped(land) ? SLOPE_NUMBERS[land.slope!.name] : 0;
    post({
      memory: this.#memory,
      rows,
      columns,
      room: this.#room,
      search: this.#kernel.countSearches(),
      limitSeconds: this.#limitSeconds,
      closed: land.corners === 'closed',
      backward: this.backward,
      least: isSloped(land) ? land.slope!.least : 1,
      flatMetersPerSecond: land.slope?.flatMetersPerSecond ?? 0,
      windowSeconds: this.#windowSeconds,
      neighbours: land.neighbours,
      slope,
    });
    this.#kernel.runTogether(this.#windowSeconds, land.neighbours, slope);
  }

  /** Calls `visit` for every road node with a label, tile by tile. */
  eachNode(visit: (node: number, seconds: number, owner: number) => void): void {
    const roads = this.#roads;
    if (roads === null) return;
    const count = this.#kernel.countTouched();
    for (let i = 0; i < count; i++) {
      const tile = this.#touched[i]!;
      for (let place = roads.firstPlace[tile]!; place < roads.firstPlace[tile + 1]!; place++) {
        const owner = this.#nodeOwners[place]!;
        if (owner !== NONE) visit(roads.nodeOfPlace[place]!, this.#nodeSeconds[place]!, owner);
      }
    }
  }

  /**
   * Cells with a label and their seconds in no order, appended to arrays that grow as needed; returns how
   * many.
   */
  collectCells(into: CellTimes): number {
    const { buffer } = this.#memory;
    const at = this.#addressOf(AT.staging);
    const count = this.#kernel.countTouched();
    let found = 0;
    for (let i = 0; i < count; i++) {
      const here = this.#kernel.giveTile(this.#touched[i]!);
      if (found + here > into.cells.length) {
        const room = Math.max(2 * into.cells.length, found + TILE_CELLS);
        const cells = new Int32Array(room);
        const seconds = new Float64Array(room);
        cells.set(into.cells);
        seconds.set(into.seconds);
        into.cells = cells;
        into.seconds = seconds;
      }
      into.cells.set(new Int32Array(buffer, at, here), found);
      into.seconds.set(new Float64Array(buffer, at + 4 * TILE_CELLS, here), found);
      found += here;
    }
    return found;
  }

  /** Seconds and owners of every cell in arrays of the caller's own. */
  readSurface(): { seconds: Float64Array; nearest: Int32Array } {
    const { columns, rows } = this.land.metric.grid;
    const seconds = new Float64Array(columns * rows);
    const nearest = new Int32Array(columns * rows);
    const { buffer } = this.#memory;
    const at = this.#addressOf(AT.staging);
    for (let row = 0; row < rows; row += TILE_SIDE) {
      const cells = Math.min(TILE_SIDE, rows - row) * columns;
      this.#kernel.giveBand(row / TILE_SIDE, 0);
      seconds.set(new Float64Array(buffer, at, cells), row * columns);
      this.#kernel.giveBand(row / TILE_SIDE, 1);
      nearest.set(new Int32Array(buffer, at, cells), row * columns);
    }
    return { seconds, nearest };
  }

  /**
   * Meets every tile before a search of everything, so that `settleSurface` can be used. Throws
   * LandTooLargeError when they do not fit.
   */
  meetAll(): void {
    if (this.#room < this.#tiles) this.#refuse(0);
    this.#kernel.meetAll();
    this.#metAll = true;
  }

  /**
   * Seconds and owners of every cell as views of kernel memory, laid out in rows in place: nothing is
   * allocated. Valid until the next
   * search; only on a search that has never met tiles but by `meetAll`.
   */
  settleSurface(): { seconds: Float64Array; nearest: Int32Array } {
    if (!this.#metAll) throw new Error('land search: settleSurface needs meetAll');
    const cells = this.land.paceSecondsPerMeter.length;
    this.#kernel.settle();
    this.#metAll = false;
    const { buffer } = this.#memory;
    return {
      seconds: new Float64Array(buffer, this.#addressOf(AT.seconds), cells),
      nearest: new Int32Array(buffer, this.#addressOf(AT.owners), cells),
    };
  }

  #loadTile(tile: number, paceAt: number, heightAt: number): void {
    const { columns, rows } = this.land.metric.grid;
    const { buffer } = this.#memory;
    const tileColumns = Math.ceil(columns / TILE_SIDE);
    const top = Math.floor(tile / tileColumns) * TILE_SIDE;
    const left = (tile % tileColumns) * TILE_SIDE;
    const wide = Math.min(TILE_SIDE, columns - left);
    const high = Math.min(TILE_SIDE, rows - top);
    const paces = new Float64Array(buffer, paceAt, TILE_CELLS);
    if (wide < TILE_SIDE || high < TILE_SIDE) paces.fill(Infinity);
    const pace = this.land.paceSecondsPerMeter;
    for (let r = 0; r < high; r++) {
      const from = (top + r) * columns + left;
      paces.set(pace.subarray(from, from + wide), r * TILE_SIDE);
    }
    if (heightAt === 0) return;
    const heights = new Float32Array(buffer, heightAt, TILE_CELLS);
    const elevation = this.land.elevation as Float32Array;
    for (let r = 0; r < high; r++) {
      const from = (top + r) * columns + left;
      heights.set(elevation.subarray(from, from + wide), r * TILE_SIDE);
    }
  }

  #refuse(reason: number): never {
    const { columns, rows } = this.land.metric.grid;
    if (reason === 1) throw new TooManyPacesError('land search: more than 65,535 different paces');
    const most = this.#room * TILE_CELLS;
    throw new LandTooLargeError(
      `land search: a search of more than ${most} of ${columns} × ${rows} = ${columns * rows} cells does ` +
        'not fit into ' +
        `${this.reservedBytes} bytes; set a limit, or cut the region`,
      columns * rows,
      most,
    );
  }

  #reserve(bytes: number): void {
    try {
      this.#memory.grow(Math.ceil(bytes / WASM_PAGE_BYTES) - 2);
    } catch (cause) {
      const { columns, rows } = this.land.metric.grid;
      const error = new LandTooLargeError(
        `land search: the machine refuses ${bytes} bytes for ${columns} × ${rows} cells`,
        columns * rows,
        0,
      );
      error.cause = cause;
      throw error;
    }
  }

  /**
   * Where a table lies. Throws for a table that was not laid out: address 0 holds the compiler's constants
   * and the tables of paces.
   */
  #addressOf(what: number): number {
    const at = this.#kernel.whereIs(what);
    if (at === 0) throw new Error(`land search: table ${what} is not laid out`);
    return at;
  }

  #viewInts(what: number, length: number): Int32Array {
    return new Int32Array(this.#memory.buffer, this.#addressOf(what), length);
  }

  #viewFloats(what: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, this.#addressOf(what), length);
  }

  #layRoads(roads: WalkRoads, fast: FastRoads): void {
    const ints = (what: number, length: number): Int32Array => this.#viewInts(what, length);
    const floats = (what: number, length: number): Float64Array => this.#viewFloats(what, length);
    layRoadsInto(this.land.metric.grid, roads, fast, this.backward, {
      firstPlace: ints(AT.firstPlace, this.#tiles + 1),
      nodeTile: ints(AT.nodeTile, fast.nodes),
      arcStart: ints(AT.arcStart, fast.nodes + 1),
      arcTarget: ints(AT.arcTarget, fast.arcs),
      arcCost: floats(AT.arcCost, fast.arcs),
      wayStart: ints(AT.wayStart, fast.nodes + 1),
      wayCell: new Uint32Array(this.#memory.buffer, this.#addressOf(AT.wayCell), fast.links),
      wayCost: floats(AT.wayCost, fast.links),
      linkBits: new Uint32Array(this.#memory.buffer, this.#addressOf(AT.linkBits), this.#tiles * 128),
      linkBase: ints(AT.linkBase, this.#tiles * 64),
      linkStart: ints(AT.linkStart, fast.linkedCells + 1),
      linkNode: ints(AT.linkNode, fast.links),
      linkCost: floats(AT.linkCost, fast.links),
    });
  }
}

const SLOPE_NUMBERS = { tobler: 1, 'irmischer-clarke': 2, 'naismith-langmuir': 3 } as const;

/** Sixteen steps at the median pace of a sample of the ground. */
function findWindowSeconds(land: Land): number {
  const pace = land.paceSecondsPerMeter;
  const sample: number[] = [];
  const stride = Math.max(1, Math.floor(pace.length / 1021));
  for (let cell = 0; cell < pace.length; cell += stride) if (pace[cell]! < Infinity) sample.push(pace[cell]!);
  sample.sort((a, b) => a - b);
  const middle = sample[sample.length >> 1] ?? 1;
  return Math.max(WINDOW_STEPS * land.metric.cellSizeMeters * middle, 1e-6);
}
