import { ProblemException } from '../contract/problems.ts';
import type { CoverageAnswer, ProcessInputs } from '../contract/processes.ts';
import type { CapacityRun, Desk, Share } from '../questions/shared/question.ts';
import type { AnalysisContext, ExecuteOptions } from './context.ts';
import { fanOut, within } from './fan-out.ts';
import { referenceOf, type ScenarioRegion } from './regions.ts';
import { findUpload } from './uploads.ts';
import { whileKept } from './while-kept.ts';

/** What the steps of a question on `region` may ask for; `run` is the id of the run being made. */
export function openDesk(
  context: AnalysisContext,
  region: ScenarioRegion,
  run: string,
  options: ExecuteOptions,
): Desk {
  const inShare = (share: Share | undefined): ExecuteOptions =>
    share ? within(options, share.from, share.to) : options;
  return {
    run,
    region: referenceOf(context, region),
    ground: region.detail,
    perform: (task, input, share) => context.runner.run(task, input, inShare(share)),
    performAll: (task, inputs, share) => fanOut(context, task, inputs, options, share),
    findUpload: (zones) => findUpload(context, region.id, zones),
    openCapacityRun: (id, pointer, scenario) => openCapacityRun(context, region, id, { pointer, scenario }),
  };
}

function openCapacityRun(
  context: AnalysisContext,
  region: ScenarioRegion,
  run: string,
  { pointer, scenario }: { readonly pointer: string; readonly scenario: 'same' | 'any' },
): CapacityRun {
  const manifest = context.runs.findManifest(run);
  const answer = manifest ? (context.runs.findAnswer(run) as CoverageAnswer | null) : null;
  if (
    manifest?.process !== 'coverage' ||
    manifest.regionHash !== region.hash ||
    (scenario === 'same' && manifest.scenarioHash !== region.scenario?.hash) ||
    !answer?.capacityDetail ||
    !context.runs.hasArray(run, 'served')
  )
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer, code: 'run-not-capacity', parameters: { run } },
    ]);
  return {
    answer: answer as CapacityRun['answer'],
    inputs: manifest.inputs as ProcessInputs<'coverage'>,
    servedPath: context.runs.arrayPath(run, 'served'),
    readServed: () => new Float64Array(Uint8Array.from(context.runs.readArray(run, 'served')).buffer),
    whileKept: (work) => whileKept(context, run, 'served', work),
  };
}
