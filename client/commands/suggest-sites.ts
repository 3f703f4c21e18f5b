import { startJob } from '../api/processes.ts';
import { begin, fail } from '../state/load.ts';
import { askSiting, keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { pushWork } from '../state/undo.ts';
import { EMPTY_LOAD } from '../state/load.ts';
import { rememberJobKey, trackJob } from './track-job.ts';
import { toProblem } from './to-problem.ts';

/** Starts a siting job with the present settings; its answer arrives through the job. */
export async function suggestSites(): Promise<void> {
  const state = store.getState();
  if (state.regionId === null) return;
  const question = askSiting(state);
  const key = keyOf(question);
  patch({ work: { ...state.work, siting: begin(state.work.siting, key) }, tab: 'siting' });
  try {
    const job = await startJob('siting', question, state.language);
    rememberJobKey(job.jobID, key);
    trackJob(job);
  } catch (thrown) {
    patch((now) => ({ work: { ...now.work, siting: fail(now.work.siting, key, toProblem(thrown)) } }));
  }
}

export function clearSites(): void {
  patch((state) => ({
    ...pushWork(state, { ...state.work, siting: EMPTY_LOAD }),
    selection: { ...state.selection, siteOrder: null },
  }));
}
