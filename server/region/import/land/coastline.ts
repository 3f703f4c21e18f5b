import type { Position } from 'geojson';
import { buildPlacer, lineInCells } from '../../../geo/polygon-cells.ts';
import { countCells, type Grid } from '../../../kernel/grid/grid.ts';

export interface Sea {
  /** 1 for the cells of open sea; those that the coast itself runs through are land. */
  readonly cells: Uint8Array;
  /**
   * Cells of areas that the coast gives to both sides, because it is broken there; they are left as they
   * are.
   */
  readonly contested: number;
}

/** Cells along the coast are looked at as far as this to either side. */
const LOOK_CELLS = [1, 1.5] as const;
const STEP_CELLS = 0.25;
/** Share of the places beside its coast that may say land where an area is sea. */
const MOST_AGAINST = 0.25;

/**
 * Sea by the coastline of OpenStreetMap, whose ways have land on their left and water on their right. Areas
 * of cells that no coast runs
 * through are sea where the coast beside them states it, but for what a ragged coast gives to the wrong side.
 * Null where no coast touches the grid. O(cells + metres of coast / cell).
 */
export function findSea(grid: Grid, coast: readonly (readonly Position[])[]): Sea | null {
  const cells = countCells(grid);
  const shore = new Uint8Array(cells);
  const sides: number[] = [];
  const place = buildPlacer(grid);
  for (const line of coast) walkLine(grid, lineInCells(line, place), shore, sides);
  if (!shore.includes(1)) return null;
  const area = labelAreas(grid, shore);
  const votes = new Map<number, { sea: number; land: number }>();
  for (let i = 0; i < sides.length; i += 2) {
    const label = area[sides[i]!]!;
    if (label === 0) continue;
    const vote = votes.get(label) ?? { sea: 0, land: 0 };
    if (sides[i + 1] === 1) vote.sea++;
    else vote.land++;
    votes.set(label, vote);
  }
  const sea = new Uint8Array(cells);
  let contested = 0;
  for (let cell = 0; cell < cells; cell++) {
    const vote = votes.get(area[cell]!);
    if (!vote || vote.sea === 0) continue;
    const against = vote.land / (vote.land + vote.sea);
    if (against <= MOST_AGAINST) sea[cell] = 1;
    else if (against < 1 - MOST_AGAINST) contested++;
  }
  return { cells: sea, contested };
}

/**
 * Marks the cells that a line runs through, and notes the cells to its right (1) and left (0): cell, side,
 * cell, side, …
 */
function walkLine(grid: Grid, line: Float64Array, shore: Uint8Array, sides: number[]): void {
  const { columns, rows } = grid;
  const cellAt = (x: number, y: number): number => {
    const [column, row] = [Math.round(x), Math.round(y)];
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : -1;
  };
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [x0, y0, x1, y1] = line.subarray(i, i + 4) as unknown as [number, number, number, number];
    const length = Math.hypot(x1 - x0, y1 - y0);
    const beyond =
      Math.max(x0, x1) < -2 ||
      Math.max(y0, y1) < -2 ||
      Math.min(x0, x1) > columns + 2 ||
      Math.min(y0, y1) > rows + 2;
    if (!(length > 0) || beyond) continue;
    const steps = Math.ceil(length / STEP_CELLS);
    // Rows count southwards: the right of (dx, dy) is (−dy, dx).
    const [rightX, rightY] = [-(y1 - y0) / length, (x1 - x0) / length];
    for (let k = 0; k <= steps; k++) {
      const [x, y] = [x0 + ((x1 - x0) * k) / steps, y0 + ((y1 - y0) * k) / steps];
      const on = cellAt(x, y);
      if (on >= 0) shore[on] = 1;
      for (const away of LOOK_CELLS) {
        const right = cellAt(x + away * rightX, y + away * rightY);
        const left = cellAt(x - away * rightX, y - away * rightY);
        if (right >= 0) sides.push(right, 1);
        if (left >= 0) sides.push(left, 0);
      }
    }
  }
}

/** Number of the area (from 1) of each cell, joined edge to edge; 0 on the shore. */
function labelAreas({ columns, rows }: Grid, shore: Uint8Array): Int32Array {
  const area = new Int32Array(shore.length);
  const stack: number[] = [];
  let label = 0;
  const visit = (cell: number): void => {
    if (shore[cell] === 1 || area[cell] !== 0) return;
    area[cell] = label;
    stack.push(cell);
  };
  for (let start = 0; start < shore.length; start++) {
    if (shore[start] === 1 || area[start] !== 0) continue;
    label++;
    visit(start);
    while (stack.length > 0) {
      const cell = stack.pop()!;
      const column = cell % columns;
      if (column > 0) visit(cell - 1);
      if (column + 1 < columns) visit(cell + 1);
      if (cell >= columns) visit(cell - columns);
      if (cell < columns * (rows - 1)) visit(cell + columns);
    }
  }
  return area;
}
