import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeCoverage } from '../../../server/kernel/access/coverage.ts';
import { buildRasterEngine } from '../../../server/kernel/catchment/raster-engine.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import {
  isWithinCutoff,
  toCutoffMinutes,
  toCutoffSeconds,
  toWholeMinutes,
} from '../../../server/kernel/grid/cut-off.ts';
import { metricGrid } from '../../support/frames.ts';

describe('cut-offs are closed, rounding or not', () => {
  it('the cell that lies exactly at the cut-off on a straight line is covered, the next is not', () => {
    let lines = 0;
    for (const cellMeters of [10, 25, 50, 90, 100, 250, 500, 1000, 999.9999999926])
      for (const kmh of [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 12, 15, 22.5, 30])
        for (const minutes of [15, 30, 60]) {
          const steps = (kmh * 1000 * minutes) / 60 / Math.round(cellMeters);
          if (!Number.isInteger(steps) || steps > 400) continue;
          const columns = steps + 2;
          const land = buildLand({
            grid: metricGrid(columns, 1, { cell: cellMeters, top: 0, crs: 'EPSG:32649' }),
            paceSecondsPerMeter: new Float64Array(columns).fill(3.6 / kmh),
            neighbours: 8,
            corners: 'closed',
          });
          const engine = buildRasterEngine(land, true);
          const { seconds } = engine.computeSurface(Int32Array.of(0), Infinity);
          const people = new Float64Array(columns).fill(1);
          const { cutoffs } = computeCoverage({
            seconds,
            cellState: engine.cellState,
            population: people,
            cutoffsSeconds: [toCutoffSeconds(minutes)],
          });
          expect(cutoffs[0]!.covered, `${cellMeters} m, ${kmh} km/h, ${minutes} min`).toBe(steps + 1);
          expect(engine.computeReach(0, toCutoffSeconds(minutes)).count).toBe(steps + 1);
          expect(toWholeMinutes(seconds[steps]!, 'up')).toBe(minutes);
          expect(toWholeMinutes(seconds[steps]!, 'down')).toBe(minutes);
          lines++;
        }
    expect(lines).toBeGreaterThan(200);
  });

  it('minutes come back as they were given', () => {
    assert(
      property(integer({ min: 0, max: 1_440_000_000 }), (micro) => {
        const minutes = micro / 1e6;
        expect(toCutoffMinutes(toCutoffSeconds(minutes))).toBe(minutes);
        expect(isWithinCutoff(minutes * 60, minutes)).toBe(true);
        expect(isWithinCutoff(minutes * 60 + 1e-5, minutes)).toBe(false);
      }),
    );
  });

  it('the limit itself is within', () => {
    expect(isWithinCutoff(toCutoffSeconds(30), 30)).toBe(true);
  });

  it('whole minutes: a tie is the minute itself, a hundredth of a second beyond is the next', () => {
    expect([0, 1e-9, 60 - 1e-9, 60, 60 + 1e-9, 60.01, 119.99].map((s) => toWholeMinutes(s, 'up'))).toEqual([
      0, 0, 1, 1, 1, 2, 2,
    ]);
    expect([0, 59.99, 60 - 1e-9, 60, 60 + 1e-9, 119.99].map((s) => toWholeMinutes(s, 'down'))).toEqual([
      0, 0, 1, 1, 1, 1,
    ]);
  });
});

it('two times are one within a microsecond, and not beyond', () => {
  expect(isWithinCutoff(1800 + 0.9e-6, 30)).toBe(true);
  expect(isWithinCutoff(1800 + 1.5e-6, 30)).toBe(false);
  expect(toWholeMinutes(1800 + 0.9e-6, 'up')).toBe(30);
  expect(toWholeMinutes(1800 + 1.5e-6, 'up')).toBe(31);
  expect(toWholeMinutes(1800 - 0.9e-6, 'down')).toBe(30);
  expect(toWholeMinutes(1800 - 1.5e-6, 'down')).toBe(29);
});
