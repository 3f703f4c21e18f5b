import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../server/contract/scenario.ts';
import { ByteCache } from '../../server/workers/byte-cache.ts';
import { groundOf } from '../../server/questions/shared/ground-of.ts';
import { buildEngineMemory, watchEngine } from '../../server/workers/watched-engine.ts';
import type { TravelEngine } from '../../server/kernel/catchment/travel-engine.ts';
import { buildGridCity } from '../support/grid-city.ts';
import { runs } from '../support/depth.ts';

/** An engine that counts its searches. */
function countSearches(engine: TravelEngine) {
  const count = { surfaces: 0, reaches: 0 };
  const counted: TravelEngine = {
    grid: engine.grid,
    cellState: engine.cellState,
    computeSurface: (sources, limit, onProgress) => {
      count.surfaces++;
      return engine.computeSurface(sources, limit, onProgress);
    },
    computeReach: (source, limit, wanted) => {
      count.reaches++;
      return engine.computeReach(source, limit, wanted);
    },
    explainPath: (sources, cell) => engine.explainPath(sources, cell),
  };
  return { counted, count };
}
const city = () =>
  buildGridCity({
    columns: 30,
    rows: 20,
    roads: [
      {
        points: [
          [50, 950],
          [2950, 950],
        ],
        walkKmh: 5,
        rideKmh: 30,
      },
    ],
    vehicle: 'motor',
  }).engine;
const nothing = (): void => undefined;

describe('a watched engine', () => {
  test('answers the bits of the engine, whatever was asked before, and searches each thing once', () => {
    const engine = city();
    const { counted, count } = countSearches(engine);
    const watched = watchEngine(counted, 'k', buildEngineMemory(), nothing);
    const asked = new Set<string>();
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 599 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(300, 900, Infinity),
        (cells, limit) => {
          const sources = Int32Array.from(cells);
          asked.add(`${cells.join(' ')} ${limit}`);
          const surface = watched.computeSurface(sources, limit);
          expect(surface).toEqual(engine.computeSurface(sources, limit));
          // What was handed out is the caller's own.
          surface.seconds.fill(-1);
          surface.nearest.fill(-7);
          const reach = watched.computeReach(cells[0]!, limit);
          const expected = engine.computeReach(cells[0]!, limit);
          expect(reach.count).toBe(expected.count);
          expect(reach.cells.slice(0, reach.count)).toEqual(expected.cells.slice(0, reach.count));
          expect(reach.seconds.slice(0, reach.count)).toEqual(expected.seconds.slice(0, reach.count));
          reach.cells.fill(-1);
          reach.seconds.fill(-1);
          expect(count.surfaces).toBe(asked.size);
        },
      ),
      { numRuns: runs(1000) },
    );
  });

  test('a scenario that closes one of its facilities and adds another searches for the new one only', () => {
    const { counted, count } = countSearches(city());
    const watched = watchEngine(counted, 'k', buildEngineMemory(), nothing);
    for (const cell of [3, 50, 270]) watched.computeReach(cell, 900);
    for (const cell of [3, 270, 411]) watched.computeReach(cell, 900);
    expect(count.reaches).toBe(4);
  });

  test('keeps its own copy of a reach, whatever is done with those returned', () => {
    const engine = city();
    const expected = engine.computeReach(270, 900).seconds.slice();
    const watched = watchEngine(engine, 'k', buildEngineMemory(), nothing);
    for (let time = 0; time < 3; time++) {
      const { count, cells, seconds } = watched.computeReach(270, 900);
      expect(seconds.slice(0, count)).toEqual(expected.slice(0, count));
      cells.fill(-1);
      seconds.fill(-1);
    }
  });

  test('searches for the wanted cells only, and again only when others are wanted', () => {
    const engine = city();
    const { counted, count } = countSearches(engine);
    const watched = watchEngine(counted, 'k', buildEngineMemory(), nothing);
    const people = Float64Array.from({ length: 600 }, (_, cell) => (cell % 3 === 0 ? cell + 1 : 0));
    const more = people.map((value) => value * 1.1);
    const others = people.map((value) => (value > 0 ? 0 : 1));
    const listed = (wanted?: ArrayLike<number>): (readonly [number, number])[] => {
      const reach = watched.computeReach(270, 900, wanted);
      return Array.from({ length: reach.count }, (_, i) => [reach.cells[i]!, reach.seconds[i]!] as const);
    };
    const whole = engine.computeReach(270, 900);
    const pairs = Array.from(
      { length: whole.count },
      (_, i) => [whole.cells[i]!, whole.seconds[i]!] as const,
    );
    expect(listed(people)).toEqual(pairs.filter(([cell]) => cell % 3 === 0));
    expect(listed(more)).toEqual(pairs.filter(([cell]) => cell % 3 === 0));
    expect(count.reaches).toBe(1);
    expect(listed(others)).toEqual(pairs.filter(([cell]) => cell % 3 !== 0));
    expect(count.reaches).toBe(2);
    expect(listed()).toEqual(pairs);
    expect(count.reaches).toBe(3);
    // All cells hold the wanted ones.
    expect(listed(Float64Array.of(1))).toEqual(pairs);
    expect(count.reaches).toBe(3);
  });

  test('two engines that share a memory never share answers', () => {
    const memory = buildEngineMemory();
    const slow = watchEngine(buildGridCity({ columns: 10, rows: 10 }).engine, 'slow', memory, nothing);
    const quick = watchEngine(
      buildGridCity({ columns: 10, rows: 10, walkKmh: 7.2 }).engine,
      'quick',
      memory,
      nothing,
    );
    const sources = Int32Array.of(0);
    expect(slow.computeSurface(sources, Infinity).seconds[9]).toBeCloseTo(900, 6);
    expect(quick.computeSurface(sources, Infinity).seconds[9]).toBeCloseTo(450, 6);
  });

  test('is stopped by its look-out before a search and in the middle of one', () => {
    let looks = 0;
    let stopAt = Infinity;
    const look = (): void => {
      if (++looks >= stopAt) throw new Error('cancelled');
    };
    const { engine } = buildGridCity({ columns: 330, rows: 330 });
    const watched = watchEngine(engine, 'k', buildEngineMemory(), look);
    const sources = Int32Array.of(0, 108_899);
    const expected = watched.computeSurface(sources, Infinity);
    expect(looks).toBeGreaterThan(3);
    stopAt = looks + 3;
    expect(() => watched.computeSurface(Int32Array.of(0), Infinity)).toThrow('cancelled');
    stopAt = Infinity;
    expect(engine.computeSurface(sources, Infinity)).toEqual(expected);
  });
});

describe('the ground of a world', () => {
  const reference = (changes: Change[]) => ({
    id: 'r',
    packPath: 'p',
    hash: `of ${changes.length}`,
    scenario: { baseHash: 'base', changes },
  });
  const close: Change = { type: 'close-facility', facility: 'x' };
  const cut: Change = { type: 'cut-road', source: 3 };
  const speeds: Change = { type: 'set-speeds', road: { path: { kmh: 3 } }, modes: ['walk'] };

  test('is the baseline where only facilities, people and speeds change; another where roads or barriers do', () => {
    expect(groundOf({ id: 'r', packPath: 'p', hash: 'base' })).toBe('base');
    expect(
      groundOf(reference([close, speeds, { type: 'scale-population', yearlyPercent: 1, years: 1 }])),
    ).toBe('base');
    expect(groundOf(reference([cut]))).not.toBe('base');
    expect(groundOf(reference([close, cut]))).not.toBe(groundOf(reference([{ ...cut, source: 4 }, close])));
  });
});

describe('a cache of bytes', () => {
  test('keeps the last used of what fits together, and nothing that is most of it', () => {
    const cache = new ByteCache<string>(100);
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      cache.put(name, 20, () => name);
      cache.find('a');
    }
    cache.put('f', 20, () => 'f');
    expect(['a', 'b', 'c', 'd', 'e', 'f'].filter((name) => cache.find(name) === name)).toEqual([
      'a',
      'c',
      'd',
      'e',
      'f',
    ]);
    expect(cache.bytes).toBe(100);
    cache.put('big', 51, () => {
      throw new Error('not made');
    });
    cache.put('a', 10, () => 'A');
    expect([cache.find('a'), cache.bytes]).toEqual(['A', 90]);
  });
});

test('room for surfaces follows what a thread may keep: a province has 120 MB each', () => {
  const province = 120 * 2 ** 20;
  const surface = { seconds: new Float64Array(0), nearest: new Int32Array(0) };
  const keeps = (cacheBytes: number): boolean => {
    const { surfaces } = buildEngineMemory(cacheBytes);
    surfaces.put('a', province, () => surface);
    return surfaces.find('a') !== null;
  };
  expect(keeps(0)).toBe(false);
  expect(keeps(2 ** 30)).toBe(true);
  expect(keeps(4 * 2 * province - 1)).toBe(false);
});
