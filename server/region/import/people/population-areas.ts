import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import { LAND_CLASSES } from '../../../contract/vocabulary.ts';
import type { Crs } from '../../../geo/crs.ts';
import { buildPlacer, partsInCells, scanRings } from '../../../geo/polygon-cells.ts';
import type { Grid } from '../../../kernel/grid/grid.ts';
import { tableNumbers } from '../../../geo/table-numbers.ts';
import { guessColumns } from '../tables/facility-columns.ts';
import type { FindingExample, FindingList } from '../../model/findings.ts';
import { peopleFactor, reportPeopleFactor } from './people-factor.ts';
import { reportOpenNumbers } from '../report-numbers.ts';
import { polygonsInDegrees } from '../zones/import-zones.ts';
import { boundsOfPlaces, type PlaceBounds } from './point-frame.ts';

/** Polygons with the people who live in each. */
export interface PopulationAreas {
  readonly file: string;
  readonly column: string;
  /** In degrees. */
  readonly areas: readonly Feature<Polygon | MultiPolygon>[];
  readonly people: Float64Array;
  readonly total: number;
}

/** Land on which no one lives: people of an area go to the rest of it. */
const EMPTY_LAND: ReadonlySet<number> = new Set(
  (['water', 'wetland', 'snow', 'nodata'] as const).map((name) => LAND_CLASSES.indexOf(name)),
);

/**
 * Areas with a number of people in `column`, or in the one whose heading states it; the others are listed.
 * Null where no column states it.
 */
export function readPopulationAreas(
  file: string,
  features: readonly Feature<Geometry | null>[],
  crs: Crs,
  findings: FindingList,
  asked?: string,
): PopulationAreas | null {
  const headings = [...new Set(features.flatMap((feature) => Object.keys(feature.properties ?? {})))];
  const texts = features.map((feature) =>
    headings.map((heading) => {
      const value: unknown = feature.properties?.[heading];
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    }),
  );
  const column =
    asked !== undefined && headings.includes(asked)
      ? asked
      : headings[guessColumns(headings, texts).population ?? -1];
  if (column === undefined) return null;
  const index = headings.indexOf(column);
  const numbers = tableNumbers({ columns: headings, rows: texts }, [])(index);
  const factor = peopleFactor(column);
  const areas: Feature<Polygon | MultiPolygon>[] = [];
  const people: number[] = [];
  const bad: FindingExample[] = [];
  for (const [i, feature] of features.entries()) {
    const value: unknown = feature.properties?.[column];
    const count = factor * (typeof value === 'number' ? value : numbers.read(texts[i]![index]!));
    const [area] = polygonsInDegrees([feature], crs).collection.features;
    if (!area || !(count >= 0) || !Number.isFinite(count)) {
      const shown = typeof value === 'string' || typeof value === 'number' ? value : '—';
      bad.push({ label: `${file}: ${column} = ${shown}`, row: i + 1 });
      continue;
    }
    areas.push(area);
    people.push(count);
  }
  findings.add('population-area-unusable', 'warning', 'population', bad.length, { file, column }, bad);
  reportOpenNumbers({ file, columns: headings }, index, numbers, 'population', findings);
  reportPeopleFactor(file, column, factor, findings);
  return { file, column, areas, people: Float64Array.from(people), total: people.reduce((a, b) => a + b, 0) };
}

/** West, south, east, north in degrees of all areas, over the 180th meridian where that is shorter. */
export function boundsOfAreas({ areas }: PopulationAreas): PlaceBounds {
  const lon: number[] = [];
  const lat: number[] = [];
  for (const { geometry } of areas)
    for (const polygon of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
      for (const [x, y] of polygon[0] as [number, number][]) {
        lon.push(x);
        lat.push(y);
      }
  return boundsOfPlaces(lon, lat);
}

/**
 * Spreads the people of each area evenly over its cells on which people can live: no barrier, water,
 * wetland, snow or cell without
 * land data (binary dasymetric mapping). An area without such cells gets its people on all its cells; one
 * that holds no cell centre,
 * on the cell at its first corner. Adds to `out`; the sum of what is added is the areas' total to rounding.
 */
export function spreadAreas(
  { file, areas, people }: PopulationAreas,
  grid: Grid,
  landClass: Uint8Array,
  barrier: Uint8Array,
  out: Float64Array,
  findings: FindingList,
): void {
  const place = buildPlacer(grid);
  const lived = (cell: number): boolean => barrier[cell] !== 1 && !EMPTY_LAND.has(landClass[cell]!);
  const empty: FindingExample[] = [];
  let kept = 0;
  for (const [i, { geometry }] of areas.entries()) {
    const cells: number[] = [];
    for (const rings of partsInCells(grid, geometry))
      scanRings(grid, rings, (row, first, last) => {
        for (let column = first; column <= last; column++) cells.push(row * grid.columns + column);
      });
    const usable = cells.filter(lived);
    let target = usable;
    if (usable.length < cells.length) kept++;
    if (usable.length === 0) {
      const corner = (
        geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0]![0]
      )![0]!;
      if (people[i]! > 0 && cells.length > 0)
        empty.push({ label: `${people[i]!}`, row: i + 1, lonDegrees: corner[0]!, latDegrees: corner[1]! });
      target = cells.length > 0 ? cells : [cellOf(grid, place, corner)];
    }
    const each = people[i]! / target.length;
    for (const cell of target) out[cell] = out[cell]! + each;
  }
  findings.add('population-spread', 'info', 'population', areas.length, {
    file,
    people: Math.round(people.reduce((a, b) => a + b, 0) * 1000) / 1000,
    partly: kept,
  });
  findings.add('population-area-no-land', 'warning', 'population', empty.length, { file }, empty);
}

function cellOf(grid: Grid, place: (point: [number, number]) => void, corner: readonly number[]): number {
  const point: [number, number] = [corner[0]!, corner[1]!];
  place(point);
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most - 1, Math.round(value)));
  return clamp(point[1], grid.rows) * grid.columns + clamp(point[0], grid.columns);
}
