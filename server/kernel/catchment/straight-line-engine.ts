import { buildGridMetric, distanceMeters } from '../grid/grid-metric.ts';
import { centreX, centreY, countCells, NONE, UNREACHED, type Grid } from '../grid/grid.ts';
import { assertCell, assertLimit, assertSources } from './check-search.ts';
import { ReachSorter } from './sort-reach.ts';
import type { Reach, Surface, TravelEngine, TravelPath } from './travel-engine.ts';

/**
 * The crow's flight: straight distance between cell centres at one speed. Nothing is a barrier and
 * direction does not matter.
 */
export function buildStraightLineEngine(grid: Grid, speedKmh: number): TravelEngine {
  if (!(speedKmh > 0) || !Number.isFinite(speedKmh))
    throw new RangeError(`straight line: speed must be > 0 km/h, got ${speedKmh}`);
  return new StraightLineEngine(grid, speedKmh / 3.6);
}

class StraightLineEngine implements TravelEngine {
  readonly grid: Grid;
  readonly cellState: Uint8Array;
  readonly #speed: number;
  readonly #sorter = new ReachSorter();
  readonly #seconds: Float64Array;
  readonly #reachCells: Int32Array;
  readonly #reachSeconds: Float64Array;

  constructor(grid: Grid, metersPerSecond: number) {
    buildGridMetric(grid);
    this.grid = grid;
    this.#speed = metersPerSecond;
    const cells = countCells(grid);
    this.cellState = new Uint8Array(cells);
    this.#seconds = new Float64Array(cells);
    this.#reachCells = new Int32Array(cells);
    this.#reachSeconds = new Float64Array(cells);
  }

  computeSurface(sources: Int32Array, limitSeconds: number): Surface {
    assertSources(this.grid, sources);
    assertLimit(limitSeconds);
    const { columns, rows } = this.grid;
    const seconds = new Float64Array(columns * rows).fill(UNREACHED);
    const nearest = new Int32Array(columns * rows).fill(NONE);
    // Sources row by row: a row further off than the best found so far cannot hold the nearest.
    const byRow: { facility: number; column: number }[][] = Array.from({ length: rows }, () => []);
    sources.forEach((cell, facility) => {
      if (cell !== NONE) byRow[Math.floor(cell / columns)]!.push({ facility, column: cell % columns });
    });
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        let least = UNREACHED;
        let best = NONE;
        for (let away = 0; away < rows; away++) {
          if (row - away < 0 && row + away >= rows) break;
          // A little slack: on the ellipsoid a slanting line can measure a little less than the
          // north–south one.
          const leastPossible = Math.min(
            row - away >= 0 ? this.#between(row, 0, row - away, 0) : Infinity,
            row + away < rows ? this.#between(row, 0, row + away, 0) : Infinity,
          );
          if (leastPossible * (1 - 1e-6) > least) break;
          for (const r of away === 0 ? [row] : [row - away, row + away])
            for (const { facility, column: c } of byRow[r] ?? []) {
              const time = this.#between(row, column, r, c);
              if (time < least || (time === least && facility < best)) {
                least = time;
                best = facility;
              }
            }
        }
        if (least <= limitSeconds && best !== NONE) {
          seconds[row * columns + column] = least;
          nearest[row * columns + column] = best;
        }
      }
    return { seconds, nearest };
  }

  computeReach(source: number, limitSeconds: number): Reach {
    assertSources(this.grid, Int32Array.of(source));
    assertLimit(limitSeconds);
    if (source === NONE) return { count: 0, cells: this.#reachCells, seconds: this.#reachSeconds };
    const { columns, rows } = this.grid;
    const sourceRow = Math.floor(source / columns);
    const sourceColumn = source - sourceRow * columns;
    let count = 0;
    const scanRow = (row: number): boolean => {
      const scan = (step: 1 | -1): void => {
        for (let c = step > 0 ? sourceColumn : sourceColumn - 1; c >= 0 && c < columns; c += step) {
          const time = this.#between(sourceRow, sourceColumn, row, c);
          if (time > limitSeconds) return;
          const cell = row * columns + c;
          this.#seconds[cell] = time;
          this.#reachCells[count++] = cell;
        }
      };
      const before = count;
      scan(1);
      scan(-1);
      return count > before;
    };
    for (let row = sourceRow; row >= 0 && scanRow(row); row--);
    for (let row = sourceRow + 1; row < rows && scanRow(row); row++);
    this.#sorter.sort(this.#reachCells, count, this.#seconds);
    for (let i = 0; i < count; i++) this.#reachSeconds[i] = this.#seconds[this.#reachCells[i]!]!;
    return { count, cells: this.#reachCells, seconds: this.#reachSeconds };
  }

  explainPath(sources: Int32Array, cell: number): TravelPath | null {
    assertSources(this.grid, sources);
    assertCell(this.grid, cell);
    const { columns } = this.grid;
    const row = Math.floor(cell / columns);
    const column = cell - row * columns;
    let source = NONE;
    let seconds = UNREACHED;
    sources.forEach((from, facility) => {
      if (from === NONE) return;
      const fromRow = Math.floor(from / columns);
      const time = this.#between(row, column, fromRow, from - fromRow * columns);
      if (time < seconds) {
        seconds = time;
        source = facility;
      }
    });
    if (source === NONE) return null;
    const from = sources[source]!;
    const fromRow = Math.floor(from / columns);
    const fromColumn = from - fromRow * columns;
    const meters = this.#meters(row, column, fromRow, fromColumn);
    const points = Float64Array.of(
      centreX(this.grid, column),
      centreY(this.grid, row),
      centreX(this.grid, fromColumn),
      centreY(this.grid, fromRow),
    );
    return { source, seconds, meters, legs: [{ kind: 'walk', seconds, meters, roadClass: NONE, points }] };
  }

  #between(rowA: number, columnA: number, rowB: number, columnB: number): number {
    return this.#meters(rowA, columnA, rowB, columnB) / this.#speed;
  }

  #meters(rowA: number, columnA: number, rowB: number, columnB: number): number {
    const north = Math.min(rowA, rowB);
    const south = Math.max(rowA, rowB);
    const across = Math.abs(columnA - columnB) * this.grid.cellWidth;
    return distanceMeters(this.grid, 0, centreY(this.grid, north), across, centreY(this.grid, south));
  }
}
