/** A table of text, whatever file it came from. */
export interface Table {
  readonly columns: readonly string[];
  /**
   * One text per column; the row number of `rows[i]` in the file is `rowNumbers[i]` (1-based, counting the
   * header).
   */
  readonly rows: readonly (readonly string[])[];
  readonly rowNumbers: readonly number[];
  readonly encoding: string;
  /**
   * Rows with more or fewer fields than columns; fields beyond the columns are lost and so are counted
   * here.
   */
  readonly raggedRows: readonly number[];
  /** Rows with text above the heading: titles and remarks. */
  readonly titleRows?: number;
}

/** How well cells read as a heading: the number of meanings that they name. */
export type ScoreHeading = (cells: readonly string[]) => number;

interface Heading {
  /** Index of the first row under the heading. */
  readonly next: number;
  /** Index of the heading's first row. */
  readonly first: number;
  readonly columns: readonly string[];
}

/** Rows at the top among which a heading is looked for. */
const MOST_ABOVE = 60;
const isText = (cell: string): boolean => cell !== '' && !Number.isFinite(Number(cell.replace(',', '.')));

/**
 * The heading among the first rows, none of them blank: the first row that is nearly as wide as the table
 * and mostly text, unless
 * another row, or two of them one above the other, name more meanings. Null where no row has two texts.
 */
export function findHeading(
  rows: readonly (readonly string[])[],
  score: ScoreHeading = () => 0,
): Heading | null {
  const first = firstWideRow(rows);
  let best: Heading | null = first === null ? null : { first, next: first + 1, columns: rows[first]! };
  let most = best ? score(best.columns) : 1;
  for (let at = 0; at < Math.min(rows.length, MOST_ABOVE); at++) {
    const made: Heading[] = [{ first: at, next: at + 1, columns: rows[at]! }];
    const below = rows[at + 1];
    if (below && hasGroups(rows[at]!, below))
      for (const join of [lowerFirst, bothWords])
        made.push({ first: at, next: at + 2, columns: join(rows[at]!, below) });
    for (const heading of made) {
      const points = score(heading.columns);
      if (points > most) [best, most] = [heading, points];
    }
  }
  return best;
}

function firstWideRow(rows: readonly (readonly string[])[]): number | null {
  const filled = rows.slice(0, 200).map((row) => row.filter((cell) => cell !== '').length);
  const typical = [...filled].sort((a, b) => a - b)[filled.length >> 1] ?? 0;
  for (let at = 0; at < Math.min(rows.length, MOST_ABOVE); at++) {
    const texts = rows[at]!.filter(isText).length;
    if (texts >= 2 && filled[at]! >= 0.6 * typical && texts * 2 >= filled[at]!) return at;
  }
  return null;
}

/**
 * Whether the upper row leaves cells to the lower, which is no row of numbers: the two could be one
 * heading.
 */
function hasGroups(upper: readonly string[], lower: readonly string[]): boolean {
  const named = lower.filter((cell) => cell !== '');
  return (
    named.length > 0 && named.every(isText) && lower.some((cell, i) => cell !== '' && (upper[i] ?? '') === '')
  );
}

function lowerFirst(upper: readonly string[], lower: readonly string[]): string[] {
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => lower[i] || upper[i] || '');
}

function bothWords(upper: readonly string[], lower: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    group = upper[i] || group;
    return [group, lower[i] ?? ''].filter(Boolean).join(' ');
  });
}

/**
 * A table of rows under their heading. Columns without a name and without a value go; the same name twice
 * gets its number.
 * `lengths` are the fields that each row had in the file, where the file counts them.
 */
export function tableUnder(
  heading: Heading,
  rows: readonly (readonly string[])[],
  rowNumbers: readonly number[],
  encoding: string,
  countsFields: boolean,
): Table {
  const body = rows.slice(heading.next);
  let width = heading.columns.length;
  if (!countsFields) for (const row of body) width = Math.max(width, row.length);
  while (
    width > 0 &&
    !heading.columns[width - 1] &&
    (countsFields ? false : body.every((row) => !row[width - 1]))
  )
    width--;
  const seen = new Map<string, number>();
  const columns = Array.from({ length: width }, (_, i) => {
    const name =
      (heading.columns[i] ?? '')
        .replace(/^\ufeff/, '')
        .replace(/\s+/g, ' ')
        .trim() || `column ${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
  const numbers = rowNumbers.slice(heading.next);
  return {
    columns,
    rows: body.map((row) => (row.length === width ? row : columns.map((_, i) => row[i] ?? ''))),
    rowNumbers: numbers,
    encoding,
    raggedRows: countsFields ? numbers.filter((_, i) => body[i]!.length !== width) : [],
    titleRows: heading.first,
  };
}
