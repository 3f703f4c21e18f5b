import { presentAnswer } from '../analysis/execute.ts';
import { saySource } from '../contract/text/norm-source.ts';
import type { Language } from '../contract/vocabulary.ts';

/** A stored answer as its reader gets it: notes with sentences, sources of norms in one language. */
export function toAnswerBody(
  answer: Parameters<typeof presentAnswer>[0],
  language: Language,
): Record<string, unknown> {
  const body = presentAnswer(answer, language);
  const { norms } = body;
  if (!Array.isArray(norms)) return body;
  return { ...body, norms: norms.map((norm: unknown) => (hasSource(norm) ? sayNorm(norm, language) : norm)) };
}

function sayNorm(norm: { readonly source: string }, language: Language): object {
  return { ...norm, source: saySource(norm.source, language) };
}

function hasSource(norm: unknown): norm is { readonly source: string } {
  return typeof (norm as { source?: unknown } | null)?.source === 'string';
}
