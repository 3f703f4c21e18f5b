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
    { points: [[150, 650], [1750, 650]], walkKmh: 5, rideKmh: 45 },
    { points: [[1750, 650], [4650, 650]], walkKmh: 5, rideKmh: 45 },
    { points: [[1750, 650], [1750, 3750]], walkKmh: 5, rideKmh: 30 },
    { points: [[4650, 650], [4650, 3350], [2850, 3350]], walkKmh: 5, rideKmh: 30, flags: EDGE_ONEWAY },
    { points: [[2850, 1750], [4250, 1750]], walkKmh: 5, rideKmh: 38 },
  ],
  facilities: [[450, 650]],
  boardingSeconds: 120,
}; // prettier-ignore

/** Roads at all angles, met by cells at all distances, and a river with one bridge. */
const crooked: CityPlan = {
  ...desert,
  barriers: river,
  roads: [
    { points: [[130, 420], [1710, 1180]], walkKmh: 5, rideKmh: 45 },
    { points: [[1710, 1180], [2600, 2035], [4870, 2310]], walkKmh: 5, rideKmh: 45 },
    { points: [[1710, 1180], [1433, 3720]], walkKmh: 5, rideKmh: 30 },
    { points: [[4870, 2310], [4430, 3620], [2870, 3333]], walkKmh: 5, rideKmh: 30, flags: EDGE_ONEWAY },
    { points: [[3030, 250], [4740, 910]], walkKmh: 5, rideKmh: 38 },
  ],
}; // prettier-ignore
const hills = (x: number, y: number): number => 70 * Math.sin(x / 700) * Math.cos(y / 900) + 0.02 * x;

const cases: { name: string; plan: CityPlan; strict: boolean }[] = [];
for (const [place, plan] of Object.entries({ desert, crooked }))
  for (const toFacility of [false, true])
    for (const vehicle of [null, 'motor'] as const)
      for (const hilly of deep ? [false, true] : [true])
        cases.push({
          name: `${place}, ${vehicle ?? 'walk'}, ${hilly ? 'hills' : 'flat'}, ${toFacility ? 'to' : 'from'} the facility`,
          plan: { ...plan, vehicle, toFacility, ...(hilly ? { height: hills } : {}) },
          strict: place === 'desert',
        });

/** With roads along the compass and open ground every cell is within 2 %; the rest say how many are not. */
describe('the hybrid trip against an explicit graph of 10 m', () => {
  it.each(cases)('$name', ({ name, plan, strict }) => {
    const fine = computeFineTimes(plan);
    const built = buildGridCity(plan);
    const coarse = built.engine.computeSurface(built.sources, Infinity).seconds;
    // What a cell cannot say is where in it one stands; along a bank the fine graph hugs the water. A cell's width on foot.
    const oneCell = (100 * 3.6) / plan.walkKmh!;
    let count = 0;
    let beyond = 0;
    let worst = 0;
    let sum = 0;
    for (let cell = 0; cell < fine.length; cell++) {
      if (built.engine.cellState[cell] !== 0) continue;
      expect(Number.isFinite(coarse[cell])).toBe(Number.isFinite(fine[cell]));
      const apart = Math.abs(coarse[cell]! - fine[cell]!);
      expect(apart, `cell ${cell}`).toBeLessThan(Math.max(0.02 * fine[cell]!, oneCell));
      if (fine[cell]! < 600) continue;
      count++;
      sum += apart / fine[cell]!;
      worst = Math.max(worst, apart / fine[cell]!);
      if (apart > 0.02 * fine[cell]!) {
        beyond++;
        // The engine offers fewer ways than the fine graph, so where they part it is the later one.
        expect(coarse[cell], `cell ${cell}`).toBeGreaterThan(fine[cell]!);
      }
    }
    if (process.env['CARESHED_FIGURES'])
      console.log(`${name}: mean ${(100 * sum / count).toFixed(2)} %, worst ${(100 * worst).toFixed(2)} %, ${beyond} of ${count} beyond 2 %`); // prettier-ignore
    expect(sum / count).toBeLessThan(0.01);
    expect(beyond).toBeLessThanOrEqual(strict ? 0 : 0.03 * count);
  });
});
