import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mutant } from './list-mutants.ts';

/** A mutant that no test can or shall kill, with the reason. */
export interface Accepted {
  readonly file: string;
  readonly from: string;
  readonly into: string;
  readonly reason: string;
}

export const readAccepted = (): Accepted[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'accepted.json'), 'utf8')) as Accepted[];

export const findAccepted = (list: readonly Accepted[], { file, from, into }: Mutant): Accepted | undefined =>
  list.find((one) => one.file === file && one.from === from && one.into === into);
