import type { Grid } from '../kernel/grid/grid.ts';
import { centreX, centreY, countCells } from '../kernel/grid/grid.ts';
import { geodesicMeters } from '../geo/geodesic.ts';

/** Width and height of a cell in metres at the middle of the frame. */
export function cellMetersOf(grid: Grid): { width: number; height: number } {
  if (!grid.geographic) return { width: grid.cellWidth, height: grid.cellHeight };
  const x = centreX(grid, grid.columns >> 1);
  const y = centreY(grid, grid.rows >> 1);
  return {
    width: geodesicMeters(x, y, x + grid.cellWidth, y),
    height: geodesicMeters(x, y, x, y - grid.cellHeight),
  };
}

/**
 * Metres from each cell centre to the nearest marked centre, Infinity where nothing is marked: the exact Euclidean transform of
 * Felzenszwalb and Huttenlocher (2012), linear in cells, with the cell size taken at the middle of the frame.
 */
export function computeDistanceMeters(grid: Grid, marks: Uint8Array): Float32Array {
  const { width, height } = cellMetersOf(grid);
  const { columns, rows } = grid;
  const squared = new Float64Array(countCells(grid));
  for (let cell = 0; cell < squared.length; cell++) squared[cell] = marks[cell] ? 0 : Infinity;
  const longest = Math.max(columns, rows);
  const line = new Float64Array(longest);
  const out = new Float64Array(longest);
  const parabola = new Int32Array(longest);
  const from = new Float64Array(longest + 1);
  const pass = (start: number, step: number, count: number, size: number): void => {
    for (let i = 0; i < count; i++) line[i] = squared[start + i * step]!;
    lowerEnvelopeInto(line, count, size * size, parabola, from, out);
    for (let i = 0; i < count; i++) squared[start + i * step] = out[i]!;
  };
  for (let column = 0; column < columns; column++) pass(column, columns, rows, height);
  for (let row = 0; row < rows; row++) pass(row * columns, 1, columns, width);
  return Float32Array.from(squared, Math.sqrt);
}

/** out[q] = min over p of line[p] + weight · (q − p)². */
function lowerEnvelopeInto(
  line: Float64Array,
  count: number,
  weight: number,
  parabola: Int32Array,
  from: Float64Array,
  out: Float64Array,
): void {
  let k = -1;
  for (let q = 0; q < count; q++) {
    if (line[q] === Infinity) continue;
    let at = -Infinity;
    while (k >= 0) {
      const p = parabola[k]!;
      at = (line[q]! - line[p]! + weight * (q * q - p * p)) / (2 * weight * (q - p));
      if (at > from[k]!) break;
      k--;
      at = -Infinity;
    }
    k++;
    parabola[k] = q;
    from[k] = k === 0 ? -Infinity : at;
  }
  if (k < 0) {
    out.fill(Infinity, 0, count);
    return;
  }
  let j = 0;
  for (let q = 0; q < count; q++) {
    while (j < k && from[j + 1]! < q) j++;
    const p = parabola[j]!;
    out[q] = line[p]! + weight * (q - p) * (q - p);
  }
}
