import {
  CELL,
  STEP_COLUMN,
  STEP_LENGTH,
  STEP_ROW,
  cellAt,
  cellOfPoint,
  columnOf,
  metersBetween,
  rowOf,
} from './frame.ts';
import type { Administration } from './county.ts';
import type { Crossing, RoadLattice } from './road-lattice.ts';
import type { Land } from './settlements.ts';
import type { River, Waters } from './water.ts';

/** The planted links over water. */
export interface PlantedCrossings {
  readonly ford: Crossing;
  readonly ferry: Crossing;
  /** The county town's bridges. */
  readonly townBridges: readonly Crossing[];
}

/**
 * Straight way over the water near a cell: two dry cells with only wet ones between, at most `longest`
 * cells apart.
 */
function findWay(
  waters: Waters,
  around: number,
  river: ReadonlySet<number>,
  longest: number,
  radius: number,
): [number, number] | null {
  let best: [number, number] | null = null;
  let bestCost = Infinity;
  for (let dr = -radius; dr <= radius; dr++)
    for (let dc = -radius; dc <= radius; dc++) {
      const bank = cellAt(columnOf(around) + dc, rowOf(around) + dr);
      if (bank < 0 || waters.wet[bank]) continue;
      for (let step = 4; step < 8; step++) {
        let length = 1;
        let cell = cellAt(columnOf(bank) + STEP_COLUMN[step]!, rowOf(bank) + STEP_ROW[step]!);
        let ours = false;
        while (cell >= 0 && waters.wet[cell] === 1 && length <= longest) {
          ours ||= river.has(cell);
          length++;
          cell = cellAt(columnOf(cell) + STEP_COLUMN[step]!, rowOf(cell) + STEP_ROW[step]!);
        }
        if (!ours || cell < 0 || waters.wet[cell] || length < 2) continue;
        const rise = Math.abs(waters.height[cell]! - waters.height[bank]!);
        const cost = Math.round(
          length * STEP_LENGTH[step]! * CELL + 8 * rise + metersBetween(bank, around) * 0.35,
        );
        if (cost < bestCost) {
          bestCost = cost;
          best = [bank, cell];
        }
      }
    }
  return best;
}

function cellsOf(river: River): { cells: Set<number>; milestones: { cell: number; meters: number }[] } {
  const cells = new Set<number>();
  const milestones: { cell: number; meters: number }[] = [];
  let meters = 0;
  river.line.forEach((p, i) => {
    if (i > 0) {
      const a = river.line[i - 1]!;
      meters += Math.sqrt((p.x - a.x) * (p.x - a.x) + (p.y - a.y) * (p.y - a.y));
    }
    const cell = cellOfPoint(p);
    if (cell < 0) return;
    cells.add(cell);
    milestones.push({ cell, meters });
  });
  return { cells, milestones };
}

/**
 * Sets the few places where a road may cross a river: two bridges in the county town, then one every 6 to 9
 * km of the main river
 * and every 4 km of the others. On the main river below the town one place gets a ferry instead, on a side
 * river one gets a ford.
 */
export function placeCrossings(
  waters: Waters,
  land: Land,
  administration: Administration,
  lattice: RoadLattice,
): PlantedCrossings {
  const townCell = administration.towns[0]!;
  const usedCells: number[] = [];
  let ferry: Crossing | null = null;
  let ford: Crossing | null = null;
  const place = (
    river: ReadonlySet<number>,
    at: number,
    kind: 'bridge' | 'ford' | 'ferry',
    radius: number,
  ): Crossing | null => {
    const way = findWay(waters, at, river, 6, radius);
    if (!way || usedCells.some((cell) => metersBetween(cell, way[0]) < 700)) return null;
    usedCells.push(...way);
    return lattice.addCrossing(way[0], way[1], kind);
  };
  const main = cellsOf(waters.rivers[0]!);
  const townMark = main.milestones.reduce((a, b) =>
    metersBetween(a.cell, townCell) <= metersBetween(b.cell, townCell) ? a : b,
  );
  const townBridges: Crossing[] = [];
  for (const offset of [-600, 1400]) {
    const mark = main.milestones.find((m) => m.meters >= townMark.meters + offset);
    const bridge = mark && place(main.cells, mark.cell, 'bridge', 7);
    if (bridge) townBridges.push(bridge);
  }
  for (const direction of [-1, 1]) {
    let due = townMark.meters + direction * 7000;
    const marks = direction > 0 ? main.milestones : [...main.milestones].reverse();
    for (const mark of marks) {
      if ((mark.meters - due) * direction < 0) continue;
      const wantsFerry = direction > 0 && !ferry && administration.inCounty[mark.cell] === 1;
      const made = place(main.cells, mark.cell, wantsFerry ? 'ferry' : 'bridge', 9);
      if (made && wantsFerry) ferry = made;
      due = mark.meters + direction * (6000 + 3200 * land.mountain[mark.cell]!);
    }
  }
  const sideRivers = waters.rivers
    .slice(1)
    .map((river) => {
      const { cells, milestones } = cellsOf(river);
      return { cells, milestones, inside: milestones.filter((m) => administration.inCounty[m.cell]).length };
    })
    .sort((a, b) => b.inside - a.inside);
  sideRivers.forEach((river, rank) => {
    let due = 1600;
    const half = river.milestones.filter((m) => administration.inCounty[m.cell])[
      Math.floor(river.inside * 0.5)
    ];
    for (const mark of river.milestones) {
      if (mark.meters < due) continue;
      const wantsFord = rank === 0 && !ford && half !== undefined && mark.meters >= half.meters - 400;
      const made = place(river.cells, mark.cell, wantsFord ? 'ford' : 'bridge', 7);
      if (made && wantsFord) ford = made;
      due = mark.meters + 4300;
    }
  });
  if (!ferry || !ford) throw new Error('sample: no place for the ferry or the ford');
  return { ford, ferry, townBridges };
}
