import { recordOf } from '../../contract/languages.ts';
import type { Language } from '../../contract/vocabulary.ts';

const LATIN = 'A-Za-z\\u00c0-\\u024f';
const HAN_BEFORE_LATIN = new RegExp(`(\\p{Script=Han})(?=[${LATIN}])`, 'gu');
const LATIN_BEFORE_HAN = new RegExp(`([${LATIN}][${LATIN}0-9]*)(?=\\p{Script=Han})`, 'gu');

/**
 * `text` as it is set in print. English: straight quotes, for the Chinese face draws the curly ones a full
 * letter wide and
 * tears words apart. Chinese: a space between Chinese and Latin words, which stand too close without one.
 */
export function typeset(text: string, language: Language): string {
  if (recordOf(language).script === 'Latin') return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return text.replace(HAN_BEFORE_LATIN, '$1 ').replace(LATIN_BEFORE_HAN, '$1 ');
}
