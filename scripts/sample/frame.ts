import proj4 from 'proj4';
import type { Grid } from '../../server/kernel/grid/grid.ts';

/** Metres along a side of a cell. */
export const CELL = 100;

/** A point in metres of EPSG:32649. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * The frame the landscape is grown in: larger than the published rectangle, so that nothing ends at an
 * edge.
 */
export const WORLD: Grid = {
  columns: 760,
  rows: 720,
  left: 462_000,
  top: 3_462_000,
  cellWidth: CELL,
  cellHeight: CELL,
  crs: 'EPSG:32649',
  geographic: false,
};

/** Cells in the world. */
export const WORLD_CELLS = WORLD.columns * WORLD.rows;

/** Column steps of the eight neighbours; entry i and 7 - i are opposite. */
export const STEP_COLUMN = [-1, 0, 1, -1, 1, -1, 0, 1] as const;
/** Row steps of the eight neighbours. */
export const STEP_ROW = [-1, -1, -1, 0, 0, 1, 1, 1] as const;
/** Length of each step in cells. */
export const STEP_LENGTH = [Math.SQRT2, 1, Math.SQRT2, 1, 1, Math.SQRT2, 1, Math.SQRT2] as const;

/** Column of a world cell. */
export const columnOf = (cell: number): number => cell % WORLD.columns;
/** Row of a world cell. */
export const rowOf = (cell: number): number => Math.floor(cell / WORLD.columns);
/** World cell by column and row, -1 outside. */
export const cellAt = (column: number, row: number): number =>
  column >= 0 && row >= 0 && column < WORLD.columns && row < WORLD.rows ? row * WORLD.columns + column : -1;
/** Neighbour of a cell in one of the eight directions, -1 outside. */
export const neighbour = (cell: number, step: number): number =>
  cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
/** Centre of a world cell in metres. */
export const centre = (cell: number): Point => ({
  x: WORLD.left + (columnOf(cell) + 0.5) * CELL,
  y: WORLD.top - (rowOf(cell) + 0.5) * CELL,
});
/** World cell holding a point, -1 outside. */
export const cellOfPoint = (point: Point): number =>
  cellAt(Math.floor((point.x - WORLD.left) / CELL), Math.floor((WORLD.top - point.y) / CELL));
/** Metres between the centres of two cells. */
export const metersBetween = (a: number, b: number): number => {
  const dc = columnOf(a) - columnOf(b);
  const dr = rowOf(a) - rowOf(b);
  return CELL * Math.sqrt(dc * dc + dr * dr);
};

const utm = proj4('+proj=utm +zone=49 +datum=WGS84 +units=m +no_defs');

/** Longitude and latitude rounded to 6 decimals (0.1 m), the only place where trigonometry is used. */
export function toLonLat(point: Point): [number, number] {
  const [lon, lat] = utm.inverse([point.x, point.y]);
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}
