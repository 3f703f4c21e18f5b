import { searchTree } from './branch-and-bound.ts';
import type { SitingControl, StopReason } from './control.ts';
import { computeGapPercent } from './gap.ts';
import { KnapsackRelaxation, type Room } from './knapsack-relaxation.ts';
import { pruneLevel, type Incumbent } from './lagrangian.ts';
import type { MilpSolver } from './milp-port.ts';
import { listOpen } from './open-sites.ts';
import { reduceRoom } from './room-reduction.ts';
import { solveAssignment } from './assignment-solver.ts';
import { CountChoice } from './site-choice.ts';
import { SitingInputError, checkNumbers, checkWhole } from './siting-input-error.ts';
import { FIXED, FREE, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface CapacitatedPMedianOptions extends SiteRules {
  readonly newSites: number;
  readonly iterations?: number;
  readonly solver?: MilpSolver;
  /** Rows that are left to the exact solver at most (default 4,000). */
  readonly solverRows?: number;
  readonly solverSeconds?: number;
  readonly control?: SitingControl;
}

export interface CapacitatedPMedianAnswer {
  /** New sites, ascending. */
  readonly sites: Uint32Array;
  /** Site of every demand. */
  readonly assignment: Int32Array;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  readonly iterations: number;
}

/**
 * Capacitated p-median, each demand served whole by one site: least total cost within every site's room.
 *
 * - `cost` row by demand (already weighted), `size` of each demand, `capacity` of each site
 * - greedy assignment with shifts and swaps, site interchange, Lagrangian bound with knapsacks, then, when
 * an exact solver is given and a
 * gap is left, that solver on the sites and pairs that can still be part of something better (`nodes` of
 * its tree at most)
 * - errors: `target-infeasible` when no assignment was found, with whether that is proven; as solveMclp
 * - source: Mulvey and Beck 1984; Ceselli and Righini 2005
 */
export function solveCapacitatedPMedian(
  cost: Float64Array,
  size: Float64Array,
  capacity: Float64Array,
  options: CapacitatedPMedianOptions,
): CapacitatedPMedianAnswer {
  const demands = size.length;
  const sites = capacity.length;
  if (cost.length !== demands * sites)
    throw new SitingInputError('bad-shape', `cost: expected ${demands} x ${sites}, got ${cost.length}`, {
      what: 'cost',
      expected: demands * sites,
      actual: cost.length,
    });
  checkNumbers('cost', cost, 0);
  checkNumbers('size', size, 0);
  checkNumbers('capacity', capacity, 0);
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(sites, options);
  checkCandidates(states, options.newSites);
  const room: Room = { demands, sites, cost, size, capacity };
  const total = size.reduce((sum, own) => sum + own, 0);
  const rooms = Array.from(capacity)
    .filter((_, site) => states[site] === FREE)
    .sort((a, b) => b - a);
  let most = 0;
  let open = 0;
  states.forEach((state, site) => {
    if (state === FIXED) {
      most += capacity[site]!;
      open++;
    }
  });
  for (const own of rooms.slice(0, options.newSites)) most += own;
  if (most < total - 1e-9)
    throw new SitingInputError(
      'target-infeasible',
      `the roomiest ${options.newSites} sites hold ${most} of ${total}`,
      { most, total },
    );
  const count = open + options.newSites;
  const assignments = new Map<string, Int32Array>();
  const assign = (flags: Uint8Array): number => {
    const found = assignAll(room, flags);
    if (!found) return Infinity;
    assignments.set(listOpen(flags).join(), found.assignment);
    return found.cost;
  };
  const cache = new Map<string, number>();
  const costOf = (flags: Uint8Array): number => {
    const key = listOpen(flags).join();
    let value = cache.get(key);
    if (value === undefined) {
      value = assign(flags);
      cache.set(key, value);
    }
    return value;
  };
  const improve = (begin: Uint8Array): Incumbent | null => {
    const flags = begin.slice();
    let value = costOf(flags);
    for (let again = true; again;) {
      again = false;
      for (let out = 0; out < sites && !again; out++) {
        if (flags[out] !== 1 || states[out] !== FREE) continue;
        // Sites near the one that leaves are the likely replacements.
        const near = nearestSites(room, out, states, flags, 8);
        for (const into of near) {
          flags[out] = 0;
          flags[into] = 1;
          const then = costOf(flags);
          if (then < value - 1e-9 * Math.max(1, value)) {
            value = then;
            again = true;
            break;
          }
          flags[out] = 1;
          flags[into] = 0;
        }
      }
    }
    return Number.isFinite(value) ? { value: -value, open: listOpen(flags) } : null;
  };
  const begin = new Uint8Array(sites);
  const roomy = Array.from({ length: sites }, (_, site) => site)
    .filter((site) => states[site] === FREE)
    .sort((a, b) => capacity[b]! - capacity[a]! || a - b);
  states.forEach((state, site) => (begin[site] = state === FIXED ? 1 : 0));
  for (const site of roomy.slice(0, options.newSites)) begin[site] = 1;
  const start = improve(begin) ?? { value: -1e15, open: listOpen(begin) };
  const whole = cost.every((own) => Number.isInteger(own));
  const relaxation = new KnapsackRelaxation(room, states);
  const choice = new CountChoice(count, sites);
  const answer = searchTree(
    {
      relaxation,
      choice,
      step: 0,
      inexact: true,
      improve,
    },
    states,
    start,
    Float64Array.from({ length: demands }, (_, demand) => secondCost(room, demand, start.open)),
    { rootIterations: 600, nodeIterations: 40, iterations: options.iterations ?? 1500, nodes: 0 },
    options.control ?? {},
  );
  let value = -answer.best.value;
  let sitesOpen = answer.best.open;
  let assignment = value < 1e15 ? assignments.get(sitesOpen.join())! : null;
  let bound = whole ? Math.ceil(-answer.bound - 1e-6) : -answer.bound;
  let { stop } = answer;
  let proven = false;
  if (
    value - bound > 1e-9 * Math.max(1, value) &&
    options.solver &&
    options.control?.shouldStop?.() !== true
  ) {
    const scores = new Float64Array(sites);
    const chosen = new Uint8Array(sites);
    const relaxed = relaxation.scoreInto(answer.lambda, scores) + choice.choose(scores, states, chosen);
    const slack = relaxed - pruneLevel(answer.best.value, whole ? 1 : 0);
    const reduced = reduceRoom(room, states, answer.lambda, scores, chosen, slack);
    const exact = solveAssignment(room, reduced, count, value < 1e15 ? assignment : null, {
      solver: options.solver,
      rows: options.solverRows ?? 4000,
      seconds: options.solverSeconds,
      shouldStop: options.control?.shouldStop,
    });
    if (exact?.assignment && exact.value < value) {
      ({ value, assignment } = exact);
      sitesOpen = exact.open;
    }
    // What was left out is no better than the best known: where nothing else is feasible, that one is proven.
    if (exact?.status === 'optimal' || (exact?.status === 'infeasible' && assignment)) bound = value;
    else if (exact && Number.isFinite(exact.bound))
      bound = Math.max(bound, Math.min(value, whole ? Math.ceil(exact.bound - 1e-6) : exact.bound));
    proven = exact?.status === 'infeasible';
    if (exact) stop = bound === value ? 'optimal' : 'solver-limit';
  }
  if (!assignment)
    throw new SitingInputError(
      'target-infeasible',
      'no way was found to serve every demand whole within the rooms',
      {
        total,
        most,
        proven: proven ? 'yes' : 'no',
      },
    );
  bound = Math.min(bound, value);
  return {
    sites: sitesOpen.filter((site) => states[site] !== FIXED),
    assignment,
    value,
    bound,
    gapPercent: computeGapPercent(value, bound),
    stop: value === bound ? 'optimal' : stop === 'optimal' ? 'stalled' : stop,
    iterations: answer.iterations,
  };
}

function secondCost({ cost, sites }: Room, demand: number, open: Uint32Array): number {
  let first = Infinity;
  let second = Infinity;
  for (const site of open) {
    const own = cost[demand * sites + site]!;
    if (own < first) {
      second = first;
      first = own;
    } else if (own < second) second = own;
  }
  return Number.isFinite(second) ? (first + second) / 2 : first;
}

function nearestSites(
  { cost, sites, demands }: Room,
  from: number,
  states: Uint8Array,
  open: Uint8Array,
  most: number,
): number[] {
  // Sites whose costs look like those of `from`: squares where a site is a demand too, tables otherwise.
  const list: { site: number; far: number }[] = [];
  for (let site = 0; site < sites; site++) {
    if (states[site] !== FREE || open[site] === 1) continue;
    let far = 0;
    for (let demand = 0; demand < demands; demand++)
      far += Math.abs(cost[demand * sites + site]! - cost[demand * sites + from]!);
    list.push({ site, far });
  }
  list.sort((a, b) => a.far - b.far || a.site - b.site);
  return list.slice(0, most).map((own) => own.site);
}

/**
 * Demands by regret to the cheapest site with room, then shifts and swaps; null when some demand finds no
 * room.
 */
function assignAll(
  { demands, sites, cost, size, capacity }: Room,
  open: Uint8Array,
): { cost: number; assignment: Int32Array } | null {
  const list = Array.from(listOpen(open));
  const left = capacity.slice();
  const assignment = new Int32Array(demands).fill(-1);
  const waiting = new Set(Array.from({ length: demands }, (_, demand) => demand));
  while (waiting.size > 0) {
    let pick = -1;
    let pickSite = -1;
    let pickRegret = -Infinity;
    for (const demand of waiting) {
      let first = -1;
      let firstCost = Infinity;
      let secondCost = Infinity;
      for (const site of list) {
        if (left[site]! < size[demand]! - 1e-9) continue;
        const own = cost[demand * sites + site]!;
        if (own < firstCost) {
          secondCost = firstCost;
          firstCost = own;
          first = site;
        } else if (own < secondCost) secondCost = own;
      }
      if (first < 0) return null;
      const regret = secondCost === Infinity ? Number.MAX_VALUE : secondCost - firstCost;
      if (regret > pickRegret || (regret === pickRegret && pick >= 0 && size[demand]! > size[pick]!)) {
        pickRegret = regret;
        pick = demand;
        pickSite = first;
      }
    }
    assignment[pick] = pickSite;
    left[pickSite]! -= size[pick]!;
    waiting.delete(pick);
  }
  for (let again = true; again;) {
    again = false;
    for (let demand = 0; demand < demands; demand++) {
      const own = assignment[demand]!;
      const ownCost = cost[demand * sites + own]!;
      for (const site of list)
        if (
          site !== own &&
          left[site]! >= size[demand]! - 1e-9 &&
          cost[demand * sites + site]! < ownCost - 1e-12
        ) {
          left[own]! += size[demand]!;
          left[site]! -= size[demand]!;
          assignment[demand] = site;
          again = true;
          break;
        }
      const at = assignment[demand]!;
      for (let other = demand + 1; other < demands; other++) {
        const there = assignment[other]!;
        if (there === at) continue;
        const change =
          cost[demand * sites + there]! +
          cost[other * sites + at]! -
          cost[demand * sites + at]! -
          cost[other * sites + there]!;
        if (change >= -1e-12) continue;
        const difference = size[demand]! - size[other]!;
        if (left[there]! < difference - 1e-9 || left[at]! < -difference - 1e-9) continue;
        left[at]! += difference;
        left[there]! -= difference;
        assignment[demand] = there;
        assignment[other] = at;
        again = true;
        break;
      }
    }
  }
  let total = 0;
  for (let demand = 0; demand < demands; demand++) total += cost[demand * sites + assignment[demand]!]!;
  return { cost: total, assignment };
}
