import { FALLBACK_LANGUAGE } from '../contract/languages.ts';
import { LANGUAGES, type Language } from '../contract/vocabulary.ts';
import { CliError } from './cli-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The language asked for, else that of the terminal. */
export function languageOf(asked: string | undefined, environment: Environment): Language {
  const known = LANGUAGES.find((language) => language === asked);
  if (asked !== undefined && !known)
    throw new CliError(`careshed run: --language takes ${LANGUAGES.join(' or ')}, got ${asked}`);
  return known ?? languageFrom(environment);
}

/** The language of the terminal's locale, else the fallback. */
export function languageFrom(environment: Environment): Language {
  const locale = environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '';
  return LANGUAGES.find((language) => locale.toLowerCase().startsWith(language)) ?? FALLBACK_LANGUAGE;
}
