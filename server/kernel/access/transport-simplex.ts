import { buildSpanningTree } from './transport-tree.ts';

/**
 * A transportation problem with few sinks: places with people, facilities with room, and "nowhere", where a person costs `penalty`.
 * Row p of `start`/`facilities`/`seconds` lists the facilities place p may use, in ascending order of seconds.
 */
export interface TransportProblem {
  readonly placeCount: number;
  readonly facilityCount: number;
  /** > 0 per place. */
  readonly people: Float64Array;
  /** > 0 and finite per facility that occurs in a row. */
  readonly room: Float64Array;
  readonly start: Uint32Array;
  readonly facilities: Int32Array;
  readonly seconds: Float64Array;
  readonly penalty: number;
}

export interface TransportSolution {
  /** Facility of a place that goes to one facility whole; `facilityCount` is nowhere, -1 a place that is split. */
  readonly wholeFacility: Int32Array;
  /** Parts of split places, at most facilityCount + split places of them: place, facility, people. */
  readonly parts: readonly { readonly place: number; readonly facility: number; readonly people: number }[];
  /** Price of a place at each facility in seconds; 0 where room is left. */
  readonly price: Float64Array;
  readonly pivots: number;
  /** False when the pivot limit ended the search: the answer is feasible, its gap tells how far it may be off. */
  readonly optimal: boolean;
}

/**
 * Least Σ seconds · people + penalty · people nowhere, by the primal network simplex.
 *
 * The basis is a spanning tree over facilities, "nowhere" and places; a place that is not split is a leaf, so only the facilities and
 * the fewer than `facilityCount` split places are kept as a tree, and a pivot costs O(facilities) whatever the number of places. Bases
 * stay strongly feasible (Cunningham 1976, Math. Prog. 11:105–116), so it cannot cycle. Each place is priced against its whole row,
 * cut short where no later facility can be cheaper. Deterministic. Mutates nothing.
 */
export function solveTransport(problem: TransportProblem, pivotLimit = Infinity): TransportSolution {
  const tree = buildSpanningTree(problem);
  const { placeCount, start, facilities, seconds, penalty, facilityCount } = problem;
  const tolerance = penalty * 1e-14 + 1e-9;
  const { price } = tree;
  let pivots = 0;
  let quiet = 0;
  for (let place = 0; quiet <= placeCount && pivots < pivotLimit; place = (place + 1) % (placeCount + 1)) {
    let best = Infinity;
    let choice = -1;
    let cost = 0;
    if (place === placeCount) {
      // room that nobody uses may lie at any facility, or nowhere, at no cost
      for (let facility = 0; facility <= facilityCount; facility++)
        if (problem.room[facility] !== 0 && price[facility]! < best) {
          best = price[facility]!;
          choice = facility;
        }
    } else {
      best = penalty;
      choice = facilityCount;
      cost = penalty;
      const end = start[place + 1]!;
      const cheapest = tree.lowestPrice();
      for (let i = start[place]!; i < end; i++) {
        const time = seconds[i]!;
        if (time + cheapest >= best) break;
        const value = time + price[facilities[i]!]!;
        if (value < best) {
          best = value;
          choice = facilities[i]!;
          cost = time;
        }
      }
    }
    if (best < tree.valueOf(place) - tolerance) {
      tree.pivot(place, choice, cost);
      pivots++;
      quiet = 0;
    } else quiet++;
  }
  return { ...tree.finish(), price: price.slice(0, facilityCount), pivots, optimal: quiet > placeCount };
}
