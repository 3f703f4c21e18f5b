import type { Grid } from '../../server/kernel/grid/grid.ts';

/**
 * A frame of square cells in metres, in UTM zone 50 north unless `crs` names another. `left` and `top` place
 * its north-west corner; by default the south-west corner is at (0, 0).
 */
export function metricGrid(
  columns: number,
  rows: number,
  place: {
    readonly cell?: number;
    readonly left?: number;
    readonly top?: number;
    readonly crs?: string;
  } = {},
): Grid {
  const { cell = 100, left = 0, top = rows * cell, crs = 'EPSG:32650' } = place;
  return { columns, rows, left, top, cellWidth: cell, cellHeight: cell, crs, geographic: false };
}

/** A frame of square cells in degrees, its north-west corner at `left`, `top`. */
export function degreeGrid(columns: number, rows: number, cell: number, left: number, top: number): Grid {
  return {
    columns,
    rows,
    left,
    top,
    cellWidth: cell,
    cellHeight: cell,
    crs: 'EPSG:4326',
    geographic: true,
  };
}
