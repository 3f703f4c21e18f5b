import {
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
  type ITableCellOptions,
  type ITableRowOptions,
} from 'docx';
import { TEXT_WIDTH } from '../document/page.ts';

/** A table of one row over the width of the text: cells of one width, no lines but their own. */
export function buildEvenRow(
  cells: readonly Omit<ITableCellOptions, 'width'>[],
  row: Pick<ITableRowOptions, 'height'> = {},
): Table {
  const width = Math.floor((TEXT_WIDTH * 20) / Math.max(1, cells.length));
  return new Table({
    width: { size: width * cells.length, type: WidthType.DXA },
    columnWidths: cells.map(() => width),
    layout: TableLayoutType.FIXED,
    borders: TableBorders.NONE,
    rows: [
      new TableRow({
        ...row,
        cantSplit: true,
        children: cells.map(
          (cell) => new TableCell({ ...cell, width: { size: width, type: WidthType.DXA } }),
        ),
      }),
    ],
  });
}
