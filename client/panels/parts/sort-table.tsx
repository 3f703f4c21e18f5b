import { recordOf } from '../../../server/contract/languages.ts';
import type { Language } from '../../../server/contract/vocabulary.ts';
import { useMemo, useState, type ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { useText } from './use-app.ts';

export interface SortColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** What is sorted by; null goes last in descending order. */
  readonly value: (row: Row) => number | string | null;
  readonly cell: (row: Row) => ReactNode;
}

export interface SortTableProps<Row> {
  readonly rows: readonly Row[];
  readonly columns: readonly SortColumn<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly sortBy: string;
  readonly up?: boolean;
  readonly label: string;
  readonly testId: string;
  readonly first?: number;
  readonly selectedKey?: string | null;
  /** A press on a name; the first column is then a button. */
  readonly onPick?: (row: Row) => void;
  /** The name of the selected row is a pressed button, which a second press releases. */
  readonly toggles?: boolean;
  /** Rows below all others; hidden while the rows are filtered. */
  readonly foot?: ReactNode;
  readonly filterTexts?: { readonly filter: string; readonly none: string };
  readonly headTestId?: string;
}

/** Rows that sort by a press on a head, with a filter on the first column where they are many. */
export function SortTable<Row>(props: SortTableProps<Row>) {
  const { rows, columns, keyOf, label, first = 8 } = props;
  const { language, t } = useText();
  const texts = props.filterTexts;
  const [sort, setSort] = useState({ by: props.sortBy, up: props.up ?? false });
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const by = columns.find((column) => column.id === sort.by) ?? columns[0];
  const sorted = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    const name = columns[0];
    const found = rows.filter(
      (row) => wanted === '' || `${name?.value(row) ?? ''}`.toLowerCase().includes(wanted),
    );
    const sign = sort.up ? 1 : -1;
    return found.sort((a, b) => sign * compare(by?.value(a) ?? null, by?.value(b) ?? null, language));
  }, [rows, columns, by, language, search, sort.up]);
  const shown = all || search ? sorted : sorted.slice(0, first);
  return (
    <>
      {rows.length > first && (
        <input
          className="search"
          type="search"
          placeholder={texts?.filter ?? t('rowFilter')}
          aria-label={texts?.filter ?? `${t('rowFilter')} ${label}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <table className="zones" aria-label={label}>
        <Head columns={columns} sort={sort} onSort={setSort} testId={props.headTestId} />
        <tbody>
          {shown.map((row) => (
            <Row key={keyOf(row)} row={row} table={props} />
          ))}
        </tbody>
        {props.foot && !search && <tfoot>{props.foot}</tfoot>}
      </table>
      {sorted.length === 0 && <p className="empty-line">{texts?.none ?? t('rowNone')}</p>}
      {!search && sorted.length > first && (
        <Button kind="link" onPress={() => setAll(!all)}>
          {all ? t('showLess') : t('showAll', { count: `${sorted.length}` })}
        </Button>
      )}
    </>
  );
}

interface Sort {
  readonly by: string;
  readonly up: boolean;
}

interface HeadProps<Row> {
  readonly columns: readonly SortColumn<Row>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly testId: string | undefined;
}

/** Titles of the columns; a press sorts by one, a second press turns the order. */
function Head<Row>({ columns, sort, onSort, testId }: HeadProps<Row>) {
  const { t } = useText();
  return (
    <thead>
      <tr>
        {columns.map(({ id, title }) => (
          <th
            key={id}
            scope="col"
            aria-sort={sort.by === id ? (sort.up ? 'ascending' : 'descending') : 'none'}
          >
            <button
              type="button"
              data-testid={testId && `${testId}-${id}`}
              title={t('zoneSortHint', { column: title })}
              onClick={() => onSort({ by: id, up: sort.by === id ? !sort.up : id === columns[0]?.id })}
            >
              {title}
              <span aria-hidden="true">{sort.by === id ? (sort.up ? '▲' : '▼') : ''}</span>
            </button>
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A row whose first cell is its head, and a button where rows can be picked. */
function Row<Item>({ row, table }: { readonly row: Item; readonly table: SortTableProps<Item> }) {
  const { columns, onPick } = table;
  const selected = table.keyOf(row) === table.selectedKey;
  return (
    <tr data-testid={table.testId} className={selected ? 'selected' : ''}>
      {columns.map(({ id, cell }, index) =>
        index === 0 ? (
          <th key={id} scope="row">
            {onPick ? (
              <button type="button" aria-pressed={table.toggles && selected} onClick={() => onPick(row)}>
                {cell(row)}
              </button>
            ) : (
              cell(row)
            )}
          </th>
        ) : (
          <td key={id}>{cell(row)}</td>
        ),
      )}
    </tr>
  );
}

function compare(a: number | string | null, b: number | string | null, language: Language): number {
  if (typeof a === 'string' && typeof b === 'string') {
    return a.localeCompare(b, recordOf(language).tag);
  }
  return (typeof a === 'number' ? a : -Infinity) - (typeof b === 'number' ? b : -Infinity) || 0;
}
