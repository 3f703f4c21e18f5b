import { expect, it } from 'vitest';
import { buildStraightLineEngine } from '../../../server/kernel/catchment/straight-line-engine.ts';
import { NONE, type Grid } from '../../../server/kernel/grid/grid.ts';
import { degreeGrid, metricGrid } from '../../support/frames.ts';

const degrees = degreeGrid(9, 7, 0.01, 117, 36);

it.each<[string, Grid, number]>([
  ['metres', metricGrid(9, 7), 3.6],
  ['metres, fast', metricGrid(12, 5), 60],
  ['degrees', degrees, 30],
])('%s: reaches just the cells whose distance takes no longer than the limit', (_, grid, kmh) => {
  const engine = buildStraightLineEngine(grid, kmh);
  const cells = grid.columns * grid.rows;
  for (const source of [0, grid.columns - 1, (grid.rows >> 1) * grid.columns + 4, cells - 1]) {
    const all = engine.computeSurface(Int32Array.of(source), Infinity).seconds;
    // Limits at, between and beyond the distances there are.
    const limits = [1e-6, all.toSorted()[cells >> 1]!, (all[1]! + all[cells - 2]!) / 2, Infinity];
    for (const limit of limits) {
      const reach = engine.computeReach(source, limit);
      const listed = Array.from(
        { length: reach.count },
        (_, i) => [reach.seconds[i]!, reach.cells[i]!] as const,
      );
      const expected = Array.from(all, (seconds, cell) => [seconds, cell] as const).filter(
        ([seconds]) => seconds <= limit,
      );
      expect(listed).toEqual(expected.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
    }
  }
  expect(engine.computeReach(NONE, Infinity).count).toBe(0);
});

it('the nearest source is the nearest by distance, of two as near the first given', () => {
  const engine = buildStraightLineEngine(metricGrid(9, 7), 3.6);
  const sources = Int32Array.of(4, NONE, 58, 4);
  const { seconds, nearest } = engine.computeSurface(sources, 300);
  for (let cell = 0; cell < 63; cell++) {
    const away = [4, 58].map((source) => {
      const across = (source % 9) - (cell % 9);
      return 100 * Math.hypot(across, Math.floor(source / 9) - Math.floor(cell / 9));
    });
    const least = Math.min(...away);
    expect(seconds[cell], `cell ${cell}`).toBeCloseTo(least <= 300 ? least : Infinity, 6);
    expect(nearest[cell]).toBe(least > 300 ? NONE : away[0]! <= away[1]! ? 0 : 2);
  }
  expect(engine.explainPath(sources, 31)).toMatchObject({
    source: 0,
    meters: expect.closeTo(300, 6) as number,
  });
});
