import type { Grid } from '../grid/grid.ts';
import { centreY, countCells } from '../grid/grid.ts';
import { metersPerDegree } from '../grid/grid-metric.ts';
import type { Reach } from './travel-engine.ts';
import { traceRuns } from './outline-trace.ts';
import type { OutlinePolygon, Runs } from './outline-runs.ts';

/** The cells within one cut-off, drawn along their edges. */
export interface Outline {
  readonly cutoffSeconds: number;
  readonly cellCount: number;
  /** True area of those cells, as `GridMetric.cellAreaM2` has it. */
  readonly areaSquareMeters: number;
  /**
   * Valid as an OGC MultiPolygon: polygons meet in points only, rings are simple, interiors are connected.
   * Ordered by first cell.
   */
  readonly polygons: readonly OutlinePolygon[];
}

/**
 * Outlines of the cells with `seconds <= cutOff`, one per cut-off in the order given.
 *
 * `seconds` holds one entry per cell (UNREACHED and NaN are outside). Cell-exact: the area inside is that
 * of the cells reached, so
 * holes and unreached islands stay outside and a longer cut-off's outline contains a shorter one's. Cells
 * that meet at a corner
 * only are separate polygons. O(cells) per cut-off whatever the number of rings. Throws on a wrong length
 * or a NaN cut-off.
 */
export function computeCatchmentOutlines(
  grid: Grid,
  seconds: Float64Array,
  cutoffsSeconds: readonly number[],
): Outline[] {
  const cells = countCells(grid);
  if (seconds.length !== cells)
    throw new RangeError(`seconds: expected ${cells} cells, got ${seconds.length}`);
  return cutoffsSeconds.map((cutoffSeconds) => {
    assertCutoff(cutoffSeconds);
    // an endless cut-off takes in everything reached, not what is UNREACHED
    const longest = Math.min(cutoffSeconds, Number.MAX_VALUE);
    return outlineOfRuns(
      grid,
      runsOf(grid, (cell) => seconds[cell]! <= longest),
      cutoffSeconds,
    );
  });
}

/**
 * Outlines of one source's reach (`engine.computeReach`), one per cut-off in the order given: as
 * `computeCatchmentOutlines`, at a
 * cost of O(n log n) in the cells reached, not in the grid. Reads `reach` before returning; entries come in
 * order of (seconds, cell).
 */
export function computeReachOutlines(grid: Grid, reach: Reach, cutoffsSeconds: readonly number[]): Outline[] {
  return cutoffsSeconds.map((cutoffSeconds) => {
    assertCutoff(cutoffSeconds);
    const count = countWithin(reach, cutoffSeconds);
    return outlineOfRuns(grid, runsOfCells(grid, reach.cells.slice(0, count)), cutoffSeconds);
  });
}

/**
 * Outline of any set of cells (each at most once, any order); `cutoffSeconds` is NaN. O(n log n) in the
 * cells given.
 */
export function computeCellsOutline(grid: Grid, cells: Int32Array): Outline {
  return outlineOfRuns(grid, runsOfCells(grid, cells.slice()), Number.NaN);
}

/** Outline of the cells where `isInside` is not 0; `cutoffSeconds` is NaN. O(cells). */
export function computeMaskOutline(grid: Grid, isInside: Uint8Array): Outline {
  const cells = countCells(grid);
  if (isInside.length !== cells)
    throw new RangeError(`mask: expected ${cells} cells, got ${isInside.length}`);
  return outlineOfRuns(
    grid,
    runsOf(grid, (cell) => isInside[cell] !== 0),
    Number.NaN,
  );
}

/** Coordinates as GeoJSON nests them: polygons, rings, positions. In the grid's CRS; the caller projects. */
export function toMultiPolygonCoordinates(
  outline: Outline,
  project: (x: number, y: number) => [number, number] = (x, y) => [x, y],
): [number, number][][][] {
  return outline.polygons.map((polygon) =>
    polygon.rings.map((ring) =>
      Array.from({ length: ring.length / 2 }, (_, i) => project(ring[i * 2]!, ring[i * 2 + 1]!)),
    ),
  );
}

/** Number of entries of `reach` with seconds ≤ `cutoffSeconds` (binary search). */
function countWithin(
  reach: { readonly count: number; readonly seconds: Float64Array },
  cutoffSeconds: number,
): number {
  let low = 0;
  let high = reach.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reach.seconds[middle]! <= cutoffSeconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

function assertCutoff(cutoffSeconds: number): void {
  if (!(cutoffSeconds >= 0)) throw new RangeError(`cut-off: expected ≥ 0 seconds, got ${cutoffSeconds}`);
}

function outlineOfRuns(grid: Grid, runs: Runs, cutoffSeconds: number): Outline {
  let cellCount = 0;
  let areaSquareMeters = 0;
  for (let i = 0; i < runs.count;) {
    const row = runs.rows[i]!;
    let cellsOfRow = 0;
    for (; i < runs.count && runs.rows[i] === row; i++) cellsOfRow += runs.ends[i]! - runs.starts[i]!;
    cellCount += cellsOfRow;
    areaSquareMeters += cellsOfRow * cellArea(grid, row);
  }
  return { cutoffSeconds, cellCount, areaSquareMeters, polygons: traceRuns(grid, runs) };
}

function cellArea(grid: Grid, row: number): number {
  if (!grid.geographic) return grid.cellWidth * grid.cellHeight;
  const scale = metersPerDegree(centreY(grid, row));
  return grid.cellWidth * scale.lon * (grid.cellHeight * scale.lat);
}

function runsOf(grid: Grid, isInside: (cell: number) => boolean): Runs {
  const builder = new RunBuilder();
  for (let row = 0, cell = 0; row < grid.rows; row++) {
    let start = -1;
    for (let column = 0; column < grid.columns; column++, cell++) {
      if (isInside(cell)) {
        if (start < 0) start = column;
      } else if (start >= 0) {
        builder.push(row, start, column);
        start = -1;
      }
    }
    if (start >= 0) builder.push(row, start, grid.columns);
  }
  return builder.finish();
}

/** Sorts `cells` in place. */
function runsOfCells(grid: Grid, cells: Int32Array): Runs {
  cells.sort();
  const limit = countCells(grid);
  if (cells.length > 0 && !(cells[0]! >= 0 && cells.at(-1)! < limit))
    throw new RangeError(`cells: expected 0…${limit - 1}, got ${cells[0]}…${cells.at(-1)}`);
  const builder = new RunBuilder();
  for (let i = 0; i < cells.length;) {
    const first = cells[i]!;
    const row = Math.floor(first / grid.columns);
    const rowEnd = (row + 1) * grid.columns;
    let last = first;
    for (i++; i < cells.length && cells[i]! <= last + 1 && cells[i]! < rowEnd; i++) last = cells[i]!;
    builder.push(row, first - row * grid.columns, last + 1 - row * grid.columns);
  }
  return builder.finish();
}

class RunBuilder {
  private count = 0;
  private values = new Int32Array(3 * 256);

  push(row: number, start: number, end: number): void {
    if ((this.count + 1) * 3 > this.values.length) {
      const larger = new Int32Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    const at = this.count++ * 3;
    this.values[at] = row;
    this.values[at + 1] = start;
    this.values[at + 2] = end;
  }

  finish(): Runs {
    const take = (offset: number): Int32Array =>
      Int32Array.from({ length: this.count }, (_, i) => this.values[i * 3 + offset]!);
    return { count: this.count, rows: take(0), starts: take(1), ends: take(2) };
  }
}
