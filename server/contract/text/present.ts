import type { Problem } from '../resources.ts';
import { PROBLEMS, type ProblemException } from '../problems.ts';
import type { Language } from '../vocabulary.ts';
import { FINDING_TEXTS } from './finding-texts.ts';
import { NOTE_TEXTS } from './note-texts.ts';
import { PLACE_TEXTS } from './place-texts.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';
import { fillSentence, type TextParameters } from './sentence.ts';

/** The sentence of a note, place or finding code; a code without a sentence stays visible as itself. */
export function sentenceOf(code: string, language: Language, parameters: TextParameters): string {
  const text = NOTE_TEXTS[code] ?? PLACE_TEXTS[code] ?? FINDING_TEXTS[code];
  return text ? fillSentence(text, language, parameters) : `${code} ${JSON.stringify(parameters)}`;
}

/** Adds its sentence to each entry that has a code and parameters. */
export function withSentences<T extends { readonly code: string; readonly parameters: TextParameters }>(
  entries: readonly T[],
  language: Language,
): (T & { text: string })[] {
  return entries.map((entry) => ({ ...entry, text: sentenceOf(entry.code, language, entry.parameters) }));
}

/** problem+json in the reader's language. */
export function toProblem(error: ProblemException, language: Language): Problem {
  const text = PROBLEM_TEXTS[error.code];
  return {
    type: `/problems/${error.code}`,
    title: error.code,
    status: PROBLEMS[error.code],
    detail: fillSentence(text, language, error.parameters),
    code: error.code,
    ...(error.places.length > 0
      ? {
          errors: error.places.map((place) => ({
            pointer: place.pointer,
            code: place.code,
            detail: sentenceOf(place.code, language, place.parameters),
          })),
        }
      : {}),
  };
}
