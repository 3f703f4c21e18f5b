import iconv from 'iconv-lite';
import { parse } from 'csv-parse/sync';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030' | 'latin1' | 'macroman';

export interface Table {
  readonly columns: readonly string[];
  /** One text per column; the row number of `rows[i]` in the file is `rowNumbers[i]` (1-based, counting the header). */
  readonly rows: readonly (readonly string[])[];
  readonly rowNumbers: readonly number[];
  readonly encoding: string;
  /** Rows with more or fewer fields than columns; fields beyond the columns are lost and so are counted here. */
  readonly raggedRows: readonly number[];
}

/** Fails where a file is not a table of text. */
export class TableError extends Error {
  readonly code: 'table-unreadable' | 'table-empty' | 'table-too-large';
  constructor(code: TableError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Text of bytes whose encoding is not declared: BOM, valid UTF-8, else the likelier of GB18030, Mac Roman and Latin-1 (Windows-1252). */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer[0] === 0xff && buffer[1] === 0xfe)
    return { text: iconv.decode(buffer, 'utf-16le'), encoding: 'utf-16le' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(buffer), encoding: 'utf-8' };
  } catch {
    // Not UTF-8: the three below can decode any bytes, so choose by how well the result reads.
  }
  const chinese = iconv.decode(buffer, 'gb18030');
  const high = buffer.reduce((n, byte) => n + (byte >= 0x80 ? 1 : 0), 0);
  const han = chinese.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g)?.length ?? 0;
  // Two high bytes or so make one character; in French or Portuguese lone accents pair up with ASCII letters instead.
  if (!chinese.includes('\ufffd') && han * 2 >= high * 0.8 && pairedBytes(buffer) >= high * 0.6)
    return { text: chinese, encoding: 'gb18030' };
  // Mac Roman keeps its accented small letters at 0x80–0x9F, where Windows-1252 has quotes and dashes.
  const macLetters = buffer.reduce((n, byte) => n + (byte >= 0x80 && byte <= 0x9f ? 1 : 0), 0);
  if (macLetters > high / 2) return { text: iconv.decode(buffer, 'macroman'), encoding: 'macroman' };
  return { text: iconv.decode(buffer, 'windows-1252'), encoding: 'latin1' };
}

/** High bytes that stand beside another high byte. */
function pairedBytes(bytes: Buffer): number {
  let paired = 0;
  for (let i = 0; i < bytes.length; i++)
    if (bytes[i]! >= 0x80 && ((bytes[i - 1] ?? 0) >= 0x80 || (bytes[i + 1] ?? 0) >= 0x80)) paired++;
  return paired;
}

/** A delimited table with a header line; the delimiter is the one of `, ; tab |` that the header holds most of. */
export function readCsv(bytes: Uint8Array, limits: ReadLimits = READ_LIMITS): Table {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0'))
    throw new TableError('table-unreadable', 'the file holds zero bytes: not a text table');
  const header =
    text
      .slice(0, 20_000)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? '';
  const delimiter = [',', ';', '\t', '|'].reduce(
    (best, d) => (count(header, d) > count(header, best) ? d : best),
    ',',
  );
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
      max_record_size: 1_000_000,
      to: limits.rows + 2,
    }) as unknown as typeof records;
  } catch (cause) {
    throw new TableError(
      'table-unreadable',
      `the table cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  if (records.length === 0) throw new TableError('table-empty', 'the table is empty');
  if (records.length > limits.rows + 1)
    throw new TableError('table-too-large', `more than ${limits.rows} rows`);
  const columns = records[0]!.record.map((name, i) => name.replace(/^\ufeff/, '') || `column ${i + 1}`);
  const raggedRows: number[] = [];
  const rows: string[][] = [];
  const rowNumbers: number[] = [];
  for (const { record, info } of records.slice(1)) {
    if (record.every((field) => field === '')) continue;
    if (record.length !== columns.length) raggedRows.push(info.lines);
    rows.push(columns.map((_, i) => record[i] ?? ''));
    rowNumbers.push(info.lines);
  }
  return { columns, rows, rowNumbers, encoding, raggedRows };
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
