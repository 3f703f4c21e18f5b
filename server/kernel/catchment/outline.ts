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

/**
 * The same in about `mostVertices` at most: where the cells' own outline has more, the outline of blocks of
 * `blockCells` × `blockCells` cells (a power of two) that hold one of them, cut at the grid's edge.
 * `blockCells` is 1 for the cells' own outline. Ends of runs are counted, so the budget is kept to about a
 * factor of two. `cells` ascending, each once. O(n) in the cells given, and in the blocks of the grid where
 * there are too many.
 */
export function computeBoundedOutline(
  grid: Grid,
  cells: Int32Array,
  mostVertices: number,
): { readonly outline: Outline; readonly blockCells: number } {
  if (countRunEnds(grid, cells) <= mostVertices)
    return { outline: computeCellsOutline(grid, cells), blockCells: 1 };
  for (let blockCells = 2; ; blockCells *= 2) {
    const coarse: Grid = {
      ...grid,
      columns: Math.ceil(grid.columns / blockCells),
      rows: Math.ceil(grid.rows / blockCells),
      cellWidth: grid.cellWidth * blockCells,
      cellHeight: grid.cellHeight * blockCells,
    };
    const blocks = listBlocks(grid.columns, cells, coarse, blockCells);
    if (countRunEnds(coarse, blocks) > mostVertices && countCells(coarse) > 1) continue;
    return { outline: cutAtEdge(grid, computeCellsOutline(coarse, blocks)), blockCells };
  }
}

/** Ends of the horizontal runs of `cells` (ascending): their outline has at most twice as many vertices. */
export function countRunEnds({ columns }: Grid, cells: Int32Array): number {
  let ends = 0;
  for (let i = 0; i < cells.length; i++)
    if (i === 0 || cells[i] !== cells[i - 1]! + 1 || cells[i]! % columns === 0) ends += 2;
  return ends;
}

function listBlocks(columns: number, cells: Int32Array, coarse: Grid, blockCells: number): Int32Array {
  const holds = new Uint8Array(countCells(coarse));
  let count = 0;
  for (const cell of cells) {
    const row = Math.floor(cell / columns);
    const block =
      Math.floor(row / blockCells) * coarse.columns + Math.floor((cell - row * columns) / blockCells);
    if (holds[block] === 1) continue;
    holds[block] = 1;
    count++;
  }
  const blocks = new Int32Array(count);
  for (let block = 0, i = 0; i < count; block++) if (holds[block] === 1) blocks[i++] = block;
  return blocks;
}

/** The last blocks of a row or column may be wider than what is left of the grid. */
function cutAtEdge(grid: Grid, outline: Outline): Outline {
  const right = grid.left + grid.columns * grid.cellWidth;
  const bottom = grid.top - grid.rows * grid.cellHeight;
  for (const { rings } of outline.polygons)
    for (const ring of rings)
      for (let i = 0; i < ring.length; i += 2) {
        ring[i] = Math.min(ring[i]!, right);
        ring[i + 1] = Math.max(ring[i + 1]!, bottom);
      }
  return outline;
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
    const take = (offset: number): Int32Array => {
      const column = new Int32Array(this.count);
      for (let i = 0; i < column.length; i++) column[i] = this.values[i * 3 + offset]!;
      return column;
    };
    return { count: this.count, rows: take(0), starts: take(1), ends: take(2) };
  }
}
