import { cancelJob, getJob } from '../api/jobs.ts';
import { store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';
import { trackJob } from './track-job.ts';

/** Asks the service to stop a job; the tray then shows what became of it. */
export async function stopJob(job: string): Promise<void> {
  const { language } = store.getState();
  try {
    await cancelJob(job, language);
    trackJob(await getJob(job, language));
  } catch (thrown) {
    // A job that ended or was cleared meanwhile needs no stopping: its event stream tells.
    toProblem(thrown);
  }
}
