import type { Grid } from './grid.ts';

/**
 * Value of a cell layer at a point (grid CRS), bilinear between the four nearest cell centres.
 * Unknown (NaN) neighbours give their weight to the known ones; NaN where none is known. Beyond the
 * outermost centres the edge value holds.
 */
export function sampleBilinear(grid: Grid, layer: Float32Array | Float64Array, x: number, y: number): number {
  const u = Math.min(Math.max((x - grid.left) / grid.cellWidth - 0.5, 0), grid.columns - 1);
  const v = Math.min(Math.max((grid.top - y) / grid.cellHeight - 0.5, 0), grid.rows - 1);
  const column = Math.min(Math.floor(u), Math.max(grid.columns - 2, 0));
  const row = Math.min(Math.floor(v), Math.max(grid.rows - 2, 0));
  const fx = u - column;
  const fy = v - row;
  const right = grid.columns > 1 ? 1 : 0;
  const down = grid.rows > 1 ? grid.columns : 0;
  const at = row * grid.columns + column;
  const a = layer[at]!;
  const b = layer[at + right]!;
  const c = layer[at + down]!;
  const d = layer[at + down + right]!;
  const sum = (a * (1 - fx) + b * fx) * (1 - fy) + (c * (1 - fx) + d * fx) * fy;
  if (sum === sum) return sum;
  let weights = 0;
  let total = 0;
  const add = (value: number, weight: number): void => {
    if (value === value && weight > 0) {
      weights += weight;
      total += weight * value;
    }
  };
  add(a, (1 - fx) * (1 - fy));
  add(b, fx * (1 - fy));
  add(c, (1 - fx) * fy);
  add(d, fx * fy);
  return weights > 0 ? total / weights : Number.NaN;
}
