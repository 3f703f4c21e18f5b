import type { CoverageAnswer } from '../../contract/processes.ts';
import { computeAccessModCapacityCoverage } from '../../kernel/access/accessmod-compat.ts';
import { computeCoverage, type CoverageRow } from '../../kernel/access/coverage.ts';
import { UNREACHED } from '../../kernel/grid/grid.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { TIE_SECONDS, toCutoffSeconds, toWholeMinutes } from '../../kernel/grid/cut-off.ts';

/** Less than any step of a cut-off, more than what counts as a tie. */
const EDGE_SECONDS = 10 * TIE_SECONDS;

/**
 * Times whose closed comparison is AccessMod 5's: whole minutes, rounded up, strictly below the threshold.
 * Slightly above the whole minute
 * makes `time <= cut-off` what `minutes < threshold` is.
 */
export function toCompatSeconds(seconds: Float64Array): Float64Array {
  return seconds.map((time) =>
    time < UNREACHED ? toWholeMinutes(time, 'up') * 60 + EDGE_SECONDS : UNREACHED,
  );
}

/**
 * What AccessMod 5 prints beside the standard figures, with both denominators, and the difference in
 * people.
 */
export function describeCompat(input: {
  readonly seconds: Float64Array;
  /** Times of the standard mode, which closes corners in the raster model. */
  readonly standardSeconds: Float64Array;
  readonly cellState: Uint8Array;
  readonly population: Float64Array;
  readonly cutoffMinutes: readonly number[];
  readonly row: CoverageRow;
  /** People left by cell after a capacity step at each cut-off; null without one. */
  readonly served: readonly Float64Array[] | null;
}): { detail: NonNullable<CoverageAnswer['compatDetail']>; notes: TaskNote[] } {
  const { seconds, cellState, population, cutoffMinutes, row } = input;
  const standard = computeCoverage({
    seconds: input.standardSeconds,
    cellState,
    population,
    cutoffsSeconds: cutoffMinutes.map(toCutoffSeconds),
    ...(input.served ? { served: input.served } : {}),
  });
  let least = Infinity;
  let most = 0;
  for (const time of seconds) {
    if (time === UNREACHED) continue;
    const minutes = toWholeMinutes(time, 'up');
    least = Math.min(least, minutes);
    most = Math.max(most, minutes);
  }
  const all = computeAccessModCapacityCoverage(population, population, cellState, null, 0);
  const cutoffs = cutoffMinutes.map((minutes, k) => {
    const { covered } = row.cutoffs[k]!;
    const coveredStandard = standard.cutoffs[k]!.covered;
    return {
      cutoffMinutes: minutes,
      covered,
      coveredStandard,
      fewer: coveredStandard - covered,
      percentOfAll: row.total > 0 ? (covered / row.total) * 100 : 0,
      percentOffBarriers: all.peopleOffBarriers > 0 ? (covered / all.peopleOffBarriers) * 100 : null,
      dropped: minutes < least || minutes > most,
    };
  });
  const last = cutoffs.at(-1)!;
  const notes: TaskNote[] = [
    {
      code: input.served ? 'compat-capacity' : last.fewer < 0 ? 'compat-coverage-more' : 'compat-coverage',
      parameters: {
        cutoffMinutes: last.cutoffMinutes,
        people: Math.abs(last.fewer),
        peopleOffBarriers: all.peopleOffBarriers,
      },
    },
    { code: 'compat-travel', parameters: {} },
  ];
  const dropped = cutoffs.filter((cutoff) => cutoff.dropped).map((cutoff) => cutoff.cutoffMinutes);
  if (dropped.length > 0)
    notes.push({ code: 'compat-dropped', parameters: { cutoffs: dropped.join(', '), most } });
  return { detail: { mode: 'accessmod-5', peopleOffBarriers: all.peopleOffBarriers, cutoffs }, notes };
}
