import type { Bilingual } from './sentence.ts';

type Value = string | number;
type Values = Readonly<Record<string, Value>>;

/** What one placeholder asks for: the parameter itself, or one in each language (`nameZh`, `nameEn`). */
type Ask<N extends string> = Readonly<Record<N, Value>> | Readonly<Record<`${N}Zh` | `${N}En`, Value>>;

/** The parameters that a sentence asks for by its placeholders, those `Given` by its presenter left out. */
type AskedBy<S extends string, Given> = S extends `${string}{${infer N}}${infer Rest}`
  ? (N extends Given ? unknown : Ask<N>) & AskedBy<Rest, Given>
  : unknown;

/** Parameters of a sentence: those of its placeholders, and any more that readers of the API get. */
export type ParametersOf<S extends Bilingual, Given = never> = Values &
  AskedBy<S['en'], Given> &
  AskedBy<S['zh'], Given>;

/** Arguments after a code: its parameters, which may be left out where the sentence asks for none. */
export type ArgumentsOf<S extends Bilingual> =
  Readonly<Record<string, never>> extends ParametersOf<S>
    ? [parameters?: ParametersOf<S>]
    : [parameters: ParametersOf<S>];

/** A code of a table of sentences, with the parameters its sentence asks for. */
export type Coded<T extends Readonly<Record<string, Bilingual>>> = {
  readonly [C in keyof T & string]: { readonly code: C; readonly parameters: ParametersOf<T[C]> };
}[keyof T & string];
