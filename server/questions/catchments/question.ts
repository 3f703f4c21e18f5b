import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

const catchmentsTask = defineTask(
  'catchments',
  async () => (await import('./run-catchments.ts')).runCatchments,
);

export const catchments: Question<'catchments'> = {
  tasks: [catchmentsTask],
  answer: async (desk, inputs) => {
    const { collection, notes } = await desk.perform(catchmentsTask, { region: desk.region, inputs });
    return { body: { ...collection }, notes };
  },
};
