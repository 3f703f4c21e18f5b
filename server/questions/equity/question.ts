import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

const equityTask = defineTask('equity', async () => (await import('./run-equity.ts')).runEquity);

export const equity: Question<'equity'> = {
  tasks: [equityTask],
  answer: (desk, inputs) =>
    desk.perform(equityTask, { region: desk.region, inputs, upload: desk.findUpload(inputs.zones) }),
};
