import { distanceMeters } from '../../../kernel/grid/grid-metric.ts';
import { centreX, centreY, type Grid } from '../../../kernel/grid/grid.ts';

/** Straight-line metres between the centres of two cells. */
export function metersBetween(grid: Grid, a: number, b: number): number {
  const x = (cell: number): number => centreX(grid, cell % grid.columns);
  const y = (cell: number): number => centreY(grid, Math.floor(cell / grid.columns));
  return distanceMeters(grid, x(a), y(a), x(b), y(b));
}
