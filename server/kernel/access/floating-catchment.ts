import type { ReachLists } from './reach-lists.ts';

/**
 * Two-step floating catchment area and its family. With w the decay:
 *
 * | method | R_j | A_i | source |
 * |---|---|---|---|
 * | 2sfca | S_j / Σ P_i w_ij | Σ R_j w_ij | Luo & Wang 2003; with steps E2SFCA, Luo & Qi 2009; with a
 * kernel Dai 2010 |
 * | m2sfca | as 2sfca | Σ R_j w_ij² | Delamater 2013 |
 * | 3sfca | S_j / Σ G_ij P_i w_ij, G_ij = w_ij / Σ_k w_ik | Σ G_ij R_j w_ij | Wan, Zou, Sternberg 2012 |
 * | mh3sfca | S_j / Σ H_ij P_i, H_ij = S_j w_ij / Σ_k S_k w_ik | Σ H_ij R_j w_ij | Jörg, Lenz, Wetz, Widmer
 * 2019 |
 * | bfca | S_j / Σ P_i w_ij / Σ_k w_ik | Σ R_j w_ij / Σ_k w_kj | Páez, Higgins, Vivona 2019 |
 */
export type FloatingCatchmentMethod = '2sfca' | 'm2sfca' | '3sfca' | 'mh3sfca' | 'bfca';

export interface FloatingCatchment {
  /** Supply per person by cell; 0 where no facility is in reach. */
  readonly score: Float64Array;
  /** Supply per (weighted) person by facility, R_j; 0 where no one is in its catchment. */
  readonly ratio: Float64Array;
}

/** Weight of each pair of the lists. O(pairs). */
export function computeWeights(lists: ReachLists, decay: (seconds: number) => number): Float64Array {
  return lists.seconds.map((seconds) => decay(seconds));
}

/**
 * Access scores by one method of the family. `weights` has one entry per pair, `population` one per cell,
 * `supply` ≥ 0 one per facility.
 *
 * Pairs outside the lists weigh 0, so the lists' limit must not be shorter than the decay reaches. Σ P_i
 * A_i equals the supply of the
 * facilities that anybody reaches, for 2sfca and 3sfca. O(pairs). Mutates nothing.
 */
export function computeFloatingCatchment(
  lists: ReachLists,
  weights: Float64Array,
  population: ArrayLike<number>,
  supply: ArrayLike<number>,
  method: FloatingCatchmentMethod,
): FloatingCatchment {
  assertPairs(lists, weights, supply);
  const first = toFirstShare(lists, weights, population.length, supply, method);
  const demand = new Float64Array(lists.facilityCount);
  const reach = new Float64Array(lists.facilityCount);
  const score = new Float64Array(population.length);
  const ratio = new Float64Array(lists.facilityCount);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      const people = Math.max(0, population[lists.cells[i]!]!);
      demand[facility]! += people * first.demand[i]!;
      reach[facility]! += weights[i]!;
    }
    ratio[facility] = demand[facility]! > 0 ? supply[facility]! / demand[facility]! : 0;
  }
  for (let facility = 0; facility < lists.facilityCount; facility++)
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      let share = first.access[i]!;
      if (method === 'm2sfca') share *= weights[i]!;
      else if (method === 'bfca') share = reach[facility]! > 0 ? weights[i]! / reach[facility]! : 0;
      score[lists.cells[i]!]! += ratio[facility]! * share;
    }
  return { score, ratio };
}

/** What each pair weighs in the demand of its facility (step 1) and in the access of its cell (step 2). */
function toFirstShare(
  lists: ReachLists,
  weights: Float64Array,
  cellCount: number,
  supply: ArrayLike<number>,
  method: FloatingCatchmentMethod,
): { demand: Float64Array; access: Float64Array } {
  if (method === '2sfca' || method === 'm2sfca') return { demand: weights, access: weights };
  const total = new Float64Array(cellCount);
  const pull = new Float64Array(weights.length);
  for (let facility = 0; facility < lists.facilityCount; facility++)
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      pull[i] = method === 'mh3sfca' ? supply[facility]! * weights[i]! : weights[i]!;
      total[lists.cells[i]!]! += pull[i]!;
    }
  const chosen = pull.map((own, i) => (own > 0 ? own / total[lists.cells[i]!]! : 0));
  const weighted = chosen.map((share, i) => share * weights[i]!);
  return { demand: method === '3sfca' ? weighted : chosen, access: weighted };
}

/**
 * Supply in reach by cell, Σ S_j w_ij (Hansen 1959; with a binary decay, cumulative opportunities).
 * O(pairs).
 */
export function computeOpportunities(
  lists: ReachLists,
  weights: Float64Array,
  supply: ArrayLike<number>,
  cellCount: number,
): Float64Array {
  assertPairs(lists, weights, supply);
  const score = new Float64Array(cellCount);
  for (let facility = 0; facility < lists.facilityCount; facility++)
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++)
      score[lists.cells[i]!]! += supply[facility]! * weights[i]!;
  return score;
}

/**
 * Supply available to each cell's people, V_i = Σ_j S_j P_i^α w_ij / Σ_k P_k^α w_kj (Soukhov, Páez,
 * Higgins, Mohamed 2023).
 * Σ V_i is the supply of the facilities that anybody reaches. O(pairs).
 */
export function computeSpatialAvailability(
  lists: ReachLists,
  weights: Float64Array,
  population: ArrayLike<number>,
  supply: ArrayLike<number>,
  alpha = 1,
): Float64Array {
  assertPairs(lists, weights, supply);
  const available = new Float64Array(population.length);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    const [from, to] = [lists.start[facility]!, lists.start[facility + 1]!];
    let total = 0;
    const pull = (i: number): number => Math.max(0, population[lists.cells[i]!]!) ** alpha * weights[i]!;
    for (let i = from; i < to; i++) total += pull(i);
    if (!(total > 0)) continue;
    for (let i = from; i < to; i++) available[lists.cells[i]!]! += (supply[facility]! * pull(i)) / total;
  }
  return available;
}

/**
 * Least seconds within which supply of at least `amount` is in reach, by cell; UNREACHED (Infinity) where
 * it never is. O(pairs log pairs).
 */
export function computeTimeToOpportunities(
  byCell: {
    readonly cells: Int32Array;
    readonly start: Uint32Array;
    readonly facilities: Int32Array;
    readonly seconds: Float64Array;
  },
  supply: ArrayLike<number>,
  amount: number,
  cellCount: number,
): Float64Array {
  const answer = new Float64Array(cellCount).fill(Infinity);
  byCell.cells.forEach((cell, place) => {
    let sum = 0;
    for (let i = byCell.start[place]!; i < byCell.start[place + 1]!; i++) {
      sum += supply[byCell.facilities[i]!]!;
      if (sum < amount) continue;
      answer[cell] = byCell.seconds[i]!;
      break;
    }
  });
  return answer;
}

/**
 * Scores over their people-weighted mean: 1 is average access (spatial access ratio). NaN where no one
 * lives; null when all is 0.
 */
export function normaliseScores(score: Float64Array, population: ArrayLike<number>): Float64Array | null {
  let people = 0;
  let sum = 0;
  for (let cell = 0; cell < score.length; cell++) {
    if (!(population[cell]! > 0)) continue;
    people += population[cell]!;
    sum += population[cell]! * score[cell]!;
  }
  if (!(sum > 0)) return null;
  const mean = sum / people;
  return score.map((value, cell) => (population[cell]! > 0 ? value / mean : Number.NaN));
}

function assertPairs(lists: ReachLists, weights: Float64Array, supply: ArrayLike<number>): void {
  if (weights.length !== lists.cells.length)
    throw new RangeError(`weights: expected ${lists.cells.length} pairs, got ${weights.length}`);
  if (supply.length !== lists.facilityCount)
    throw new RangeError(`supply: expected ${lists.facilityCount} facilities, got ${supply.length}`);
  for (let facility = 0; facility < supply.length; facility++)
    if (!(supply[facility]! >= 0))
      throw new RangeError(`supply: expected ≥ 0, got ${supply[facility]} at facility ${facility}`);
}
