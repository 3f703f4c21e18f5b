import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

/** Reads the travel times of two stored runs. */
export const compareTask = defineTask('compare', async () => (await import('./run-compare.ts')).runCompare, {
  staysHere: true,
});

/** Its sides are stored runs: `service/compare.ts` opens them and asks for this task. */
export const compare: Question<'compare'> = { tasks: [compareTask] };
