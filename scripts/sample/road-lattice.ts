import { createHeap } from './heap.ts';
import {
  CELL,
  STEP_COLUMN,
  STEP_LENGTH,
  STEP_ROW,
  WORLD,
  WORLD_CELLS,
  cellAt,
  centre,
  columnOf,
  rowOf,
  type Point,
} from './frame.ts';
import { fractalNoise } from './random.ts';
import type { Land } from './settlements.ts';
import type { Waters } from './water.ts';

/** Road classes of the sample, best first. */
export const SAMPLE_CLASSES = [
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'track',
] as const;
export type SampleClass = (typeof SAMPLE_CLASSES)[number];

/** What a straight crossing of water or rock is. */
export type CrossingKind = 'bridge' | 'tunnel' | 'ford' | 'ferry';

/** A straight link between two cells that are not neighbours. */
export interface Crossing {
  readonly from: number;
  readonly to: number;
  readonly kind: CrossingKind;
  /** Index into SAMPLE_CLASSES once a road uses it, -1 before. */
  roadClass: number;
  route: number;
}

/** Options of one least-cost search. */
interface SearchOptions {
  /** Cost factor on links that already carry a road. */
  readonly reuse: number;
  /** Search gives up beyond this cost (metres of flat ground). */
  readonly limit?: number;
  /** Goal cell, when there is one: the search leans towards it and may miss the very cheapest way. */
  readonly towards?: number;
  readonly onIsland?: boolean;
  /** Cells that may not be entered. */
  readonly closed?: (cell: number) => boolean;
}

/** The lattice of cell centres that roads are laid on: two roads meet at cell centres and nowhere else. */
export interface RoadLattice {
  readonly crossings: Crossing[];
  /** 1 on cells of the road island: searches stay off them unless they say `onIsland`. */
  readonly island: Uint8Array;
  readonly addCrossing: (from: number, to: number, kind: CrossingKind) => Crossing;
  readonly crossingsAt: (cell: number) => readonly Crossing[];
  /**
   * Cheapest chain of cells from one cell to the first that `isGoal`, or null. Crossings are jumps within
   * the chain.
   */
  readonly findPath: (
    from: number,
    isGoal: (cell: number) => boolean,
    options: SearchOptions,
  ) => number[] | null;
  /** Lays a road of a class along a chain; a better class already there stays. */
  readonly lay: (path: readonly number[], roadClass: SampleClass, route: number) => void;
  readonly remove: (from: number, to: number) => void;
  /** Index into SAMPLE_CLASSES of the road between neighbours, or -1. */
  readonly classBetween: (cell: number, step: number) => number;
  readonly routeBetween: (cell: number, step: number) => number;
  /** Number of road links at a cell, crossings included. */
  readonly degree: (cell: number) => number;
  /** Whether a straight link between neighbours is dry and cuts no other road. */
  readonly isOpen: (cell: number, step: number) => boolean;
}

/**
 * Steps 4 to 7 (east, south-west, south, south-east) own a link; steps 0 to 3 look it up at the neighbour.
 */
const linkOf = (cell: number, step: number): number =>
  step >= 4
    ? cell * 4 + step - 4
    : (cell + STEP_ROW[step]! * WORLD.columns + STEP_COLUMN[step]!) * 4 + 3 - step;

function cutsBank(a: Point, b: Point, banks: ReadonlyMap<number, (readonly [Point, Point])[]>): boolean {
  const side = (p: Point, q: Point, r: Point): number =>
    (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
  const key = Math.floor((a.x + b.x) / 400) * 1_000_000 + Math.floor((a.y + b.y) / 400);
  return (banks.get(key) ?? []).some(
    ([c, d]) => side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0,
  );
}

/** Buckets of bank segments, 200 m wide, each segment entered in every bucket it may touch. */
function bucketBanks(waters: Waters): Map<number, (readonly [Point, Point])[]> {
  const buckets = new Map<number, (readonly [Point, Point])[]>();
  for (const ring of [...waters.rivers.map((river) => river.bank), ...waters.reservoir.rings])
    for (let i = 0; i + 1 < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[i + 1]!;
      const c0 = Math.floor((Math.min(a.x, b.x) - CELL) / 200);
      const c1 = Math.floor((Math.max(a.x, b.x) + CELL) / 200);
      const r0 = Math.floor((Math.min(a.y, b.y) - CELL) / 200);
      const r1 = Math.floor((Math.max(a.y, b.y) + CELL) / 200);
      for (let c = c0; c <= c1; c++)
        for (let r = r0; r <= r1; r++) {
          const key = c * 1_000_000 + r;
          const list = buckets.get(key);
          if (list) list.push([a, b]);
          else buckets.set(key, [[a, b]]);
        }
    }
  return buckets;
}

/**
 * Builds the lattice with the cost of building a road on every link: length, climb, cross slope, and a
 * grain of chance.
 */
export function createRoadLattice(waters: Waters, land: Land): RoadLattice {
  const { height, wet } = waters;
  const banks = bucketBanks(waters);
  const cost = new Float32Array(WORLD_CELLS * 4).fill(Infinity);
  const grain = new Float32Array(WORLD_CELLS);
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    grain[cell] =
      1 +
      0.6 * fractalNoise(columnOf(cell) / 7, rowOf(cell) / 7, 163, 2) +
      0.45 * fractalNoise(columnOf(cell) / 2.3, rowOf(cell) / 2.3, 167, 1) +
      9 * land.slope[cell]! * land.slope[cell]!;
  const nearBank = new Uint8Array(WORLD_CELLS);
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    if (wet[cell])
      for (let dr = -2; dr <= 2; dr++)
        for (let dc = -2; dc <= 2; dc++) {
          const near = cellAt(columnOf(cell) + dc, rowOf(cell) + dr);
          if (near >= 0) nearBank[near] = 1;
        }
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    if (wet[cell]) continue;
    for (let step = 4; step < 8; step++) {
      const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
      if (next < 0 || wet[next]) continue;
      if (nearBank[cell] && nearBank[next] && cutsBank(centre(cell), centre(next), banks)) continue;
      const length = STEP_LENGTH[step]! * CELL;
      const grade = Math.abs(height[next]! - height[cell]!) / length;
      cost[cell * 4 + step - 4] = length * (1 + 130 * grade * grade) * (grain[cell]! + grain[next]!) * 0.5;
    }
  }

  const classOf = new Int8Array(WORLD_CELLS * 4).fill(-1);
  const routeOf = new Int32Array(WORLD_CELLS * 4).fill(-1);
  const degrees = new Uint8Array(WORLD_CELLS);
  const island = new Uint8Array(WORLD_CELLS);
  const crossings: Crossing[] = [];
  const crossingsByCell = new Map<number, Crossing[]>();
  const none: readonly Crossing[] = [];
  const crossingsAt = (cell: number): readonly Crossing[] => crossingsByCell.get(cell) ?? none;
  const addCrossing = (from: number, to: number, kind: CrossingKind): Crossing => {
    const crossing: Crossing = { from, to, kind, roadClass: -1, route: -1 };
    crossings.push(crossing);
    for (const cell of [from, to]) {
      const list = crossingsByCell.get(cell);
      if (list) list.push(crossing);
      else crossingsByCell.set(cell, [crossing]);
    }
    return crossing;
  };
  /** A diagonal is cut when the other diagonal of its square carries a road. */
  const isCut = (cell: number, step: number): boolean => {
    const across = cell + STEP_COLUMN[step]!;
    if (step === 0) return classOf[linkOf(across, 2)]! >= 0;
    if (step === 2) return classOf[linkOf(across, 0)]! >= 0;
    if (step === 5) return classOf[linkOf(across, 7)]! >= 0;
    if (step === 7) return classOf[linkOf(across, 5)]! >= 0;
    return false;
  };
  const isOpen = (cell: number, step: number): boolean => {
    const column = columnOf(cell) + STEP_COLUMN[step]!;
    const row = rowOf(cell) + STEP_ROW[step]!;
    return cellAt(column, row) >= 0 && cost[linkOf(cell, step)]! < Infinity && !isCut(cell, step);
  };

  const best = new Float64Array(WORLD_CELLS);
  const from = new Int32Array(WORLD_CELLS);
  const stamp = new Int32Array(WORLD_CELLS);
  let search = 0;
  const heap = createHeap();
  const findPath = (
    start: number,
    isGoal: (cell: number) => boolean,
    options: SearchOptions,
  ): number[] | null => {
    search++;
    heap.clear();
    stamp[start] = search;
    best[start] = 0;
    from[start] = -1;
    heap.push(0, start);
    const goal = options.towards;
    const goalColumn = goal === undefined ? 0 : columnOf(goal);
    const goalRow = goal === undefined ? 0 : rowOf(goal);
    const lean = (cell: number): number => {
      if (goal === undefined) return 0;
      const dc = columnOf(cell) - goalColumn;
      const dr = rowOf(cell) - goalRow;
      return 0.6 * CELL * Math.sqrt(dc * dc + dr * dr);
    };
    const offer = (cell: number, next: number, total: number): void => {
      if (stamp[next] === search && total >= best[next]!) return;
      stamp[next] = search;
      best[next] = total;
      from[next] = cell;
      heap.push(total + lean(next), next);
    };
    while (heap.size() > 0) {
      const cell = heap.pop();
      const here = best[cell]!;
      if (heap.lastKey() > here + lean(cell) + 1e-6) continue;
      if (options.limit !== undefined && here > options.limit) return null;
      if (isGoal(cell)) {
        const path: number[] = [];
        for (let at = cell; at >= 0; at = from[at]!) path.push(at);
        return path.reverse();
      }
      const column = columnOf(cell);
      const row = rowOf(cell);
      for (let step = 0; step < 8; step++) {
        const c = column + STEP_COLUMN[step]!;
        const r = row + STEP_ROW[step]!;
        if (c < 0 || r < 0 || c >= WORLD.columns || r >= WORLD.rows) continue;
        const next = r * WORLD.columns + c;
        const link = linkOf(cell, step);
        const price = cost[link]!;
        if (price === Infinity || options.closed?.(next) || (island[next] && !options.onIsland)) continue;
        if (classOf[link]! >= 0) offer(cell, next, here + price * options.reuse);
        else if (!isCut(cell, step)) offer(cell, next, here + price);
      }
      for (const crossing of crossingsAt(cell)) {
        const next = crossing.from === cell ? crossing.to : crossing.from;
        if (options.closed?.(next)) continue;
        const dc = columnOf(next) - column;
        const dr = rowOf(next) - row;
        const length = CELL * Math.sqrt(dc * dc + dr * dr);
        offer(cell, next, here + (crossing.roadClass >= 0 ? length * options.reuse : 600 + length * 3));
      }
    }
    return null;
  };
  const stepBetween = (a: number, b: number): number => {
    const dc = columnOf(b) - columnOf(a);
    const dr = rowOf(b) - rowOf(a);
    for (let step = 0; step < 8; step++) if (STEP_COLUMN[step] === dc && STEP_ROW[step] === dr) return step;
    return -1;
  };
  const lay = (path: readonly number[], roadClass: SampleClass, route: number): void => {
    const rank = SAMPLE_CLASSES.indexOf(roadClass);
    for (let i = 0; i + 1 < path.length; i++) {
      const a = path[i]!;
      const b = path[i + 1]!;
      const step = stepBetween(a, b);
      const jump = step < 0 ? crossingsAt(a).find((c) => c.from === b || c.to === b) : undefined;
      const old = jump ? jump.roadClass : classOf[linkOf(a, step)]!;
      if (old < 0) {
        degrees[a]!++;
        degrees[b]!++;
      }
      if (old >= 0 && old <= rank) continue;
      if (jump) {
        jump.roadClass = rank;
        jump.route = route;
      } else {
        classOf[linkOf(a, step)] = rank;
        routeOf[linkOf(a, step)] = route;
      }
    }
  };
  const remove = (a: number, b: number): void => {
    const link = linkOf(a, stepBetween(a, b));
    if (classOf[link]! < 0) return;
    classOf[link] = -1;
    degrees[a]!--;
    degrees[b]!--;
  };
  return {
    crossings,
    island,
    addCrossing,
    crossingsAt,
    findPath,
    lay,
    remove,
    classBetween: (cell, step) => classOf[linkOf(cell, step)]!,
    routeBetween: (cell, step) => routeOf[linkOf(cell, step)]!,
    degree: (cell) => degrees[cell]!,
    isOpen,
  };
}
