import { getJobResults } from '../api/jobs.ts';
import type { SitingAnswer } from '../../server/contract/processes.ts';
import type { Job } from '../../server/contract/resources.ts';
import { begin, fail, finish } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { pushWork } from '../state/undo.ts';
import { announce } from './announce.ts';
import { toProblem } from './to-problem.ts';

/** Reads the answer of a finished siting job and puts its sites on the map. */
export async function showSites(job: Job): Promise<void> {
  const { language, jobKeys } = store.getState();
  const key = jobKeys[job.jobID] ?? `job ${job.jobID}`;
  patch((state) => ({ work: { ...state.work, siting: begin(state.work.siting, key) }, tab: 'siting' }));
  try {
    const answer = await getJobResults<SitingAnswer>(job.jobID, language);
    if (answer.region !== store.getState().regionId) return;
    patch((state) => {
      const before = { ...state, work: { ...state.work, siting: { ...state.work.siting, busy: false } } };
      return {
        ...pushWork(before, { ...state.work, siting: finish(state.work.siting, key, answer) }),
        selection: { ...state.selection, siteOrder: null },
      };
    });
    announce('saidSites', { count: `${answer.sites.length}` });
  } catch (thrown) {
    patch((state) => ({ work: { ...state.work, siting: fail(state.work.siting, key, toProblem(thrown)) } }));
  }
}
