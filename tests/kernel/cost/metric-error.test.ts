import { describe, expect, it } from 'vitest';
import { buildRasterEngine } from '../../../server/kernel/catchment/raster-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { computeAnyAngleTimes } from '../../../server/kernel/cost/wide-search.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { metricGrid } from '../../support/frames.ts';

const size = 101;
const middle = 50 * size + 50;
const grid: Grid = metricGrid(size, size);
const paceSecondsPerMeter = new Float64Array(size * size).fill(1);

/** Least and greatest excess over the straight line on even ground, over all directions. */
function measure(seconds: Float64Array): { least: number; most: number } {
  let least = Infinity;
  let most = -Infinity;
  for (let cell = 0; cell < seconds.length; cell++) {
    if (cell === middle) continue;
    const meters = 100 * Math.hypot((cell % size) - 50, Math.floor(cell / size) - 50);
    least = Math.min(least, seconds[cell]! / meters - 1);
    most = Math.max(most, seconds[cell]! / meters - 1);
  }
  return { least, most };
}

describe('error of the grid metric against the analytic plane (the figures of cost/README.md)', () => {
  it.each([
    [8, 0.0823, 0.0824],
    [16, 0.0274, 0.0276],
  ] as const)('%i neighbours: at most %f … %f too long, never too short', (neighbours, from, to) => {
    const land = buildLand({ grid, paceSecondsPerMeter, neighbours });
    const { least, most } = measure(
      buildRasterEngine(land, true).computeSurface(Int32Array.of(middle), Infinity).seconds,
    );
    expect(least).toBeGreaterThan(-1e-12);
    expect(most).toBeGreaterThan(from);
    expect(most).toBeLessThan(to);
  });

  it.each([
    [2, 0.0276],
    [3, 0.0133],
    [4, 0.0077],
    [5, 0.005],
  ] as const)('any-angle, reach %i: below %f, never too short', (reach, to) => {
    const land = buildLand({ grid, paceSecondsPerMeter });
    const { least, most } = measure(
      computeAnyAngleTimes(land, Int32Array.of(middle), Infinity, reach).seconds,
    );
    expect(least).toBeGreaterThan(-1e-12);
    expect(most).toBeLessThan(to);
  });

  it('any-angle with reach 2 is the sixteen neighbours, bit for bit on even ground', () => {
    const land = buildLand({ grid, paceSecondsPerMeter });
    const wide = computeAnyAngleTimes(land, Int32Array.of(middle), Infinity, 2).seconds;
    const near = buildRasterEngine(land, true).computeSurface(Int32Array.of(middle), Infinity).seconds;
    for (let cell = 0; cell < wide.length; cell++)
      expect(Math.abs(wide[cell]! - near[cell]!)).toBeLessThan(1e-8);
  });
});
