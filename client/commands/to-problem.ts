import type { Problem } from '../../server/contract/resources.ts';
import { ApiError } from '../api/http.ts';

/**
 * What to show for whatever was thrown. A bug of the page itself is thrown on, not dressed up as an answer.
 */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ApiError) return thrown.problem;
  throw thrown;
}

/** Whether the request was taken back by the page itself. */
export function isAborted(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
