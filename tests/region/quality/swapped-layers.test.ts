import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../server/geo/crs.ts';
import type { InputFile } from '../../../server/region/import/recognise/recognised.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import { turnSwappedLayers } from '../../../server/region/quality/swapped-layers.ts';

type Frame = [west: number, south: number, east: number, north: number];
const FRAME: Frame = [10, 40, 12, 42];

/** What a layer of these geometries comes out as: true where it was turned. */
function isTurned(geometries: (Geometry | null)[], frame: Frame | null = FRAME, crs = 'EPSG:4326'): boolean {
  const features = geometries.map((geometry): Feature<Geometry | null> => ({
    type: 'Feature',
    properties: {},
    geometry,
  }));
  const file = {
    name: 'a.geojson',
    is: { kind: 'features', layer: 'roads', crs: parseCrs(crs), features },
  } as unknown as InputFile;
  const findings = new FindingList();
  const [out] = turnSwappedLayers([file], frame, findings);
  const turned = out !== file;
  expect(findings.sorted().map(({ code, layer, count }) => [code, layer, count])).toEqual(
    turned ? [['layer-coordinates-swapped', 'roads', geometries.length]] : [],
  );
  return turned;
}
const point = (x: number, y: number): Geometry => ({ type: 'Point', coordinates: [x, y] });

describe('layers written latitude first', () => {
  it('are turned where no feature meets the frame as written and some do when turned', () => {
    expect(isTurned([point(41, 11)])).toBe(true);
    expect(isTurned([point(41, 11), point(11, 41)])).toBe(false);
    expect(isTurned([point(70, 60)])).toBe(false);
    expect(isTurned([null, point(41, 11)])).toBe(true);
    expect(isTurned([null])).toBe(false);
    expect(isTurned([])).toBe(false);
    expect(isTurned([point(41, 11)], null)).toBe(false);
    expect(isTurned([point(41, 11)], FRAME, 'EPSG:32632')).toBe(false);
  });

  it.each([
    ['west', 10, 41],
    ['east', 12, 41],
    ['south', 11, 40],
    ['north', 11, 42],
  ])('meet the frame at its very edge, not beyond it: %s', (side, x, y) => {
    const step = { west: [-0.5, 0], east: [0.5, 0], south: [0, -0.5], north: [0, 0.5] }[side]!;
    expect(isTurned([point(x, y), point(41, 11)])).toBe(false);
    expect(isTurned([point(x + step[0]!, y + step[1]!), point(41, 11)])).toBe(true);
    expect(isTurned([point(y, x)])).toBe(true);
    expect(isTurned([point(y + step[1]!, x + step[0]!)])).toBe(false);
  });

  it('are turned where a latitude could not be one, unless a longitude could not be a latitude either', () => {
    expect(isTurned([point(41, 90.002)], null)).toBe(true);
    expect(isTurned([point(41, 90.0005)], null)).toBe(false);
    expect(isTurned([point(41, -90.002)], null)).toBe(true);
    expect(isTurned([point(41, -90.0005)], null)).toBe(false);
    expect(isTurned([point(41, 100), point(90.002, 100)], null)).toBe(false);
    expect(isTurned([point(41, 100), point(90.0005, 100)], null)).toBe(true);
    expect(isTurned([point(41, 100), point(-90.002, 100)], null)).toBe(false);
    expect(isTurned([point(41, 100), point(-90.0005, 100)], null)).toBe(true);
    expect(isTurned([point(41, 100), point(11, 41)])).toBe(false);
  });

  it('keep heights, parts and collections when they are turned', () => {
    const geometry: Geometry = {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [41, 11, 7] },
        {
          type: 'LineString',
          coordinates: [
            [41, 11],
            [41.5, 11.5],
          ],
        },
      ],
    };
    const file = {
      name: 'a.geojson',
      is: {
        kind: 'features',
        layer: 'roads',
        crs: parseCrs('EPSG:4326'),
        features: [{ type: 'Feature', properties: {}, geometry }],
      },
    } as unknown as InputFile;
    const [out] = turnSwappedLayers([file], FRAME, new FindingList());
    expect((out as unknown as { is: { features: Feature[] } }).is.features[0]!.geometry).toEqual({
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [11, 41, 7] },
        {
          type: 'LineString',
          coordinates: [
            [11, 41],
            [11.5, 41.5],
          ],
        },
      ],
    });
  });
});
