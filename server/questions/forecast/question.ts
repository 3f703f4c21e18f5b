import type { Question } from '../shared/question.ts';
import { valueLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';

const forecastTask = defineTask(
  'demand-forecast',
  async () => (await import('./run-demand-forecast.ts')).runDemandForecast,
);

export const demandForecast: Question<'demand-forecast'> = {
  tasks: [forecastTask],
  answer: async (desk, inputs) => {
    const { body, notes, people, tileScale } = await desk.perform(forecastTask, {
      region: desk.region,
      inputs,
    });
    return {
      body: { ...body, surface: valueLinks(desk.run, 'people', tileScale) },
      notes,
      arrays: { people },
    };
  },
};
