import { deflateSync } from 'node:zlib';
import type { Grid } from '../kernel/grid/grid.ts';
import { assertGrid, countCells } from '../kernel/grid/grid.ts';
import { parseCrs } from './crs.ts';
import { toWkt } from './crs/write-wkt.ts';
import { encodeLzw } from './tiff-lzw.ts';

export type RasterArray =
  | Uint8Array<ArrayBufferLike>
  | Uint16Array<ArrayBufferLike>
  | Int16Array<ArrayBufferLike>
  | Uint32Array<ArrayBufferLike>
  | Int32Array<ArrayBufferLike>
  | Float32Array<ArrayBufferLike>
  | Float64Array<ArrayBufferLike>;

export interface GeoTiffOptions {
  readonly grid: Grid;
  /**
   * One array per band, each with one entry per cell; a single array is one band. All bands share one type.
   */
  readonly data: RasterArray | readonly RasterArray[];
  /** Written to the GDAL_NODATA tag; NaN is allowed for floats. */
  readonly noData?: number;
  /**
   * `lzw` (default) gives the same bytes on every Node release; `deflate` is smaller, its bytes follow the
   * zlib of the runtime.
   */
  readonly compress?: 'lzw' | 'deflate' | 'none';
  /** ImageDescription tag, ASCII. */
  readonly description?: string;
}

const STRIP_BYTES = 1 << 16;
const COMPRESSION = { none: 1, lzw: 5, deflate: 8 } as const;
const ASCII = 2;
const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;

/**
 * Bytes of a little-endian stripped GeoTIFF with its CRS, nodata and predictor. The same input gives the
 * same bytes.
 */
export function writeGeoTiff(options: GeoTiffOptions): Uint8Array {
  const { grid } = options;
  assertGrid(grid);
  const bands = Array.isArray(options.data) ? (options.data as RasterArray[]) : [options.data as RasterArray];
  const first = bands[0];
  if (!first) throw new RangeError('writeGeoTiff: no band given');
  for (const band of bands) {
    if (band.length !== countCells(grid))
      throw new RangeError(`writeGeoTiff: band has ${band.length} entries, expected ${countCells(grid)}`);
    if (band.constructor !== first.constructor)
      throw new RangeError('writeGeoTiff: bands must share one type');
  }
  const compress = options.compress ?? 'lzw';
  const bytesPerSample = first.BYTES_PER_ELEMENT;
  const isFloat = first instanceof Float32Array || first instanceof Float64Array;
  const isSigned = first instanceof Int16Array || first instanceof Int32Array;
  const predictor = compress === 'none' ? 1 : isFloat ? 3 : 2;
  const rowsPerStrip = Math.max(
    1,
    Math.min(grid.rows, Math.floor(STRIP_BYTES / (grid.columns * bytesPerSample))),
  );

  const strips: Uint8Array[] = [];
  for (const band of bands)
    for (let row = 0; row < grid.rows; row += rowsPerStrip) {
      const end = Math.min(grid.rows, row + rowsPerStrip);
      const bytes = packRows(band.slice(row * grid.columns, end * grid.columns), grid.columns, predictor);
      strips.push(
        compress === 'none'
          ? bytes
          : compress === 'lzw'
            ? encodeLzw(bytes)
            : deflateSync(bytes, { level: 9 }),
      );
    }

  const geo = geoKeys(grid);
  const fill = (value: number): number[] => bands.map(() => value);
  const entries: [tag: number, type: number, values: readonly number[] | string][] = [
    [256, LONG, [grid.columns]],
    [257, LONG, [grid.rows]],
    [258, SHORT, fill(bytesPerSample * 8)],
    [259, SHORT, [COMPRESSION[compress]]],
    [262, SHORT, [1]],
    [273, LONG, strips.map(() => 0)],
    [277, SHORT, [bands.length]],
    [278, LONG, [rowsPerStrip]],
    [279, LONG, strips.map((s) => s.length)],
    [284, SHORT, [bands.length > 1 ? 2 : 1]],
    [317, SHORT, [predictor]],
    [339, SHORT, fill(isFloat ? 3 : isSigned ? 2 : 1)],
    [33550, DOUBLE, [grid.cellWidth, grid.cellHeight, 0]],
    [33922, DOUBLE, [0, 0, 0, grid.left, grid.top, 0]],
    [34735, SHORT, geo.directory],
  ];
  if (options.description !== undefined) entries.push([270, ASCII, options.description]);
  if (bands.length > 1) entries.push([338, SHORT, bands.slice(1).map(() => 0)]);
  if (geo.text) entries.push([34737, ASCII, geo.text]);
  if (options.noData !== undefined)
    entries.push([42113, ASCII, Number.isNaN(options.noData) ? 'nan' : String(options.noData)]);
  entries.sort((a, b) => a[0] - b[0]);
  return assemble(entries, strips);
}

/** Lays out header, directory, long values and strips; fills the strip offsets in. */
function assemble(
  entries: readonly [number, number, readonly number[] | string][],
  strips: readonly Uint8Array[],
): Uint8Array {
  const sizeOf = { [ASCII]: 1, [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 } as Record<number, number>;
  const encoder = new TextEncoder();
  const items = entries.map(([tag, type, values]) => {
    const text = typeof values === 'string' ? encoder.encode(`${values}\0`) : null;
    const count = text ? text.length : values.length;
    return { tag, type, values, text, count, bytes: count * sizeOf[type]! };
  });
  const even = (n: number): number => n + (n & 1);
  let position = 8 + 2 + items.length * 12 + 4;
  const places = items.map((item) => {
    if (item.bytes <= 4) return -1;
    const at = even(position);
    position = at + item.bytes;
    return at;
  });
  const stripOffsets = strips.map((strip) => {
    const at = even(position);
    position = at + strip.length;
    return at;
  });
  if (position > 0xffffffff) throw new RangeError('writeGeoTiff: more than 4 GiB, which TIFF cannot address');
  const out = new Uint8Array(position);
  const view = new DataView(out.buffer);
  out.set([0x49, 0x49, 42, 0], 0);
  view.setUint32(4, 8, true);
  view.setUint16(8, items.length, true);
  for (const [i, item] of items.entries()) {
    const entry = 10 + i * 12;
    view.setUint16(entry, item.tag, true);
    view.setUint16(entry + 2, item.type, true);
    view.setUint32(entry + 4, item.count, true);
    const place = places[i]!;
    if (place >= 0) view.setUint32(entry + 8, place, true);
    const at = place >= 0 ? place : entry + 8;
    if (item.text) out.set(item.text, at);
    else {
      const values = item.tag === 273 ? stripOffsets : (item.values as readonly number[]);
      for (const [k, value] of values.entries())
        if (item.type === SHORT) view.setUint16(at + 2 * k, value, true);
        else if (item.type === LONG) view.setUint32(at + 4 * k, value, true);
        else view.setFloat64(at + 8 * k, value, true);
    }
  }
  for (const [i, strip] of strips.entries()) out.set(strip, stripOffsets[i]);
  return out;
}

/**
 * Little-endian bytes of whole rows, differenced as the predictor states (2: per sample, 3: byte planes of
 * floats).
 */
function packRows(rows: RasterArray, columns: number, predictor: number): Uint8Array {
  const size = rows.BYTES_PER_ELEMENT;
  const count = rows.length / columns;
  if (predictor === 2)
    for (let row = 0; row < count; row++)
      for (let column = columns - 1; column > 0; column--) {
        const at = row * columns + column;
        rows[at] = rows[at]! - rows[at - 1]!;
      }
  const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
  if (predictor !== 3) return bytes;
  const out = new Uint8Array(bytes.length);
  const stride = columns * size;
  for (let row = 0; row < count; row++) {
    const base = row * stride;
    for (let column = 0; column < columns; column++)
      for (let byte = 0; byte < size; byte++)
        out[base + byte * columns + column] = bytes[base + column * size + (size - 1 - byte)]!;
    for (let at = base + stride - 1; at > base; at--) out[at] = out[at]! - out[at - 1]!;
  }
  return out;
}

const USER_DEFINED = 32767;

/**
 * GeoKeyDirectory of the grid's CRS: an EPSG code by number, anything else as WKT in a citation, which
 * GDAL, Esri and this room read.
 * A shift or a turn of longitudes that goes with a code in this program is left out: programs have their own.
 */
function geoKeys(grid: Grid): { directory: number[]; text: string } {
  const epsg = /^EPSG:(\d+)(?: \+(?:towgs84|lon_wrap)=\S+)?$/.exec(grid.crs);
  const code = epsg ? Number(epsg[1]) : USER_DEFINED;
  const text = epsg ? '' : `ESRI PE String = ${wktOf(grid.crs)}|`;
  const own = text !== '';
  const keys: number[][] = [
    // As GDAL writes it: a projected system that only the citation describes is no code of model 1.
    [1024, 0, 1, grid.geographic ? 2 : own ? USER_DEFINED : 1],
    [1025, 0, 1, 1],
    ...(grid.geographic ? [[2048, 0, 1, code]] : []),
    ...(own && grid.geographic ? [[2049, 34737, text.length, 0]] : []),
    ...(grid.geographic || own ? [] : [[3072, 0, 1, code]]),
    ...(own && !grid.geographic
      ? [
          [3073, 34737, text.length, 0],
          [3076, 0, 1, 9001],
        ]
      : []),
  ];
  return { directory: [1, 1, 0, keys.length, ...keys.flat()], text };
}

/** WKT of a CRS without an EPSG code: its own text where it is one, else written from its parameters. */
function wktOf(id: string): string {
  if (/^\s*(PROJCS|GEOGCS)\s*\[/.test(id)) return id;
  const { parameters, shift } = parseCrs(id);
  return toWkt(parameters, shift) ?? id;
}
