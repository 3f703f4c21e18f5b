import { expect } from 'vitest';
import { FastLandSearch, suitsFastSearch } from '../../server/kernel/cost/fast-land-search.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { computeLandTimesReference } from '../../server/kernel/cost/land-search-reference.ts';
import { Travel } from '../../server/contract/travel.ts';
import { UNREACHED } from '../../server/kernel/grid/grid.ts';
import { buildLandPace, buildTravelEngine, describeGround } from '../../server/region/travel/build-engine.ts';
import type { Region } from '../../server/region/model/region.ts';
import { deep } from './depth.ts';

/**
 * Expects the quick search to give the very bits of the reference heap on the region's ground (both
 * directions, 8 and 16 neighbours, with
 * and without a limit), and those of its twin in TypeScript over land and roads on foot, by bicycle and by
 * car. Returns the cells compared.
 */
export function expectSameBits(region: Region, places: number): number {
  let compared = 0;
  const open: number[] = [];
  region.population.forEach((people, cell) => {
    if (people > 0) open.push(cell);
  });
  const sources = Int32Array.from(
    { length: places },
    (_, i) => open[Math.floor(((i + 0.5) * open.length) / places)]!,
  );
  for (const [neighbours, backward, limit] of [
    [8, false, 3600],
    [16, true, 7200],
    [16, false, Infinity],
  ] as const) {
    const travel = Travel.parse({ mode: 'walk', neighbours });
    const { pace } = buildLandPace(region, travel);
    const land = buildLand({ ...describeGround(region, travel), paceSecondsPerMeter: pace });
    expect(suitsFastSearch(land)).toBe(true);
    const search = new FastLandSearch(land, null, backward);
    search.begin(limit);
    sources.forEach((cell, i) => search.seedCell(cell, 0, i));
    search.run();
    const { seconds, nearest } = search.readSurface();
    const expected = computeLandTimesReference(land, sources, limit, backward);
    expectEqualBytes(seconds, expected.seconds);
    expectEqualBytes(nearest, expected.nearest);
    compared += seconds.length;
  }
  const all = Int32Array.from(region.population, (_, cell) => cell);
  for (const mode of ['walk', 'bicycle', 'car'] as const)
    for (const direction of deep ? (['to-facility', 'from-facility'] as const) : (['to-facility'] as const)) {
      const engine = buildTravelEngine(region, Travel.parse({ mode, direction }));
      const source = sources[places >> 1]!;
      const limit = mode === 'walk' ? Infinity : 3600;
      const slow = engine.measureReach!(source, all, limit).seconds;
      expectEqualBytes(engine.computeSurface(Int32Array.of(source), limit).seconds, slow);
      const reach = engine.computeReach(source, limit);
      const listed = new Float64Array(all.length).fill(UNREACHED);
      for (let i = 0; i < reach.count; i++) listed[reach.cells[i]!] = reach.seconds[i]!;
      expectEqualBytes(listed, slow);
      expect(reach.count).toBeGreaterThan(100);
      compared += all.length;
    }
  return compared;
}

/** `toEqual` on millions of numbers takes minutes. */
function expectEqualBytes(a: Float64Array | Int32Array, b: Float64Array | Int32Array): void {
  const bytes = (array: Float64Array | Int32Array): Buffer =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  expect(a.length).toBe(b.length);
  expect(Buffer.compare(bytes(a), bytes(b))).toBe(0);
}
