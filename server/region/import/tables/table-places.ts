import { readAxes } from './axis-columns.ts';
import type { ColumnMap } from './facility-columns.ts';
import { parseDegrees, parsePlace } from './coordinates.ts';
import type { PlaceTable } from './place-table.ts';

/**
 * Longitude and latitude as written; `unreadable` with the text where there is one that is none; null where
 * there is nothing.
 */
export type RowPlace = readonly [number, number] | { readonly unreadable: string } | null;

/** The same place with a longitude of 180…360 as one of -180…0. */
function withinTurn<P extends readonly [number, number] | null>(place: P): P | [number, number] {
  if (place === null || !(place[0] > 180 && place[0] <= 360 && Math.abs(place[1]) <= 90)) return place;
  return [place[0] - 360, place[1]];
}

/**
 * Reads where the rows of a table are: from a geometry, columns of degrees (or of their parts), or one
 * column of both.
 */
export function placeReader(table: PlaceTable, map: ColumnMap): (row: number) => RowPlace {
  const { rows, points, columns } = table;
  const { place } = map;
  if (points) return (row) => points[row] ?? null;
  const cell = (row: number, column: number): string => (rows[row]![column] ?? '').trim();
  const axes = readAxes(table, map);
  if (axes !== null)
    return (row) => {
      const [x, y] = [axes.lon.textOf(row), axes.lat.textOf(row)];
      if (x === '' || y === '') return null;
      const at: [number, number] = [parseDegrees(x), parseDegrees(y)];
      return Number.isFinite(at[0] + at[1]) ? withinTurn(at) : { unreadable: `${x}, ${y}` };
    };
  if (place === undefined) return () => null;
  const lonFirst = /^\W*(lon|lng|x\b|经|東|东)/i.test(columns[place]!);
  return (row) => {
    const text = cell(row, place);
    return text === '' ? null : (withinTurn(parsePlace(text, lonFirst)) ?? { unreadable: text.slice(0, 80) });
  };
}
