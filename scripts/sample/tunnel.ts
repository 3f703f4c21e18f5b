import type { Administration } from './county.ts';
import { STEP_COLUMN, STEP_LENGTH, STEP_ROW, WORLD_CELLS, cellAt, columnOf, rowOf } from './frame.ts';
import { SAMPLE_CLASSES, type RoadLattice } from './road-lattice.ts';
import type { Waters } from './water.ts';

/** Best class of the road at a cell, or -1. */
function bestClass(lattice: RoadLattice, cell: number): number {
  let best = -1;
  for (let step = 0; step < 8; step++) {
    const roadClass = lattice.classBetween(cell, step);
    if (roadClass >= 0 && (best < 0 || roadClass < best)) best = roadClass;
  }
  return best;
}

/**
 * Bores one road tunnel in the county where it saves most: straight through a ridge of 60 m or more,
 * between two points of
 * classified roads that lie far apart along the road. Returns false where no ridge is worth it.
 */
export function boreTunnel(
  lattice: RoadLattice,
  waters: Waters,
  administration: Administration,
  route: (roadClass: number) => number,
): boolean {
  const { height, wet } = waters;
  const ways: { from: number; to: number; lift: number; meters: number }[] = [];
  for (let from = 0; from < WORLD_CELLS; from++) {
    if (!administration.inCounty[from] || lattice.degree(from) === 0 || lattice.island[from]) continue;
    const roadClass = bestClass(lattice, from);
    if (roadClass < 0 || roadClass > 3) continue;
    for (let step = 4; step < 8; step++) {
      let ridge = 0;
      for (let length = 1; length <= 16; length++) {
        const to = cellAt(
          columnOf(from) + STEP_COLUMN[step]! * length,
          rowOf(from) + STEP_ROW[step]! * length,
        );
        if (to < 0 || wet[to]) break;
        if (lattice.degree(to) === 0) {
          ridge = Math.max(ridge, height[to]!);
          continue;
        }
        const lift = ridge - Math.max(height[from]!, height[to]!);
        const meters = length * STEP_LENGTH[step]! * 100;
        const flat = Math.abs(height[from]! - height[to]!) < meters * 0.05;
        const joins = bestClass(lattice, to) <= 3 && !lattice.island[to] && administration.inCounty[to] === 1;
        if (length >= 5 && lift > 60 && flat && joins) ways.push({ from, to, lift, meters });
        break;
      }
    }
  }
  let best: (typeof ways)[number] | null = null;
  let bestSaving = 0;
  for (const way of ways) {
    const around = lattice.findPath(way.from, (cell) => cell === way.to, {
      reuse: 1,
      limit: 60_000,
      closed: (cell) => lattice.degree(cell) === 0,
    });
    if (!around) continue;
    const saving = Math.round(around.length * 100 - way.meters);
    if (around.length * 100 > 4 * way.meters && saving > bestSaving) {
      bestSaving = saving;
      best = way;
    }
  }
  if (!best) return false;
  const roadClass = Math.max(bestClass(lattice, best.from), bestClass(lattice, best.to));
  lattice.addCrossing(best.from, best.to, 'tunnel');
  lattice.lay([best.from, best.to], SAMPLE_CLASSES[roadClass]!, route(roadClass));
  return true;
}
