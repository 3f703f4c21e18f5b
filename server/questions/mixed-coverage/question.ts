import type { ProcessInputs } from '../../contract/processes.ts';
import type { Desk, Question, QuestionAnswer } from '../shared/question.ts';
import { valueLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { listTravelNotes, type Ground } from '../shared/travel-notes.ts';

/** Six decimals of a share fit a tile's 24 bits. */
const TILE_SCALE = 1e6;

const mixedCoverageTask = defineTask(
  'mixed-coverage',
  async () => (await import('./run-mixed-coverage.ts')).runMixedCoverage,
);

/** Coverage when shares of the people travel in different ways. */
async function answerMixedCoverage(
  desk: Desk,
  inputs: ProcessInputs<'mixed-coverage'>,
): Promise<QuestionAnswer> {
  const upload = desk.findUpload(inputs.zones);
  const { body, notes, share } = await desk.perform(mixedCoverageTask, {
    region: desk.region,
    inputs,
    upload,
  });
  const travels = [inputs.travel, ...inputs.otherTravels];
  return {
    body: {
      ...body,
      modes: body.modes.map((mode, i) => ({ travel: travels[i]!, ...mode })),
      surface: valueLinks(desk.run, 'share', TILE_SCALE),
    },
    notes: [...listOtherNotes(inputs, desk.ground), ...notes],
    arrays: { share },
  };
}

/** Assumptions of the other ways of travel that those of `travel` do not state already. */
function listOtherNotes(inputs: ProcessInputs<'mixed-coverage'>, ground: Ground): TaskNote[] {
  const stated = new Set(listTravelNotes(inputs.travel, ground).map((note) => JSON.stringify(note)));
  return inputs.otherTravels
    .flatMap((travel) => listTravelNotes(travel, ground))
    .filter((note) => {
      const text = JSON.stringify(note);
      if (stated.has(text)) return false;
      stated.add(text);
      return true;
    });
}

export const mixedCoverage: Question<'mixed-coverage'> = {
  tasks: [mixedCoverageTask],
  answer: answerMixedCoverage,
};
