import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../server/contract/problems.ts';
import { FastLandSearch } from '../../server/kernel/cost/fast-land-search.ts';
import { buildLand } from '../../server/kernel/cost/land.ts';
import { toProblemException } from '../../server/workers/translate-errors.ts';
import { catchError } from '../support/catch-error.ts';
import { metricGrid } from '../support/frames.ts';

describe('a search beyond memory, as the service tells it', () => {
  it('is a refusal of the travel asked for, with the cells there are and the cells that fit', () => {
    const grid = metricGrid(300, 200, { left: 500_000, top: 4_000_000 });
    const land = buildLand({ grid, paceSecondsPerMeter: new Float64Array(60_000).fill(1) });
    const search = new FastLandSearch(land, null, false, { mostBytes: 2_000_000 });
    const error = catchError(() => search.begin(Infinity));
    const problem = toProblemException(error, 'coverage', {});
    expect(problem).toMatchObject({ code: 'travel-refused' });
    expect(PROBLEMS['travel-refused']).toBe(422);
    const [place] = problem!.places;
    expect(place).toMatchObject({ code: 'travel.grid-too-large', parameters: { cells: 60_000 } });
    const { most } = place!.parameters as { most: number };
    expect(most).toBeGreaterThan(4096);
    expect(most).toBeLessThan(60_000);
  });
});
