import type { Feature, Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { isIsland, landClassOfWater, markBarriers } from '../../../server/region/import/land/import-water.ts';
import { cutIslands } from '../../../server/region/import/land/water-islands.ts';
import { degreeGrid } from '../../support/frames.ts';
import { expectGolden } from '../../support/golden-answers.ts';

const grid: Grid = degreeGrid(20, 20, 0.001, 30, 1);
const line = (properties: Record<string, unknown>): Feature<Geometry> => ({
  type: 'Feature',
  properties,
  geometry: {
    type: 'LineString',
    coordinates: [
      [30.01, 0.99],
      [30.01, 1],
    ],
  },
});
const blocks = (properties: Record<string, unknown>): boolean =>
  markBarriers(new Uint8Array(400), grid, [line(properties)], false).passable === 0;

describe('lines of water', () => {
  it.each([
    [{ waterway: 'river' }, true],
    [{ HYC_DESCRI: 'Perennial/Permanent', F_CODE_DES: 'River/Stream' }, true],
    [{ HYC_DESCRI: 'Non-Perennial/Intermittent/Fluctuating', F_CODE_DES: 'River/Stream' }, false],
    [{ waterway: 'river', intermittent: 'yes' }, false],
    [{ waterway: 'river', intermittent: 'T' }, false],
    [{ waterway: 'river', intermittent: 'F' }, true],
    [{ waterway: 'river', seasonal: 'yes' }, false],
    [{ waterway: 'wadi' }, false],
    [{ DIS_AV_CMS: 0.4, ORD_FLOW: 7, ORD_STRA: 3 }, false],
    [{ DIS_AV_CMS: 40, ORD_FLOW: 5, ORD_STRA: 1 }, true],
    [{ ORD_FLOW: 7 }, false],
    [{ ORD_FLOW: 6 }, true],
    [{ ORD_STRA: 2 }, false],
    [{ ORD_STRA: 3 }, true],
    [{ waterway: 'river', ORD_STRA: 1 }, true],
  ])('%o', (properties, expected) => {
    expect(blocks(properties)).toBe(expected);
  });
});

describe('areas in files of water', () => {
  it.each([
    [{ natural: 'water' }, false],
    [{ natural: 'water', intermittent: 'yes' }, true],
    [{ natural: 'water', seasonal: 'wet_season' }, true],
    [{ natural: 'water', seasonal: 'no', intermittent: '' }, false],
    [{ TYPE: 'Intermittent lake' }, true],
    [{ HYC_DESCRI: 'Non-Perennial/Intermittent/Fluctuating' }, true],
    [{ HYC_DESCRI: 'Perennial/Permanent' }, false],
  ])('%o falls dry: %s', (properties, dry) => {
    const square = [
      [30.005, 0.99],
      [30.01, 0.99],
      [30.01, 0.995],
      [30.005, 0.995],
      [30.005, 0.99],
    ];
    const area: Feature<Geometry> = {
      type: 'Feature',
      properties,
      geometry: { type: 'Polygon', coordinates: [square] },
    };
    const counts = markBarriers(new Uint8Array(400), grid, [area], false);
    expect([counts.dryAreas, counts.areas]).toEqual(dry ? [1, 0] : [0, 1]);
  });

  it('features without a shape, points and collections', () => {
    const bare = { type: 'Feature', properties: null, geometry: null } as unknown as Feature<Geometry>;
    const point: Feature<Geometry> = {
      ...line({}),
      geometry: { type: 'Point', coordinates: [30.005, 0.99] },
    };
    const both: Feature<Geometry> = {
      ...line({}),
      geometry: { type: 'GeometryCollection', geometries: [point.geometry, line({}).geometry] },
    };
    const counts = markBarriers(new Uint8Array(400), grid, [bare, point, both], false);
    expect([counts.others, counts.lines, counts.areas]).toEqual([3, 1, 0]);
  });

  it('kinds of water by every column', () => {
    const columns = 'waterway fclass natural wetland water type class WATERWAY CLASS other'.split(' ');
    const kinds =
      'river canal riverbank stream ditch drain brook creek wadi pressurised fairway tidal_channel culvert gully dyke weir dam ' +
      'intermittent seasonal ephemeral nonperennial non-perennial dry wetland marsh swamp mangrove bog fen reedbed glacier ' +
      'island islands islet islets 岛 岛屿 lake';
    expectGolden(
      'water',
      'kinds',
      columns.map((column) =>
        kinds
          .split(' ')
          .map((kind) =>
            [
              blocks({ [column]: kind }),
              landClassOfWater({ [column]: kind }),
              isIsland({ [column]: kind }),
            ].join(' '),
          )
          .join('|'),
      ),
    );
    const other: Record<string, unknown>[] = [
      ...['0', '0.9', '1', '-1', 'x', ''].map((value) => ({ dis_av_cms: value })),
      ...[6, 7, 8].map((value) => ({ ord_flow: value })),
      ...[0, 1, 2, 3].map((value) => ({ ord_stra: value })),
      { dis_av_cms: 'x', ord_flow: 7 },
      { dis_av_cms: 5, ord_flow: 7 },
      { waterway: ' River ', tunnel: 'yes' },
      { waterway: 'river', tunnel: 'no' },
      { intermittent: true },
      { seasonal: 1 },
      { ephemeral: 'yes' },
      { hyc_descri: 'fluctuating' },
      { hyc_descri: 'was dry' },
    ];
    expectGolden(
      'water',
      'properties',
      other.map((own) => [own, blocks(own)]),
    );
  });

  it('land that is flooded at times is wetland, islands are land', () => {
    expect(landClassOfWater({ F_CODE_DES: 'Land Subject to Inundation', HYC_DESCRI: 'Dry' })).toBe('wetland');
    expect(landClassOfWater({ F_CODE_DES: 'Inland Water' })).toBeNull();
    expect(isIsland({ place: 'islet' })).toBe(true);
    expect(isIsland({ natural: 'water' })).toBe(false);
  });
});

describe('islands drawn over a lake', () => {
  const box = (west: number, south: number, east: number, north: number): number[][] => [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  const area = (properties: Record<string, unknown>, ...rings: number[][][]): Feature<Geometry> => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: rings },
  });
  const island = box(30.008, 0.988, 30.012, 0.992);
  const lake = area({ natural: 'water' }, box(30.002, 0.982, 30.018, 0.998));
  const isWater = (features: Feature<Geometry>[], name = 'lakes.geojson'): boolean => {
    const barrier = new Uint8Array(400);
    markBarriers(barrier, grid, cutIslands(features, name).water, false);
    return barrier[10 * 20 + 10] === 1;
  };

  it.each([
    [{ place: 'island' }],
    [{ place: 'islet' }],
    [{ type: 'Island' }],
    [{ name: 'Mfangano Island' }],
    [{ natural: 'water', name: 'Isla Grande' }],
    [{ name: '湖心岛' }],
  ])('%o stays land', (properties) => {
    expect(isWater([lake])).toBe(true);
    const features = [lake, area(properties, island)];
    expect(isWater(features)).toBe(false);
    expect(cutIslands(features, 'lakes.geojson').islands).toBe(1);
  });

  it('a hole that is there already is not filled by its island', () => {
    const holed = area({ natural: 'water' }, box(30.002, 0.982, 30.018, 0.998), [...island].reverse());
    expect(isWater([holed, area({ place: 'island' }, island)])).toBe(false);
  });

  it('water in a lake, and a lake that is called an island, are water', () => {
    expect(isWater([lake, area({ natural: 'water', name: 'Deep' }, island)])).toBe(true);
    expect(
      isWater([area({ natural: 'water', name: 'Long Island' }, box(30.002, 0.982, 30.018, 0.998))]),
    ).toBe(true);
  });
});
