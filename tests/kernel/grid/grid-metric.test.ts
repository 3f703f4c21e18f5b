import { describe, expect, it } from 'vitest';
import { geodesicMeters } from '../../../server/geo/geodesic.ts';
import { buildGridMetric, distanceMeters, MOVES } from '../../../server/kernel/grid/grid-metric.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { sampleBilinear } from '../../../server/kernel/grid/sample-bilinear.ts';
import { buildLineTrace, traceLineInto } from '../../../server/kernel/grid/trace-line.ts';
import { degreeGrid, metricGrid } from '../../support/frames.ts';

const degrees: Grid = degreeGrid(4, 3, 0.01, 43, -11);
const meters: Grid = metricGrid(3, 2, { cell: 10 });

describe('true lengths', () => {
  it('match geodesics on the WGS 84 ellipsoid', () => {
    // Lengths of one degree at the equator and at 45°, from the ellipsoid's published tables.
    expect(distanceMeters(degrees, 10, 0, 11, 0)).toBeCloseTo(111319.491, 2);
    expect(distanceMeters(degrees, 10, 44.5, 10, 45.5)).toBeCloseTo(111131.778, 0);
    // Vincenty's inverse formula: 64,259.333 m.
    const far = distanceMeters(degrees, 43.2, -11.9, 43.5, -11.4);
    expect(Math.abs(far / 64_259.33292420089 - 1)).toBeLessThan(2e-5);
    for (let lat = -60; lat <= 60; lat += 2.5)
      for (const [dx, dy] of [
        [0.01, 0],
        [0, 0.01],
        [0.01, 0.01],
        [0.02, -0.01],
      ] as const) {
        const expected = geodesicMeters(10, lat, 10 + dx, lat + dy);
        expect(Math.abs(distanceMeters(degrees, 10, lat, 10 + dx, lat + dy) / expected - 1)).toBeLessThan(
          1e-6,
        );
      }
  });
  it('are the same both ways and shrink with latitude', () => {
    const { moveMeters } = buildGridMetric({ ...degrees, top: 70, rows: 3 });
    // Down from row 0 is up from row 1; diagonals and knights likewise.
    expect(moveMeters[3]).toBe(moveMeters[MOVES + 2]);
    expect(moveMeters[5]).toBe(moveMeters[MOVES + 4]);
    expect(moveMeters[11]).toBe(moveMeters[MOVES + 10]);
    expect(moveMeters[0]! < moveMeters[2 * MOVES]!).toBe(true);
  });
});

describe('traceLineInto', () => {
  it('gives cells in order with shares that sum to 1', () => {
    const trace = buildLineTrace();
    traceLineInto(meters, 5, 15, 25, 5, trace);
    expect(Array.from(trace.cells.slice(0, trace.count))).toEqual([0, 1, 4, 5]);
    expect(trace.shares.slice(0, trace.count).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 14);
  });
  it('steps diagonally through an exact corner, and says NONE outside', () => {
    const trace = buildLineTrace();
    traceLineInto(meters, 5, 15, 15, 5, trace);
    expect(Array.from(trace.cells.slice(0, trace.count))).toEqual([0, 4]);
    traceLineInto(meters, -5, 15, 5, 15, trace);
    expect(Array.from(trace.cells.slice(0, trace.count))).toEqual([-1, 0]);
    expect(() => traceLineInto(meters, Number.NaN, 0, 1, 1, trace)).toThrow(/finite/);
  });
});

describe('sampleBilinear', () => {
  it('is exact on planes, holds at the edge and steps over unknown cells', () => {
    const plane = Float64Array.of(0, 10, 20, 100, 110, 120);
    expect(sampleBilinear(meters, plane, 15, 15)).toBe(10);
    expect(sampleBilinear(meters, plane, 10, 10)).toBeCloseTo(55, 12);
    expect(sampleBilinear(meters, plane, -5, 25)).toBe(0);
    const hole = Float64Array.of(0, Number.NaN, 20, 100, 110, 120);
    expect(sampleBilinear(meters, hole, 10, 10)).toBeCloseTo(70, 12);
    expect(sampleBilinear(meters, new Float64Array(6).fill(Number.NaN), 10, 10)).toBeNaN();
  });
});
