import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGeoTiff, readGeoTiffHead } from '../../server/geo/geotiff-read.ts';
import { RasterError } from '../../server/geo/raster.ts';
import { writeGeoTiff } from '../../server/geo/geotiff-write.ts';
import { encodeLzw } from '../../server/geo/tiff-lzw.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { runs } from '../support/depth.ts';
import { metricGrid } from '../support/frames.ts';

const grid: Grid = metricGrid(37, 23, { left: 583000, top: 3301000 });
const TYPES = [
  Uint8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const;

function noise(length: number, seed: number): number[] {
  let s = seed;
  return Array.from({ length }, (_, i) => {
    s = (Math.imul(s, 1103515245) + 12345) >>> 0;
    return i % 3 === 0 ? s / 65536 - 20000 : i % 11;
  });
}

describe('writeGeoTiff', () => {
  it.each(
    TYPES.flatMap((T) =>
      (['lzw', 'deflate', 'none'] as const).map((compress) => [T.name, compress, T] as const),
    ),
  )('%s %s comes back exactly, in one band and in three', async (_name, compress, T) => {
    for (const count of [1, 3]) {
      const bands = Array.from({ length: count }, (_, k) => T.from(noise(grid.columns * grid.rows, k + 1)));
      const raster = await readGeoTiff(writeGeoTiff({ grid, data: bands, noData: -99, compress }));
      expect(raster.bands).toHaveLength(count);
      for (const [k, band] of raster.bands.entries()) expect(Array.from(band)).toEqual(Array.from(bands[k]!));
      expect(raster.grid).toEqual(grid);
      expect(raster.noData).toBe(-99);
    }
  });

  it('writes the same bytes always (LZW): the hash is part of the contract of the sample', () => {
    const data = Float32Array.from({ length: 37 * 23 }, (_, i) => (i * i) % 97);
    const hash = createHash('sha256').update(writeGeoTiff({ grid, data })).digest('hex');
    expect(hash).toBe(createHash('sha256').update(writeGeoTiff({ grid, data })).digest('hex'));
    expect(hash).toMatchInlineSnapshot(`"a8c17671b76d5862c4da0d253cde005c0968cbbad48e18a768a4c93a684f66b2"`);
  });

  it('keeps a CRS without a code, NaN as nodata and a description', async () => {
    const wkt =
      'PROJCS["local",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS ' +
      '84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Tra' +
      'nsverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",113.5],PARAMETER["' +
      'scale_factor",1],PARAMETER["false_easting",400000],PARAMETER["false_northing",0],UNIT["metre",1]]';
    const raster = await readGeoTiff(
      writeGeoTiff({
        grid: { ...grid, crs: wkt },
        data: new Float32Array(37 * 23).fill(Number.NaN),
        noData: Number.NaN,
        description: '1=built-up; 2=cropland',
      }),
    );
    expect(raster.crs.id).toBe(wkt);
    expect(raster.noData).toBeNaN();
    expect(raster.description).toBe('1=built-up; 2=cropland');
  });

  it('is read the same by GDAL', () => {
    const folder = mkdtempSync(join(tmpdir(), 'careshed-tiff-'));
    try {
      const values = Array.from({ length: grid.columns * grid.rows }, (_, i) => (i * 37) % 251);
      const sums = TYPES.map((T) => {
        const path = join(folder, `${T.name}.tif`);
        writeFileSync(path, writeGeoTiff({ grid, data: T.from(values) }));
        const out = execFileSync('gdalinfo', ['-json', '-checksum', path], { encoding: 'utf8' });
        const info = JSON.parse(out) as {
          bands: { checksum: number }[];
          geoTransform: number[];
          coordinateSystem: { wkt: string };
        };
        expect(info.geoTransform).toEqual([583000, 100, 0, 3301000, 0, -100]);
        expect(info.coordinateSystem.wkt).toContain('UTM zone 50N');
        return info.bands[0]!.checksum;
      });
      expect(new Set(sums).size).toBe(1);
    } catch (problem) {
      if ((problem as { code?: string }).code !== 'ENOENT') throw problem;
      console.log('not run: GDAL as second reader (needs gdalinfo)');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('refuses arrays that do not fit the frame', () => {
    expect(() => writeGeoTiff({ grid, data: new Uint8Array(5) })).toThrow(/expected 851/);
  });
});

describe('encodeLzw', () => {
  it('is undone by a plain TIFF decoder for any bytes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 6000 }),
          fc
            .array(fc.constantFrom(0, 1), { minLength: 9000, maxLength: 30000 })
            .map((a) => Uint8Array.from(a)),
        ),
        (bytes) => {
          expect(Buffer.from(decodeLzw(encodeLzw(bytes))).equals(Buffer.from(bytes))).toBe(true);
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

/** TIFF 6.0 page 61, written from the specification's pseudo-code. */
function decodeLzw(bytes: Uint8Array): number[] {
  const out: number[] = [];
  let table: number[][] = [];
  let width = 9;
  let bit = 0;
  const next = (): number => {
    let code = 0;
    for (let i = 0; i < width; i++, bit++) code = (code << 1) | ((bytes[bit >> 3]! >> (7 - (bit & 7))) & 1);
    return code;
  };
  let old: number[] | null = null;
  for (;;) {
    const code = next();
    if (code === 257) return out;
    if (code === 256) {
      table = Array.from({ length: 258 }, (_, i) => [i]);
      width = 9;
      old = null;
      continue;
    }
    const entry: number[] = code < table.length ? table[code]! : [...old!, old![0]!];
    out.push(...entry);
    if (old) table.push([...old, entry[0]!]);
    old = entry;
    if (table.length === 511) width = 10;
    else if (table.length === 1023) width = 11;
    else if (table.length === 2047) width = 12;
  }
}

describe('readGeoTiff', () => {
  it('refuses what is no raster of this world', async () => {
    const codeOf = async (bytes: Uint8Array): Promise<string> => {
      try {
        await readGeoTiff(bytes, { samples: 10_000 });
        return 'ok';
      } catch (problem) {
        return problem instanceof RasterError ? problem.code : String(problem);
      }
    };
    const good = writeGeoTiff({ grid, data: new Uint8Array(37 * 23) });
    expect(await codeOf(good)).toBe('ok');
    expect(await codeOf(Buffer.from('II*\0nothing'))).toBe('raster-unreadable');
    expect(await codeOf(good.subarray(0, 60))).toBe('raster-unreadable');
    expect(
      await codeOf(writeGeoTiff({ grid: { ...grid, columns: 200, rows: 200 }, data: new Uint8Array(40000) })),
    ).toBe('raster-too-large');
  });

  it('tells frame and type without reading samples', async () => {
    const head = await readGeoTiffHead(writeGeoTiff({ grid, data: new Float32Array(37 * 23) }));
    expect(head).toMatchObject({ grid, bandCount: 1, bitsPerSample: 32, isFloat: true });
  });
});
