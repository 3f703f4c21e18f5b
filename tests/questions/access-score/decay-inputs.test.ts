import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { AccessScoreInputs } from '../../../server/contract/processes.ts';
import { ProblemException } from '../../../server/contract/problems.ts';
import { toProblem } from '../../../server/contract/text/present.ts';
import type { TravelEngine } from '../../../server/kernel/catchment/travel-engine.ts';
import { computeScores } from '../../../server/questions/access-score/compute-scores.ts';
import type { SelectedFacilities } from '../../../server/questions/shared/select-facilities.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { buildGridCity } from '../../support/grid-city.ts';
import { runs } from '../../support/depth.ts';

const { engine } = buildGridCity({ columns: 3, rows: 3 });

function score(engineUsed: TravelEngine, inputs: object): void {
  const facilities = [{ attributes: {} }];
  const region = { population: new Float64Array(9).fill(1), populationByAge: {}, facilities };
  const parsed = AccessScoreInputs.parse({ region: 'r', supply: 'facilities', ...inputs });
  const selected = { cells: Int32Array.of(0), facilities };
  computeScores(
    region as unknown as Region,
    engineUsed,
    selected as unknown as SelectedFacilities,
    parsed,
    '',
    () => undefined,
  );
}

const minutes = fc.double({ min: 0, max: 1440, minExcluded: true, noNaN: true });
const decay = fc.oneof(
  fc.record({ kind: fc.constantFrom('binary', 'linear', 'gaussian-dai', 'epanechnikov') }),
  fc.record({ kind: fc.constant('exponential'), ratePerMinute: fc.double({ min: 0, max: 10, noNaN: true }) }),
  fc.record({ kind: fc.constant('power'), exponent: fc.double({ min: 0, max: 10, noNaN: true }) }),
  fc.record({
    kind: fc.constant('gravity'),
    scaleMinutes: minutes,
    exponent: fc.double({ min: -10, max: 10, noNaN: true }),
    leastMinutes: minutes,
  }),
  fc.record({ kind: fc.constant('gaussian'), sigmaMinutes: minutes }),
  fc.record({ kind: fc.constant('logistic'), inflectionMinutes: minutes, sdMinutes: minutes }),
  fc.record({
    kind: fc.constant('calibrated-gaussian'),
    weightAtCutoff: fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('stepped'),
    edgesMinutes: fc.array(minutes, { minLength: 1, maxLength: 4 }),
    weights: fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: 1, maxLength: 4 }),
    edge: fc.constantFrom('closed', 'changes-at-step'),
  }),
);

test('every decay that the contract accepts is used, or refused by a sentence in each language', () => {
  fc.assert(
    fc.property(decay, (asked) => {
      try {
        score(engine, { method: 'hansen', decay: asked });
      } catch (error) {
        expect(error).toBeInstanceOf(ProblemException);
        for (const { detail } of toProblem(error as ProblemException, 'zh').errors ?? [])
          expect(detail).toMatch(/[\u4e00-\u9fff]/);
      }
    }),
    { numRuns: runs(2000) },
  );
});

test('a fault of the program is no fault of the decay that was sent, in no language', () => {
  const broken: TravelEngine = {
    ...engine,
    grid: engine.grid,
    cellState: engine.cellState,
    computeSurface: engine.computeSurface.bind(engine),
    explainPath: engine.explainPath.bind(engine),
    computeReach: () => {
      throw new RangeError('expected seconds');
    },
  };
  expect(() => score(broken, { method: 'hansen' })).toThrow(RangeError);
});
