import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { checkPolygons, type GeoJsonProblem } from '../../../geo/geojson-check.ts';
import { ringSquareMeters } from '../../../geo/geodesic.ts';
import { clippedArea, computeCellShares, partsInCells, scanRings } from '../../../geo/polygon-cells.ts';
import { parseCrs } from '../../../geo/crs.ts';
import { boundsInDegrees } from '../people/import-population.ts';
import { nameOfFeature } from './import-zones.ts';
import type { Region } from '../../model/region.ts';

/** One feature of an uploaded boundary as cells of the region. */
export interface UploadedZone {
  readonly name: { readonly zh: string; readonly en: string };
  /** Cells in ascending order. */
  readonly cells: Int32Array;
  /** Part of each cell that counts; null where every cell counts whole. */
  readonly shares: Float64Array | null;
  /**
   * `cell-centre`: a cell belongs when its centre lies inside. `area-share`: the feature is smaller than 20
   * cells, so parts count.
   */
  readonly basis: 'cell-centre' | 'area-share';
  readonly areaKm2: number;
  /** Part of the feature beyond the region's frame. */
  readonly outsideKm2: number;
}

export interface PreparedZones {
  readonly zones: readonly UploadedZone[];
  /** Faults that keep the file from being used; empty means it is usable. */
  readonly problems: readonly GeoJsonProblem[];
  readonly problemCount: number;
  /** What was mended, dropped or should be known. */
  readonly notes: readonly GeoJsonProblem[];
  /** Property that names the features, null where none holds text. */
  readonly nameProperty: string | null;
  readonly textProperties: readonly string[];
  /** West, south, east, north. */
  readonly bounds: [number, number, number, number];
  /** The features as used. */
  readonly geojson: FeatureCollection<Polygon | MultiPolygon>;
}

export interface UploadOptions {
  readonly nameProperty?: string;
  readonly maxVertices?: number;
}

const SMALL_CELLS = 20;

/**
 * Turns an uploaded boundary file into zones of the region. A cell belongs to the feature that holds its
 * centre; features of fewer
 * than 20 cells count cells by area share. Overlapping features each have their cells. Never throws for
 * what the file holds.
 */
export function prepareUploadedZones(
  region: Region,
  content: string | Uint8Array,
  options: UploadOptions = {},
): PreparedZones {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const near = boundsInDegrees(region.grid, parseCrs(region.grid.crs));
  const checked = checkPolygons(bytes, {
    near,
    ...(options.maxVertices ? { maxVertices: options.maxVertices } : {}),
  });
  const { features } = checked;
  const problems = [...checked.problems];
  const notes = [...checked.notes];
  const textProperties = listTextProperties(features);
  let nameProperty: string | null = textProperties[0] ?? null;
  if (options.nameProperty !== undefined) {
    if (textProperties.includes(options.nameProperty)) nameProperty = options.nameProperty;
    else if (problems.length === 0)
      problems.push({
        code: 'name-property-unknown',
        pointer: '',
        parameters: { name: options.nameProperty, known: textProperties.join(', ') },
      });
  }
  const chosen = options.nameProperty !== undefined;
  const zones = features.map((feature, i) =>
    prepareZone(region, feature, nameOf(feature, i, nameProperty, chosen)),
  );
  const bounds: [number, number, number, number] = [180, 90, -180, -90];
  for (const feature of features)
    for (const part of partsOf(feature.geometry))
      for (const [x, y] of part[0]!) {
        bounds[0] = Math.min(bounds[0], x!);
        bounds[1] = Math.min(bounds[1], y!);
        bounds[2] = Math.max(bounds[2], x!);
        bounds[3] = Math.max(bounds[3], y!);
      }
  const away = zones.flatMap((zone, i) => (zone.cells.length === 0 ? [i] : []));
  if (zones.length > 0 && away.length === zones.length)
    problems.push({
      code: 'boundary-outside-region',
      pointer: '',
      parameters: {
        west: round(bounds[0]),
        south: round(bounds[1]),
        east: round(bounds[2]),
        north: round(bounds[3]),
      },
    });
  else if (away.length > 0)
    notes.push({
      code: 'features-outside-region',
      pointer: '',
      parameters: {
        count: away.length,
        names: away
          .slice(0, 5)
          .map((i) => zones[i]!.name.en)
          .join(', '),
      },
    });
  return {
    zones: problems.length > 0 ? [] : zones,
    problems,
    problemCount: Math.max(problems.length, checked.problemCount),
    notes,
    nameProperty,
    textProperties,
    bounds,
    geojson: { type: 'FeatureCollection', features: problems.length > 0 ? [] : [...features] },
  };
}

function prepareZone(
  region: Region,
  feature: Feature<Polygon | MultiPolygon>,
  name: UploadedZone['name'],
): UploadedZone {
  const { grid } = region;
  const parts = partsInCells(grid, feature.geometry);
  const inside = new Set<number>();
  for (const rings of parts)
    scanRings(grid, rings, (row, first, last) => {
      for (let column = first; column <= last; column++) inside.add(row * grid.columns + column);
    });
  const areaKm2 = partsOf(feature.geometry).reduce((sum, part) => sum + polygonSquareMeters(part), 0) / 1e6;
  const insideShare = shareInFrame(parts, grid.columns, grid.rows);
  const outsideKm2 = areaKm2 * (1 - insideShare);
  const shared = { name, areaKm2, outsideKm2: outsideKm2 < areaKm2 * 1e-9 ? 0 : outsideKm2 };
  // Small is given by the whole feature's size in cells, so that a large one that only touches the frame is
  // not shared out.
  if (totalCells(parts) >= SMALL_CELLS)
    return { ...shared, cells: Int32Array.from(inside).sort(), shares: null, basis: 'cell-centre' };
  const weights = new Map<number, number>();
  for (const rings of parts) {
    const { cells, shares } = computeCellShares(grid, rings);
    for (const [i, cell] of cells.entries())
      weights.set(cell, Math.min(1, (weights.get(cell) ?? 0) + shares[i]!));
  }
  const sorted = [...weights].sort((a, b) => a[0] - b[0]);
  return {
    ...shared,
    cells: Int32Array.from(sorted, ([cell]) => cell),
    shares: Float64Array.from(sorted, ([, share]) => share),
    basis: 'area-share',
  };
}

function partsOf(geometry: Polygon | MultiPolygon): Polygon['coordinates'][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** Area of a polygon of degrees less its holes. */
function polygonSquareMeters(rings: Polygon['coordinates']): number {
  return rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * ringSquareMeters(ring), 0);
}

/** Size of polygons in cells. */
function totalCells(parts: readonly (readonly Float64Array[])[]): number {
  return parts.reduce((sum, rings) => sum + ringsArea(rings, -1e9, -1e9, 1e9, 1e9), 0);
}

/** Part of the polygons' area (in cells) that lies within the frame. */
function shareInFrame(parts: readonly (readonly Float64Array[])[], columns: number, rows: number): number {
  const whole = totalCells(parts);
  const within = parts.reduce(
    (sum, rings) => sum + ringsArea(rings, -0.5, -0.5, columns - 0.5, rows - 0.5),
    0,
  );
  return whole > 0 ? Math.min(1, Math.max(0, within / whole)) : 1;
}

function ringsArea(rings: readonly Float64Array[], x0: number, y0: number, x1: number, y1: number): number {
  return rings.reduce(
    (sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(clippedArea(ring, x0, y0, x1, y1)),
    0,
  );
}

/** Properties that hold text in at least one feature, in order of first appearance. */
function listTextProperties(features: readonly Feature[]): string[] {
  const found = new Set<string>();
  for (const feature of features)
    for (const [key, value] of Object.entries(feature.properties ?? {}))
      if (typeof value === 'string' && value.trim() !== '') found.add(key);
  return [...found];
}

function nameOf(
  feature: Feature,
  index: number,
  property: string | null,
  chosen: boolean,
): UploadedZone['name'] {
  if (!chosen) {
    const value = property === null ? null : feature.properties?.[property];
    const guessed = nameOfFeature(feature.properties, index);
    return typeof value === 'string' && value.trim() !== '' && !/name|名/i.test(property ?? '')
      ? { zh: value.trim(), en: value.trim() }
      : guessed;
  }
  const value = property === null ? null : feature.properties?.[property];
  const text = typeof value === 'string' && value.trim() !== '' ? value.trim() : `#${index + 1}`;
  return { zh: text, en: text };
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
