import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AGE_BANDS, LAND_CLASSES } from '../../server/contract/vocabulary.ts';
import { writeGeoTiff, type RasterArray } from '../../server/geo/geotiff-write.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import type { Administration } from './county.ts';
import { CELL, WORLD, cellAt, cellOfPoint, toLonLat, type Point } from './frame.ts';
import { isPublished } from './hamlets.ts';
import { ringArea, type Outlines } from './outlines.ts';
import { ringOfBanks, type River } from './water.ts';

/** A GeoJSON feature whose coordinates are already in degrees. */
export interface OutFeature {
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

/** The published frame. */
export function publishedGrid(administration: Administration): Grid {
  const { firstColumn, firstRow, endColumn, endRow } = administration.extent;
  return {
    ...WORLD,
    columns: endColumn - firstColumn,
    rows: endRow - firstRow,
    left: WORLD.left + firstColumn * CELL,
    top: WORLD.top - firstRow * CELL,
  };
}

/** Writes files of the sample folder, always in the same form. */
export interface Publisher {
  readonly raster: <T extends RasterArray>(
    name: string,
    world: ArrayLike<number>,
    make: (cells: number) => T,
    noData?: number,
  ) => void;
  readonly features: (name: string, features: readonly OutFeature[]) => void;
  readonly text: (name: string, text: string) => void;
}

/** Builds a publisher that crops world arrays to the published frame. */
export function createPublisher(folder: string, administration: Administration): Publisher {
  mkdirSync(folder, { recursive: true });
  const grid = publishedGrid(administration);
  const text = (name: string, content: string): void => writeFileSync(join(folder, name), content);
  return {
    text,
    raster: (name, world, make, noData) => {
      const data = make(grid.columns * grid.rows);
      for (let row = 0; row < grid.rows; row++)
        for (let column = 0; column < grid.columns; column++) {
          const cell = cellAt(
            column + administration.extent.firstColumn,
            row + administration.extent.firstRow,
          );
          data[row * grid.columns + column] = world[cell]!;
        }
      const options = {
        grid,
        data,
        compress: 'lzw' as const,
        description: 'Careshed sample region Qinghe: synthetic data',
      };
      writeFileSync(
        join(folder, name),
        writeGeoTiff(noData === undefined ? options : { ...options, noData }),
      );
    },
    features: (name, features) => {
      const lines = features.map(({ properties, geometry }) =>
        JSON.stringify({ type: 'Feature', properties, geometry }),
      );
      text(name, `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`);
    },
  };
}

/**
 * Polygon or MultiPolygon geometry of rings in metres: outer rings counter-clockwise with the holes inside
 * them.
 */
export function areaGeometry(rings: readonly (readonly Point[])[]): OutFeature['geometry'] {
  const outer = rings.filter((ring) => ringArea(ring) > 0);
  const holes = rings.filter((ring) => ringArea(ring) <= 0);
  const holds = (ring: readonly Point[], p: Point): boolean => {
    let inside = false;
    for (let i = 0; i + 1 < ring.length; i++) {
      const a = ring[i]!;
      const b = ring[i + 1]!;
      if (a.y > p.y !== b.y > p.y && p.x < a.x + ((p.y - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
    }
    return inside;
  };
  const polygons = outer.map((ring) =>
    [ring, ...holes.filter((hole) => holds(ring, hole[0]!))].map((r) => r.map(toLonLat)),
  );
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0] }
    : { type: 'MultiPolygon', coordinates: polygons };
}

/** Area features of labels. */
export function outline(outlines: Outlines, has: (label: number) => boolean): OutFeature['geometry'] {
  return areaGeometry(outlines.ringsOf(has));
}

/** Parts of a line whose vertices lie in the published frame. */
export function clipLine(line: readonly Point[], administration: Administration): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (const point of line) {
    const cell = cellOfPoint(point);
    if (cell >= 0 && isPublished(administration, cell)) part.push(point);
    else {
      if (part.length >= 2) parts.push(part);
      part = [];
    }
  }
  if (part.length >= 2) parts.push(part);
  return parts;
}

/** Rings of a river where its line runs through the published frame, a vertex beyond included. */
export function clipRiver(river: River, administration: Administration): Point[][] {
  const inside = river.line.map((point) => {
    const cell = cellOfPoint(point);
    return cell >= 0 && isPublished(administration, cell);
  });
  const rings: Point[][] = [];
  for (let first = 0; first < inside.length; first++) {
    if (!inside[first]) continue;
    let end = first;
    while (end < inside.length && inside[end]) end++;
    const [from, to] = [Math.max(0, first - 1), end + 1];
    if (to - from >= 4) rings.push(ringOfBanks(river.left.slice(from, to), river.right.slice(from, to)));
    first = end;
  }
  return rings;
}

/** landcover.csv: what each value of landcover.tif means. */
export function landLegend(): string {
  const zh: Record<string, string> = {
    unknown: '未知',
    'built-up': '建设用地',
    cropland: '耕地',
    grassland: '草地',
    shrubland: '灌木林',
    forest: '森林',
    wetland: '湿地',
    bare: '裸地',
    moss: '苔藓',
    snow: '冰雪',
    water: '水域',
    nodata: '无数据',
  };
  return `value,class,name_zh,name_en\n${LAND_CLASSES.map((name, i) => `${i},${name},${zh[name]},${name}`).join('\n')}\n`;
}

/** File name of an age band's raster. */
export const ageFile = (band: (typeof AGE_BANDS)[number]): string =>
  `population_${band.replace('+', 'plus')}.tif`;

/** CSV of records that share one list of columns; fields with commas or quotes are quoted. */
export function toCsv(rows: readonly object[]): string {
  const columns = Object.keys(rows[0]!);
  const field = (value: unknown): string => {
    const text = String(value);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${columns.join(',')}\n${rows.map((row) => columns.map((c) => field((row as Record<string, unknown>)[c])).join(',')).join('\n')}\n`;
}
