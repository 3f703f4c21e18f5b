import { area, bbox, booleanPointInPolygon, booleanValid, kinks, polygon } from '@turf/turf';
import gjv from 'geojson-validation';
import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { ringSquareMeters } from '../../server/geo/geodesic.ts';
import { checkPolygons } from '../../server/geo/geojson-check.ts';
import { assignCellsToPolygons } from '../../server/geo/polygon-cells.ts';

// What the two libraries let through, row by row as server/geo/README.md lists it, and that ours does not.
const square: Position[] = [[111, 30], [112, 30], [112, 31], [111, 31], [111, 30]]; // prettier-ignore
const geometry = (...rings: Position[][]) => ({ type: 'Polygon' as const, coordinates: rings });
const codesOf = (...rings: Position[][]): string[] => {
  const text = JSON.stringify({ type: 'Feature', properties: {}, geometry: geometry(...rings) });
  const { problems, notes } = checkPolygons(Buffer.from(text));
  return [...problems, ...notes].map(({ code }) => code);
};
const bowTie: Position[] = [[111, 30], [112, 31], [112, 30], [111, 31], [111, 30]]; // prettier-ignore

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
    const rings = [[[Number.NaN, 30], [112, 30], [112, Infinity], [Number.NaN, 30]]]; // prettier-ignore
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
    const grid = { columns: 1, rows: 1, left: 111.9, top: 30.6, cellWidth: 0.2, cellHeight: 0.2, crs: 'EPSG:4326', geographic: true }; // prettier-ignore
    const { overlapCells, cellCounts } = assignCellsToPolygons(grid, [polygon([square]), polygon([east])]);
    expect([overlapCells, cellCounts[0]! + cellCounts[1]!]).toEqual([0, 1]);
  });

  it('knows no 180th meridian: the box of a polygon across it goes round the earth', () => {
    const across: Position[] = [[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]; // prettier-ignore
    const [west, , east] = bbox(polygon([across]));
    expect(east - west).toBe(358);
  });

  it('finds crossings of a ring with itself, and takes a longitude of 999 for valid', () => {
    expect(kinks(polygon([bowTie])).features).toHaveLength(1);
    expect(codesOf(bowTie)).toContain('ring-self-intersection');
    expect(booleanValid(polygon([[[999, 30], [1000, 30], [1000, 31], [999, 30]]]))).toBe(true); // prettier-ignore
  });
});
