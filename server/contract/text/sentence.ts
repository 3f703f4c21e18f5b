import { recordOf } from '../languages.ts';
import type { Language } from '../vocabulary.ts';

/** A sentence in all languages; `{name}` stands for a parameter. */
export type Bilingual = Readonly<Record<Language, string>>;

export type TextParameters = Readonly<Record<string, string | number>>;

type Joined<P extends readonly string[]> = P extends readonly [
  infer First extends string,
  ...infer Rest extends readonly string[],
]
  ? `${First}${Joined<Rest>}`
  : '';

/** A long sentence from its parts; its type is the whole sentence, so that its placeholders stay typed. */
export function joined<const P extends readonly string[]>(...parts: P): Joined<P> {
  return parts.join('') as Joined<P>;
}

/** Parameters that count people: rasters hold parts of a person, sentences do not. */
const COUNTED: ReadonlySet<string> = new Set(['people', 'outside']);

/**
 * `text` in `language` with its parameters filled in; numbers get thousands separators and at most two
 * decimals. A parameter given in each language is `nameZh` and `nameEn`; an absent one stays visible as
 * `{name}`.
 */
export function fillSentence(text: Bilingual, language: Language, parameters: TextParameters = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = parameters[name] ?? parameters[name + recordOf(language).suffix];
    if (value === undefined) return whole;
    if (typeof value !== 'number') return value;
    return formatPlainNumber(COUNTED.has(name) ? Math.round(value) : value);
  });
}

function formatPlainNumber(value: number): string {
  if (!Number.isFinite(value)) return '—';
  const rounded = Math.round(value * 100) / 100;
  const [whole = '0', decimals] = Math.abs(rounded).toString().split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${rounded < 0 ? '-' : ''}${grouped}${decimals ? `.${decimals}` : ''}`;
}
