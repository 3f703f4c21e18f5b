import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

const calibrateTask = defineTask('calibrate', async () => (await import('./run-calibrate.ts')).runCalibrate);

export const calibrate: Question<'calibrate'> = {
  tasks: [calibrateTask],
  answer: (desk, inputs) => desk.perform(calibrateTask, { region: desk.region, inputs }),
};
