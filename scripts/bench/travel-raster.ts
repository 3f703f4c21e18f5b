import { buildRandom } from '../../tests/support/random-land.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';

/**
 * A made-up region for benches: ground, heights, water with bridges, roads, where people live, and sources
 * on open ground.
 */
export interface BenchRaster {
  readonly grid: Grid;
  /** Seconds per metre, Infinity on water. */
  readonly pace: Float64Array;
  readonly elevation: Float32Array;
  readonly population: Float64Array;
  readonly sources: Int32Array;
  readonly passable: number;
}

const LAND_KMH = [5, 4, 3, 2.5, 1.5];
/** Cells between roads and their speed; the later the more important. */
const ROADS = [
  { every: 50, kmh: 15 },
  { every: 125, kmh: 30 },
  { every: 500, kmh: 60 },
];

/**
 * Seeded smooth noise decides land class, height and rivers; about 4 % is water, crossed by every road. The
 * same size, seed and options
 * give the same bits. Without `people` there are neither people nor heights. O(cells).
 */
export function buildBenchRaster(
  size: number,
  options: { cell?: number; sources?: number; roads?: boolean; people?: boolean; seed?: number } = {},
): BenchRaster {
  const { cell = 30, sources: sourceCount = 100, roads = true, people = true, seed = 20_261_122 } = options;
  const random = buildRandom(seed);
  const grid: Grid = {
    columns: size,
    rows: size,
    left: 500_000,
    top: 4_000_000,
    cellWidth: cell,
    cellHeight: cell,
    crs: 'EPSG:32650',
    geographic: false,
  };
  const cells = size * size;
  const pace = new Float64Array(cells);
  const elevation = new Float32Array(people ? cells : 0);
  const population = new Float64Array(people ? cells : 0);
  const classNoise = buildNoise(size, 24, random);
  const hills = buildNoise(size, 96, random);
  const knolls = buildNoise(size, 20, random);
  const rivers = buildNoise(size, 260, random);
  const lakes = buildNoise(size, 60, random);
  let passable = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (people)
        elevation[at] = Math.round(cell * (16 * hills(row, column) + 1.5 * knolls(row, column)) * 10) / 10;
      const kind = classNoise(row, column);
      let kmh = LAND_KMH[Math.min(4, Math.floor(kind * 5))]!;
      let wet = Math.abs(rivers(row, column) - 0.5) < 0.0045 || lakes(row, column) < 0.072;
      if (roads)
        for (const { every, kmh: speed } of ROADS)
          if (row % every === every >> 1 || column % every === every >> 1) {
            kmh = speed;
            wet = false;
          }
      pace[at] = wet ? Infinity : 3.6 / kmh;
      if (wet) continue;
      passable++;
      if (people && random() < 0.4) population[at] = Math.floor(random() * 12);
    }
  const sources = new Int32Array(sourceCount);
  for (let i = 0; i < sourceCount;) {
    const at = Math.floor(random() * cells);
    if (pace[at] !== Infinity) sources[i++] = at;
  }
  return { grid, pace, elevation, population, sources, passable };
}

/** Value noise in 0 … 1 over lattice points `step` cells apart, smooth in between. */
function buildNoise(
  size: number,
  step: number,
  random: () => number,
): (row: number, column: number) => number {
  const side = Math.floor(size / step) + 3;
  const values = Float64Array.from({ length: side * side }, random);
  const weight = Float64Array.from({ length: step }, (_, i) => {
    const t = i / step;
    return t * t * (3 - 2 * t);
  });
  return (row, column) => {
    const r = Math.floor(row / step);
    const c = Math.floor(column / step);
    const down = weight[row - r * step]!;
    const across = weight[column - c * step]!;
    const at = r * side + c;
    const top = values[at]! + (values[at + 1]! - values[at]!) * across;
    const bottom = values[at + side]! + (values[at + side + 1]! - values[at + side]!) * across;
    return top + (bottom - top) * down;
  };
}
