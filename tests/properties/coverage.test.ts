import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageRow } from '../../server/kernel/access/coverage.ts';
import { computeCoverage, computeServedOfGroup } from '../../server/kernel/access/coverage.ts';
import { computeNearestFirst } from '../../server/kernel/access/capacity-nearest.ts';
import { computeReachLists } from '../../server/kernel/access/reach-lists.ts';
import { computeFacilityLoads } from '../../server/kernel/access/facility-load.ts';
import { computeGaps } from '../../server/kernel/access/gaps.ts';
import { computeCatchmentOutlines } from '../../server/kernel/catchment/outline.ts';
import { randomRegion } from '../kernel/access/random-region.ts';
import { buildPlainEngine } from '../kernel/access/plain-engine.ts';
import type { RandomRegion } from '../kernel/access/random-region.ts';
import { runs } from '../support/depth.ts';

const cutoffs = fc.array(fc.constantFrom(0, 50, 75, 100, 150, 151, 300, Infinity), {
  minLength: 1,
  maxLength: 4,
});

function cover(region: RandomRegion, cutoffsSeconds: number[], sources = region.sources) {
  const surface = region.engine.computeSurface(sources, Infinity);
  const { cellState } = region.engine;
  const { population, zoneOfCell, zoneCount } = region;
  const coverage = computeCoverage({
    seconds: surface.seconds,
    cellState,
    population,
    cutoffsSeconds,
    zoneOfCell,
    zoneCount,
  });
  return { surface, coverage };
}

function accounted(row: CoverageRow, k: number): number {
  const { covered, uncovered } = row.cutoffs[k]!;
  return (
    covered +
    uncovered.tooFar +
    uncovered.blocked +
    uncovered.onBarrier +
    uncovered.noData +
    uncovered.capacity
  );
}

describe('coverage', { timeout: 900_000 }, () => {
  it(
    'conserves whole people exactly: covered + uncovered = total, per zone and in total, and equals ' +
      'brute force',
    () => {
      fc.assert(
        fc.property(randomRegion(true), cutoffs, (region, asked) => {
          const { surface, coverage } = cover(region, asked);
          const everybody = region.population.reduce((a, b) => a + b, 0);
          expect(coverage.total).toBe(everybody);
          const rows = [...coverage.zones, coverage.outside!];
          expect(rows.reduce((sum, row) => sum + row.total, 0)).toBe(everybody);
          asked.forEach((cutoff, k) => {
            for (const row of [coverage, ...rows]) expect(accounted(row, k)).toBe(row.total);
            for (let zone = -1; zone < region.zoneCount; zone++) {
              let expected = 0;
              region.population.forEach((people, cell) => {
                if (region.zoneOfCell[cell] === zone && surface.nearest[cell] !== -1)
                  expected += surface.seconds[cell]! <= cutoff ? people : 0;
              });
              expect((zone < 0 ? coverage.outside! : coverage.zones[zone]!).cutoffs[k]!.covered).toBe(
                expected,
              );
            }
          });
        }),
        { numRuns: runs(10_000) },
      );
    },
  );

  it('conserves fractions of people within 1e-9', () => {
    fc.assert(
      fc.property(randomRegion(false), cutoffs, (region, asked) => {
        const { coverage } = cover(region, asked);
        const near = (actual: number, expected: number): void =>
          expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1e-300, coverage.total));
        asked.forEach((_, k) => {
          for (const row of [coverage, ...coverage.zones]) near(accounted(row, k), row.total);
        });
        near(
          [...coverage.zones, coverage.outside!].reduce((sum, row) => sum + row.total, 0),
          coverage.total,
        );
      }),
      { numRuns: runs(10_000) },
    );
  });

  it('is nested: a longer cut-off never covers fewer, in any zone, and its outline never less land', () => {
    fc.assert(
      fc.property(randomRegion(false), cutoffs, (region, asked) => {
        const ascending = asked.toSorted((a, b) => a - b);
        const { surface, coverage } = cover(region, ascending);
        for (const row of [coverage, ...coverage.zones])
          row.cutoffs.forEach((at, k) => {
            if (k > 0) expect(at.covered).toBeGreaterThanOrEqual(row.cutoffs[k - 1]!.covered);
          });
        const outlines = computeCatchmentOutlines(region.engine.grid, surface.seconds, ascending);
        outlines.forEach((outline, k) => {
          if (k > 0) expect(outline.cellCount).toBeGreaterThanOrEqual(outlines[k - 1]!.cellCount);
        });
      }),
      { numRuns: runs(10_000) },
    );
  });

  it('is monotone: one more facility never covers fewer', () => {
    fc.assert(
      fc.property(randomRegion(true), cutoffs, fc.nat(), (region, asked, place) => {
        const before = cover(region, asked);
        const more = Int32Array.of(...region.sources, place % region.population.length);
        const after = cover(region, asked, more);
        asked.forEach((_, k) => {
          expect(after.coverage.cutoffs[k]!.covered).toBeGreaterThanOrEqual(
            before.coverage.cutoffs[k]!.covered,
          );
        });
      }),
      { numRuns: runs(10_000) },
    );
  });

  it(
    'is monotone: land that is faster, or a barrier or a hole in the data filled, never covers fewer, in ' +
      'any zone',
    () => {
      fc.assert(
        fc.property(
          randomRegion(true),
          cutoffs,
          fc.nat(),
          fc.constantFrom(0.5, 0.9, 1),
          (region, asked, place, factor) => {
            const before = cover(region, asked).coverage;
            const pace = region.pace.map((own, cell) => (cell % 2 === place % 2 ? own * factor : own));
            const state = region.state.slice();
            state[place % state.length] = 0;
            const engine = buildPlainEngine(region.engine.grid, pace, state);
            const after = cover({ ...region, engine }, asked).coverage;
            const rows = [before, ...before.zones, before.outside!];
            [after, ...after.zones, after.outside!].forEach((row, i) => {
              row.cutoffs.forEach((at, k) =>
                expect(at.covered).toBeGreaterThanOrEqual(rows[i]!.cutoffs[k]!.covered),
              );
              expect(row.total).toBe(rows[i]!.total);
            });
          },
        ),
        { numRuns: runs(10_000) },
      );
    },
  );

  it(
    'conserves people with capacity, per zone and per age: covered + uncovered by reason = people, ages ' +
      'add up to all',
    () => {
      fc.assert(
        fc.property(
          randomRegion(true),
          fc.constantFrom(75, 150, 300),
          fc.nat(400),
          fc.nat(),
          (region, cutoff, room, seed) => {
            const { engine, population, zoneOfCell, zoneCount, sources } = region;
            const { seconds } = engine.computeSurface(sources, Infinity);
            const lists = computeReachLists(engine, sources, population, cutoff);
            const answer = computeNearestFirst(
              lists,
              population,
              new Float64Array(sources.length).fill(room),
            );
            const share = population.map((_, cell) => ((cell * 37 + seed) % 8) / 8);
            const young = population.map((people, cell) => people * share[cell]!);
            const old = population.map((people, cell) => people - young[cell]!);
            const [all, ...groups] = [population, young, old].map((people) =>
              computeCoverage({
                seconds,
                cellState: engine.cellState,
                population: people,
                cutoffsSeconds: [cutoff],
                zoneOfCell,
                zoneCount,
                served: [computeServedOfGroup(answer.servedByCell, population, people)],
              }),
            );
            const near = (actual: number, expected: number): void =>
              expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * (1 + all!.total));
            near(all!.cutoffs[0]!.covered, answer.servedPeople);
            for (const coverage of [all!, ...groups])
              for (const row of [coverage, ...coverage.zones, coverage.outside!])
                near(accounted(row, 0), row.total);
            for (let zone = 0; zone < zoneCount; zone++)
              for (const of of [
                (row: CoverageRow) => row.total,
                (row: CoverageRow) => row.cutoffs[0]!.covered,
                (row: CoverageRow) => row.cutoffs[0]!.uncovered.capacity,
              ])
                near(
                  groups.reduce((sum, group) => sum + of(group.zones[zone]!), 0),
                  of(all!.zones[zone]!),
                );
          },
        ),
        { numRuns: runs(10_000) },
      );
    },
  );

  it('agrees with facility loads and gaps on the same surface', () => {
    fc.assert(
      fc.property(
        randomRegion(true),
        fc.constantFrom(0, 75, 100, 300),
        fc.nat(3),
        (region, cutoff, bridge) => {
          const { surface, coverage } = cover(region, [cutoff]);
          const { grid, cellState } = region.engine;
          const areaOfRow = new Float64Array(grid.rows).fill(1);
          const shared = { ...surface, population: region.population, areaOfRow };
          const loads = computeFacilityLoads({
            ...shared,
            facilityCount: region.sources.length,
            cutoffsSeconds: [cutoff],
          });
          const at = coverage.cutoffs[0]!;
          expect(loads.reduce((sum, load) => sum + load.people[0]!, 0)).toBe(at.covered);
          const gaps = computeGaps({
            ...shared,
            grid,
            cellState,
            cutoffSeconds: cutoff,
            bridgeCells: bridge,
          });
          expect(gaps.reduce((sum, gap) => sum + gap.people, 0)).toBe(coverage.total - at.covered);
          for (const reason of ['tooFar', 'blocked', 'onBarrier', 'noData'] as const)
            expect(gaps.reduce((sum, gap) => sum + gap.reasons[reason], 0)).toBe(at.uncovered[reason]);
        },
      ),
      { numRuns: runs(10_000) },
    );
  });
});
