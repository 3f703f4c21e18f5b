import type { Language } from '../../server/contract/vocabulary.ts';
import { isStale } from '../state/load.ts';
import { askCoverage, askUploadCoverage, keyOf, keyOfPoint } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { askPoint } from './ask-point.ts';
import { runCoverage } from './run-coverage.ts';
import { runUploadCoverage } from './run-upload-coverage.ts';

/**
 * Switches the language of the whole page. Sentences that the service wrote are asked for again: the same questions
 * come back from its store at once. Results that are stale already are left alone, so that nothing is recomputed unasked.
 */
export async function changeLanguage(language: Language): Promise<void> {
  const state = store.getState();
  if (state.language === language) return;
  patch({ language });
  const { point, pointAnswer, upload, uploadCoverage } = state.work;
  const pointFresh = point && (pointAnswer.problem || !isStale(pointAnswer, keyOfPoint(state, point)));
  const uploadFresh = upload && !isStale(uploadCoverage, keyOf(askUploadCoverage(state, upload.upload)));
  await Promise.all([
    isStale(state.coverage, keyOf(askCoverage(state))) ? undefined : runCoverage(),
    point && pointFresh ? askPoint(point, false) : undefined,
    uploadFresh ? runUploadCoverage() : undefined,
  ]);
}
