import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { TableBlock } from '../document/blocks.ts';
import { measureColumns } from '../document/column-widths.ts';
import { TEXT_WIDTH } from '../document/page.ts';

export const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HEAVY = { style: BorderStyle.SINGLE, size: 10, color: '1F2430' };
const FINE = { style: BorderStyle.SINGLE, size: 4, color: '1F2430' };
const HAIR = { style: BorderStyle.SINGLE, size: 2, color: 'D9DDE3' };
/** Tables of so few rows stay on one page. */
const KEPT_ROWS = 12;

/** An editable table of three rules; the heading row repeats, rows do not break. */
export function buildDocxTable(table: TableBlock): Table {
  const widths = measureColumns(table, TEXT_WIDTH, 8.5).map((width) => Math.round(width * 20));
  const keep = table.rows.length <= KEPT_ROWS;
  const row = (texts: readonly string[], head: boolean, total: boolean, last: boolean): TableRow =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: texts.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            margins: { left: 80, right: 80, top: 20, bottom: 20 },
            borders: {
              top: head ? HEAVY : total ? FINE : NO_BORDER,
              bottom: last ? HEAVY : head ? FINE : HAIR,
              left: NO_BORDER,
              right: NO_BORDER,
            },
            children: [
              new Paragraph({
                style: 'TableText',
                keepNext: (keep && !last) || head || (last && table.note !== null),
                alignment: table.columns[i]?.kind === 'text' ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [new TextRun({ text, bold: head || total })],
              }),
            ],
          }),
      ),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: {
      top: HEAVY,
      bottom: HEAVY,
      left: NO_BORDER,
      right: NO_BORDER,
      insideHorizontal: HAIR,
      insideVertical: NO_BORDER,
    },
    rows: [
      row(
        table.columns.map((column) => column.title),
        true,
        false,
        table.rows.length === 0,
      ),
      ...table.rows.map((cells, index) => {
        const last = index === table.rows.length - 1;
        return row(
          cells.map((cell) => cell.text),
          false,
          table.hasTotal && last,
          last,
        );
      }),
    ],
  });
}
