import type { CoverMatrix } from './cover-matrix.ts';
import { runGreedy } from './greedy-mclp.ts';
import { MclpSwap } from './mclp-swap.ts';
import { evaluateSiting } from './siting-evaluate.ts';
import { SitingInputError } from './siting-input-error.ts';

/** One possible world: how far one gets within the cut-off, and who is left there without a facility. */
export interface PlanWorld {
  /** Arcs of at most this many seconds hold: cut-off times speed factor. */
  readonly limitSeconds: number;
  /** People of each demand whom no existing facility reaches in this world, 0 for those reached. */
  readonly openWeight: Float64Array;
}

/** A plan in one world, beside the best that a search made for that world found. */
export interface PlanInWorld {
  /** Open people whom the plan covers. */
  readonly covered: number;
  /** Open people whom the best choice found covers, >= covered. */
  readonly best: number;
  /** No choice of as many sites covers more. */
  readonly bound: number;
  /** The best choice found; the plan itself unless another covers more. */
  readonly sites: Uint32Array;
  /** Fair share of each site of the plan, in its order. */
  readonly shares: Float64Array;
  /** Place of each site of the plan when they are put in order of gain in this world, 0 first. */
  readonly places: Uint32Array;
}

/**
 * A fixed plan judged in one world, and the best plan of as many sites for that world.
 *
 * - `plan`: distinct sites; greedy and interchange, from the greedy answer and from the plan; bound of the
 * greedy (submodular)
 * - O(arcs) a pass; mutates nothing; deterministic
 * - errors: `bad-shape` without seconds or with another number of demands; as evaluateSiting
 */
export function judgePlan(matrix: CoverMatrix, plan: ArrayLike<number>, world: PlanWorld): PlanInWorld {
  const cut = cutWithout(matrix, world);
  const own = evaluateSiting(cut, plan);
  const states = new Uint8Array(cut.sites);
  const greedy = runGreedy(cut, states, Math.min(plan.length, cut.sites));
  const movable = new Uint8Array(cut.sites).fill(1);
  const useful = Uint32Array.from({ length: cut.sites }, (_, site) => site).filter(
    (site) => cut.siteStart[site + 1]! > cut.siteStart[site]!,
  );
  let best = own.value;
  let sites = Uint32Array.from(plan);
  if (useful.length > 0) {
    const swap = new MclpSwap(cut, movable, useful, new Float64Array(cut.sites).fill(1), plan.length);
    for (const start of [plan, greedy.sites]) {
      const open = new Uint8Array(cut.sites);
      for (const site of Array.from(start)) open[site] = 1;
      swap.load(open);
      const value = swap.improve();
      if (value <= best * (1 + 1e-9)) continue;
      best = value;
      sites = Uint32Array.from({ length: cut.sites }, (_, site) => site).filter(
        (site) => swap.open[site] === 1,
      );
    }
  }
  return {
    covered: own.value,
    best,
    bound: Math.max(best, greedy.bound),
    sites,
    shares: Float64Array.from(own.sites, (site) => site.shapley),
    places: placesOf(cut, plan),
  };
}

export interface SelectionFrequency {
  /** By site of the plan: share of worlds whose best choice has a site that counts as the same. */
  readonly frequency: Float64Array;
  /**
   * By site of the plan: share of worlds in which it keeps its place when the plan is put in order of gain.
   */
  readonly sameRank: Float64Array;
  /** By world, in the order given. */
  readonly worlds: readonly PlanInWorld[];
}

/**
 * How often each site of a plan belongs to the best choice when speeds and people are uncertain, and
 * whether its rank holds.
 *
 * - `isSame(place, site)`: whether a site of the matrix stands for the plan's site at `place` (a neighbour
 * does)
 * - `worlds` are judged as they come, so that the caller can stop by ending them; none: `bad-number`
 * - source: methods.md section 6
 */
export function computeSelectionFrequency(
  matrix: CoverMatrix,
  plan: ArrayLike<number>,
  worlds: Iterable<PlanWorld>,
  isSame: (place: number, site: number) => boolean,
): SelectionFrequency {
  const judged: PlanInWorld[] = [];
  const again = new Float64Array(plan.length);
  const kept = new Float64Array(plan.length);
  for (const world of worlds) {
    const here = judgePlan(matrix, plan, world);
    judged.push(here);
    for (let place = 0; place < plan.length; place++) {
      if (here.sites.some((site) => isSame(place, site))) again[place]!++;
      if (here.places[place] === place) kept[place]!++;
    }
  }
  if (judged.length === 0)
    throw new SitingInputError('bad-number', 'worlds: expected at least one, got 0', { what: 'worlds' });
  return {
    frequency: again.map((count) => count / judged.length),
    sameRank: kept.map((count) => count / judged.length),
    worlds: judged,
  };
}

/** The arcs that hold in a world and lead to open people, without their seconds. */
function cutWithout(matrix: CoverMatrix, { limitSeconds, openWeight }: PlanWorld): CoverMatrix {
  const { sites, siteStart, demandIndex, seconds, demands } = matrix;
  if (!seconds || openWeight.length !== demands)
    throw new SitingInputError(
      'bad-shape',
      'a world needs the seconds of each arc and the people of each demand',
      { what: seconds ? 'openWeight' : 'seconds', expected: demands, actual: openWeight.length },
    );
  const start = new Uint32Array(sites + 1);
  const index = new Uint32Array(demandIndex.length);
  let kept = 0;
  for (let site = 0; site < sites; site++) {
    for (let arc = siteStart[site]!; arc < siteStart[site + 1]!; arc++)
      if (seconds[arc]! <= limitSeconds && openWeight[demandIndex[arc]!]! > 0)
        index[kept++] = demandIndex[arc]!;
    start[site + 1] = kept;
  }
  return { sites, demands, siteStart: start, demandIndex: index.subarray(0, kept), demandWeight: openWeight };
}

/**
 * Place of each site when the plan is ordered so that each adds most to those before it, ties in the plan's
 * order.
 */
function placesOf(
  { siteStart, demandIndex, demandWeight }: CoverMatrix,
  plan: ArrayLike<number>,
): Uint32Array {
  const left = demandWeight.slice();
  const waiting = new Set(Array.from(plan, (_, place) => place));
  const places = new Uint32Array(plan.length);
  for (let next = 0; waiting.size > 0; next++) {
    let best = -1;
    let bestGain = -1;
    for (const place of waiting) {
      let gain = 0;
      for (let arc = siteStart[plan[place]!]!; arc < siteStart[plan[place]! + 1]!; arc++)
        gain += left[demandIndex[arc]!]!;
      if (gain > bestGain) {
        best = place;
        bestGain = gain;
      }
    }
    places[best] = next;
    waiting.delete(best);
    for (let arc = siteStart[plan[best]!]!; arc < siteStart[plan[best]! + 1]!; arc++)
      left[demandIndex[arc]!] = 0;
  }
  return places;
}
