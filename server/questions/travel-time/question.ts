import type { ProcessInputs } from '../../contract/processes.ts';
import type { Desk, Question, QuestionAnswer } from '../shared/question.ts';
import { surfaceLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';

const travelTimeTask = defineTask(
  'travel-time',
  async () => (await import('./run-travel-time.ts')).runTravelTime,
);

async function answerTravelTime(desk: Desk, inputs: ProcessInputs<'travel-time'>): Promise<QuestionAnswer> {
  const { body, notes, seconds, nearest } = await desk.perform(travelTimeTask, {
    region: desk.region,
    inputs,
  });
  return { body: { ...body, surface: surfaceLinks(desk.run) }, notes, arrays: { seconds, nearest } };
}

export const travelTime: Question<'travel-time'> = { tasks: [travelTimeTask], answer: answerTravelTime };
