import { describe, expect, it } from 'vitest';
import { buildRasterEngine } from '../../../server/kernel/catchment/raster-engine.ts';
import { burnRoads } from '../../../server/kernel/cost/burn-roads.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { computeAnyAngleTimes } from '../../../server/kernel/cost/wide-search.ts';
import { UNREACHED, type Grid } from '../../../server/kernel/grid/grid.ts';
import { buildLineTrace, traceLineInto } from '../../../server/kernel/grid/trace-line.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import { EDGE_FORD } from '../../../server/kernel/network/road-network.ts';
import { buildCityNetwork } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';

const size = 41;
const grid: Grid = metricGrid(size, size, { cell: 1 });

/**
 * Passable ground cut by a line through the middle at `degrees`; `thin` keeps one cell a row or column
 * (8-connected).
 */
function cutByLine(degrees: number, thin: boolean): Float64Array {
  const pace = new Float64Array(size * size).fill(1);
  const c = Math.cos((degrees * Math.PI) / 180);
  const s = Math.sin((degrees * Math.PI) / 180);
  const middle = size / 2 + 0.013;
  if (!thin) {
    const trace = buildLineTrace();
    traceLineInto(grid, middle - 99 * c, middle - 99 * s, middle + 99 * c, middle + 99 * s, trace);
    for (let i = 0; i < trace.count; i++) if (trace.cells[i]! >= 0) pace[trace.cells[i]!] = Infinity;
    return pace;
  }
  for (let i = 0; i < size; i++) {
    const across = i + 0.5 - middle;
    const [x, y] =
      Math.abs(c) > Math.abs(s) ? [i + 0.5, middle + (across * s) / c] : [middle + (across * c) / s, i + 0.5];
    const column = Math.floor(x);
    const row = Math.floor(size - y);
    if (column >= 0 && column < size && row >= 0 && row < size) pace[row * size + column] = Infinity;
  }
  return pace;
}

/** Whether anyone gets from one side of the line to the other. */
function leaks(seconds: Float64Array, degrees: number): boolean {
  const side = (cell: number): number => {
    const x = (cell % size) + 0.5 - (size / 2 + 0.013);
    const y = size - Math.floor(cell / size) - 0.5 - (size / 2 + 0.013);
    return Math.cos((degrees * Math.PI) / 180) * y - Math.sin((degrees * Math.PI) / 180) * x;
  };
  const start = side(sourceFor(degrees));
  return seconds.some((s, cell) => s < UNREACHED && side(cell) * start < 0 && Math.abs(side(cell)) > 2);
}
const sourceFor = (degrees: number): number => {
  const angle = ((degrees + 90) * Math.PI) / 180;
  return Math.floor(size / 2 - 12 * Math.sin(angle)) * size + Math.floor(size / 2 + 12 * Math.cos(angle));
};

describe('barriers', () => {
  it('a line of water at any angle holds, thick or thin, with 8, 16 or any-angle moves', () => {
    for (let degrees = 0; degrees < 180; degrees += 1)
      for (const thin of [false, true]) {
        const paceSecondsPerMeter = cutByLine(degrees, thin);
        const source = Int32Array.of(sourceFor(degrees));
        for (const neighbours of [8, 16] as const) {
          const land = buildLand({ grid, paceSecondsPerMeter, neighbours });
          const { seconds } = buildRasterEngine(land, true).computeSurface(source, Infinity);
          expect(leaks(seconds, degrees), `${degrees}°, ${thin ? 'thin' : 'thick'}, ${neighbours}`).toBe(
            false,
          );
        }
        const land = buildLand({ grid, paceSecondsPerMeter });
        expect(leaks(computeAnyAngleTimes(land, source, Infinity).seconds, degrees)).toBe(false);
      }
  });

  it('thin lines do leak through open corners: that is what closed corners are for', () => {
    const land = buildLand({
      grid,
      paceSecondsPerMeter: cutByLine(45, true),
      corners: 'open',
      neighbours: 8,
    });
    expect(
      leaks(buildRasterEngine(land, true).computeSurface(Int32Array.of(sourceFor(45)), Infinity).seconds, 45),
    ).toBe(true);
  });

  it('raster stack: a road above a river is a bridge, a cut ford is none, and a slow road replaces faster land', () => {
    const pace = new Float64Array(size * size).fill(1);
    for (let row = 0; row < size; row++) pace[row * size + 20] = Infinity;
    const road = (flags: number) =>
      buildCityNetwork([
        {
          points: [
            [3.5, 3.5],
            [38.2, 29.1],
          ],
          walkKmh: 1.8,
          rideKmh: 0,
          flags,
        },
      ]);
    const reach = (flags: number, fordsOpen: boolean) => {
      const network = road(flags);
      const speeds = computeEdgeSpeeds(network, {
        walkKmhByClass: Float64Array.of(1.8),
        rideKmhByClass: null,
        vehicle: null,
        fordsOpen,
      });
      const { paceSecondsPerMeter } = burnRoads(
        grid,
        { paceSecondsPerMeter: pace, means: null },
        network,
        speeds,
        null,
      );
      const land = buildLand({ grid, paceSecondsPerMeter });
      return {
        paceSecondsPerMeter,
        seconds: buildRasterEngine(land, true).computeSurface(Int32Array.of(0), Infinity).seconds,
      };
    };
    const far = 20 * size + 40;
    expect(reach(0, true).seconds[far]).toBeLessThan(UNREACHED);
    expect(reach(EDGE_FORD, true).seconds[far]).toBeLessThan(UNREACHED);
    expect(reach(EDGE_FORD, false).seconds[far]).toBe(UNREACHED);
    expect(reach(0, true).paceSecondsPerMeter[37 * size + 3]).toBeCloseTo(2, 12);
  });
});
