import type { ProcessSent } from '../../server/contract/processes.ts';

export type Trip = ProcessSent<'calibrate'>['trips'][number];

/** What is wrong with a file of trips, by place. */
export interface TripFault {
  readonly kind: 'columns' | 'json' | 'empty' | 'lon-lat' | 'minutes' | 'line' | 'too-many';
  /** Line of a table or number of a feature, from 1; null for the whole file. */
  readonly place: number | null;
}

export interface TripFile {
  readonly trips: readonly Trip[];
  readonly faults: readonly TripFault[];
}

/** The service takes no more at a time. */
const MOST_TRIPS = 5000;
/** A trip of more than a day is a mistake. */
const MOST_MINUTES = 1440;

const COLUMNS: readonly (readonly string[])[] = [
  ['from_lon', 'origin_lon', 'lon_from', '起点经度'],
  ['from_lat', 'origin_lat', 'lat_from', '起点纬度'],
  ['to_lon', 'destination_lon', 'lon_to', '终点经度'],
  ['to_lat', 'destination_lat', 'lat_to', '终点纬度'],
  ['minutes', 'min', '分钟', '用时'],
];

/**
 * Reads timed trips: a table with the columns from_lon, from_lat, to_lon, to_lat, minutes (in any order,
 * commas, semicolons or tabs), or
 * GeoJSON lines from start to end with the property `minutes`. Rows that cannot be read are reported in
 * `faults`, none is dropped in silence.
 */
export function readTrips(text: string): TripFile {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const file = plain.startsWith('{') ? readFeatures(plain) : readTable(plain);
  if (file.trips.length > MOST_TRIPS) return { trips: [], faults: [{ kind: 'too-many', place: null }] };
  if (file.trips.length === 0 && file.faults.length === 0)
    return { trips: [], faults: [{ kind: 'empty', place: null }] };
  return file;
}

function readFeatures(text: string): TripFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { trips: [], faults: [{ kind: 'json', place: null }] };
  }
  const features = (parsed as { features?: unknown }).features;
  if (!Array.isArray(features)) return { trips: [], faults: [{ kind: 'json', place: null }] };
  return collect(
    features.map((entry, i) => {
      const feature = entry as {
        geometry?: { type?: unknown; coordinates?: unknown };
        properties?: Record<string, unknown> | null;
      } | null;
      const line = feature?.geometry?.coordinates;
      if (feature?.geometry?.type !== 'LineString' || !Array.isArray(line) || line.length < 2)
        return { place: i + 1, values: null };
      const ends = [line[0], line[line.length - 1]] as unknown[][];
      const minutes = COLUMNS[4]!.map((name) => feature.properties?.[name]).find((value) => value != null);
      return {
        place: i + 1,
        values: [ends[0]?.[0], ends[0]?.[1], ends[1]?.[0], ends[1]?.[1], minutes].map(toNumber),
      };
    }),
  );
}

function readTable(text: string): TripFile {
  const rows = text.split(/\r\n|\r|\n/);
  const head = rows[0] ?? '';
  const mark = [',', ';', '\t'].reduce((best, next) =>
    head.split(next).length > head.split(best).length ? next : best,
  );
  const cut = (row: string): string[] => row.split(mark).map((part) => part.trim().replace(/^"(.*)"$/, '$1'));
  const names = cut(head).map((name) => name.toLowerCase());
  const at = COLUMNS.map((known) => names.findIndex((name) => known.includes(name)));
  if (at.includes(-1)) return { trips: [], faults: [{ kind: 'columns', place: null }] };
  return collect(
    rows.flatMap((row, i) => {
      if (i === 0 || row.trim() === '') return [];
      const parts = cut(row);
      return [{ place: i + 1, values: at.map((column) => toNumber(parts[column])) }];
    }),
  );
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function collect(
  rows: readonly { readonly place: number; readonly values: readonly number[] | null }[],
): TripFile {
  const trips: Trip[] = [];
  const faults: TripFault[] = [];
  for (const { place, values } of rows) {
    if (values === null) {
      faults.push({ kind: 'line', place });
      continue;
    }
    const [fromLon, fromLat, toLon, toLat, minutes] = values as [number, number, number, number, number];
    const inWorld = (lon: number, lat: number): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
    if (!inWorld(fromLon, fromLat) || !inWorld(toLon, toLat)) faults.push({ kind: 'lon-lat', place });
    else if (!(minutes > 0 && minutes <= MOST_MINUTES)) faults.push({ kind: 'minutes', place });
    else trips.push([[fromLon, fromLat], [toLon, toLat], minutes]);
  }
  return { trips, faults };
}
