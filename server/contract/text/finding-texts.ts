import type { Bilingual } from './sentence.ts';

/** What an import saw, changed or dropped, and what an uploaded boundary was mended of. */
export const FINDING_TEXTS: Readonly<Record<string, Bilingual>> = {};
