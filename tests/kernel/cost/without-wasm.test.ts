import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildHybridEngine } from '../../../server/kernel/catchment/hybrid-engine.ts';
import { suitsFastSearch } from '../../../server/kernel/cost/fast-land-search.ts';
import { UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { buildRandom, buildRandomLand } from '../../support/random-land.ts';

afterEach(() => vi.unstubAllGlobals());

describe('where WebAssembly is missing', () => {
  it('the twin in TypeScript answers surfaces and reaches, with the same bits', () => {
    for (let seed = 0; seed < 40; seed++) {
      const land = { ...buildRandomLand(seed, 60), means: null };
      const random = buildRandom(seed);
      const cells = land.paceSecondsPerMeter.length;
      const sources = Int32Array.from({ length: 3 }, () => Math.floor(random() * cells));
      const limit = random() < 0.5 ? UNREACHED : 5000;
      const answer = (engine: ReturnType<typeof buildHybridEngine>): unknown => {
        const { seconds, nearest } = engine.computeSurface(sources, limit);
        const reach = engine.computeReach(sources[0]!, limit);
        return [seconds, nearest, reach.cells.slice(0, reach.count), reach.seconds.slice(0, reach.count)];
      };
      const toFacility = random() < 0.5;
      const build = (): ReturnType<typeof buildHybridEngine> =>
        buildHybridEngine({ land, roads: null, boardingSeconds: 0, toFacility });
      expect(suitsFastSearch(land)).toBe(true);
      const quick = answer(build());
      vi.stubGlobal('WebAssembly', undefined);
      expect(suitsFastSearch(land)).toBe(false);
      expect(answer(build())).toEqual(quick);
      vi.unstubAllGlobals();
    }
  });
});
