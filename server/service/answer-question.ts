import { PROCESSES, type ProcessId } from '../contract/processes.ts';
import { executeCompare } from './compare.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { executeProcess, type StoredAnswer } from './execute.ts';
import type { RegionProcess } from './region-process.ts';
import { executeReport } from './report.ts';

/** Answers any process, by what it is about: one world, two worlds, or stored runs. */
export async function answerQuestion(
  context: AnalysisContext,
  process: ProcessId,
  raw: unknown,
  options: ExecuteOptions = {},
): Promise<StoredAnswer> {
  switch (PROCESSES[process].subject) {
    case 'region':
      return executeProcess(context, process as RegionProcess, raw, options);
    case 'worlds':
      return executeCompare(context, raw, options);
    case 'runs':
      return executeReport(context, raw, options);
  }
}
