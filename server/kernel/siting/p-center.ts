import type { StopReason } from './control.ts';
import type { CoverMatrix } from './cover-matrix.ts';
import { computeGapPercent } from './gap.ts';
import { chooseIterations } from './iteration-budget.ts';
import { solveLscp } from './lscp.ts';
import { SitingInputError, checkNumbers, checkTable, checkWhole } from './siting-input-error.ts';
import { EXCLUDED, FIXED, buildSiteStates, checkCandidates, type SiteRules } from './site-states.ts';

export interface PCenterOptions extends SiteRules {
  readonly newSites: number;
  /**
   * Subgradient steps of each covering question at most (default by the size of the table,
   * `chooseIterations`).
   */
  readonly iterations?: number;
  readonly shouldStop?: () => boolean;
}

export interface PCenterAnswer {
  readonly sites: Uint32Array;
  /** Longest time of any demand to its nearest open site. */
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly stop: StopReason;
  /** Covering questions asked. */
  readonly covers: number;
}

/**
 * p-center: the sites for which the worst-off demand is nearest to care; weights do not matter, demands of
 * weight 0 count.
 *
 * - `seconds` row by demand, `demands * sites`; Infinity where a site cannot serve
 * - bisection of the distinct times, each a set covering question: "are `newSites` enough within this time?"
 * - errors: `target-infeasible` when no choice serves all; as buildSiteStates
 * - source: Hakimi 1965; Minieka 1970
 */
export function solvePCenter(
  seconds: Float64Array,
  demands: number,
  sites: number,
  options: PCenterOptions,
): PCenterAnswer {
  checkTable('seconds', seconds, demands, sites);
  if (demands === 0) throw new SitingInputError('no-demand', 'there is no demand');
  checkNumbers(
    'seconds',
    seconds.filter((value) => value !== Infinity),
    0,
  );
  checkWhole('newSites', options.newSites, 0);
  const states = buildSiteStates(sites, options);
  checkCandidates(states, options.newSites);
  const times = distinctTimes(seconds, states, sites);
  let best: Uint32Array | null = null;
  let bestTime = Infinity;
  let covers = 0;
  // Invariant: times below `low` are proven too short; `high` is enough (or untried at the end).
  let low = 0;
  let high = times.length;
  let stopped = false;
  while (low < high && !stopped) {
    const middle = Math.floor((low + high) / 2);
    const found = coverWithin(seconds, demands, sites, times[middle]!, options);
    covers++;
    if (found.sites) {
      best = found.sites;
      bestTime = worstTime(seconds, demands, sites, states, best);
      high = middle;
      while (high > 0 && times[high - 1]! >= bestTime) high--;
    } else if (found.tooFew) low = middle + 1;
    else {
      // Not decided within the budget: keep the bound here and see whether a longer time is enough.
      let above = middle + 1;
      while (above < high) {
        const longer = coverWithin(seconds, demands, sites, times[above]!, options);
        covers++;
        if (longer.sites) {
          best = longer.sites;
          bestTime = worstTime(seconds, demands, sites, states, best);
          high = above;
        } else above++;
      }
      stopped = true;
    }
  }
  if (!best) {
    const last = coverWithin(seconds, demands, sites, times[times.length - 1] ?? 0, options);
    if (!last.sites)
      throw new SitingInputError('target-infeasible', `${options.newSites} sites cannot serve every demand`, {
        wanted: options.newSites,
        demands,
      });
    best = last.sites;
    bestTime = worstTime(seconds, demands, sites, states, best);
  }
  const bound = stopped ? Math.min(times[low] ?? bestTime, bestTime) : bestTime;
  return {
    sites: best,
    value: bestTime,
    bound,
    gapPercent: computeGapPercent(bestTime, bound),
    stop: bound === bestTime ? 'optimal' : 'iterations',
    covers,
  };
}

function distinctTimes(seconds: Float64Array, states: Uint8Array, sites: number): Float64Array {
  const sorted = seconds
    .filter((value, place) => value !== Infinity && states[place % sites] !== EXCLUDED)
    .sort();
  let kept = 0;
  for (let place = 0; place < sorted.length; place++)
    if (place === 0 || sorted[place] !== sorted[place - 1]) sorted[kept++] = sorted[place]!;
  return sorted.slice(0, kept);
}

/**
 * Steps with which a covering question begins; undecided ones get four times as many, again and again, up
 * to the budget.
 */
const FIRST_STEPS = 2000;

interface Covered {
  readonly sites: Uint32Array | null;
  /** Proven: as many sites are not enough. */
  readonly tooFew: boolean;
}

function coverWithin(
  seconds: Float64Array,
  demands: number,
  sites: number,
  limit: number,
  options: PCenterOptions,
): Covered {
  const matrix = listWithin(seconds, demands, sites, limit);
  const most = options.iterations ?? chooseIterations(demands, sites);
  for (let steps = Math.min(most, FIRST_STEPS); ; steps = Math.min(most, steps * 4)) {
    const found = tryCover(matrix, steps, options);
    if (found.sites || found.tooFew || steps === most || options.shouldStop?.() === true) return found;
  }
}

/** Demands within the time of each site. */
function listWithin(seconds: Float64Array, demands: number, sites: number, limit: number): CoverMatrix {
  const siteStart = new Uint32Array(sites + 1);
  const index: number[] = [];
  for (let site = 0; site < sites; site++) {
    for (let demand = 0; demand < demands; demand++)
      if (seconds[demand * sites + site]! <= limit) index.push(demand);
    siteStart[site + 1] = index.length;
  }
  return {
    sites,
    demands,
    siteStart,
    demandIndex: Uint32Array.from(index),
    demandWeight: new Float64Array(demands).fill(1),
  };
}

function tryCover(matrix: CoverMatrix, steps: number, options: PCenterOptions): Covered {
  let decided = false;
  try {
    const answer = solveLscp(matrix, {
      ...(options.fixed && { fixed: options.fixed }),
      ...(options.excluded && { excluded: options.excluded }),
      iterations: steps,
      control: {
        onProgress: (now) => {
          decided = now.value <= options.newSites || now.bound > options.newSites;
        },
        shouldStop: () => decided || options.shouldStop?.() === true,
      },
    });
    if (answer.value <= options.newSites) return { sites: answer.sites, tooFew: false };
    return { sites: null, tooFew: answer.bound > options.newSites };
  } catch (error) {
    if (error instanceof SitingInputError && error.code === 'target-infeasible')
      return { sites: null, tooFew: true };
    throw error;
  }
}

function worstTime(
  seconds: Float64Array,
  demands: number,
  sites: number,
  states: Uint8Array,
  chosen: Uint32Array,
): number {
  const open: number[] = [...chosen];
  for (let site = 0; site < sites; site++) if (states[site] === FIXED) open.push(site);
  let worst = 0;
  for (let demand = 0; demand < demands; demand++) {
    let nearest = Infinity;
    for (const site of open) nearest = Math.min(nearest, seconds[demand * sites + site]!);
    worst = Math.max(worst, nearest);
  }
  return worst;
}
