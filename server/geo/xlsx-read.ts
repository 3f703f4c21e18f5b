import ExcelJS from 'exceljs';
import type { Table } from './csv-read.ts';
import { VectorFileError } from './vector-layer.ts';
import { listZipEntries } from './zip-read.ts';

const LIMITS = { maxEntries: 500, maxBytes: 300_000_000, maxRatio: 300 };
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 500;

/** The first sheet with a heading and rows. The heading is the first row with at least two texts, so titles above it do not matter. */
export async function readXlsx(file: string): Promise<Table & { readonly sheet: string }> {
  await listZipEntries(file, LIMITS); // sizes before anything is unpacked
  const book = new ExcelJS.Workbook();
  try {
    await book.xlsx.readFile(file);
  } catch (cause) {
    throw new VectorFileError(
      'xlsx-unreadable',
      `not a readable workbook: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  for (const sheet of book.worksheets) {
    if (sheet.rowCount > MAX_ROWS || sheet.columnCount > MAX_COLUMNS)
      throw new VectorFileError(
        'vector-too-large',
        `${sheet.name}: ${sheet.rowCount} × ${sheet.columnCount} cells, at most ${MAX_ROWS} × ${MAX_COLUMNS}`,
      );
    const rows: string[][] = [];
    const numbers: number[] = [];
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, i) => textOf(row.getCell(i + 1).value));
      if (cells.every((cell) => cell === '')) return;
      rows.push(cells);
      numbers.push(number);
    });
    const head = rows.findIndex(
      (row) => row.filter((cell) => cell !== '' && !Number.isFinite(Number(cell))).length >= 2,
    );
    if (head < 0 || head + 1 >= rows.length) continue;
    return {
      sheet: sheet.name,
      columns: rows[head]!.map((name, i) => name || `column ${i + 1}`),
      rows: rows.slice(head + 1),
      rowNumbers: numbers.slice(head + 1),
      encoding: 'utf-8',
      raggedRows: [],
    };
  }
  throw new VectorFileError('xlsx-unreadable', 'no sheet has a heading row and rows under it');
}

function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ('result' in value) return textOf(value.result);
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim();
  if ('text' in value) return textOf(value.text);
  return ''; // an error value or a formula without a result: nothing to read
}
