import type { REPORT_FORMATS } from '../../server/contract/processes.ts';
import { startJob } from '../api/processes.ts';
import { EMPTY_LOAD, begin, fail } from '../state/load.ts';
import { canReport, getFurtherRuns } from '../state/derived.ts';
import { patch, store } from '../state/store.ts';
import { keepWindow } from './open-report.ts';
import { runGaps } from './run-gaps.ts';
import { toProblem } from './to-problem.ts';
import { rememberJobKey, trackJob } from './track-job.ts';

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * Starts a report of the results on the screen. A page opens in a new tab, which must be opened at the
 * click itself
 * or the browser would block it; files are downloaded when the job is done.
 */
export async function makeReport(format: ReportFormat): Promise<void> {
  if (!canReport(store.getState())) return;
  const key = `report ${format} ${Date.now()}`;
  if (format === 'html') keepWindow(key, window.open('about:blank', '_blank'));
  patch({ report: begin(EMPTY_LOAD, key) });
  try {
    const coverage = await runGaps();
    const state = store.getState();
    if (coverage === null) {
      keepWindow(key, null);
      patch({ report: EMPTY_LOAD });
      return;
    }
    const runs = [coverage, ...getFurtherRuns(state)];
    const job = await startJob('report', { runs, language: state.language, format }, state.language);
    rememberJobKey(job.jobID, key);
    trackJob(job);
  } catch (thrown) {
    keepWindow(key, null);
    patch((now) => ({ report: fail(now.report, key, toProblem(thrown)) }));
  }
}

export function dismissReportProblem(): void {
  patch({ report: EMPTY_LOAD });
}
