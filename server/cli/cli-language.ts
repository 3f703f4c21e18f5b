import { LANGUAGES, type Language } from '../contract/vocabulary.ts';
import { CliError } from './cli-error.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The language asked for, else that of the terminal. */
export function languageOf(asked: string | undefined, environment: Environment): Language {
  const known = LANGUAGES.find((language) => language === asked);
  if (asked !== undefined && !known)
    throw new CliError(`careshed run: --language takes zh or en, got ${asked}`);
  return known ?? languageFrom(environment);
}

/** The language of the terminal: Chinese where its locale is, else English. */
export function languageFrom(environment: Environment): Language {
  return /^zh/i.test(environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '')
    ? 'zh'
    : 'en';
}
