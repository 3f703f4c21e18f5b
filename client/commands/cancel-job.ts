import { cancelJob, getJob } from '../api/jobs.ts';
import { store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';
import { trackJob } from './track-job.ts';

/** Requests that a job stops; the tray then shows its status. */
export async function stopJob(job: string): Promise<void> {
  const { language } = store.getState();
  try {
    await cancelJob(job, language);
    trackJob(await getJob(job, language));
  } catch (thrown) {
    // A job that ended or was cleared meanwhile needs no stopping: its event stream reports it.
    toProblem(thrown);
  }
}
