import type { Evidence } from './role-guess.ts';

/** Words of a file's name, in lower case: split at signs, digits and capitals. Chinese stays in one piece. */
export function splitName(name: string): string[] {
  return name
    .replace(/(\.[a-z0-9]{2,8}){1,2}$/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * Words of a role: those that stand alone (or in a row, with a blank between them), and those that tell
 * even inside another.
 */
export interface RoleWords {
  readonly role: string;
  readonly whole: readonly string[];
  readonly part: RegExp;
}

export interface NameWeights {
  readonly whole: number;
  readonly part: number;
}

/** What a name states for a role: whole words before parts of words. */
export function nameEvidence(name: string, words: RoleWords, weights: NameWeights): Evidence[] {
  const split = splitName(name);
  const row = ` ${split.join(' ')} `;
  const whole = words.whole.find((word) => row.includes(` ${word} `));
  if (whole !== undefined) return [{ kind: 'name-word', word: whole, weight: weights.whole }];
  const part = words.part.exec(split.join('_'))?.[0];
  return part === undefined ? [] : [{ kind: 'name-part', word: part, weight: weights.part }];
}
