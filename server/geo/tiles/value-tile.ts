import type { Grid } from '../../kernel/grid/grid.ts';
import { writePng } from './png-write.ts';
import { computeTilePositions, TILE_PIXELS } from './tile-cells.ts';

/** Largest value a tile can carry; it stands for "unreached". */
export const TILE_UNREACHED = 16_777_215;

/**
 * A tile of whole numbers, value = red·65536 + green·256 + blue. `valueOf(cell)` is rounded up, so that a
 * closed cut-off in whole
 * seconds divides the pixels as it divides the cells; values beyond the range, NaN and infinite ones become
 * `TILE_UNREACHED`.
 * Pixels outside the grid get `outside`.
 */
export function drawValueTile(
  grid: Grid,
  z: number,
  x: number,
  y: number,
  valueOf: (cell: number) => number,
  outside: number,
): Uint8Array {
  const positions = computeTilePositions(grid, z, x, y);
  const rgba = new Uint8Array(TILE_PIXELS * TILE_PIXELS * 4);
  for (let pixel = 0; pixel < TILE_PIXELS * TILE_PIXELS; pixel++) {
    const column = Math.floor(positions[pixel * 2]!);
    const row = Math.floor(positions[pixel * 2 + 1]!);
    const inside = column >= 0 && row >= 0 && column < grid.columns && row < grid.rows;
    const raw = inside ? valueOf(row * grid.columns + column) : outside;
    const value = raw >= 0 && raw < TILE_UNREACHED ? Math.ceil(raw) : TILE_UNREACHED;
    rgba[pixel * 4] = value >>> 16;
    rgba[pixel * 4 + 1] = (value >>> 8) & 255;
    rgba[pixel * 4 + 2] = value & 255;
    rgba[pixel * 4 + 3] = 255;
  }
  return writePng(TILE_PIXELS, TILE_PIXELS, rgba);
}
