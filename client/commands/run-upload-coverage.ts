import { execute } from '../api/processes.ts';
import { begin, fail, finish } from '../state/load.ts';
import { askUploadCoverage, keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';

/** Computes the coverage inside each feature of the boundary on the map. */
export async function runUploadCoverage(): Promise<void> {
  const state = store.getState();
  const { upload } = state.work;
  if (upload === null) return;
  const question = askUploadCoverage(state, upload.upload);
  const key = keyOf(question);
  patch((now) => ({ work: { ...now.work, uploadCoverage: begin(now.work.uploadCoverage, key) } }));
  try {
    const answer = await execute('coverage', question, state.language);
    patch((now) => ({ work: { ...now.work, uploadCoverage: finish(now.work.uploadCoverage, key, answer) } }));
  } catch (thrown) {
    patch((now) => ({
      work: { ...now.work, uploadCoverage: fail(now.work.uploadCoverage, key, toProblem(thrown)) },
    }));
  }
}
