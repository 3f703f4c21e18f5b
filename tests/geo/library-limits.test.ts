import { area, bbox, booleanPointInPolygon, booleanValid, kinks, polygon } from '@turf/turf';
import gjv from 'geojson-validation';
import type { Position } from 'geojson';
import { fromArrayBuffer } from 'geotiff';
import { deflateSync } from 'node:zlib';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { CrsError, parseCrs } from '../../server/geo/crs.ts';
import { ringSquareMeters } from '../../server/geo/geodesic.ts';
import { readGeoTiff } from '../../server/geo/geotiff-read.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { assignCellsToPolygons } from '../../server/geo/polygon-cells.ts';
import { buildTiff, double, samplesOf, short } from '../support/tiny-tiff.ts';
import { degreeGrid } from '../support/frames.ts';

// What the two libraries let through, row by row as server/geo/README.md lists it, and that ours does not.
const square: Position[] = [
  [111, 30],
  [112, 30],
  [112, 31],
  [111, 31],
  [111, 30],
];
const geometry = (...rings: Position[][]) => ({ type: 'Polygon' as const, coordinates: rings });
const codesOf = (...rings: Position[][]): string[] => {
  const text = JSON.stringify({ type: 'Feature', properties: {}, geometry: geometry(...rings) });
  const { problems, notes } = checkPolygons(Buffer.from(text));
  return [...problems, ...notes].map(({ code }) => code);
};
const bowTie: Position[] = [
  [111, 30],
  [112, 31],
  [112, 30],
  [111, 31],
  [111, 30],
];

describe('geojson-validation', () => {
  it.each([
    [
      'a longitude of 999',
      [
        [
          [999, 30],
          [1000, 30],
          [1000, 31],
          [999, 30],
        ],
      ],
    ],
    ['clockwise winding', [square.toReversed()]],
    ['a bow-tie', [bowTie]],
    [
      'a hole outside',
      [
        square,
        [
          [120, 30],
          [121, 30],
          [121, 31],
          [120, 30],
        ],
      ],
    ],
    [
      'a ring that is flat',
      [
        [
          [111, 30],
          [112, 30],
          [113, 30],
          [111, 30],
        ],
      ],
    ],
    [
      'a span beyond 180°',
      [
        [
          [-179, 30],
          [179, 30],
          [179, 31],
          [-179, 31],
          [-179, 30],
        ],
      ],
    ],
  ] as [string, Position[][]][])('takes %s; ours says so', (_what, rings) => {
    expect(gjv.isGeometryObject(geometry(...rings), true)).toEqual([]);
    expect(codesOf(...rings).length).toBeGreaterThan(0);
  });

  it('takes numbers that are not finite', () => {
    const rings = [
      [
        [Number.NaN, 30],
        [112, 30],
        [112, Infinity],
        [Number.NaN, 30],
      ],
    ];
    expect(gjv.isGeometryObject(geometry(...rings), true)).toEqual([]);
    const text = '{"type":"Polygon","coordinates":[[[111,30],[112,30],[112,1e999],[111,30]]]}';
    expect(checkPolygons(Buffer.from(text)).problemCount).toBeGreaterThan(0);
  });
});

describe('@turf', () => {
  it('measures areas on a sphere: off by up to half a percent; ours on the ellipsoid', () => {
    const ratio = area(polygon([square])) / ringSquareMeters(square);
    expect(Math.abs(ratio - 1)).toBeGreaterThan(5e-4);
    expect(Math.abs(ratio - 1)).toBeLessThan(6e-3);
  });

  it('puts a point on a shared edge into both polygons; ours into one', () => {
    const east: Position[] = square.map(([x, y]) => [x! + 1, y!]);
    const edge: Position = [112, 30.5];
    expect([square, east].map((ring) => booleanPointInPolygon(edge, polygon([ring])))).toEqual([true, true]);
    const grid = degreeGrid(1, 1, 0.2, 111.9, 30.6);
    const { overlapCells, cellCounts } = assignCellsToPolygons(grid, [polygon([square]), polygon([east])]);
    expect([overlapCells, cellCounts[0]! + cellCounts[1]!]).toEqual([0, 1]);
  });

  it('knows no 180th meridian: the box of a polygon across it goes round the earth', () => {
    const across: Position[] = [
      [179, 0],
      [-179, 0],
      [-179, 1],
      [179, 1],
      [179, 0],
    ];
    const [west, , east] = bbox(polygon([across]));
    expect(east - west).toBe(358);
  });

  it('finds crossings of a ring with itself, and takes a longitude of 999 for valid', () => {
    expect(kinks(polygon([bowTie])).features).toHaveLength(1);
    expect(codesOf(bowTie)).toContain('ring-self-intersection');
    expect(
      booleanValid(
        polygon([
          [
            [999, 30],
            [1000, 30],
            [1000, 31],
            [999, 30],
          ],
        ]),
      ),
    ).toBe(true);
  });
});

describe('geotiff', () => {
  it(
    'adds up differences of neighbours in the wrong byte order where the file is big-endian; ours in its ' +
      'own',
    async () => {
      const tags = {
        256: short(3),
        257: short(1),
        258: short(16),
        259: short(8),
        262: short(1),
        277: short(1),
        278: short(1),
        317: short(2),
        339: short(1),
        33550: double(100, 100, 0),
        33922: double(0, 0, 0, 250000, 9860000, 0),
        34735: short(1, 1, 0, 2, 1024, 0, 1, 1, 3072, 0, 1, 32737),
      };
      const bytes = buildTiff([{ tags, strip: deflateSync(samplesOf([200, 100, 65000], 'u16', true)) }], {
        bigEndian: true,
      });
      const copy = new ArrayBuffer(bytes.length);
      new Uint8Array(copy).set(bytes);
      const theirs = await (
        await (await fromArrayBuffer(copy)).getImage()
      ).readRasters({ interleave: false });
      expect(Array.from(theirs[0] as Uint16Array)).not.toEqual([200, 300, 65300]);
      expect(Array.from((await readGeoTiff(bytes)).bands[0]!)).toEqual([200, 300, 65300]);
    },
  );
});

describe('proj4', () => {
  const text =
    'GEOGCS["x",DATUM["D_Somewhere",SPHEROID["Bessel_1841",6377397.155,299.1528128]],PRIMEM["Greenwich",0' +
    '],UNIT["Degree",0.0174532925199433]]';
  it('takes a datum that it does not know for WGS 84; ours refuses it', () => {
    const [lon, lat] = proj4(text, 'EPSG:4326', [10, 50]);
    expect(Math.hypot(lon! - 10, lat! - 50)).toBeLessThan(0.01);
    expect(() => parseCrs(text)).toThrow(CrsError);
  });
});
