import type { Grid } from '../kernel/grid/grid.ts';
import type { CellRings } from './polygon-cells.ts';

/**
 * Marks the cells that stop every step between neighbouring centres which the shape crosses. Rows, columns
 * and both diagonals
 * through the centres are scanned; a crossing marks the cell whose centre is nearest, so no 4- or
 * 8-neighbour step leads across,
 * and nothing is marked more than half a cell from the shape.
 */
const DIRECTIONS: readonly (readonly [
  line: (x: number, y: number) => number,
  along: (x: number, y: number) => number,
  cell: (line: number, along: number, grid: Grid) => number,
])[] = [
  [(_x, y) => y, (x) => x, (line, along, grid) => cellAt(grid, along, line)],
  [(x) => x, (_x, y) => y, (line, along, grid) => cellAt(grid, line, along)],
  [(x, y) => x - y, (x) => x, (line, along, grid) => cellAt(grid, along, along - line)],
  [(x, y) => x + y, (x) => x, (line, along, grid) => cellAt(grid, along, line - along)],
];

function cellAt(grid: Grid, column: number, row: number): number {
  return column >= 0 && column < grid.columns && row >= 0 && row < grid.rows
    ? row * grid.columns + column
    : -1;
}

/**
 * Areas: cells with their centre inside, and where the area is narrower than a step, the nearer end of the
 * step. Returns cells newly marked.
 */
export function markAreaInto(barrier: Uint8Array, grid: Grid, rings: CellRings): number {
  let marked = 0;
  const mark = (cell: number): void => {
    if (cell >= 0 && barrier[cell] === 0) {
      barrier[cell] = 1;
      marked++;
    }
  };
  for (const [lineOf, alongOf, cellOf] of DIRECTIONS) {
    const crossings = new Map<number, number[]>();
    for (const ring of rings)
      eachCrossing(ring, true, lineOf, alongOf, grid, (line, along) => {
        const list = crossings.get(line);
        if (list) list.push(along);
        else crossings.set(line, [along]);
      });
    for (const [line, list] of crossings) {
      list.sort((a, b) => a - b);
      for (let i = 0; i + 1 < list.length; i += 2) {
        const from = list[i]!;
        const to = list[i + 1]!;
        const first = Math.ceil(from);
        const last = Math.floor(to);
        if (first > last) mark(cellOf(line, Math.round((from + to) / 2), grid));
        else {
          const limit = grid.columns + grid.rows;
          for (let along = Math.max(first, -limit); along <= Math.min(last, limit); along++)
            mark(cellOf(line, along, grid));
        }
      }
    }
  }
  return marked;
}

/** Lines: the nearer end of every step that the line crosses. Returns cells newly marked. */
export function markLineInto(barrier: Uint8Array, grid: Grid, line: Float64Array): number {
  let marked = 0;
  for (const [lineOf, alongOf, cellOf] of DIRECTIONS)
    eachCrossing(line, false, lineOf, alongOf, grid, (at, along) => {
      const cell = cellOf(at, Math.round(along), grid);
      if (cell >= 0 && barrier[cell] === 0) {
        barrier[cell] = 1;
        marked++;
      }
    });
  return marked;
}

function eachCrossing(
  vertices: Float64Array,
  closed: boolean,
  lineOf: (x: number, y: number) => number,
  alongOf: (x: number, y: number) => number,
  grid: Grid,
  visit: (line: number, along: number) => void,
): void {
  const n = vertices.length / 2;
  const least = -grid.rows - 1;
  const most = grid.columns + grid.rows + 1;
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const j = i + 1 === n ? 0 : i + 1;
    let la = lineOf(vertices[2 * i]!, vertices[2 * i + 1]!);
    let lb = lineOf(vertices[2 * j]!, vertices[2 * j + 1]!);
    if (la === lb) continue;
    let ta = alongOf(vertices[2 * i]!, vertices[2 * i + 1]!);
    let tb = alongOf(vertices[2 * j]!, vertices[2 * j + 1]!);
    if (la > lb) [la, lb, ta, tb] = [lb, la, tb, ta];
    // Half-open, so a vertex on a scan line counts once.
    const first = Math.max(Math.ceil(la), least);
    const last = Math.min(Math.ceil(lb) - 1, most);
    for (let line = first; line <= last; line++) visit(line, ta + ((line - la) / (lb - la)) * (tb - ta));
  }
}
