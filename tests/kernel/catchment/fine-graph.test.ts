import { describe, expect, it } from 'vitest';
import { EDGE_ONEWAY } from '../../../server/kernel/network/road-network.ts';
import { deep } from '../../support/depth.ts';
import { computeFineTimes } from '../../support/fine-graph.ts';
import { buildGridCity, type CityPlan } from '../../support/grid-city.ts';

/** A river of one cell from north to south with two bends, no gap in it. */
const river = [
  ...Array.from({ length: 40 }, (_, row) => [22 + Math.floor(row / 14), row] as const),
  [22, 14] as const,
  [23, 28] as const,
];

/** 5 × 4 km of streets along the compass, one of them one-way, one meeting no other. */
const desert: CityPlan = {
  columns: 50,
  rows: 40,
  walkKmh: 4,
  roads: [
    {
      points: [
        [150, 650],
        [1750, 650],
      ],
      walkKmh: 5,
      rideKmh: 45,
    },
    {
      points: [
        [1750, 650],
        [4650, 650],
      ],
      walkKmh: 5,
      rideKmh: 45,
    },
    {
      points: [
        [1750, 650],
        [1750, 3750],
      ],
      walkKmh: 5,
      rideKmh: 30,
    },
    {
      points: [
        [4650, 650],
        [4650, 3350],
        [2850, 3350],
      ],
      walkKmh: 5,
      rideKmh: 30,
      flags: EDGE_ONEWAY,
    },
    {
      points: [
        [2850, 1750],
        [4250, 1750],
      ],
      walkKmh: 5,
      rideKmh: 38,
    },
  ],
  facilities: [[450, 650]],
  boardingSeconds: 120,
};

/** Roads at all angles, met by cells at all distances, and a river with one bridge. */
const crooked: CityPlan = {
  ...desert,
  barriers: river,
  roads: [
    {
      points: [
        [130, 420],
        [1710, 1180],
      ],
      walkKmh: 5,
      rideKmh: 45,
    },
    {
      points: [
        [1710, 1180],
        [2600, 2035],
        [4870, 2310],
      ],
      walkKmh: 5,
      rideKmh: 45,
    },
    {
      points: [
        [1710, 1180],
        [1433, 3720],
      ],
      walkKmh: 5,
      rideKmh: 30,
    },
    {
      points: [
        [4870, 2310],
        [4430, 3620],
        [2870, 3333],
      ],
      walkKmh: 5,
      rideKmh: 30,
      flags: EDGE_ONEWAY,
    },
    {
      points: [
        [3030, 250],
        [4740, 910],
      ],
      walkKmh: 5,
      rideKmh: 38,
    },
  ],
};
const hills = (x: number, y: number): number => 70 * Math.sin(x / 700) * Math.cos(y / 900) + 0.02 * x;

/** The same roads in pieces of at most `meters`, as a map of many short edges has them. */
function cutRoads(plan: CityPlan, meters: number): CityPlan {
  const roads = plan.roads!.flatMap((road) =>
    road.points.slice(1).flatMap(([x1, y1], i) => {
      const [x0, y0] = road.points[i]!;
      const parts = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / meters);
      const at = (q: number): readonly [number, number] =>
        q === parts ? [x1, y1] : [x0 + ((x1 - x0) * q) / parts, y0 + ((y1 - y0) * q) / parts];
      return Array.from({ length: parts }, (_, q) => ({ ...road, points: [at(q), at(q + 1)] }));
    }),
  );
  return { ...plan, roads };
}

const cases: { name: string; plan: CityPlan }[] = [];
const places = {
  desert,
  crooked,
  'crooked in pieces of 190 m': cutRoads(crooked, 190),
  'crooked in pieces of 90 m': cutRoads(crooked, 90),
};
for (const [place, plan] of Object.entries(places))
  for (const toFacility of [false, true])
    for (const vehicle of [null, 'motor'] as const)
      for (const hilly of deep ? [false, true] : [true]) {
        if (place.includes('pieces') && !deep && (vehicle === null || toFacility)) continue;
        cases.push({
          name:
            `${place}, ${vehicle ?? 'walk'}, ${hilly ? 'hills' : 'flat'}, ${toFacility ? 'to' : 'from'} the ` +
            'facility',
          plan: { ...plan, vehicle, toFacility, ...(hilly ? { height: hills } : {}) },
        });
      }

/** Every cell of a trip of 10 minutes and more is within 2 %, whatever the roads. */
describe('the hybrid trip against an explicit graph of 10 m', () => {
  it.each(cases)('$name', ({ name, plan }) => {
    const fine = computeFineTimes(plan);
    const built = buildGridCity(plan);
    const coarse = built.engine.computeSurface(built.sources, Infinity).seconds;
    // What a cell cannot say is where in it one stands; along a bank the fine graph hugs the water. A
    // cell's width on foot.
    const oneCell = (100 * 3.6) / plan.walkKmh!;
    let count = 0;
    let latest = 0;
    let earliest = 0;
    let sum = 0;
    for (let cell = 0; cell < fine.length; cell++) {
      if (built.engine.cellState[cell] !== 0) continue;
      expect(Number.isFinite(coarse[cell])).toBe(Number.isFinite(fine[cell]));
      const apart = coarse[cell]! - fine[cell]!;
      if (fine[cell]! < 600) {
        expect(Math.abs(apart), `cell ${cell}`).toBeLessThan(oneCell);
        continue;
      }
      count++;
      sum += Math.abs(apart) / fine[cell]!;
      latest = Math.max(latest, apart / fine[cell]!);
      earliest = Math.min(earliest, apart / fine[cell]!);
    }
    if (process.env['CARESHED_FIGURES'])
      console.log(
        `${name}: mean ${((100 * sum) / count).toFixed(2)} %, latest ${(100 * latest).toFixed(2)} %, ` +
          `earliest ${(100 * earliest).toFixed(2)} %, ${count} cells`,
      );
    expect(sum / count).toBeLessThan(0.003);
    expect(latest).toBeLessThan(0.02);
    // The fine graph's own moves are up to 2.75 % longer than a straight line; a walk to a station is
    // straight.
    expect(earliest).toBeGreaterThan(-0.015);
  });
});
