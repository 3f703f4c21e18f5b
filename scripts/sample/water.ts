import {
  CELL,
  WORLD,
  WORLD_CELLS,
  cellAt,
  cellOfPoint,
  centre,
  columnOf,
  metersBetween,
  neighbour,
  rowOf,
  type Point,
} from './frame.ts';
import { ringArea, traceOutlines } from './outlines.ts';
import { findCrossings } from './planar-smoothing.ts';
import { fractalNoise } from './random.ts';
import { drain, fillPits, inflowCell, type Drainage } from './terrain.ts';

/** A river wide enough to stop a walker. */
export interface River {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly line: readonly Point[];
  /** Bank points to the left and right of each vertex of the line. */
  readonly left: readonly Point[];
  readonly right: readonly Point[];
  /** Both banks as one closed ring, counter-clockwise. */
  readonly bank: readonly Point[];
  /** Square metres drained at each vertex of the line. */
  readonly area: readonly number[];
}

/** Everything wet, and the land's final heights. */
export interface Waters {
  readonly rivers: readonly River[];
  /** Brooks a walker can step over, each from its head down. */
  readonly streams: readonly (readonly Point[])[];
  readonly reservoir: {
    readonly rings: readonly (readonly Point[])[];
    readonly levelMeters: number;
    readonly areaKm2: number;
  };
  /** 1 river, 2 reservoir, else 0. */
  readonly wet: Uint8Array;
  /** 1 where a bank line passes: no one lives there. */
  readonly bank: Uint8Array;
  readonly height: Float64Array;
  readonly drainage: Drainage;
}

const RIVER_AREA = 1.9e8;
const STREAM_AREA = 2.6e6;
const NAMES: readonly (readonly [string, string])[] = [
  ['青禾河', 'Qinghe River'],
  ['白鹭河', 'Bailu River'],
  ['沙溪河', 'Shaxi River'],
  ['石门河', 'Shimen River'],
  ['月牙河', 'Yueya River'],
  ['柳溪河', 'Liuxi River'],
  ['东津河', 'Dongjin River'],
  ['南浦河', 'Nanpu River'],
];

function chaikin(points: readonly Point[], times: number): Point[] {
  let line = [...points];
  for (let pass = 0; pass < times; pass++) {
    const next: Point[] = [line[0]!];
    for (let i = 0; i + 1 < line.length; i++) {
      const a = line[i]!;
      const b = line[i + 1]!;
      next.push({ x: a.x * 0.75 + b.x * 0.25, y: a.y * 0.75 + b.y * 0.25 });
      next.push({ x: a.x * 0.25 + b.x * 0.75, y: a.y * 0.25 + b.y * 0.75 });
    }
    next.push(line.at(-1)!);
    line = next;
  }
  return line.map((p) => ({ x: Math.round(p.x * 10) / 10, y: Math.round(p.y * 10) / 10 }));
}

/** Sets a river's course off its lattice path: wide swings on the plain, none in the gorges. */
function drawCourse(path: readonly number[], height: Float64Array, end: Point | null): Point[] {
  const knots: Point[] = [];
  for (let i = 0; i < path.length; i += 4) knots.push(centre(path[i]!));
  if (end) {
    if (knots.length > 1) knots.pop();
    knots.push(end);
  }
  const swung = knots.map((p, i) => {
    const a = knots[Math.max(0, i - 1)]!;
    const b = knots[Math.min(knots.length - 1, i + 1)]!;
    const length = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
    if (i === 0 || i === knots.length - 1 || length === 0) return p;
    const ground = height[cellOfPoint(p)]!;
    const plain = Math.min(1, Math.max(0.05, (150 - ground) / 60));
    const taper = Math.min(1, i / 5, (knots.length - 1 - i) / 5);
    const wave =
      0.62 * fractalNoise(i * 0.11, 3.7, 83 + path.length, 1) + 0.38 * fractalNoise(i * 0.24, 5.3, 89, 1);
    const swing = 900 * plain * taper * wave;
    return { x: p.x - ((b.y - a.y) / length) * swing, y: p.y + ((b.x - a.x) / length) * swing };
  });
  return chaikin(swung, 2);
}

/** Closed ring of a left and a right bank, counter-clockwise. */
export function ringOfBanks(left: readonly Point[], right: readonly Point[]): Point[] {
  const ring = [...right, ...[...left].reverse()];
  ring.push(ring[0]!);
  return ringArea(ring) < 0 ? ring.reverse() : ring;
}

/**
 * Both banks of a river; where a bend is too tight for the width, the river narrows until its banks do not
 * cross.
 */
function drawBanks(
  line: readonly Point[],
  area: readonly number[],
): { left: Point[]; right: Point[]; bank: Point[] } {
  const halves = line.map(
    (_, i) => 0.0014 * Math.sqrt(area[i]!) * (1 + 0.25 * fractalNoise(i * 0.21, 9.1, 91, 2)),
  );
  const count = line.length;
  for (let attempt = 0; ; attempt++) {
    const left: Point[] = [];
    const right: Point[] = [];
    line.forEach((p, i) => {
      const a = line[Math.max(0, i - 2)]!;
      const b = line[Math.min(count - 1, i + 2)]!;
      const length = Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
      const nx = (-(b.y - a.y) / length) * halves[i]!;
      const ny = ((b.x - a.x) / length) * halves[i]!;
      left.push({ x: Math.round((p.x + nx) * 10) / 10, y: Math.round((p.y + ny) * 10) / 10 });
      right.push({ x: Math.round((p.x - nx) * 10) / 10, y: Math.round((p.y - ny) * 10) / 10 });
    });
    const ring = [...right, ...[...left].reverse()];
    const edges = Int32Array.from(ring.flatMap((_, i) => [i, (i + 1) % ring.length]));
    const x = Float64Array.from(ring, (p) => p.x);
    const y = Float64Array.from(ring, (p) => p.y);
    const crossed = findCrossings({ x, y, edges, freedom: x }, []);
    if (crossed.size === 0 || attempt === 12) return { left, right, bank: ringOfBanks(left, right) };
    for (const edge of crossed)
      for (let near = -3; near <= 3; near++) {
        const corner = (edge + near + ring.length) % ring.length;
        const vertex = corner < count ? corner : 2 * count - 1 - corner;
        halves[vertex] = Math.max(4, halves[vertex]! * 0.85);
      }
  }
}

/** Cells whose centre a closed ring holds. */
function cellsInside(ring: readonly Point[]): number[] {
  const cells: number[] = [];
  let low = Infinity;
  let high = -Infinity;
  for (const p of ring) {
    low = Math.min(low, p.y);
    high = Math.max(high, p.y);
  }
  const firstRow = Math.max(0, Math.floor((WORLD.top - high) / CELL - 0.5));
  const lastRow = Math.min(WORLD.rows - 1, Math.ceil((WORLD.top - low) / CELL));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = WORLD.top - (row + 0.5) * CELL;
    const cuts: number[] = [];
    for (let i = 0; i + 1 < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[i + 1]!;
      if (a.y > y !== b.y > y) cuts.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
    }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2) {
      const from = Math.max(0, Math.ceil((cuts[i]! - WORLD.left) / CELL - 0.5));
      const to = Math.min(WORLD.columns - 1, Math.floor((cuts[i + 1]! - WORLD.left) / CELL - 0.5));
      for (let column = from; column <= to; column++) cells.push(cellAt(column, row));
    }
  }
  return cells;
}

/** Every cell a line touches, in steps of 5 m. */
function cellsAlong(line: readonly Point[]): Set<number> {
  const cells = new Set<number>();
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i]!;
    const b = line[i + 1]!;
    const steps = Math.ceil(Math.sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)) / 5);
    for (let s = 0; s <= steps; s++) {
      const cell = cellOfPoint({ x: a.x + ((b.x - a.x) * s) / steps, y: a.y + ((b.y - a.y) * s) / steps });
      if (cell >= 0) cells.add(cell);
    }
  }
  return cells;
}

function traceRivers(height: Float64Array, drainage: Drainage, inflow: number): River[] {
  const { receiver, order, area } = drainage;
  const taken = new Int32Array(WORLD_CELLS).fill(-1);
  const hasBigDonor = new Uint8Array(WORLD_CELLS);
  for (const cell of order)
    if (area[cell]! >= RIVER_AREA && receiver[cell] !== cell) hasBigDonor[receiver[cell]!] = 1;
  const sources = [inflow];
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    if (area[cell]! >= RIVER_AREA && !hasBigDonor[cell] && cell !== inflow) sources.push(cell);
  const rivers: River[] = [];
  for (const source of sources) {
    const path: number[] = [];
    let cell = source;
    while (taken[cell]! < 0) {
      taken[cell] = rivers.length;
      path.push(cell);
      if (receiver[cell] === cell) break;
      cell = receiver[cell]!;
    }
    if (path.length < 12) continue;
    let end: Point | null = null;
    if (taken[cell] !== rivers.length) {
      const at = centre(cell);
      const host = rivers[taken[cell]!];
      if (!host) continue;
      end = host.line.reduce((a, b) =>
        (b.x - at.x) * (b.x - at.x) + (b.y - at.y) * (b.y - at.y) <
        (a.x - at.x) * (a.x - at.x) + (a.y - at.y) * (a.y - at.y)
          ? b
          : a,
      );
    }
    const line = drawCourse(path, height, end);
    const areas = line.map(
      (_, i) =>
        area[path[Math.min(path.length - 1, Math.round((i / (line.length - 1)) * (path.length - 1)))]!]!,
    );
    const [nameZh, nameEn] = NAMES[rivers.length % NAMES.length]!;
    rivers.push({ nameZh, nameEn, line, area: areas, ...drawBanks(line, areas) });
  }
  return rivers;
}

/**
 * Brooks from 2.6 km² of land down to a river, drawn on shared, slightly smoothed vertices so that they
 * join exactly.
 */
function traceStreams(drainage: Drainage, wet: Uint8Array): Point[][] {
  const { receiver, order, area } = drainage;
  const x = new Float64Array(WORLD_CELLS);
  const y = new Float64Array(WORLD_CELLS);
  const stem = new Int32Array(WORLD_CELLS).fill(-1);
  const isStream = (cell: number): boolean => area[cell]! >= STREAM_AREA && !wet[cell];
  for (const cell of order) {
    const p = centre(cell);
    x[cell] = p.x;
    y[cell] = p.y;
    const to = receiver[cell]!;
    if (to !== cell && isStream(cell) && (stem[to]! < 0 || area[stem[to]!]! < area[cell]!)) stem[to] = cell;
  }
  for (let pass = 0; pass < 5; pass++)
    for (const cell of order) {
      const up = stem[cell]!;
      const down = receiver[cell]!;
      if (!isStream(cell) || up < 0 || down === cell) continue;
      x[cell] = x[cell]! * 0.5 + (x[up]! + x[down]!) * 0.25;
      y[cell] = y[cell]! * 0.5 + (y[up]! + y[down]!) * 0.25;
    }
  const point = (cell: number): Point => ({
    x: Math.round(x[cell]! * 10) / 10,
    y: Math.round(y[cell]! * 10) / 10,
  });
  const streams: Point[][] = [];
  for (const head of order) {
    if (!isStream(head) || stem[head]! >= 0) continue;
    const line = [point(head)];
    for (let cell = head; ;) {
      const to = receiver[cell]!;
      if (to === cell) break;
      line.push(point(to));
      if (!isStream(to) || stem[to] !== cell) break;
      cell = to;
    }
    if (line.length >= 4) streams.push(line);
  }
  return streams;
}

/** Floods the side valley whose lake comes nearest to 2.6 km² behind a dam of at most 55 m. */
function impound(
  height: Float64Array,
  drainage: Drainage,
  wet: Uint8Array,
): { cells: number[]; level: number } {
  let best: { cells: number[]; level: number } | null = null;
  let bestMiss = Infinity;
  for (let dam = 0; dam < WORLD_CELLS; dam++) {
    const upstream = drainage.area[dam]!;
    if (upstream < 2.2e7 || upstream > 1.2e8 || height[dam]! < 140 || height[dam]! > 480 || wet[dam])
      continue;
    if (columnOf(dam) < 200 || columnOf(dam) > 420 || rowOf(dam) < 190 || rowOf(dam) > 480) continue;
    for (const depth of [25, 35, 45, 55]) {
      const level = height[dam]! + depth;
      const cells = [dam];
      const seen = new Set(cells);
      for (let i = 0; i < cells.length && cells.length < 420; i++)
        for (const step of [1, 3, 4, 6]) {
          const next = neighbour(cells[i]!, step);
          if (next < 0 || seen.has(next) || wet[next] || height[next]! >= level) continue;
          if (drainage.receiver[next] !== cells[i] && height[next]! < height[dam]! + 0.5) continue;
          if (next === drainage.receiver[dam]) continue;
          seen.add(next);
          cells.push(next);
        }
      const lowest = cells.reduce((low, cell) => Math.min(low, height[cell]!), Infinity);
      if (lowest < height[dam]! - 0.5) continue;
      const touchesRiver = cells.some((cell) =>
        [0, 1, 2, 3, 4, 5, 6, 7].some((step) => wet[neighbour(cell, step)]),
      );
      if (touchesRiver) continue;
      const miss = Math.abs(cells.length - 260);
      if (miss < bestMiss) {
        bestMiss = miss;
        best = { cells, level: Math.round(level) };
      }
    }
  }
  if (!best) throw new Error('sample: no valley is fit for the reservoir');
  return best;
}

/** Widens valley floors: land near a channel is drawn down to it over a width that grows with the stream. */
function layValleyFloors(height: Float64Array, drainage: Drainage): void {
  const { area, order } = drainage;
  const floor = height.slice();
  const nearest = new Float64Array(WORLD_CELLS).fill(2);
  for (const cell of order) {
    if (area[cell]! < 6e6) continue;
    const gorge = Math.min(
      1,
      Math.max(0, 0.5 + 2.2 * fractalNoise(columnOf(cell) / 45, rowOf(cell) / 45, 97, 2)),
    );
    const width = (70 + 0.014 * Math.min(30_000, Math.sqrt(area[cell]!))) * (0.45 + 0.9 * gorge);
    const reach = Math.ceil(width / CELL);
    for (let dr = -reach; dr <= reach; dr++)
      for (let dc = -reach; dc <= reach; dc++) {
        const near = cellAt(columnOf(cell) + dc, rowOf(cell) + dr);
        if (near < 0) continue;
        const share = (CELL * Math.sqrt(dc * dc + dr * dr)) / width;
        if (share >= 1 || share >= nearest[near]! || height[near]! < height[cell]!) continue;
        nearest[near] = share;
        floor[near] = height[cell]! + (height[near]! - height[cell]!) * share * share;
      }
  }
  height.set(floor);
}

/** Rivers, brooks, reservoir and the final heights, from the eroded land. Mutates `height`. */
export function buildWaters(height: Float64Array): Waters {
  const field = { columns: WORLD.columns, rows: WORLD.rows, size: CELL, height };
  layValleyFloors(height, drain(field));
  fillPits(field, 0.003);
  const drainage = drain(field);
  const rivers = traceRivers(height, drainage, inflowCell(field));
  const wet = new Uint8Array(WORLD_CELLS);
  for (const river of rivers) {
    const cells = cellsAlong(river.line);
    for (const cell of cellsInside(river.bank)) cells.add(cell);
    let level = Infinity;
    const levels = river.line.map((p) => (level = Math.min(level, height[cellOfPoint(p)] ?? level)));
    for (const cell of cells) {
      wet[cell] = 1;
      const at = centre(cell);
      let close = 0;
      let closeSquare = Infinity;
      river.line.forEach((p, i) => {
        const square = (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
        if (square < closeSquare) {
          closeSquare = square;
          close = i;
        }
      });
      height[cell] = Math.min(height[cell]!, levels[close]! - 1.5);
    }
  }
  const lake = impound(height, drainage, wet);
  const lakeLabel = new Int32Array(WORLD_CELLS).fill(-1);
  for (const cell of lake.cells) {
    wet[cell] = 2;
    height[cell] = lake.level;
    lakeLabel[cell] = 0;
  }
  const rings = traceOutlines(lakeLabel, 8).ringsOf(() => true);
  const bank = new Uint8Array(WORLD_CELLS);
  for (const ring of [...rivers.map((river) => river.bank), ...rings])
    for (const cell of cellsAlong(ring)) bank[cell] = 1;
  const streams = traceStreams(drainage, wet);
  const reservoir = { rings, levelMeters: lake.level, areaKm2: (lake.cells.length * CELL * CELL) / 1e6 };
  return { rivers, streams, reservoir, wet, bank, height, drainage };
}

/** Steepest slope (rise over run) from a cell to any neighbour. */
export function slopeAt(height: Float64Array, cell: number): number {
  let steepest = 0;
  for (let step = 0; step < 8; step++) {
    const next = neighbour(cell, step);
    if (next >= 0)
      steepest = Math.max(steepest, Math.abs(height[next]! - height[cell]!) / metersBetween(cell, next));
  }
  return steepest;
}
