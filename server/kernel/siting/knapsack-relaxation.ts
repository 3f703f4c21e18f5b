import type { Relaxation } from './lagrangian.ts';
import { EXCLUDED } from './site-states.ts';

/** Demands of a size, sites with room, and the cost of each pair, row by demand. */
export interface Room {
  readonly demands: number;
  readonly sites: number;
  readonly cost: Float64Array;
  readonly size: Float64Array;
  readonly capacity: Float64Array;
}

/**
 * Units of room up to which whole sizes are packed exactly, and into how many a site's room is divided
 * otherwise.
 */
const MOST_UNITS = 2000;
const UNITS = 1000;

interface Item {
  readonly demand: number;
  readonly worth: number;
  readonly size: number;
}

/** "Each demand once" priced: score = best knapsack of max(0, lambda_i - c_ij) within the room. */
export class KnapsackRelaxation implements Relaxation {
  readonly sites: number;
  readonly multipliers: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  private readonly room: Room;
  private readonly states: Uint8Array;
  private readonly taken: Float64Array;
  private readonly whole: boolean;
  private readonly best = new Float64Array(MOST_UNITS + 1);
  private keep = new Uint8Array(0);

  constructor(room: Room, states: Uint8Array) {
    this.room = room;
    this.states = states;
    this.sites = room.sites;
    this.multipliers = room.demands;
    // Prices far beyond any cost are of no use and let the steps run away; a limit keeps every bound valid.
    this.lower = new Float64Array(room.demands);
    this.upper = Float64Array.from({ length: room.demands }, (_, demand) => {
      let dearest = 0;
      for (let site = 0; site < room.sites; site++)
        dearest = Math.max(dearest, room.cost[demand * room.sites + site]!);
      return 2 * dearest;
    });
    this.taken = new Float64Array(room.demands * room.sites);
    const whole = (numbers: Float64Array): boolean => numbers.every((own) => Number.isInteger(own));
    this.whole = whole(room.size) && whole(room.capacity);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { demands, sites, cost, size, capacity } = this.room;
    this.taken.fill(0);
    for (let site = 0; site < sites; site++) {
      scores[site] = 0;
      if (this.states[site] === EXCLUDED) continue;
      const items: Item[] = [];
      for (let demand = 0; demand < demands; demand++) {
        const worth = lambda[demand]! - cost[demand * sites + site]!;
        if (worth > 0 && size[demand]! <= capacity[site]!) items.push({ demand, worth, size: size[demand]! });
      }
      scores[site] = this.pack(items, capacity[site]!, site);
    }
    let constant = 0;
    for (const price of lambda) constant -= price;
    return constant;
  }

  slopeInto(_lambda: Float64Array, open: Uint8Array, slope: Float64Array): void {
    const { demands, sites } = this.room;
    slope.fill(-1);
    for (let site = 0; site < sites; site++)
      if (open[site] === 1)
        for (let demand = 0; demand < demands; demand++) slope[demand]! += this.taken[demand * sites + site]!;
  }

  restrict(states: Uint8Array): Relaxation {
    return new KnapsackRelaxation(this.room, states);
  }

  /**
   * Knapsack by dynamic programming over whole units of room: exact for whole sizes and up to `MOST_UNITS`
   * of them, else in units of the site's
   * room, sizes rounded down, which only widens it: still a bound.
   */
  private pack(items: readonly Item[], capacity: number, site: number): number {
    const scale = this.whole && capacity <= MOST_UNITS ? 1 : UNITS / Math.max(capacity, Number.MIN_VALUE);
    let all = 0;
    for (const item of items) all += item.size;
    if (all <= capacity) {
      let sum = 0;
      for (const item of items) {
        this.taken[item.demand * this.sites + site] = 1;
        sum += item.worth;
      }
      return sum;
    }
    const units = Math.floor(capacity * scale + 1e-9);
    const row = units + 1;
    if (this.keep.length < items.length * row) this.keep = new Uint8Array(items.length * row);
    const { keep, best } = this;
    best.fill(0, 0, row);
    keep.fill(0, 0, items.length * row);
    for (let index = 0; index < items.length; index++) {
      const { size, worth } = items[index]!;
      const own = Math.floor(size * scale);
      for (let fill = units; fill >= own; fill--) {
        const then = best[fill - own]! + worth;
        if (then > best[fill]!) {
          best[fill] = then;
          keep[index * row + fill] = 1;
        }
      }
    }
    let fill = units;
    for (let index = items.length - 1; index >= 0; index--)
      if (keep[index * row + fill] === 1) {
        this.taken[items[index]!.demand * this.sites + site] = 1;
        fill -= Math.floor(items[index]!.size * scale);
      }
    return best[units]!;
  }
}
