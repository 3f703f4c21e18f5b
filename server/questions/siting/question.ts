import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

/** Keeps its best plan so far when cancelled. */
export const sitingTask = defineTask('siting', async () => (await import('./run-siting.ts')).runSiting, {
  keepsBest: true,
  lane: 'job',
});
const candidatesTask = defineTask(
  'siting-candidates',
  async () => (await import('./run-siting-candidates.ts')).runSitingCandidates,
);
const evaluateTask = defineTask(
  'siting-evaluate',
  async () => (await import('./run-siting-evaluate.ts')).runSitingEvaluate,
);

export const siting: Question<'siting'> = {
  tasks: [sitingTask],
  answer: (desk, inputs) => desk.perform(sitingTask, { region: desk.region, inputs }),
};

export const sitingCandidates: Question<'siting-candidates'> = {
  tasks: [candidatesTask],
  answer: (desk, inputs) => desk.perform(candidatesTask, { region: desk.region, inputs }),
};

export const sitingEvaluate: Question<'siting-evaluate'> = {
  tasks: [evaluateTask],
  answer: (desk, inputs) => desk.perform(evaluateTask, { region: desk.region, inputs }),
};
