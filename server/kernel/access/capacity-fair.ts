import type { CapacityAnswer } from './capacity.ts';
import { assertCapacities, buildCapacityAnswer } from './capacity.ts';
import type { ReachByCell, ReachLists } from './reach-lists.ts';
import { transposeReachLists } from './reach-lists.ts';
import type { TransportSolution } from './transport-problem.ts';
import { solveTransport } from './transport-simplex.ts';
import { addTo, buildSums, computeSum, readSum } from '../stats/sum.ts';

/** What no other assignment can beat, shown by prices that anybody can check. */
interface FairCertificate {
  /**
   * No assignment serves more people: rooms of the full facilities + people who can reach one that is not
   * full (a minimum cut).
   */
  readonly servedBound: number;
  /** No assignment that serves as many spends fewer person-seconds (linear-programming dual). */
  readonly personSecondsBound: number;
  /**
   * Relative distance of the answer from both bounds, the larger one; below one person or person-second the
   * absolute distance.
   */
  readonly gap: number;
  /** Price of a place at each facility, seconds. */
  readonly price: Float64Array;
}

export interface FairAnswer extends CapacityAnswer {
  readonly certificate: FairCertificate;
  readonly pivots: number;
  readonly optimal: boolean;
}

/**
 * Serves the most people possible within the lists' limit and, among all ways to serve that many, spends
 * the fewest person-seconds.
 *
 * Exact: a transportation problem in which a person who is served nowhere costs more than any chain of
 * moves could save,
 * 2 · (facilities + 2) · (limit + 1) seconds. Fractions of people are allowed. `population` by cell,
 * `capacities` by facility
 * (Infinity: no limit). Mutates nothing; deterministic; about O(pairs) per sweep of prices.
 */
export function computeFairCapacity(
  lists: ReachLists,
  population: ArrayLike<number>,
  capacities: Float64Array,
  pivotLimit?: number,
): FairAnswer {
  assertCapacities(lists, population, capacities);
  const byCell = withoutFullFacilities(transposeReachLists(lists, population.length), capacities);
  const people = Float64Array.from(byCell.cells, (cell) => population[cell]!);
  const everybody = computeSum(people);
  const room = capacities.map((capacity) => Math.min(capacity, everybody));
  const longest = byCell.seconds.reduce((a, b) => Math.max(a, b), 0);
  const penalty = 2 * (lists.facilityCount + 2) * (longest + 1);
  const solution = solveTransport(
    {
      placeCount: byCell.cells.length,
      facilityCount: lists.facilityCount,
      people,
      room,
      start: byCell.start,
      facilities: byCell.facilities,
      seconds: byCell.seconds,
      penalty,
    },
    pivotLimit,
  );
  const flow = toFlow(lists, byCell, people, solution, population.length);
  const answer = buildCapacityAnswer(lists, population, capacities, flow);
  return {
    ...answer,
    certificate: certify(byCell, people, room, penalty, solution.price, answer),
    pivots: solution.pivots,
    optimal: solution.optimal,
  };
}

function withoutFullFacilities(byCell: ReachByCell, capacities: Float64Array): ReachByCell {
  const { cells, start, facilities, seconds } = byCell;
  const newStart = new Uint32Array(start.length);
  const newFacilities = new Int32Array(facilities.length);
  const newSeconds = new Float64Array(seconds.length);
  let count = 0;
  for (let place = 0; place < cells.length; place++) {
    for (let i = start[place]!; i < start[place + 1]!; i++) {
      if (!(capacities[facilities[i]!]! > 0)) continue;
      newFacilities[count] = facilities[i]!;
      newSeconds[count++] = seconds[i]!;
    }
    newStart[place + 1] = count;
  }
  return {
    cells,
    start: newStart,
    facilities: newFacilities.subarray(0, count),
    seconds: newSeconds.subarray(0, count),
  };
}

/**
 * The solution's people on the pairs of the lists; what rounding left above a facility's room is taken off
 * its parts.
 */
function toFlow(
  lists: ReachLists,
  byCell: ReachByCell,
  people: Float64Array,
  solution: TransportSolution,
  cellCount: number,
): Float64Array {
  const flow = new Float64Array(lists.cells.length);
  const placeOf = new Int32Array(cellCount).fill(-1);
  byCell.cells.forEach((cell, place) => (placeOf[cell] = place));
  const parts = new Map<number, Map<number, number>>();
  for (const part of solution.parts) {
    const own = parts.get(part.place) ?? new Map<number, number>();
    own.set(part.facility, part.people);
    parts.set(part.place, own);
  }
  for (let facility = 0; facility < lists.facilityCount; facility++)
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      const place = placeOf[lists.cells[i]!]!;
      const whole = solution.wholeFacility[place]!;
      if (whole === facility) flow[i] = people[place]!;
      else if (whole === -1) flow[i] = parts.get(place)?.get(facility) ?? 0;
    }
  return flow;
}

/** Bounds from the prices alone: true whatever the prices are, tight when they are optimal. */
function certify(
  byCell: ReachByCell,
  people: Float64Array,
  room: Float64Array,
  penalty: number,
  priceFound: Float64Array,
  answer: CapacityAnswer,
): FairCertificate {
  const price = priceFound.map((seconds) => Math.max(0, seconds));
  const served = buildSums(1);
  const dual = buildSums(1);
  for (let facility = 0; facility < price.length; facility++) {
    addTo(dual, 0, -price[facility]! * room[facility]!);
    if (price[facility]! > penalty / 2) addTo(served, 0, room[facility]!);
  }
  for (let place = 0; place < people.length; place++) {
    let best = penalty;
    let free = false;
    for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++) {
      const facility = byCell.facilities[i]!;
      best = Math.min(best, byCell.seconds[i]! + price[facility]!);
      if (price[facility]! <= penalty / 2) free = true;
    }
    if (free) addTo(served, 0, people[place]!);
    addTo(dual, 0, people[place]! * best);
    addTo(dual, 0, -penalty * people[place]!);
  }
  addTo(dual, 0, penalty * answer.servedPeople);
  const servedBound = readSum(served, 0);
  const personSecondsBound = Math.max(0, readSum(dual, 0));
  const relative = (difference: number, of: number): number => Math.max(0, difference) / Math.max(1, of);
  return {
    servedBound,
    personSecondsBound,
    gap: Math.max(
      relative(servedBound - answer.servedPeople, servedBound),
      relative(answer.personSeconds - personSecondsBound, answer.personSeconds),
    ),
    price,
  };
}
