import { isDeepStrictEqual } from 'node:util';
import { ProblemException } from '../contract/problems.ts';
import type { ProcessInputs } from '../contract/processes.ts';
import type { TaskInput, TaskOutput } from '../workers/task-map.ts';
import { getCapacityRun } from './capacity-run.ts';
import type { AnalysisContext, AnalysisResult, ExecuteOptions } from './context.ts';
import { whileKept } from './while-kept.ts';
import { referenceOf, type ScenarioRegion } from './regions.ts';

/** A place explained, with the room left after a capacity run where one is named. */
export async function analyseExplain(
  context: AnalysisContext,
  region: ScenarioRegion,
  inputs: ProcessInputs<'explain'>,
  _run: string,
  options: ExecuteOptions,
): Promise<AnalysisResult> {
  const capacity =
    inputs.capacityRun === undefined ? null : findCapacityRun(context, region, inputs, inputs.capacityRun);
  const explain = (): Promise<TaskOutput<'explain'>> =>
    context.runner.run('explain', { region: referenceOf(context, region), inputs, capacity }, options);
  const { body, notes } = await (capacity ? whileKept(context, capacity.run, 'served', explain) : explain());
  if (!capacity || capacity.cutoffMinutes === inputs.cutoffMinutes) return { body, notes };
  const other = {
    code: 'capacity-of-other-cutoff',
    parameters: { asked: inputs.cutoffMinutes, run: capacity.cutoffMinutes },
  };
  return { body, notes: [...notes, other] };
}

function findCapacityRun(
  context: AnalysisContext,
  region: ScenarioRegion,
  { travel }: ProcessInputs<'explain'>,
  run: string,
): NonNullable<TaskInput<'explain'>['capacity']> {
  const answer = getCapacityRun(context, region, run, '/capacityRun', 'same');
  const asked = context.runs.findManifest(run)!.inputs as ProcessInputs<'coverage'>;
  if (!isDeepStrictEqual(asked.travel, travel))
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/capacityRun', code: 'run-travels-otherwise', parameters: { run } },
    ]);
  return {
    run,
    mode: answer.capacityDetail.mode,
    cutoffMinutes: answer.capacityDetail.cutoffMinutes,
    servedPath: context.runs.arrayPath(run, 'served'),
    rooms: answer.facilities.map(({ id, capacity, residual }) => ({ id, capacity, left: residual })),
  };
}
