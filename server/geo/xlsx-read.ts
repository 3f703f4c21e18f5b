import ExcelJS from 'exceljs';
import type { Table } from './csv-read.ts';
import { VectorFileError } from './vector-layer.ts';
import { causeText } from './cause-text.ts';
import { checkZipSizes, readZipEntries } from './zip-read.ts';

const LIMITS = { maxEntries: 500, maxBytes: 300_000_000, maxRatio: 300 };
const MAX_ROWS = 200_000;
const MAX_COLUMNS = 5000;
const MAX_CELLS = 5_000_000;
const MAX_MERGED = 200_000;
const LAST_ROW = 1_048_576;
/** Nodes that the library spreads over every cell they name, a million rows of them if a file says so, and that hold no values. */
const UNUSED_NODES = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'picture',
  'extLst',
];

/** The first sheet with a heading and rows. The heading is the first row with at least two texts, so titles above it do not matter. */
export async function readXlsx(file: string): Promise<Table & { readonly sheet: string }> {
  await checkZipSizes(file, LIMITS); // the library unpacks whatever comes
  const merged = await countMergedCells(file);
  const book = new ExcelJS.Workbook();
  // Names of ranges are spread cell by cell too; nobody asks for them here.
  Object.defineProperty(book, '_definedNames', { value: { model: [] } });
  try {
    await book.xlsx.readFile(file, {
      ignoreNodes: [...UNUSED_NODES, ...(merged > MAX_MERGED ? ['mergeCells'] : [])],
    } as Partial<ExcelJS.XlsxReadOptions>);
  } catch (cause) {
    throw new VectorFileError('xlsx-unreadable', `not a readable workbook: ${causeText(cause)}`, { cause });
  }
  for (const sheet of book.worksheets) {
    if (
      sheet.rowCount > MAX_ROWS ||
      sheet.columnCount > MAX_COLUMNS ||
      sheet.actualRowCount * sheet.columnCount > MAX_CELLS
    )
      throw new VectorFileError(
        'vector-too-large',
        `${sheet.name}: ${sheet.rowCount} × ${sheet.columnCount} cells, at most ${MAX_ROWS} × ${MAX_COLUMNS} and ${MAX_CELLS} in all`,
      );
    const rows: string[][] = [];
    const numbers: number[] = [];
    sheet.eachRow((row, number) => {
      const cells = Array.from({ length: sheet.columnCount }, (_, i) => textOfCell(row.getCell(i + 1)));
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

/** A cell merged with one above has its value (a township beside its villages); a title merged across a row stands once. */
function textOfCell(cell: ExcelJS.Cell): string {
  const isRest = cell.isMerged && cell.master !== cell && cell.master.row === cell.row;
  return isRest ? '' : textOf(cell.value);
}

/**
 * Cells that the sheets merge, in all. Addresses are looked at before the library, which would make every row up to the one a cell
 * names.
 */
async function countMergedCells(file: string): Promise<number> {
  const sheets = await readZipEntries(file, (name) => /^xl\/worksheets\/[^/]+\.xml$/i.test(name), LIMITS);
  let cells = 0;
  for (const { bytes } of sheets) {
    const xml = bytes.toString('latin1');
    for (const [, address = ''] of xml.matchAll(/<(?:row|c)\s(?:[^>]*?\s)?r="([^"]*)"/g)) {
      const row = Number(/^[A-Z]{0,3}([1-9]\d{0,6})$/.exec(address)?.[1] ?? Number.NaN);
      if (!(row <= LAST_ROW))
        throw new VectorFileError('xlsx-unreadable', `a sheet has no place “${address.slice(0, 40)}”`);
    }
    for (const found of xml.matchAll(/<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gi)) {
      const [, fromColumn = '', fromRow = '', toColumn = '', toRow = ''] = found;
      const wide = Math.abs(columnOf(toColumn) - columnOf(fromColumn)) + 1;
      cells += wide * (Math.abs(Number(toRow) - Number(fromRow)) + 1);
    }
  }
  return cells;
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
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
