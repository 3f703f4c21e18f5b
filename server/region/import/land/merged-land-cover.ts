import type { Raster } from '../../../geo/raster.ts';
import { resampleMajority } from '../../../geo/resample.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { FIRST_MERGED_ROAD } from '../accessmod-scenario.ts';

/**
 * Whether a raster is the merged land cover of an AccessMod project: land classes, roads from 1,000 on,
 * nothing where no one passes.
 */
export function isMergedLandCover(raster: Raster, file: string): boolean {
  if (!/merge/i.test(file)) return false;
  return raster.bands[0]!.some((value) => value >= FIRST_MERGED_ROAD && value !== raster.noData);
}

/**
 * 1 for the cells of the grid that the merge leaves empty, which is how it closes water and other barriers.
 */
export function closedCells({ grid, bands, noData }: Raster, target: Grid): Uint8Array {
  const empty = Uint8Array.from(bands[0]!, (value) => (value === noData || Number.isNaN(value) ? 1 : 0));
  return Uint8Array.from(resampleMajority({ grid, values: empty, isValid: () => true }, target, 0));
}

/**
 * Takes the burnt roads out of a merged land cover, in place: each of their cells gets the class that most
 * of its eight neighbours
 * have, from the rims inwards (the lower class where two are equal). Returns how many cells were roads.
 * Roads come as lines here and
 * are never land.
 */
export function clearRoadCells({ grid, bands, noData }: Raster): number {
  const values = bands[0]!;
  const { columns, rows } = grid;
  const isLand = (value: number): boolean => value < FIRST_MERGED_ROAD && value !== noData && value >= 0;
  let open: number[] = [];
  for (let cell = 0; cell < values.length; cell++)
    if (values[cell]! >= FIRST_MERGED_ROAD && values[cell]! !== noData) open.push(cell);
  const count = open.length;
  while (open.length > 0) {
    const filled: [number, number][] = [];
    const left: number[] = [];
    for (const cell of open) {
      const votes = new Map<number, number>();
      const [row, column] = [Math.floor(cell / columns), cell % columns];
      for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++)
        for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
          const value = values[r * columns + c]!;
          if (isLand(value)) votes.set(value, (votes.get(value) ?? 0) + 1);
        }
      const [best] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      if (best) filled.push([cell, best[0]]);
      else left.push(cell);
    }
    if (filled.length === 0) break; // an island of road: its class stays unknown
    for (const [cell, value] of filled) values[cell] = value;
    open = left;
  }
  return count;
}
