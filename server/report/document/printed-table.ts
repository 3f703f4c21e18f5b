import type { TableBlock } from './blocks.ts';

/** `table` without the columns that only the spreadsheet has. */
export function pickPrintedColumns(table: TableBlock): TableBlock {
  const kept = table.columns.map((column) => column.spreadsheetOnly !== true);
  return {
    ...table,
    columns: table.columns.filter((_, i) => kept[i]),
    rows: table.rows.map((row) => row.filter((_, i) => kept[i])),
  };
}
