import type { Room } from './knapsack-relaxation.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

/** What can still be part of an assignment that is better than the best one known. */
export interface ReducedRoom {
  /** `demands * sites`, 1 where the demand may be served by the site. */
  readonly pairs: Uint8Array;
  /** Sites that may open; fixed ones must. */
  readonly states: Uint8Array;
}

/**
 * Leaves out sites and pairs of demand and site that no better assignment can have, by what forcing them
 * costs under the prices `lambda`.
 *
 * - `scores`: worth of the best knapsack of each site under `lambda` (`KnapsackRelaxation.scoreInto`),
 * `open`: the `count` best sites
 * - `slack`: how far the bound lies beyond the best value; forcing anything dearer than that cannot help
 * - a pair is forced by the value of its site's knapsack with that demand in it, bounded by the fractional
 * knapsack of the others
 * - mutates nothing; O(demands * sites * demands)
 */
export function reduceRoom(
  { demands, sites, cost, size, capacity }: Room,
  states: Uint8Array,
  lambda: Float64Array,
  scores: Float64Array,
  open: Uint8Array,
  slack: number,
): ReducedRoom {
  let lowestIn = Infinity;
  let highestOut = -Infinity;
  for (let site = 0; site < sites; site++) {
    if (states[site] !== FREE) continue;
    if (open[site] === 1) lowestIn = Math.min(lowestIn, scores[site]!);
    else highestOut = Math.max(highestOut, scores[site]!);
  }
  const kept = states.slice();
  const pairs = new Uint8Array(demands * sites);
  const worth = new Float64Array(demands);
  for (let site = 0; site < sites; site++) {
    if (states[site] === EXCLUDED) continue;
    const opening = open[site] === 1 ? 0 : lowestIn - scores[site]!;
    if (states[site] === FREE && opening > slack) {
      kept[site] = EXCLUDED;
      continue;
    }
    if (states[site] === FREE && open[site] === 1 && scores[site]! - highestOut > slack) kept[site] = FIXED;
    for (let demand = 0; demand < demands; demand++)
      worth[demand] = lambda[demand]! - cost[demand * sites + site]!;
    const order = Array.from(worth.keys())
      .filter((demand) => worth[demand]! > 0 && size[demand]! <= capacity[site]!)
      .sort((a, b) => worth[b]! * size[a]! - worth[a]! * size[b]! || a - b);
    for (let demand = 0; demand < demands; demand++) {
      if (size[demand]! > capacity[site]! + 1e-9) continue;
      const forced = worth[demand]! + pour(order, demand, worth, size, capacity[site]! - size[demand]!);
      if (opening + Math.max(0, scores[site]! - forced) <= slack) pairs[demand * sites + site] = 1;
    }
  }
  return { pairs, states: kept };
}

/** Worth of the fractional knapsack of all but one demand. */
function pour(
  order: readonly number[],
  without: number,
  worth: Float64Array,
  size: Float64Array,
  room: number,
): number {
  let left = room;
  let sum = 0;
  for (const demand of order) {
    if (demand === without) continue;
    const own = size[demand]!;
    if (own <= left) {
      left -= own;
      sum += worth[demand]!;
    } else {
      if (own > 0) sum += (left / own) * worth[demand]!;
      break;
    }
  }
  return sum;
}
