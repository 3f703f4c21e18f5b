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
    this.whole =
      room.size.every((own) => Number.isInteger(own)) &&
      room.capacity.every((own) => Number.isInteger(own) && own <= 10_000);
  }

  scoreInto(lambda: Float64Array, scores: Float64Array): number {
    const { demands, sites, cost, size, capacity } = this.room;
    this.taken.fill(0);
    for (let site = 0; site < sites; site++) {
      scores[site] = 0;
      if (this.states[site] === EXCLUDED) continue;
      const items: { demand: number; worth: number; size: number }[] = [];
      for (let demand = 0; demand < demands; demand++) {
        const worth = lambda[demand]! - cost[demand * sites + site]!;
        if (worth > 0 && size[demand]! <= capacity[site]!) items.push({ demand, worth, size: size[demand]! });
      }
      scores[site] = this.whole
        ? this.pack(items, capacity[site]!, site)
        : this.pour(items, capacity[site]!, site);
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

  /** Exact knapsack by dynamic programming over whole room. */
  private pack(
    items: readonly { demand: number; worth: number; size: number }[],
    room: number,
    site: number,
  ): number {
    const best = new Float64Array(room + 1);
    const keep = items.map(() => new Uint8Array(room + 1));
    items.forEach((item, index) => {
      for (let fill = room; fill >= item.size; fill--) {
        const then = best[fill - item.size]! + item.worth;
        if (then > best[fill]!) {
          best[fill] = then;
          keep[index]![fill] = 1;
        }
      }
    });
    let fill = room;
    for (let index = items.length - 1; index >= 0; index--)
      if (keep[index]![fill] === 1) {
        this.taken[items[index]!.demand * this.sites + site] = 1;
        fill -= items[index]!.size;
      }
    return best[room]!;
  }

  /** Fractional knapsack: a weaker bound for any sizes. */
  private pour(items: { demand: number; worth: number; size: number }[], room: number, site: number): number {
    items.sort((a, b) => b.worth * a.size - a.worth * b.size || a.demand - b.demand);
    let left = room;
    let sum = 0;
    for (const item of items) {
      const share = item.size > 0 ? Math.min(1, left / item.size) : 1;
      if (share <= 0) break;
      this.taken[item.demand * this.sites + site] = share;
      left -= share * item.size;
      sum += share * item.worth;
    }
    return sum;
  }
}
