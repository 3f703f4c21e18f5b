import type { ProcessInputs } from '../contract/processes.ts';
import type { RegionRow } from '../store/region-store.ts';
import { planReferral } from '../questions/referral/run-referral.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { fanOut, within } from './fan-out.ts';
import { referenceOf } from './regions.ts';
import { surfaceLinks } from './surface-links.ts';
import { findUpload } from './uploads.ts';

/** Blocks of searches per step: more than threads, so that they finish together. */
const PARTS = 8;

/** Who refers to whom: the searches in blocks on all threads of the job lane, then one answer. */
export async function analyseReferral(
  context: AnalysisContext,
  region: RegionRow,
  inputs: ProcessInputs<'referral'>,
  run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const reference = referenceOf(context, region);
  const upload = findUpload(context, region.id, inputs.zones);
  const { tiers } = planReferral(inputs);
  const steps = tiers
    .slice(1)
    .map((tier, k) => ({ fromTier: tiers[k]!, toTier: tier, meters: 'none' as const }));
  const wanted = [{ fromTier: inputs.fromTier, toTier: inputs.toTier, meters: inputs.meters }, ...steps];
  const all = await fanOut(
    context,
    'referral-block',
    wanted.flatMap((step) =>
      Array.from({ length: PARTS }, (_, part) => ({
        region: reference,
        inputs,
        ...step,
        part,
        parts: PARTS,
      })),
    ),
    options,
    { from: 0, to: 0.85, phase: 'search' },
  );
  const blocksOf = (step: number) => all.slice(step * PARTS, (step + 1) * PARTS);
  const { body, notes, seconds, nearest } = await context.runner.run(
    'referral',
    {
      region: reference,
      inputs,
      upload,
      blocks: blocksOf(0),
      chainBlocks: steps.map((_, k) => blocksOf(k + 1)),
    },
    within(options, 0.85, 1),
  );
  return {
    body: { ...body, chain: body.chain ? { ...body.chain, surface: surfaceLinks(run) } : null },
    notes,
    ...(seconds && nearest ? { arrays: { seconds, nearest } } : {}),
  };
}
