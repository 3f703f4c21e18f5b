import type { UploadAnswer } from '../../server/contract/resources.ts';
import { uploadBoundary } from '../api/uploads.ts';
import { EMPTY_LOAD, begin, fail, finish } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { pushWork } from '../state/undo.ts';
import { announce } from './announce.ts';
import { runUploadCoverage } from './run-upload-coverage.ts';
import { toProblem } from './to-problem.ts';

/** Uploads a boundary file, shows it, and computes the coverage inside each feature. */
export async function uploadBoundaryFile(file: File, nameProperty: string | null = null): Promise<void> {
  const { regionId, language } = store.getState();
  if (regionId === null) return;
  const key = `${regionId} ${file.name} ${file.size} ${file.lastModified} ${nameProperty ?? ''}`;
  patch(() => ({ tab: 'boundary', uploadLoad: begin<UploadAnswer>(EMPTY_LOAD, key) }));
  try {
    const upload = await uploadBoundary(regionId, file, nameProperty, language);
    if (store.getState().uploadLoad.key !== key) return;
    patch((state) => ({
      uploadLoad: finish(state.uploadLoad, key, upload),
      ...pushWork(state, { ...state.work, upload, uploadFile: file, uploadCoverage: EMPTY_LOAD }),
      flight: { serial: (state.flight?.serial ?? 0) + 1, bounds: upload.bounds },
    }));
    announce('saidUploaded', { count: `${upload.features}` });
    await runUploadCoverage();
  } catch (thrown) {
    patch((state) => ({ uploadLoad: fail(state.uploadLoad, key, toProblem(thrown)) }));
  }
}

/** Sets another text property as the name of the features of the boundary. */
export async function chooseNameProperty(nameProperty: string): Promise<void> {
  const { uploadFile } = store.getState().work;
  if (uploadFile) await uploadBoundaryFile(uploadFile, nameProperty);
}

export function clearUpload(): void {
  patch((state) => ({
    ...pushWork(state, { ...state.work, upload: null, uploadFile: null, uploadCoverage: EMPTY_LOAD }),
    uploadLoad: EMPTY_LOAD,
  }));
}

export function dismissUploadProblem(): void {
  patch({ uploadLoad: EMPTY_LOAD });
}
