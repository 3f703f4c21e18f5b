import type { NumberColumn } from '../../geo/table-numbers.ts';
import type { FindingList } from '../model/findings.ts';

/** Numbers of a column whose sign could be of decimals or of thousands, and how they are read. */
export function reportOpenNumbers(
  table: { readonly file: string; readonly columns: readonly string[] },
  index: number,
  { open, example, read }: NumberColumn,
  layer: string,
  findings: FindingList,
): void {
  const column = table.columns[index]!;
  const value = read(example);
  findings.add('numbers-ambiguous', 'warning', layer, open, { file: table.file, column, example, value });
}
