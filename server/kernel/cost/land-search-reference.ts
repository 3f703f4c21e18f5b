import FlatQueue from 'flatqueue';
import { MOVES } from '../grid/grid-metric.ts';
import { NONE, UNREACHED } from '../grid/grid.ts';
import type { Land } from './land.ts';
import { computeStepSeconds, findMoveTarget } from './step-seconds.ts';

/**
 * Least seconds over land from (or, backward, to) the nearest source, and which source: Dijkstra with a
 * binary heap, one cell at a time.
 * Slow and plain, kept as the oracle that `WalkSearch` must equal bit for bit. O(cells log cells).
 */
export function computeLandTimesReference(
  land: Land,
  sources: Int32Array,
  limitSeconds: number,
  backward: boolean,
): { seconds: Float64Array; nearest: Int32Array } {
  const cells = land.paceSecondsPerMeter.length;
  const seconds = new Float64Array(cells).fill(UNREACHED);
  const nearest = new Int32Array(cells).fill(NONE);
  const queue = new FlatQueue<number>();
  const offer = (cell: number, time: number, source: number): void => {
    if (time > limitSeconds || time === UNREACHED) return;
    const better = time < seconds[cell]! || (time === seconds[cell] && source < nearest[cell]!);
    if (!better) return;
    seconds[cell] = time;
    nearest[cell] = source;
    queue.push(cell, time);
  };
  sources.forEach((cell, source) => {
    if (cell !== NONE && land.paceSecondsPerMeter[cell] !== Infinity) offer(cell, 0, source);
  });
  while (queue.length > 0) {
    const time = queue.peekValue()!;
    const cell = queue.pop()!;
    if (time > seconds[cell]!) continue;
    for (let k = 0; k < MOVES && k < land.neighbours; k++) {
      const to = findMoveTarget(land, cell, k);
      if (to !== NONE) offer(to, time + computeStepSeconds(land, cell, k, backward), nearest[cell]!);
    }
  }
  return { seconds, nearest };
}
