import {
  CELL_BY_BICYCLE,
  CELL_BY_MOTOR,
  CELL_ON_FOOT,
  buildLand,
  type Land,
} from '../../server/kernel/cost/land.ts';
import { getSlopeFunction, SLOPE_NAMES } from '../../server/kernel/cost/slope.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { seededRandom } from './seeded-random.ts';

/** Numbers in 0 … 1 of a stream other than `seededRandom`'s own. */
export const buildRandom = (seed: number): (() => number) => seededRandom(seed ^ 0x9e3779b9);

/** Ground of random size, speeds, barriers, heights and settings. */
export function buildRandomLand(seed: number, most = 24): Land {
  const random = buildRandom(seed);
  const whole = (n: number): number => Math.floor(random() * n);
  const geographic = random() < 0.3;
  const size = geographic ? [0.0008333, 0.002, 0.008][whole(3)]! : [10, 30, 100, 1000][whole(4)]!;
  const grid: Grid = {
    columns: 1 + whole(most),
    rows: 1 + whole(most),
    left: geographic ? 43 : 500_000,
    top: geographic ? -60 + whole(120) : 4_000_000,
    cellWidth: size,
    cellHeight: size * (random() < 0.2 ? 1.5 : 1),
    crs: geographic ? 'EPSG:4326' : 'EPSG:32650',
    geographic,
  };
  const cells = grid.columns * grid.rows;
  const blocked = random() * 0.5;
  const even = random() < 0.3;
  const pace = Float64Array.from({ length: cells }, () =>
    random() < blocked ? Infinity : even ? 1 : 3.6 / (0.5 + whole(100) / 2),
  );
  const hilly = random() < 0.7;
  const elevation = hilly
    ? Float32Array.from({ length: cells }, () => (random() < 0.02 ? Number.NaN : random() * 300))
    : null;
  const mixed = random() < 0.3;
  return buildLand({
    grid,
    paceSecondsPerMeter: pace,
    elevation,
    slope: random() < 0.8 ? getSlopeFunction(SLOPE_NAMES[whole(3)]!) : null,
    means: mixed
      ? Uint8Array.from({ length: cells }, () => [CELL_ON_FOOT, CELL_BY_BICYCLE, CELL_BY_MOTOR][whole(3)]!)
      : null,
    neighbours: random() < 0.5 ? 8 : 16,
    corners: random() < 0.5 ? 'closed' : 'open',
  });
}
