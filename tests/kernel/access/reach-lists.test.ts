import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeNthNearest } from '../../../server/kernel/access/nth-nearest.ts';
import { computeChoice } from '../../../server/kernel/access/overlap.ts';
import { readReachLists, writeReachLists } from '../../../server/kernel/access/reach-lists-buffer.ts';
import {
  computeReachLists,
  limitReachLists,
  transposeReachLists,
} from '../../../server/kernel/access/reach-lists.ts';
import { buildStraightLineEngine } from '../../../server/kernel/catchment/straight-line-engine.ts';
import { runs } from '../../support/depth.ts';
import { buildPlainEngine, plainGrid } from './plain-engine.ts';
import { randomRegion } from './random-region.ts';

describe('computeReachLists', () => {
  // five cells in a row, 100 s apart
  const engine = buildPlainEngine(plainGrid(5, 1), new Float64Array(5).fill(1));
  const population = Float64Array.of(1, 2, 0, 8, 16);

  it('keeps populated cells within the closed limit, ordered by (seconds, cell)', () => {
    const calls: number[] = [];
    const lists = computeReachLists(engine, Int32Array.of(3, -1, 0), population, 200, (done) =>
      calls.push(done),
    );
    expect([...lists.start]).toEqual([0, 3, 3, 5]);
    expect([...lists.cells]).toEqual([3, 4, 1, 0, 1]);
    expect([...lists.seconds]).toEqual([0, 100, 200, 0, 100]);
    expect(calls).toEqual([1, 2, 3]);
  });

  it('keeps every pair of lists longer than what they begin with', () => {
    // 1,024 cells: as many pairs as fit at first, one facility more than that, and twice as many again.
    const wide = buildStraightLineEngine(plainGrid(32, 32), 3.6);
    const everywhere = new Float64Array(1024).fill(1);
    for (const facilities of [1, 2, 3, 5]) {
      const sources = Int32Array.from({ length: facilities }, (_, k) => k * 200);
      const lists = computeReachLists(wide, sources, everywhere, Infinity);
      expect(lists.cells.length).toBe(1024 * facilities);
      for (let facility = 0; facility < facilities; facility++) {
        const { seconds } = wide.computeSurface(sources.slice(facility, facility + 1), Infinity);
        const [from, to] = [lists.start[facility]!, lists.start[facility + 1]!];
        for (let i = from; i < to; i++) expect(lists.seconds[i]).toBe(seconds[lists.cells[i]!]);
        expect(new Set(lists.cells.subarray(from, to)).size).toBe(1024);
      }
    }
  });

  it('survives its buffer, and refuses another', () => {
    const lists = computeReachLists(engine, Int32Array.of(3, 0), population, 200);
    const buffer = writeReachLists(lists);
    expect(readReachLists(buffer)).toEqual(lists);
    expect(() => readReachLists(buffer.slice(0, 40))).toThrow(/bytes/);
    expect(() => readReachLists(new ArrayBuffer(64))).toThrow(/magic/);
  });

  it('counts choice and overlap of people', () => {
    const lists = computeReachLists(engine, Int32Array.of(0, 3), population, 400);
    expect(computeChoice(lists, population, 200)).toEqual({
      people: 27,
      peopleWithAtLeast: [27, 2, 0],
      overlapIndex: 29 / 27,
      peopleInReach: [3, 26],
    });
    expect(computeChoice(lists, new Float64Array(5), 200).overlapIndex).toBeNull();
    expect(() => computeChoice(lists, population, 500)).toThrow(/≤ 400/);
  });

  it('finds the n-th nearest; the first is the surface where people live', () => {
    fc.assert(
      fc.property(randomRegion(true), (region) => {
        const lists = computeReachLists(region.engine, region.sources, region.population, Infinity);
        const byCell = transposeReachLists(lists, region.population.length);
        const first = computeNthNearest(byCell, 1, region.population.length);
        const second = computeNthNearest(byCell, 2, region.population.length);
        const surface = region.engine.computeSurface(region.sources, Infinity);
        region.population.forEach((people, cell) => {
          expect(first.seconds[cell]).toBe(people > 0 ? surface.seconds[cell] : Infinity);
          expect(first.nearest[cell]).toBe(people > 0 ? surface.nearest[cell] : -1);
          expect(second.seconds[cell]).toBeGreaterThanOrEqual(first.seconds[cell]!);
        });
      }),
      { numRuns: runs(1000) },
    );
    expect(() =>
      computeNthNearest(
        transposeReachLists(computeReachLists(engine, Int32Array.of(0), population, 0), 5),
        0,
        5,
      ),
    ).toThrow(/n: expected/);
  });

  it('equals one search per pair; the transpose and a shorter limit hold the same pairs', () => {
    fc.assert(
      fc.property(randomRegion(true), fc.constantFrom(0, 100, 150, 300), (region, limit) => {
        const cellCount = region.population.length;
        const all = computeReachLists(region.engine, region.sources, region.population, 300);
        const lists = limitReachLists(all, limit);
        expect(lists).toEqual(computeReachLists(region.engine, region.sources, region.population, limit));
        const byCell = transposeReachLists(lists, cellCount);
        const pairs: string[] = [];
        byCell.cells.forEach((cell, place) => {
          let last = -1;
          for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++) {
            expect(byCell.seconds[i]!).toBeGreaterThanOrEqual(last);
            last = byCell.seconds[i]!;
            pairs.push(`${byCell.facilities[i]} ${cell} ${last}`);
          }
        });
        const expected: string[] = [];
        region.sources.forEach((source, facility) => {
          const { seconds } = region.engine.computeSurface(Int32Array.of(source), Infinity);
          region.population.forEach((people, cell) => {
            if (people > 0 && seconds[cell]! <= limit) expected.push(`${facility} ${cell} ${seconds[cell]}`);
          });
        });
        expect(pairs.sort()).toEqual(expected.sort());
      }),
      { numRuns: runs(1000) },
    );
  });
});
