import { SitingInputError, checkNumbers } from './siting-input-error.ts';

export interface CapacityProblem {
  /** Demand units and their people. */
  readonly people: Float64Array;
  /** Access one unit of capacity at site j gives demand i: f(t_ij) / sum_k P_k f(t_kj); CSR by demand. */
  readonly demandStart: Uint32Array;
  readonly siteIndex: Uint32Array;
  readonly access: Float64Array;
  readonly sites: number;
  /** Total to hand out, and limits of each site. */
  readonly total: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface CapacityAnswer {
  readonly capacity: Float64Array;
  /** Whole capacities by largest remainder, within the limits, with the same (rounded) total. */
  readonly whole: Float64Array;
  /** Sum of people times squared deviation from the mean access. */
  readonly value: number;
  /** No allocation has less (duality gap of the projected method). */
  readonly bound: number;
  readonly gapPercent: number;
  readonly meanAccess: number;
  readonly iterations: number;
}

/**
 * Capacity once sites stand (2SO4SAI, second step): as even an access score as the limits allow.
 *
 * - min sum_i P_i (A_i - mean)^2, A = F S, sum S = total, lower <= S <= upper: convex; accelerated
 * projected gradient with exact
 *   projection; bound by linearisation at the last point (Frank and Wolfe): value - max linear decrease
 * - errors: `target-infeasible` when the limits cannot hold the total, `bad-number`, `bad-shape`
 * - source: Wang and Tang 2013; Luo et al. 2017; Beck and Teboulle 2009
 */
export function allocateCapacity(problem: CapacityProblem, iterations = 5000): CapacityAnswer {
  const { people, demandStart, siteIndex, access, sites, total, lower, upper } = problem;
  checkNumbers('people', people, 0);
  checkNumbers('access', access, 0);
  checkNumbers('total', [total], 0);
  checkNumbers('lower', lower, 0);
  if (lower.length !== sites || upper.length !== sites)
    throw new SitingInputError('bad-shape', `limits: expected ${sites} of each`, {
      what: 'limits',
      expected: sites,
    });
  let least = 0;
  let most = 0;
  for (let site = 0; site < sites; site++) {
    if (!(upper[site]! >= lower[site]!))
      throw new SitingInputError('bad-number', `site ${site}: upper limit below the lower`, {
        name: 'upper',
        index: site,
      });
    least += lower[site]!;
    most += upper[site]!;
  }
  if (total < least - 1e-9 || total > most + 1e-9)
    throw new SitingInputError('target-infeasible', `the limits hold ${least} to ${most}, not ${total}`, {
      least,
      most,
      total,
    });
  let crowd = 0;
  for (const own of people) crowd += own;
  if (crowd === 0) throw new SitingInputError('no-demand', 'no demand has people');
  const mean = total / crowd;
  const gradient = new Float64Array(sites);
  const measure = (capacity: Float64Array): number => {
    gradient.fill(0);
    let value = 0;
    for (let demand = 0; demand < people.length; demand++) {
      let score = 0;
      for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
        score += access[place]! * capacity[siteIndex[place]!]!;
      const off = score - mean;
      value += people[demand]! * off * off;
      for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
        gradient[siteIndex[place]!]! += 2 * people[demand]! * off * access[place]!;
    }
    return value;
  };
  // Largest curvature by the power method, with a margin.
  let vector: Float64Array = new Float64Array(sites).fill(1);
  let curvature = 0;
  for (let turn = 0; turn < 60; turn++) {
    const next = new Float64Array(sites);
    for (let demand = 0; demand < people.length; demand++) {
      let score = 0;
      for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
        score += access[place]! * vector[siteIndex[place]!]!;
      for (let place = demandStart[demand]!; place < demandStart[demand + 1]!; place++)
        next[siteIndex[place]!]! += 2 * people[demand]! * score * access[place]!;
    }
    const norm = Math.sqrt(next.reduce((sum, own) => sum + own * own, 0));
    if (norm === 0) break;
    curvature = norm;
    vector = next.map((own) => own / norm);
  }
  let capacity = project(
    Float64Array.from({ length: sites }, () => total / sites),
    problem,
  );
  let point = capacity.slice();
  let momentum = 1;
  let turns = 0;
  let value = measure(capacity);
  let bound = 0;
  const step = curvature > 0 ? 1 / (1.02 * curvature) : 0;
  const turnsAllowed = step > 0 ? iterations : 0;
  for (; turns < turnsAllowed; turns++) {
    measure(point);
    const next = project(
      point.map((own, site) => own - step * gradient[site]!),
      problem,
    );
    const nextValue = measure(next);
    if (turns % 20 === 0) bound = Math.max(bound, nextValue - linearDecrease(next, gradient, problem));
    const nextMomentum = nextValue > value ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const carry = nextValue > value ? 0 : (momentum - 1) / nextMomentum;
    point = next.map((own, site) => own + carry * (own - capacity[site]!));
    capacity = next;
    value = nextValue;
    momentum = nextMomentum;
    if (turns % 20 === 0 && value - bound <= 1e-10 * Math.max(1e-12, value)) break;
  }
  value = measure(capacity);
  bound = Math.max(0, Math.min(value, Math.max(bound, value - linearDecrease(capacity, gradient, problem))));
  return {
    capacity,
    whole: roundByRemainder(capacity, problem),
    value,
    bound,
    gapPercent: value - bound <= 1e-12 ? 0 : (100 * (value - bound)) / Math.max(bound, 1e-300),
    meanAccess: mean,
    iterations: turns,
  };
}

/** Nearest point with the given total within the limits: shift by one number found by bisection. */
function project(target: Float64Array, { lower, upper, total, sites }: CapacityProblem): Float64Array {
  let low = -Infinity;
  let high = Infinity;
  for (let site = 0; site < sites; site++) {
    low = Math.max(low, target[site]! - lower[site]!);
    high = Math.min(high, target[site]! - upper[site]!);
  }
  // At shift `low` every site is at its lower limit, at `high` at its upper one.
  let [fewest, fullest] = [low, high];
  const sumAt = (shift: number): number => {
    let sum = 0;
    for (let site = 0; site < sites; site++)
      sum += Math.min(upper[site]!, Math.max(lower[site]!, target[site]! - shift));
    return sum;
  };
  for (let turn = 0; turn < 200; turn++) {
    const middle = (fewest + fullest) / 2;
    if (middle === fewest || middle === fullest) break;
    if (sumAt(middle) > total) fullest = middle;
    else fewest = middle;
  }
  const shift = (fewest + fullest) / 2;
  return target.map((own, site) => Math.min(upper[site]!, Math.max(lower[site]!, own - shift)));
}

/** Most the linearised objective could fall: value minus this is a lower bound. */
function linearDecrease(
  at: Float64Array,
  gradient: Float64Array,
  { lower, upper, total, sites }: CapacityProblem,
): number {
  const order = Uint32Array.from({ length: sites }, (_, site) => site).sort(
    (a, b) => gradient[a]! - gradient[b]! || a - b,
  );
  let left = total;
  let sum = 0;
  for (let site = 0; site < sites; site++) left -= lower[site]!;
  for (const site of order) {
    const extra = Math.min(left, upper[site]! - lower[site]!);
    left -= extra;
    sum += gradient[site]! * (at[site]! - lower[site]! - extra);
  }
  return Math.max(0, sum);
}

function roundByRemainder(capacity: Float64Array, { lower, upper, total }: CapacityProblem): Float64Array {
  const whole = capacity.map((own, site) => Math.max(Math.ceil(lower[site]! - 1e-9), Math.floor(own + 1e-9)));
  const order = Uint32Array.from({ length: capacity.length }, (_, site) => site).sort(
    (a, b) => capacity[b]! - whole[b]! - (capacity[a]! - whole[a]!) || a - b,
  );
  let left = Math.round(total) - whole.reduce((sum, own) => sum + own, 0);
  for (let turn = 0; left > 0 && turn < 2; turn++)
    for (const site of order)
      if (left > 0 && whole[site]! + 1 <= upper[site]! + 1e-9) {
        whole[site]!++;
        left--;
      }
  return whole;
}
