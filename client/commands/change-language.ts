import type { Language } from '../../server/contract/vocabulary.ts';
import { getRunAnswer } from '../api/runs.ts';
import { getUpload } from '../api/uploads.ts';
import type { AppState, Work } from '../state/app-state.ts';
import type { Load } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { STUDY_PARTS } from '../state/study-state.ts';
import { askPoint } from './ask-point.ts';
import { rereadImport } from './import-files.ts';
import { loadQuality } from './load-quality.ts';
import { patchStudyLoad } from './settle-study.ts';
import { toProblem } from './to-problem.ts';

/**
 * Switches the language of the whole page. Sentences written by the service are read again from stored
 * answers, stale ones included: nothing is computed again and no figure changes.
 */
export async function changeLanguage(language: Language): Promise<void> {
  if (store.getState().language === language) return;
  patch({ language });
  const { point, pointAnswer, upload } = store.getState().work;
  try {
    await Promise.all([
      reread(
        (state) => state.coverage,
        (coverage) => patch({ coverage }),
      ),
      reread(
        (state) => state.gaps,
        (gaps) => patch({ gaps }),
      ),
      reread(
        (state) => state.work.uploadCoverage,
        (uploadCoverage) => patchWork({ uploadCoverage }),
      ),
      reread(
        (state) => state.work.siting,
        (siting) => patchWork({ siting }),
      ),
      loadQuality(),
      rereadImport(),
      ...STUDY_PARTS.map((part) =>
        reread(
          (state) => state.study.loads[part] as Load<{ run: string }>,
          (load) => patchStudyLoad(part, () => load),
        ),
      ),
      upload ? rereadUpload(upload.upload) : undefined,
      point && pointAnswer.problem ? askPoint(point, false) : undefined,
      rereadPoint(),
    ]);
  } catch (thrown) {
    // An answer that was cleared meanwhile keeps its language.
    toProblem(thrown);
  }
}

function patchWork(part: Partial<Work>): void {
  patch((state) => ({ work: { ...state.work, ...part } }));
}

async function reread<T extends { run: string }>(
  pick: (state: AppState) => Load<T>,
  put: (load: Load<T>) => void,
): Promise<void> {
  const known = pick(store.getState()).value;
  if (!known) return;
  const value = await getRunAnswer<T>(known.run, store.getState().language);
  const now = pick(store.getState());
  if (now.value === known) put({ ...now, value });
}

async function rereadPoint(): Promise<void> {
  const known = store.getState().work.pointAnswer.value;
  if (!known) return;
  const { language } = store.getState();
  const [explain, catchments] = await Promise.all([
    getRunAnswer<typeof known.explain>(known.explain.run, language),
    known.catchments ? getRunAnswer<typeof known.catchments>(known.catchments.run, language) : null,
  ]);
  const { pointAnswer } = store.getState().work;
  if (pointAnswer.value === known)
    patchWork({ pointAnswer: { ...pointAnswer, value: { explain, catchments } } });
}

async function rereadUpload(upload: string): Promise<void> {
  const answer = await getUpload(upload, store.getState().language);
  if (store.getState().work.upload?.upload === upload) patchWork({ upload: answer });
}
