import { startJob } from '../api/processes.ts';
import type { ProcessId, ProcessSent } from '../../server/contract/processes.ts';
import { begin, fail } from '../state/load.ts';
import { keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { askStudy } from '../state/study-questions.ts';
import { CAPACITY_PARTS, type StudyPart } from '../state/study-state.ts';
import { stopJob } from './cancel-job.ts';
import { patchStudyLoad } from './settle-study.ts';
import { toProblem } from './to-problem.ts';
import { rememberJobKey, trackJob } from './track-job.ts';

/** Starts the job of one part of the study; its answer arrives through the job. */
export async function runStudy(part: StudyPart): Promise<void> {
  const state = store.getState();
  if (state.regionId === null) return;
  const { process, inputs } = askStudy(state, part);
  const key = keyOf({ process, inputs });
  patchStudyLoad(part, (load) => begin(load, key));
  try {
    const job = await startJob(process, inputs as ProcessSent<ProcessId>, state.language);
    rememberJobKey(job.jobID, key);
    trackJob(job);
  } catch (thrown) {
    patchStudyLoad(part, (load) => fail(load, key, toProblem(thrown)));
  }
}

/** The three ways to share limited room, for the table that compares them. */
export async function runCapacity(): Promise<void> {
  patch((state) => ({
    study: { ...state.study, capacityShown: state.study.capacityShown ?? CAPACITY_PARTS[0] },
  }));
  await Promise.all(CAPACITY_PARTS.map(runStudy));
}

/** Cancels running parts; earlier answers stay. */
export function stopStudy(parts: readonly StudyPart[]): void {
  const { jobKeys, jobs, study } = store.getState();
  for (const part of parts) {
    const load = study.loads[part];
    if (!load.busy) continue;
    const job = jobs.find((entry) => jobKeys[entry.jobID] === load.key);
    if (job) void stopJob(job.jobID);
    patchStudyLoad(part, (now) => ({ ...now, busy: false }));
  }
}
