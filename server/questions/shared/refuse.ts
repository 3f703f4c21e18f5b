import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';

/**
 * An input that would change nothing, and what it would need to matter: `needs` reads alike in all
 * languages.
 */
export interface Unused {
  readonly pointer: string;
  readonly needs: string;
}

/** Refuses inputs that have no effect, all at once and by name. */
export function refuseUnused(unused: readonly (Unused | false)[]): void {
  const places = unused.flatMap((entry): ProblemPlace[] =>
    entry === false
      ? []
      : [
          {
            pointer: entry.pointer,
            code: 'unused-parameter',
            parameters: { name: entry.pointer.slice(1).replaceAll('/', '.'), why: `≠ ${entry.needs}` },
          },
        ],
  );
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
}
