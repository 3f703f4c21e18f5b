import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateTrips } from '../../../server/kernel/catchment/calibrate.ts';
import { computeCoveredShare, computeMixedSeconds } from '../../../server/kernel/catchment/mix-modes.ts';
import { computeNearestK, readRank } from '../../../server/kernel/catchment/nearest-k.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { runs } from '../../support/depth.ts';
import { buildGridCity, type CityPlan } from '../../support/grid-city.ts';
import { buildRandomCity } from '../../support/random-city.ts';

describe('k nearest facilities', () => {
  it('rank 0 is the surface, bit for bit; rank j is the j-th of all single surfaces', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 4 }), (seed, k) => {
        const city = buildGridCity(buildRandomCity(seed));
        const all = computeNearestK(city.engine, city.sources, 3000, k);
        expect(readRank(all, 0)).toEqual(city.engine.computeSurface(city.sources, 3000));
        const single = Array.from(
          city.sources,
          (s) => city.engine.computeSurface(Int32Array.of(s), 3000).seconds,
        );
        for (let cell = 0; cell < single[0]!.length; cell++) {
          const order = single
            .map((surface, facility) => ({ facility, time: surface[cell]! }))
            .filter(({ time }) => time < UNREACHED)
            .sort((a, b) => a.time - b.time || a.facility - b.facility);
          for (let rank = 0; rank < k; rank++) {
            const surface = readRank(all, rank);
            expect(surface.seconds[cell]).toBe(order[rank]?.time ?? UNREACHED);
            expect(surface.nearest[cell]).toBe(order[rank]?.facility ?? -1);
          }
        }
      }),
      { numRuns: Math.ceil(runs(2000) / 2) },
    );
  });
});

describe('mixed modes', () => {
  const walk = Float64Array.of(100, 900, UNREACHED, 50);
  const ride = Float64Array.of(100, 300, 500, 40);
  const mix = {
    modes: 2,
    shares: Float64Array.of(0.8, 0.2, 0, 1),
    outside: Float64Array.of(1, 0),
    zoneOfCell: Int32Array.of(0, 0, 1, -1),
  };
  it('counts the share of those who arrive, and never averages away those who do not', () => {
    expect(Array.from(computeCoveredShare(mix, [walk, ride], 600))).toEqual([1, 0.2, 1, 1]);
    const mixed = computeMixedSeconds(mix, [walk, ride]);
    expect(Array.from(mixed)).toEqual([100, 780, 500, 50]);
    const cut = computeMixedSeconds({ ...mix, shares: Float64Array.of(0.8, 0.2, 0.1, 0.9) }, [walk, ride]);
    expect(cut[2]).toBe(UNREACHED);
  });
  it('refuses shares that do not sum to 1, naming the zone', () => {
    expect(() =>
      computeCoveredShare({ ...mix, shares: Float64Array.of(0.8, 0.2, 0.5, 0.4) }, [walk, ride], 1),
    ).toThrow(/zone 1 sum to 0.9/);
    expect(() =>
      computeCoveredShare({ ...mix, shares: Float64Array.of(1.2, -0.2, 0, 1) }, [walk, ride], 1),
    ).toThrow(/zone 0/);
    expect(() => computeCoveredShare(mix, [walk], 1)).toThrow(/1 surfaces for 2 modes/);
  });
});

describe('calibration', () => {
  const plan: CityPlan = {
    columns: 40,
    rows: 20,
    roads: [
      {
        points: [
          [50, 1050],
          [3950, 1050],
        ],
        walkKmh: 3.6,
        rideKmh: 36,
      },
      {
        points: [
          [2050, 1050],
          [2050, 50],
        ],
        walkKmh: 3.6,
        rideKmh: 18,
      },
    ],
    vehicle: 'motor',
    boardingSeconds: 30,
    toFacility: true,
  };
  it('finds the factor that the trips were made with, and changes nothing', () => {
    const city = buildGridCity(plan);
    const facilityCell = city.cellAt(50, 1050);
    const trips = [];
    for (let x = 550; x < 4000; x += 300)
      for (const y of [150, 650, 1050, 1550]) {
        const cell = city.cellAt(x, y);
        const legs = city.engine.explainPath(Int32Array.of(facilityCell), cell)!.legs;
        // The world walks a fifth slower than the model and drives as it says.
        const seconds = legs.reduce((sum, leg) => sum + leg.seconds * (leg.kind === 'walk' ? 1.25 : 1), 0);
        trips.push({ cell, facilityCell, seconds });
      }
    const before = city.engine.computeSurface(Int32Array.of(facilityCell), Infinity);
    const one = Int32Array.of(facilityCell);
    const cells = Int32Array.from(trips, (trip) => trip.cell);
    expect(city.engine.explainPaths!(facilityCell, cells)).toEqual(
      trips.map((trip) => city.engine.explainPath(one, trip.cell)),
    );
    const result = calibrateTrips(city.engine, trips);
    const factor = (part: string) => result.factors.find((f) => f.part === part)!.timeFactor;
    expect(factor('walk')).toBeCloseTo(1.25, 1);
    expect(factor('ride:0')).toBeCloseTo(1, 1);
    expect(result.biasSeconds).toBeLessThan(0);
    expect(result.rmseWithFactorsSeconds).toBeLessThan(result.rmseSeconds / 5);
    expect(city.engine.computeSurface(Int32Array.of(facilityCell), Infinity)).toEqual(before);
  });
  it('lists trips the model cannot make and refuses times that are none', () => {
    const city = buildGridCity({
      ...plan,
      roads: [],
      barriers: Array.from({ length: 20 }, (_, row) => [20, row] as const),
    });
    const result = calibrateTrips(city.engine, [
      { cell: city.cellAt(3050, 550), facilityCell: 0, seconds: 60 },
    ]);
    expect(result.unreached).toBe(1);
    expect(result.trips[0]!.modelSeconds).toBe(Infinity);
    expect(() => calibrateTrips(city.engine, [{ cell: 0, facilityCell: 0, seconds: 0 }])).toThrow(
      /trip 0 took 0/,
    );
  });
});
