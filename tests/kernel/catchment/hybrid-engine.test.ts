import { describe, expect, it } from 'vitest';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import {
  EDGE_FERRY,
  EDGE_FORD,
  EDGE_NO_FOOT,
  EDGE_ONEWAY,
} from '../../../server/kernel/network/road-network.ts';
import { buildGridCity, type CityPlan } from '../../support/grid-city.ts';

/**
 * 40 × 20 cells of 100 m, 1 m/s on land, a straight road of 36 km/h (10 m/s) along y = 1,050 from x = 500
 * to 3,500.
 */
const plan: CityPlan = {
  columns: 40,
  rows: 20,
  roads: [
    {
      points: [
        [500, 1050],
        [3500, 1050],
      ],
      walkKmh: 3.6,
      rideKmh: 36,
    },
  ],
  vehicle: 'motor',
  boardingSeconds: 60,
  facilities: [[550, 1050]],
};

const timeTo = (p: CityPlan, x: number, y: number): number => {
  const city = buildGridCity(p);
  return city.engine.computeSurface(city.sources, Infinity).seconds[city.cellAt(x, y)]!;
};

describe('the hybrid trip', () => {
  it('boards once, rides and walks on in metres', () => {
    // On the road at both ends: 60 s to board, 2,500 m at 10 m/s.
    expect(timeTo(plan, 3050, 1050)).toBeCloseTo(60 + 250, 9);
    // 300 m north of the road: the same plus 300 s on foot.
    expect(timeTo(plan, 3050, 1350)).toBeCloseTo(60 + 250 + 300, 9);
  });

  it('never rides when walking is quicker', () => {
    expect(timeTo(plan, 650, 1050)).toBeCloseTo(70, 9); // 60 + 10 riding, 100 walking
    expect(timeTo({ ...plan, boardingSeconds: 120 }, 650, 1050)).toBeCloseTo(100, 9);
  });

  it('binds vehicles, not walkers, to a one-way', () => {
    const oneway: CityPlan = { ...plan, roads: [{ ...plan.roads![0]!, flags: EDGE_ONEWAY }] };
    expect(timeTo({ ...oneway, toFacility: false }, 3050, 1050)).toBeCloseTo(310, 9);
    expect(timeTo({ ...oneway, toFacility: true }, 3050, 1050)).toBeCloseTo(2500, 9);
  });

  it('crosses a river on the road and nowhere else', () => {
    const river = Array.from({ length: 20 }, (_, row) => [20, row] as const);
    expect(timeTo({ ...plan, barriers: river }, 3050, 1050)).toBeCloseTo(310, 9);
    const noRoad = { ...plan, roads: [], barriers: river };
    expect(timeTo(noRoad, 3050, 1050)).toBe(UNREACHED);
    const ford: CityPlan = { ...plan, barriers: river, roads: [{ ...plan.roads![0]!, flags: EDGE_FORD }] };
    expect(timeTo(ford, 3050, 1050)).toBeCloseTo(310, 9);
    expect(timeTo({ ...ford, fordsOpen: false }, 3050, 1050)).toBe(UNREACHED);
  });

  it('enters a motorway and a ferry at their ends only', () => {
    const motorway: CityPlan = { ...plan, roads: [{ ...plan.roads![0]!, flags: EDGE_NO_FOOT }] };
    expect(timeTo(motorway, 3050, 1050)).toBeCloseTo(2500, 9);
    const ferry: CityPlan = { ...plan, roads: [{ ...plan.roads![0]!, walkKmh: 36, flags: EDGE_FERRY }] };
    // Back to the landing at x = 500, over to x = 3,500, and back along the shore.
    expect(timeTo(ferry, 2050, 1050)).toBeCloseTo(1500, 9);
    expect(timeTo(ferry, 3450, 1050)).toBeCloseTo(50 + 300 + 50, 9);
  });

  it('tells the path by leg, the same seconds as the surface, boarding before the ride in both directions', () => {
    for (const toFacility of [false, true]) {
      const city = buildGridCity({ ...plan, toFacility });
      const cell = city.cellAt(3050, 1350);
      const path = city.engine.explainPath(city.sources, cell)!;
      const surface = city.engine.computeSurface(city.sources, Infinity);
      expect(path.seconds).toBeCloseTo(surface.seconds[cell]!, 9);
      const kinds = path.legs.map((leg) => leg.kind);
      expect(kinds.filter((kind) => kind !== 'walk')).toEqual(['board', 'ride']);
      const ride = path.legs.find((leg) => leg.kind === 'ride')!;
      expect(ride.meters).toBeCloseTo(2500, 6);
      const starts = path.legs[0]!.points;
      expect([starts[0], starts[1]]).toEqual(toFacility ? [3050, 1350] : [550, 1050]);
    }
  });

  it('orders a reach by seconds then cell and agrees with the surface bit for bit', () => {
    const city = buildGridCity(plan);
    const reach = city.engine.computeReach(city.sources[0]!, 600);
    const cells = reach.cells.slice(0, reach.count);
    const seconds = reach.seconds.slice(0, reach.count);
    const surface = city.engine.computeSurface(city.sources, 600);
    expect(reach.count).toBe(surface.seconds.filter((s) => s <= 600).length);
    for (let i = 0; i < reach.count; i++) {
      expect(seconds[i]).toBe(surface.seconds[cells[i]!]);
      if (i > 0)
        expect(
          seconds[i]! > seconds[i - 1]! || (seconds[i] === seconds[i - 1] && cells[i]! > cells[i - 1]!),
        ).toBe(true);
    }
  });
});

describe('progress of a search', () => {
  const sharesOf = (own: CityPlan): number[] => {
    const city = buildGridCity(own);
    const shares: number[] = [];
    city.engine.computeSurface(city.sources, Infinity, (share) => shares.push(share));
    return shares;
  };
  const large = { ...plan, columns: 300, rows: 300 };

  it('rises through the walk to the vehicle, the ride and the walk from it', () => {
    const shares = sharesOf(large);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares).toContain(0.5);
    expect(shares).toContain(0.6);
    expect(shares.filter((share) => share < 0.5).length).toBeGreaterThan(0);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });

  it('without a vehicle is that of one walk', () => {
    const shares = sharesOf({ ...large, vehicle: null });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.6);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });
});
