import type { Feature, Geometry } from 'geojson';
import type { Tier } from '../contract/vocabulary.ts';
import type { Grid } from '../kernel/grid/grid.ts';
import { findCell } from '../kernel/grid/grid.ts';
import type { Crs } from '../geo/crs.ts';
import { buildTransform, parseCrs, WGS84 } from '../geo/crs.ts';
import { parseDegrees } from './coordinates.ts';
import type { FacilityCorrection } from './facility-correction.ts';
import { correctPlace } from './facility-correction.ts';
import type { ColumnMap } from './facility-columns.ts';
import { guessColumns } from './facility-columns.ts';
import { findTier } from './facility-tier.ts';
import type { FindingExample, FindingList } from './findings.ts';
import type { Facility } from './region.ts';

/** A table of places, whatever file it came from. Coordinates from a geometry when the file has one, else from two columns. */
export interface PlaceTable {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** 1-based row of the file (or feature number) for messages. */
  readonly rowNumbers: readonly number[];
  /** lon, lat (degrees) per row where the geometry gives them. */
  readonly points: readonly ([number, number] | null)[] | null;
  /** Rows with other fields than columns. */
  readonly raggedRows?: readonly number[];
}

/** Rows of point-like features: points as they are, areas and lines by the middle of their bounds. */
export function tableOfFeatures(
  file: string,
  features: readonly Feature<Geometry | null>[],
  crs: Crs,
): PlaceTable {
  const columns: string[] = [];
  const seen = new Set<string>();
  for (const feature of features)
    for (const key of Object.keys(feature.properties ?? {}))
      if (!seen.has(key)) {
        seen.add(key);
        columns.push(key);
      }
  const transform = buildTransform(crs, WGS84);
  const text = (value: unknown): string =>
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return {
    file,
    columns,
    rows: features.map((feature) => columns.map((column) => text(feature.properties?.[column]))),
    rowNumbers: features.map((_, i) => i + 1),
    points: features.map((feature) => {
      const point = feature.geometry ? middleOf(feature.geometry) : null;
      if (point) transform(point);
      return point && Number.isFinite(point[0] + point[1]) ? point : null;
    }),
  };
}

function middleOf(geometry: Geometry): [number, number] | null {
  if (geometry.type === 'Point') return [geometry.coordinates[0]!, geometry.coordinates[1]!];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === 'number') {
      west = Math.min(west, value[0]);
      east = Math.max(east, value[0]);
      south = Math.min(south, value[1] as number);
      north = Math.max(north, value[1] as number);
    } else for (const part of value) visit(part);
  };
  if (geometry.type === 'GeometryCollection')
    for (const part of geometry.geometries) visit('coordinates' in part ? part.coordinates : []);
  else visit(geometry.coordinates);
  return west <= east ? [(west + east) / 2, (south + north) / 2] : null;
}

/** Share of rows that would make a facility, and how telling the columns are: the file with the higher score is the layer. */
export function scoreFacilityTable(table: PlaceTable): number {
  const map = guessColumns(table.columns);
  const placed = table.points !== null || (map.lon !== undefined && map.lat !== undefined);
  if (!placed || table.rows.length === 0) return 0;
  const filled = (index: number | undefined): number =>
    index === undefined ? 0 : table.rows.filter((row) => row[index] !== '').length / table.rows.length;
  return (
    4 * Math.max(filled(map.tier), filled(map.tierName)) +
    2 * filled(map.type) +
    0.5 * filled(map.capacity) +
    0.25 * filled(map.beds)
  );
}

export interface FacilityOptions {
  readonly layer: string;
  readonly grid: Grid;
  readonly findings: FindingList;
  /** Meanings that the user gave or changed, by field, as column headings. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Decisions by row number. */
  readonly corrections?: Readonly<Record<number, FacilityCorrection>>;
}

/** Facilities of a table. Every row ends as a facility or in a finding. */
export function readFacilities(table: PlaceTable, options: FacilityOptions): Facility[] {
  const { grid, findings, layer } = options;
  const guessed = guessColumns(table.columns);
  const map: ColumnMap = { ...guessed };
  for (const [field, heading] of Object.entries(options.columns ?? {})) {
    const index = table.columns.indexOf(heading);
    if (index >= 0) (map as Record<string, number>)[field] = index;
  }
  const transform = buildTransform(WGS84, parseCrs(grid.crs));
  const kept = new Set(['tier', 'tierName', 'population', 'care']);
  const known = new Set(Object.entries(map).flatMap(([field, index]) => (kept.has(field) ? [] : [index])));
  const cellAt = (lon: number, lat: number): number => {
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return -1;
    const at: [number, number] = [lon, lat];
    transform(at);
    return findCell(grid, at[0], at[1]);
  };
  // As written the row lies nowhere in the region, the other way round it does.
  const isSwapped = ([a, b]: [number, number]): boolean => a !== b && cellAt(a, b) < 0 && cellAt(b, a) >= 0;
  const swapped: FindingExample[] = [];
  const corrected: FindingExample[] = [];
  const missing: FindingExample[] = [];
  const impossible: FindingExample[] = [];
  const outside: FindingExample[] = [];
  const untiered: FindingExample[] = [];
  const badNumbers: FindingExample[] = [];
  const nullIsland: FindingExample[] = [];
  const facilities: Facility[] = [];
  const ids = new Set<string>();
  for (const [i, row] of table.rows.entries()) {
    const cell = (field: keyof ColumnMap): string =>
      map[field] === undefined ? '' : (row[map[field]] ?? '').trim();
    const rowNumber = table.rowNumbers[i]!;
    const label = cell('name') || cell('nameZh') || cell('nameEn') || cell('id') || `row ${rowNumber}`;
    let point = table.points?.[i] ?? null;
    if (!table.points && map.lon !== undefined && map.lat !== undefined) {
      const lonText = cell('lon');
      const latText = cell('lat');
      if (lonText !== '' && latText !== '') {
        point = [parseDegrees(lonText), parseDegrees(latText)];
        if (!Number.isFinite(point[0] + point[1])) {
          impossible.push({ label: `${label}: ${lonText}, ${latText}`, row: rowNumber });
          continue;
        }
      }
    }
    const correction = options.corrections?.[rowNumber];
    if (correction) {
      corrected.push({
        label: `${label}: ${typeof correction === 'string' ? correction : correction.join(', ')}`,
        row: rowNumber,
      });
      point = correctPlace(point, correction);
      if (correction === 'drop') continue;
    }
    if (!point) {
      missing.push({ label, row: rowNumber });
      continue;
    }
    if (isSwapped(point)) {
      swapped.push({
        label: `${label}: ${point[0]}, ${point[1]}`,
        row: rowNumber,
        lonDegrees: point[1],
        latDegrees: point[0],
      });
      point = [point[1], point[0]];
    }
    const [lonDegrees, latDegrees] = point;
    if (Math.abs(lonDegrees) > 180 || Math.abs(latDegrees) > 90) {
      impossible.push({ label: `${label}: ${lonDegrees}, ${latDegrees}`, row: rowNumber });
      continue;
    }
    const place = { lonDegrees, latDegrees };
    if (lonDegrees === 0 && latDegrees === 0) nullIsland.push({ label, row: rowNumber, ...place });
    const at: [number, number] = [lonDegrees, latDegrees];
    transform(at);
    const cellIndex = findCell(grid, at[0], at[1]);
    if (cellIndex < 0) outside.push({ label, row: rowNumber, ...place });
    const number = (field: keyof ColumnMap): number | null => {
      const text = cell(field)
        .replaceAll(',', '')
        .replace(/\s*(张|人|名|个)$/, '');
      if (text === '') return null;
      const value = Number(text);
      if (Number.isFinite(value) && value >= 0) return value;
      badNumbers.push({ label: `${label}: ${field} ${cell(field)}`, row: rowNumber, ...place });
      return null;
    };
    const type = cell('type') || cell('tierName');
    const name = cell('name');
    const tier: Tier | null = findTier({
      tier: cell('tier'),
      tierName: cell('tierName'),
      type,
      name: name || cell('nameZh') || cell('nameEn'),
    });
    if (!tier) untiered.push({ label, row: rowNumber, ...place });
    const attributes: Record<string, string | number | null> = {};
    for (const [k, column] of table.columns.entries())
      if (!known.has(k)) {
        const text = (row[k] ?? '').trim();
        attributes[column] =
          text === '' ? null : /^-?\d+(\.\d+)?$/.test(text) && text.length < 16 ? Number(text) : text;
      }
    let id = cell('id') || String(rowNumber);
    if (ids.has(id)) id = `${id}-${rowNumber}`;
    ids.add(id);
    facilities.push({
      id,
      nameZh: cell('nameZh') || name || cell('nameEn') || label,
      nameEn: cell('nameEn') || name || cell('nameZh') || label,
      lonDegrees,
      latDegrees,
      x: at[0],
      y: at[1],
      cell: cellIndex,
      row: rowNumber,
      tier: tier ?? 'other',
      type,
      ownership: cell('ownership'),
      services: cell('services')
        .split(/[;,|、；，]/)
        .map((word) => word.trim())
        .filter(Boolean),
      capacity: number('capacity'),
      doctors: number('doctors'),
      generalPractitioners: number('generalPractitioners'),
      nurses: number('nurses'),
      beds: number('beds'),
      attributes,
    });
  }
  const file = { file: table.file };
  findings.add('facility-without-coordinates', 'warning', layer, missing.length, file, missing);
  findings.add('facility-coordinates-unreadable', 'warning', layer, impossible.length, file, impossible);
  findings.add('facility-corrected', 'info', layer, corrected.length, file, corrected);
  findings.add('facility-coordinates-swapped', 'warning', layer, swapped.length, file, swapped);
  findings.add('facility-null-island', 'warning', layer, nullIsland.length, file, nullIsland);
  findings.add('facility-outside-grid', 'warning', layer, outside.length, file, outside);
  findings.add('facility-tier-unknown', 'info', layer, untiered.length, file, untiered);
  findings.add('facility-number-unreadable', 'warning', layer, badNumbers.length, file, badNumbers);
  return facilities;
}
