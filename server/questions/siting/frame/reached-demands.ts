import type { Reach } from '../../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../../kernel/grid/grid.ts';

/** Position in `cells` of every cell of a grid of `cellCount`; NONE where a cell is not among them. */
export function indexCells(cells: ArrayLike<number>, cellCount: number): Int32Array {
  const indexOfCell = new Int32Array(cellCount).fill(NONE);
  for (let i = 0; i < cells.length; i++) indexOfCell[cells[i]!] = i;
  return indexOfCell;
}

/** Demands of `indexOfCell` that `reach` holds, nearest first. */
export function listDemands(reach: Reach, indexOfCell: Int32Array): number[] {
  const demands: number[] = [];
  for (let k = 0; k < reach.count; k++) {
    const demand = indexOfCell[reach.cells[k]!]!;
    if (demand !== NONE) demands.push(demand);
  }
  return demands;
}
