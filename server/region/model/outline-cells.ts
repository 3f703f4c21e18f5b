import type { MultiPolygon } from 'geojson';
import { buildTransform, parseCrs, WGS84 } from '../../geo/crs.ts';
import { computeMaskOutline, toMultiPolygonCoordinates } from '../../kernel/catchment/outline.ts';
import { countCells, type Grid } from '../../kernel/grid/grid.ts';

/** Blocks along the longer side of the frame in which the land of a finding is drawn. */
const AREA_BLOCKS = 160;

/**
 * Outline of the cells that `isIn` names, in degrees, drawn on blocks of cells so that it stays a few
 * kilobytes.
 */
export function outlineCells(grid: Grid, isIn: (cell: number) => boolean): MultiPolygon {
  const block = Math.max(1, Math.ceil(Math.max(grid.columns, grid.rows) / AREA_BLOCKS));
  const coarse: Grid = {
    ...grid,
    columns: Math.ceil(grid.columns / block),
    rows: Math.ceil(grid.rows / block),
    cellWidth: grid.cellWidth * block,
    cellHeight: grid.cellHeight * block,
  };
  const mask = new Uint8Array(countCells(coarse));
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++)
      if (isIn(row * grid.columns + column))
        mask[Math.floor(row / block) * coarse.columns + Math.floor(column / block)] = 1;
  const toDegrees = buildTransform(parseCrs(grid.crs), WGS84);
  const project = (x: number, y: number): [number, number] => {
    const point: [number, number] = [x, y];
    toDegrees(point);
    return [Math.round(point[0] * 1e5) / 1e5, Math.round(point[1] * 1e5) / 1e5];
  };
  return {
    type: 'MultiPolygon',
    coordinates: toMultiPolygonCoordinates(computeMaskOutline(coarse, mask), project),
  };
}
