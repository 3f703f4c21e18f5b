import type { CoverMatrix } from './cover-matrix.ts';
import type { Relaxation } from './lagrangian.ts';
import { EXCLUDED } from './site-states.ts';

/**
 * Covering with a weight for the first and a smaller one for the second cover, rows priced.
 *
 * - constant = sum_k max(0, first_k - lambda_k) + max(0, second_k - lambda_k); score = sum of lambda; 0 <=
 * lambda_k <= first_k
 */
export class OptionRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly cover: CoverMatrix;
  private readonly second: Float64Array;
  private readonly active: Uint32Array;

  /** `first` and `second`: weights, `second <= first`; `active`: options not excluded. */
  constructor(cover: CoverMatrix, first: Float64Array, second: Float64Array, active: Uint32Array) {
    this.cover = cover;
    this.second = second;
    this.active = active;
    this.sites = cover.sites;
    this.multipliers = cover.demands;
    this.lower = new Float64Array(cover.demands);
    this.upper = first;
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { siteStart, demandIndex } = this.cover;
    scores.fill(0);
    for (const option of this.active) {
      let sum = 0;
      for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++)
        sum += lambda[demandIndex[arc]!]!;
      scores[option] = sum;
    }
    let constant = 0;
    for (let item = 0; item < lambda.length; item++) {
      constant += this.upper[item]! - lambda[item]!;
      if (this.second[item]! > lambda[item]!) constant += this.second[item]! - lambda[item]!;
    }
    return constant;
  }

  slopeInto(lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { siteStart, demandIndex } = this.cover;
    slope.fill(0);
    for (const option of this.active)
      if (open[option] === 1)
        for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++) slope[demandIndex[arc]!]!++;
    for (let item = 0; item < lambda.length; item++) {
      const price = lambda[item]!;
      // At a kink the slope is an interval: take its point nearest to zero.
      const least = (price < this.upper[item]! ? 1 : 0) + (price < this.second[item]! ? 1 : 0);
      const most = 1 + (price <= this.second[item]! ? 1 : 0);
      const count = slope[item]!;
      slope[item] = count < least ? count - least : count > most ? count - most : 0;
    }
  }

  restrict(states: Uint8Array): Relaxation {
    return new OptionRelaxation(
      this.cover,
      this.upper,
      this.second,
      this.active.filter((option) => states[option] !== EXCLUDED),
    );
  }
}
