import type { ProcessInputs } from '../../contract/processes.ts';
import type { Desk, Question, QuestionAnswer } from '../shared/question.ts';
import { surfaceLinks, valueLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';
import { workOf } from '../shared/work-of.ts';
import type { CoverageDrawsInput } from './coverage-draws.ts';
import type { EarlierStep } from './follow-run.ts';

/** Draws of one block: small enough to share the work, large enough that a thread's start does not count. */
const BLOCK_DRAWS = 10;

export const coverageTask = defineTask(
  'coverage',
  async () => (await import('./run-coverage.ts')).runCoverage,
);
/** Totals alone, for the contributions of changes in a comparison. */
export const coverageTotalsTask = defineTask(
  'coverage-totals',
  async () => (await import('./run-coverage-totals.ts')).runCoverageTotals,
);
export const coverageDrawsTask = defineTask(
  'coverage-draws',
  async () => (await import('./coverage-draws.ts')).computeCoverageDraws,
);
export const mergeDrawsTask = defineTask(
  'merge-draws',
  async () => (await import('./merge-draws.ts')).mergeCoverageDraws,
);

/** Coverage, and where asked for how sure it is. */
async function answerCoverage(desk: Desk, inputs: ProcessInputs<'coverage'>): Promise<QuestionAnswer> {
  const { uncertainty, residualOf } = inputs;
  const upload = desk.findUpload(inputs.zones);
  const baseShare = Math.min(0.2, 1 / workOf(inputs));
  const earlier =
    residualOf === undefined || inputs.capacity === 'ignore'
      ? {}
      : { earlier: openEarlier(desk, residualOf) };
  const { body, notes, seconds, nearest, served } = await desk.perform(
    coverageTask,
    { region: desk.region, inputs, upload, ...earlier },
    uncertainty ? { from: 0, to: baseShare } : undefined,
  );
  const plain: QuestionAnswer = {
    body: { ...body, denominator: nameDenominator(desk, inputs), surface: surfaceLinks(desk.run) },
    notes,
    arrays: { seconds, nearest, ...(served ? { served } : {}) },
  };
  return uncertainty
    ? addUncertainty(
        desk,
        { region: desk.region, inputs: { ...inputs, uncertainty }, upload },
        plain,
        baseShare,
      )
    : plain;
}

function nameDenominator(desk: Desk, { residualOf }: ProcessInputs<'coverage'>): string {
  if (residualOf !== undefined) return 'people-left-by-the-run-before';
  return desk.region.within === undefined ? 'all-people-of-the-region' : 'people-inside-the-zones-counted';
}

/** Blocks of draws on all threads of the job lane, joined to percentiles and probabilities. */
async function addUncertainty(
  desk: Desk,
  input: Omit<CoverageDrawsInput, 'first' | 'count'>,
  plain: QuestionAnswer,
  baseShare: number,
): Promise<QuestionAnswer> {
  const { draws } = input.inputs.uncertainty;
  const blocks = await desk.performAll(
    coverageDrawsTask,
    Array.from({ length: Math.ceil(draws / BLOCK_DRAWS) }, (_, i) => ({
      ...input,
      first: i * BLOCK_DRAWS,
      count: Math.min(BLOCK_DRAWS, draws - i * BLOCK_DRAWS),
    })),
    { from: baseShare, to: 0.95, phase: 'draws' },
  );
  const { detail, probabilities, notes } = await desk.perform(
    mergeDrawsTask,
    { ...input, blocks },
    { from: 0.95, to: 1 },
  );
  return {
    body: {
      ...plain.body,
      uncertainty: {
        ...detail,
        cutoffs: detail.cutoffs.map(({ tileScale, ...cutoff }, k) => ({
          ...cutoff,
          surface: valueLinks(desk.run, `probability-${k}`, tileScale),
        })),
      },
    },
    notes: [...plain.notes, ...notes],
    arrays: {
      ...plain.arrays,
      ...Object.fromEntries(probabilities.map((values, k) => [`probability-${k}`, values])),
    },
  };
}

/**
 * People served so far by cell, and the room each facility of the chain has left. A scenario may differ:
 * sites may open between steps.
 */
function openEarlier(desk: Desk, run: string): EarlierStep {
  const earlier = desk.openCapacityRun(run, '/residualOf', 'any');
  const { answer } = earlier;
  return {
    run,
    served: earlier.readServed(),
    room:
      answer.follows?.room ??
      answer.facilities.flatMap(({ id, capacity, residual }) =>
        capacity === null || residual === null ? [] : [{ id, people: residual }],
      ),
  };
}

export const coverage: Question<'coverage'> = {
  tasks: [coverageTask, coverageTotalsTask, coverageDrawsTask, mergeDrawsTask],
  answer: answerCoverage,
};
