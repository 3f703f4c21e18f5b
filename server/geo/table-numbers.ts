import { countVotes, parseNumber, signOf, type DecimalSign } from './number-text.ts';

/** A column's numbers, read with the signs that the column itself or else the rest of its table proves. */
export interface NumberColumn {
  /** NaN where the text is no number. */
  readonly read: (text: string) => number;
  /** Numbers such as `1.523` whose sign nothing but coordinates, or nothing at all, settles. */
  readonly open: number;
  /** The first of them. */
  readonly example: string;
}

interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const SAMPLE = 2000;

/**
 * The numbers of a table. A column's own numbers come first, then the other columns', then those of the
 * columns of coordinates,
 * which devices write with a point whatever the country.
 */
export function tableNumbers(
  table: Rows,
  coordinates: readonly (number | undefined)[],
): (column: number) => NumberColumn {
  const known = new Map<number, NumberColumn>();
  let shared: { sign: DecimalSign | null; isProven: boolean } | null = null;
  const sampled = function* (column: number): Generator<string> {
    const step = Math.max(1, Math.floor(table.rows.length / SAMPLE));
    for (let row = 0; row < table.rows.length; row += step) yield table.rows[row]![column] ?? '';
  };
  const learnShared = (): { sign: DecimalSign | null; isProven: boolean } => {
    const sum = { point: 0, comma: 0, open: 0 };
    const placed = { point: 0, comma: 0, open: 0 };
    for (let column = 0; column < table.columns.length; column++) {
      const votes = countVotes(sampled(column));
      const into = coordinates.includes(column) ? placed : sum;
      into.point += votes.point;
      into.comma += votes.comma;
    }
    const sign = signOf(sum);
    return { sign: sign ?? signOf(placed), isProven: sign !== null };
  };
  return (column) => {
    const before = known.get(column);
    if (before) return before;
    const texts = function* (): Generator<string> {
      for (const row of table.rows) yield row[column] ?? '';
    };
    const votes = countVotes(texts());
    let sign = signOf(votes);
    let open = 0;
    if (sign === null && votes.open > 0) {
      shared ??= learnShared();
      sign = shared.sign;
      if (!shared.isProven) open = votes.open;
    }
    let example = '';
    if (open > 0)
      for (const text of texts())
        if (countVotes([text]).open > 0) {
          example = text.trim();
          break;
        }
    const made: NumberColumn = { read: (text) => parseNumber(text, sign), open, example };
    known.set(column, made);
    return made;
  };
}
