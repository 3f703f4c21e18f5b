import type { Resource } from './option-cover.ts';
import type { SiteChoice } from './site-choice.ts';
import { EXCLUDED, FIXED, FREE } from './site-states.ts';

interface Step {
  readonly option: number;
  readonly instead: number;
  readonly use: number;
  readonly score: number;
}

/**
 * Options under several resources and "at most one of a group": an upper bound by the multiple-choice
 * fractional knapsack.
 *
 * - options that use one resource only are bounded resource by resource (sums); when some option uses
 * several, the bound is the
 *   least over single resources, the others ignored
 * - groups are kept inside a resource (upper hull of score over use) and ignored between resources, which
 * only raises the bound
 * - source: Sinha and Zoltners 1979 (multiple-choice knapsack)
 */
export class GroupedChoice implements SiteChoice {
  private readonly resources: readonly Resource[];
  private readonly group: Int32Array;
  private readonly separate: boolean;
  private readonly grouped: boolean;

  constructor(resources: readonly Resource[], group: Int32Array) {
    this.resources = resources;
    this.group = group;
    let separate = true;
    for (let option = 0; option < group.length; option++) {
      let used = 0;
      for (const resource of resources) if (resource.use[option]! > 0) used++;
      if (used > 1) separate = false;
    }
    this.separate = separate;
    this.grouped = group.some((own) => own >= 0);
  }

  choose(scores: Float64Array, states: Uint8Array, open: Uint8Array): number {
    open.fill(0);
    const blocked = this.blockedGroups(states);
    const free: number[] = [];
    let fixedScore = 0;
    for (let option = 0; option < states.length; option++) {
      if (states[option] === FIXED) {
        open[option] = 1;
        fixedScore += scores[option]!;
      } else if (states[option] === FREE && !(this.group[option]! >= 0 && blocked.has(this.group[option]!)))
        free.push(option);
    }
    if (this.separate) {
      let sum = fixedScore;
      const costless = free.filter((option) =>
        this.resources.every((resource) => resource.use[option] === 0),
      );
      for (const option of costless) {
        open[option] = 1;
        sum += scores[option]!;
      }
      for (const resource of this.resources) {
        const members = free.filter((option) => resource.use[option]! > 0);
        sum += this.fill(resource, members, scores, states, open);
      }
      return sum;
    }
    let least = Infinity;
    for (const resource of this.resources) {
      const trial = new Uint8Array(open.length);
      const bound = fixedScore + this.fill(resource, free, scores, states, trial);
      if (bound < least) {
        least = bound;
        for (let option = 0; option < open.length; option++)
          open[option] = states[option] === FIXED ? 1 : trial[option]!;
      }
    }
    if (this.resources.length === 0) {
      least = fixedScore;
      for (const option of free) {
        open[option] = 1;
        least += scores[option]!;
      }
    }
    return least;
  }

  fix(_scores: Float64Array, states: Uint8Array): number {
    // Only what logic alone settles: mates of taken options and options too big for what is left.
    let fixed = 0;
    const blocked = this.blockedGroups(states);
    for (let option = 0; option < states.length; option++) {
      if (states[option] !== FREE) continue;
      const mated = this.group[option]! >= 0 && blocked.has(this.group[option]!);
      const big = this.resources.some(
        (resource) => resource.use[option]! > this.left(resource, states) + 1e-9,
      );
      if (!mated && !big) continue;
      states[option] = EXCLUDED;
      fixed++;
    }
    return fixed;
  }

  decided(states: Uint8Array): -1 | 0 | 1 {
    const seen = new Set<number>();
    for (let option = 0; option < states.length; option++) {
      if (states[option] !== FIXED || this.group[option]! < 0) continue;
      if (seen.has(this.group[option]!)) return -1;
      seen.add(this.group[option]!);
    }
    for (const resource of this.resources)
      if (this.left(resource, states) < -1e-9 * Math.max(1, resource.limit)) return -1;
    return states.includes(FREE) ? 0 : 1;
  }

  private left(resource: Resource, states: Uint8Array): number {
    let left = resource.limit;
    for (let option = 0; option < states.length; option++)
      if (states[option] === FIXED) left -= resource.use[option]!;
    return left;
  }

  private blockedGroups(states: Uint8Array): Set<number> {
    const blocked = new Set<number>();
    if (!this.grouped) return blocked;
    for (let option = 0; option < states.length; option++)
      if (states[option] === FIXED && this.group[option]! >= 0) blocked.add(this.group[option]!);
    return blocked;
  }

  /** Multiple-choice fractional knapsack over `members`; marks what is taken whole. */
  private fill(
    resource: Resource,
    members: readonly number[],
    scores: Float64Array,
    states: Uint8Array,
    open: Uint8Array,
  ): number {
    let left = this.left(resource, states);
    const steps: Step[] = [];
    const groups = new Map<number, number[]>();
    for (const option of members) {
      if (resource.use[option]! > left + 1e-9) continue;
      const own = this.group[option]!;
      const key = own >= 0 ? own : -1 - option;
      const list = groups.get(key);
      if (list) list.push(option);
      else groups.set(key, [option]);
    }
    for (const list of groups.values()) {
      list.sort((a, b) => resource.use[a]! - resource.use[b]! || scores[b]! - scores[a]! || a - b);
      const hull: { option: number; use: number; score: number }[] = [{ option: -1, use: 0, score: 0 }];
      for (const option of list) {
        const use = resource.use[option]!;
        const score = scores[option]!;
        if (score <= hull[hull.length - 1]!.score) continue;
        while (hull.length > 1) {
          const top = hull[hull.length - 1]!;
          const below = hull[hull.length - 2]!;
          if ((score - top.score) * (top.use - below.use) < (top.score - below.score) * (use - top.use))
            break;
          hull.pop();
        }
        hull.push({ option, use, score });
      }
      for (let place = 1; place < hull.length; place++) {
        const now = hull[place]!;
        const before = hull[place - 1]!;
        steps.push({
          option: now.option,
          instead: before.option,
          use: now.use - before.use,
          score: now.score - before.score,
        });
      }
    }
    steps.sort((a, b) => b.score * a.use - a.score * b.use || a.option - b.option);
    let sum = 0;
    for (const step of steps) {
      if (step.use <= left + 1e-12) {
        left -= step.use;
        sum += step.score;
        open[step.option] = 1;
        if (step.instead >= 0) open[step.instead] = 0;
      } else {
        if (left > 0) sum += (step.score * left) / step.use;
        break;
      }
    }
    return sum;
  }
}
