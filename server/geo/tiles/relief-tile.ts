import { clampCell, type Grid } from '../../kernel/grid/grid.ts';
import { writePng } from './png-write.ts';
import { computeTilePositions, TILE_PIXELS } from './tile-cells.ts';

/**
 * Quiet tints by land class, in the order of contract/vocabulary LAND_CLASSES: a map to write on, not to
 * look at.
 */
const TINTS: readonly (readonly [number, number, number])[] = [
  [243, 241, 235],
  [232, 224, 216],
  [245, 241, 224],
  [236, 240, 221],
  [228, 234, 214],
  [213, 227, 205],
  [217, 230, 226],
  [238, 233, 224],
  [230, 232, 216],
  [250, 250, 252],
  [190, 213, 228],
  [243, 241, 235],
];
const WATER = TINTS[10]!;
const SUN_AZIMUTH_RADIANS = (315 * Math.PI) / 180;
const SUN_ALTITUDE_RADIANS = (45 * Math.PI) / 180;
const EXAGGERATION = 1.6;

/** Land cover tinted and shaded by the sun from the north-west; transparent outside the grid. */
export function drawReliefTile(
  region: {
    readonly grid: Grid;
    readonly landClass: Uint8Array;
    readonly barrier: Uint8Array;
    readonly shade: Float32Array | null;
  },
  z: number,
  x: number,
  y: number,
): Uint8Array {
  const { grid, landClass, barrier, shade } = region;
  const positions = computeTilePositions(grid, z, x, y);
  const rgba = new Uint8Array(TILE_PIXELS * TILE_PIXELS * 4);
  for (let pixel = 0; pixel < TILE_PIXELS * TILE_PIXELS; pixel++) {
    const fx = positions[pixel * 2]!;
    const fy = positions[pixel * 2 + 1]!;
    const column = Math.floor(fx);
    const row = Math.floor(fy);
    if (column < 0 || row < 0 || column >= grid.columns || row >= grid.rows) continue;
    const cell = row * grid.columns + column;
    const tint = barrier[cell] ? WATER : (TINTS[landClass[cell]!] ?? TINTS[0]!);
    const light = shade && !barrier[cell] ? interpolate(grid, shade, fx - 0.5, fy - 0.5) : 1;
    rgba[pixel * 4] = Math.min(255, tint[0] * light);
    rgba[pixel * 4 + 1] = Math.min(255, tint[1] * light);
    rgba[pixel * 4 + 2] = Math.min(255, tint[2] * light);
    rgba[pixel * 4 + 3] = 255;
  }
  return writePng(TILE_PIXELS, TILE_PIXELS, rgba);
}

/**
 * Light on each cell, about 1 on flat ground, from heights in metres and the metres of a step east and
 * north.
 */
export function computeShade(
  grid: Grid,
  elevation: Float32Array,
  eastMeters: number,
  northMeters: number,
): Float32Array {
  const shade = new Float32Array(elevation.length).fill(1);
  const flat = Math.sin(SUN_ALTITUDE_RADIANS);
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++) {
      const at = (r: number, c: number): number => elevation[clampCell(grid, r, c)]!;
      const east = ((at(row, column + 1) - at(row, column - 1)) / (2 * eastMeters)) * EXAGGERATION;
      const north = ((at(row - 1, column) - at(row + 1, column)) / (2 * northMeters)) * EXAGGERATION;
      if (!Number.isFinite(east + north)) continue;
      const length = Math.sqrt(1 + east * east + north * north);
      const light =
        (flat -
          Math.cos(SUN_ALTITUDE_RADIANS) *
            (east * Math.sin(SUN_AZIMUTH_RADIANS) + north * Math.cos(SUN_AZIMUTH_RADIANS))) /
        length;
      shade[row * grid.columns + column] = 0.55 + 0.45 * (Math.max(0, light) / flat);
    }
  return shade;
}

function interpolate(grid: Grid, values: Float32Array, fx: number, fy: number): number {
  const column = Math.min(grid.columns - 2, Math.max(0, Math.floor(fx)));
  const row = Math.min(grid.rows - 2, Math.max(0, Math.floor(fy)));
  const tx = Math.min(1, Math.max(0, fx - column));
  const ty = Math.min(1, Math.max(0, fy - row));
  const at = row * grid.columns + column;
  if (grid.columns < 2 || grid.rows < 2) return values[0] ?? 1;
  return (
    (values[at]! * (1 - tx) + values[at + 1]! * tx) * (1 - ty) +
    (values[at + grid.columns]! * (1 - tx) + values[at + grid.columns + 1]! * tx) * ty
  );
}
