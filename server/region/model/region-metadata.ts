import { z } from 'zod';
import type { InputFile } from '../import/recognise/recognised.ts';
import type { SourceList } from './source-list.ts';

/** Optional `region.json` beside the layers. */
const Metadata = z.object({
  nameZh: z.string().max(200).optional(),
  nameEn: z.string().max(200).optional(),
  synthetic: z.boolean().default(false),
  attributions: z.array(z.string().max(500)).max(50).default([]),
});
export type Metadata = z.output<typeof Metadata>;

/** Names and licence lines of the first readable `region.json`. */
export function readMetadata(files: readonly InputFile[], sources: SourceList): Metadata {
  for (const file of files) {
    if (file.is.kind !== 'metadata') continue;
    const parsed = Metadata.safeParse(file.is.value);
    if (parsed.success) {
      sources.used(file, 'metadata');
      return parsed.data;
    }
    sources.unused(file, 'metadata', 'metadata-unreadable', parsed.error.issues[0]?.message ?? '');
  }
  return { synthetic: false, attributions: [] };
}
