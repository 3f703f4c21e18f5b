import { createHash } from 'node:crypto';
import { ProblemException } from '../contract/problems.ts';
import type { UploadAnswer } from '../contract/resources.ts';
import { withSentences } from '../contract/text/present.ts';
import type { Language } from '../contract/vocabulary.ts';
import { checkUploadTask } from '../questions/intake/tasks.ts';
import type { UploadReference } from '../questions/shared/zone-set.ts';
import type { AnalysisContext } from './context.ts';
import { getRegion, referenceOf } from './regions.ts';

const PREFIX = 'upload:';

/** The upload that a `zones` input names, or null when it names a layer of the region. */
export function findUpload(
  context: AnalysisContext,
  region: string,
  zones: string | undefined,
): UploadReference | null {
  if (!zones?.startsWith(PREFIX)) return null;
  const id = zones.slice(PREFIX.length);
  const row = context.uploads.find(id);
  if (!row || row.region !== region) throw new ProblemException('upload-not-found', { upload: id });
  return { id, path: context.uploadPath(id), nameProperty: row.answer.nameProperty };
}

/**
 * Checks a boundary file against a region and keeps it. The id is the hash of content, region and name
 * property.
 */
export async function addUpload(
  context: AnalysisContext,
  upload: { region: string; name: string; content: Uint8Array; nameProperty: string | null },
  language: Language,
): Promise<UploadAnswer> {
  const region = getRegion(context, upload.region);
  const checked = await context.runner.run(checkUploadTask, {
    region: referenceOf(context, region),
    content: upload.content,
    nameProperty: upload.nameProperty,
  });
  const id = createHash('sha256')
    .update(`${region.hash} ${upload.nameProperty ?? ''} `)
    .update(upload.content)
    .digest('hex')
    .slice(0, 20);
  const answer: UploadAnswer = {
    upload: id,
    region: region.id,
    name: upload.name,
    features: checked.features,
    nameProperty: checked.nameProperty,
    textProperties: [...checked.textProperties],
    notes: withSentences(checked.notes, language),
    bounds: checked.bounds,
    outsideKm2: [...checked.outsideKm2],
    geojson: checked.geojson as unknown as UploadAnswer['geojson'],
  };
  context.uploads.put(
    { id, region: region.id, name: upload.name, created: context.now(), answer },
    upload.content,
  );
  return answer;
}

export function getUpload(context: AnalysisContext, id: string, language: Language): UploadAnswer {
  const row = context.uploads.find(id);
  if (!row) throw new ProblemException('upload-not-found', { upload: id });
  return { ...row.answer, notes: withSentences(row.answer.notes, language) };
}
