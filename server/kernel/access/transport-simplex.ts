import { computeSortOrder } from '../stats/sort-order.ts';
import type { SpanningTree } from './transport-tree.ts';
import { buildSpanningTree } from './transport-tree.ts';
import type { TransportProblem, TransportSolution } from './transport-problem.ts';

/**
 * Places looked at before the best of them enters the basis: measured best between 64 and 256 on 250 ×
 * 30,000 problems.
 */
const BLOCK = 128;

/**
 * Least Σ seconds · people + penalty · people nowhere, by the primal network simplex.
 *
 * The basis is a spanning tree over facilities, "nowhere" and places; a place that is not split is a leaf,
 * so only the facilities and
 * the fewer than `facilityCount` split places are kept as a tree, and a pivot costs O(facilities) whatever
 * the number of places. Bases
 * stay strongly feasible (Cunningham 1976, Math. Prog. 11:105–116), so it cannot cycle. Pricing by blocks
 * of places, each against
 * its row, cut short where no later facility can be cheaper; the start is greedy by time. Deterministic.
 * Mutates nothing.
 */
export function solveTransport(problem: TransportProblem, pivotLimit = Infinity): TransportSolution {
  const tree = buildSpanningTree(problem);
  const { placeCount, facilityCount } = problem;
  startNearest(problem, tree);
  const pricing = { facility: -1, cost: 0, gain: 0 };
  const tolerance = problem.penalty * 1e-14 + 1e-9;
  let pivots = 0;
  let quiet = 0;
  let place = 0;
  while (quiet <= placeCount && pivots < pivotLimit) {
    let entering = -1;
    let facility = -1;
    let cost = 0;
    let gain = tolerance;
    for (let seen = 0; seen < BLOCK; seen++) {
      priceOut(problem, tree, place, gain, pricing);
      if (pricing.facility >= 0) {
        entering = place;
        ({ facility, cost, gain } = pricing);
      }
      place = place === placeCount ? 0 : place + 1;
    }
    if (entering < 0) quiet += BLOCK;
    else {
      tree.pivot(entering, facility, cost);
      pivots++;
      quiet = 0;
    }
  }
  return {
    ...tree.finish(),
    price: tree.price.slice(0, facilityCount),
    pivots,
    optimal: quiet > placeCount,
  };
}

/** Best move of a place that gains more than `atLeast`; facility -1 when there is none. */
function priceOut(
  problem: TransportProblem,
  tree: SpanningTree,
  place: number,
  atLeast: number,
  found: { facility: number; cost: number; gain: number },
): void {
  const { placeCount, facilityCount, start, facilities, seconds, penalty, room } = problem;
  const { price } = tree;
  const value = tree.valueOf(place);
  let best = value - atLeast;
  found.facility = -1;
  if (place === placeCount) {
    // room that no one uses may lie at any facility, or nowhere, at no cost
    for (let facility = 0; facility <= facilityCount; facility++)
      if (room[facility] !== 0 && price[facility]! < best) {
        best = price[facility]!;
        found.facility = facility;
        found.cost = 0;
      }
  } else {
    if (penalty < best) {
      best = penalty;
      found.facility = facilityCount;
      found.cost = penalty;
    }
    const end = start[place + 1]!;
    const cheapest = tree.lowestPrice();
    for (let i = start[place]!; i < end; i++) {
      const time = seconds[i]!;
      if (time + cheapest >= best) break;
      const total = time + price[facilities[i]!]!;
      if (total < best) {
        best = total;
        found.facility = facilities[i]!;
        found.cost = time;
      }
    }
  }
  found.gain = value - best;
}

/** Sends whole places to facilities in order of time while they fit. */
function startNearest(problem: TransportProblem, tree: SpanningTree): void {
  const { placeCount, people, room, start, facilities, seconds } = problem;
  const left = room.slice();
  const done = new Uint8Array(placeCount);
  const placeOf = new Int32Array(seconds.length);
  for (let place = 0; place < placeCount; place++) placeOf.fill(place, start[place], start[place + 1]);
  for (const i of computeSortOrder(seconds)) {
    const place = placeOf[i]!;
    const facility = facilities[i]!;
    if (done[place] === 1 || people[place]! > left[facility]!) continue;
    done[place] = 1;
    left[facility]! -= people[place]!;
    tree.pivot(place, facility, seconds[i]!);
  }
}
