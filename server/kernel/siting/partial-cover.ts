import type { SitingControl, StopReason } from './control.ts';
import { computeGapPercent } from './gap.ts';
import { runGreedy } from './greedy-mclp.ts';
import { solveMclp } from './mclp.ts';
import { checkCoverMatrix, computeCoveredWeight, type CoverMatrix } from './cover-matrix.ts';
import { SitingInputError } from './siting-input-error.ts';
import { EXCLUDED, FREE, buildSiteStates, type SiteRules } from './site-states.ts';

export interface PartialCoverOptions extends SiteRules {
  /** Share of all people to cover, 0 to 100. */
  readonly targetPercent: number;
  /** Cost of each site (default 1: fewest sites). */
  readonly costs?: Float64Array;
  /** Subgradient steps for each count tried (default 5,000). */
  readonly iterations?: number;
  readonly control?: Pick<SitingControl, 'shouldStop'>;
}

export interface PartialCoverAnswer {
  readonly sites: Uint32Array;
  /** Number or cost of the new sites. */
  readonly value: number;
  /** No fewer (cheaper) sites reach the target. */
  readonly bound: number;
  readonly gapPercent: number;
  readonly covered: number;
  readonly target: number;
  readonly stop: StopReason;
}

/**
 * The fewest (or cheapest) new sites that cover a target share of the people.
 *
 * - searches the number (budget) by maximal covering: a bound below the target proves a number too small, a
 * value at or above it
 *   proves it enough; `optimal` when the two meet
 * - errors: `target-infeasible` with the most that is possible; as solveMclp
 * - source: Daskin and Owen 1999 (partial set covering)
 */
export function solvePartialCover(matrix: CoverMatrix, options: PartialCoverOptions): PartialCoverAnswer {
  checkCoverMatrix(matrix);
  const states = buildSiteStates(matrix.sites, options);
  if (!(options.targetPercent >= 0 && options.targetPercent <= 100))
    throw new SitingInputError(
      'bad-number',
      `targetPercent: expected 0 to 100, got ${options.targetPercent}`,
      {
        name: 'targetPercent',
        value: String(options.targetPercent),
      },
    );
  let total = 0;
  for (const weight of matrix.demandWeight) total += weight;
  if (total === 0) throw new SitingInputError('no-demand', 'no demand has people: there is nothing to cover');
  const target = (options.targetPercent / 100) * total;
  const grain = 1e-9 * total;
  const all = new Uint8Array(matrix.sites);
  for (let site = 0; site < matrix.sites; site++) all[site] = states[site] === EXCLUDED ? EXCLUDED : FREE;
  const most = coverOf(matrix, all);
  if (most < target - grain)
    throw new SitingInputError('target-infeasible', `at most ${(100 * most) / total} % can be covered`, {
      targetPercent: options.targetPercent,
      mostPercent: (100 * most) / total,
      mostCovered: most,
    });
  const { costs } = options;
  const costOf = (sites: Uint32Array): number =>
    sites.reduce((sum, site) => sum + (costs ? costs[site]! : 1), 0);
  const greedy = runGreedy(matrix, states, states.filter((state) => state === FREE).length);
  let reached = greedy.baseline;
  let take = 0;
  while (reached < target - grain && take < greedy.sites.length) reached += greedy.gains[take++]!;
  let best: Uint32Array = greedy.sites.slice(0, take);
  // Sites beyond `low` are needed; `best` is enough.
  let low = 0;
  let stop: StopReason = 'optimal';
  const whole = !costs || costs.every((cost, site) => states[site] !== FREE || Number.isInteger(cost));
  const cheapest = costs
    ? costs.reduce((least, cost, site) => (states[site] === FREE ? Math.min(least, cost) : least), Infinity)
    : 1;
  for (;;) {
    if (take === 0) break;
    const high = costOf(best);
    const step = whole ? 1 : 1e-6 * Math.max(1, high);
    const limit = whole ? high - 1 : high - step;
    if (limit < Math.max(low, cheapest) - 1e-12) {
      low = high;
      break;
    }
    if (options.control?.shouldStop?.() === true) {
      stop = 'cancelled';
      break;
    }
    // Bisect while far apart, then walk down: the last proofs are the hard ones.
    const tried =
      whole && !costs
        ? high - low > 4
          ? Math.floor((high + low) / 2)
          : high - 1
        : Math.max(cheapest, (limit + low) / 2);
    const amount = Math.min(limit, Math.max(tried, cheapest));
    const answer = solveMclp(matrix, {
      ...(options.fixed && { fixed: options.fixed }),
      ...(options.excluded && { excluded: options.excluded }),
      ...(costs ? { budget: amount, costs } : { newSites: amount }),
      iterations: options.iterations ?? 5000,
      ...(options.control && { control: options.control }),
    });
    if (answer.value >= target - grain) {
      best = trim(matrix, states, answer.sites, target - grain);
    } else if (answer.bound < target - grain) low = whole && !costs ? amount + 1 : amount;
    else {
      stop = answer.stop === 'cancelled' ? 'cancelled' : 'iterations';
      break;
    }
    if (whole && !costs && low >= costOf(best)) break;
    if (costs && costOf(best) - low <= step) {
      low = whole ? Math.ceil(low + 1e-9) : low;
      break;
    }
  }
  const value = costOf(best);
  const bound = stop === 'optimal' ? value : Math.min(low, value);
  const covered = coverOf(matrix, opened(matrix, states, best));
  return { sites: best, value, bound, gapPercent: computeGapPercent(value, bound), covered, target, stop };
}

/** The shortest prefix of a greedy order that still reaches the target. */
function trim(matrix: CoverMatrix, states: Uint8Array, sites: Uint32Array, target: number): Uint32Array {
  for (let count = 0; count < sites.length; count++) {
    const head = sites.slice(0, count);
    if (coverOf(matrix, opened(matrix, states, head)) >= target) return head;
  }
  return sites;
}

function opened(matrix: CoverMatrix, states: Uint8Array, sites: Uint32Array): Uint8Array {
  const open = new Uint8Array(matrix.sites).fill(EXCLUDED);
  for (let site = 0; site < matrix.sites; site++) if (states[site] === 1) open[site] = FREE;
  for (const site of sites) open[site] = FREE;
  return open;
}

/** Weight covered by all sites that are not EXCLUDED. */
function coverOf(matrix: CoverMatrix, states: Uint8Array): number {
  return computeCoveredWeight(
    matrix,
    [...states.keys()].filter((site) => states[site] !== EXCLUDED),
  );
}
