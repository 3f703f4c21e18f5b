import { recordOf } from '../../server/contract/languages.ts';
import type { ImportAnswer, QualityAnswer, RegionVersion } from '../../server/contract/imports.ts';
import type { Problem } from '../../server/contract/resources.ts';
import { routes } from '../../server/contract/routes.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { ApiError, getJson, send } from './http.ts';
import type { Job, RegionSummary } from './types.ts';

/** A file with its path below the folder that was dropped. */
export interface SentFile {
  readonly path: string;
  readonly file: File;
}

const offline: Problem = { type: 'about:blank', title: '', status: 0, detail: '', code: 'offline' };

/** Uploads files for inspection by XMLHttpRequest: `fetch` does not report upload progress. */
export function sendFiles(
  files: readonly SentFile[],
  from: string | null,
  language: Language,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportAnswer> {
  const form = new FormData();
  for (const { path, file } of files) form.append('files', file, path);
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', routes.imports() + (from === null ? '' : `?from=${encodeURIComponent(from)}`));
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Accept-Language', recordOf(language).tag);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== null) done(body as ImportAnswer);
      else
        fail(
          new ApiError(
            body !== null && typeof (body as Problem).code === 'string'
              ? (body as Problem)
              : { ...offline, code: 'unexpected', title: `${request.status}`, status: request.status },
          ),
        );
    });
    request.addEventListener('error', () => fail(new ApiError(offline)));
    request.addEventListener('abort', () => fail(new DOMException('taken back', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Inspects the files again with the choices of the user. */
export function inspectImport(
  id: string,
  { layers, crsByFile }: Readonly<Record<'layers' | 'crsByFile', Readonly<Record<string, string>>>>,
  language: Language,
): Promise<ImportAnswer> {
  return getJson<ImportAnswer>(routes.import(id), { method: 'PATCH', language, body: { layers, crsByFile } });
}

export function getImport(id: string, language: Language): Promise<ImportAnswer> {
  return getJson<ImportAnswer>(routes.import(id), { language });
}

export async function removeImport(id: string, language: Language): Promise<void> {
  await send(routes.import(id), { method: 'DELETE', language });
}

export function startImport(
  id: string,
  execution: Readonly<Record<string, unknown>>,
  language: Language,
): Promise<Job> {
  return getJson<Job>(routes.importExecution(id), { method: 'POST', language, body: execution });
}

export function getQuality(region: string, language: Language): Promise<QualityAnswer> {
  return getJson<QualityAnswer>(routes.regionQuality(region), { language });
}

export async function listVersions(region: string, language: Language): Promise<RegionVersion[]> {
  const { versions } = await getJson<{ versions: RegionVersion[] }>(routes.regionVersions(region), {
    language,
  });
  return versions;
}

export function renameRegion(
  region: string,
  names: { readonly nameZh?: string; readonly nameEn?: string },
  language: Language,
): Promise<RegionSummary> {
  return getJson<RegionSummary>(routes.region(region), { method: 'PATCH', language, body: names });
}

export async function removeRegion(region: string, language: Language): Promise<void> {
  await send(routes.region(region), { method: 'DELETE', language });
}

export async function restoreVersion(region: string, hash: string, language: Language): Promise<void> {
  await send(routes.regionRestore(region, hash), { method: 'POST', language });
}

/** Address of the pack of a region. */
export function getPackUrl(region: string): string {
  return routes.regionPack(region);
}
