import type { Incumbent, RelaxedProblem, Relaxation, SearchState } from './lagrangian.ts';
import { descend, offer, pruneLevel } from './lagrangian.ts';
import type { SitingControl, StopReason } from './control.ts';
import { computeGapPercent } from './gap.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

export interface TreeOptions {
  /** Subgradient steps at the root. */
  readonly rootIterations: number;
  /** Subgradient steps at every other node. */
  readonly nodeIterations: number;
  /** All steps together: the deterministic budget. */
  readonly iterations: number;
  /** Nodes kept open at most; 0 stops after the root. */
  readonly nodes: number;
}

export interface TreeAnswer {
  readonly best: Incumbent;
  readonly bound: number;
  readonly stop: StopReason;
  readonly iterations: number;
  readonly nodes: number;
  /** Sites the bound proved out of or into every better answer, at the root. */
  readonly settled: number;
  readonly lambda: Float64Array;
}

interface Node {
  readonly bound: number;
  readonly lambda: Float32Array;
  readonly states: Uint8Array;
  readonly branch: number;
}

/**
 * Maximises a relaxed problem: subgradient at the root, reduced-cost fixing, then best-bound branching on
 * sites.
 *
 * - `start` must be feasible; `lambda` are starting multipliers and are mutated; `states` is not
 * - `bound` never falls below the best value nor rises above the problem's ceiling; `stop` is `optimal`
 * only when the tree is exhausted or the bound met the value
 * - deterministic for equal input and `iterations`, unless `control.shouldStop` stops it
 */
export function searchTree(
  problem: RelaxedProblem,
  states: Uint8Array,
  start: Incumbent,
  lambda: Float64Array,
  options: TreeOptions,
  control: SitingControl,
): TreeAnswer {
  const search: SearchState = {
    best: start,
    iterations: 0,
    limit: options.iterations,
    stopped: false,
    control,
  };
  let bound = Infinity;
  let said: Incumbent | null = null;
  const report = (next: number): void => {
    const better = Math.max(Math.min(bound, next), search.best.value);
    if (better < bound || search.best !== said) {
      bound = better;
      said = search.best;
      control.onProgress?.({ value: search.best.value, bound, iterations: search.iterations });
    }
  };
  const rootStates = states.slice();
  const ceiling = problem.ceiling ?? Infinity;
  report(ceiling);
  const descent = descend(problem, problem.relaxation, rootStates, lambda, search, {
    iterations: options.rootIterations,
    pace: 1,
    patience: 20,
    decay: 0.7,
    improveEvery: 5,
    onBound: report,
  });
  const root = { ...descent, bound: Math.min(descent.bound, ceiling) };
  report(root.bound);
  const done = (): boolean => search.stopped || search.iterations >= search.limit;
  const dead = (value: number): boolean => value <= pruneLevel(search.best.value, problem.step);

  const scores = new Float64Array(states.length);
  const open = new Uint8Array(states.length);
  const tighten = (relaxation: Relaxation, at: Uint8Array, multipliers: Float64Array): number => {
    const value = relaxation.scoreInto(multipliers, scores) + problem.choice.choose(scores, at, open);
    return problem.choice.fix(scores, at, open, value - pruneLevel(search.best.value, problem.step));
  };
  let settled = 0;
  if (!dead(root.bound)) settled = tighten(problem.relaxation, rootStates, lambda);
  const relaxation = settled > 0 ? problem.relaxation.restrict(rootStates) : problem.relaxation;

  const queue: Node[] = [];
  const push = (node: Node): void => {
    let place = queue.length;
    queue.push(node);
    while (place > 0 && queue[(place - 1) >> 1]!.bound < node.bound) {
      queue[place] = queue[(place - 1) >> 1]!;
      place = (place - 1) >> 1;
    }
    queue[place] = node;
  };
  const pop = (): Node => {
    const top = queue[0]!;
    const last = queue.pop()!;
    if (queue.length > 0) {
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= queue.length) break;
        if (child + 1 < queue.length && queue[child + 1]!.bound > queue[child]!.bound) child++;
        if (queue[child]!.bound <= last.bound) break;
        queue[place] = queue[child]!;
        place = child;
      }
      queue[place] = last;
    }
    return top;
  };
  // The largest bound of decided nodes whose best answer is not known for certain.
  let leafBound = -Infinity;
  const withLeaves = (frontier: number): number =>
    dead(leafBound) ? frontier : Math.max(frontier, leafBound);
  const closeNode = (at: Uint8Array, ownBound: number): boolean => {
    const decided = problem.choice.decided(at);
    if (decided === 0) return false;
    if (decided === 1) {
      if (problem.inexact) leafBound = Math.max(leafBound, ownBound);
      for (let site = 0; site < at.length; site++) open[site] = at[site] === EXCLUDED ? 0 : 1;
      offerDecided(at);
    }
    return true;
  };
  const offerDecided = (at: Uint8Array): void => {
    const zero = scores.fill(0);
    problem.choice.choose(zero, at, open);
    offer(problem, open, false, search);
  };

  let nodes = 1;
  let exhausted = dead(root.bound);
  if (!exhausted && closeNode(rootStates, root.bound)) exhausted = true;
  if (!exhausted && options.nodes > 0 && !done()) {
    const branch = pickBranch(rootStates, root.share);
    push({ bound: root.bound, lambda: Float32Array.from(lambda), states: rootStates, branch });
    while (queue.length > 0 && queue.length < options.nodes) {
      if (dead(queue[0]!.bound)) {
        queue.length = 0;
        break;
      }
      report(withLeaves(queue[0]!.bound));
      if (done()) break;
      const node = pop();
      let unfinished = false;
      for (const side of [FIXED, EXCLUDED]) {
        if (unfinished) break;
        const at = node.states.slice();
        at[node.branch] = side;
        if (closeNode(at, node.bound)) continue;
        nodes++;
        const multipliers = Float64Array.from(node.lambda);
        const child = descend(problem, relaxation, at, multipliers, search, {
          iterations: options.nodeIterations,
          pace: 0.2,
          patience: 10,
          decay: 0.7,
          improveEvery: 0,
        });
        if (done() && !dead(child.bound)) {
          unfinished = true;
          break;
        }
        const childBound = Math.min(child.bound, node.bound);
        if (dead(childBound)) continue;
        tighten(relaxation, at, multipliers);
        offer(problem, open, false, search);
        if (dead(childBound) || closeNode(at, childBound)) continue;
        push({
          bound: childBound,
          lambda: Float32Array.from(multipliers),
          states: at,
          branch: pickBranch(at, child.share),
        });
      }
      if (unfinished) {
        push(node);
        break;
      }
    }
    exhausted = queue.length === 0;
    if (!exhausted) report(withLeaves(queue[0]!.bound));
  }
  if (exhausted && !dead(leafBound)) {
    exhausted = false;
    report(leafBound);
  }
  const final = exhausted ? search.best.value : Math.max(bound, search.best.value);
  if (exhausted) report(final);
  const optimal = exhausted || dead(final);
  return {
    best: search.best,
    bound: optimal ? search.best.value : final,
    stop: optimal
      ? 'optimal'
      : search.stopped
        ? 'cancelled'
        : search.iterations >= search.limit
          ? 'iterations'
          : 'stalled',
    iterations: search.iterations,
    nodes,
    settled,
    lambda,
  };
}

/**
 * The free site the subgradient could not decide on: chosen about half of the time, the lowest index on
 * ties.
 */
function pickBranch(states: Uint8Array, share: Float64Array): number {
  let pick = -1;
  let openness = -1;
  for (let site = 0; site < states.length; site++) {
    if (states[site] !== FREE) continue;
    const own = Math.min(share[site]!, 1 - share[site]!);
    if (own > openness) {
      openness = own;
      pick = site;
    }
  }
  return pick;
}

/** What a solver reports of a tree search, whose value and bound are given in the solver's own figures. */
export function concludeTree(
  answer: TreeAnswer,
  value: number,
  bound: number,
): Pick<TreeAnswer, 'bound' | 'stop' | 'iterations' | 'nodes'> & {
  readonly value: number;
  readonly gapPercent: number;
} {
  return {
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
    stop: value === bound ? 'optimal' : answer.stop,
    iterations: answer.iterations,
    nodes: answer.nodes,
  };
}
