import type { ProcessInputs } from '../contract/processes.ts';
import type { TaskInput } from '../workers/task-map.ts';
import { getCapacityRun } from './capacity-run.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { fanOut, within } from './fan-out.ts';
import { workOf } from './job-estimate.ts';
import { referenceOf, type ScenarioRegion } from './regions.ts';
import { surfaceLinks, valueLinks } from './surface-links.ts';
import { findUpload } from './uploads.ts';

/** Draws of one block: small enough to share the work, large enough that a thread's start does not count. */
const BLOCK_DRAWS = 10;

/** Coverage, and where asked for how sure it is: blocks of draws on all threads of the job lane. */
export async function analyseCoverage(
  context: AnalysisContext,
  region: ScenarioRegion,
  inputs: ProcessInputs<'coverage'>,
  run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const reference = referenceOf(context, region);
  const upload = findUpload(context, region.id, inputs.zones);
  const { uncertainty } = inputs;
  const baseShare = Math.min(0.2, 1 / workOf(inputs));
  const earlier =
    inputs.residualOf === undefined || inputs.capacity === 'ignore'
      ? {}
      : { earlier: findEarlier(context, region, inputs.residualOf) };
  const { body, notes, seconds, nearest, served } = await context.runner.run(
    'coverage',
    { region: reference, inputs, upload, ...earlier },
    uncertainty ? within(options, 0, baseShare) : options,
  );
  const denominator =
    inputs.residualOf !== undefined
      ? 'people-left-by-the-run-before'
      : region.within === undefined
        ? 'all-people-of-the-region'
        : 'people-inside-the-zones-counted';
  const plain = { ...body, denominator, surface: surfaceLinks(run) };
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
    { from: baseShare, to: 0.95, phase: 'draws' },
  );
  const {
    detail,
    probabilities,
    notes: drawn,
  } = await context.runner.run('merge-draws', { ...input, blocks }, within(options, 0.95, 1));
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
}

/**
 * People served so far by cell, and the room each facility of the chain has left. A scenario may differ:
 * sites may open between steps.
 */
function findEarlier(
  context: AnalysisContext,
  region: ScenarioRegion,
  run: string,
): NonNullable<TaskInput<'coverage'>['earlier']> {
  const answer = getCapacityRun(context, region, run, '/residualOf', 'any');
  const bytes = context.runs.readArray(run, 'served');
  return {
    run,
    served: new Float64Array(Uint8Array.from(bytes).buffer),
    room:
      answer.follows?.room ??
      answer.facilities.flatMap(({ id, capacity, residual }) =>
        capacity === null || residual === null ? [] : [{ id, people: residual }],
      ),
  };
}
