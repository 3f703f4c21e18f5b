import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, it } from 'vitest';
import { readWktCrs } from '../../server/geo/crs/wkt-crs.ts';
import { parseWkt } from '../../server/geo/crs/wkt-text.ts';
import { expectGolden } from '../support/golden-answers.ts';

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
      expectGolden('wkt-crs', `system ${k}`, answer);
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
      'wkt-crs',
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
