import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { getJson } from './http.ts';
import type { UploadAnswer } from './types.ts';

/** Sends a boundary file to be checked against a region; `nameProperty` picks the column of names. */
export function uploadBoundary(
  region: string,
  file: File,
  nameProperty: string | null,
  language: Language,
): Promise<UploadAnswer> {
  const form = new FormData();
  form.set('region', region);
  if (nameProperty !== null) form.set('nameProperty', nameProperty);
  form.set('file', file, file.name);
  return getJson<UploadAnswer>(routes.uploads(), { method: 'POST', language, form });
}
