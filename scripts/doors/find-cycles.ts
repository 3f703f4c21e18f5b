import { resolveImport } from './check-doors.ts';
import type { SourceUses } from './read-source.ts';

/**
 * Files that import one another in a circle, by types or by values: one circle for each group of them, from
 * its first file back to it.
 */
export function findCycles(sources: readonly SourceUses[]): string[][] {
  const files = new Set(sources.map(({ file }) => file));
  const targets = new Map(
    sources.map(({ file, imports }) => [
      file,
      imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => resolveImport(file, from))
        .filter((target) => files.has(target)),
    ]),
  );
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const file of [...files].sort()) {
    if (done.has(file)) continue;
    const cycle = findWayBack(file, targets, done);
    done.add(file);
    if (cycle === null) continue;
    cycles.push(cycle);
    for (const member of cycle) done.add(member);
  }
  return cycles;
}

/** The shortest way from a file over others back to it, null where there is none. */
function findWayBack(
  start: string,
  targets: ReadonlyMap<string, readonly string[]>,
  done: ReadonlySet<string>,
): string[] | null {
  const before = new Map<string, string>();
  const queue = [start];
  for (const file of queue)
    for (const target of targets.get(file) ?? []) {
      if (target === start) {
        const way = [start];
        for (let step = file; step !== start; step = before.get(step)!) way.unshift(step);
        return [start, ...way];
      }
      if (before.has(target) || done.has(target)) continue;
      before.set(target, file);
      queue.push(target);
    }
  return null;
}
