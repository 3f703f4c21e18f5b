import type { ScoreHeading, Table } from './table-heading.ts';
import { findHeading, tableUnder } from './table-heading.ts';
import { VectorFileError } from './vector-layer.ts';

/** Cells of one sheet of a workbook that hold text. */
export interface SheetRows {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows that are not blank, in order. */
  readonly rows: readonly (readonly string[])[];
  readonly rowNumbers: readonly number[];
}

/** A sheet as a table; `table` is null where it has no heading with rows under it. */
export interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly table: Table | null;
}

const MAX_COLUMNS = 5000;
const MAX_CELLS = 20_000_000;

/** Collects the cells of a sheet; blank cells and rows take no room, wherever they stand. */
export class SheetCollector {
  readonly #rows: string[][] = [];
  readonly #numbers: number[] = [];
  readonly #name: string;
  readonly #isHidden: boolean;
  #cells = 0;
  constructor(name: string, isHidden: boolean) {
    this.#name = name;
    this.#isHidden = isHidden;
  }

  /** Texts by column (0-based); those without text are not there. */
  add(number: number, cells: ReadonlyMap<number, string>): void {
    let width = 0;
    for (const column of cells.keys()) width = Math.max(width, column + 1);
    if (width === 0) return;
    if (width > MAX_COLUMNS)
      throw new VectorFileError(
        'vector-too-large',
        `${this.#name}: ${width} columns, at most ${MAX_COLUMNS}`,
      );
    this.#cells += width;
    if (this.#cells > MAX_CELLS)
      throw new VectorFileError('vector-too-large', `${this.#name}: more than ${MAX_CELLS} cells`);
    this.#rows.push(Array.from({ length: width }, (_, column) => cells.get(column) ?? ''));
    this.#numbers.push(number);
  }

  done(): SheetRows {
    return { name: this.#name, isHidden: this.#isHidden, rows: this.#rows, rowNumbers: this.#numbers };
  }
}

export function sheetTable({ name, isHidden, rows, rowNumbers }: SheetRows, score?: ScoreHeading): Sheet {
  const heading = findHeading(rows, score);
  const isTable = heading !== null && heading.next < rows.length;
  return { name, isHidden, table: isTable ? tableUnder(heading, rows, rowNumbers, 'utf-8', false) : null };
}
