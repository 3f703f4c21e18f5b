import type { Problem } from '../../server/contract/resources.ts';
import { ApiError } from '../api/http.ts';

/**
 * The problem to show for an error. A bug of the page itself is thrown again.
 */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof ApiError) return thrown.problem;
  throw thrown;
}

/** Whether the request was aborted by the page itself. */
export function isAborted(thrown: unknown): boolean {
  return thrown instanceof DOMException && thrown.name === 'AbortError';
}
