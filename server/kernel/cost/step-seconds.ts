import { MOVE_COLUMNS, MOVE_ROWS, MOVES } from '../grid/grid-metric.ts';
import { NONE } from '../grid/grid.ts';
import { paceOnSlope, type Land } from './land.ts';

/** Cell that move `k` leads to, NONE beyond the grid. */
export function findMoveTarget(land: Land, cell: number, k: number): number {
  const { columns, rows } = land.metric.grid;
  const row = Math.floor(cell / columns) + MOVE_ROWS[k]!;
  const column = (cell % columns) + MOVE_COLUMNS[k]!;
  return row < 0 || row >= rows || column < 0 || column >= columns ? NONE : row * columns + column;
}

/**
 * Seconds of one move from `cell`, Infinity where it is impossible: the plain statement of what
 * `WalkSearch` does in its inner loop.
 * An axis or diagonal move spends half its length in each of its two cells, a knight move a quarter in each
 * of four. The slope is that
 * between the two centres, seen in the direction of travel (`backward`: towards `cell`). Diagonals do not
 * pass between two impassable
 * cells when corners are closed.
 */
export function computeStepSeconds(land: Land, cell: number, k: number, backward: boolean): number {
  const to = findMoveTarget(land, cell, k);
  if (to === NONE) return Infinity;
  const { columns } = land.metric.grid;
  const row = Math.floor(cell / columns);
  const meters = land.metric.moveMeters[row * MOVES + k]!;
  const rows = MOVE_ROWS[k]!;
  const across = MOVE_COLUMNS[k]!;
  let sides: [number, number] | null = null;
  if (k >= 8)
    sides =
      Math.abs(across) === 2
        ? [cell + across / 2, cell + rows * columns + across / 2]
        : [cell + (rows / 2) * columns, cell + (rows / 2) * columns + across];
  const pace = land.paceSecondsPerMeter;
  if (k >= 4 && k < 8 && land.corners === 'closed')
    if (pace[cell + across] === Infinity && pace[cell + rows * columns] === Infinity) return Infinity;
  const sum = (of: (at: number) => number): number =>
    sides === null
      ? 0.5 * meters * (of(cell) + of(to))
      : 0.25 * meters * (of(cell) + of(to) + (of(sides[0]) + of(sides[1])));
  const flat = sum((at) => pace[at]!);
  if (flat === Infinity || land.elevation === null) return flat;
  const rise = land.elevation[to]! - land.elevation[cell]!;
  const slope = (backward ? -rise : rise) / meters;
  if (slope !== slope) return flat;
  if (land.means !== null) return sum((at) => paceOnSlope(land, at, slope));
  return land.slope === null ? flat : flat * land.slope.multiplier(slope);
}
