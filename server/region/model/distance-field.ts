import type { Grid } from '../../kernel/grid/grid.ts';
import { centreX, centreY, countCells } from '../../kernel/grid/grid.ts';
import { geodesicMeters } from '../../geo/geodesic.ts';

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
 * Metres from each cell centre to the nearest marked centre, Infinity where nothing is marked: the exact
 * Euclidean transform of
 * Felzenszwalb and Huttenlocher (2012), linear in cells, with the cell size taken at the middle of the
 * frame. Needs no memory beyond
 * its result: the rows to the nearest mark of each column are whole numbers, which the result holds exactly
 * until its own turn comes.
 */
export function computeDistanceMeters(grid: Grid, marks: Uint8Array): Float32Array {
  const { width, height } = cellMetersOf(grid);
  const { columns, rows } = grid;
  const meters = new Float32Array(countCells(grid));
  for (let column = 0; column < columns; column++) {
    let away = Infinity;
    for (let cell = column; cell < meters.length; cell += columns) {
      away = marks[cell] ? 0 : away + 1;
      meters[cell] = away;
    }
    away = Infinity;
    for (let cell = (rows - 1) * columns + column; cell >= 0; cell -= columns) {
      away = marks[cell] ? 0 : away + 1;
      if (away < meters[cell]!) meters[cell] = away;
    }
  }
  const line = new Float64Array(columns);
  const out = new Float64Array(columns);
  const parabola = new Int32Array(columns);
  const from = new Float64Array(columns + 1);
  const high = height * height;
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < columns; i++) line[i] = high * meters[start + i]! * meters[start + i]!;
    lowerEnvelopeInto(line, columns, width * width, parabola, from, out);
    for (let i = 0; i < columns; i++) meters[start + i] = Math.sqrt(out[i]!);
  }
  return meters;
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
