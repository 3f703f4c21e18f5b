import type { Feature, Geometry } from 'geojson';
import type { Crs } from '../../../geo/crs.ts';
import { buildTransform, WGS84 } from '../../../geo/crs.ts';
import { guessColumns, isPlaced } from '../tables/facility-columns.ts';

import type { PlaceTable } from '../tables/place-table.ts';

/**
 * Rows of point-like features: points as they are, the first of several (their middle is no place), areas
 * and lines by the middle of their bounds.
 */
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
  if (geometry.type === 'MultiPoint') {
    const [first] = geometry.coordinates;
    return first ? [first[0]!, first[1]!] : null;
  }
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

/**
 * Share of rows that would make a facility, and how telling the columns are: the file with the higher score
 * is the layer.
 */
export function scoreFacilityTable(table: PlaceTable): number {
  const map = guessColumns(table.columns, table.rows);
  const placed = table.points !== null || isPlaced(map);
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
