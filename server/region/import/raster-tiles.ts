import type { RasterArray } from '../../geo/geotiff-write.ts';
import type { Raster, RasterHead } from '../../geo/raster.ts';
import { countCells, type Grid } from '../../kernel/grid/grid.ts';

/** Cells by which edges of tiles may differ, and by which sizes of cells may differ over a whole tile. */
const TOLERANCE = 0.05;
/** Share of common cells whose values may differ. */
const MOST_DIFFERENT = 0.01;

type Tile = Pick<RasterHead, 'grid' | 'crs'>;

/**
 * Those of the others that lie beside the first, or beside one that does, on the same lines of cells: tiles
 * of one raster, or the same
 * product of neighbouring countries, whose frames overlap.
 */
export function findTiles<T>(
  first: T,
  others: readonly T[],
  headOf: (one: T) => Tile,
  mostCells: number,
): T[] {
  const tiles = [first];
  const rest = [...others];
  for (let found = true; found;) {
    found = false;
    for (const [i, one] of rest.entries()) {
      const grids = tiles.map((tile) => headOf(tile).grid);
      const { grid } = headOf(one);
      if (headOf(one).crs.id !== headOf(first).crs.id || !grids.every((other) => isBeside(grid, other)))
        continue;
      if (!grids.some((other) => touches(grid, other)) || countCells(frameOf([...grids, grid])) > mostCells)
        continue;
      tiles.push(one);
      rest.splice(i, 1);
      found = true;
      break;
    }
  }
  return tiles.slice(1);
}

interface Offset {
  readonly column: number;
  readonly row: number;
}

const offsetOf = (grid: Grid, origin: Grid): Offset => ({
  column: (grid.left - origin.left) / origin.cellWidth,
  row: (origin.top - grid.top) / origin.cellHeight,
});

/** Whether two frames share the lines of their cells, and at most half of the smaller one's cells. */
function isBeside(a: Grid, b: Grid): boolean {
  const differs = (one: number, other: number, times: number): boolean =>
    Math.abs(one / other - 1) * times > TOLERANCE;
  const across = Math.max(a.columns, b.columns);
  const down = Math.max(a.rows, b.rows);
  if (
    a.crs !== b.crs ||
    differs(a.cellWidth, b.cellWidth, across) ||
    differs(a.cellHeight, b.cellHeight, down)
  )
    return false;
  const { column, row } = offsetOf(a, b);
  const isWhole = (value: number): boolean => Math.abs(value - Math.round(value)) <= TOLERANCE;
  if (!isWhole(column) || !isWhole(row)) return false;
  return sharedCells(a, b).cells * 2 <= Math.min(countCells(a), countCells(b));
}

/** The cells of `a` that `b` has as well, as columns and rows of `a`. */
function sharedCells(a: Grid, b: Grid): { c0: number; c1: number; r0: number; r1: number; cells: number } {
  const { column, row } = offsetOf(b, a);
  const [c, r] = [Math.round(column), Math.round(row)];
  const [c0, c1] = [Math.max(0, c), Math.min(a.columns, c + b.columns)];
  const [r0, r1] = [Math.max(0, r), Math.min(a.rows, r + b.rows)];
  return { c0, c1, r0, r1, cells: Math.max(0, c1 - c0) * Math.max(0, r1 - r0) };
}

/** Whether two rasters differ where both have values: then they are not parts of one. */
export function contradicts(a: Raster, b: Raster): boolean {
  const { c0, c1, r0, r1 } = sharedCells(a.grid, b.grid);
  const { column, row } = offsetOf(b.grid, a.grid);
  const [x, y] = [Math.round(column), Math.round(row)];
  const [own, other] = [a.bands[0]!, b.bands[0]!];
  let both = 0;
  let differ = 0;
  for (let r = r0; r < r1; r++)
    for (let c = c0; c < c1; c++) {
      const [one, two] = [own[r * a.grid.columns + c]!, other[(r - y) * b.grid.columns + c - x]!];
      if (one === a.noData || two === b.noData || Number.isNaN(one + two) || one === 0 || two === 0) continue;
      both++;
      if (Math.abs(one - two) > 1e-3 * Math.abs(one)) differ++;
    }
  return differ > both * MOST_DIFFERENT;
}

/** Whether frames that are beside each other have an edge or a corner in common. */
function touches(a: Grid, b: Grid): boolean {
  const { column, row } = offsetOf(a, b);
  const [c, r] = [Math.round(column), Math.round(row)];
  return c <= b.columns && c + a.columns >= 0 && r <= b.rows && r + a.rows >= 0;
}

/** The frame around frames that share the lines of their cells with the first. */
function frameOf(grids: readonly Grid[]): Grid {
  const [first] = grids;
  const at = grids.map((grid) => ({ ...offsetOf(grid, first!), columns: grid.columns, rows: grid.rows }));
  const west = Math.round(Math.min(...at.map(({ column }) => column)));
  const north = Math.round(Math.min(...at.map(({ row }) => row)));
  return {
    ...first!,
    left: first!.left + west * first!.cellWidth,
    top: first!.top - north * first!.cellHeight,
    columns: Math.round(Math.max(...at.map(({ column, columns }) => column + columns))) - west,
    rows: Math.round(Math.max(...at.map(({ row, rows }) => row + rows))) - north,
  };
}

const needsDouble = (values: RasterArray): boolean =>
  values instanceof Float64Array || values instanceof Int32Array || values instanceof Uint32Array;

/**
 * The first bands of tiles as one raster, in the order given, the larger value where two have one; what no
 * tile covers and what is no data is NaN.
 */
export function joinTiles(tiles: readonly Raster[]): Raster {
  const [first] = tiles;
  const grid = frameOf(tiles.map((tile) => tile.grid));
  const isDouble = tiles.some((tile) => needsDouble(tile.bands[0]!));
  const out = isDouble ? new Float64Array(countCells(grid)) : new Float32Array(countCells(grid));
  out.fill(Number.NaN);
  for (const { grid: own, bands, noData } of tiles) {
    const { column, row } = offsetOf(own, grid);
    const start = Math.round(row) * grid.columns + Math.round(column);
    const values = bands[0]!;
    for (let r = 0; r < own.rows; r++)
      for (let c = 0; c < own.columns; c++) {
        const value = values[r * own.columns + c]!;
        const at = start + r * grid.columns + c;
        // Of a border cell one country's raster has the people, the other's may have none.
        if (value !== noData && !(out[at]! >= value)) out[at] = value;
      }
  }
  return { ...first!, grid, noData: null, bands: [out] };
}
