import { expect, test } from 'vitest';
import { ProblemException } from '../../../server/contract/problems.ts';
import { MOST_FAIR_PAIRS, refuseFairBeyond } from '../../../server/questions/coverage/refuse-pairs.ts';

test('a fair sharing of more pairs than fit is refused with both numbers; one that fits is not', () => {
  expect(() => refuseFairBeyond(MOST_FAIR_PAIRS)).not.toThrow();
  let problem: unknown;
  try {
    refuseFairBeyond(MOST_FAIR_PAIRS + 1);
  } catch (error) {
    problem = error;
  }
  expect(problem).toBeInstanceOf(ProblemException);
  expect((problem as ProblemException).places).toEqual([
    {
      pointer: '/capacity',
      code: 'fair-too-many-pairs',
      parameters: { pairs: MOST_FAIR_PAIRS + 1, limit: MOST_FAIR_PAIRS },
    },
  ]);
});
