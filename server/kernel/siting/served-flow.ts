import type { CoverMatrix } from './cover-matrix.ts';

/** Who serves how many of whom: `flow` runs beside the arcs of the matrix. */
export interface ServedFlow {
  readonly served: number;
  readonly flow: Float64Array;
}

/**
 * Most people the open options can serve together: a maximum flow demand -> option with capacities.
 *
 * - an arc carries at most `eligible[option]` of its demand; a demand is served at most once in all; demand
 * may split
 * - Dinic with breadth-first levels: O(arcs * sqrt) in practice; amounts below 1e-9 of the total count as
 * nothing
 * - `flow` is written (length of `demandIndex`) and returned
 */
export function computeServedFlow(
  cover: CoverMatrix,
  capacity: Float64Array,
  eligible: Float64Array,
  open: Uint8Array,
  flow: Float64Array = new Float64Array(cover.demandIndex.length),
): ServedFlow {
  const { sites, demands, siteStart, demandIndex, demandWeight } = cover;
  flow.fill(0);
  const list: number[] = [];
  for (let option = 0; option < sites; option++) if (open[option] === 1) list.push(option);
  const start = new Uint32Array(demands + 1);
  for (const option of list)
    for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++) start[demandIndex[arc]! + 1]!++;
  for (let demand = 0; demand < demands; demand++) start[demand + 1]! += start[demand]!;
  const next = start.slice(0, demands);
  const arcOf = new Uint32Array(start[demands]!);
  const optionOf = new Uint32Array(start[demands]!);
  for (const option of list)
    for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++) {
      const place = next[demandIndex[arc]!]!++;
      arcOf[place] = arc;
      optionOf[place] = option;
    }
  const demandLeft = demandWeight.slice();
  const roomLeft = capacity.slice();
  let total = 0;
  for (const weight of demandWeight) total += weight;
  const grain = 1e-9 * Math.max(1, total);
  const limitOf = (option: number, demand: number): number => eligible[option]! * demandWeight[demand]!;
  let served = 0;
  // A first pass without detours, demands with the fewest choices first.
  const order = Uint32Array.from({ length: demands }, (_, demand) => demand).sort(
    (a, b) => start[a + 1]! - start[a]! - (start[b + 1]! - start[b]!) || a - b,
  );
  for (const demand of order)
    for (let place = start[demand]!; place < start[demand + 1]! && demandLeft[demand]! > grain; place++) {
      const option = optionOf[place]!;
      const amount = Math.min(demandLeft[demand]!, roomLeft[option]!, limitOf(option, demand));
      if (amount <= grain) continue;
      flow[arcOf[place]!] = amount;
      demandLeft[demand]! -= amount;
      roomLeft[option]! -= amount;
      served += amount;
    }
  // Augment: demand -> option (room on the arc) -> demand (flow to give back) -> ... -> option with room.
  const demandLevel = new Int32Array(demands);
  const optionLevel = new Int32Array(sites);
  const cursor = new Uint32Array(demands);
  const back = new Uint32Array(sites);
  for (;;) {
    demandLevel.fill(-1);
    optionLevel.fill(-1);
    const queue: number[] = [];
    for (let demand = 0; demand < demands; demand++)
      if (demandLeft[demand]! > grain && start[demand + 1]! > start[demand]!) {
        demandLevel[demand] = 0;
        queue.push(demand);
      }
    let reached = false;
    for (let head = 0; head < queue.length; head++) {
      const demand = queue[head]!;
      for (let place = start[demand]!; place < start[demand + 1]!; place++) {
        const option = optionOf[place]!;
        if (optionLevel[option] !== -1 || limitOf(option, demand) - flow[arcOf[place]!]! <= grain) continue;
        optionLevel[option] = demandLevel[demand]! + 1;
        if (roomLeft[option]! > grain) reached = true;
        for (let arc = siteStart[option]!; arc < siteStart[option + 1]!; arc++) {
          const other = demandIndex[arc]!;
          if (demandLevel[other] === -1 && flow[arc]! > grain) {
            demandLevel[other] = optionLevel[option] + 1;
            queue.push(other);
          }
        }
      }
    }
    if (!reached) break;
    for (let demand = 0; demand < demands; demand++) cursor[demand] = start[demand]!;
    for (const option of list) back[option] = siteStart[option]!;
    const push = (demand: number, amount: number): number => {
      let sent = 0;
      for (; cursor[demand]! < start[demand + 1]! && amount - sent > grain; cursor[demand]!++) {
        const place = cursor[demand]!;
        const option = optionOf[place]!;
        if (optionLevel[option] !== demandLevel[demand]! + 1) continue;
        const arc = arcOf[place]!;
        const free = Math.min(amount - sent, limitOf(option, demand) - flow[arc]!);
        if (free <= grain) continue;
        let done = Math.min(free, roomLeft[option]!);
        roomLeft[option]! -= done;
        for (; back[option]! < siteStart[option + 1]! && free - done > grain; back[option]!++) {
          const other = demandIndex[back[option]!]!;
          if (demandLevel[other] !== optionLevel[option] + 1 || flow[back[option]!]! <= grain) continue;
          const moved = push(other, Math.min(free - done, flow[back[option]!]!));
          flow[back[option]!]! -= moved;
          done += moved;
          if (free - done <= grain) break;
        }
        flow[arc]! += done;
        sent += done;
        if (amount - sent <= grain) break;
      }
      return sent;
    };
    let progress = 0;
    for (let demand = 0; demand < demands; demand++) {
      if (demandLevel[demand] !== 0) continue;
      const sent = push(demand, demandLeft[demand]!);
      demandLeft[demand]! -= sent;
      progress += sent;
    }
    served += progress;
    if (progress <= grain) break;
  }
  return { served, flow };
}
