import type { ProcessInputs } from '../../contract/processes.ts';
import type { Desk, Question, QuestionAnswer } from '../shared/question.ts';
import { surfaceLinks } from '../shared/surface-links.ts';
import { defineTask } from '../shared/task.ts';
import { planReferral } from './plan-referral.ts';

/** Blocks of searches per step: more than threads, so that they finish together. */
const PARTS = 8;

export const referralBlockTask = defineTask(
  'referral-block',
  async () => (await import('./referral-block.ts')).computeReferralBlock,
);
const referralTask = defineTask('referral', async () => (await import('./run-referral.ts')).runReferral);

/** Who refers to whom: the searches in blocks on all threads of the job lane, then one answer. */
async function answerReferral(desk: Desk, inputs: ProcessInputs<'referral'>): Promise<QuestionAnswer> {
  const { region } = desk;
  const upload = desk.findUpload(inputs.zones);
  const { tiers } = planReferral(inputs);
  const steps = tiers
    .slice(1)
    .map((tier, k) => ({ fromTier: tiers[k]!, toTier: tier, meters: 'none' as const }));
  const wanted = [{ fromTier: inputs.fromTier, toTier: inputs.toTier, meters: inputs.meters }, ...steps];
  const all = await desk.performAll(
    referralBlockTask,
    wanted.flatMap((step) =>
      Array.from({ length: PARTS }, (_, part) => ({ region, inputs, ...step, part, parts: PARTS })),
    ),
    { from: 0, to: 0.85, phase: 'search' },
  );
  const blocksOf = (step: number) => all.slice(step * PARTS, (step + 1) * PARTS);
  const { body, notes, seconds, nearest } = await desk.perform(
    referralTask,
    { region, inputs, upload, blocks: blocksOf(0), chainBlocks: steps.map((_, k) => blocksOf(k + 1)) },
    { from: 0.85, to: 1 },
  );
  return {
    body: { ...body, chain: body.chain ? { ...body.chain, surface: surfaceLinks(desk.run) } : null },
    notes,
    ...(seconds && nearest ? { arrays: { seconds, nearest } } : {}),
  };
}

export const referral: Question<'referral'> = {
  tasks: [referralBlockTask, referralTask],
  answer: answerReferral,
};
