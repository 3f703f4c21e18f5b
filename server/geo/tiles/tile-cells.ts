import { buildTransform, parseCrs, WGS84 } from '../crs.ts';
import type { Grid } from '../../kernel/grid/grid.ts';

export const TILE_PIXELS = 256;
/**
 * Control points every 16 pixels: between them the projection is interpolated; the error is under a
 * hundredth of a cell at county scale.
 */
const STEP = 16;

/**
 * Fractional column and row of `grid` at the centre of each pixel of a Web Mercator tile, row by row, as
 * pairs.
 * A whole number lies on a cell's left or top edge: the cell holding a pixel is the floor of both.
 */
export function computeTilePositions(grid: Grid, z: number, x: number, y: number): Float64Array {
  const count = TILE_PIXELS / STEP + 1;
  const corners = new Float64Array(count * count * 2);
  const transform = buildTransform(WGS84, parseCrs(grid.crs));
  const scale = 2 ** z * TILE_PIXELS;
  for (let j = 0; j < count; j++)
    for (let i = 0; i < count; i++) {
      const u = (x * TILE_PIXELS + i * STEP) / scale;
      const v = (y * TILE_PIXELS + j * STEP) / scale;
      const point: [number, number] = [
        u * 360 - 180,
        (Math.atan(Math.sinh(Math.PI * (1 - 2 * v))) * 180) / Math.PI,
      ];
      transform(point);
      corners[(j * count + i) * 2] = (point[0] - grid.left) / grid.cellWidth;
      corners[(j * count + i) * 2 + 1] = (grid.top - point[1]) / grid.cellHeight;
    }
  const positions = new Float64Array(TILE_PIXELS * TILE_PIXELS * 2);
  for (let row = 0; row < TILE_PIXELS; row++) {
    const fy = (row + 0.5) / STEP;
    const j = Math.floor(fy);
    const ty = fy - j;
    for (let column = 0; column < TILE_PIXELS; column++) {
      const fx = (column + 0.5) / STEP;
      const i = Math.floor(fx);
      const tx = fx - i;
      const a = (j * count + i) * 2;
      const c = a + count * 2;
      const at = (row * TILE_PIXELS + column) * 2;
      for (let k = 0; k < 2; k++)
        positions[at + k] =
          (corners[a + k]! * (1 - tx) + corners[a + 2 + k]! * tx) * (1 - ty) +
          (corners[c + k]! * (1 - tx) + corners[c + 2 + k]! * tx) * ty;
    }
  }
  return positions;
}
