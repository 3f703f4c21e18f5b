import { NONE, type Grid } from './grid.ts';

/** Cells a straight line passes, in order, with the share of its length in each. Reused between calls. */
export interface LineTrace {
  count: number;
  cells: Int32Array;
  shares: Float64Array;
}

/** An empty trace to be filled by `traceLineInto`. */
export function buildLineTrace(): LineTrace {
  return { count: 0, cells: new Int32Array(16), shares: new Float64Array(16) };
}

/**
 * Fills `out` with the cells in which the line from (x0, y0) to (x1, y1) (grid CRS) has length, and the
 * share of its length in each;
 * NONE stands for outside the grid. A line through an exact corner steps diagonally. A line along a border
 * belongs to the cell east /
 * south of it. A line of no length is its cell with share 1. O(cells passed); grows `out` when needed.
 * Source: Amanatides & Woo 1987, with exact ties taken as corners.
 */
export function traceLineInto(
  grid: Grid,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  out: LineTrace,
): number {
  if (!Number.isFinite(x0 + y0 + x1 + y1))
    throw new RangeError(`line: expected finite coordinates, got ${x0}, ${y0} – ${x1}, ${y1}`);
  const u0 = (x0 - grid.left) / grid.cellWidth;
  const v0 = (grid.top - y0) / grid.cellHeight;
  const du = (x1 - x0) / grid.cellWidth;
  const dv = (y0 - y1) / grid.cellHeight;
  let column = Math.floor(u0);
  let row = Math.floor(v0);
  // A line leaving westwards (northwards) from an exact border starts in the cell it goes into.
  if (du < 0 && column === u0) column--;
  if (dv < 0 && row === v0) row--;
  const stepColumn = du > 0 ? 1 : -1;
  const stepRow = dv > 0 ? 1 : -1;
  let nextU = du === 0 ? Infinity : (column + (du > 0 ? 1 : 0) - u0) / du;
  let nextV = dv === 0 ? Infinity : (row + (dv > 0 ? 1 : 0) - v0) / dv;
  let crossedU = 0;
  let crossedV = 0;
  const firstColumn = column;
  const firstRow = row;
  let at = 0;
  out.count = 0;
  for (;;) {
    const until = Math.min(nextU, nextV, 1);
    if (until > at || (out.count === 0 && until >= 1)) {
      if (out.count === out.cells.length) growTrace(out);
      const inside = column >= 0 && column < grid.columns && row >= 0 && row < grid.rows;
      out.cells[out.count] = inside ? row * grid.columns + column : NONE;
      out.shares[out.count++] = until - at;
    }
    if (until >= 1) break;
    at = until;
    const stepU = nextU <= until;
    if (nextV <= until) {
      row += stepRow;
      crossedV++;
      nextV = (firstRow + (dv > 0 ? 1 : 0) + crossedV * stepRow - v0) / dv;
    }
    if (stepU) {
      column += stepColumn;
      crossedU++;
      nextU = (firstColumn + (du > 0 ? 1 : 0) + crossedU * stepColumn - u0) / du;
    }
  }
  if (out.count === 1) out.shares[0] = 1;
  return out.count;
}

function growTrace(out: LineTrace): void {
  const cells = new Int32Array(out.cells.length * 2);
  cells.set(out.cells);
  out.cells = cells;
  const shares = new Float64Array(cells.length);
  shares.set(out.shares);
  out.shares = shares;
}
