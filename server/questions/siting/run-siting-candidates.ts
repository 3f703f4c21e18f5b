import type { ProcessInputs, SitingCandidatesAnswer } from '../../contract/processes.ts';
import { ProblemException } from '../../contract/problems.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { cellToDegrees } from '../shared/to-degrees.ts';
import { selectCandidates } from './frame/select-candidates.ts';

const MOST_SHOWN = 3000;

export interface SitingCandidatesTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'siting-candidates'>;
}
export interface SitingCandidatesTaskOutput {
  readonly body: Omit<SitingCandidatesAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

/**
 * How many places may become sites under the rules, and where: nothing is searched, so it is a matter of a
 * moment.
 */
export function runSitingCandidates(
  { region: reference, inputs }: SitingCandidatesTaskInput,
  context: TaskContext,
): SitingCandidatesTaskOutput {
  if (inputs.facilities)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      {
        pointer: '/facilities',
        code: 'unused-parameter',
        parameters: { name: 'facilities', why: 'siting-candidates' },
      },
    ]);
  const region = context.loadRegion(reference);
  const engine = context.loadEngine(reference, inputs.travel);
  const { cells, considered, rule, dropped, notes } = selectCandidates(
    region,
    engine,
    inputs.candidates,
    buildGridMetric(region.grid).cellSizeMeters,
  );
  const step = Math.max(1, cells.length / MOST_SHOWN);
  const shown = Array.from(
    { length: Math.min(cells.length, MOST_SHOWN) },
    (_, i) => cells[Math.floor(i * step)]!,
  );
  return {
    body: {
      count: cells.length,
      considered,
      rule,
      people: computeSum(Float64Array.from(cells, (cell) => region.population[cell]!)),
      dropped: [...dropped],
      shown: shown.length,
      sample: {
        type: 'FeatureCollection',
        features: shown.map((cell) => ({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: cellToDegrees(region.grid, cell) },
          properties: { people: region.population[cell]! },
        })),
      },
    },
    notes,
  };
}
