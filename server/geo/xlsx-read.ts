import { dateOfSerial, isDateFormat } from './sheet-dates.ts';
import { type Sheet, SheetCollector, sheetTable } from './sheet-rows.ts';
import type { ScoreHeading } from './table-heading.ts';
import { VectorFileError } from './vector-layer.ts';
import { attributeOf, scanXml, XmlError, type XmlHandlers } from './xml-scan.ts';
import { readZipEntries } from './zip-read.ts';

const LIMITS = { maxEntries: 500, maxBytes: 300_000_000, maxRatio: 300 };
const DEPTH = 64;
const LAST_ROW = 1_048_576;
const MAX_MERGED = 200_000;

/**
 * Every sheet of an Excel workbook, in its order. Only values are read: of a formula the result that the
 * file keeps.
 */
export async function readXlsx(file: string, score?: ScoreHeading): Promise<Sheet[]> {
  const entries = await readZipEntries(
    file,
    (name) =>
      /^\/?xl\/(workbook|sharedStrings|styles|worksheets\/[^/]+)\.xml(\.rels)?$|^\/?xl\/_rels\/workbook\.xml\.rels$/i.test(
        name,
      ),
    LIMITS,
  );
  const part = (name: string): string | null =>
    entries
      .find((entry) => entry.name.replace(/^\//, '').toLowerCase() === name.toLowerCase())
      ?.bytes.toString('utf8') ?? null;
  const workbook = part('xl/workbook.xml');
  if (workbook === null) throw unreadable('it has no xl/workbook.xml');
  try {
    const targets = readTargets(part('xl/_rels/workbook.xml.rels') ?? '');
    const { sheets, is1904 } = readSheetList(workbook);
    const strings = readStrings(part('xl/sharedStrings.xml') ?? '');
    const dates = readDateStyles(part('xl/styles.xml') ?? '');
    const out: Sheet[] = [];
    for (const [i, { name, id, isHidden }] of sheets.entries()) {
      const target = targets.get(id) ?? `worksheets/sheet${i + 1}.xml`;
      const xml = part(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      if (xml !== null)
        out.push(
          sheetTable(readCells(xml, new SheetCollector(name, isHidden), { strings, dates, is1904 }), score),
        );
    }
    if (out.length === 0) throw unreadable('it has no sheet of cells');
    return out;
  } catch (problem) {
    if (problem instanceof XmlError) throw unreadable(problem.message, problem);
    throw problem;
  }
}

function unreadable(message: string, cause?: unknown): VectorFileError {
  return new VectorFileError('xlsx-unreadable', `not a readable workbook: ${message}`, { cause });
}

const nothing = (): void => undefined;

function scan(xml: string, on: Partial<XmlHandlers>): void {
  scanXml(xml, DEPTH, { open: nothing, close: nothing, text: nothing, ...on });
}

/** File of each relation of the workbook. */
function readTargets(xml: string): Map<string, string> {
  const out = new Map<string, string>();
  scan(xml, {
    open: (tag, attributes) => {
      if (tag !== 'Relationship') return;
      out.set(attributeOf(attributes, 'Id') ?? '', attributeOf(attributes, 'Target') ?? '');
    },
  });
  return out;
}

function readSheetList(xml: string): {
  sheets: { name: string; id: string; isHidden: boolean }[];
  is1904: boolean;
} {
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  scan(xml, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributeOf(attributes, 'date1904') ?? '');
      if (tag !== 'sheet') return;
      sheets.push({
        name: attributeOf(attributes, 'name') ?? '',
        id: /(?:^|\s)(?:\w+:)id\s*=\s*["']([^"']*)/.exec(attributes)?.[1] ?? '',
        isHidden: /hidden/i.test(attributeOf(attributes, 'state') ?? ''),
      });
    },
  });
  return { sheets, is1904 };
}

/** The texts that cells share; how a word is to be pronounced is left out. */
function readStrings(xml: string): string[] {
  const out: string[] = [];
  let text = '';
  let reads = false;
  let isSound = false;
  scan(xml, {
    open: (tag) => {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') isSound = true;
      reads = tag === 't' && !isSound;
    },
    text: (piece) => {
      if (reads) text += piece;
    },
    close: (tag) => {
      if (tag === 'si') out.push(text.trim());
      else if (tag === 'rPh') isSound = false;
      reads = false;
    },
  });
  return out;
}

/** Styles of cells whose numbers are days, by index. */
function readDateStyles(xml: string): Set<number> {
  const formats = new Map<number, string>();
  const out = new Set<number>();
  let inCells = false;
  let style = 0;
  scan(xml, {
    open: (tag, attributes) => {
      if (tag === 'numFmt')
        formats.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      else if (tag === 'cellXfs') inCells = true;
      else if (tag === 'xf' && inCells) {
        const format = Number(attributeOf(attributes, 'numFmtId'));
        if (isDateFormat(format, formats.get(format))) out.add(style);
        style++;
      }
    },
    close: (tag) => {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return out;
}

interface Meanings {
  readonly strings: readonly string[];
  readonly dates: ReadonlySet<number>;
  readonly is1904: boolean;
}

interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The cells of a sheet that hold something. A cell merged with one above has its value (a township beside
 * its villages); a title merged
 * across a row stands once. Merges stand behind the cells, so they are looked for first.
 */
function readCells(
  xml: string,
  into: SheetCollector,
  meanings: Meanings,
): ReturnType<SheetCollector['done']> {
  const merges = readMerges(xml);
  const held = new Map<number, { text: string; to: number }>();
  let number = 0;
  let column = 0;
  let type = '';
  let style = -1;
  let value = '';
  let reads = false;
  let cells = new Map<number, string>();
  scan(xml, {
    open: (tag, attributes) => {
      if (tag === 'row') {
        number = rowNumber(attributeOf(attributes, 'r'), number + 1);
        column = -1;
        cells = new Map();
      } else if (tag === 'c') {
        column = cellColumn(attributeOf(attributes, 'r'), column + 1);
        type = attributeOf(attributes, 't') ?? '';
        style = Number(attributeOf(attributes, 's') ?? -1);
        value = '';
      }
      reads = tag === 'v' || tag === 't';
    },
    text: (piece) => {
      if (reads) value += piece;
    },
    close: (tag) => {
      reads = false;
      if (tag === 'c') {
        const text = cellText(value, type, style, meanings);
        if (text !== '') cells.set(column, text);
      } else if (tag === 'row') {
        spreadMerges(number, cells, merges, held);
        into.add(number, cells);
      }
    },
  });
  return into.done();
}

function cellText(value: string, type: string, style: number, meanings: Meanings): string {
  if (type === 's') return meanings.strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return ''; // an error value: nothing to read
  const text = value.trim();
  if (type === '' || type === 'n') {
    if (text === '') return '';
    const amount = Number(text);
    if (!Number.isFinite(amount)) return text;
    return meanings.dates.has(style) ? dateOfSerial(amount, meanings.is1904) : String(amount);
  }
  return text;
}

function spreadMerges(
  row: number,
  cells: Map<number, string>,
  merges: ReadonlyMap<number, readonly Merge[]>,
  held: Map<number, { text: string; to: number }>,
): void {
  for (const [column, { text, to }] of held)
    if (row > to) held.delete(column);
    else if (cells.size > 0 && !cells.has(column)) cells.set(column, text);
  for (const { column, to } of merges.get(row) ?? [])
    if (cells.has(column)) held.set(column, { text: cells.get(column)!, to });
}

/** Merges of more than one row, by their first row; none where they take in more cells than a table has. */
function readMerges(xml: string): Map<number, Merge[]> {
  const out = new Map<number, Merge[]>();
  let area = 0;
  for (const found of xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/gi)) {
    const [from, to] = [Number(found[2]), Number(found[4])];
    if (!(to > from)) continue;
    area += to - from + 1;
    const column = columnOf(found[1]!);
    out.set(from, [...(out.get(from) ?? []), { column, from, to }]);
  }
  return area > MAX_MERGED ? new Map() : out;
}

function rowNumber(text: string | null, next: number): number {
  if (text === null) return next;
  const number = /^[1-9]\d{0,6}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= LAST_ROW)) throw unreadable(`a sheet has no row “${text.slice(0, 40)}”`);
  return number;
}

function cellColumn(address: string | null, next: number): number {
  if (address === null) return next;
  const letters = /^([A-Z]{1,3})[1-9]\d{0,6}$/.exec(address)?.[1];
  if (letters === undefined) throw unreadable(`a sheet has no place “${address.slice(0, 40)}”`);
  return columnOf(letters);
}

/** 0 for A. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
