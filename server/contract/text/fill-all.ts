import { LANGUAGES, type Language } from '../vocabulary.ts';
import { fillSentence, type Bilingual, type TextParameters } from './sentence.ts';

/** `text` filled in each language, for problems that carry the sentence of all languages. */
export function fillAll(text: Bilingual, parameters: TextParameters): Record<Language, string> {
  return Object.fromEntries(
    LANGUAGES.map((language) => [language, fillSentence(text, language, parameters)]),
  ) as Record<Language, string>;
}
