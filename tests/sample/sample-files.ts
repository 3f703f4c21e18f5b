import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, LineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import { fromArrayBuffer } from 'geotiff';
import proj4 from 'proj4';

/** The committed sample region, read with other tools than those that wrote it. */
export const sampleFolder = resolve(import.meta.dirname, '../../data/geo/qinghe');

/** A raster as geotiff.js reads it. */
export interface TestRaster {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly epsg: number;
  readonly values: ArrayLike<number>;
}

export async function readRaster(name: string): Promise<TestRaster> {
  const bytes = readFileSync(resolve(sampleFolder, name));
  const tiff = await fromArrayBuffer(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  const image = await tiff.getImage();
  const [left, top] = image.getOrigin() as [number, number];
  const values = (await image.readRasters({ interleave: true })) as unknown as ArrayLike<number>;
  const epsg = image.getGeoKeys()?.['ProjectedCSTypeGeoKey'] as number;
  return { columns: image.getWidth(), rows: image.getHeight(), left, top, epsg, values };
}

export const readFeatures = <G extends Polygon | MultiPolygon | LineString | Point>(
  name: string,
): Feature<G, Record<string, string | number | boolean>>[] =>
  (
    JSON.parse(readFileSync(resolve(sampleFolder, name), 'utf8')) as FeatureCollection<
      G,
      Record<string, string | number | boolean>
    >
  ).features;

/** Rows of facilities.csv, numbers as numbers. */
export interface FacilityRecord {
  readonly id: string;
  readonly name_zh: string;
  readonly name_en: string;
  readonly tier: string;
  readonly type: string;
  readonly county: string;
  readonly township: string;
  readonly lon: number;
  readonly lat: number;
  readonly doctors: number;
  readonly gps: number;
  readonly nurses: number;
  readonly beds: number;
  readonly capacity: number;
  readonly [column: string]: string | number;
}

export function readFacilities(): FacilityRecord[] {
  return parse(readFileSync(resolve(sampleFolder, 'facilities.csv')), {
    columns: true,
    cast: (value, context) => (context.header || !/^-?\d+(\.\d+)?$/.test(value) ? value : Number(value)),
  }) as FacilityRecord[];
}

const utm = proj4('+proj=utm +zone=49 +datum=WGS84 +units=m +no_defs');

/** Metres of EPSG:32649. */
export const toMeters = (position: Position): [number, number] =>
  utm.forward([position[0]!, position[1]!]) as [number, number];

/** Cell of a raster that holds a position in degrees. */
export function cellOf(raster: TestRaster, position: Position): number {
  const [x, y] = toMeters(position);
  return Math.floor((raster.top - y) / 100) * raster.columns + Math.floor((x - raster.left) / 100);
}

export type Ring = readonly (readonly [number, number])[];

/** Rings of an area in metres. */
export const ringsOf = (geometry: Polygon | MultiPolygon): Ring[] =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)
    .flat()
    .map((ring) => ring.map(toMeters));

/** Even-odd test over all rings. */
export function isInside(rings: readonly Ring[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[i + 1]!;
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  return inside;
}

/** Square metres inside the rings, holes taken off. */
export function areaOf(rings: readonly Ring[]): number {
  let twice = 0;
  for (const ring of rings)
    for (let i = 0; i + 1 < ring.length; i++) {
      const [ox, oy] = ring[0]!;
      twice += (ring[i]![0] - ox) * (ring[i + 1]![1] - oy) - (ring[i + 1]![0] - ox) * (ring[i]![1] - oy);
    }
  return Math.abs(twice) / 2;
}

/** 1 for cells whose centre is inside the rings. */
export function cellsInside(raster: TestRaster, rings: readonly Ring[]): Uint8Array {
  const out = new Uint8Array(raster.columns * raster.rows);
  for (let row = 0; row < raster.rows; row++) {
    const y = raster.top - (row + 0.5) * 100;
    const cuts: number[] = [];
    for (const ring of rings)
      for (let i = 0; i + 1 < ring.length; i++) {
        const [ax, ay] = ring[i]!;
        const [bx, by] = ring[i + 1]!;
        if (ay > y !== by > y) cuts.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    cuts.sort((a, b) => a - b);
    for (let i = 0; i + 1 < cuts.length; i += 2)
      for (let column = 0; column < raster.columns; column++) {
        const x = raster.left + (column + 0.5) * 100;
        if (x >= cuts[i]! && x < cuts[i + 1]!) out[row * raster.columns + column] = 1;
      }
  }
  return out;
}

/** Metres from a point to the nearest edge of the rings or lines. */
export function metersTo(lines: readonly Ring[], x: number, y: number): number {
  let best = Infinity;
  for (const line of lines)
    for (let i = 0; i + 1 < line.length; i++) {
      const [ax, ay] = line[i]!;
      const [bx, by] = line[i + 1]!;
      const square = (bx - ax) ** 2 + (by - ay) ** 2;
      const t =
        square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square));
      best = Math.min(best, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
    }
  return best;
}

/**
 * Proper crossings between segments of lines (shared or touching end points do not count); pairs of line
 * indices.
 */
export function findCrossings(lines: readonly Ring[]): [number, number][] {
  const buckets = new Map<string, [number, number][]>();
  lines.forEach((line, l) => {
    for (let i = 0; i + 1 < line.length; i++) {
      const [ax, ay] = line[i]!;
      const [bx, by] = line[i + 1]!;
      for (let c = Math.floor(Math.min(ax, bx) / 500); c <= Math.floor(Math.max(ax, bx) / 500); c++)
        for (let r = Math.floor(Math.min(ay, by) / 500); r <= Math.floor(Math.max(ay, by) / 500); r++) {
          const key = `${c},${r}`;
          const list = buckets.get(key);
          if (list) list.push([l, i]);
          else buckets.set(key, [[l, i]]);
        }
    }
  });
  const side = (
    a: readonly [number, number],
    b: readonly [number, number],
    c: readonly [number, number],
  ): number => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  const same = (a: readonly [number, number], b: readonly [number, number]): boolean =>
    a[0] === b[0] && a[1] === b[1];
  const found: [number, number][] = [];
  for (const list of buckets.values())
    for (let p = 0; p < list.length; p++)
      for (let q = p + 1; q < list.length; q++) {
        const [l, i] = list[p]!;
        const [m, j] = list[q]!;
        const [a, b, c, d] = [lines[l]![i]!, lines[l]![i + 1]!, lines[m]![j]!, lines[m]![j + 1]!];
        if (same(a, c) || same(a, d) || same(b, c) || same(b, d)) continue;
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) found.push([l, m]);
      }
  return found;
}
