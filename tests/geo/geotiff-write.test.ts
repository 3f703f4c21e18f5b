import { describe, expect, it } from 'vitest';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { type GeoTiffOptions, writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { expectGolden } from '../support/golden-answers.ts';

const grid: Grid = {
  columns: 5,
  rows: 4,
  left: 500_000,
  top: 4_000_000,
  cellWidth: 100,
  cellHeight: 50,
  crs: 'EPSG:32650',
  geographic: false,
};
const degrees: Grid = {
  ...grid,
  left: 111,
  top: 30,
  cellWidth: 0.01,
  cellHeight: 0.02,
  crs: 'EPSG:4326',
  geographic: true,
};
const OWN =
  '+proj=laea +lat_0=12 +lon_0=38 +x_0=5000 +y_0=-700 +a=6378249.145 +rf=293.465 +towgs84=-166,-15,204 +units=m';
const OWN_DEGREES = '+proj=longlat +a=6378249.145 +rf=293.465 +pm=2.5 +towgs84=-166,-15,204';

/** The directory of a little-endian TIFF, by tag: type and values. */
function directory(bytes: Uint8Array): unknown[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes: Record<number, number> = { 2: 1, 3: 2, 4: 4, 12: 8 };
  const at = view.getUint32(4, true);
  return Array.from({ length: view.getUint16(at, true) }, (_, i) => {
    const entry = at + 2 + 12 * i;
    const [tag, type, count] = [
      view.getUint16(entry, true),
      view.getUint16(entry + 2, true),
      view.getUint32(entry + 4, true),
    ];
    const from = sizes[type]! * count <= 4 ? entry + 8 : view.getUint32(entry + 8, true);
    const values = Array.from({ length: count }, (__, k) =>
      type === 3
        ? view.getUint16(from + 2 * k, true)
        : type === 4
          ? view.getUint32(from + 4 * k, true)
          : type === 12
            ? view.getFloat64(from + 8 * k, true)
            : bytes[from + k]!,
    );
    return [tag, type, type === 2 ? Buffer.from(values).toString('latin1') : values];
  });
}

describe('GeoTIFFs that are written', () => {
  const data = Array.from({ length: 20 }, (_, k) => (k * 37) % 91);
  const cases: [string, GeoTiffOptions][] = [
    ['bytes', { grid, data: Uint8Array.from(data) }],
    ['16 bits', { grid, data: Uint16Array.from(data), compress: 'none', noData: 7 }],
    ['signed 16 bits', { grid, data: Int16Array.from(data, (v) => -v), compress: 'deflate', noData: -1 }],
    ['signed 32 bits', { grid, data: Int32Array.from(data, (v) => v - 50), description: 'heights' }],
    ['32 bits', { grid, data: Uint32Array.from(data) }],
    ['floats', { grid, data: Float32Array.from(data, (v) => v / 7), noData: Number.NaN }],
    ['doubles', { grid, data: Float64Array.from(data, (v) => v / 7), noData: -9999.5, compress: 'none' }],
    ['two bands', { grid, data: [Uint8Array.from(data), Uint8Array.from(data, (v) => 91 - v)] }],
    ['three bands', { grid, data: [1, 2, 3].map((k) => Float32Array.from(data, (v) => v * k)) }],
    ['degrees', { grid: degrees, data: Uint8Array.from(data) }],
    [
      'a code with a shift',
      {
        grid: { ...grid, left: 250_000, top: 9_860_000, crs: 'EPSG:21037 +towgs84=-160,-6,-302' },
        data: Uint8Array.from(data),
      },
    ],
    ['degrees turned', { grid: { ...degrees, crs: 'EPSG:4326 +lon_wrap=180' }, data: Uint8Array.from(data) }],
    ['an own system', { grid: { ...grid, crs: OWN }, data: Uint8Array.from(data) }],
    ['own degrees', { grid: { ...degrees, crs: OWN_DEGREES }, data: Uint8Array.from(data) }],
  ];
  it.each(cases)('%s', async (name, options) => {
    const bytes = writeGeoTiff(options);
    const { crs, bands, grid: read, noData, description } = await readGeoTiff(bytes);
    expectGolden('geotiff-write', `GeoTIFF ${name}`, {
      directory: options.compress === 'deflate' ? null : directory(bytes),
      hex: options.compress === 'deflate' ? null : Buffer.from(bytes).toString('hex'),
      crs: crs.id,
      bands: bands.map((band) => band.join(' ')),
      read,
      noData,
      description,
    });
  });
  it('in strips of 64 KiB, of whole rows', () => {
    const rowsOf = (columns: number, rows: number, make: (n: number) => Uint8Array | Float64Array): unknown =>
      directory(
        writeGeoTiff({ grid: { ...grid, columns, rows }, data: make(columns * rows), compress: 'none' }),
      )
        .filter((entry) => [278, 279].includes((entry as number[])[0]!))
        .map((entry) => (entry as unknown[])[2]);
    const bytes = (n: number): Uint8Array => new Uint8Array(n);
    expect(rowsOf(1024, 65, bytes)).toEqual([[64], [65_536, 1024]]);
    expect(rowsOf(1025, 64, bytes)).toEqual([[63], [64_575, 1025]]);
    expect(rowsOf(8192, 2, (n) => new Float64Array(n))).toEqual([[1], [65_536, 65_536]]);
    expect(rowsOf(70_000, 2, bytes)).toEqual([[1], [70_000, 70_000]]);
    expect(rowsOf(10, 3, bytes)).toEqual([[3], [30]]);
  });
  it('refuses bands that do not fit each other, and none', () => {
    expect(() => writeGeoTiff({ grid, data: [new Uint8Array(20), new Int16Array(20)] })).toThrow(
      /share one type/,
    );
    expect(() => writeGeoTiff({ grid, data: [] })).toThrow(/no band/);
    expect(() => writeGeoTiff({ grid: { ...grid, cellWidth: 0 }, data: new Uint8Array(20) })).toThrow(
      /cell sizes/,
    );
    expect(() => writeGeoTiff({ grid, data: [new Uint8Array(20), new Uint8Array(21)] })).toThrow(
      /expected 20/,
    );
  });
});
