import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { CellTimeSorter } from '../../../server/kernel/cost/fast-sort.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { LandTooLargeError } from '../../../server/kernel/cost/fast-land-errors.ts';
import { FastLandSearch } from '../../../server/kernel/cost/fast-land-search.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { catchError } from '../../support/catch-error.ts';
import { runs } from '../../support/depth.ts';
import { buildRoadGraph } from '../../../server/kernel/network/build-road-graph.ts';
import { computeEdgeSpeeds } from '../../../server/kernel/network/edge-speeds.ts';
import type { TravelEngine } from '../../../server/kernel/catchment/travel-engine.ts';
import { buildGridCity, type CityPlan } from '../../support/grid-city.ts';
import { metricGrid } from '../../support/frames.ts';
import { buildRandomCity } from '../../support/random-city.ts';
import { buildRandom } from '../../support/random-land.ts';

const GRID = metricGrid(300, 200, { left: 500_000, top: 4_000_000 });

/** The city's engine on float32 heights, as regions have them. */
function buildEngine(plan: CityPlan): TravelEngine {
  const city = buildGridCity({ ...plan });
  const elevation = city.land.elevation && Float32Array.from(city.land.elevation);
  const land = { ...city.land, elevation };
  const roads = plan.roads ?? [];
  const vehicle = plan.vehicle ?? null;
  const speeds = computeEdgeSpeeds(city.network, {
    walkKmhByClass: Float64Array.from(roads, (r) => r.walkKmh),
    rideKmhByClass: vehicle === null ? null : Float64Array.from(roads, (r) => r.rideKmh),
    vehicle,
    fordsOpen: plan.fordsOpen ?? true,
  });
  const graph = buildRoadGraph(city.network, speeds, vehicle, land);
  return buildHybridEngine({
    land,
    roads: { network: city.network, graph },
    boardingSeconds: plan.boardingSeconds ?? 0,
    toFacility: plan.toFacility ?? false,
  });
}

describe('the fast search in the hybrid engine', () => {
  it(
    'gives the same bits as the search that keeps predecessors, on foot and by vehicle, over one tile ' +
      'and several',
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = buildRandom(seed + 7);
          const plan = buildRandomCity(seed, random() < 0.05 ? 150 : 12);
          const engine = buildEngine(plan);
          const all = Int32Array.from({ length: engine.cellState.length }, (_, cell) => cell);
          for (let round = 0; round < 2; round++) {
            const source = Math.floor(random() * all.length);
            const limit = random() < 0.3 ? Infinity : random() * 10_000;
            const slow = engine.measureReach!(source, all, limit).seconds;
            const surface = engine.computeSurface(Int32Array.of(source), limit);
            expect(surface.seconds).toEqual(slow);
            const reach = engine.computeReach(source, limit);
            const reached = all.filter((cell) => slow[cell]! < UNREACHED);
            expect(reach.count).toBe(reached.length);
            reached.sort((a, b) => slow[a]! - slow[b]! || a - b);
            expect(reach.cells.subarray(0, reach.count)).toEqual(reached);
            expect(reach.seconds.subarray(0, reach.count)).toEqual(
              Float64Array.from(reached, (c) => slow[c]!),
            );
          }
        }),
        { numRuns: runs(1000) },
      );
    },
    600_000,
  );

  it('holds on to nothing over 10,000 clicks', () => {
    const random = buildRandom(3);
    const pace = Float64Array.from({ length: 60_000 }, () => (random() < 0.1 ? Infinity : 0.5 + random()));
    const codes = pace.map((p) => Math.round(p * 100) / 100);
    const engine = buildHybridEngine({
      land: buildLand({ grid: GRID, paceSecondsPerMeter: codes }),
      roads: null,
      boardingSeconds: 0,
      toFacility: true,
    });
    const click = (): number => engine.computeReach(Math.floor(random() * 60_000), 1200).count;
    for (let i = 0; i < 50; i++) click();
    const before = process.memoryUsage();
    let reached = 0;
    for (let i = 0; i < runs(10_000); i++) reached += click();
    const after = process.memoryUsage();
    expect(reached).toBeGreaterThan(runs(10_000));
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2 ** 20);
    expect(after.external - before.external).toBeLessThan(2 ** 22);
  }, 600_000);
});

describe('a search beyond memory', () => {
  const land = buildLand({ grid: GRID, paceSecondsPerMeter: new Float64Array(60_000).fill(1) });
  it('is refused with the numbers before it starts, when it has no limit', () => {
    const search = new FastLandSearch(land, null, false, { mostBytes: 2_000_000 });
    expect(() => search.begin(Infinity)).toThrow(LandTooLargeError);
    expect(() => search.begin(Infinity)).toThrow(/of 300 × 200 = 60000 cells does not fit into \d+ bytes/);
    expect(catchError(() => search.begin(Infinity))).toMatchObject({
      code: 'travel.grid-too-large',
      parameters: { cells: 60_000, most: expect.any(Number) as number },
    });
  });
  it('is refused where it grows beyond, and the next one that fits is answered', () => {
    const search = new FastLandSearch(land, null, false, { mostBytes: 2_000_000 });
    search.begin(100_000);
    expect(() => {
      search.seedCell(30_150, 0, 0);
      search.run();
    }).toThrow(LandTooLargeError);
    search.begin(300);
    search.seedCell(30_150, 0, 0);
    search.run();
    const into = { cells: new Int32Array(0), seconds: new Float64Array(0) };
    expect(search.collectCells(into)).toBeGreaterThan(20);
  });
});

describe('pairs by time', () => {
  it('are sorted by (seconds, cell)', () => {
    const random = buildRandom(11);
    const sorter = new CellTimeSorter();
    for (let round = 0; round < 200; round++) {
      const count = Math.floor(random() * 300);
      const steps = 1 + Math.floor(random() * 40);
      const from = {
        cells: Int32Array.from({ length: count }, (_, i) => (i * 7919) % 100_003),
        seconds: Float64Array.from(
          { length: count },
          () => Math.floor(random() * steps) * (random() < 0.9 ? 1 : 1e-9),
        ),
      };
      const into = { cells: new Int32Array(0), seconds: new Float64Array(0) };
      sorter.sortInto(from, count, into);
      const order = Array.from({ length: count }, (_, i) => i).sort(
        (a, b) => from.seconds[a]! - from.seconds[b]! || from.cells[a]! - from.cells[b]!,
      );
      expect(Array.from(into.cells.subarray(0, count))).toEqual(order.map((i) => from.cells[i]));
      expect(Array.from(into.seconds.subarray(0, count))).toEqual(order.map((i) => from.seconds[i]));
    }
  });
});
