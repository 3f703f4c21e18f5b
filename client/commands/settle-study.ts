import { getJobResults } from '../api/jobs.ts';
import type { Job } from '../../server/contract/resources.ts';
import { begin, fail, finish, type Load } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { keyOfStudy } from '../state/study-questions.ts';
import { STUDY_PARTS, type StudyPart } from '../state/study-state.ts';
import { announce } from './announce.ts';
import { toProblem } from './to-problem.ts';

/** Rewrites the load of one part. */
export function patchStudyLoad(part: StudyPart, change: (load: Load<unknown>) => Load<unknown>): void {
  patch((state) => ({
    study: { ...state.study, loads: { ...state.study.loads, [part]: change(state.study.loads[part]) } },
  }));
}

/** Stores the answer of a finished job in the part that awaits it. */
export async function settleStudy(job: Job, key: string): Promise<void> {
  const { language, study } = store.getState();
  const part = STUDY_PARTS.find((id) => study.loads[id].busy && study.loads[id].key === key);
  if (!part) return;
  if (job.status === 'dismissed') {
    patchStudyLoad(part, (load) => ({ ...load, busy: false }));
    return;
  }
  if (job.status === 'failed') {
    const problem = {
      type: 'about:blank',
      title: '',
      status: 500,
      code: 'job-failed',
      detail: job.message ?? '',
    };
    patchStudyLoad(part, (load) => fail(load, key, problem));
    return;
  }
  try {
    const answer = await getJobResults<unknown>(job.jobID, language);
    patchStudyLoad(part, (load) => finish(load, key, answer));
    announce('saidStudy');
  } catch (thrown) {
    patchStudyLoad(part, (load) => fail(load, key, toProblem(thrown)));
  }
}

/** A part that was running at a reload and matches the current settings is awaited again. */
export function adoptStudy(key: string | undefined): void {
  const state = store.getState();
  const part = STUDY_PARTS.find((id) => keyOfStudy(state, id) === key);
  if (!part || key === undefined) return;
  patchStudyLoad(part, (load) => begin(load, key));
  if (part === 'uncertainty') patch((now) => ({ study: { ...now.study, howSure: true } }));
}
