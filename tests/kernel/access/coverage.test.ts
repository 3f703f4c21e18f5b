import { describe, expect, it } from 'vitest';
import { computeCoverage } from '../../../server/kernel/access/coverage.ts';
import { computeFacilityLoads } from '../../../server/kernel/access/facility-load.ts';
import { computeTravelBurden } from '../../../server/kernel/access/travel-burden.ts';

const INF = Infinity;

describe('computeCoverage', () => {
  // powers of two: a covered sum is the set of covered cells
  const seconds = Float64Array.of(0, 60, 60.001, 120, INF, INF, INF, 30);
  const cellState = Uint8Array.of(0, 0, 0, 0, 0, 1, 2, 0);
  const population = Float64Array.of(1, 2, 4, 8, 16, 32, 64, 0);
  const zoneOfCell = Int32Array.of(0, 0, 1, 1, 0, 1, -1, 0);

  it('counts the closed interval and gives everybody else one reason', () => {
    const coverage = computeCoverage({ seconds, cellState, population, cutoffsSeconds: [60] });
    expect(coverage.total).toBe(127);
    expect(coverage.cutoffs).toEqual([
      {
        cutoffSeconds: 60,
        covered: 3,
        uncovered: { tooFar: 12, blocked: 16, onBarrier: 32, noData: 64, capacity: 0 },
      },
    ]);
    expect(coverage.outside).toBeNull();
  });

  it('answers in the order of the cut-offs given, also 0, repeated and endless ones', () => {
    const coverage = computeCoverage({ seconds, cellState, population, cutoffsSeconds: [INF, 0, 60, 60] });
    expect(coverage.cutoffs.map((c) => [c.cutoffSeconds, c.covered])).toEqual([
      [INF, 15],
      [0, 1],
      [60, 3],
      [60, 3],
    ]);
  });

  it('counts by zone and says who lives outside every zone', () => {
    const coverage = computeCoverage({
      seconds,
      cellState,
      population,
      cutoffsSeconds: [60, 120],
      zoneOfCell,
      zoneCount: 2,
    });
    expect(coverage.zones.map((zone) => [zone.total, ...zone.cutoffs.map((c) => c.covered)])).toEqual([
      [19, 3, 3],
      [44, 0, 12],
    ]);
    expect(coverage.outside?.total).toBe(64);
    expect(coverage.outside?.cutoffs[0]?.uncovered.noData).toBe(64);
  });

  it('puts people within reach but without room under capacity', () => {
    const served = Float64Array.of(1, 0.5, 0, 0, 0, 0, 0, 0);
    const coverage = computeCoverage({
      seconds,
      cellState,
      population,
      cutoffsSeconds: [60, 120],
      zoneOfCell,
      zoneCount: 2,
      served: [served, null],
    });
    expect(coverage.cutoffs.map((c) => [c.covered, c.uncovered.capacity])).toEqual([
      [1.5, 1.5],
      [15, 0],
    ]);
    expect(coverage.zones[0]?.cutoffs[0]?.uncovered.capacity).toBe(1.5);
  });

  it('refuses lengths that differ, zones out of range and cut-offs that are no time', () => {
    const good = { seconds, cellState, population, cutoffsSeconds: [60] };
    expect(() => computeCoverage({ ...good, population: new Float64Array(3) })).toThrow(/population.*8.*3/);
    expect(() => computeCoverage({ ...good, cutoffsSeconds: [Number.NaN] })).toThrow(/cut-off/);
    expect(() => computeCoverage({ ...good, cutoffsSeconds: [-1] })).toThrow(/cut-off/);
    expect(() => computeCoverage({ ...good, zoneOfCell, zoneCount: 1 })).toThrow(
      /expected -1…0, got 1 at cell 2/,
    );
    expect(() => computeCoverage({ ...good, served: [] })).toThrow(/served/);
  });
});

describe('computeFacilityLoads', () => {
  it('gives each cell to its nearest facility, land without people included', () => {
    const loads = computeFacilityLoads({
      seconds: Float64Array.of(0, 60, 120, 0, INF, 61),
      nearest: Int32Array.of(0, 0, 1, 1, -1, 0),
      population: Float64Array.of(1, 2, 4, 8, 16, 0),
      areaOfRow: Float64Array.of(10, 100),
      facilityCount: 3,
      cutoffsSeconds: [120, 60],
    });
    expect(loads).toEqual([
      { people: [3, 3], areaSquareMeters: [120, 20] },
      { people: [12, 8], areaSquareMeters: [110, 100] },
      { people: [0, 0], areaSquareMeters: [0, 0] },
    ]);
  });
});

describe('computeTravelBurden', () => {
  it('weights by people and never takes a cell without a path for a long time', () => {
    const burden = computeTravelBurden(Float64Array.of(60, 120, 600, INF), Float64Array.of(4, 4, 1, 1));
    expect(burden).toEqual({
      people: 10,
      unreachedPeople: 1,
      unreachedShare: 0.1,
      meanSeconds: (240 + 480 + 600) / 9,
      medianSeconds: 120,
      p90Seconds: 600,
      p95Seconds: 600,
      ofEverybody: { medianSeconds: 120, p90Seconds: 600, p95Seconds: null },
    });
  });

  it('is null where there is nobody', () => {
    const burden = computeTravelBurden(Float64Array.of(60), Float64Array.of(0));
    expect([burden.unreachedShare, burden.meanSeconds, burden.medianSeconds]).toEqual([null, null, null]);
  });
});
