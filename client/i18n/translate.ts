import type { Language } from '../../server/contract/vocabulary.ts';
import { SCREEN_TEXTS, type TextId } from './screen-texts.ts';

/** A screen text with its parameters, which come formatted. */
export function translate(
  id: TextId,
  language: Language,
  parameters: Readonly<Record<string, string>> = {},
): string {
  return SCREEN_TEXTS[id][language].replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
}

/** The name of a thing in the reader's language; the other language when the own is missing. */
export function pickName(
  named: { readonly nameZh: string; readonly nameEn: string },
  language: Language,
): string {
  return language === 'zh' ? named.nameZh || named.nameEn : named.nameEn || named.nameZh;
}

/** The language of the page from what the browser asks for: Chinese if it comes before English. */
export function pickLanguage(asked: readonly string[]): Language {
  for (const tag of asked) {
    if (/^zh\b/i.test(tag)) return 'zh';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
