import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FastLandSearch, suitsFastSearch } from '../../../server/kernel/cost/fast-land-search.ts';
import { computeLandTimesReference } from '../../../server/kernel/cost/land-search-reference.ts';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import { runs } from '../../support/depth.ts';
import { buildRandom, buildRandomLand } from '../../support/random-land.ts';

describe('the fast land search', () => {
  it(
    'equals the reference heap bit for bit: seconds and nearest, any limit, both directions, in chunks, ' +
      'reused',
    () => {
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const random = buildRandom(seed + 1);
          const land = { ...buildRandomLand(seed, random() < 0.1 ? 150 : 24), means: null };
          const cells = land.paceSecondsPerMeter.length;
          const backward = random() < 0.5;
          expect(suitsFastSearch(land)).toBe(true);
          const search = new FastLandSearch(land, null, backward, {
            visitsAChunk: 1 + Math.floor(random() * 3),
          });
          for (let round = 0; round < 3; round++) {
            const sources = Int32Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
              random() < 0.1 ? NONE : Math.floor(random() * cells),
            );
            const limit = random() < 0.3 ? Infinity : random() * 20_000 + 1e-9;
            const expected = computeLandTimesReference(land, sources, limit, backward);
            if (round > 0 && random() < 0.4) {
              // A search that was stopped somewhere leaves nothing behind.
              let left = Math.floor(random() * 4);
              search.begin(Infinity);
              search.seedCell(Math.floor(random() * cells), 0, 0);
              const stop = (): void => {
                if (left-- === 0) throw new Error('stopped');
              };
              try {
                search.run(stop);
              } catch (error) {
                expect(String(error)).toContain('stopped');
              }
            }
            search.begin(limit);
            const all = round === 0 && random() < 0.5;
            if (all) search.meetAll();
            sources.forEach((cell, i) => {
              if (cell !== NONE) search.seedCell(cell, 0, i);
            });
            let expanded = 0;
            search.run((now) => {
              expect(now).toBeGreaterThanOrEqual(expanded);
              expanded = now;
            });
            expect(search.expanded).toBeGreaterThanOrEqual(expanded);
            const actual = search.readSurface();
            expect(actual.seconds).toEqual(expected.seconds);
            expect(actual.nearest).toEqual(expected.nearest);
            const into = { cells: new Int32Array(0), seconds: new Float64Array(0) };
            const count = search.collectCells(into);
            const collected = new Float64Array(cells).fill(Infinity);
            for (let i = 0; i < count; i++) collected[into.cells[i]!] = into.seconds[i]!;
            expect(collected).toEqual(expected.seconds);
            if (all) {
              const settled = search.settleSurface();
              expect(settled.seconds).toEqual(expected.seconds);
              expect(settled.nearest).toEqual(expected.nearest);
            }
          }
        }),
        { numRuns: runs(1000) },
      );
    },
    600_000,
  );

  it('looks up between chunks of work, so that progress can be told and a search be stopped', () => {
    const land = { ...buildRandomLand(7, 150), means: null };
    const search = new FastLandSearch(land, null, false, { visitsAChunk: 1 });
    search.begin(Infinity);
    for (let cell = 0; cell < land.paceSecondsPerMeter.length; cell += 7) search.seedCell(cell, 0, cell);
    const told: number[] = [];
    search.run((expanded) => told.push(expanded));
    expect(told.length).toBeGreaterThan(2);
    expect(told.toSorted((a, b) => a - b)).toEqual(told);
    expect(told.at(-1)).toBeLessThanOrEqual(search.expanded);
  });
});
