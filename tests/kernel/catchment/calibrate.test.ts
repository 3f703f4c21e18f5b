import { describe, expect, it } from 'vitest';
import { calibrateTrips } from '../../../server/kernel/catchment/calibrate.ts';
import type { PathLeg, TravelEngine } from '../../../server/kernel/catchment/travel-engine.ts';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import { metricGrid } from '../../support/frames.ts';

const grid = metricGrid(4, 1);
const leg = (kind: PathLeg['kind'], seconds: number, roadClass = NONE, points: number[] = []): PathLeg =>
  ({ kind, seconds, roadClass, points: Float64Array.from(points), meters: 0 }) as unknown as PathLeg;

/** An engine whose trip from cell k has the legs of entry k; null: no way. */
function engineOf(trips: (PathLeg[] | null)[]): TravelEngine {
  return {
    grid,
    explainPath: (_: Int32Array, cell: number) => {
      const legs = trips[cell];
      return legs ? { legs, seconds: legs.reduce((sum, { seconds }) => sum + seconds, 0) } : null;
    },
  } as unknown as TravelEngine;
}
const calibrate = (trips: (PathLeg[] | null)[], seconds: number[]) =>
  calibrateTrips(
    engineOf(trips),
    seconds.map((observed, cell) => ({ cell, facilityCell: 9, seconds: observed })),
  );
const factorOf = (trips: (PathLeg[] | null)[], seconds: number[]): number =>
  calibrate(trips, seconds).factors[0]!.timeFactor;

describe('suggested factors', () => {
  it('are drawn towards 1 by a hundredth of the squared time of the class', () => {
    // One class: the least of (f·100 − 200)² + 0.01·100²·(f − 1)² lies at (2 + 0.01)/(1 + 0.01).
    expect(factorOf([[leg('walk', 100)]], [200])).toBeCloseTo(2.01 / 1.01, 12);
    expect(factorOf([[leg('walk', 100)]], [50])).toBeCloseTo(0.51 / 1.01, 12);
  });
  it('stay within a quarter and four', () => {
    expect(factorOf([[leg('walk', 100)]], [10_000])).toBe(4);
    expect(factorOf([[leg('walk', 100)]], [1])).toBe(0.25);
    expect(factorOf([[leg('walk', 100)]], [395])).toBeCloseTo(3.96 / 1.01, 12);
  });
  it('leave boarding as it is', () => {
    const result = calibrate([[leg('board', 60), leg('ride', 100, 2)]], [260]);
    expect(result.factors.map(({ part }) => part)).toEqual(['ride:2']);
    expect(result.factors[0]!.timeFactor).toBeCloseTo(2.01 / 1.01, 12);
  });
  it('tell the classes apart by the trips that use them', () => {
    const { factors } = calibrate(
      [[leg('walk', 100)], [leg('walk', 50), leg('ride', 100, 1)], [leg('ride', 200, 1)]],
      [200, 150, 100],
    );
    expect(factors.map(({ part, trips, modelSeconds }) => [part, trips, modelSeconds])).toEqual([
      ['ride:1', 2, 300],
      ['walk', 2, 150],
    ]);
    expect(factors[0]!.timeFactor).toBeCloseTo(0.5, 1);
    expect(factors[1]!.timeFactor).toBeCloseTo(2, 1);
  });
});

describe('errors', () => {
  it('are model minus observed, over the trips that have a way', () => {
    const result = calibrate([[leg('walk', 100)], [leg('walk', 300)], null], [130, 290, 60]);
    expect(result.trips.map(({ errorSeconds }) => errorSeconds)).toEqual([-30, 10, Infinity]);
    expect(result).toMatchObject({ unreached: 1, biasSeconds: -10, meanAbsoluteSeconds: 20 });
    expect(result.rmseSeconds).toBeCloseTo(Math.sqrt(500), 12);
    expect(result.overallFactor).toBeCloseTo((100 * 130 + 300 * 290) / (100 ** 2 + 300 ** 2), 12);
    expect(result.rmseWithFactorsSeconds).toBeLessThanOrEqual(result.rmseSeconds);
  });
  it('are none without a trip that has a way', () => {
    expect(calibrate([null], [60])).toMatchObject({
      unreached: 1,
      biasSeconds: 0,
      meanAbsoluteSeconds: 0,
      rmseSeconds: 0,
      rmseWithFactorsSeconds: 0,
      overallFactor: 1,
      factors: [],
    });
  });
  it('of a time that is none are refused', () => {
    for (const seconds of [0, -1, Infinity, Number.NaN])
      expect(() => calibrate([[leg('walk', 1)]], [seconds])).toThrow(`trip 0 took ${seconds} seconds`);
  });
});

describe('with land', () => {
  const land = {
    landClass: Uint8Array.of(1, 2, 2, 3),
    paceSecondsPerMeter: Float64Array.of(1, 3, 3, Infinity),
  };
  const partsOf = (points: number[]): Readonly<Record<string, number>> =>
    calibrateTrips(engineOf([[leg('walk', 80, NONE, points)]]), [{ cell: 0, facilityCell: 9, seconds: 80 }], {
      land,
    }).trips[0]!.parts;

  it('divides a walk over the classes by their time on the flat', () => {
    // 50 m at 1 s/m and 50 m at 3 s/m: a quarter and three quarters.
    expect(partsOf([50, 50, 150, 50])).toEqual({ 'walk:1': 20, 'walk:2': 60 });
    expect(partsOf([50, 50, 50, 50, 150, 50])).toEqual({ 'walk:1': 20, 'walk:2': 60 });
  });
  it('leaves out cells that nobody crosses and what lies beyond the grid', () => {
    expect(partsOf([250, 50, 350, 50])).toEqual({ 'walk:2': 80 });
    expect(partsOf([-50, 50, 50, 50])).toEqual({ 'walk:1': 80 });
  });
  it('keeps a walk of no length as a walk', () => {
    expect(partsOf([50, 50, 50, 50])).toEqual({ walk: 80 });
  });
  it('reports the trips done, one facility after the other', () => {
    const done: number[] = [];
    calibrateTrips(
      engineOf([[leg('walk', 1)], [leg('walk', 1)], [leg('walk', 1)]]),
      [
        { cell: 0, facilityCell: 8, seconds: 1 },
        { cell: 1, facilityCell: 9, seconds: 1 },
        { cell: 2, facilityCell: 8, seconds: 1 },
      ],
      { onTrip: (count) => done.push(count) },
    );
    expect(done).toEqual([2, 3]);
  });
});
