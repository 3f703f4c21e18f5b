import type { OptionCover } from './option-cover.ts';
import { computeOptionWorth, weightIn } from './option-cover.ts';
import { FIXED, FREE } from './site-states.ts';

export interface OptionFound {
  readonly taken: Uint8Array;
  readonly value: number;
  readonly shortfall: number;
}

/**
 * Greedy and interchange over options under resources, groups, requirements, minima and shares.
 *
 * - a move takes one option and gives up none, its group mate, any other, or both; better means less
 * shortfall, then more value,
 *   then (with shares) more weight in all
 * - at most `breadth` options, the most promising by what they add, are tried in a pass: O(breadth * taken
 * * arcs of an option)
 */
export class OptionSearch {
  private readonly problem: OptionCover;
  private readonly breadth: number;
  private readonly count: Uint32Array;
  private readonly layers: { classOf: Int32Array; weight: Float64Array }[] = [];
  private readonly classSum: Float64Array;
  private readonly used: Float64Array;
  private readonly takenOf: Int32Array;
  private weight = 0;
  readonly taken: Uint8Array;

  constructor(problem: OptionCover, breadth = 400) {
    this.problem = problem;
    this.breadth = breadth;
    this.count = new Uint32Array(problem.cover.demands);
    this.taken = new Uint8Array(problem.cover.sites);
    const classes = [...(problem.minima ?? []), ...(problem.shares ?? [])];
    this.classSum = new Float64Array(classes.length);
    // Classes may overlap: as many layers as needed, each item in at most one class of a layer.
    classes.forEach((part, index) => {
      let layer = this.layers.find((candidate) => part.items.every((item) => candidate.classOf[item] === -1));
      if (!layer) {
        const size = problem.cover.demands;
        layer = { classOf: new Int32Array(size).fill(-1), weight: new Float64Array(size) };
        this.layers.push(layer);
      }
      for (let place = 0; place < part.items.length; place++) {
        layer.classOf[part.items[place]!] = index;
        layer.weight[part.items[place]!] = weightIn(problem, part, place);
      }
    });
    this.used = new Float64Array(problem.resources.length);
    let groups = 0;
    for (const group of problem.group) groups = Math.max(groups, group + 1);
    this.takenOf = new Int32Array(groups).fill(-1);
  }

  /** Improves `start` (fixed options are added, what does not fit is left out) and returns the best found. */
  run(start: Uint8Array): OptionFound {
    const { states } = this.problem;
    for (let option = 0; option < this.taken.length; option++)
      if (this.taken[option] === 1) this.toggle(option);
    this.classSum.fill(0);
    this.used.fill(0);
    this.weight = 0;
    for (let option = 0; option < states.length; option++) if (states[option] === FIXED) this.toggle(option);
    // Requirements may be met in any order.
    for (let again = true; again;) {
      again = false;
      for (let option = 0; option < states.length; option++)
        if (
          start[option] === 1 &&
          states[option] === FREE &&
          this.taken[option] === 0 &&
          this.mateOf(option) < 0 &&
          this.fits(option, -1, -1)
        ) {
          this.toggle(option);
          again = true;
        }
    }
    while (this.pass());
    const taken = this.taken.slice();
    const worth = computeOptionWorth(this.problem, taken);
    return { taken, ...worth };
  }

  private pass(): boolean {
    let moved = false;
    for (const option of this.promising()) if (this.taken[option] === 0 && this.tryTake(option)) moved = true;
    if (!moved) moved = this.tryDrops();
    return moved;
  }

  private promising(): number[] {
    const { cover, states } = this.problem;
    const free: number[] = [];
    const gain = new Float64Array(cover.sites);
    for (let option = 0; option < cover.sites; option++) {
      if (states[option] !== FREE || this.taken[option] === 1) continue;
      free.push(option);
      for (let arc = cover.siteStart[option]!; arc < cover.siteStart[option + 1]!; arc++) {
        const item = cover.demandIndex[arc]!;
        if (this.count[item] === 0) gain[option]! += cover.demandWeight[item]!;
        else gain[option]! += 0.5 * cover.demandWeight[item]!;
      }
    }
    if (free.length > this.breadth) {
      free.sort((a, b) => gain[b]! - gain[a]! || a - b);
      free.length = this.breadth;
    }
    return free;
  }

  private tryTake(option: number): boolean {
    const mate = this.mateOf(option);
    if (mate >= 0 && this.problem.states[mate] === FIXED) return false;
    const before = this.worth();
    let best = before;
    let bestOut = -2;
    const consider = (out: number): void => {
      if (!this.fits(option, mate, out)) return;
      if (mate >= 0) this.toggle(mate);
      if (out >= 0) this.toggle(out);
      this.toggle(option);
      const now = this.worth();
      this.toggle(option);
      if (out >= 0) this.toggle(out);
      if (mate >= 0) this.toggle(mate);
      if (better(now, best)) {
        best = now;
        bestOut = out;
      }
    };
    consider(-1);
    if (bestOut === -2)
      for (let out = 0; out < this.taken.length; out++)
        if (this.taken[out] === 1 && out !== mate && this.problem.states[out] === FREE) consider(out);
    if (bestOut === -2) return false;
    if (mate >= 0) this.toggle(mate);
    if (bestOut >= 0) this.toggle(bestOut);
    this.toggle(option);
    return true;
  }

  /** Gives up one option to make room for two others: rarely better, so only when nothing else is. */
  private tryDrops(): boolean {
    const { states } = this.problem;
    const before = this.worth();
    for (let out = 0; out < this.taken.length; out++) {
      if (this.taken[out] !== 1 || states[out] !== FREE || !this.mayLeave(out)) continue;
      this.toggle(out);
      const added: number[] = [];
      for (const option of this.promising()) {
        if (added.length === 2) break;
        if (option === out || this.mateOf(option) >= 0 || !this.fits(option, -1, -1)) continue;
        const now = this.worth();
        this.toggle(option);
        if (better(this.worth(), now)) added.push(option);
        else this.toggle(option);
      }
      if (better(this.worth(), before)) return true;
      for (const option of added.reverse()) this.toggle(option);
      this.toggle(out);
    }
    return false;
  }

  private mayLeave(out: number): boolean {
    for (const rule of this.problem.requires ?? [])
      if (
        this.taken[rule.option] === 1 &&
        rule.option !== out &&
        !rule.anyOf.some((other) => other !== out && this.taken[other] === 1)
      )
        return false;
    return true;
  }

  private mateOf(option: number): number {
    const group = this.problem.group[option]!;
    return group < 0 ? -1 : this.takenOf[group]!;
  }

  private fits(option: number, mate: number, out: number): boolean {
    const { resources, requires } = this.problem;
    for (let index = 0; index < resources.length; index++) {
      const { use, limit } = resources[index]!;
      const total =
        this.used[index]! + use[option]! - (mate >= 0 ? use[mate]! : 0) - (out >= 0 ? use[out]! : 0);
      if (total > limit + 1e-9 * Math.max(1, limit)) return false;
    }
    for (const rule of requires ?? []) {
      const on =
        rule.option === option ||
        (this.taken[rule.option] === 1 && rule.option !== mate && rule.option !== out);
      if (!on) continue;
      const met = rule.anyOf.some(
        (other) => other === option || (this.taken[other] === 1 && other !== mate && other !== out),
      );
      if (!met) return false;
    }
    return true;
  }

  private toggle(option: number): void {
    const { cover, secondWeight, group, resources } = this.problem;
    const on = this.taken[option] === 0;
    const sign = on ? 1 : -1;
    this.taken[option] = on ? 1 : 0;
    if (group[option]! >= 0) this.takenOf[group[option]!] = on ? option : -1;
    for (let index = 0; index < resources.length; index++)
      this.used[index]! += sign * resources[index]!.use[option]!;
    for (let arc = cover.siteStart[option]!; arc < cover.siteStart[option + 1]!; arc++) {
      const item = cover.demandIndex[arc]!;
      const before = this.count[item]!;
      const after = before + sign;
      this.count[item] = after;
      if (Math.min(before, after) === 0) {
        const change = sign * cover.demandWeight[item]!;
        this.weight += change;
        for (const { classOf, weight } of this.layers)
          if (classOf[item]! >= 0) this.classSum[classOf[item]!]! += sign * weight[item]!;
      } else if (secondWeight && Math.min(before, after) === 1) this.weight += sign * secondWeight[item]!;
    }
  }

  private worth(): Worth {
    const { minima, shares } = this.problem;
    let shortfall = 0;
    let index = 0;
    for (const part of minima ?? []) {
      const missing = part.least - this.classSum[index++]!;
      if (missing > 1e-9 * Math.max(1, part.least)) shortfall += missing;
    }
    if (!shares) return { shortfall, value: this.weight, weight: 0 };
    let least = Infinity;
    for (const part of shares) least = Math.min(least, part.scale * this.classSum[index++]! + part.offset);
    return { shortfall, value: least, weight: this.weight };
  }
}

interface Worth {
  readonly shortfall: number;
  readonly value: number;
  readonly weight: number;
}

function better(a: Worth, b: Worth): boolean {
  const grain = (x: number, y: number): number => 1e-9 * Math.max(1e-9, Math.abs(x), Math.abs(y));
  if (Math.abs(a.shortfall - b.shortfall) > grain(a.shortfall, b.shortfall)) return a.shortfall < b.shortfall;
  if (Math.abs(a.value - b.value) > grain(a.value, b.value)) return a.value > b.value;
  return a.weight > b.weight + grain(a.weight, b.weight);
}
