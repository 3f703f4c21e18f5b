import { MOVE_COLUMNS, MOVE_ROWS, MOVES } from '../grid/grid-metric.ts';
import { UNREACHED } from '../grid/grid.ts';
import type { AccessLinks, CellLinks } from '../network/access-links.ts';
import type { RoadArcs } from '../network/road-graph.ts';
import { BucketQueue } from './bucket-queue.ts';
import { paceOnSlope, type Land } from './land.ts';

/** Predecessor marks that are no node. */
export const FROM_SOURCE = -1;
export const FROM_VEHICLE = -2;

/** Roads that walkers use together with the land. */
export interface WalkRoads {
  readonly nodeCount: number;
  readonly arcs: RoadArcs;
  readonly links: AccessLinks;
}

/** Cells charged in the middle of a knight move, as offsets; for diagonals the two side cells. */
const SIDE_A_ROWS = new Int8Array(MOVES);
const SIDE_A_COLUMNS = new Int8Array(MOVES);
const SIDE_B_ROWS = new Int8Array(MOVES);
const SIDE_B_COLUMNS = new Int8Array(MOVES);
for (let k = 4; k < MOVES; k++) {
  const rows = MOVE_ROWS[k]!;
  const columns = MOVE_COLUMNS[k]!;
  if (k < 8) {
    SIDE_A_COLUMNS[k] = columns;
    SIDE_B_ROWS[k] = rows;
  } else {
    // The straight line between the centres spends a quarter of its length in each of these.
    if (Math.abs(columns) === 2) SIDE_A_COLUMNS[k] = columns / 2;
    else SIDE_A_ROWS[k] = rows / 2;
    SIDE_B_ROWS[k] = Math.abs(rows) === 2 ? rows / 2 : rows;
    SIDE_B_COLUMNS[k] = Math.abs(columns) === 2 ? columns / 2 : columns;
  }
}

/**
 * Least seconds on foot over land and roads, by a label-correcting search on circular buckets. Labels are
 * (seconds, owner), compared in
 * that order: they have one fixpoint, so the result does not depend on the order in which nodes are taken
 * and equals the reference heap
 * search bit for bit. Nodes 0 … cells - 1 are cells, then come the road nodes. Scratch is kept between
 * searches and reset by what was
 * touched, so a search costs what it reaches. 36 bytes a node.
 */
export class WalkSearch {
  readonly land: Land;
  readonly roads: WalkRoads | null;
  readonly #cellLinks: CellLinks | null;
  readonly cells: number;
  readonly seconds: Float64Array;
  readonly owner: Int32Array;
  readonly previous: Int32Array;
  /** Nodes with a label, in the order in which they were first reached. */
  readonly touched: Int32Array;
  touchedCount = 0;
  readonly #queue: BucketQueue;
  readonly #offsets = new Int32Array(MOVES);
  readonly #sideA = new Int32Array(MOVES);
  readonly #sideB = new Int32Array(MOVES);

  constructor(land: Land, roads: WalkRoads | null) {
    const { grid, cellSizeMeters } = land.metric;
    this.land = land;
    this.roads = roads;
    this.#cellLinks = roads?.links.byCell ?? null;
    this.cells = grid.columns * grid.rows;
    const nodes = this.cells + (roads?.nodeCount ?? 0);
    this.seconds = new Float64Array(nodes).fill(UNREACHED);
    this.owner = new Int32Array(nodes);
    this.previous = new Int32Array(nodes);
    this.touched = new Int32Array(nodes);
    this.#queue = new BucketQueue(nodes, findBucketSeconds(land, cellSizeMeters));
    for (let k = 0; k < MOVES; k++) {
      this.#offsets[k] = MOVE_ROWS[k]! * grid.columns + MOVE_COLUMNS[k]!;
      this.#sideA[k] = SIDE_A_ROWS[k]! * grid.columns + SIDE_A_COLUMNS[k]!;
      this.#sideB[k] = SIDE_B_ROWS[k]! * grid.columns + SIDE_B_COLUMNS[k]!;
    }
  }

  /** Forgets the last search. Cost follows what it touched. */
  reset(): void {
    for (let i = 0; i < this.touchedCount; i++) this.seconds[this.touched[i]!] = UNREACHED;
    this.touchedCount = 0;
  }

  /** Offers `node` a label; it is taken when it is better than the one it has. */
  seed(node: number, seconds: number, owner: number, previous: number): void {
    this.#offer(node, seconds, owner, previous);
  }

  /**
   * Runs to the fixpoint within the closed limit. `backward` answers "how long from there to the sources"
   * instead of "from the sources to
   * there". May be called again after more seeds; labels only improve.
   */
  run(limitSeconds: number, backward: boolean): void {
    const queue = this.#queue;
    for (let node = queue.take(this.seconds); node >= 0; node = queue.take(this.seconds)) {
      if (node < this.cells) this.#expandCell(node, limitSeconds, backward);
      else this.#expandRoadNode(node, limitSeconds, backward);
    }
    queue.restart();
  }

  #offer(node: number, seconds: number, owner: number, previous: number): void {
    const old = this.seconds[node]!;
    if (seconds > old || (seconds === old && owner >= this.owner[node]!) || seconds === UNREACHED) return;
    if (old === UNREACHED) this.touched[this.touchedCount++] = node;
    this.seconds[node] = seconds;
    this.owner[node] = owner;
    this.previous[node] = previous;
    this.#queue.put(node, seconds);
  }

  #expandCell(cell: number, limit: number, backward: boolean): void {
    const { land, seconds } = this;
    const { columns, rows } = land.metric.grid;
    const moveMeters = land.metric.moveMeters;
    const pace = land.paceSecondsPerMeter;
    const { elevation, slope } = land;
    const sloped = elevation !== null && (slope !== null || land.means !== null);
    const simple = land.means === null && slope !== null;
    const least = land.means === null ? (slope?.least ?? 1) : LEAST_ANY;
    const closed = land.corners === 'closed';
    const time = seconds[cell]!;
    const owner = this.owner[cell]!;
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    const inner = row > 1 && row < rows - 2 && column > 1 && column < columns - 2;
    const here = pace[cell]!;
    const height = sloped ? elevation[cell]! : 0;
    const moves = land.neighbours;
    for (let k = 0; k < moves; k++) {
      if (!inner) {
        const r = row + MOVE_ROWS[k]!;
        const c = column + MOVE_COLUMNS[k]!;
        if (r < 0 || r >= rows || c < 0 || c >= columns) continue;
      }
      const to = cell + this.#offsets[k]!;
      const meters = moveMeters[row * MOVES + k]!;
      let base: number;
      if (k < 8) {
        base = 0.5 * meters * (here + pace[to]!);
        if (k >= 4 && closed) {
          if (pace[cell + this.#sideA[k]!] === Infinity && pace[cell + this.#sideB[k]!] === Infinity)
            continue;
        }
      } else {
        base =
          0.25 *
          meters *
          (here + pace[to]! + (pace[cell + this.#sideA[k]!]! + pace[cell + this.#sideB[k]!]!));
      }
      const old = seconds[to]!;
      const bound = time + base * least;
      if (bound > old || bound > limit || base === Infinity) continue;
      let cost = base;
      if (sloped) {
        const rise = backward ? height - elevation[to]! : elevation[to]! - height;
        const ratio = rise / meters;
        if (ratio === ratio) {
          if (simple) cost = base * slope.multiplier(ratio);
          else {
            const a = paceOnSlope(land, cell, ratio) + paceOnSlope(land, to, ratio);
            cost =
              k < 8
                ? 0.5 * meters * a
                : 0.25 *
                  meters *
                  (a +
                    (paceOnSlope(land, cell + this.#sideA[k]!, ratio) +
                      paceOnSlope(land, cell + this.#sideB[k]!, ratio)));
          }
        }
      }
      const arrival = time + cost;
      if (arrival <= limit) this.#offer(to, arrival, owner, cell);
    }
    const links = this.#cellLinks;
    if (links === null) return;
    const costs = backward ? links.back : links.out;
    for (let i = links.start[cell]!; i < links.start[cell + 1]!; i++) {
      const arrival = time + costs[i]!;
      if (arrival <= limit) this.#offer(this.cells + links.node[i]!, arrival, owner, cell);
    }
  }

  #expandRoadNode(node: number, limit: number, backward: boolean): void {
    const { arcs, links } = this.roads!;
    const time = this.seconds[node]!;
    const owner = this.owner[node]!;
    const at = node - this.cells;
    const linkCosts = backward ? links.nodeBack : links.nodeOut;
    for (let i = links.nodeStart[at]!; i < links.nodeStart[at + 1]!; i++) {
      const arrival = time + linkCosts[i]!;
      if (arrival <= limit) this.#offer(links.nodeCell[i]!, arrival, owner, node);
    }
    const arcCosts = backward ? arcs.back : arcs.out;
    for (let i = arcs.start[at]!; i < arcs.start[at + 1]!; i++) {
      const arrival = time + arcCosts[i]!;
      if (arrival <= limit) this.#offer(this.cells + arcs.target[i]!, arrival, owner, node);
    }
  }
}

/** Cyclists are capped at twice their flat speed; the walking functions are all above this. */
const LEAST_ANY = 0.4;

/**
 * A fifth of the time of a step at the quickest pace: wide enough to be few, narrow enough that little is
 * done twice.
 */
function findBucketSeconds(land: Land, cellSizeMeters: number): number {
  let quickest = Infinity;
  for (const pace of land.paceSecondsPerMeter) if (pace < quickest) quickest = pace;
  return quickest === Infinity ? 1 : Math.max(cellSizeMeters * quickest * 0.2, 1e-6);
}
