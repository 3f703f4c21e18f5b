import type { Grid } from '../../server/kernel/grid/grid.ts';
import { buildRandom } from './random-land.ts';
import { metricGrid } from './frames.ts';

/**
 * A made-up raster that other tools were asked about: friction (seconds per metre, Infinity = null),
 * heights, two starts.
 */
export interface GoldenRaster {
  readonly name: string;
  readonly grid: Grid;
  readonly friction: Float64Array;
  readonly elevation: Float64Array;
  readonly sources: Int32Array;
}

/**
 * Three rasters: scattered barriers, a wall with one gap, rivers on the diagonal. Every number has few
 * digits, so text keeps it whole.
 */
export function buildGoldenRasters(): GoldenRaster[] {
  return [
    build('scattered', 30, 24, 100, 1),
    build('walled', 28, 25, 30, 2),
    build('rivers', 26, 26, 1000, 3),
  ];
}

function build(name: string, columns: number, rows: number, cell: number, seed: number): GoldenRaster {
  const random = buildRandom(seed);
  const grid: Grid = metricGrid(columns, rows, { cell });
  const friction = new Float64Array(columns * rows);
  const elevation = new Float64Array(columns * rows);
  const sources = Int32Array.of(3 * columns + 4, (rows - 4) * columns + columns - 6);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      friction[at] = Math.round((0.5 + 4 * random()) * 1000) / 1000;
      elevation[at] = Math.round(cell * (random() * 0.4 + Math.abs(column - row) * 0.06) * 100) / 100;
      const blocked =
        name === 'scattered'
          ? random() < 0.25
          : name === 'walled'
            ? row === 12 && column !== 20
            : (column + row) % 17 === 16 || (column + row) % 17 === 15;
      const bridge = name === 'rivers' && row % 9 === 4;
      if (blocked && !bridge && !sources.includes(at)) friction[at] = Infinity;
    }
  return { name, grid, friction, elevation, sources };
}
