import { parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import { findHeading, type ScoreHeading, type Table, tableUnder } from './table-heading.ts';

/** Fails where a file is not a table of text. */
export class TableError extends Error {
  readonly code: 'table-unreadable' | 'table-empty' | 'table-too-large';
  constructor(code: TableError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Lines by which the delimiter is recognised. */
const SAMPLE_LINES = 60;
const DELIMITERS = [',', ';', '\t', '|'];
/**
 * Bytes of one record, without and with outlines in a column: what a quote that is never closed takes in is
 * longer.
 */
const MOST_RECORD = 1_000_000;
const MOST_DRAWN_RECORD = 16_000_000;
const OUTLINE = /POLYGON|LINESTRING|"coordinates/i;
const MOST_TITLES = 60;

/**
 * A delimited table with a heading, titles above it or not. Excel's line `sep=;` names the delimiter; else
 * the lines tell it.
 */
export function readCsv(
  bytes: Uint8Array,
  limits: ReadLimits = READ_LIMITS,
  scoreHeading?: ScoreHeading,
): Table {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0'))
    throw new TableError('table-unreadable', 'the file holds zero bytes: not a text table');
  const named = /^\ufeff?"?sep=(.)"?[^\S\t]*\r?\n/i.exec(text)?.[1];
  const records = unwrapLines(parseRecords(text, named ?? findDelimiter(text), limits), limits);
  const rows: string[][] = [];
  const rowNumbers: number[] = [];
  for (const { record, info } of records.slice(named === undefined ? 0 : 1)) {
    if (record.every((field) => field === '')) continue;
    rows.push(record);
    rowNumbers.push(info.lines);
  }
  if (rows.length === 0) throw new TableError('table-empty', 'the table is empty');
  const heading = findHeading(rows, scoreHeading) ?? { first: 0, next: 1, columns: rows[0]! };
  if (rows.length - heading.next > limits.rows)
    throw new TableError('table-too-large', `more than ${limits.rows} rows`);
  return tableUnder(heading, rows, rowNumbers, encoding, true);
}

/**
 * Lines that stand in quotes as a whole, as where a table was pasted into one column: what is inside is the
 * table.
 */
function unwrapLines(records: readonly CsvRecord[], limits: ReadLimits): readonly CsvRecord[] {
  if (records.length < 2 || !records.every(({ record }) => record.length === 1)) return records;
  const lines = records.map(({ record }) => record[0]!);
  const text = lines.join('\n');
  const delimiter = findDelimiter(text);
  if (!lines.every((line) => line.includes(delimiter) && !/[\r\n]/.test(line))) return records;
  return parseRecords(text, delimiter, limits).map(({ record, info }) => ({
    record,
    info: { lines: records[info.lines - 1]?.info.lines ?? info.lines },
  }));
}

interface CsvRecord {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

function parseRecords(text: string, delimiter: string, limits: ReadLimits): CsvRecord[] {
  try {
    return parse(text, {
      delimiter,
      // One file may have several, as where a line was added to it.
      record_delimiter: ['\r\n', '\n', '\r'],
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      max_record_size: OUTLINE.test(text) ? MOST_DRAWN_RECORD : MOST_RECORD,
      to: limits.rows + 2 + MOST_TITLES,
    }) as unknown as CsvRecord[];
  } catch (cause) {
    throw new TableError(
      'table-unreadable',
      `the table cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}

/** The sign that most lines hold equally often, outside quotes; more of it in a line wins where two do. */
function findDelimiter(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
  let best = ',';
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const times = new Map<number, number>();
    for (const line of lines) {
      const n = countOutsideQuotes(line, delimiter);
      if (n > 0) times.set(n, (times.get(n) ?? 0) + 1);
    }
    for (const [n, count] of times) {
      const points = (count / lines.length) * (1 + Math.log2(1 + n));
      if (points > most) [best, most] = [delimiter, points];
    }
  }
  return best;
}

function countOutsideQuotes(line: string, sign: string): number {
  let quoted = false;
  let starts = true;
  let count = 0;
  for (const letter of line) {
    // A quote opens at the start of a field only: inches and seconds of arc stand inside.
    if (letter === '"' && (starts || quoted)) quoted = !quoted;
    else if (letter === sign && !quoted) count++;
    starts = letter === sign || (starts && letter === ' ');
  }
  return count;
}
