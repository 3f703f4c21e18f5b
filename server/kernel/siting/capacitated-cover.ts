import { computeSum } from '../stats/sum.ts';
import { searchTree } from './branch-and-bound.ts';
import type { SitingControl, StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { checkCoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { GroupedChoice } from './grouped-choice.ts';
import type { Incumbent, Relaxation, RelaxedProblem } from './lagrangian.ts';
import type { MilpSolver } from './milp-port.ts';
import { MilpBuilder } from './milp-port.ts';
import { flagsOf, listOpen } from './open-sites.ts';
import type { Resource } from './option-cover.ts';
import { computeServedFlow } from './served-flow.ts';
import { SitingInputError, checkNumbers } from './siting-input-error.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

/** Options with room for so many: clinics, beds, staff, rounds, telemedicine points. */
export interface CapacitatedCover {
  /** Rows are places of service, columns demands. */
  readonly cover: CoverMatrix;
  /** Option each row belongs to: a round has several stops, taken together or not at all. */
  readonly owner: Uint32Array;
  /** People (visits) a row can serve. */
  readonly capacity: Float64Array;
  /** Share of a demand a row may serve (0.3 for telemedicine, 1 in person). */
  readonly eligible: Float64Array;
  /** At most one option of a group >= 0. */
  readonly group: Int32Array;
  readonly states: Uint8Array;
  readonly resources: readonly Resource[];
}

export interface CapacitatedOptions {
  readonly iterations?: number;
  readonly nodes?: number;
  readonly solver?: MilpSolver;
  readonly solverRows?: number;
  readonly solverSeconds?: number;
  readonly control?: SitingControl;
}

export interface CapacitatedAnswer {
  /** Options taken, fixed ones included, ascending. */
  readonly options: Uint32Array;
  /** People served. */
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
  /** People served by each option, and the flow beside the arcs of the matrix. */
  readonly servedBy: Float64Array;
  readonly flow: Float64Array;
}

/**
 * Capacitated maximal covering: most people served when every option has room for so many; a demand may be
 * shared.
 *
 * - serving is a maximum flow; choice by greedy and interchange, Lagrangian bound (each option fills its
 * room with the dearest
 *   demands), branch and bound, then an exact solver when given and a gap is left
 * - errors: `bad-shape`, `bad-number`, `no-demand`
 * - source: Current and Storbeck 1988; Pirkul and Schilling 1991
 */
export function solveCapacitatedCover(
  problem: CapacitatedCover,
  options: CapacitatedOptions = {},
): CapacitatedAnswer {
  const { cover, owner, capacity, eligible, group, states, resources } = problem;
  checkCoverMatrix(cover);
  const decisions = states.length;
  for (const [what, expected, actual] of [
    ['capacity', cover.sites, capacity.length],
    ['eligible', cover.sites, eligible.length],
    ['owner', cover.sites, owner.length],
    ['group', decisions, group.length],
  ] as const)
    if (actual !== expected)
      throw new SitingInputError('bad-shape', `${what}: expected length ${expected}, got ${actual}`, {
        what,
        expected,
        actual,
      });
  for (const option of owner)
    if (option >= decisions)
      throw new SitingInputError('index-out-of-range', `a row belongs to option ${option} of ${decisions}`, {
        option,
        options: decisions,
      });
  checkNumbers('capacity', capacity, 0);
  checkNumbers('eligible', eligible, 0);
  if (!cover.demandWeight.some((weight) => weight > 0))
    throw new SitingInputError('no-demand', 'no demand has people');
  const flow = new Float64Array(cover.demandIndex.length);
  const serve = (open: Uint8Array): number =>
    computeServedFlow(cover, capacity, eligible, rowsOf(problem, open), flow).served;
  const cache = new Map<string, number>();
  const served = (open: Uint8Array): number => {
    const key = listOpen(open).join();
    let value = cache.get(key);
    if (value === undefined) {
      value = serve(open);
      if (cache.size > 50_000) cache.clear();
      cache.set(key, value);
    }
    return value;
  };
  const tried = new Set<string>();
  const improve = (open: Uint8Array): Incumbent | null => {
    const key = listOpen(open).join();
    if (tried.has(key)) return null;
    tried.add(key);
    return interchange(problem, open, served);
  };
  const start = interchange(problem, new Uint8Array(decisions), served);
  const relaxed: RelaxedProblem = {
    relaxation: new RoomRelaxation(problem, indexOf(states)),
    choice: new GroupedChoice(resources, group),
    step: 0,
    ceiling: computeSum(cover.demandWeight),
    improve,
  };
  const answer = searchTree(
    relaxed,
    states,
    start,
    new Float64Array(cover.demands).fill(0.3),
    {
      rootIterations: Math.min(options.iterations ?? 3000, 500),
      nodeIterations: 50,
      iterations: options.iterations ?? 3000,
      nodes: options.nodes ?? 1000,
    },
    options.control ?? {},
  );
  let best = answer.best;
  let { bound, stop } = answer;
  if (stop !== 'optimal' && options.solver && options.control?.shouldStop?.() !== true) {
    const rows = cover.demands + cover.sites + cover.demandIndex.length;
    if (rows <= (options.solverRows ?? 15000)) {
      const exact = solveExactly(problem, best, options);
      if (exact.best && exact.best.value > best.value) best = exact.best;
      bound = Math.max(best.value, Math.min(bound, exact.bound));
      stop = exact.optimal ? 'optimal' : 'solver-limit';
    }
  }
  const value = serve(flagsOf(best.open, decisions));
  const met = stop === 'optimal' || bound - value <= 1e-9 * Math.max(1, value);
  const servedBy = new Float64Array(decisions);
  for (let row = 0; row < cover.sites; row++)
    for (let arc = cover.siteStart[row]!; arc < cover.siteStart[row + 1]!; arc++)
      servedBy[owner[row]!]! += flow[arc]!;
  return {
    options: best.open,
    value,
    bound: met ? value : bound,
    gapPercent: met ? 0 : computeGapPercent(value, bound),
    stop: met ? 'optimal' : stop,
    iterations: answer.iterations,
    servedBy,
    flow,
  };
}

/** Rows of the open options. */
function rowsOf(problem: CapacitatedCover, open: Uint8Array): Uint8Array {
  return Uint8Array.from(problem.owner, (option) => open[option]!);
}

function indexOf(states: Uint8Array): Uint32Array {
  const list: number[] = [];
  states.forEach((state, option) => {
    if (state !== EXCLUDED) list.push(option);
  });
  return Uint32Array.from(list);
}

/** Adds and swaps while more people are served; keeps groups and resources. */
function interchange(
  problem: CapacitatedCover,
  begin: Uint8Array,
  served: (open: Uint8Array) => number,
): Incumbent {
  const { cover, owner, capacity, eligible, group, states, resources } = problem;
  const decisions = states.length;
  const open = new Uint8Array(decisions);
  const used = resources.map(() => 0);
  const mates = new Map<number, number>();
  const put = (option: number, on: boolean): void => {
    open[option] = on ? 1 : 0;
    resources.forEach((resource, index) => (used[index]! += (on ? 1 : -1) * resource.use[option]!));
    if (group[option]! >= 0) {
      if (on) mates.set(group[option]!, option);
      else mates.delete(group[option]!);
    }
  };
  const fits = (option: number, out: readonly number[]): boolean =>
    resources.every((resource, index) => {
      let total = used[index]! + resource.use[option]!;
      for (const other of out) total -= resource.use[other]!;
      return total <= resource.limit + 1e-9 * Math.max(1, resource.limit);
    });
  for (let option = 0; option < decisions; option++) if (states[option] === FIXED) put(option, true);
  for (let option = 0; option < decisions; option++)
    if (
      begin[option] === 1 &&
      states[option] === FREE &&
      open[option] === 0 &&
      !mates.has(group[option]!) &&
      fits(option, [])
    )
      put(option, true);
  // What an option could serve alone states which to try first.
  const worth = new Float64Array(decisions);
  for (let row = 0; row < cover.sites; row++) {
    let sum = 0;
    for (let arc = cover.siteStart[row]!; arc < cover.siteStart[row + 1]!; arc++)
      sum += eligible[row]! * cover.demandWeight[cover.demandIndex[arc]!]!;
    worth[owner[row]!]! += Math.min(sum, capacity[row]!);
  }
  const order = Array.from(indexOf(states))
    .filter((option) => states[option] === FREE)
    .sort((a, b) => worth[b]! - worth[a]! || a - b);
  order.length = Math.min(order.length, 120);
  let value = served(open);
  for (let again = true; again;) {
    again = false;
    for (const option of order) {
      if (open[option] === 1) continue;
      const mate = mates.get(group[option]!);
      if (mate !== undefined && states[mate] === FIXED) continue;
      const base = mate === undefined ? [] : [mate];
      const tries: number[][] = [base];
      for (let other = 0; other < decisions; other++)
        if (open[other] === 1 && states[other] === FREE && other !== mate) tries.push([...base, other]);
      let best = value + 1e-9 * Math.max(1, value);
      let bestOut: readonly number[] | null = null;
      for (const out of tries) {
        if (!fits(option, out)) continue;
        for (const other of out) open[other] = 0;
        open[option] = 1;
        const now = served(open);
        open[option] = 0;
        for (const other of out) open[other] = 1;
        if (now > best) {
          best = now;
          bestOut = out;
        }
        if (out === base && bestOut) break;
      }
      if (!bestOut) continue;
      for (const other of bestOut) put(other, false);
      put(option, true);
      value = best;
      again = true;
    }
  }
  return { value, open: listOpen(open) };
}

/**
 * "A demand is served once" priced: an option serves the cheapest-priced demands up to its room.
 *
 * - constant = sum_i lambda_i a_i; score = most of sum (1 - lambda_i) x_i with x_i <= eligible a_i and sum
 * x <= capacity
 */
class RoomRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly problem: CapacitatedCover;
  private readonly active: Uint32Array;
  private readonly rows: Uint32Array;
  private readonly order: Uint32Array;
  private readonly amount: Float64Array;

  constructor(problem: CapacitatedCover, active: Uint32Array) {
    this.problem = problem;
    this.active = active;
    this.sites = problem.states.length;
    const kept = new Set(active);
    this.rows = Uint32Array.from({ length: problem.cover.sites }, (_, row) => row).filter((row) =>
      kept.has(problem.owner[row]!),
    );
    this.multipliers = problem.cover.demands;
    this.lower = new Float64Array(this.multipliers);
    this.upper = new Float64Array(this.multipliers).fill(1);
    this.order = new Uint32Array(problem.cover.demandIndex.length);
    this.amount = new Float64Array(problem.cover.demandIndex.length);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { cover, owner, capacity, eligible } = this.problem;
    const { siteStart, demandIndex, demandWeight } = cover;
    scores.fill(0);
    for (const row of this.rows) {
      const from = siteStart[row]!;
      const to = siteStart[row + 1]!;
      const order = this.order.subarray(from, to);
      for (let arc = from; arc < to; arc++) order[arc - from] = arc;
      order.sort((a, b) => lambda[demandIndex[a]!]! - lambda[demandIndex[b]!]! || a - b);
      let room = capacity[row]!;
      let sum = 0;
      for (const arc of order) {
        const worth = 1 - lambda[demandIndex[arc]!]!;
        const amount = worth > 0 ? Math.min(room, eligible[row]! * demandWeight[demandIndex[arc]!]!) : 0;
        this.amount[arc] = amount;
        room -= amount;
        sum += worth * amount;
      }
      scores[owner[row]!]! += sum;
    }
    let constant = 0;
    for (let demand = 0; demand < lambda.length; demand++)
      constant += lambda[demand]! * demandWeight[demand]!;
    return constant;
  }

  slopeInto(_lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { siteStart, demandIndex, demandWeight } = this.problem.cover;
    slope.set(demandWeight);
    for (const row of this.rows)
      if (open[this.problem.owner[row]!] === 1)
        for (let arc = siteStart[row]!; arc < siteStart[row + 1]!; arc++)
          slope[demandIndex[arc]!]! -= this.amount[arc]!;
  }

  restrict(states: Uint8Array): Relaxation {
    return new RoomRelaxation(
      this.problem,
      this.active.filter((option) => states[option] !== EXCLUDED),
    );
  }
}

function solveExactly(
  problem: CapacitatedCover,
  start: Incumbent,
  options: CapacitatedOptions,
): { best: Incumbent | null; bound: number; optimal: boolean } {
  const { cover, owner, capacity, eligible, group, states, resources } = problem;
  const decisions = states.length;
  const builder = new MilpBuilder();
  for (let option = 0; option < decisions; option++)
    builder.addColumn(0, states[option] === FIXED ? 1 : 0, states[option] === EXCLUDED ? 0 : 1, true);
  const at: [number, number][][] = Array.from({ length: cover.demands }, () => []);
  for (let row = 0; row < cover.sites; row++) {
    const option = owner[row]!;
    const room: [number, number][] = [[option, -capacity[row]!]];
    for (let arc = cover.siteStart[row]!; arc < cover.siteStart[row + 1]!; arc++) {
      const demand = cover.demandIndex[arc]!;
      const most = Math.min(eligible[row]! * cover.demandWeight[demand]!, capacity[row]!);
      if (most === 0) continue;
      const column = builder.addColumn(1, 0, most);
      builder.addRow(-Infinity, 0, [
        [column, 1],
        [option, -most],
      ]);
      room.push([column, 1]);
      at[demand]!.push([column, 1]);
    }
    builder.addRow(-Infinity, 0, room);
  }
  at.forEach((terms, demand) => builder.addRow(-Infinity, cover.demandWeight[demand]!, terms));
  const members = new Map<number, [number, number][]>();
  group.forEach((own, option) => {
    if (own >= 0) members.set(own, [...(members.get(own) ?? []), [option, 1]]);
  });
  for (const terms of members.values()) builder.addRow(-Infinity, 1, terms);
  for (const resource of resources)
    builder.addRow(
      -Infinity,
      resource.limit,
      Array.from(resource.use, (use, option): [number, number] => [option, use]).filter(
        ([, use]) => use !== 0,
      ),
    );
  const model = builder.build('max');
  const warm = new Float64Array(model.columns).fill(Number.NaN);
  for (let option = 0; option < decisions; option++) warm[option] = 0;
  for (const option of start.open) warm[option] = 1;
  const answer = options.solver!.solve(model, {
    start: warm,
    ...(options.solverSeconds !== undefined && { timeLimitSeconds: options.solverSeconds }),
    ...(options.control?.shouldStop && { shouldStop: options.control.shouldStop }),
  });
  if (!answer.columns) return { best: null, bound: answer.bound, optimal: false };
  const open = Uint8Array.from({ length: decisions }, (_, option) =>
    answer.columns![option]! > 0.5 ? 1 : 0,
  );
  const { served } = computeServedFlow(cover, capacity, eligible, rowsOf(problem, open));
  return {
    best: { value: served, open: listOpen(open) },
    bound: answer.bound,
    optimal: answer.status === 'optimal',
  };
}
