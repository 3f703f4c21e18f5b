import type { Grid } from '../kernel/grid/grid.ts';
import { centreX, centreY, countCells } from '../kernel/grid/grid.ts';
import { buildTransform, parseCrs } from './crs.ts';
import type { RasterArray } from './geotiff-write.ts';

/** A band on its own frame. `isValid` states which values count. */
export interface Band {
  readonly grid: Grid;
  readonly values: RasterArray;
  readonly isValid: (value: number) => boolean;
}

/**
 * Function that gives the source's fractional (column, row) of a target cell centre; cell centres on the
 * integers.
 */
function buildLocator(
  target: Grid,
  source: Grid,
): (column: number, row: number, out: [number, number]) => void {
  const transform = buildTransform(parseCrs(target.crs), parseCrs(source.crs));
  return (column, row, out) => {
    out[0] = centreX(target, column);
    out[1] = centreY(target, row);
    transform(out);
    out[0] = (out[0] - source.left) / source.cellWidth - 0.5;
    out[1] = (source.top - out[1]) / source.cellHeight - 0.5;
  };
}

/**
 * Heights at cell centres by bilinear interpolation over the valid neighbours; where a target cell is wider
 * than two source cells,
 * the mean of the source cells whose centres it holds, so that ridges are not sampled at random. NaN where
 * nothing valid is near.
 */
export function resampleHeights(band: Band, target: Grid): Float32Array {
  const out = new Float32Array(countCells(target)).fill(Number.NaN);
  eachOverlaid(band, target, (cell, x, y, stepX, stepY) => {
    const average = stepX > 2 || stepY > 2;
    out[cell] = average ? meanAround(band, x, y, stepX, stepY) : bilinear(band, x, y);
  });
  return out;
}

/**
 * Mean of the valid source cells under each target cell (the nearest one where the target is finer); NaN
 * where none is valid.
 */
export function resampleMean(band: Band, target: Grid): Float32Array {
  const out = new Float32Array(countCells(target)).fill(Number.NaN);
  eachOverlaid(band, target, (cell, x, y, stepX, stepY) => {
    out[cell] = shareWeighted(band, x, y, stepX, stepY);
  });
  return out;
}

/**
 * The class that covers most of each target cell by area; ties to the lower class; `missing` where nothing
 * valid is under it.
 */
export function resampleMajority(band: Band, target: Grid, missing: number): Int32Array {
  const out = new Int32Array(countCells(target)).fill(missing);
  const weights = new Map<number, number>();
  eachOverlaid(band, target, (cell, x, y, stepX, stepY) => {
    weights.clear();
    eachUnder(band, x, y, stepX, stepY, (value, weight) =>
      weights.set(value, (weights.get(value) ?? 0) + weight),
    );
    let best = missing;
    let most = 0;
    for (const [value, weight] of weights) {
      if (weight <= 1e-9) continue; // let in by rounding: it must not fill a cell that is silent
      if (weight > most + 1e-9 || (weight > most - 1e-9 && value < best)) {
        best = value;
        most = Math.max(most, weight);
      }
    }
    out[cell] = best;
  });
  return out;
}

/**
 * People moved from their frame to another: each source cell is split into points spread over its
 * (transformed) quadrilateral and
 * each point's people go to the target cell that holds it, so the sum is kept (to rounding) but for what
 * lies outside the target,
 * which is returned. Corners are transformed once; points inside a cell are bilinear between them.
 */
export function redistributePeople(
  band: Band,
  target: Grid,
  out: Float64Array,
): { outside: number; total: number } {
  const source = band.grid;
  const transform = buildTransform(parseCrs(source.crs), parseCrs(target.crs));
  const corners = source.columns + 1;
  const cornerRow = (row: number): Float64Array => {
    const line = new Float64Array(corners * 2);
    const point: [number, number] = [0, 0];
    for (let column = 0; column < corners; column++) {
      point[0] = source.left + column * source.cellWidth;
      point[1] = source.top - row * source.cellHeight;
      transform(point);
      line[2 * column] = (point[0] - target.left) / target.cellWidth;
      line[2 * column + 1] = (target.top - point[1]) / target.cellHeight;
    }
    return line;
  };
  let outside = 0;
  let total = 0;
  let above = cornerRow(0);
  for (let row = 0; row < source.rows; row++) {
    const below = cornerRow(row + 1);
    for (let column = 0; column < source.columns; column++) {
      const value = band.values[row * source.columns + column]!;
      if (!band.isValid(value) || value === 0) continue;
      total += value;
      const k = 2 * column;
      const [ax, ay, bx, by] = [above[k]!, above[k + 1]!, above[k + 2]!, above[k + 3]!];
      const [cx, cy, dx, dy] = [below[k]!, below[k + 1]!, below[k + 2]!, below[k + 3]!];
      const size = Math.max(Math.abs(bx - ax), Math.abs(cx - ax), Math.abs(by - ay), Math.abs(cy - ay));
      const parts = Number.isFinite(size) ? Math.max(4, Math.min(32, Math.ceil(size * 4))) : 1;
      const share = value / (parts * parts);
      for (let j = 0; j < parts; j++) {
        const v = (j + 0.5) / parts;
        for (let i = 0; i < parts; i++) {
          const u = (i + 0.5) / parts;
          const c = Math.floor((1 - v) * ((1 - u) * ax + u * bx) + v * ((1 - u) * cx + u * dx));
          const r = Math.floor((1 - v) * ((1 - u) * ay + u * by) + v * ((1 - u) * cy + u * dy));
          if (c >= 0 && c < target.columns && r >= 0 && r < target.rows)
            out[r * target.columns + c] = out[r * target.columns + c]! + share;
          else outside += share;
        }
      }
    }
    above = below;
  }
  return { outside, total };
}

function prepare(
  band: Band,
  target: Grid,
): { source: Grid; at: ReturnType<typeof buildLocator>; stepX: number; stepY: number } {
  const source = band.grid;
  const at = buildLocator(target, source);
  // Size of a target cell in source cells, taken at the middle of the target.
  const a: [number, number] = [0, 0];
  const b: [number, number] = [0, 0];
  const column = target.columns >> 1;
  const row = target.rows >> 1;
  at(column, row, a);
  at(column + 1, row, b);
  const stepX = Math.abs(b[0] - a[0]);
  at(column, row + 1, b);
  const stepY = Math.abs(b[1] - a[1]);
  return { source, at, stepX: stepX || 1, stepY: stepY || 1 };
}

/** Cells of `target` whose centre lies on `band`, at (x, y) of its frame, with the size of a cell in cells of it. */
function eachOverlaid(
  band: Band,
  target: Grid,
  visit: (cell: number, x: number, y: number, stepX: number, stepY: number) => void,
): void {
  const { source, at, stepX, stepY } = prepare(band, target);
  const place: [number, number] = [0, 0];
  for (let row = 0; row < target.rows; row++)
    for (let column = 0; column < target.columns; column++) {
      at(column, row, place);
      const [x, y] = place;
      if (!(x > -1 && x < source.columns && y > -1 && y < source.rows)) continue;
      visit(row * target.columns + column, x, y, stepX, stepY);
    }
}

/** Valid source cells under the target cell centred at (x, y), with the area each shares with it. */
function eachUnder(
  band: Band,
  x: number,
  y: number,
  stepX: number,
  stepY: number,
  visit: (value: number, weight: number) => void,
): void {
  const { grid, values, isValid } = band;
  const x0 = x - stepX / 2;
  const x1 = x + stepX / 2;
  const y0 = y - stepY / 2;
  const y1 = y + stepY / 2;
  const c0 = Math.max(0, Math.ceil(x0 - 0.5));
  const c1 = Math.min(grid.columns - 1, Math.floor(x1 + 0.5));
  const r0 = Math.max(0, Math.ceil(y0 - 0.5));
  const r1 = Math.min(grid.rows - 1, Math.floor(y1 + 0.5));
  for (let r = r0; r <= r1; r++) {
    const high = Math.min(y1, r + 0.5) - Math.max(y0, r - 0.5);
    if (high <= 0) continue;
    for (let c = c0; c <= c1; c++) {
      const wide = Math.min(x1, c + 0.5) - Math.max(x0, c - 0.5);
      if (wide <= 0) continue;
      const value = values[r * grid.columns + c]!;
      if (isValid(value)) visit(value, wide * high);
    }
  }
}

function shareWeighted(band: Band, x: number, y: number, stepX: number, stepY: number): number {
  let sum = 0;
  let weight = 0;
  eachUnder(band, x, y, stepX, stepY, (value, w) => {
    sum += value * w;
    weight += w;
  });
  return weight > 0 ? sum / weight : Number.NaN;
}

function meanAround(band: Band, x: number, y: number, stepX: number, stepY: number): number {
  return shareWeighted(band, x, y, stepX, stepY);
}

function bilinear(band: Band, x: number, y: number): number {
  const { grid, values, isValid } = band;
  const c = Math.floor(x);
  const r = Math.floor(y);
  let sum = 0;
  let weight = 0;
  for (let j = 0; j < 2; j++)
    for (let i = 0; i < 2; i++) {
      const column = c + i;
      const row = r + j;
      if (column < 0 || column >= grid.columns || row < 0 || row >= grid.rows) continue;
      const value = values[row * grid.columns + column]!;
      if (!isValid(value)) continue;
      const w = (i ? x - c : 1 - (x - c)) * (j ? y - r : 1 - (y - r));
      sum += value * w;
      weight += w;
    }
  return weight > 1e-9 ? sum / weight : Number.NaN;
}
