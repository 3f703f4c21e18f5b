import iconv from 'iconv-lite';
import { encodingOfDbf } from './dbf-encoding.ts';
import type { ReadLimits } from './read-limits.ts';
import { READ_LIMITS } from './read-limits.ts';
import type { Table } from './table-heading.ts';
import { type ReadingRemark, remark, VectorFileError } from './vector-layer.ts';

export type DbfValue = string | number | null;

export interface DbfTable {
  readonly columns: readonly string[];
  /** Values by column; null for a row that is marked deleted, whose place is kept. */
  readonly rows: readonly (readonly DbfValue[] | null)[];
  readonly encoding: string;
  readonly remarks: readonly ReadingRemark[];
}

interface Field {
  readonly name: Buffer;
  readonly type: string;
  readonly at: number;
  readonly length: number;
}

/** Texts by which the encoding is reported. */
const MOST_TEXTS = 5000;

/** A dBase table (the `.dbf` of a shapefile); `cpg` is the text of the file that names its encoding. */
export function readDbf(dbf: Buffer, cpg: string | null, limits: ReadLimits = READ_LIMITS): DbfTable {
  if (dbf.length < 33) throw broken('the table ends inside its head');
  const [count, head, width] = [dbf.readUInt32LE(4), dbf.readUInt16LE(8), dbf.readUInt16LE(10)];
  if (head < 33 || width < 1 || head + count * width > dbf.length)
    throw broken(`the table names ${count} rows of ${width} bytes and has ${dbf.length} bytes`);
  if (count > limits.rows)
    throw new VectorFileError('vector-too-large', `${count} rows, at most ${limits.rows}`);
  const fields = readFields(dbf, head, width);
  const texts = textsOf(dbf, fields, count, head, width);
  const { encoding, isGuess } = encodingOfDbf(cpg, dbf[29]!, texts);
  const decode = (bytes: Buffer): string =>
    iconv
      .decode(bytes, encoding)
      .replace(/[\0\s]+$/, '')
      .trimStart();
  let deleted = 0;
  const rows = Array.from({ length: count }, (_, row): DbfValue[] | null => {
    const at = head + row * width;
    if (dbf[at] === 0x2a) {
      deleted++;
      return null;
    }
    return fields.map((field) =>
      readValue(dbf.subarray(at + field.at, at + field.at + field.length), field.type, decode),
    );
  });
  const remarks: ReadingRemark[] = [];
  if (deleted > 0) remarks.push(remark('table-rows-deleted', deleted));
  if (isGuess) remarks.push(remark('text-encoding-guessed', texts.length, { encoding }));
  return { columns: uniqueNames(fields.map((field) => decode(field.name))), rows, encoding, remarks };
}

/** The same as a table of text. */
export function readDbfTable(
  dbf: Buffer,
  cpg: string | null,
  limits: ReadLimits = READ_LIMITS,
): Table & { remarks: readonly ReadingRemark[] } {
  const { columns, rows, encoding, remarks } = readDbf(dbf, cpg, limits);
  const kept = rows.flatMap((row, i) => (row ? [{ row, i }] : []));
  return {
    columns,
    rows: kept.map(({ row }) => row.map((value) => (value === null ? '' : String(value)))),
    rowNumbers: kept.map(({ i }) => i + 1),
    encoding,
    raggedRows: [],
    remarks,
  };
}

function broken(message: string): VectorFileError {
  return new VectorFileError('shapefile-unreadable', message);
}

function readFields(dbf: Buffer, head: number, width: number): Field[] {
  const fields: Field[] = [];
  let at = 1;
  for (let start = 32; start + 32 <= head && dbf[start] !== 0x0d; start += 32) {
    const type = String.fromCharCode(dbf[start + 11]!);
    // Long texts of some programs have the high byte of their length where decimals stand.
    const high = type === 'C' ? dbf[start + 17]! * 256 : 0;
    const length = dbf[start + 16]! + (at + dbf[start + 16]! + high <= width ? high : 0);
    if (at + length > width) throw broken('its fields are wider than its rows');
    const name = dbf.subarray(start, start + 11);
    const end = name.indexOf(0);
    fields.push({ name: end < 0 ? name : name.subarray(0, end), type, at, length });
    at += length;
  }
  return fields;
}

/** Names and texts with bytes beyond ASCII. */
function textsOf(
  dbf: Buffer,
  fields: readonly Field[],
  count: number,
  head: number,
  width: number,
): Buffer[] {
  const out: Buffer[] = [];
  const take = (bytes: Buffer): void => {
    if (!bytes.some((byte) => byte >= 0x80)) return;
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
    out.push(bytes.subarray(0, end));
  };
  for (const field of fields) take(field.name);
  const step = Math.max(1, Math.floor(count / MOST_TEXTS));
  for (let row = 0; row < count && out.length < MOST_TEXTS; row += step)
    for (const field of fields) {
      const at = head + row * width + field.at;
      if (field.type === 'C' || field.type === 'M') take(dbf.subarray(at, at + field.length));
    }
  return out;
}

function readValue(bytes: Buffer, type: string, decode: (bytes: Buffer) => string): DbfValue {
  switch (type) {
    case 'I':
      return bytes.length === 4 ? bytes.readInt32LE(0) : null;
    case 'O':
    case 'B':
      return bytes.length === 8 ? bytes.readDoubleLE(0) : null;
    case 'Y':
      return bytes.length === 8 ? Number(bytes.readBigInt64LE(0)) / 10_000 : null;
    case 'N':
    case 'F': {
      const text = bytes.toString('latin1').replace(/\0/g, ' ').trim();
      if (text === '' || text.startsWith('*')) return null;
      const value = Number(text.replace(',', '.'));
      return Number.isFinite(value) ? value : text;
    }
    case 'D': {
      const text = bytes.toString('latin1').trim();
      return /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text || null;
    }
    case 'L': {
      const text = bytes.toString('latin1');
      return /[TtYy]/.test(text) ? 'true' : /[FfNn]/.test(text) ? 'false' : null;
    }
    case 'M':
      return null; // stands in a file of its own
    default:
      return decode(bytes);
  }
}

function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, i) => {
    const plain = name || `column ${i + 1}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain} (${times})`;
  });
}
