import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { computeLandTimesReference } from '../../../server/kernel/cost/land-search-reference.ts';
import { buildLand } from '../../../server/kernel/cost/land.ts';
import { computeStepSeconds, findMoveTarget } from '../../../server/kernel/cost/step-seconds.ts';
import { runs } from '../../support/depth.ts';
import { buildRandom, buildRandomLand } from '../../support/random-land.ts';
import { metricGrid } from '../../support/frames.ts';

describe('the land search', () => {
  it('equals the reference heap bit for bit: seconds and nearest, any limit, both directions, engine reused', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const land = buildRandomLand(seed);
        const random = buildRandom(seed + 1);
        const cells = land.paceSecondsPerMeter.length;
        const toFacility = random() < 0.5;
        const engine = buildHybridEngine({ land, roads: null, boardingSeconds: 0, toFacility });
        for (let round = 0; round < 3; round++) {
          const sources = Int32Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
            random() < 0.1 ? -1 : Math.floor(random() * cells),
          );
          const limit = random() < 0.3 ? Infinity : random() * 20_000 + 1e-9;
          const expected = computeLandTimesReference(land, sources, limit, toFacility);
          const actual = engine.computeSurface(sources, limit);
          expect(actual.seconds).toEqual(expected.seconds);
          expect(actual.nearest).toEqual(expected.nearest);
        }
      }),
      { numRuns: runs(5000) },
    );
  });

  it('equals Floyd and Warshall on small grids', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const land = buildRandomLand(seed, 5);
        const cells = land.paceSecondsPerMeter.length;
        const between = Array.from({ length: cells }, () => new Float64Array(cells).fill(Infinity));
        for (let a = 0; a < cells; a++) {
          between[a]![a] = 0;
          for (let k = 0; k < land.neighbours; k++) {
            const b = findMoveTarget(land, a, k);
            if (b >= 0) between[a]![b] = Math.min(between[a]![b]!, computeStepSeconds(land, a, k, false));
          }
        }
        for (let via = 0; via < cells; via++)
          for (let a = 0; a < cells; a++)
            for (let b = 0; b < cells; b++)
              between[a]![b] = Math.min(between[a]![b]!, between[a]![via]! + between[via]![b]!);
        const engine = buildHybridEngine({ land, roads: null, boardingSeconds: 0, toFacility: false });
        const back = buildHybridEngine({ land, roads: null, boardingSeconds: 0, toFacility: true });
        for (let a = 0; a < cells; a++) {
          if (land.paceSecondsPerMeter[a] === Infinity) continue;
          const from = engine.computeSurface(Int32Array.of(a), Infinity).seconds;
          const to = back.computeSurface(Int32Array.of(a), Infinity).seconds;
          for (let b = 0; b < cells; b++) {
            expectClose(from[b]!, between[a]![b]!);
            expectClose(to[b]!, between[b]![a]!);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('charges a knight move a quarter in each of its four cells and forbids it when one is impassable', () => {
    const grid = metricGrid(3, 2);
    const paceSecondsPerMeter = Float64Array.of(1, 2, 100, 100, 4, 8);
    const land = buildLand({ grid, paceSecondsPerMeter });
    const knight = 11; // one row down, two columns right
    expect(findMoveTarget(land, 0, knight)).toBe(5);
    expect(computeStepSeconds(land, 0, knight, false)).toBeCloseTo(
      ((1 + 2 + 4 + 8) / 4) * Math.sqrt(5) * 100,
      9,
    );
    for (const blocked of [1, 4]) {
      const pace = paceSecondsPerMeter.slice();
      pace[blocked] = Infinity;
      expect(computeStepSeconds(buildLand({ grid, paceSecondsPerMeter: pace }), 0, knight, false)).toBe(
        Infinity,
      );
    }
  });

  it('refuses speeds that are no speeds, naming the cell', () => {
    const grid = metricGrid(2, 1, { cell: 1 });
    for (const pace of [0, -1, Number.NaN])
      expect(() => buildLand({ grid, paceSecondsPerMeter: Float64Array.of(1, pace) })).toThrow(
        /cell 1 must be > 0/,
      );
    expect(() => buildLand({ grid, paceSecondsPerMeter: new Float64Array(3).fill(1) })).toThrow(
      /3 entries.*2 × 1 = 2/,
    );
  });
});

function expectClose(actual: number, expected: number): void {
  if (expected === Infinity || actual === Infinity) expect(actual).toBe(expected);
  else expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected));
}
