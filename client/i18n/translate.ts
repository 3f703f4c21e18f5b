import { FALLBACK_LANGUAGE } from '../../server/contract/languages.ts';
import { type Language, LANGUAGES } from '../../server/contract/vocabulary.ts';
import { SCREEN_TEXTS, type TextId } from './screen-texts.ts';

/** A screen text with its parameters, which are formatted already. */
export function translate(
  id: TextId,
  language: Language,
  parameters: Readonly<Record<string, string>> = {},
): string {
  return SCREEN_TEXTS[id][language].replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
}

/** The language of the page: the first one known of those the browser asks for. */
export function pickLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known) return known;
  }
  return FALLBACK_LANGUAGE;
}
