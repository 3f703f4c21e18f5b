import type { CoverMatrix } from './cover-matrix.ts';
import { cutCoverMatrix } from './cover-matrix.ts';
import { solveMclp, type MclpOptions } from './mclp.ts';
import { createRandom } from './seeded-random.ts';
import { SitingInputError, checkWhole } from './siting-input-error.ts';

export interface FrequencyOptions extends MclpOptions {
  readonly cutOffSeconds: number;
  /** Draws (default 200). */
  readonly draws?: number;
  /** Spread of the common speed factor: standard deviation of its logarithm (default 0.15). */
  readonly speedSigma?: number;
  /** Spread of each demand: standard deviation of its logarithm (default 0.12). */
  readonly demandSigma?: number;
  /** Demands that vary together (counties); each on its own when absent. */
  readonly blockOf?: Int32Array;
}

export interface SelectionFrequency {
  /** Share of draws in which each site was chosen. */
  readonly share: Float64Array;
  /** Covered share of all people in each draw's own best answer, ascending. */
  readonly covered: Float64Array;
  /** `core` in at least 80 % of draws, `flexible` in at least 20 %, else `doubtful` when ever chosen. */
  readonly core: Uint32Array;
  readonly flexible: Uint32Array;
  readonly doubtful: Uint32Array;
}

/**
 * How often each site belongs to the answer when speeds and people are uncertain.
 *
 * - the matrix must reach beyond the cut-off: a draw with speed factor k keeps arcs of at most cutOff * k seconds
 * - log-normal factors with mean-free logarithm, seeded; each draw solved with the given (small) budget
 * - source: methods.md section 6
 */
export function computeSelectionFrequency(
  matrix: CoverMatrix,
  options: FrequencyOptions,
): SelectionFrequency {
  if (!matrix.seconds)
    throw new SitingInputError('bad-shape', 'uncertain speeds need the seconds of each arc', {
      what: 'seconds',
    });
  const draws = options.draws ?? 200;
  checkWhole('draws', draws, 1);
  const random = createRandom(options.seed ?? 1);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const chosen = new Uint32Array(matrix.sites);
  const covered: number[] = [];
  const blocks = options.blockOf ? Math.max(...options.blockOf) + 1 : matrix.demands;
  for (let draw = 0; draw < draws; draw++) {
    const speed = Math.exp((options.speedSigma ?? 0.15) * normal());
    const factor = Float64Array.from({ length: blocks }, () =>
      Math.exp((options.demandSigma ?? 0.12) * normal()),
    );
    const weight = matrix.demandWeight.map(
      (own, demand) => own * (factor[options.blockOf ? options.blockOf[demand]! : demand] ?? 1),
    );
    const cut = cutCoverMatrix({ ...matrix, demandWeight: weight }, options.cutOffSeconds * speed);
    const answer = solveMclp(cut, { iterations: 600, nodes: 0, ...options });
    for (const site of answer.sites) chosen[site]!++;
    covered.push(answer.value / weight.reduce((sum, own) => sum + own, 0));
  }
  const share = Float64Array.from(chosen, (count) => count / draws);
  const pick = (low: number, high: number): Uint32Array =>
    Uint32Array.from({ length: matrix.sites }, (_, site) => site).filter(
      (site) => share[site]! > 0 && share[site]! >= low && share[site]! < high,
    );
  return {
    share,
    covered: Float64Array.from(covered).sort(),
    core: pick(0.8, 2),
    flexible: pick(0.2, 0.8),
    doubtful: pick(0, 0.2),
  };
}
