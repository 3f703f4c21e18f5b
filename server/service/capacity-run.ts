import { ProblemException } from '../contract/problems.ts';
import type { CoverageAnswer } from '../contract/processes.ts';
import type { AnalysisContext } from './context.ts';
import type { ScenarioRegion } from './regions.ts';

type CapacityCoverage = CoverageAnswer & {
  capacityDetail: NonNullable<CoverageAnswer['capacityDetail']>;
};

/**
 * The answer of a coverage with capacity of the same region data, or a problem that points at the input
 * which names it.
 */
export function getCapacityRun(
  context: AnalysisContext,
  region: ScenarioRegion,
  run: string,
  pointer: string,
  scenario: 'same' | 'any',
): CapacityCoverage {
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
  return answer as CapacityCoverage;
}
