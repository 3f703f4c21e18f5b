import { searchTree } from './branch-and-bound.ts';
import type { SitingControl, StopReason } from './control.ts';
import { computeGapPercent } from './gap.ts';
import { GroupedChoice } from './grouped-choice.ts';
import type { Incumbent, RelaxedProblem, SearchState } from './lagrangian.ts';
import { descend } from './lagrangian.ts';
import type { MilpSolver } from './milp-port.ts';
import { listOpen } from './open-sites.ts';
import type { ItemClass, OptionCover } from './option-cover.ts';
import { checkOptionCover, computeOptionWorth, weightIn } from './option-cover.ts';
import { buildOptionMilp } from './option-milp.ts';
import { OptionRelaxation } from './option-relaxation.ts';
import { OptionSearch } from './option-search.ts';
import { createRandom } from './seeded-random.ts';
import { SitingInputError } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

export interface OptionOptions {
  /** Subgradient steps in all (default 4,000). */
  readonly iterations?: number;
  /**
   * Open nodes of the tree (default 2,000); the tree is used when there are no minima, shares or
   * requirements.
   */
  readonly nodes?: number;
  readonly seed?: number;
  /** Restarts of the local search (default 8). */
  readonly restarts?: number;
  /** Exact solver, asked when a gap is left and the model has at most `solverRows` rows (default 15,000). */
  readonly solver?: MilpSolver;
  readonly solverRows?: number;
  /** Wall-clock limit of the solver: with it, answers may differ between runs. */
  readonly solverSeconds?: number;
  readonly control?: SitingControl;
}

export interface OptionAnswer {
  /** Options taken, fixed ones included, ascending. */
  readonly options: Uint32Array;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
}

/**
 * Solves covering with options: local search with restarts, Lagrangian bound, tree or exact solver.
 *
 * - minima are priced (mu >= 0) and shares averaged (pi on the simplex) in an outer loop, so a bound exists
 * without a solver
 * - errors: `target-infeasible` with the part that misses its minimum and the most weight the search could
 * cover there
 */
export function solveOptionCover(problem: OptionCover, options: OptionOptions = {}): OptionAnswer {
  checkOptionCover(problem);
  const { cover } = problem;
  const search = new OptionSearch(problem);
  const random = createRandom(options.seed ?? 1);
  const { onProgress, shouldStop } = options.control ?? {};
  let best = search.run(new Uint8Array(cover.sites));
  const consider = (start: Uint8Array): void => {
    const found = search.run(start);
    if (found.shortfall < best.shortfall || (found.shortfall === best.shortfall && found.value > best.value))
      best = found;
  };
  for (let restart = 0; restart < (options.restarts ?? 8); restart++) {
    if (shouldStop?.() === true) break;
    const start = best.taken.slice();
    for (let option = 0; option < start.length; option++)
      if (start[option] === 1 && random() < 0.4) start[option] = 0;
    const extra = Math.floor(random() * start.length);
    for (let step = 0; step < 2; step++) start[(extra + step * 7) % start.length] = 1;
    consider(start);
  }
  let bound = trivialBound(problem);
  let iterations = 0;
  let stop: StopReason = 'iterations';
  const plain = !problem.minima?.length && !problem.shares && !problem.requires?.length;
  const report = (): void => {
    if (best.shortfall === 0)
      onProgress?.({ value: best.value, bound: Math.max(bound, best.value), iterations });
  };
  report();
  if (plain) {
    const second = problem.secondWeight ?? new Float64Array(cover.demands);
    const relaxation = new OptionRelaxation(cover, cover.demandWeight, second, activeOf(problem));
    const seen = new Set<string>();
    const relaxed: RelaxedProblem = {
      relaxation,
      choice: new GroupedChoice(problem.resources, problem.group),
      ceiling: bound,
      step: cover.demandWeight.every(Number.isInteger) && second.every(Number.isInteger) ? 1 : 0,
      improve: (open) => {
        const key = listOpen(open).join();
        if (seen.has(key)) return null;
        seen.add(key);
        const found = search.run(open);
        return { value: found.value, open: listOpen(found.taken) };
      },
    };
    const answer = searchTree(
      relaxed,
      problem.states,
      { value: best.value, open: listOpen(best.taken) },
      cover.demandWeight.map((weight) => weight / 2),
      {
        rootIterations: Math.min(options.iterations ?? 4000, 800),
        nodeIterations: 60,
        iterations: options.iterations ?? 4000,
        nodes: options.nodes ?? 2000,
      },
      options.control ?? {},
    );
    iterations = answer.iterations;
    bound = Math.min(bound, answer.bound);
    stop = answer.stop;
    best = { taken: flags(answer.best, cover.sites), value: answer.best.value, shortfall: 0 };
  } else {
    const priced = priceOuter(problem, best, options, (found) => consider(found));
    iterations = priced.iterations;
    bound = Math.min(bound, priced.bound);
  }
  report();
  const gapLeft = best.shortfall > 0 || bound - best.value > 1e-9 * Math.max(1, Math.abs(best.value));
  if (gapLeft && options.solver && shouldStop?.() !== true) {
    const model = buildOptionMilp(problem);
    if (model.rows <= (options.solverRows ?? 15000)) {
      const start = new Float64Array(model.columns).fill(Number.NaN);
      best.taken.forEach((flag, option) => (start[option] = flag));
      const answer = options.solver.solve(model, {
        ...(best.shortfall === 0 && { start }),
        ...(options.solverSeconds !== undefined && { timeLimitSeconds: options.solverSeconds }),
        ...(shouldStop && { shouldStop }),
      });
      if (answer.status === 'infeasible') refuse(problem, best.taken, true);
      if (answer.columns) {
        const taken = Uint8Array.from({ length: cover.sites }, (_, option) =>
          answer.columns![option]! > 0.5 ? 1 : 0,
        );
        const worth = computeOptionWorth(problem, taken);
        if (worth.shortfall === 0 && (best.shortfall > 0 || worth.value > best.value))
          best = { taken, ...worth };
      }
      if (answer.status === 'optimal') stop = 'optimal';
      else if (answer.status === 'limit') stop = 'solver-limit';
      bound = Math.min(bound, Math.max(answer.bound, best.value));
      if (stop === 'optimal') bound = best.value;
    }
  }
  if (best.shortfall > 0) refuse(problem, best.taken, false);
  bound = Math.max(bound, best.value);
  if (bound - best.value <= 1e-9 * Math.max(1, Math.abs(best.value))) {
    bound = best.value;
    stop = 'optimal';
  } else if (stop === 'optimal') stop = 'stalled';
  if (shouldStop?.() === true && stop !== 'optimal') stop = 'cancelled';
  return {
    options: listOpen(best.taken),
    value: best.value,
    bound,
    gapPercent: computeGapPercent(best.value, bound),
    stop,
    iterations,
  };
}

/** Everything coverable, covered. */
function trivialBound(problem: OptionCover): number {
  const all = Uint8Array.from(problem.states, (state) => (state === EXCLUDED ? 0 : 1));
  return computeOptionWorth({ ...problem, minima: [] }, all).value;
}

function activeOf(problem: OptionCover): Uint32Array {
  const list: number[] = [];
  problem.states.forEach((state, option) => {
    if (state !== EXCLUDED) list.push(option);
  });
  return Uint32Array.from(list);
}

/** Prices minima and shares, one inner descent each time; every step gives a valid bound. */
function priceOuter(
  problem: OptionCover,
  start: { readonly taken: Uint8Array; readonly value: number },
  options: OptionOptions,
  consider: (open: Uint8Array) => void,
): { bound: number; iterations: number } {
  const { cover, minima = [], shares } = problem;
  const mu = new Float64Array(minima.length);
  const pi = new Float64Array(shares?.length ?? 0).fill(shares ? 1 / shares.length : 0);
  const active = activeOf(problem);
  const choice = new GroupedChoice(problem.resources, problem.group);
  let lambda: Float64Array | null = null;
  let best = Infinity;
  let iterations = 0;
  const rounds = 24;
  const perRound = Math.max(20, Math.floor((options.iterations ?? 4000) / rounds));
  for (let round = 0; round < rounds; round++) {
    if (options.control?.shouldStop?.() === true) break;
    const first = shares ? new Float64Array(cover.demands) : cover.demandWeight.slice();
    const second = shares
      ? new Float64Array(cover.demands)
      : (problem.secondWeight ?? new Float64Array(cover.demands));
    let constant = 0;
    minima.forEach((part, index) => {
      constant -= mu[index]! * part.least;
      for (let place = 0; place < part.items.length; place++)
        first[part.items[place]!]! += mu[index]! * weightIn(problem, part, place);
    });
    shares?.forEach((part, index) => {
      constant += pi[index]! * part.offset;
      for (let place = 0; place < part.items.length; place++)
        first[part.items[place]!]! += pi[index]! * part.scale * weightIn(problem, part, place);
    });
    const relaxation = new OptionRelaxation(cover, first, second, active);
    const prices: Float64Array = lambda
      ? lambda.map((price, item) => Math.min(price, first[item]!))
      : first.map((weight) => weight / 2);
    const worthOf = (open: Uint8Array): Incumbent => {
      const priced: OptionCover = {
        ...problem,
        cover: { ...cover, demandWeight: first },
        secondWeight: second,
      };
      const { shares: _shares, minima: _minima, ...rest } = priced;
      return { value: computeOptionWorth(rest, open).value, open: listOpen(open) };
    };
    const search: SearchState = {
      best: worthOf(start.taken),
      iterations: 0,
      limit: Infinity,
      stopped: false,
      control: options.control?.shouldStop ? { shouldStop: options.control.shouldStop } : {},
    };
    const relaxed: RelaxedProblem = { relaxation, choice, step: 0, improve: () => null };
    const { bound, share } = descend(relaxed, relaxation, problem.states, prices, search, {
      iterations: round === 0 ? 3 * perRound : perRound,
      pace: round === 0 ? 1 : 0.3,
      patience: 12,
      decay: 0.7,
      improveEvery: 0,
    });
    iterations += search.iterations;
    lambda = prices;
    best = Math.min(best, bound + constant);
    if (!minima.length && !shares) break;
    // What the relaxed choice covers of each part states whether its price should rise.
    const scores = new Float64Array(cover.sites);
    const open = new Uint8Array(cover.sites);
    relaxation.scoreInto(prices, scores);
    choice.choose(scores, problem.states, open);
    if (round % 4 === 0)
      consider(
        Uint8Array.from(share, (value, option) => (value > 0.5 && problem.states[option] === FREE ? 1 : 0)),
      );
    const covered = expectedCover(problem, prices, share);
    const scale = 1 / (1 + round / 3);
    minima.forEach((part, index) => {
      const missing = (part.least - sumCovered(problem, part, covered)) / Math.max(1, part.least);
      mu[index] = Math.max(0, mu[index]! + scale * 2 * missing);
    });
    if (shares) {
      const worth = shares.map((part) => part.scale * sumCovered(problem, part, covered) + part.offset);
      const span = Math.max(1e-12, Math.max(...worth.map(Math.abs)));
      let total = 0;
      worth.forEach((value, index) => {
        pi[index] = Math.max(1e-9, pi[index]!) * Math.exp((-4 * scale * value) / span);
        total += pi[index];
      });
      for (let index = 0; index < pi.length; index++) pi[index]! /= total;
    }
  }
  return { bound: best, iterations };
}

/** Cover of each item if each option were taken in the share of steps it was chosen in. */
function expectedCover(problem: OptionCover, _prices: Float64Array, share: Float64Array): Float64Array {
  const { cover, states } = problem;
  const covered = new Float64Array(cover.demands);
  for (let option = 0; option < cover.sites; option++) {
    const own = states[option] === FIXED ? 1 : share[option]!;
    if (own <= 0.01) continue;
    for (let arc = cover.siteStart[option]!; arc < cover.siteStart[option + 1]!; arc++)
      covered[cover.demandIndex[arc]!] = Math.min(1, covered[cover.demandIndex[arc]!]! + own);
  }
  return covered;
}

function sumCovered(problem: OptionCover, part: ItemClass, covered: Float64Array): number {
  let sum = 0;
  for (let place = 0; place < part.items.length; place++)
    sum += covered[part.items[place]!]! * weightIn(problem, part, place);
  return sum;
}

function flags(answer: Incumbent, options: number): Uint8Array {
  const taken = new Uint8Array(options);
  for (const option of answer.open) taken[option] = 1;
  return taken;
}

/** States which minimum cannot be met and how much is possible there; `proven` when an exact solver stated it. */
function refuse(problem: OptionCover, taken: Uint8Array, proven: boolean): never {
  const said = proven ? 'yes' : 'no';
  for (const part of problem.minima ?? []) {
    const { minima: _minima, shares: _shares, ...rest } = problem;
    const weight = new Float64Array(problem.cover.demands);
    part.items.forEach((item, place) => {
      weight[item] = weightIn(problem, part, place);
    });
    const alone: OptionCover = {
      ...rest,
      cover: { ...rest.cover, demandWeight: weight },
      secondWeight: new Float64Array(weight.length),
    };
    const most = new OptionSearch(alone).run(taken).value;
    if (most < part.least - 1e-9 * Math.max(1, part.least))
      throw new SitingInputError(
        'target-infeasible',
        `${part.name}: ${part.least} asked, at most ${most} found possible`,
        {
          zone: part.name,
          least: part.least,
          most,
          proven: said,
        },
      );
  }
  throw new SitingInputError(
    'target-infeasible',
    'the minimum coverages cannot be met together within these limits',
    {
      parts: (problem.minima ?? []).map((part) => part.name).join(', '),
      proven: said,
    },
  );
}
