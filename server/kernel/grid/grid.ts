/**
 * Seconds of a cell that no path reaches. The one definition: surfaces, polygons, sums and siting all
 * compare with it.
 */
export const UNREACHED = Infinity;
/** Index meaning "no facility", "no zone", "no class". */
export const NONE = -1;

/**
 * A north-up raster frame, row 0 northernmost, cells numbered `row * columns + column`.
 * `left`, `top`, `cellWidth`, `cellHeight` are in the units of `crs`: metres when projected, degrees when
 * geographic.
 */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** `EPSG:n`, or a WKT / proj string when the authority gives no code. */
  readonly crs: string;
  readonly geographic: boolean;
}

/** Number of cells of `grid`. */
export function countCells(grid: Grid): number {
  return grid.columns * grid.rows;
}

/** Cell at a row and column; the nearest one of `grid` where they lie outside. */
export function clampCell(grid: Grid, row: number, column: number): number {
  return (
    Math.min(grid.rows - 1, Math.max(0, row)) * grid.columns + Math.min(grid.columns - 1, Math.max(0, column))
  );
}

/**
 * Cell holding the point (`x`, `y` in the grid's CRS), or `NONE` outside. A point on an edge belongs to the
 * cell east / south of it.
 */
export function findCell(grid: Grid, x: number, y: number): number {
  const column = Math.floor((x - grid.left) / grid.cellWidth);
  const row = Math.floor((grid.top - y) / grid.cellHeight);
  if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) return NONE;
  return row * grid.columns + column;
}

/** x of the centre of a column, in the grid's CRS. */
export function centreX(grid: Grid, column: number): number {
  return grid.left + (column + 0.5) * grid.cellWidth;
}

/** y of the centre of a row, in the grid's CRS. */
export function centreY(grid: Grid, row: number): number {
  return grid.top - (row + 0.5) * grid.cellHeight;
}

/** Throws with expected and actual when `grid` cannot be a raster frame. */
export function assertGrid(grid: Grid): void {
  const whole = (n: number): boolean => Number.isInteger(n) && n > 0;
  if (!whole(grid.columns) || !whole(grid.rows))
    throw new RangeError(
      `grid: columns and rows must be positive integers, got ${grid.columns} × ${grid.rows}`,
    );
  if (!(grid.cellWidth > 0) || !(grid.cellHeight > 0) || !Number.isFinite(grid.cellWidth + grid.cellHeight))
    throw new RangeError(
      `grid: cell sizes must be positive and finite, got ${grid.cellWidth} × ${grid.cellHeight}`,
    );
  if (!Number.isFinite(grid.left + grid.top))
    throw new RangeError(`grid: corner must be finite, got ${grid.left}, ${grid.top}`);
  if (grid.geographic && (grid.top > 90 || grid.top - grid.rows * grid.cellHeight < -90))
    throw new RangeError(
      `grid: latitudes must lie in -90…90, got ${grid.top - grid.rows * grid.cellHeight}…${grid.top}`,
    );
}
