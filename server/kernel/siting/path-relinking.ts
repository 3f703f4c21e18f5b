import type { Incumbent } from './lagrangian.ts';
import { createRandom } from './seeded-random.ts';

export interface EliteOptions {
  readonly seed: number;
  /** Restarts, each followed by one walk between two good answers. */
  readonly rounds: number;
  readonly shouldStop?: () => boolean;
}

/**
 * Restarts and path relinking over any local search: shakes the best answer, improves it, and improves the
 * middle of the way
 * between it and another good answer.
 *
 * - `improve` turns any set of as many sites into a local best and must be deterministic; the answer is
 * never worse than `start`
 * - source: Glover 1996; Resende and Werneck 2004
 */
export function improveElite(
  start: Incumbent,
  improve: (open: Uint8Array) => Incumbent | null,
  sites: number,
  options: EliteOptions,
): Incumbent {
  const random = createRandom(options.seed);
  const elite: Incumbent[] = [start];
  let best = start;
  const keep = (answer: Incumbent | null): void => {
    if (!answer) return;
    if (answer.value > best.value) best = answer;
    const key = answer.open.join();
    if (elite.some((other) => other.open.join() === key)) return;
    elite.push(answer);
    elite.sort((a, b) => b.value - a.value);
    if (elite.length > 6) elite.pop();
  };
  for (let round = 0; round < options.rounds; round++) {
    if (options.shouldStop?.() === true) break;
    const open = new Uint8Array(sites);
    for (const site of best.open) open[site] = 1;
    const kicks = Math.max(
      1,
      Math.min(best.open.length, Math.ceil(best.open.length * (0.1 + 0.3 * random()))),
    );
    for (let kick = 0; kick < kicks; kick++) open[best.open[Math.floor(random() * best.open.length)]!] = 0;
    keep(improve(fill(open, best.open.length, random)));
    if (elite.length < 2) continue;
    const guide = elite[1 + Math.floor(random() * (elite.length - 1))]!;
    keep(improve(middleOf(elite[0]!, guide, sites)));
  }
  return best;
}

function fill(open: Uint8Array, wanted: number, random: () => number): Uint8Array {
  let count = 0;
  for (const flag of open) count += flag;
  while (count < Math.min(wanted, open.length)) {
    const site = Math.floor(random() * open.length);
    if (open[site] === 1) continue;
    open[site] = 1;
    count++;
  }
  return open;
}

/** Every other difference from the guide: half-way between two answers of the same size. */
function middleOf(from: Incumbent, guide: Incumbent, sites: number): Uint8Array {
  const open = new Uint8Array(sites);
  for (const site of from.open) open[site] = 1;
  const there = new Set(guide.open);
  const here = new Set(from.open);
  const out = [...from.open].filter((site) => !there.has(site));
  const into = [...guide.open].filter((site) => !here.has(site));
  for (let place = 0; place < Math.min(out.length, into.length); place += 2) {
    open[out[place]!] = 0;
    open[into[place]!] = 1;
  }
  return open;
}
