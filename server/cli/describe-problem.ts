import type { Problem } from '../contract/resources.ts';

/** A problem as lines: its sentence, then each place it concerns. */
export function describeProblem(command: string, problem: Problem): string {
  const places = (problem.errors ?? []).map((place) => `  ${place.pointer || '/'}: ${place.detail}`);
  return [`careshed ${command}: ${problem.detail}`, ...places].join('\n');
}
