import { computeSortOrder } from '../stats/sort-order.ts';
import type { CapacityAnswer } from './capacity.ts';
import { assertCapacities, buildCapacityAnswer } from './capacity.ts';
import type { ReachLists } from './reach-lists.ts';

/**
 * Serves pairs in order of time while there is room: the nearest people first, whoever their facility is.
 *
 * Ties go to the lowest facility index; people who are equally far from the facility whose room runs out
 * share what is left in
 * proportion to their numbers, within a cell and between cells. `population` by cell, `capacities` by
 * facility (Infinity: no limit).
 * O(pairs). Mutates nothing. Greedy: it neither serves the most people nor saves the most time;
 * `computeFairCapacity` does.
 */
export function computeNearestFirst(
  lists: ReachLists,
  population: ArrayLike<number>,
  capacities: Float64Array,
): CapacityAnswer {
  assertCapacities(lists, population, capacities);
  const people = Float64Array.from(population);
  const room = capacities.slice();
  const flow = new Float64Array(lists.cells.length);
  const facilityOf = new Int32Array(lists.cells.length);
  for (let facility = 0; facility < lists.facilityCount; facility++)
    facilityOf.fill(facility, lists.start[facility], lists.start[facility + 1]);
  // pairs are numbered by facility, then (seconds, cell): a stable sort by seconds leaves ties in order of
  // facility
  const order = computeSortOrder(lists.seconds);
  for (let i = 0; i < order.length;) {
    const facility = facilityOf[order[i]!]!;
    const seconds = lists.seconds[order[i]!]!;
    let end = i;
    let asking = 0;
    while (
      end < order.length &&
      facilityOf[order[end]!] === facility &&
      lists.seconds[order[end]!] === seconds
    )
      asking += people[lists.cells[order[end++]!]!]!;
    if (asking > 0 && room[facility]! > 0) {
      const all = asking <= room[facility]!;
      const share = all ? 1 : room[facility]! / asking;
      for (let k = i; k < end; k++) {
        const cell = lists.cells[order[k]!]!;
        const served = people[cell]! * share;
        flow[order[k]!] = served;
        people[cell] = all ? 0 : people[cell]! - served;
      }
      room[facility] = all ? room[facility]! - asking : 0;
    }
    i = end;
  }
  return buildCapacityAnswer(lists, population, capacities, flow);
}
