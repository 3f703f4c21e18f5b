import type { Problem } from '../resources.ts';
import {
  INPUT_AT_FAULT,
  PROBLEMS,
  type ProblemCode,
  type ProblemException,
  type ProblemPlace,
} from '../problems.ts';
import type { Language } from '../vocabulary.ts';
import { BOUNDARY_FAULT_TEXTS, BOUNDARY_REPAIR_TEXTS } from './boundary-texts.ts';
import { FILE_TEXTS } from './file-texts.ts';
import { FINDING_TEXTS } from './finding-texts.ts';
import { LAYER_FINDING_TEXTS } from './finding-texts-layers.ts';
import { GUESS_TEXTS } from './guess-texts.ts';
import { NOTE_TEXTS } from './note-texts.ts';
import { PLACE_TEXTS } from './place-texts.ts';
import { PROBLEM_TEXTS } from './problem-texts.ts';
import { READING_TEXTS } from './reading-texts.ts';
import { REFUSAL_TEXTS } from './refusal-texts.ts';
import { SCENARIO_TEXTS } from './scenario-texts.ts';
import { fillSentence, type Bilingual, type TextParameters } from './sentence.ts';
import { describeMissing, describeUnused } from './use-words.ts';

/** The tables of sentences by code; no code stands in two of them (a test sees to it). */
export const SENTENCE_TABLES: readonly Readonly<Record<string, Bilingual>>[] = [
  NOTE_TEXTS,
  PLACE_TEXTS,
  FINDING_TEXTS,
  LAYER_FINDING_TEXTS,
  READING_TEXTS,
  FILE_TEXTS,
  GUESS_TEXTS,
  BOUNDARY_FAULT_TEXTS,
  BOUNDARY_REPAIR_TEXTS,
  REFUSAL_TEXTS,
  SCENARIO_TEXTS,
];
const SENTENCES: Readonly<Record<string, Bilingual>> = Object.assign({}, ...SENTENCE_TABLES);

/** The sentence of a code in both languages, undefined where there is none. */
export function findSentence(code: string): Bilingual | undefined {
  return Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
}

/**
 * The sentence of a note, place, finding or fault, or of the problem itself where a place has its code; a
 * code without a sentence stays visible as itself.
 */
export function sentenceOf(code: string, language: Language, parameters: TextParameters): string {
  const text = findSentence(code) ?? (isProblemCode(code) ? PROBLEM_TEXTS[code] : undefined);
  return text
    ? fillSentence(text, language, withReason(code, language, parameters))
    : `${code} ${JSON.stringify(parameters)}`;
}

/** Tasks say in a short form why an input is of no use or needed; readers get words. */
function withReason(code: string, language: Language, parameters: TextParameters): TextParameters {
  const { name, why } = parameters;
  if (typeof why !== 'string') return parameters;
  if (code === 'unused-parameter') return { ...parameters, why: describeUnused(String(name), why)[language] };
  return code === 'missing-parameter' ? { ...parameters, why: describeMissing(why)[language] } : parameters;
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEM_TEXTS, code);
}

/** Adds its sentence to each entry that has a code and parameters. */
export function withSentences<T extends { readonly code: string; readonly parameters: TextParameters }>(
  entries: readonly T[],
  language: Language,
): (T & { text: string })[] {
  return entries.map((entry) => ({ ...entry, text: sentenceOf(entry.code, language, entry.parameters) }));
}

/**
 * problem+json in the reader's language. Where the sentence asks for a `{reason}` that was not given, it is
 * the first place's sentence.
 */
export function toProblem(error: ProblemException, language: Language): Problem {
  const text = PROBLEM_TEXTS[error.code];
  const places = error.places.length > 0 ? error.places : placeOf(error);
  const first = error.places[0];
  const reason = first ? { reason: sentenceOf(first.code, language, first.parameters) } : {};
  return {
    type: `/problems/${error.code}`,
    title: error.code,
    status: PROBLEMS[error.code],
    detail: fillSentence(text, language, { ...reason, ...error.parameters }),
    code: error.code,
    ...(places.length > 0
      ? {
          errors: places.map((place) => ({
            pointer: place.pointer,
            code: place.code,
            detail: sentenceOf(place.code, language, place.parameters),
          })),
        }
      : {}),
  };
}

function placeOf({ code, parameters }: ProblemException): ProblemPlace[] {
  const pointer = INPUT_AT_FAULT[code];
  return pointer === undefined ? [] : [{ pointer, code, parameters }];
}
