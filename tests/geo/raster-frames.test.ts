import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../server/geo/crs.ts';
import { readGeoTiff, readGeoTiffHead } from '../../server/geo/geotiff-read.ts';
import { readRaster, readRasterHead } from '../../server/geo/raster-file.ts';
import type { Raster } from '../../server/geo/raster.ts';
import { RasterError } from '../../server/geo/raster.ts';
import { buildRaster, double, short, type TinyRaster } from '../support/tiny-tiff.ts';
import { buildZip } from '../support/zip-builder.ts';

const values = [1, 2, 3, 4, 5, 6];
const base: TinyRaster = { columns: 3, rows: 2, type: 'f32', values };
const degrees: TinyRaster = { ...base, epsg: 4326, left: 30, top: 10, cell: 1 };
const read = (raster: TinyRaster): Promise<Raster> => readGeoTiff(buildRaster(raster));
const codeOf = async (raster: TinyRaster): Promise<string> => {
  const problem: unknown = await readGeoTiffHead(buildRaster(raster)).catch((cause: unknown) => cause);
  return problem instanceof RasterError ? problem.code : 'none';
};
const matrix = (...m: number[]): TinyRaster['tags'] => ({
  33550: null,
  33922: null,
  34264: double(...m, 0, 0, 0, 0, 0, 0, 0, 1),
});

describe('frames of GeoTIFFs', () => {
  it.each([
    ['little-endian', {}],
    ['big-endian', { bigEndian: true }],
    ['BigTIFF', { big: true }],
    ['big-endian BigTIFF', { big: true, bigEndian: true }],
  ])('%s', async (_name, order) => {
    const raster = await read({ ...base, ...order });
    expect(Array.from(raster.bands[0]!)).toEqual(values);
    expect(raster.grid).toMatchObject({ columns: 3, rows: 2, left: 250000, top: 9860000, crs: 'EPSG:32737' });
  });
  it('bands pixel by pixel', async () => {
    const { bands } = await read({
      ...base,
      type: 'u8',
      bands: 2,
      values: [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60],
    });
    expect(bands.map((band) => Array.from(band))).toEqual([values, [10, 20, 30, 40, 50, 60]]);
  });
  it('rows from the south are turned', async () => {
    const { grid, bands, reading } = await read({
      ...base,
      tags: matrix(100, 0, 0, 250000, 0, 100, 0, 9859800),
    });
    expect(grid).toMatchObject({ left: 250000, top: 9860000, cellWidth: 100, cellHeight: 100 });
    expect(Array.from(bands[0]!)).toEqual([4, 5, 6, 1, 2, 3]);
    expect(reading.southUp).toBe(true);
  });
  it('a scale of the wrong sign goes south all the same, as GDAL reads it', async () => {
    const { grid, bands } = await read({ ...base, tags: { 33550: double(100, -100, 0) } });
    expect(grid).toMatchObject({ top: 9860000, cellHeight: 100 });
    expect(Array.from(bands[0]!)).toEqual(values);
  });
  it('points are the centres of cells, from north or south', async () => {
    const point = short(1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 2, 3072, 0, 1, 32737);
    expect((await read({ ...base, tags: { 34735: point } })).grid).toMatchObject({
      left: 249950,
      top: 9860050,
    });
    const { grid } = await read({
      ...base,
      tags: { ...matrix(100, 0, 0, 250000, 0, 100, 0, 9859800), 34735: point },
    });
    expect(grid).toMatchObject({ left: 249950, top: 9859950 });
  });
  it('rotated, mirrored and unplaced ones are refused for what they are', async () => {
    expect(await codeOf({ ...base, tags: matrix(100, 10, 0, 250000, 10, -100, 0, 9860000) })).toBe(
      'raster-rotated',
    );
    expect(await codeOf({ ...base, tags: matrix(-100, 0, 0, 250000, 0, -100, 0, 9860000) })).toBe(
      'raster-rotated',
    );
    expect(
      await codeOf({ ...base, tags: { 33550: null, 33922: double(0, 0, 0, 1, 2, 0, 5, 5, 0, 3, 4, 0) } }),
    ).toBe('raster-rotated');
    expect(await codeOf({ ...base, tags: { 33550: null, 33922: null } })).toBe('raster-without-place');
    expect(await codeOf({ ...base, tags: { 34735: null } })).toBe('raster-without-crs');
    // A rotation that moves no cell is rounding.
    expect(await codeOf({ ...base, tags: matrix(100, 1e-9, 0, 250000, -1e-9, -100, 0, 9860000) })).toBe(
      'none',
    );
  });
});

describe('frames of degrees', () => {
  it('a top that is beyond the pole by rounding lies on it; a row beyond it is left out; more is refused', async () => {
    expect((await read({ ...degrees, top: 90.0000001 })).grid).toMatchObject({ top: 90, rows: 2 });
    expect((await read({ ...degrees, top: -87.9999 - 0.0001001 })).grid.top).toBeCloseTo(-88, 9);
    const half = await read({ ...degrees, top: 90.5 });
    expect(half.grid).toMatchObject({ top: 89.5, rows: 1 });
    expect(Array.from(half.bands[0]!)).toEqual([4, 5, 6]);
    expect(await codeOf({ ...degrees, top: 150 })).toBe('raster-beyond-pole');
    expect(await codeOf({ ...degrees, top: 9_860_000, left: 250_000, cell: 100 })).toBe('raster-beyond-pole');
  });
  it.each([
    [200, -160, 'EPSG:4326'],
    [182, -178, 'EPSG:4326'],
    [-185, 175, 'EPSG:4326'],
    [-182, 178, 'EPSG:4326 +lon_wrap=180'],
    [179, 179, 'EPSG:4326 +lon_wrap=180'],
    [177, 177, 'EPSG:4326'],
    [-180, -180, 'EPSG:4326'],
    [540, -180, 'EPSG:4326'],
  ])('longitudes from %d are those from %d in %s', async (left, turned, crs) => {
    const { grid, reading } = await read({ ...degrees, left });
    expect(grid).toMatchObject({ left: turned, crs });
    expect(reading.turnedDegrees).toBe(turned - left);
  });
  it('the whole earth from 0 to 360 holds the Pacific', async () => {
    const { grid } = await read({ ...degrees, left: 0, top: 60, cell: 120, rows: 1, values: [1, 2, 3] });
    expect(grid).toMatchObject({ left: 0, crs: 'EPSG:4326 +lon_wrap=180' });
    expect(parseCrs(grid.crs)).toMatchObject({ geographic: true, wrapDegrees: 180 });
  });
});

describe('sidecars, ASCII grids and archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'careshed-rasters-'));
  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const prj =
    'PROJCS["WGS_1984_UTM_Zone_37S",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.' +
    '0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_' +
    'Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Cen' +
    'tral_Meridian",39.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Mete' +
    'r",1.0]]';
  const asc =
    'ncols 3\r\nnrows 2\r\nxllcorner 250000\r\nyllcorner 9859800\r\ncellsize 100\r\nNODATA_value ' +
    '-9999\r\n1 2 3\r\n4 -9999 6\r\n';

  it('a TIFF without a place takes it from its world file and .prj', async () => {
    const path = write(
      'world.tif',
      buildRaster({ ...base, tags: { 33550: null, 33922: null, 34735: null } }),
    );
    write('world.tfw', '100\n0\n0\n-100\n250050\n9859950\n');
    write('world.prj', prj);
    expect((await readRasterHead(path)).grid).toMatchObject({
      left: 250000,
      top: 9860000,
      crs: 'EPSG:32737',
    });
  });
  it('an ASCII grid is read with its .prj, by corner or centre, and with a decimal comma', async () => {
    const path = write('grid.asc', asc);
    write('grid.prj', prj);
    const raster = await readRaster(path);
    expect(raster.grid).toMatchObject({ columns: 3, rows: 2, left: 250000, top: 9860000, crs: 'EPSG:32737' });
    expect(Array.from(raster.bands[0]!)).toEqual([1, 2, 3, 4, -9999, 6]);
    expect(raster.noData).toBe(-9999);
    const other = write(
      'other.asc',
      asc
        .replace(/xllcorner 250000/, 'XLLCENTER 250050')
        .replace(/yllcorner 9859800/, 'YLLCENTER 9859850')
        .replace('1 2 3', '1,5 2 3\n'),
    );
    const centred = await readRaster(other, { assumed: parseCrs('EPSG:32737') });
    expect(centred.grid).toMatchObject({ left: 250000, top: 9860000 });
    expect(centred.bands[0]![0]).toBe(1.5);
    expect(centred.reading.crsGiven).toEqual({ why: 'absent', detail: '' });
  });
  it('a broken ASCII grid says where it breaks off', async () => {
    const choice = { assumed: parseCrs('EPSG:32737') };
    for (const [content, reason] of [
      [asc.replace('4 -9999 6', '4 5'), /5 values in the grid, expected 6/],
      [asc.replace('4 -9999', '4 five'), /“five” in place of value 5/],
      [`${asc} 7`, /more than 6 values/],
      [asc.replace('cellsize 100', 'cellsize 0'), /cells of 0 × 0/],
    ] as const)
      await expect(readRaster(write('broken.asc', content), choice), content).rejects.toThrow(reason);
    await expect(readRaster(write('none.asc', asc))).rejects.toMatchObject({ code: 'raster-without-crs' });
  });
  it('the one raster of an archive is read with what lies beside it', async () => {
    const inner = buildRaster({ ...base, type: 'u16', values: [1, 2, 3, 65535, 5, 6] });
    const pam =
      '<PAMDataset><PAMRasterBand band="1"><NoDataValue>65535</NoDataValue></PAMRasterBand></PAMDataset>';
    const path = write(
      'packed.zip',
      buildZip([
        { name: 'in/people.tif', data: inner },
        { name: 'in/people.tif.aux.xml', data: Buffer.from(pam) },
        { name: 'in/readme.txt', data: Buffer.from('hello') },
      ]),
    );
    const raster = await readRaster(path);
    expect(raster.noData).toBe(65535);
    expect(raster.reading.sidecars).toEqual(['people.tif.aux.xml']);
  });
  it(
    'a CRS that is asked for goes before the file’s, one that is assumed only where the file’s cannot be ' +
      'read',
    async () => {
      const unknown = write('unknown.tif', buildRaster({ ...base, epsg: 2380 }));
      await expect(readRaster(unknown)).rejects.toMatchObject({ code: 'crs-datum-unknown' });
      const assumed = await readRaster(unknown, { assumed: parseCrs('EPSG:32737') });
      expect(assumed).toMatchObject({
        grid: { crs: 'EPSG:32737' },
        reading: { crsGiven: { why: 'unreadable' } },
      });
      const known = write('known.tif', buildRaster(base));
      expect((await readRaster(known, { assumed: parseCrs('EPSG:32636') })).grid.crs).toBe('EPSG:32737');
      expect((await readRaster(known, { asked: parseCrs('EPSG:32636') })).grid.crs).toBe('EPSG:32636');
    },
  );
});
