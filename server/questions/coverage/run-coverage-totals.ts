import { ProblemException } from '../../contract/problems.ts';
import type { FacilityFilter } from '../../contract/processes.ts';
import type { TravelInput } from '../../contract/travel.ts';
import { computeCoverage } from '../../kernel/access/coverage.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export interface CoverageTotalsInput {
  readonly region: RegionReference;
  readonly inputs: {
    readonly travel: TravelInput;
    readonly facilities?: FacilityFilter | undefined;
    readonly cutoffMinutes: readonly number[];
  };
}

/**
 * People covered by cut-off, ascending, and nothing else; null in a world that cannot be: changes that need
 * one another, or no one left to go to.
 */
export function runCoverageTotals(
  { region: reference, inputs }: CoverageTotalsInput,
  context: TaskContext,
): number[] | null {
  try {
    const region = context.loadRegion(reference);
    const engine = context.loadEngine(reference, inputs.travel);
    const { cells } = selectFacilities(region, engine, inputs.facilities);
    context.report(0.3, 'search');
    const cutoffsSeconds = [...new Set(inputs.cutoffMinutes)].sort((a, b) => a - b).map(toCutoffSeconds);
    const { seconds } = engine.computeSurface(cells, cutoffsSeconds.at(-1)!);
    const { population } = region;
    return computeCoverage({ seconds, cellState: engine.cellState, population, cutoffsSeconds }).cutoffs.map(
      (c) => c.covered,
    );
  } catch (error) {
    if (
      error instanceof ProblemException &&
      ['scenario-invalid', 'no-facilities', 'no-reachable-facility', 'invalid-inputs'].includes(error.code)
    )
      return null;
    throw error;
  }
}
