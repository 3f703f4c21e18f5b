import type { ReachLists } from './reach-lists.ts';
import { computeSum } from '../stats/sum.ts';

/** How many facilities people can choose from within one cut-off. */
export interface Choice {
  readonly people: number;
  /** People within reach of at least k facilities, by k from 1; entry k - 1. */
  readonly peopleWithAtLeast: readonly number[];
  /** Σ people in each catchment / people in their union; 1 = no overlap, null when no one is covered. */
  readonly overlapIndex: number | null;
  /** People in each facility's own catchment, overlaps counted again. */
  readonly peopleInReach: readonly number[];
}

/**
 * k-coverage (backup) and overlap of catchments at a closed cut-off within the lists' limit.
 *
 * `population` by cell; the denominator `people` is everybody in it. `most` is the largest k reported.
 * O(pairs + cells).
 */
export function computeChoice(
  lists: ReachLists,
  population: ArrayLike<number>,
  cutoffSeconds: number,
  most = 3,
): Choice {
  if (!(cutoffSeconds <= lists.limitSeconds))
    throw new RangeError(`cut-off: expected ≤ ${lists.limitSeconds} seconds, got ${cutoffSeconds}`);
  const counts = countFacilities(lists, population.length, cutoffSeconds);
  const peopleInReach: number[] = [];
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    const here: number[] = [];
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      if (!(lists.seconds[i]! <= cutoffSeconds)) break;
      here.push(Math.max(0, population[lists.cells[i]!]!));
    }
    peopleInReach.push(computeSum(here));
  }
  const peopleWithAtLeast = Array.from({ length: most }, (_, k) => {
    const chosen = new Float64Array(counts.length);
    for (let cell = 0; cell < counts.length; cell++)
      if (counts[cell]! > k && population[cell]! > 0) chosen[cell] = population[cell]!;
    return computeSum(chosen);
  });
  const people = computeSum(Array.from(population, (here) => (here > 0 ? here : 0)));
  const covered = peopleWithAtLeast[0] ?? 0;
  return {
    people,
    peopleWithAtLeast,
    overlapIndex: covered > 0 ? computeSum(peopleInReach) / covered : null,
    peopleInReach,
  };
}

/** Number of facilities within `cutoffSeconds` of each cell. */
function countFacilities(lists: ReachLists, cellCount: number, cutoffSeconds: number): Uint16Array {
  const counts = new Uint16Array(cellCount);
  for (let i = 0; i < lists.cells.length; i++)
    if (lists.seconds[i]! <= cutoffSeconds) counts[lists.cells[i]!]!++;
  return counts;
}
