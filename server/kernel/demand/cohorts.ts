/**
 * What happens to the people of each age band in one step. All arrays have one entry per band, youngest
 * first.
 */
export interface CohortStep {
  /** Share of a band alive at the end of the step, 0…1, by the band they were in at its start. */
  readonly survival: ArrayLike<number>;
  /**
   * Share of the survivors who grow into the next band, 0…1: step ÷ width of the band; the last band's is
   * not read.
   */
  readonly moving: ArrayLike<number>;
  /**
   * People who come less those who leave in the step, counted in the band they are in at its end; what
   * would make a band negative is cut at 0.
   */
  readonly migrants: ArrayLike<number>;
}

/**
 * People by age band one step later, without the newborn: survive, then grow older, then migrate.
 *
 * P'(b) = P(b) S(b) (1 - m(b)) + P(b-1) S(b-1) m(b-1) + M(b), the last band open. With bands as wide as the
 * step (m = 1) this is the
 * cohort-component method; wider bands assume that ages are spread evenly within a band. O(bands). Mutates
 * nothing.
 * Throws on lengths that differ and shares outside 0…1. Source: cohort component (Preston, Heuveline,
 * Guillot 2001, ch. 6).
 */
export function computeCohortStep(people: ArrayLike<number>, step: CohortStep): Float64Array {
  const bands = people.length;
  for (const name of ['survival', 'moving', 'migrants'] as const)
    if (step[name].length !== bands)
      throw new RangeError(`${name}: expected ${bands} bands, got ${step[name].length}`);
  const later = new Float64Array(bands);
  for (let band = 0; band < bands; band++) {
    const survival = step.survival[band]!;
    const moving = band === bands - 1 ? 0 : step.moving[band]!;
    if (!(survival >= 0 && survival <= 1)) throw new RangeError(`survival: expected 0…1, got ${survival}`);
    if (!(moving >= 0 && moving <= 1)) throw new RangeError(`moving: expected 0…1, got ${moving}`);
    const alive = people[band]! * survival;
    later[band] = later[band]! + alive * (1 - moving);
    if (band + 1 < bands) later[band + 1] = later[band + 1]! + alive * moving;
  }
  for (let band = 0; band < bands; band++) later[band] = Math.max(0, later[band]! + step.migrants[band]!);
  return later;
}

/**
 * Births in a step: Σ f(b) · step · (before(b) + after(b)) / 2, with `fertility` the births a year per
 * person of each band (per woman
 * where the bands hold women), `before` and `after` the people at both ends of the step, the newborn not
 * among them.
 */
export function computeBirths(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  fertility: ArrayLike<number>,
  stepYears: number,
): number {
  let births = 0;
  for (let band = 0; band < before.length; band++)
    births += fertility[band]! * stepYears * ((before[band]! + after[band]!) / 2);
  return births;
}
