import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWktCrs } from '../../server/geo/crs/wkt-crs.ts';
import { parseWkt } from '../../server/geo/crs/wkt-text.ts';
import { readHgt, readHgtHead } from '../../server/geo/hgt-read.ts';
import {
  redistributePeople,
  resampleHeights,
  resampleMajority,
  resampleMean,
  type Band,
} from '../../server/geo/resample.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { expectGolden } from '../support/golden-answers.ts';
import { buildZip } from '../support/zip-builder.ts';

const scratch = mkdtempSync(join(tmpdir(), 'careshed-wkt-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const faultOf = (problem: unknown): unknown[] => {
  const { code, message } = problem as { code?: string; message: string };
  return [code, message.replaceAll(scratch, '')];
};

describe('CRS texts', () => {
  const WGS = 'SPHEROID["WGS 84",6378137,298.257223563]';
  const DEGREE = 'UNIT["degree",0.0174532925199433]';
  const geographic = (
    keyword: string,
    datum = `DATUM["D",${WGS}]`,
    rest = `PRIMEM["Greenwich",0],${DEGREE}`,
  ): string => `${keyword}["G",${datum},${rest}]`;
  const parameters =
    'PARAMETER["latitude_of_origin",4],PARAMETER["central_meridian",38],PARAMETER["scale_factor",0.999],' +
    'PARAMETER["false_easting",500000],PARAMETER["false_northing",1000]';
  const projected = (keyword: string, base = geographic('GEOGCS'), rest = 'UNIT["metre",1]'): string =>
    `${keyword}["P",${base},PROJECTION["Transverse_Mercator"],${parameters},${rest}]`;
  const FOOT = 'LENGTHUNIT["foot",0.3048]';
  const GRAD = 'ANGLEUNIT["grad",0.015707963267949]';
  const conversion = (keyword = 'CONVERSION', own = '', angle = ''): string =>
    `${keyword}["C",METHOD["Transverse Mercator"],` +
    `PARAMETER["Latitude of natural origin",4${angle}],PARAMETER["Longitude of natural origin",38${angle}],` +
    `PARAMETER["Scale factor at natural origin",0.999,SCALEUNIT["unity",1]],` +
    `PARAMETER["False easting",500000${own}],PARAMETER["False northing",1000${own}],PARAMETER["empty"]]`;
  const bound = (
    transformation: string,
    target = 'GEOGCRS["WGS 84",DATUM["x",ELLIPSOID["WGS 84",6378137,298.25]]]',
  ) => `BOUNDCRS[SOURCECRS[${geographic('GEOGCRS')}],TARGETCRS[${target}],${transformation}]`;
  const moves =
    'PARAMETER["X-axis translation",-160],PARAMETER["Y-axis translation",-6],PARAMETER["Z-axis translation",-302]';
  const turns =
    'PARAMETER["X-axis rotation",1],PARAMETER["Y-axis rotation",2],PARAMETER["Z-axis rotation",3]';
  const abridged = (method: string, values: string): string =>
    `ABRIDGEDTRANSFORMATION["t",METHOD["${method}"],${values}]`;
  const texts = [
    ...['GEOGCS', 'GEOGCRS', 'GEOGRAPHICCRS', 'BASEGEOGCRS', 'GEODCRS', 'GEODETICCRS', 'BASEGEODCRS'].flatMap(
      (keyword) => [geographic(keyword), projected('PROJCS', geographic(keyword))],
    ),
    ...['PROJCRS', 'PROJECTEDCRS', 'BASEPROJCRS', 'LOCAL_CS', 'VERTCRS'].map((keyword) => projected(keyword)),
    ...['DATUM', 'GEODETICDATUM', 'TRF', 'ENSEMBLE', 'VDATUM'].map((keyword) =>
      geographic('GEOGCRS', `${keyword}["D",ELLIPSOID["E",6378249.145,293.465]]`),
    ),
    geographic('GEOGCRS', `DATUM["D",ELLIPSOID["E",20925832.16,293.465,${FOOT}]]`),
    geographic('GEOGCRS', 'DATUM["D",ELLIPSOID["E",6371000]]'),
    geographic('GEOGCRS', 'ELLIPSOID["E",6371000,0]'),
    geographic('GEOGCRS', 'DATUM["D"]'),
    geographic('GEOGCS', `DATUM["D",${WGS},TOWGS84[1,2,3]]`),
    geographic('GEOGCS', `DATUM["D",${WGS},TOWGS84[1,2,3,4,5,6,7]]`),
    geographic('GEOGCS', `DATUM["D",${WGS},TOWGS84[1,2]]`),
    geographic('GEOGCS', undefined, `PRIMEM["Paris",2.33722917],${DEGREE}`),
    geographic('GEOGCS', undefined, `PRIMEM["own",2.5],${DEGREE}`),
    geographic('GEOGCS', undefined, `PRIMEM["own"],${DEGREE}`),
    geographic('GEOGCRS', undefined, `PRIMEM["own",3,${GRAD}],${DEGREE}`),
    geographic('GEOGCS', undefined, `PRIMEM["own",3],${GRAD}`),
    projected('PROJCS', geographic('GEOGCS', undefined, `PRIMEM["own",3],${GRAD}`)),
    geographic('GEOGCS', undefined, `${DEGREE},AUTHORITY["EPSG","4326"]`),
    geographic('GEOGCS', undefined, `${DEGREE},AUTHORITY["esri",104000]`),
    geographic('GEOGCS', undefined, `${DEGREE},AUTHORITY["OWN","1"]`),
    geographic('GEOGCS', undefined, `${DEGREE},ID["EPSG",4326]`),
    geographic('GEOGCS', undefined, `CS[ellipsoidal,2],AXIS["lat",north,${DEGREE}]`),
    geographic('GEOGCS', undefined, `CS[ellipsoidal,2,${DEGREE}]`),
    geographic('GEOGCS', undefined, `CS[ellipsoidal,2],AXIS["lat",north,${GRAD}]`),
    geographic('GEOGCS', undefined, 'AUTHORITY["EPSG"]'),
    projected(
      'PROJCS',
      geographic('GEOGCS', undefined, `${DEGREE},AUTHORITY["EPSG","4210"]`),
      'UNIT["metre",1],AUTHORITY["EPSG","21037"]',
    ),
    projected('PROJCS', undefined, 'UNIT["foot",0.3048]'),
    projected('PROJCS', undefined, 'UNIT["none",0]'),
    projected('PROJCS', undefined, 'AXIS["x",EAST]'),
    projected('PROJCS', undefined, 'UNIT["metre",1],AXIS["x",WEST],AXIS["y",SOUTH]'),
    projected('PROJCS', undefined, 'UNIT["metre",1],AXIS["x",west],AXIS["y",north]'),
    projected('PROJCS', undefined, 'UNIT["metre",1],AXIS["x"],AXIS["y",SOUTH]'),
    projected('PROJCS').replace(/PROJECTION\["\w+"\],/, ''),
    projected('PROJCS').replace('Transverse_Mercator', 'Unheard_Of'),
    projected('PROJCS').replace('Transverse_Mercator', 'Mercator_Auxiliary_Sphere'),
    projected('PROJCS').replace('Transverse_Mercator', 'Transverse Mercator (South Orientated)'),
    `PROJCS["P",PROJECTION["Mercator"],${parameters}]`,
    ...['CONVERSION', 'DERIVINGCONVERSION', 'OTHER'].map(
      (keyword) =>
        `PROJCRS["P",${geographic('BASEGEOGCRS')},${conversion(keyword)},CS[Cartesian,2],LENGTHUNIT["metre",1]]`,
    ),
    `PROJCRS["P",${geographic('BASEGEOGCRS')},${conversion('CONVERSION', `,${FOOT}`)},CS[Cartesian,2],LENGTHUNIT["metre",1]]`,
    `PROJCRS["P",${geographic('BASEGEOGCRS')},${conversion()},CS[Cartesian,2],AXIS["E",east,${FOOT}]]`,
    `PROJCRS["P",${geographic('BASEGEOGCRS')},${conversion('CONVERSION', '', `,${GRAD}`)},LENGTHUNIT["metre",1]]`,
    `COMPD_CS["c",VERT_CS["v"],${projected('PROJCS')}]`,
    `COMPOUNDCRS["c",${geographic('GEOGCRS')},VERTCRS["v"]]`,
    'COMPOUNDCRS["c",VERTCRS["v",UNIT["metre",1]]]',
    bound(abridged('Geocentric translations', moves)),
    bound(abridged('Position Vector', `${moves},${turns},PARAMETER["Scale difference",1.0000023]`)),
    bound(abridged('Coordinate Frame rotation', `${moves},${turns},PARAMETER["Scale difference",2.3]`)),
    bound(abridged('Position Vector', `${moves},PARAMETER["Scale difference",1]`)),
    bound(abridged('Position Vector', `${moves},PARAMETER["Scale difference",0.995]`)),
    bound(abridged('Position Vector', `${moves},PARAMETER["Scale difference",0.985]`)),
    bound(
      abridged('Geocentric translations', moves),
      'GEOGCRS["ETRS89",DATUM["x",ELLIPSOID["E",6378137,298.25]]]',
    ),
    bound(
      abridged('Geocentric translations', moves),
      'GEOGCRS["Arc 1960",DATUM["x",ELLIPSOID["E",6378137,298.25]]]',
    ),
    bound('OTHER["x",1]'),
    `BOUNDCRS[TARGETCRS[${geographic('GEOGCRS')}]]`,
    'ENGCRS["e",UNIT["metre",1]]',
  ];
  it('of every kind of element', () => {
    for (const [k, text] of texts.entries()) {
      let answer: unknown;
      try {
        answer = readWktCrs(text);
      } catch (problem) {
        answer = faultOf(problem);
      }
      expectGolden('crs-elements', `system ${k}`, answer);
    }
  });
  it('as trees, and where they break off', () => {
    const nested = (depth: number): string => `${'A['.repeat(depth)}1${']'.repeat(depth)}`;
    const broken = [
      'a',
      ' A [ 1 , "x" ] ',
      'A(1,"x",B(2))',
      'A["say ""hi""",-1.5e-3,+2,.5,east,B[],C]',
      'A[1',
      'A["x',
      'A[1,]',
      '[1]',
      'A[%]',
      '',
      'A[1]]',
      nested(40),
      nested(41),
      nested(42),
      'A_1[x_2[3]]',
      'Ä[1]',
    ];
    expectGolden(
      'crs-elements',
      'trees',
      broken.map((text) => {
        try {
          return parseWkt(text);
        } catch (problem) {
          return faultOf(problem);
        }
      }),
    );
  });
});

describe('SRTM tiles', () => {
  const SIDE = 1201;
  const tile = Buffer.alloc(SIDE * SIDE * 2);
  for (const [at, value] of [
    [0, -32_768],
    [1, 300],
    [SIDE, -5],
    [SIDE * SIDE - 1, 258],
  ] as const)
    tile.writeInt16BE(value, 2 * at);
  const write = (name: string, bytes: Uint8Array): string => {
    const path = join(scratch, name);
    writeFileSync(path, bytes);
    return path;
  };
  const read = async (name: string, bytes: Uint8Array = tile): Promise<unknown> => {
    const path = write(name, bytes);
    const settle = (made: Promise<object>): Promise<unknown> =>
      made.then(
        (answer) => answer,
        (problem: unknown) => faultOf(problem),
      );
    const head = await settle(readHgtHead(path));
    const whole = await settle(readHgt(path));
    return { head, whole };
  };
  it('by their names, sizes and archives', async () => {
    const names = 'N29E111 s01w072 N90E180 S90W180 N91E000 N00E181 xS12E043_1 N2E111 S00W001'.split(' ');
    for (const name of names) expectGolden('crs-elements', `tile ${name}`, await read(`${name}.hgt`));
    const zipped = (entry: string, bytes: Buffer): Buffer =>
      buildZip([
        { name: 'readme.txt', data: Buffer.from('x') },
        { name: entry, data: bytes },
      ]);
    const answers = [
      await read('a.hgt.zip', zipped('N29E111.hgt', tile)),
      await read('N30E112.hgt.zip', zipped('x.HGT', tile)),
      await read('b.hgt.zip', zipped('x.hgt', tile)),
      await read('N31E112.hgt.zip', zipped('x.tif', tile)),
      await read('N32E112.hgt', tile.subarray(2)),
      await read('N33E112.hgt', Buffer.alloc(0)),
    ];
    for (const [k, answer] of answers.entries()) expectGolden('crs-elements', `tile archive ${k}`, answer);
  });
});

describe('frames of other cells', () => {
  const grid = (
    columns: number,
    rows: number,
    wide: number,
    high: number,
    left = 500_000,
    top = 3_300_000,
  ): Grid => ({
    columns,
    rows,
    left,
    top,
    cellWidth: wide,
    cellHeight: high,
    crs: 'EPSG:32649',
    geographic: false,
  });
  const band = (source: Grid, modulus: number): Band => ({
    grid: source,
    values: Float64Array.from(
      { length: source.columns * source.rows },
      (_, k) => (k * k * 7 + 3 * k + 1) % modulus,
    ),
    isValid: (value) => value !== 5 && value !== 2,
  });
  const targets: [string, Grid][] = [
    ['wide', grid(3, 9, 250, 70, 499_970, 3_300_020)],
    ['high', grid(9, 3, 70, 250, 500_010, 3_300_040)],
    ['two by two', grid(4, 3, 200, 160)],
    ['a little more than two wide', grid(4, 5, 201, 80)],
    ['a little more than two high', grid(7, 2, 100, 161)],
    ['a quarter', grid(20, 20, 25, 20, 500_200, 3_299_800)],
    ['off by half', grid(7, 5, 100, 80, 500_050, 3_299_960)],
    ['beyond every side', grid(5, 5, 310, 220, 499_500, 3_300_390)],
    ['of one cell', grid(1, 1, 900, 900, 499_900, 3_300_100)],
    ['far to the west', grid(4, 4, 100, 80, 499_600, 3_300_000)],
    ['far to the east', grid(4, 4, 100, 80, 500_700, 3_300_000)],
    ['far to the north', grid(4, 4, 100, 80, 500_000, 3_300_320)],
    ['far to the south', grid(4, 4, 100, 80, 500_000, 3_299_600)],
    [
      'turned into degrees',
      { ...grid(6, 6, 0.0013, 0.0009, 110.9995, 29.8293), crs: 'EPSG:4326', geographic: true },
    ],
    ['of a neighbouring zone', { ...grid(8, 8, 90, 90, -79_800, 3_312_000), crs: 'EPSG:32650' }],
  ];
  it.each(targets)('%s', (name, target) => {
    const source = grid(7, 5, 100, 80);
    const read = (modulus: number): unknown => {
      const people = new Float64Array(target.columns * target.rows);
      return {
        heights: [...resampleHeights(band(source, modulus), target)],
        means: [...resampleMean(band(source, modulus), target)],
        classes: [...resampleMajority(band(source, modulus), target, 99)],
        moved: redistributePeople(band(source, modulus), target, people),
        people: [...people],
      };
    };
    expectGolden('frames', name, [read(11), read(3)]);
  });
  it('of classes: by area, the lower of two of the same, none where nothing is', () => {
    const source = grid(4, 1, 100, 100);
    const of = (values: number[], target: Grid): number[] => [
      ...resampleMajority(
        { grid: source, values: Float64Array.from(values), isValid: (value) => value >= 0 },
        target,
        99,
      ),
    ];
    const whole = grid(1, 1, 400, 100);
    expect([of([7, 7, 3, 3], whole), of([3, 7, 7, 3], whole), of([7, 7, 7, 3], whole)]).toEqual([
      [3],
      [3],
      [7],
    ]);
    expect([of([-1, -1, -1, 8], whole), of([-1, -1, -1, -1], whole)]).toEqual([[8], [99]]);
    // A sliver of a billionth of a cell fills none.
    const sliver = (by: number): number[] => of([-1, 4, -1, -1], grid(1, 1, 100, 100, 500_000 + by));
    expect([sliver(1e-8), sliver(1e-3)]).toEqual([[99], [4]]);
    expect(of([0, 0, 6, 6], whole)).toEqual([0]);
  });
});
