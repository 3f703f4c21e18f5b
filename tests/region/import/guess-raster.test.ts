import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../server/geo/crs.ts';
import { PLAIN_READING, type RasterHead } from '../../../server/geo/raster.ts';
import { sampleRaster } from '../../../server/geo/raster-sample.ts';
import { writeGeoTiff } from '../../../server/geo/geotiff-write.ts';
import { guessRaster } from '../../../server/region/import/guess/guess-raster.ts';
import { measureSample, type RasterStats } from '../../../server/region/import/guess/raster-stats.ts';
import { expectGolden } from '../../support/golden-answers.ts';

const HEAD: RasterHead = {
  grid: {
    columns: 40,
    rows: 40,
    left: 500_000,
    top: 9_000_000,
    cellWidth: 100,
    cellHeight: 100,
    crs: 'EPSG:32737',
    geographic: false,
  },
  crs: parseCrs('EPSG:32737'),
  noData: null,
  description: '',
  bandNames: [''],
  bandCount: 1,
  bitsPerSample: 32,
  isFloat: true,
  bandUnits: [''],
  reading: PLAIN_READING,
};
const NOTHING = measureSample([], null);
/** Whole numbers of which nothing is known but that there are enough of them. */
const PLAIN: RasterStats = {
  count: 100,
  distinct: 50,
  least: 1,
  most: 400,
  whole: 1,
  negative: 0,
  zero: 0.1,
  roughness: 0.5,
  largestStep: 5,
  mean: 100,
  median: 100,
  values: new Set([1, 2, 3]),
};
const line = (name: string, head: RasterHead, stats: RasterStats): string[] =>
  guessRaster(name, head, stats).map(
    ({ role, confidence, evidence }) =>
      `${role} ${confidence}: ${evidence.map(({ kind, word, weight }) => `${kind} ${word} ${weight}`).join(', ')}`,
  );

describe('the role of a raster by its name', () => {
  const words =
    'pop ppp pd population people hrsl worldpop landscan ghspop headcount inhabitants residents poblacion población ' +
    'populacao população habitants dem dtm dsm elev elevation srtm srtmgl aster copdem altitude height heights mnt mde ' +
    'mdt nasadem gmted landcover land_cover lulc lc lcc cglc cgls lc_100 worldcover globeland landuse land_use globcover ' +
    'corine clc merged occupation_sol cobertura uso_suelo slope aspect hillshade friction temperature precipitation ' +
    'rainfall ndvi nightlights nightlight viirs soil travel_time traveltime distance ruggedness tri tpi mask uncertainty';
  const parts =
    'xpopx xpeoplex 某地人口图 xpoblacionx xpopularx xelevx xsrtmx xcopdemx xaltitudx 某地高程图 某地海拔图 xlandcoverx ' +
    'xlulcx xcglcx xworldcoverx xglobelandx xlanduse xmergedx 某地土地图 某地地表覆盖图 xhillshadex xfrictionx xprecipitx ' +
    'xrainfallx xndvix xnightlightx 某地坡度图 某地坡向图 nothing';
  it('by each word alone, by its parts, and by what the file states of itself', () => {
    const all = words.split(' ');
    expectGolden(
      'guesses',
      'words alone',
      all.map((word) => [word, line(`${word}.tif`, HEAD, NOTHING)]),
    );
    expectGolden(
      'guesses',
      'parts of words',
      parts.split(' ').map((word) => [word, line(`${word}.tif`, HEAD, NOTHING)]),
    );
    expectGolden('guesses', 'words of the file', [
      ...all.map((word) => line('x.tif', { ...HEAD, description: `the ${word}` }, NOTHING)),
      ...['population', 'dem', 'slope'].map((word) =>
        line('x.tif', { ...HEAD, bandNames: ['a', word] }, NOTHING),
      ),
      line('x.tif', { ...HEAD, description: `${'long '.repeat(57)}population` }, NOTHING),
      line('x.tif', { ...HEAD, description: `${'long '.repeat(58)}population` }, NOTHING),
      line('dem.tif', { ...HEAD, description: 'population' }, NOTHING),
      line('dem.tif', { ...HEAD, description: 'elevation xpopx' }, NOTHING),
      line('slope_of_dem_population.tif', HEAD, NOTHING),
    ]);
  });
});

describe('the role of a raster by its values', () => {
  const cases: Record<string, Partial<RasterStats>[]> = {
    count: [
      { count: 99, whole: 0.5 },
      { count: 100, whole: 0.5 },
    ],
    'people: negative': [
      { negative: 0.001, whole: 0.5 },
      { negative: 0.0011, whole: 0.5 },
    ],
    'people: decimals': [{ whole: 0.8 }, { whole: 0.79 }],
    'people: skewed': [
      { mean: 151, roughness: 0.31 },
      { mean: 150, roughness: 0.31 },
      { mean: 151, roughness: 0.3 },
    ],
    'people: smooth': [
      { distinct: 21, roughness: 0.34, zero: 0 },
      { distinct: 20, roughness: 0.34, zero: 0 },
      { distinct: 21, roughness: 0.35, zero: 0 },
      { distinct: 21, roughness: 0.34, zero: 0.01 },
      { distinct: 21, roughness: 0.34, zero: 0, mean: 124 },
      { distinct: 21, roughness: 0.34, zero: 0, mean: 125 },
      { distinct: 21, roughness: 0.34, zero: 0, mean: 84 },
      { distinct: 21, roughness: 0.34, zero: 0, mean: 83 },
    ],
    'people: a legend': [3, 4, 24, 25].flatMap((distinct) => [
      { distinct, values: new Set([10, 20, 30, 40]) },
      { distinct, values: new Set([1, 2, 3, 4]) },
    ]),
    heights: [
      { most: 9000 },
      { most: 9001 },
      { least: -600 },
      { least: -601 },
      { distinct: 12, largestStep: 2 },
      { distinct: 13, largestStep: 2 },
      { distinct: 12, largestStep: 1 },
      { mean: 160, roughness: 0.61 },
      { mean: 160, roughness: 0.6 },
      { distinct: 21, roughness: 0.34 },
      { distinct: 20, roughness: 0.34 },
      { distinct: 21, roughness: 0.35 },
      { distinct: 41, roughness: 0.34, zero: 0 },
    ],
    'land cover': [
      { whole: 0.99 },
      { negative: 0.01 },
      { distinct: 120 },
      { distinct: 121 },
      { distinct: 1 },
      { distinct: 2 },
      { distinct: 40 },
      { distinct: 41 },
      { distinct: 3, values: new Set([10, 20, 30]) },
      { distinct: 4, values: new Set([10, 20, 30, 40]) },
    ],
  };
  it.each(Object.keys(cases))('%s', (what) => {
    // Each role with a word of its own, so that what speaks against it shows.
    expectGolden(
      'guesses',
      what,
      cases[what]!.map((more) =>
        ['population', 'dem', 'landcover', 'x'].map((name) => line(name, HEAD, { ...PLAIN, ...more })),
      ),
    );
  });
});

describe('what a sample of values looks like', () => {
  const measured = (values: number[], columns: number, noData: number | null = null): unknown => {
    const stats = measureSample([{ values, columns }], noData);
    return { ...stats, values: [...stats.values] };
  };
  it('counts values, steps and shares', () => {
    expectGolden('guesses', 'samples', [
      measured([], 3),
      measured([5], 1),
      measured([1, 2, 4, 8, 16, 32], 3),
      measured([1, 2, 4, 8, 16, 32], 2),
      measured([4, 4, 4, 4], 2),
      measured([0, -1, 2.5, 0, Number.NaN, 7, 9, -3], 4),
      measured([7, 1, 7, 2, 7, 3, 4, 5], 8, 7),
      measured([-9999, -99999, -32768, -32767, -999, -99, -98, 1e9, -1e9, 999_999_999, Infinity], 11),
      measured(
        Array.from({ length: 600 }, (_, k) => k),
        600,
      ),
      measured([3, 1, 2], 3),
      measured([4, 1, 3, 2], 4),
    ]);
    const two = measureSample(
      [
        { values: [1, 2], columns: 2 },
        { values: [9, 7, 1], columns: 3 },
      ],
      null,
    );
    expect({ ...two, values: [...two.values] }).toMatchObject({
      count: 5,
      largestStep: 6,
      values: [1, 2, 9, 7],
    });
  });
  const grid = (columns: number, rows: number) => ({ ...HEAD.grid, columns, rows });
  const tiff = (columns: number, rows: number): Uint8Array =>
    writeGeoTiff({
      grid: grid(columns, rows),
      data: [Float32Array.from({ length: columns * rows }, (_, k) => k), new Float32Array(columns * rows)],
    });
  it.each([
    [128, 128],
    [129, 100],
    [100, 129],
    [64, 300],
    [300, 20],
    [211, 173],
  ])('taken of %i × %i cells', async (columns, rows) => {
    const windows = await sampleRaster(tiff(columns, rows), columns);
    expectGolden(
      'guesses',
      `windows ${columns} ${rows}`,
      windows.map(({ values, columns: wide }) => [wide, values.length, values[0], values[values.length - 1]]),
    );
  });
  it('none of a file that is none', async () => {
    expect(await sampleRaster(Buffer.from('II*\0nothing'), 5)).toEqual([]);
  });
  it('of an ASCII grid: its first 400 kB, without the value that may be cut', async () => {
    const head = 'ncols 10\nnrows 9\nxllcorner 0\nyllcorner 0\ncellsize 100\nNODATA_value -9999\n';
    const sampled = async (body: string): Promise<ArrayLike<number>> =>
      (await sampleRaster(Buffer.from(head + body), 10))[0]!.values;
    expect(Array.from(await sampled('1 2\n3 4,5 6'))).toEqual([1, 2, 3, Number.NaN]);
    const many = await sampled('12345678 '.repeat(60_000));
    expect(many).toHaveLength(Math.floor((400_000 - head.length) / 9));
    const cut = await sampled('12345678\n'.repeat(60_000));
    expect([cut[0], cut[cut.length - 1]]).toEqual([12_345_678, 12_345_678]);
  });
});
