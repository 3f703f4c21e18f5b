import { ProblemException } from '../contract/problems.ts';
import type { AnalysisContext } from './context.ts';

/**
 * Work that reads an array of a run on another thread: where the run is dropped meanwhile, it is the run
 * that is not there.
 */
export async function whileKept<T>(
  context: AnalysisContext,
  run: string,
  array: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (context.runs.hasArray(run, array)) throw error;
    throw new ProblemException('run-not-found', { run });
  }
}
