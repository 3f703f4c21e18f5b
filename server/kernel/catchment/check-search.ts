import { countCells, NONE, type Grid } from '../grid/grid.ts';

/** Throws RangeError unless `limitSeconds` is above 0; Infinity means no limit. */
export function assertLimit(limitSeconds: number): void {
  if (!(limitSeconds > 0))
    throw new RangeError(`travel limit: expected seconds > 0 (Infinity for none), got ${limitSeconds}`);
}

/** Throws RangeError unless there is at least one source and each is NONE or a cell of `grid`. */
export function assertSources(grid: Grid, sources: Int32Array): void {
  const cells = countCells(grid);
  if (sources.length === 0) throw new RangeError('travel sources: expected at least one cell, got none');
  for (let i = 0; i < sources.length; i++) {
    const cell = sources[i]!;
    if (cell !== NONE && !(cell >= 0 && cell < cells))
      throw new RangeError(`travel sources: source ${i} is cell ${cell}, the grid has cells 0…${cells - 1}`);
  }
}

/** Throws RangeError unless `cell` is a cell of `grid`. */
export function assertCell(grid: Grid, cell: number): void {
  const cells = countCells(grid);
  if (!Number.isInteger(cell) || cell < 0 || cell >= cells)
    throw new RangeError(`travel cell: expected 0…${cells - 1}, got ${cell}`);
}
