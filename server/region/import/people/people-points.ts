import { geodesicMeters } from '../../../geo/geodesic.ts';
import { tableNumbers } from '../../../geo/table-numbers.ts';
import { reportAxes } from '../tables/axis-columns.ts';
import type { PlaceTable } from '../tables/place-table.ts';
import { guessColumns } from '../tables/facility-columns.ts';
import type { FindingExample, FindingList } from '../../model/findings.ts';
import { peopleFactor, reportPeopleFactor } from './people-factor.ts';
import { reportOpenNumbers } from '../report-numbers.ts';
import { placeReader } from '../tables/table-places.ts';

export interface PeoplePoints {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly people: Float64Array;
  /** Row of the table, by index into its rows. */
  readonly rowIndices: readonly number[];
}

/** A row at 0, 0 with everything else farther than this is a missing place. */
const NULL_ISLAND_METERS = 50_000;
/** A point apart from the others by this many times their extent, and by this many metres, is an outlier. */
const OUTLIER_EXTENTS = 10;
const OUTLIER_METERS = 100_000;
const METERS_A_DEGREE = 111_200;
const MOST_EMPTY_CELLS = 5_000_000;

/**
 * Points with people of a table, `asked` being the heading of the people; rows that cannot be used are
 * listed.
 */
export function readPeoplePoints(table: PlaceTable, findings: FindingList, asked?: string): PeoplePoints {
  const map = guessColumns(table.columns, table.rows);
  const chosen = asked === undefined ? -1 : table.columns.indexOf(asked);
  const column = chosen >= 0 ? chosen : map.population;
  const placeOf = placeReader(table, map);
  const numbers = column === undefined ? null : tableNumbers(table, [map.lon, map.lat, map.place])(column);
  const factor = column === undefined ? 1 : peopleFactor(table.columns[column]!);
  const lon: number[] = [];
  const lat: number[] = [];
  const people: number[] = [];
  const rowIndices: number[] = [];
  const bad: FindingExample[] = [];
  const turned: FindingExample[] = [];
  for (const [i, row] of table.rows.entries()) {
    const written = placeOf(i);
    const isTurned =
      written !== null &&
      !('unreadable' in written) &&
      Math.abs(written[1]) > 90 &&
      Math.abs(written[0]) <= 90;
    const point = isTurned ? ([written[1], written[0]] as const) : written;
    const count = numbers ? numbers.read(row[column!] ?? '') * factor : Number.NaN;
    const isPlace =
      point !== null && !('unreadable' in point) && Math.abs(point[0]) <= 180 && Math.abs(point[1]) <= 90;
    if (!isPlace || !(count >= 0) || !Number.isFinite(count)) {
      bad.push({ label: row.slice(0, 4).join(', '), row: table.rowNumbers[i]! });
      continue;
    }
    if (isTurned) turned.push({ label: row.slice(0, 4).join(', '), row: table.rowNumbers[i]! });
    lon.push(point[0]);
    lat.push(point[1]);
    people.push(count);
    rowIndices.push(i);
  }
  const file = { file: table.file };
  findings.add('population-row-unusable', 'warning', 'population', bad.length, file, bad);
  findings.add('population-coordinates-swapped', 'warning', 'population', turned.length, file, turned);
  reportAxes(table, table.points ? {} : map, 'population', findings);
  if (numbers && column !== undefined) {
    reportOpenNumbers(table, column, numbers, 'population', findings);
    reportPeopleFactor(table.file, table.columns[column]!, factor, findings);
  }
  reportRepeated(table, rowIndices, people, findings);
  const all = {
    lon: Float64Array.from(lon),
    lat: Float64Array.from(lat),
    people: Float64Array.from(people),
    rowIndices,
  };
  return dropNullIsland(table, all, findings);
}

/** Rows that are the same as an earlier one in every cell: their people are counted twice. */
function reportRepeated(
  table: PlaceTable,
  rowIndices: readonly number[],
  people: readonly number[],
  findings: FindingList,
): void {
  const seen = new Set<string>();
  const repeated: FindingExample[] = [];
  let sum = 0;
  for (const [i, row] of rowIndices.entries()) {
    const key = table.rows[row]!.join('\u0001') + String(table.points?.[row] ?? '');
    if (seen.has(key)) {
      repeated.push({ label: table.rows[row]!.slice(0, 4).join(', '), row: table.rowNumbers[row]! });
      sum += people[i]!;
    }
    seen.add(key);
  }
  findings.add(
    'population-rows-repeated',
    'warning',
    'population',
    repeated.length,
    { file: table.file, people: round(sum) },
    repeated,
  );
}

/** The points without those of some indices. */
function without(points: PeoplePoints, indices: readonly number[]): PeoplePoints {
  const out = new Set(indices);
  const keep = (_: unknown, i: number): boolean => !out.has(i);
  return {
    lon: points.lon.filter(keep),
    lat: points.lat.filter(keep),
    people: points.people.filter(keep),
    rowIndices: points.rowIndices.filter(keep),
  };
}

/**
 * Leaves out rows at exactly 0, 0 where all others are far away: their people are counted in the finding,
 * the frame is not stretched to them.
 */
function dropNullIsland(table: PlaceTable, points: PeoplePoints, findings: FindingList): PeoplePoints {
  const zero: number[] = [];
  let near = false;
  for (let i = 0; i < points.lon.length; i++)
    if (points.lon[i] === 0 && points.lat[i] === 0) zero.push(i);
    else if (!near) near = geodesicMeters(0, 0, points.lon[i]!, points.lat[i]!) < NULL_ISLAND_METERS;
  if (zero.length === 0 || near || zero.length === points.lon.length) return points;
  findings.add(
    'population-null-island',
    'warning',
    'population',
    zero.length,
    { file: table.file, people: round(zero.reduce((sum, i) => sum + points.people[i]!, 0)) },
    zero.map((i) => exampleOf(table, points, i)),
  );
  return without(points, zero);
}

/**
 * Points far from nearly all others stretch the frame over empty land. They are listed, and left out where
 * the frame would have over
 * `MOST_EMPTY_CELLS` with them and a tenth of that without: their people are counted in the finding.
 * `cellsOf` counts a frame's cells.
 */
export function settleOutliers(
  table: PlaceTable,
  points: PeoplePoints,
  cellsOf: (points: PeoplePoints) => number,
  findings: FindingList,
): PeoplePoints {
  const { far, limit } = findOutliers(points);
  if (far.length === 0) return points;
  const rest = without(points, far);
  const cells = cellsOf(points);
  const isLeftOut = cells > MOST_EMPTY_CELLS && cellsOf(rest) * 10 < cells;
  const people = round(far.reduce((sum, i) => sum + points.people[i]!, 0));
  const file = table.file;
  const kilometres = Math.round(limit / 1000);
  const reported = far.map((i) => exampleOf(table, points, i));
  const n = far.length;
  if (isLeftOut)
    findings.add(
      'population-outlier-left-out',
      'warning',
      'population',
      n,
      { file, people, kilometres, cells },
      reported,
    );
  else findings.add('population-outlier', 'warning', 'population', n, { file, people, kilometres }, reported);
  return isLeftOut ? rest : points;
}

/** Indices of points far from nearly all others, and how far that is in metres. */
function findOutliers(points: PeoplePoints): { far: number[]; limit: number } {
  const n = points.lon.length;
  if (n < 4) return { far: [], limit: 0 };
  const [west, middleX, east] = spread(points.lon);
  const [south, middleY, north] = spread(points.lat);
  const limit = Math.max(OUTLIER_METERS, OUTLIER_EXTENTS * geodesicMeters(west, south, east, north));
  const narrow = Math.cos((middleY * Math.PI) / 180);
  const far: number[] = [];
  for (let i = 0; i < n; i++) {
    const turned = ((points.lon[i]! - middleX + 540) % 360) - 180;
    if (Math.hypot(turned * narrow, points.lat[i]! - middleY) * METERS_A_DEGREE > limit) far.push(i);
  }
  return { far: far.length > Math.max(1, n / 20) ? [] : far, limit };
}

/** The values that a tenth (at least one), a half and all but a tenth of the numbers stay below. */
function spread(values: Float64Array): [number, number, number] {
  const sorted = Float64Array.from(values).sort();
  const last = sorted.length - 1;
  const edge = Math.max(1, Math.round(0.1 * last));
  return [sorted[edge]!, sorted[last >> 1]!, sorted[last - edge]!];
}

function exampleOf(table: PlaceTable, points: PeoplePoints, i: number): FindingExample {
  const row = points.rowIndices[i]!;
  return {
    label: table.rows[row]!.slice(0, 4).join(', '),
    row: table.rowNumbers[row]!,
    lonDegrees: points.lon[i]!,
    latDegrees: points.lat[i]!,
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
