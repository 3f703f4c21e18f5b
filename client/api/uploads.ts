import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';
import type { UploadAnswer } from './types.ts';

/** The record of an uploaded boundary, with its sentences in `language`. */
export function getUpload(upload: string, language: Language): Promise<UploadAnswer> {
  return getJson<UploadAnswer>(routes.upload(upload), { language });
}

/** Uploads a boundary file to be checked against a region; `nameProperty` is the property that holds names. */
export function uploadBoundary(
  region: string,
  file: File,
  nameProperty: string | null,
  language: Language,
): Promise<UploadAnswer> {
  const query = new URLSearchParams({ region, name: file.name.slice(-255) });
  if (nameProperty !== null) query.set('nameProperty', nameProperty);
  return getJson<UploadAnswer>(`${routes.uploads()}?${query.toString()}`, {
    method: 'POST',
    language,
    file,
  });
}
