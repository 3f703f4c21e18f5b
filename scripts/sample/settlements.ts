import { createHeap } from './heap.ts';
import {
  STEP_COLUMN,
  STEP_LENGTH,
  STEP_ROW,
  WORLD,
  WORLD_CELLS,
  cellAt,
  columnOf,
  metersBetween,
  rowOf,
} from './frame.ts';
import { fractalNoise, hashUnit } from './random.ts';
import { slopeAt, type Waters } from './water.ts';

/** Land as a settler sees it. */
export interface Land {
  readonly slope: Float32Array;
  /** Mean slope of the 5 × 5 cells around. */
  readonly rough: Float32Array;
  /** Cells to the nearest brook, river or lake, at most 30. */
  readonly toWater: Uint8Array;
  /** 0 on the plain … 1 deep in the mountains. */
  readonly mountain: Float32Array;
}

/** Surveys slope, roughness, water and mountain character of every cell. */
export function surveyLand(waters: Waters): Land {
  const { height, wet, drainage } = waters;
  const slope = new Float32Array(WORLD_CELLS);
  for (let cell = 0; cell < WORLD_CELLS; cell++) slope[cell] = slopeAt(height, cell);
  const rough = new Float32Array(WORLD_CELLS);
  const mountain = new Float32Array(WORLD_CELLS);
  const toWater = new Uint8Array(WORLD_CELLS).fill(30);
  let wave: number[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++) {
    let sum = 0;
    let count = 0;
    for (let dr = -2; dr <= 2; dr++)
      for (let dc = -2; dc <= 2; dc++) {
        const near = cellAt(columnOf(cell) + dc, rowOf(cell) + dr);
        if (near < 0) continue;
        sum += slope[near]!;
        count++;
      }
    rough[cell] = sum / count;
    mountain[cell] = Math.min(1, Math.max(0, (height[cell]! - 150) / 550 + (rough[cell]! - 0.08) * 1.2));
    if (wet[cell] || drainage.area[cell]! > 2.6e6) {
      toWater[cell] = 0;
      wave.push(cell);
    }
  }
  for (let ring = 1; ring < 30; ring++) {
    const next: number[] = [];
    for (const cell of wave)
      for (let step = 0; step < 8; step++) {
        const near = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
        if (near < 0 || toWater[near]! <= ring) continue;
        toWater[near] = ring;
        next.push(near);
      }
    wave = next;
  }
  return { slope, rough, toWater, mountain };
}

/**
 * Picks cells in falling order of score, each at least `spacing(cell)` metres from those taken before it
 * and from `taken`.
 */
export function scatter(
  candidates: readonly number[],
  score: (cell: number) => number,
  spacing: (cell: number) => number,
  taken: readonly number[],
): number[] {
  const scored = candidates.map((cell) => ({ cell, score: Math.round(score(cell) * 1e6) }));
  scored.sort((a, b) => b.score - a.score || a.cell - b.cell);
  const bucketOf = (cell: number): number =>
    Math.floor(rowOf(cell) / 20) * 1000 + Math.floor(columnOf(cell) / 20);
  const buckets = new Map<number, number[]>();
  const put = (cell: number): void => {
    const list = buckets.get(bucketOf(cell));
    if (list) list.push(cell);
    else buckets.set(bucketOf(cell), [cell]);
  };
  for (const cell of taken) put(cell);
  const chosen: number[] = [];
  for (const { cell } of scored) {
    const least = spacing(cell);
    const reach = Math.ceil(least / 2000);
    const home = bucketOf(cell);
    let free = true;
    for (let dr = -reach; dr <= reach && free; dr++)
      for (let dc = -reach; dc <= reach && free; dc++)
        free = !(buckets.get(home + dr * 1000 + dc) ?? []).some(
          (other) => metersBetween(cell, other) < least,
        );
    if (!free) continue;
    chosen.push(cell);
    put(cell);
  }
  return chosen;
}

/** Seats of towns and villages over the whole world; the county town is `towns[0]`. */
export function placeSeats(
  waters: Waters,
  land: Land,
): { towns: number[]; communities: number[]; villages: number[] } {
  const { wet, height, rivers } = waters;
  const inner = (cell: number, margin: number): boolean => {
    const column = columnOf(cell);
    const row = rowOf(cell);
    return column >= margin && row >= margin && column < WORLD.columns - margin && row < WORLD.rows - margin;
  };
  const fit: number[] = [];
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    if (!wet[cell] && !waters.bank[cell] && land.slope[cell]! < 0.36 && inner(cell, 4)) fit.push(cell);
  const score = (cell: number): number =>
    -land.rough[cell]! * 6 -
    height[cell]! / 900 -
    Math.abs(land.toWater[cell]! - 4) * 0.03 +
    0.8 * fractalNoise(columnOf(cell) / 9, rowOf(cell) / 9, 131, 2) +
    0.2 * hashUnit(columnOf(cell), rowOf(cell), 137);
  // The county town: the best flat bank of the main river near the middle of the world.
  const middle = cellAt(Math.round(WORLD.columns * 0.46), Math.round(WORLD.rows * 0.46));
  const bank = new Set<number>();
  for (const p of rivers[0]!.line) {
    const column = Math.floor((p.x - WORLD.left) / 100);
    const row = Math.floor((WORLD.top - p.y) / 100);
    for (let dr = -6; dr <= 6; dr++) for (let dc = -6; dc <= 6; dc++) bank.add(cellAt(column + dc, row + dr));
  }
  const seatOfCounty = fit
    .filter((cell) => bank.has(cell) && land.toWater[cell]! >= 4)
    .map((cell) => ({ cell, cost: Math.round(metersBetween(cell, middle) + land.rough[cell]! * 60_000) }))
    .sort((a, b) => a.cost - b.cost || a.cell - b.cell)[0]!.cell;
  const dry = fit.filter((cell) => land.toWater[cell]! >= 1);
  const towns = [
    seatOfCounty,
    ...scatter(
      dry.filter((cell) => land.slope[cell]! < 0.24),
      score,
      (cell) => 7600 + 500 * land.mountain[cell]! + (metersBetween(cell, seatOfCounty) < 12_000 ? 400 : 0),
      [seatOfCounty],
    ),
  ];
  const communities = scatter(
    dry.filter((cell) => metersBetween(cell, seatOfCounty) < 2300),
    (cell) => -metersBetween(cell, seatOfCounty) / 1000 + hashUnit(columnOf(cell), rowOf(cell), 139) * 0.5,
    () => 950,
    [],
  );
  const villages = scatter(
    dry.filter((cell) => metersBetween(cell, seatOfCounty) > 2600),
    score,
    (cell) => 1900 + 250 * land.mountain[cell]! + 500 * hashUnit(columnOf(cell), rowOf(cell), 149),
    [...towns.slice(1), ...communities],
  );
  return { towns, communities, villages };
}

/** Nearest seat of each cell over rough ground: rivers and ridges make borders. Index into `seats`. */
export function apportion(seats: readonly number[], waters: Waters, land: Land): Int32Array {
  const owner = new Int32Array(WORLD_CELLS).fill(-1);
  const cost = new Float64Array(WORLD_CELLS).fill(Infinity);
  const heap = createHeap();
  seats.forEach((cell, i) => {
    owner[cell] = i;
    cost[cell] = 0;
    heap.push(0, cell);
  });
  const friction = new Float64Array(WORLD_CELLS);
  for (let cell = 0; cell < WORLD_CELLS; cell++)
    friction[cell] =
      1 +
      5 * land.slope[cell]! +
      (waters.wet[cell] ? 14 : 0) +
      (land.toWater[cell] === 0 ? 0.9 : 0) +
      1.3 * (1 + fractalNoise(columnOf(cell) / 9, rowOf(cell) / 9, 151, 3)) -
      0.6;
  while (heap.size() > 0) {
    const cell = heap.pop();
    const here = heap.lastKey();
    if (here > cost[cell]!) continue;
    for (let step = 0; step < 8; step++) {
      const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
      if (next < 0) continue;
      const climb = Math.abs(waters.height[next]! - waters.height[cell]!) / 22;
      const total = here + STEP_LENGTH[step]! * (friction[cell]! + friction[next]!) * 0.5 + climb;
      if (total < cost[next]!) {
        cost[next] = total;
        owner[next] = owner[cell]!;
        heap.push(total, next);
      }
    }
  }
  return owner;
}

/**
 * Gives every piece of a label that is cut off (4-neighbour) from its largest piece to the label around it.
 * Mutates `labels`.
 */
export function joinFragments(labels: Int32Array): void {
  for (let pass = 0; pass < 6; pass++) {
    const piece = new Int32Array(WORLD_CELLS).fill(-1);
    const pieces: { label: number; cells: number[] }[] = [];
    const largest = new Map<number, number>();
    for (let start = 0; start < WORLD_CELLS; start++) {
      if (piece[start]! >= 0) continue;
      const cells = [start];
      piece[start] = pieces.length;
      for (let i = 0; i < cells.length; i++)
        for (const step of [1, 3, 4, 6]) {
          const next = cellAt(columnOf(cells[i]!) + STEP_COLUMN[step]!, rowOf(cells[i]!) + STEP_ROW[step]!);
          if (next < 0 || piece[next]! >= 0 || labels[next] !== labels[start]) continue;
          piece[next] = pieces.length;
          cells.push(next);
        }
      const label = labels[start]!;
      const known = largest.get(label);
      if (known === undefined || pieces[known]!.cells.length < cells.length)
        largest.set(label, pieces.length);
      pieces.push({ label, cells });
    }
    let changed = false;
    pieces.forEach(({ label, cells }, p) => {
      if (largest.get(label) === p) return;
      const around = new Map<number, number>();
      for (const cell of cells)
        for (const step of [1, 3, 4, 6]) {
          const next = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
          if (next >= 0 && labels[next] !== label)
            around.set(labels[next]!, (around.get(labels[next]!) ?? 0) + 1);
        }
      let best = -1;
      let most = 0;
      for (const [other, count] of around)
        if (count > most || (count === most && other < best)) {
          best = other;
          most = count;
        }
      if (most === 0) return;
      for (const cell of cells) labels[cell] = best;
      changed = true;
    });
    if (!changed) return;
  }
}
