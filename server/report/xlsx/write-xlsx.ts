import ExcelJS from 'exceljs';
import { NUMBER_KINDS } from '../../contract/text/format-number.ts';
import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import type { ReportDocument, TableBlock, TableCell } from '../document/blocks.ts';
import { estimateTextWidth } from '../drawing/drawing.ts';

/** 宋体 for Chinese as in the DOCX; digits and English in a face that every office has. */
const FONTS = { zh: { name: '宋体', size: 10.5 }, en: { name: 'Arial', size: 10 } } as const;
/** Widest column of words, in characters: a whole SHA-256 takes two lines. */
const MOST_WIDTH = 46;
type SheetFont = (typeof FONTS)[keyof typeof FONTS];
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF4F7' } } as const;
const RULE = { style: 'thin', color: { argb: 'FFC9CED6' } } as const;
/** Characters across the sheet of words: what A4 holds. */
const WORDS_WIDTH = 76;
/** Points. */
const LINE_HEIGHT = 14.5;
/** A cell that lists a hundred names is not shown whole; no row fills a page. */
const MOST_LINES = 5;
/** Inches. */
const MARGINS = { left: 0.5, right: 0.5, top: 0.8, bottom: 0.8, header: 0.35, footer: 0.35 };
/** Text cells are declared text: nothing in them is ever read as a formula, also after editing. */
const TEXT_FORMAT = '@';

/**
 * `document` as a workbook: a summary with an index, one sheet per table with typed cells and units in the
 * headings, and
 * the words. `annex` are tables the template does not print.
 */
export async function writeXlsx(
  document: ReportDocument,
  annex: readonly TableBlock[],
  createdAt: string,
): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Careshed';
  workbook.title = document.title;
  workbook.created = new Date(createdAt);
  workbook.modified = new Date(createdAt);
  const own = document.blocks.filter((block) => block.kind === 'table');
  const sheets = nameSheets([
    ...own,
    ...annex.filter((table) => own.every((other) => other.sheet !== table.sheet)),
  ]);
  writeSummary(workbook, document, sheets);
  for (const { name, table } of sheets) writeTableSheet(workbook, name, table, document);
  writeWords(workbook, document);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

interface NamedTable {
  readonly name: string;
  readonly table: TableBlock;
}

/** Unique names of at most 31 letters without those a sheet may not have. */
function nameSheets(tables: readonly TableBlock[]): NamedTable[] {
  const taken = new Set<string>();
  return tables.map((table) => {
    const base =
      table.sheet
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 26) || 'Table';
    let name = base;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base} (${n})`;
    taken.add(name.toLowerCase());
    return { name, table };
  });
}

function writeSummary(
  workbook: ExcelJS.Workbook,
  document: ReportDocument,
  sheets: readonly NamedTable[],
): void {
  const font = FONTS[document.language];
  const word = (key: keyof typeof REPORT_TEXTS): string => REPORT_TEXTS[key][document.language];
  const sheet = workbook.addWorksheet(word('summarySheet'), {
    pageSetup: { ...pageSetup('portrait'), fitToHeight: 1 },
  });
  sheet.columns = [{ width: 44 }, { width: 20 }, { width: 12 }];
  addText(sheet, document.title, { ...font, size: 16, bold: true });
  addText(sheet, document.subtitle, { ...font, bold: true });
  for (const fact of document.facts) addText(sheet, fact, font);
  for (const block of document.blocks)
    if (block.kind === 'callout' && block.tone === 'mark')
      for (const line of block.lines)
        addText(sheet, line, { ...font, bold: true, color: { argb: 'FF7A5200' } });
  sheet.addRow([]);
  const figures = document.blocks.find((block) => block.kind === 'key-figures')?.figures ?? [];
  addHead(sheet, [word('columnFigure'), word('columnFigureValue'), word('columnUnit')], font);
  sheet.lastRow!.getCell(2).alignment = { horizontal: 'right' };
  for (const figure of figures) {
    const plain = Number(figure.value.replace(/,/g, ''));
    const row = sheet.addRow([figure.label, Number.isFinite(plain) ? plain : figure.value, figure.unit]);
    row.font = font;
    row.getCell(1).numFmt = TEXT_FORMAT;
    row.getCell(2).numFmt = figure.value.includes('.') ? '#,##0.0' : '#,##0';
    row.getCell(3).numFmt = TEXT_FORMAT;
  }
  sheet.addRow([]);
  for (const block of document.blocks)
    if (block.kind === 'callout' && block.tone === 'answer')
      for (const line of block.lines) addText(sheet, line, font);
  sheet.addRow([]);
  addHead(sheet, [word('contents')], font);
  for (const { name, table } of sheets) {
    const row = sheet.addRow([{ text: table.title, hyperlink: `#'${name}'!A1` }]);
    row.font = { ...font, color: { argb: 'FF0B4F6C' }, underline: true };
    row.getCell(1).numFmt = TEXT_FORMAT;
  }
}

function writeTableSheet(
  workbook: ExcelJS.Workbook,
  name: string,
  table: TableBlock,
  document: ReportDocument,
): void {
  const font = FONTS[document.language];
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { ...pageSetup(table.columns.length > 6 ? 'landscape' : 'portrait'), printTitlesRow: '1:1' },
    headerFooter: {
      oddHeader: `&L${escapeHeader(table.title)}&R${escapeHeader(document.mark ?? '')}`,
      oddFooter: `&C${escapeHeader(document.runningHead).slice(0, 120)}  &P / &N`,
    },
  });
  sheet.columns = table.columns.map((column, i) => ({
    width: Math.min(
      MOST_WIDTH,
      Math.max(
        9,
        estimateTextWidth(column.title, 1) * 1.15 + 3,
        // headings of up to nine Chinese characters stay on one line
        Math.min(estimateTextWidth(column.title, 1) * 2.1 + 2, 21),
        ...table.rows.map((row) => estimateTextWidth(writeCell(row[i]), 1) * 1.75 + 3),
      ),
    ),
  }));
  const head = sheet.addRow(table.columns.map((column) => column.title));
  styleHead(head, font);
  head.height =
    15 *
    Math.max(
      ...table.columns.map((column, i) =>
        Math.ceil((estimateTextWidth(column.title, 1) * 2 + 3) / (sheet.getColumn(i + 1).width ?? 10)),
      ),
    );
  table.columns.forEach((column, i) => {
    head.getCell(i + 1).alignment = {
      horizontal: column.kind === 'text' ? 'left' : 'right',
      vertical: 'middle',
      wrapText: true,
      ...(column.kind === 'text' ? { indent: 1 } : {}),
    };
  });
  table.rows.forEach((cells, index) => {
    const row = sheet.addRow(cells.map((cell) => cell.value));
    const total = table.hasTotal && index === table.rows.length - 1;
    row.font = total ? { ...font, bold: true } : font;
    // Readers that do not fit rows on opening would draw wrapped lines over each other.
    const lines = cells.map((cell, i) =>
      cell.kind === 'text'
        ? Math.ceil(
            (estimateTextWidth(writeCell(cell), 1) * 1.85) / ((sheet.getColumn(i + 1).width ?? 10) - 1),
          )
        : 1,
    );
    row.height = Math.min(MOST_LINES, Math.max(1, ...lines)) * LINE_HEIGHT;
    cells.forEach((cell, i) => {
      const target = row.getCell(i + 1);
      target.numFmt = pickFormat(cell);
      target.alignment = {
        horizontal: table.columns[i]?.kind === 'text' ? 'left' : 'right',
        vertical: 'top',
        wrapText: table.columns[i]?.kind === 'text',
        ...(table.columns[i]?.kind === 'text' ? { indent: 1 } : {}),
      };
      if (total) target.border = { top: RULE };
    });
  });
  if (table.rows.length > 1)
    sheet.autoFilter = {
      from: { row: 1, column: 1 },
      to: { row: table.rows.length + (table.hasTotal ? 0 : 1), column: table.columns.length },
    };
  if (table.note !== null) addNote(sheet, table.note, table.columns.length, font);
}

/** A cell as the sheet shows it: names in full, numbers as printed. */
function writeCell(cell: TableCell | undefined): string {
  return cell?.kind === 'text' ? String(cell.value ?? '') : (cell?.text ?? '');
}

function addNote(sheet: ExcelJS.Worksheet, note: string, columns: number, font: SheetFont): void {
  sheet.addRow([]);
  const row = sheet.addRow([note]);
  row.font = { ...font, size: 9, color: { argb: 'FF5A6070' } };
  row.getCell(1).numFmt = TEXT_FORMAT;
  row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
  if (columns > 1) sheet.mergeCells(row.number, 1, row.number, columns);
  const width = Array.from({ length: columns }, (_, i) => sheet.getColumn(i + 1).width ?? 10).reduce(
    (a, b) => a + b,
    0,
  );
  row.height = 13 * Math.max(1, Math.ceil((estimateTextWidth(note, 1) * 1.8) / width));
}

function writeWords(workbook: ExcelJS.Workbook, document: ReportDocument): void {
  const sheet = workbook.addWorksheet(REPORT_TEXTS.wordsSheet[document.language], {
    pageSetup: pageSetup('portrait'),
  });
  const font = FONTS[document.language];
  sheet.columns = [{ width: WORDS_WIDTH }];
  for (const block of document.blocks) {
    if (block.kind === 'heading')
      addText(sheet, block.text, { ...font, bold: true, size: block.level === 1 ? 13 : 11 }, true);
    if (block.kind === 'paragraph') addText(sheet, block.text, font, true);
    if (block.kind === 'bullets') for (const item of block.items) addText(sheet, `• ${item}`, font, true);
  }
}

function pickFormat(cell: TableCell): string {
  return cell.kind === 'text' ? TEXT_FORMAT : NUMBER_KINDS[cell.kind].spreadsheet;
}

function addText(sheet: ExcelJS.Worksheet, text: string, font: Partial<ExcelJS.Font>, single = false): void {
  const row = sheet.addRow([text]);
  row.font = font;
  const cell = row.getCell(1);
  cell.numFmt = TEXT_FORMAT;
  cell.alignment = { wrapText: true, vertical: 'top' };
  const width = single ? WORDS_WIDTH : 76;
  if (!single) sheet.mergeCells(row.number, 1, row.number, 3);
  const lines = Math.ceil((estimateTextWidth(text, 1) * 1.85 * ((font.size ?? 10.5) / 10.5)) / width);
  row.height = Math.max(1, lines) * (font.size ?? 10.5) * 1.5;
}

function addHead(sheet: ExcelJS.Worksheet, titles: readonly string[], font: SheetFont): void {
  styleHead(sheet.addRow([...titles]), font);
}

function styleHead(row: ExcelJS.Row, font: SheetFont): void {
  row.font = { ...font, bold: true };
  row.eachCell((cell) => {
    cell.fill = HEAD_FILL;
    cell.border = { bottom: RULE };
    cell.numFmt = TEXT_FORMAT;
  });
}

function pageSetup(orientation: 'portrait' | 'landscape'): Partial<ExcelJS.PageSetup> {
  return { paperSize: 9, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0, margins: MARGINS };
}

/** `&` starts a code in page headers. */
function escapeHeader(text: string): string {
  return text.replace(/&/g, '&&');
}
