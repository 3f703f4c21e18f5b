import { DEFAULT_LANGUAGE, isLanguage, recordOf } from '../contract/languages.ts';
import type { Request } from 'express';
import { LANGUAGES, type Language } from '../contract/vocabulary.ts';

/** Language of the reader: `?language=` if given, else Accept-Language, else the default. */
export function languageOf(request: Request): Language {
  const asked = request.query['language'];
  if (isLanguage(asked)) return asked;
  const tags = LANGUAGES.flatMap((language) => [language, recordOf(language).tag]);
  const accepted = request.acceptsLanguages([...new Set(tags)]);
  return (
    LANGUAGES.find((language) => accepted === language || accepted === recordOf(language).tag) ??
    DEFAULT_LANGUAGE
  );
}
