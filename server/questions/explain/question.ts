import { note } from '../shared/task-note.ts';
import { isDeepStrictEqual } from 'node:util';
import { ProblemException } from '../../contract/problems.ts';
import type { ProcessInputs } from '../../contract/processes.ts';
import type { CapacityRun, Desk, Question, QuestionAnswer } from '../shared/question.ts';
import { defineTask } from '../shared/task.ts';
import type { ExplainTaskInput } from './run-explain.ts';

const explainTask = defineTask('explain', async () => (await import('./run-explain.ts')).runExplain);

/** A place explained, with the room left after a capacity run where one is named. */
async function answerExplain(desk: Desk, inputs: ProcessInputs<'explain'>): Promise<QuestionAnswer> {
  if (inputs.capacityRun === undefined)
    return desk.perform(explainTask, { region: desk.region, inputs, capacity: null });
  const run = openRun(desk, inputs, inputs.capacityRun);
  const capacity = describeRoom(inputs.capacityRun, run);
  const { body, notes } = await run.whileKept(() =>
    desk.perform(explainTask, { region: desk.region, inputs, capacity }),
  );
  if (capacity.cutoffMinutes === inputs.cutoffMinutes) return { body, notes };
  const other = note('capacity-of-other-cutoff', {
    asked: inputs.cutoffMinutes,
    run: capacity.cutoffMinutes,
  });
  return { body, notes: [...notes, other] };
}

function openRun(desk: Desk, { travel }: ProcessInputs<'explain'>, id: string): CapacityRun {
  const run = desk.openCapacityRun(id, '/capacityRun', 'same');
  if (isDeepStrictEqual(run.inputs.travel, travel)) return run;
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer: '/capacityRun', code: 'run-travels-otherwise', parameters: { run: id } },
  ]);
}

function describeRoom(
  id: string,
  { answer, servedPath }: CapacityRun,
): NonNullable<ExplainTaskInput['capacity']> {
  return {
    run: id,
    mode: answer.capacityDetail.mode,
    cutoffMinutes: answer.capacityDetail.cutoffMinutes,
    servedPath,
    rooms: answer.facilities.map(({ id: facility, capacity, residual }) => ({
      id: facility,
      capacity,
      left: residual,
    })),
  };
}

export const explain: Question<'explain'> = { tasks: [explainTask], answer: answerExplain };
