import type { Question } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';

/** Reads the surfaces of stored runs. */
export const reportTask = defineTask('report', async () => (await import('./run-report.ts')).runReport, {
  staysHere: true,
  lane: 'job',
});

/** Made of stored runs: `service/report.ts` opens them and asks for this task. */
export const report: Question<'report'> = { tasks: [reportTask] };
