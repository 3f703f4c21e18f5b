import type { CoverMatrix } from './cover-matrix.ts';
import type { Relaxation } from './lagrangian.ts';
import { EXCLUDED } from './site-states.ts';

/**
 * Maximal covering with the rows "covered only by an open site" priced.
 *
 * - score_j = sum of lambda_i over its demands, constant = sum_i (a_i - lambda_i); 0 <= lambda_i <= a_i
 * - one evaluation is O(arcs of the sites that are not excluded)
 * - source: Galvao and ReVelle 1996
 */
export function buildMclpRelaxation(matrix: CoverMatrix, states: Uint8Array): Relaxation {
  const active: number[] = [];
  for (let site = 0; site < matrix.sites; site++) if (states[site] !== EXCLUDED) active.push(site);
  return new MclpRelaxation(matrix, Uint32Array.from(active));
}

class MclpRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly matrix: CoverMatrix;
  private readonly active: Uint32Array;

  constructor(matrix: CoverMatrix, active: Uint32Array) {
    this.matrix = matrix;
    this.active = active;
    this.sites = matrix.sites;
    this.multipliers = matrix.demands;
    this.upper = matrix.demandWeight;
    this.lower = new Float64Array(matrix.demands);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { siteStart, demandIndex, demandWeight, demands } = this.matrix;
    for (const site of this.active) {
      let sum = 0;
      const end = siteStart[site + 1]!;
      for (let arc = siteStart[site]!; arc < end; arc++) sum += lambda[demandIndex[arc]!]!;
      scores[site] = sum;
    }
    let constant = 0;
    for (let demand = 0; demand < demands; demand++) constant += demandWeight[demand]! - lambda[demand]!;
    return constant;
  }

  slopeInto(lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { siteStart, demandIndex, demandWeight } = this.matrix;
    slope.fill(-1);
    for (const site of this.active) {
      if (open[site] !== 1) continue;
      const end = siteStart[site + 1]!;
      for (let arc = siteStart[site]!; arc < end; arc++) slope[demandIndex[arc]!]!++;
    }
    // At its full price a demand may count as covered or not: the slope is anything in [count - 1, count],
    // take the one nearest 0.
    for (let demand = 0; demand < slope.length; demand++)
      if (slope[demand]! < 0 && lambda[demand]! >= demandWeight[demand]!) slope[demand] = 0;
  }

  restrict(states: Uint8Array): Relaxation {
    return new MclpRelaxation(
      this.matrix,
      this.active.filter((site) => states[site] !== EXCLUDED),
    );
  }
}
