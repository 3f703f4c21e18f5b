import { listJobs } from '../api/jobs.ts';
import { patch, store } from '../state/store.ts';
import { isOver } from '../api/jobs.ts';
import { begin } from '../state/load.ts';
import { askSiting, keyOf } from '../state/questions.ts';
import { putJob, recallJobKeys, trackJob } from './track-job.ts';
import { adoptStudy } from './settle-study.ts';
import { toProblem } from './to-problem.ts';

/**
 * Reads the jobs of the service, so that the tray survives a reload, and follows the open ones.
 */
export async function loadJobs(): Promise<void> {
  const { language } = store.getState();
  patch({ jobKeys: recallJobKeys() });
  try {
    const jobs = await listJobs(language);
    for (const job of jobs) {
      putJob(job);
      if (isOver(job)) continue;
      adopt(job.jobID, job.processID);
      trackJob(job);
    }
  } catch (thrown) {
    // The tray stays empty; the analyses report the problem of the service.
    toProblem(thrown);
  }
}

/** A siting job of this page that was running at the reload is awaited again. */
function adopt(job: string, process: string): void {
  const state = store.getState();
  const key = state.jobKeys[job];
  adoptStudy(key);
  if (process !== 'siting' || key === undefined || key !== keyOf(askSiting(state))) return;
  patch({ work: { ...state.work, siting: begin(state.work.siting, key) } });
}
