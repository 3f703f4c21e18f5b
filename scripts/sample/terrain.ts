import { createHeap } from './heap.ts';
import { fractalNoise } from './random.ts';
import { WORLD, CELL } from './frame.ts';

/** A height field under construction: metres, row-major, with cells of `size` metres. */
interface Field {
  readonly columns: number;
  readonly rows: number;
  readonly size: number;
  readonly height: Float64Array;
}

/** Course the main river is invited to take, in kilometres from the world's north-west corner. */
const RIVER_COURSE: readonly (readonly [number, number])[] = [
  [0, 22],
  [6, 19],
  [11, 20.5],
  [15, 25],
  [20, 24],
  [24, 20.5],
  [28.5, 22],
  [31, 27],
  [34, 31],
  [38, 35.5],
  [42, 37],
  [46, 41],
  [51, 42],
  [55, 46],
  [61, 46.5],
  [66, 51],
  [71, 51.5],
  [76, 55],
];
const NORTH_BRANCH: readonly (readonly [number, number])[] = [
  [40, 3],
  [42.5, 9],
  [41, 15],
  [45, 21],
  [44, 28],
  [47.5, 34],
  [49, 41.5],
];
const SOUTH_BRANCH: readonly (readonly [number, number])[] = [
  [12, 45],
  [17, 48.5],
  [22, 46.5],
  [27, 50],
  [33, 49],
  [39, 52],
  [46, 50.5],
  [53, 53],
  [60, 50.5],
  [65, 51],
];
/** Square metres that drain into the main river before it enters the world. */
const INFLOW_AREA = 1.3e9;

function distanceToCourse(course: readonly (readonly [number, number])[], x: number, y: number): number {
  let best = 1e9;
  for (let i = 0; i + 1 < course.length; i++) {
    const [ax, ay] = course[i]!;
    const [bx, by] = course[i + 1]!;
    const dx = bx - ax;
    const dy = by - ay;
    const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
    const ex = x - ax - t * dx;
    const ey = y - ay - t * dy;
    best = Math.min(best, ex * ex + ey * ey);
  }
  return Math.sqrt(best);
}

const smooth = (t: number): number => {
  const u = Math.min(1, Math.max(0, t));
  return u * u * (3 - 2 * u);
};

/** How far behind the mountain front (km, positive to the north-west) a point lies. */
function behindFront(x: number, y: number): number {
  // Line from (10, 72) to (60, 0) km: normal (-72, -50) / 87.66.
  const straight = ((60 - x) * 72 - y * 50) / 87.66;
  return straight + 5 * fractalNoise(x / 14, y / 14, 11, 3);
}

function upliftAt(x: number, y: number): number {
  const behind = behindFront(x, y);
  const range = 0.1 * smooth((behind + 1) / 5) + 1.05 * smooth((behind - 2.5) / 17);
  const rough = 1 + 0.55 * fractalNoise(x / 7, y / 7, 23, 3);
  const hill = (cx: number, cy: number, radius: number, weight: number): number => {
    const dx = x - cx + 2.5 * fractalNoise(x / 4, y / 4, 31, 2);
    const dy = y - cy + 2.5 * fractalNoise(x / 4, y / 4, 37, 2);
    return weight * smooth(1 - Math.sqrt(dx * dx + dy * dy) / radius);
  };
  const hills =
    hill(63, 24, 9, 0.26) +
    hill(50, 62, 9, 0.22) +
    hill(30, 60, 6, 0.14) +
    hill(71, 37, 5, 0.12) +
    hill(57, 10, 7, 0.2);
  return 0.85 * Math.max(0.006, range * rough + hills + 0.012 * (1 + fractalNoise(x / 3, y / 3, 41, 3)));
}

function startingHeight(x: number, y: number): number {
  const fromOutlet = ((76 - x) * 0.75 + (72 - y) * 0.35) * 0.9;
  const wiggleX = x + 1.3 * fractalNoise(x / 3.2, y / 3.2, 51, 2);
  const wiggleY = y + 1.3 * fractalNoise(x / 3.2, y / 3.2, 57, 2);
  const trough = (d: number, width: number, depth: number): number => depth * smooth(1 - d / width);
  return (
    62 +
    fromOutlet * 0.9 +
    7 * fractalNoise(x / 2.5, y / 2.5, 61, 4) -
    trough(distanceToCourse(RIVER_COURSE, wiggleX, wiggleY), 3.2, 30) -
    trough(distanceToCourse(NORTH_BRANCH, wiggleX, wiggleY), 2, 16) -
    trough(distanceToCourse(SOUTH_BRANCH, wiggleX, wiggleY), 2, 16)
  );
}

const STEPS = [
  [-1, -1],
  [0, -1],
  [1, -1],
  [-1, 0],
  [1, 0],
  [-1, 1],
  [0, 1],
  [1, 1],
] as const;

/** Cells whose height is held: the low eastern and southern edges, where water leaves. */
function isOutlet(field: Field, column: number, row: number): boolean {
  const { columns, rows } = field;
  if (column === columns - 1) return row > rows * 0.3;
  return row === rows - 1 && column > columns * 0.35;
}

/**
 * Raises pits to their spill height plus a rising hair (priority flood, Barnes et al. 2014), so that all
 * water reaches an outlet.
 */
export function fillPits(field: Field, hair: number): void {
  const { columns, rows, height } = field;
  const done = new Uint8Array(columns * rows);
  const heap = createHeap();
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (isOutlet(field, column, row)) {
        const cell = row * columns + column;
        done[cell] = 1;
        heap.push(height[cell]!, cell);
      }
  while (heap.size() > 0) {
    const cell = heap.pop();
    const column = cell % columns;
    const row = (cell - column) / columns;
    for (const [dc, dr] of STEPS) {
      const c = column + dc;
      const r = row + dr;
      if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
      const next = r * columns + c;
      if (done[next]) continue;
      done[next] = 1;
      const floor = height[cell]! + hair;
      if (height[next]! < floor) height[next] = floor;
      heap.push(height[next]!, next);
    }
  }
}

/**
 * Where water goes: receiver of each cell (itself at outlets and pits), cells downstream first, and
 * upstream area in m².
 */
export interface Drainage {
  readonly receiver: Int32Array;
  readonly order: Int32Array;
  readonly area: Float64Array;
}

/** Steepest-descent drainage of a field, with the river's inflow added where it enters. */
export function drain(field: Field): Drainage {
  const { columns, rows, height, size } = field;
  const cells = columns * rows;
  const receiver = new Int32Array(cells);
  const firstDonor = new Int32Array(cells).fill(-1);
  const nextDonor = new Int32Array(cells).fill(-1);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      let best = cell;
      let steepest = 0;
      if (!isOutlet(field, column, row))
        for (const [dc, dr] of STEPS) {
          const c = column + dc;
          const r = row + dr;
          if (c < 0 || r < 0 || c >= columns || r >= rows) continue;
          const next = r * columns + c;
          const drop = (height[cell]! - height[next]!) / (dc !== 0 && dr !== 0 ? Math.SQRT2 : 1);
          if (drop > steepest) {
            steepest = drop;
            best = next;
          }
        }
      receiver[cell] = best;
    }
  const order = new Int32Array(cells);
  let count = 0;
  for (let cell = cells - 1; cell >= 0; cell--) {
    const to = receiver[cell]!;
    if (to === cell) continue;
    nextDonor[cell] = firstDonor[to]!;
    firstDonor[to] = cell;
  }
  for (let cell = 0; cell < cells; cell++) if (receiver[cell] === cell) order[count++] = cell;
  for (let i = 0; i < count; i++)
    for (let donor = firstDonor[order[i]!]!; donor >= 0; donor = nextDonor[donor]!) order[count++] = donor;
  const area = new Float64Array(cells).fill(size * size);
  area[inflowCell(field)]! += INFLOW_AREA;
  for (let i = count - 1; i >= 0; i--) {
    const cell = order[i]!;
    if (receiver[cell] !== cell) area[receiver[cell]!]! += area[cell]!;
  }
  return { receiver, order, area };
}

/** Cell on the western edge where the main river enters. */
export function inflowCell(field: Field): number {
  return Math.round((RIVER_COURSE[0]![1] * 1000) / field.size) * field.columns;
}

/**
 * Stream-power erosion against uplift, solved implicitly downstream to upstream (Braun & Willett 2013, m =
 * 1/2, n = 1).
 */
function erode(field: Field, uplift: Float64Array, steps: number, fillEvery: number): void {
  const { columns, rows, height, size } = field;
  const erodibility = 9e-6;
  const years = 20_000;
  for (let step = 0; step < steps; step++) {
    if (step % fillEvery === 0) fillPits(field, 0.003);
    const { receiver, order, area } = drain(field);
    for (const cell of order) {
      const to = receiver[cell]!;
      if (to === cell) {
        if (!isOutlet(field, cell % columns, Math.floor(cell / columns)))
          height[cell]! += uplift[cell]! * 1e-3 * years;
        continue;
      }
      const dc = Math.abs((to % columns) - (cell % columns));
      const length = dc !== 0 && Math.abs(to - cell) !== 1 ? size * Math.SQRT2 : size;
      const pull = (erodibility * years * Math.sqrt(area[cell]!)) / length;
      height[cell] = (height[cell]! + uplift[cell]! * 1e-3 * years + pull * height[to]!) / (1 + pull);
    }
    creep(height, columns, rows, 0.11);
  }
}

/** Soil creep: each cell moves a share of the way to the mean of its four neighbours. */
function creep(height: Float64Array, columns: number, rows: number, share: number): void {
  const old = height.slice();
  for (let row = 1; row < rows - 1; row++)
    for (let column = 1; column < columns - 1; column++) {
      const i = row * columns + column;
      const mean = (old[i - 1]! + old[i + 1]! + old[i - columns]! + old[i + columns]!) / 4;
      height[i] = old[i]! + share * (mean - old[i]!);
    }
}

function buildField(
  columns: number,
  rows: number,
  size: number,
  at: (x: number, y: number) => number,
): Field {
  const height = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      height[row * columns + column] = at(((column + 0.5) * size) / 1000, ((row + 0.5) * size) / 1000);
  return { columns, rows, size, height };
}

/** Heights of the world in metres: coarse erosion at 200 m, refined at 100 m, every pit filled. */
export function buildTerrain(): Field {
  const coarse = buildField(WORLD.columns / 2, WORLD.rows / 2, CELL * 2, startingHeight);
  erode(coarse, buildField(coarse.columns, coarse.rows, coarse.size, upliftAt).height, 110, 10);
  const { columns, rows } = coarse;
  const fine = buildField(WORLD.columns, WORLD.rows, CELL, (x, y) => {
    const cx = Math.min(columns - 1.001, Math.max(0, x / 0.2 - 0.5));
    const cy = Math.min(rows - 1.001, Math.max(0, y / 0.2 - 0.5));
    const i = Math.floor(cy) * columns + Math.floor(cx);
    const u = cx - Math.floor(cx);
    const v = cy - Math.floor(cy);
    const h = coarse.height;
    const top = h[i]! + (h[i + 1]! - h[i]!) * u;
    const bottom = h[i + columns]! + (h[i + columns + 1]! - h[i + columns]!) * u;
    const mean = top + (bottom - top) * v;
    return mean + Math.min(18, 0.02 * mean) * fractalNoise(x / 0.9, y / 0.9, 71, 3);
  });
  erode(fine, buildField(fine.columns, fine.rows, fine.size, upliftAt).height, 14, 7);
  creep(fine.height, fine.columns, fine.rows, 0.5);
  fillPits(fine, 0.003);
  return fine;
}
