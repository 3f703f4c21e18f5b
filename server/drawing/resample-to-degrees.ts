import { buildTransform, parseCrs, WGS84 } from '../geo/crs.ts';
import { findCell, type Grid } from '../kernel/grid/grid.ts';
import { boundsInDegrees } from '../region/import/people/import-population.ts';

/** A raster evenly spaced in degrees, rows from north to south; NaN outside the grid. */
export interface DegreeRaster {
  readonly columns: number;
  readonly rows: number;
  /** [west, south, east, north], outer edges. */
  readonly bounds: readonly [number, number, number, number];
  readonly values: Float32Array;
}

const MOST_COLUMNS = 700;

/**
 * Values of `grid` looked up at the centre of each pixel (nearest cell), at most 700 pixels on a side: a
 * picture for a page, not for sums.
 */
export function resampleToDegrees(grid: Grid, valueOf: (cell: number) => number): DegreeRaster {
  const crs = parseCrs(grid.crs);
  const bounds = boundsInDegrees(grid, crs);
  const [west, south, east, north] = bounds;
  const shrink = Math.min(1, MOST_COLUMNS / Math.max(grid.columns, grid.rows));
  const columns = Math.max(1, Math.round(grid.columns * shrink));
  const rows = Math.max(1, Math.round(grid.rows * shrink));
  const toGrid = buildTransform(WGS84, crs);
  const values = new Float32Array(columns * rows).fill(Number.NaN);
  const point: [number, number] = [0, 0];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      point[0] = west + ((column + 0.5) / columns) * (east - west);
      point[1] = north - ((row + 0.5) / rows) * (north - south);
      toGrid(point);
      const cell = findCell(grid, point[0], point[1]);
      if (cell >= 0) values[row * columns + column] = valueOf(cell);
    }
  return { columns, rows, bounds, values };
}
