import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { buildTransform, parseCrs, WGS84 } from '../../../server/geo/crs.ts';
import { findCell, type Grid } from '../../../server/kernel/grid/grid.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import type { Facility } from '../../../server/region/model/region.ts';
import { metricGrid } from '../../support/frames.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { buildScenarioCity } from '../../support/scenario-city.ts';

const PLACE = { left: 500_000, top: 4_000_000 };
export const frame = (columns: number, rows: number, cell = 100): Grid =>
  metricGrid(columns, rows, { cell, ...PLACE });
export const [GRASS, WATER, NO_DATA, UNKNOWN] = (['grassland', 'water', 'nodata', 'unknown'] as const).map(
  (name) => LAND_CLASSES.indexOf(name),
) as [number, number, number, number];
export const found = (report: (findings: FindingList) => void): unknown => {
  const findings = new FindingList();
  report(findings);
  return findings.sorted();
};
export const cellsOf = (grid: Grid): number => grid.columns * grid.rows;
/** Degrees of a place in columns and rows of a frame. */
export const degreesAt = (grid: Grid, column: number, row: number): [number, number] => {
  const point: [number, number] = [grid.left + column * grid.cellWidth, grid.top - row * grid.cellHeight];
  buildTransform(parseCrs(grid.crs), WGS84)(point);
  return point;
};
const BASE = buildScenarioCity().facilities[0]!;
export const facilityAt = (
  grid: Grid,
  column: number,
  row: number,
  more: Partial<Facility> = {},
): Facility => {
  const [lonDegrees, latDegrees] = degreesAt(grid, column, row);
  const [x, y] = [grid.left + column * grid.cellWidth, grid.top - row * grid.cellHeight];
  return { ...BASE, lonDegrees, latDegrees, x, y, cell: findCell(grid, x, y), ...more };
};
/** Roads of places in columns and rows, with flags. */
export const roadsOf = (grid: Grid, roads: readonly { at: [number, number][]; flags?: number }[]) =>
  buildCityNetwork(
    roads.map(({ at, flags = 0 }) => ({
      points: at.map(([c, r]): [number, number] => [
        grid.left + c * grid.cellWidth,
        grid.top - r * grid.cellHeight,
      ]),
      walkKmh: 0,
      rideKmh: 0,
      flags,
    })),
  );
