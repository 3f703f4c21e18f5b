import type { Bilingual } from './sentence.ts';

/** The first `most` names in each language's way of listing, and how many more there are. */
export function listNames(names: readonly Bilingual[], most = 5): Bilingual {
  const more = names.length - most;
  const shown = names.slice(0, most);
  return {
    zh: shown.map(({ zh }) => zh).join('、') + (more > 0 ? `，另有 ${more} 个` : ''),
    en: shown.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  };
}
