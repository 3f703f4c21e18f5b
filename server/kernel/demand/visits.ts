/**
 * Visits a year per person of each age band, from relative use by age, so that `people` together make
 * `visitsPerPerson` each on average.
 *
 * u(b) = index(b) · V · ΣP ÷ Σ P · index. Where no one lives, the index times V. `index` ≥ 0, not all 0.
 */
export function scaleVisitRates(
  people: ArrayLike<number>,
  index: ArrayLike<number>,
  visitsPerPerson: number,
): Float64Array {
  let everybody = 0;
  let weighted = 0;
  for (let band = 0; band < people.length; band++) {
    everybody += people[band]!;
    weighted += people[band]! * index[band]!;
  }
  const scale = weighted > 0 ? (visitsPerPerson * everybody) / weighted : visitsPerPerson;
  return Float64Array.from(index, (relative) => relative * scale);
}

/** Σ P · u. */
export function computeVisits(people: ArrayLike<number>, rates: ArrayLike<number>): number {
  let visits = 0;
  for (let band = 0; band < people.length; band++) visits += people[band]! * rates[band]!;
  return visits;
}

/** Why visits change while no one's habits do. */
export interface VisitChange {
  /** More people. */
  readonly bySize: number;
  /** Other ages. */
  readonly byAgeing: number;
}

/**
 * The change of visits between two populations at the same rates, split exactly into size and age structure.
 *
 * With N people, shares c and mean use ū: size = (N₁ - N₀)(ū₁ + ū₀)/2, structure = (N₀ + N₁)/2 · Σ (c₁ -
 * c₀) u; both add up to the change.
 * Source: Kitagawa 1955.
 */
export function splitVisitChange(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  rates: ArrayLike<number>,
): VisitChange {
  let n0 = 0;
  let n1 = 0;
  for (let band = 0; band < before.length; band++) {
    n0 += before[band]!;
    n1 += after[band]!;
  }
  const mean0 = n0 > 0 ? computeVisits(before, rates) / n0 : 0;
  const mean1 = n1 > 0 ? computeVisits(after, rates) / n1 : 0;
  return { bySize: ((n1 - n0) * (mean1 + mean0)) / 2, byAgeing: ((n0 + n1) / 2) * (mean1 - mean0) };
}
