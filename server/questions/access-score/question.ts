import type { Question } from '../shared/question.ts';
import { valueLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';

const accessScoreTask = defineTask(
  'access-score',
  async () => (await import('./run-access-score.ts')).runAccessScore,
);

export const accessScore: Question<'access-score'> = {
  tasks: [accessScoreTask],
  answer: async (desk, inputs) => {
    const upload = desk.findUpload(inputs.zones);
    const { body, notes, score, tileScale } = await desk.perform(accessScoreTask, {
      region: desk.region,
      inputs,
      upload,
    });
    return { body: { ...body, surface: valueLinks(desk.run, 'score', tileScale) }, notes, arrays: { score } };
  },
};
