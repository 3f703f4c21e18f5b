import { ProblemException } from '../../contract/problems.ts';

/**
 * Most pairs of facility and cell that the fair sharing takes on. A county by car has some ten millions; a
 * generated province of
 * 4 million cells with all its posts, not refused, ran for an hour and grew to 13 GB without an answer.
 */
export const MOST_FAIR_PAIRS = 40_000_000;

/**
 * Refuses a fair sharing that would take hours and more memory than the machine has, with the numbers and
 * the ways out.
 */
export function refuseFairBeyond(pairs: number, limit: number = MOST_FAIR_PAIRS): void {
  if (pairs <= limit) return;
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer: '/capacity', code: 'fair-too-many-pairs', parameters: { pairs, limit } },
  ]);
}
