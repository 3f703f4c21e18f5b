/** One area without a gap: its exterior ring, then its holes. */
export interface OutlinePolygon {
  /**
   * Closed rings x0, y0, x1, y1, …, x0, y0 in the grid's CRS; the exterior anticlockwise, holes clockwise,
   * no collinear vertices.
   */
  readonly rings: readonly Float64Array[];
}

/**
 * Cells as maximal horizontal runs in row order, then column order: row, first column, column after the
 * last.
 */
export interface Runs {
  readonly count: number;
  readonly rows: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}
