import { REPORT_TEXTS } from '../../contract/text/report-texts.ts';
import { CELL_PADDING, measureColumns } from '../document/column-widths.ts';
import type { TableBlock } from '../document/blocks.ts';
import { PAGE, TEXT_WIDTH } from '../document/page.ts';
import { estimateTextWidth } from '../drawing/drawing.ts';
import type { Language } from '../../contract/vocabulary.ts';
import { FLOOR, INK, LINE, SOFT, type PdfCanvas } from './pdf-canvas.ts';

const SIZE = 8;
const LINE_GAP = 0.6;
const PAD_Y = 2.2;
/** Tables of so few rows, and no taller than half a page, stay on one page. */
const KEPT_ROWS = 12;
/**
 * Rows that stay together at the top and at the end of a longer table: one row alone on a page is an
 * orphan.
 */
const END_ROWS = 3;

/** A table across the text; rows are never broken, the heading is repeated on every page. */
export function drawPdfTable(canvas: PdfCanvas, table: TableBlock, language: Language): void {
  const { pdf } = canvas;
  const widths = measureColumns(table, TEXT_WIDTH, SIZE);
  const lefts = widths.map((_, i) => PAGE.left + widths.slice(0, i).reduce((sum, width) => sum + width, 0));
  const titles = table.columns.map((column) => column.title);
  const headHeight = measureRow(titles, true);
  const heights = table.rows.map((row, index) =>
    measureRow(
      row.map((cell) => cell.text),
      isTotal(index),
    ),
  );
  const noteHeight = table.note === null ? 0 : measureNote(table.note);
  const start = 18 + headHeight;
  const whole = start + sumHeights(0) + noteHeight + 4;
  const kept = table.rows.length <= KEPT_ROWS && whole <= (FLOOR - PAGE.top) / 2;
  canvas.need(kept ? whole : start + sumHeights(0, END_ROWS));
  drawCaption(table.caption);
  const structure = canvas.group('Table');
  drawHead();
  table.rows.forEach((row, index) => {
    const height = heights[index] ?? 0;
    const last = index === table.rows.length - 1;
    const ending = index === table.rows.length - END_ROWS || last;
    if (canvas.room() < (ending && index > 0 ? sumHeights(index) + 4 + noteHeight : height)) {
      closeRule();
      canvas.newPage();
      drawCaption(`${table.caption}${REPORT_TEXTS.continued[language]}`);
      drawHead();
    }
    if (isTotal(index)) rule(0.6, INK);
    drawRow(
      row.map((cell) => cell.text),
      height,
      'TD',
      isTotal(index),
    );
    if (!last) rule(0.4, '#e2e5ea');
  });
  closeRule();
  pdf.y += 3;
  if (table.note !== null) {
    const note = table.note;
    pdf.font('regular').fontSize(7.5).fillColor(SOFT);
    canvas.tag('P', () => pdf.text(note, PAGE.left, pdf.y, { width: TEXT_WIDTH, lineGap: 1 }));
  }
  pdf.y += 9;

  /** Height of the rows from `from` on, or of `count` of them. */
  function sumHeights(from: number, count = heights.length): number {
    return heights.slice(from, from + count).reduce((sum, height) => sum + height, 0);
  }

  function measureNote(note: string): number {
    pdf.font('regular').fontSize(7.5);
    return Math.min(60, pdf.heightOfString(note, { width: TEXT_WIDTH, lineGap: 1 }) + 3);
  }

  function isTotal(index: number): boolean {
    return table.hasTotal && index === table.rows.length - 1;
  }

  function measureRow(texts: readonly string[], bold: boolean): number {
    pdf.font(bold ? 'bold' : 'regular').fontSize(SIZE);
    const single = pdf.currentLineHeight(true) + LINE_GAP;
    const height = Math.max(
      ...texts.map((text, i) => {
        const width = (widths[i] ?? 0) - CELL_PADDING;
        return estimateTextWidth(text, SIZE) * 1.12 < width
          ? single
          : pdf.heightOfString(text === '' ? ' ' : text, { width, lineGap: LINE_GAP });
      }),
    );
    return height + PAD_Y * 2;
  }

  function drawCaption(caption: string): void {
    pdf.font('bold').fontSize(9).fillColor(INK);
    canvas.tag('Caption', () =>
      pdf.text(caption, PAGE.left, pdf.y, { width: TEXT_WIDTH, align: 'center', lineGap: 1 }),
    );
    pdf.y += 3;
  }

  function drawHead(): void {
    rule(1.1, INK);
    drawRow(titles, headHeight, 'TH', true);
    rule(0.6, INK);
  }

  function drawRow(texts: readonly string[], height: number, type: 'TH' | 'TD', bold: boolean): void {
    const top = pdf.y;
    const row = canvas.group('TR', structure);
    pdf
      .font(bold ? 'bold' : 'regular')
      .fontSize(SIZE)
      .fillColor(INK);
    texts.forEach((text, i) => {
      const width = (widths[i] ?? 0) - CELL_PADDING;
      canvas.tag(
        type,
        () =>
          pdf.text(text, (lefts[i] ?? 0) + CELL_PADDING / 2, top + PAD_Y, {
            width,
            height: height + 2,
            lineGap: LINE_GAP,
            align: table.columns[i]?.kind === 'text' ? 'left' : 'right',
          }),
        type === 'TH' ? ({ scope: 'Column' } as never) : {},
        row,
      );
    });
    row.end();
    pdf.x = PAGE.left;
    pdf.y = top + height;
  }

  function rule(weight: number, colour: string): void {
    const y = pdf.y;
    canvas.decorate(() =>
      pdf
        .moveTo(PAGE.left, y)
        .lineTo(PAGE.left + TEXT_WIDTH, y)
        .lineWidth(weight)
        .stroke(colour ?? LINE),
    );
  }

  function closeRule(): void {
    rule(1.1, INK);
  }
}
