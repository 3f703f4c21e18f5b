import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readGeoTiff, readGeoTiffHead } from '../../server/geo/geotiff-read.ts';
import { readGdalMetadata, readPam } from '../../server/geo/gdal-metadata.ts';
import { NO_SIDECARS } from '../../server/geo/raster-sidecars.ts';
import { parseNoData } from '../../server/geo/raster-values.ts';
import { RasterError } from '../../server/geo/raster.ts';
import {
  ascii,
  buildRaster,
  buildTiff,
  double,
  long,
  samplesOf,
  short,
  type TinyRaster,
} from '../support/tiny-tiff.ts';

const base = { columns: 3, rows: 2 } as const;
/** Valid values of each band in order; a dot where there is none. */
async function valuesOf(raster: TinyRaster, pam = ''): Promise<string[]> {
  const read = await readGeoTiff(
    buildRaster(raster),
    {},
    {},
    { ...NO_SIDECARS, pam: pam ? readPam(pam) : null },
  );
  return read.bands.map((band) =>
    Array.from(band, (v) => (Number.isNaN(v) || v === read.noData ? '.' : String(Number(v.toFixed(6))))).join(
      ' ',
    ),
  );
}
const metadata = (items: string): Record<number, ReturnType<typeof ascii>> => ({
  42112: ascii(`<GDALMetadata>${items}</GDALMetadata>`),
});

describe('nodata', () => {
  it.each([
    ['1e20', 1e20],
    ['1e+20', 1e20],
    ['100000000000000000000', 1e20],
    ['3.4028235e+38', 3.4028234663852886e38],
    ['-3.4028235e+38', -3.4028234663852886e38],
    ['-3.40282306074e+38', -3.4028230607370965e38],
    ['3.40282346638529e+38', 3.4028234663852886e38],
    ['9.96921e+36', 9.969209968386869e36],
    ['-1.7e+38', -1.7e38],
    ['-9999', -9999],
    ['-9999.000000 ', -9999],
    ['-9999,0', -9999],
    ['-99.9', -99.9],
    ['0.1', 0.1],
    ['nan', Number.NaN],
    ['NaN', Number.NaN],
    ['-nan', Number.NaN],
    ['1.#QNAN', Number.NaN],
    ['-inf', -Infinity],
    ['inf', Infinity],
    ['-1.#INF', -Infinity],
  ])('%s of a float32 raster is no value, and 5 is', async (text, stored) => {
    const raster: TinyRaster = {
      ...base,
      type: 'f32',
      values: [5, stored, 1, stored, 0, 2],
      tags: { 42113: ascii(text) },
    };
    expect(await valuesOf(raster)).toEqual(['5 . 1 . 0 2']);
  });

  it('stays exact in whole numbers, whose type is kept', async () => {
    const read = await readGeoTiff(
      buildRaster({ ...base, type: 'u16', values: [5, 65535, 1, 0, 0, 2], tags: { 42113: ascii('65535') } }),
    );
    expect(read.bands[0]).toBeInstanceOf(Uint16Array);
    expect(read.noData).toBe(65535);
  });

  it('is none where the text is no number', () => {
    for (const text of ['', ' ', 'none', 'n/a', '1e']) expect(parseNoData(text), text).toBeNull();
  });

  it('by band from a sidecar, the tag of the file before it', async () => {
    const values = [1, 9, 2, 8, 9, 9, 3, 8, 4, 4, 5, 5];
    const pam =
      '<PAMDataset><PAMRasterBand band="1"><NoDataValue>9</NoDataValue></PAMRasterBand><PAMRasterBand ' +
      'band="2"><NoDataValue>8.00000000000000E+00</NoDataValue></PAMRasterBand></PAMDataset>';
    const raster: TinyRaster = { ...base, type: 'u8', bands: 2, values };
    expect(await valuesOf(raster, pam)).toEqual(['1 2 . 3 4 5', '9 . 9 . 4 5']);
    expect(await valuesOf({ ...raster, tags: { 42113: ascii('4') } }, pam)).toEqual([
      '1 2 9 3 . 5',
      '9 8 9 8 . 5',
    ]);
  });
});

describe('scale and offset', () => {
  it.each([
    [
      '<Item name="OFFSET" sample="0" role="offset">10</Item><Item name="SCALE" sample="0" role="scale">0.1</Item>',
    ],
    [
      "<Item role='scale' sample='0' name='SCALE'>0.1</Item><Item role='offset' sample='0' name='OFFSET'>10</Item>",
    ],
    ['<Item name="scale">0.1</Item><Item name="offset">1e1</Item>'],
  ])('of the file: %s', async (items) => {
    const raster: TinyRaster = {
      ...base,
      type: 'u16',
      values: [10, 20, 65535, 0, 5, 30],
      tags: { ...metadata(items), 42113: ascii('65535') },
    };
    expect(await valuesOf(raster)).toEqual(['11 12 . 10 10.5 13']);
  });

  it('of the second band only, and of a sidecar, with its unit and name', async () => {
    const two: TinyRaster = { ...base, type: 'u8', bands: 2, values: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6] };
    expect(
      await valuesOf({ ...two, tags: metadata('<Item name="SCALE" sample="1" role="scale">2</Item>') }),
    ).toEqual(['1 2 3 4 5 6', '2 4 6 8 10 12']);
    const pam = readPam(
      '<PAMDataset><PAMRasterBand band="1"><Description>people &amp; ' +
        'more</Description><Scale>10</Scale><Offset>-1</Offset><UnitType>ft</UnitType></PAMRasterBand></PAMDa' +
        'taset>',
    );
    const head = await readGeoTiffHead(
      buildRaster({ ...base, type: 'u8', values: [1, 2, 3, 4, 5, 6] }),
      {},
      undefined,
      { ...NO_SIDECARS, pam },
    );
    expect(head).toMatchObject({
      bandNames: ['people & more'],
      bandUnits: ['ft'],
      reading: { scaled: { scale: 10, offset: -1 } },
    });
  });
});

describe('masks', () => {
  const mask = (bits: number, kind = 4, compressed = 1): NonNullable<TinyRaster['more']>[number] => ({
    tags: {
      254: long(kind),
      256: short(3),
      257: short(2),
      258: short(1),
      259: short(compressed),
      262: short(4),
      277: short(1),
      278: short(2),
    },
    strip: Uint8Array.of((bits >> 3) << 5, (bits & 7) << 5),
  });
  it('of the file: cells with 0 are empty', async () => {
    const raster: TinyRaster = {
      ...base,
      type: 'f32',
      values: [500, 2, 3, 4, 5, 500],
      more: [mask(0b011110)],
    };
    expect(await valuesOf(raster)).toEqual(['. 2 3 4 5 .']);
    const read = await readGeoTiff(buildRaster(raster));
    expect(read.reading.maskedCells).toBe(2);
    // That of an overview is none of the raster's own.
    expect(await valuesOf({ ...raster, more: [mask(0b011110, 5)] })).toEqual(['500 2 3 4 5 500']);
  });
  it('are looked for in a chain that runs in a circle only so far', async () => {
    const bytes = buildRaster({ ...base, type: 'u8', values: [1, 2, 3, 4, 5, 6] });
    const first = bytes.readUInt32LE(4);
    bytes.writeUInt32LE(first, first + 2 + 12 * bytes.readUInt16LE(first));
    expect((await readGeoTiff(bytes)).bands[0]).toHaveLength(6);
  });
  it('sidecars and metadata without an end are read in a moment', () => {
    const start = performance.now();
    for (const text of [
      '<PAMRasterBand>',
      '<PAMRasterBand band="1"><NoDataValue>',
      '<NoDataValue',
      '<Item name="',
    ])
      readPam(text.repeat(100_000));
    expect(readGdalMetadata('<Item name="SCALE" '.repeat(100_000), 1)[0]!.scale).toBeNull();
    expect(readGdalMetadata('<Item name="SCALE">'.repeat(100_000), 1)[0]!.scale).toBeNull();
    expect(performance.now() - start).toBeLessThan(2000);
  });
  it('go with the rows of a raster from the south', async () => {
    const raster: TinyRaster = {
      ...base,
      type: 'u8',
      values: [1, 2, 3, 4, 5, 6],
      more: [mask(0b011111)],
      tags: {
        33550: null,
        33922: null,
        34264: double(100, 0, 0, 250000, 0, 100, 0, 9853900, 0, 0, 0, 0, 0, 0, 0, 1),
      },
    };
    expect(await valuesOf(raster)).toEqual(['4 5 6 . 2 3']);
  });
  it('an alpha band is a mask and no band of values', async () => {
    const raster: TinyRaster = {
      ...base,
      type: 'u8',
      bands: 2,
      values: [7, 255, 8, 0, 9, 255, 1, 255, 2, 128, 3, 0],
      tags: { 338: short(2) },
    };
    expect(await valuesOf(raster)).toEqual(['7 . 9 1 2 .']);
    const head = await readGeoTiffHead(buildRaster(raster));
    expect(head.bandCount).toBe(1);
    expect((await readGeoTiffHead(buildRaster({ ...raster, tags: { 338: short(0) } }))).bandCount).toBe(2);
  });
});

describe('differences of neighbours (predictor 2)', () => {
  const packed = (type: 'u16' | 'f32', differences: number[], bigEndian: boolean): Buffer => {
    const strip = deflateSync(samplesOf(differences, type, bigEndian));
    const tags = {
      256: short(3),
      257: short(2),
      258: short(type === 'u16' ? 16 : 32),
      259: short(8),
      262: short(1),
      277: short(1),
      278: short(2),
      317: short(2),
      339: short(type === 'u16' ? 1 : 3),
      33550: double(100, 100, 0),
      33922: double(0, 0, 0, 250000, 9860000, 0),
      34735: short(1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32737),
    };
    return buildTiff([{ tags, strip }], { bigEndian });
  };
  it.each([false, true])('of whole numbers, big-endian %s', async (bigEndian) => {
    const { bands } = await readGeoTiff(packed('u16', [300, 65530, 600, 1000, 1, 1], bigEndian));
    expect(Array.from(bands[0]!)).toEqual([300, 294, 894, 1000, 1001, 1002]);
  });
  it('of big-endian real numbers are refused with the head, and none are without packing', async () => {
    await expect(readGeoTiffHead(packed('f32', [1, 2, 3, 4, 5, 6], true))).rejects.toMatchObject({
      code: 'raster-type-unsupported',
    });
    expect(
      await valuesOf({ ...base, type: 'u16', values: [5, 6, 7, 8, 9, 1], tags: { 317: short(2) } }),
    ).toEqual(['5 6 7 8 9 1']);
  });
});

describe('samples that are not read', () => {
  it.each([
    ['LZMA', { 259: short(34925) }],
    ['LERC', { 259: short(34887) }],
    ['complex numbers', { 339: short(6), 258: short(64) }],
    ['complex integers', { 339: short(5), 258: short(32) }],
  ])('%s are refused with the head', async (_what, tags) => {
    const bytes = buildRaster({ ...base, type: 'f64', values: [1, 2, 3, 4, 5, 6], tags });
    const problem = await readGeoTiffHead(bytes).catch((cause: unknown) => cause);
    expect(problem).toBeInstanceOf(RasterError);
    expect((problem as RasterError).code).toBe('raster-type-unsupported');
  });
});
