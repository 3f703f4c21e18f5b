import type { REPORT_FORMATS } from '../../server/contract/processes.ts';
import { startJob } from '../api/processes.ts';
import { EMPTY_LOAD, begin, fail } from '../state/load.ts';
import { getReportRuns } from '../state/derived.ts';
import { patch, store } from '../state/store.ts';
import { keepWindow } from './open-report.ts';
import { toProblem } from './to-problem.ts';
import { rememberJobKey, trackJob } from './track-job.ts';

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/**
 * Starts a report of the results on the screen. A page opens in a new tab, which must be opened at the click itself
 * or the browser would block it; files are downloaded when the job is done.
 */
export async function makeReport(format: ReportFormat): Promise<void> {
  const state = store.getState();
  const runs = getReportRuns(state);
  if (runs.length === 0) return;
  const key = `report ${format} ${runs.join(' ')} ${Date.now()}`;
  if (format === 'html') keepWindow(key, window.open('about:blank', '_blank'));
  patch({ report: begin(EMPTY_LOAD, key) });
  try {
    const job = await startJob('report', { runs, language: state.language, format }, state.language);
    rememberJobKey(job.jobID, key);
    trackJob(job);
  } catch (thrown) {
    keepWindow(key, null);
    patch((now) => ({ report: fail(now.report, key, toProblem(thrown)) }));
  }
}
