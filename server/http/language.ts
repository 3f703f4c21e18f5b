import type { Request } from 'express';
import { LANGUAGES, type Language } from '../contract/vocabulary.ts';

/** Language of the reader: `?language=` if given, else Accept-Language, else Chinese. */
export function languageOf(request: Request): Language {
  const asked = request.query['language'];
  const known = LANGUAGES.find((language) => language === asked);
  if (known) return known;
  const accepted = request.acceptsLanguages('zh', 'zh-CN', 'en');
  return accepted === 'en' ? 'en' : 'zh';
}
