import type { TreeOptions } from './branch-and-bound.ts';

/** Pairs of demand and site that subgradient steps may look at in all: half a minute or so of one core. */
const MOST_PAIR_VISITS = 3e10;
const LEAST_STEPS = 1500;
const MOST_STEPS = 100_000;

/**
 * Subgradient steps that a table of demands and sites gets when the caller names none: many where a step is
 * cheap. A budget of work and not
 * of time, so that equal questions have equal answers. Searches end as soon as they are proven, so a wide
 * budget costs only open gaps.
 */
export function chooseIterations(demands: number, sites: number): number {
  const steps = Math.floor(MOST_PAIR_VISITS / Math.max(1, demands * sites));
  return Math.min(MOST_STEPS, Math.max(LEAST_STEPS, steps));
}

/** The budget of a tree search: the steps at the root are part of `iterations`; 20,000 open nodes by default. */
export function budgetTree(iterations: number, nodes = 20000): TreeOptions {
  return { rootIterations: Math.min(iterations, 1500), nodeIterations: 60, iterations, nodes };
}
