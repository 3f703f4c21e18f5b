import type { SitingControl } from './control.ts';
import type { SiteChoice } from './site-choice.ts';

/**
 * A siting problem with its hard rows priced: maximise, at most `constant(lambda) + sum of the scores of
 * the open sites`.
 *
 * A minimum is the maximum of its negative.
 */
export interface Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Writes the score (>= 0) of every site that `states` may open and returns the constant. */
  scoreInto(lambda: Float64Array, scores: Float64Array): number;
  /** Writes the slope of the bound in lambda when the sites of `open` are chosen. */
  slopeInto(lambda: Float64Array, open: Uint8Array, slope: Float64Array): void;
  /** The same relaxation without the sites `states` excludes. */
  restrict(states: Uint8Array): Relaxation;
}

export interface Incumbent {
  readonly value: number;
  readonly open: Uint32Array;
}

export interface RelaxedProblem {
  readonly relaxation: Relaxation;
  readonly choice: SiteChoice;
  /** Smallest difference between two values: 1 for whole numbers, 0 when unknown. */
  readonly step: number;
  /** No answer is worth more, whatever the multipliers make of it: all there is to gain. Absent: unknown. */
  readonly ceiling?: number;
  /**
   * `improve` of a node with every site decided may miss the best answer with those sites (how demands are
   * dealt out is itself hard):
   * such a node keeps its bound instead of being closed.
   */
  readonly inexact?: true;
  /** A feasible answer at least as good as opening exactly `open`, or null when that is infeasible. */
  improve(open: Uint8Array, deep: boolean): Incumbent | null;
}

/** Mutable state shared by the nodes of one search. */
export interface SearchState {
  best: Incumbent;
  iterations: number;
  readonly limit: number;
  stopped: boolean;
  readonly control: SitingControl;
}

export interface DescentOptions {
  readonly iterations: number;
  readonly pace: number;
  readonly patience: number;
  readonly decay: number;
  /** Try the relaxed choice as an answer every so many iterations; 0 never. */
  readonly improveEvery: number;
  readonly onBound?: (bound: number) => void;
}

export interface Descent {
  readonly bound: number;
  /** Share of iterations in which each site was chosen, recent ones counting more. */
  readonly share: Float64Array;
}

/** The largest bound that still lets a node be dropped: nothing better than `value` fits below it. */
export function pruneLevel(value: number, step: number): number {
  const grain = 1e-9 * Math.max(1, Math.abs(value));
  return step > 0 ? value + step - Math.max(1e-6 * step, grain) : value + grain;
}

/**
 * Lowers the bound by deflected subgradient steps from `lambda`, which ends as the best multipliers found.
 *
 * - step = pace (bound - best value) / |d|^2, pace lowered by `decay` after `patience` steps without progress
 * - direction d = 0.1 slope + 0.9 d_before: averaging reaches the bound of the linear program where plain
 * steps zigzag above it
 * - mutates `lambda`, `search`; stops early when the bound falls to the prune level
 * - source: Held, Wolfe, Crowder 1974; averaged directions after Barahona and Anbil 2000
 */
export function descend(
  problem: RelaxedProblem,
  relaxation: Relaxation,
  states: Uint8Array,
  lambda: Float64Array,
  search: SearchState,
  options: DescentOptions,
): Descent {
  const { multipliers, sites, lower, upper } = relaxation;
  const scores = new Float64Array(sites);
  const open = new Uint8Array(sites);
  const slope = new Float64Array(multipliers);
  const direction = new Float64Array(multipliers);
  const current = lambda.slice();
  const share = new Float64Array(sites);
  let best = Infinity;
  let pace = options.pace;
  let idle = 0;
  let tried = -1;
  for (let round = 0; round < options.iterations; round++) {
    const bound = relaxation.scoreInto(current, scores) + problem.choice.choose(scores, states, open);
    search.iterations++;
    if (round === 0) for (let site = 0; site < sites; site++) share[site] = open[site]!;
    else for (let site = 0; site < sites; site++) share[site]! += 0.1 * (open[site]! - share[site]!);
    if (bound < best) {
      if (bound < best - 1e-4 * Math.abs(best - search.best.value)) idle = 0;
      else idle++;
      best = bound;
      lambda.set(current);
      options.onBound?.(best);
    } else idle++;
    if (options.improveEvery > 0 && round % options.improveEvery === 0) {
      const mark = fingerprint(open);
      if (mark !== tried) {
        tried = mark;
        offer(problem, open, false, search);
      }
    }
    if (best <= pruneLevel(search.best.value, problem.step)) break;
    if (search.iterations >= search.limit) break;
    if ((search.iterations & 15) === 0 && search.control.shouldStop?.() === true) {
      search.stopped = true;
      break;
    }
    if (idle >= options.patience) {
      pace *= options.decay;
      idle = 0;
      if (pace < 1e-4) break;
      // Far astray (prices without bounds can be): begin again from the best, which small steps would never
      // reach.
      if (bound - best > Math.abs(best - search.best.value)) {
        current.set(lambda);
        direction.fill(0);
        relaxation.scoreInto(current, scores);
        problem.choice.choose(scores, states, open);
      }
    }
    relaxation.slopeInto(current, open, slope);
    let norm = 0;
    const fresh = round === 0 ? 1 : 0.1;
    for (let place = 0; place < multipliers; place++) {
      let own = slope[place]!;
      // A slope that pushes a multiplier out of its range is no direction.
      if ((own > 0 && current[place]! <= lower[place]!) || (own < 0 && current[place]! >= upper[place]!))
        own = 0;
      const next = fresh * own + (1 - fresh) * direction[place]!;
      direction[place] = next;
      norm += next * next;
    }
    if (norm === 0) {
      offer(problem, open, false, search);
      break;
    }
    const length = (pace * Math.max(bound - search.best.value, 1e-9 * Math.abs(bound))) / norm;
    for (let place = 0; place < multipliers; place++) {
      const next = current[place]! - length * direction[place]!;
      current[place] = next < lower[place]! ? lower[place]! : next > upper[place]! ? upper[place]! : next;
    }
  }
  return { bound: best, share };
}

/** Tries `open` as an answer and keeps it when better. */
export function offer(problem: RelaxedProblem, open: Uint8Array, deep: boolean, search: SearchState): void {
  const answer = problem.improve(open, deep);
  if (answer && answer.value > search.best.value) search.best = answer;
}

function fingerprint(open: Uint8Array): number {
  let hash = 17;
  for (let site = 0; site < open.length; site++)
    if (open[site] === 1) hash = (Math.imul(hash, 31) + site) | 0;
  return hash;
}
