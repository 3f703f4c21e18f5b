import type { TableBlock } from './blocks.ts';

/**
 * `table` as it is printed: without the columns and rows that only the spreadsheet has, and with a word
 * about them.
 */
export function pickPrinted(table: TableBlock): TableBlock {
  const kept = table.columns.map((column) => column.spreadsheetOnly !== true);
  const notes = [table.note, table.printedNote].filter((note) => note !== null);
  return {
    ...table,
    columns: table.columns.filter((_, i) => kept[i]),
    rows: pickRows(table).map((row) => row.filter((_, i) => kept[i])),
    note: notes.length > 0 ? notes.join(' ') : null,
  };
}

/** The first rows, and the total where there is one. */
function pickRows({ rows, printedRows, hasTotal }: TableBlock): TableBlock['rows'] {
  if (printedRows === null) return rows;
  return hasTotal ? [...rows.slice(0, printedRows), ...rows.slice(-1)] : rows.slice(0, printedRows);
}
