import type { ProcessInputs } from '../contract/processes.ts';
import type { RegionRow } from '../store/region-store.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { fanOut, within } from './fan-out.ts';
import { referenceOf } from './regions.ts';
import { surfaceLinks, valueLinks } from './surface-links.ts';
import { findUpload } from './uploads.ts';

/** Draws of one block: small enough to share the work, large enough that a thread's start does not count. */
const BLOCK_DRAWS = 10;

/** Coverage, and where asked for how sure it is: blocks of draws on all threads of the job lane. */
export async function analyseCoverage(
  context: AnalysisContext,
  region: RegionRow,
  inputs: ProcessInputs<'coverage'>,
  run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const reference = referenceOf(context, region);
  const upload = findUpload(context, region.id, inputs.zones);
  const { uncertainty } = inputs;
  const { body, notes, seconds, nearest, served } = await context.runner.run(
    'coverage',
    { region: reference, inputs, upload },
    uncertainty ? within(options, 0, 0.2) : options,
  );
  const plain = { ...body, denominator: 'all-people-of-the-region', surface: surfaceLinks(run) };
  const arrays = { seconds, nearest, ...(served ? { served } : {}) };
  if (!uncertainty) return { body: plain, notes, arrays };
  const input = { region: reference, inputs: { ...inputs, uncertainty }, upload };
  const blocks = await fanOut(
    context,
    'coverage-draws',
    Array.from({ length: Math.ceil(uncertainty.draws / BLOCK_DRAWS) }, (_, i) => ({
      ...input,
      first: i * BLOCK_DRAWS,
      count: Math.min(BLOCK_DRAWS, uncertainty.draws - i * BLOCK_DRAWS),
    })),
    options,
    { from: 0.2, to: 0.95, phase: 'draws' },
  );
  const { detail, probabilities, notes: drawn } = await context.runner.run(
    'merge-draws',
    { ...input, blocks },
    within(options, 0.95, 1),
  );
  return {
    body: {
      ...plain,
      uncertainty: {
        ...detail,
        cutoffs: detail.cutoffs.map(({ tileScale, ...cutoff }, k) => ({
          ...cutoff,
          surface: valueLinks(run, `probability-${k}`, tileScale),
        })),
      },
    },
    notes: [...notes, ...drawn],
    arrays: {
      ...arrays,
      ...Object.fromEntries(probabilities.map((values, k) => [`probability-${k}`, values])),
    },
  };
} // prettier-ignore
