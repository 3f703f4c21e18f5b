import { computeSum } from '../stats/sum.ts';
import type { ReachLists } from './reach-lists.ts';

/** Who is served by whom when facilities have room for so many people. Fractions of people are allowed. */
export interface CapacityAnswer {
  /** People of the pair's cell served by its facility, one entry per pair of the reach lists. */
  readonly flow: Float64Array;
  readonly servedByCell: Float64Array;
  readonly servedByFacility: Float64Array;
  /** What is left, for the next step: people by cell, room by facility. Never negative. */
  readonly residualPopulation: Float64Array;
  readonly residualCapacity: Float64Array;
  readonly servedPeople: number;
  readonly personSeconds: number;
  /** personSeconds / servedPeople; null when no one is served. */
  readonly meanSeconds: number | null;
}

/** Sums `flow` over cells and facilities. O(pairs + cells). */
export function buildCapacityAnswer(
  lists: ReachLists,
  population: ArrayLike<number>,
  capacities: Float64Array,
  flow: Float64Array,
): CapacityAnswer {
  const servedByCell = new Float64Array(population.length);
  const servedByFacility = new Float64Array(lists.facilityCount);
  const personSeconds = new Float64Array(lists.facilityCount);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    const from = lists.start[facility]!;
    const to = lists.start[facility + 1]!;
    let seconds = 0;
    for (let i = from; i < to; i++) {
      servedByCell[lists.cells[i]!]! += flow[i]!;
      seconds += flow[i]! * lists.seconds[i]!;
    }
    servedByFacility[facility] = computeSum(flow.subarray(from, to));
    personSeconds[facility] = seconds;
  }
  const servedPeople = computeSum(servedByFacility);
  return {
    flow,
    servedByCell,
    servedByFacility,
    residualPopulation: servedByCell.map((served, cell) =>
      Math.max(0, Math.max(0, population[cell]!) - served),
    ),
    residualCapacity: servedByFacility.map((served, facility) => Math.max(0, capacities[facility]! - served)),
    servedPeople,
    personSeconds: computeSum(personSeconds),
    meanSeconds: servedPeople > 0 ? computeSum(personSeconds) / servedPeople : null,
  };
}

/**
 * Throws unless there is one capacity ≥ 0 (Infinity: no limit) per facility and the lists' cells lie in
 * `population`.
 */
export function assertCapacities(
  lists: ReachLists,
  population: ArrayLike<number>,
  capacities: Float64Array,
): void {
  if (capacities.length !== lists.facilityCount)
    throw new RangeError(`capacities: expected ${lists.facilityCount}, got ${capacities.length}`);
  for (let facility = 0; facility < capacities.length; facility++)
    if (!(capacities[facility]! >= 0))
      throw new RangeError(`capacities: expected ≥ 0, got ${capacities[facility]} at facility ${facility}`);
  for (let i = 0; i < lists.cells.length; i++)
    if (!(population[lists.cells[i]!]! > 0))
      throw new RangeError(`reach lists: expected populated cells only, got cell ${lists.cells[i]}`);
}
