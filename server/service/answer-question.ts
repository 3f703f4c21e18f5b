import type { ProcessId } from '../contract/processes.ts';
import { executeCompare } from './compare.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { executeProcess, type StoredAnswer } from './execute.ts';

/** Answers any process that answers JSON: questions about one world, and the comparison of two. */
export async function answerQuestion(
  context: AnalysisContext,
  process: Exclude<ProcessId, 'report'>,
  raw: unknown,
  options: ExecuteOptions = {},
): Promise<StoredAnswer> {
  return process === 'compare'
    ? executeCompare(context, raw, options)
    : executeProcess(context, process, raw, options);
}
