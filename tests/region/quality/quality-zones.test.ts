import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { describe, it } from 'vitest';
import { NONE } from '../../../server/kernel/grid/grid.ts';
import type { Region, ZoneLayer } from '../../../server/region/model/region.ts';
import { reportCrossingZones } from '../../../server/region/quality/quality-zone-rings.ts';
import {
  reportPeopleOutsideZones,
  reportZoneShapes,
  reportZoneTotals,
} from '../../../server/region/quality/quality-zones.ts';
import { emptyRegion } from '../../support/empty-region.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { frame, found, degreesAt } from './on-frame.ts';

describe('zones', () => {
  const grid = frame(20, 12);
  const ring = (x0: number, y0: number, x1: number, y1: number): Position[] =>
    (
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ] as [number, number][]
    ).map(([c, r]) => degreesAt(grid, c, r));
  const eight = (x0: number, y0: number, x1: number, y1: number): Position[] =>
    (
      [
        [x0, y0],
        [x1, y1],
        [x1, y0],
        [x0, y1],
        [x0, y0],
      ] as [number, number][]
    ).map(([c, r]) => degreesAt(grid, c, r));
  const polygon = (coordinates: Position[][], properties: Feature['properties'] = {}): Feature<Polygon> => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates },
  });
  const multi = (
    coordinates: Position[][][],
    properties: Feature['properties'] = {},
  ): Feature<MultiPolygon> => ({
    type: 'Feature',
    properties,
    geometry: { type: 'MultiPolygon', coordinates },
  });
  const layerOf = (
    features: Feature<Polygon | MultiPolygon>[],
    zoneOf: (c: number, r: number) => number,
  ): ZoneLayer => ({
    id: 'z',
    title: 'Zones',
    names: features.map((_, k) => ({ zh: `区${k}`, en: `Zone ${k}` })),
    zoneOfCell: Int32Array.from({ length: 240 }, (_, cell) => zoneOf(cell % 20, Math.floor(cell / 20))),
    features: { type: 'FeatureCollection', features },
  });
  const population = Float64Array.from({ length: 240 }, (_, cell) => (cell * 13) % 17);
  it('with gaps, overlaps, without cells and outside people', () => {
    const squares = [polygon([ring(0, 0, 10, 12)]), multi([[ring(10, 0, 20, 12)]])];
    const shapes = (
      zoneOf: (c: number, r: number) => number,
      counts: number[] = [5, 5],
      people = population,
      features: Feature<Polygon | MultiPolygon>[] = squares,
      overlap: Uint8Array | null = null,
    ): unknown => {
      const layer = layerOf(features, zoneOf);
      const on = {
        cellCounts: Int32Array.from(counts),
        overlapCells: overlap ? 3 : 0,
        overlap,
        grid,
        population: people,
      };
      return found((findings) => reportZoneShapes(layer, on as never, findings));
    };
    const hole =
      (columns: number[], rows: number[]) =>
      (c: number, r: number): number =>
        columns.includes(c) && rows.includes(r) ? NONE : c < 10 ? 0 : 1;
    const overlap = Uint8Array.from({ length: 240 }, (_, cell) => (cell % 20 === 9 ? 1 : 0));
    const bad = multi([
      [
        [
          [500, 1],
          [501, 1],
          [501, 2],
          [500, 1],
        ],
      ],
    ]);
    expectGolden('quality-zones', 'zones', {
      hole: shapes(hole([5, 6], [5, 6])),
      'hole without people': shapes(hole([5, 6], [5, 6]), [5, 5], new Float64Array(240)),
      'a slanted way out is none': shapes((c, r) => (c + r === 5 && c > 0 && r > 0 ? NONE : c < 10 ? 0 : 1)),
      'open at the north': shapes(hole([5], [0, 1, 2])),
      'open at the south': shapes(hole([5], [9, 10, 11])),
      'open at the west': shapes(hole([0, 1, 2], [5])),
      'open at the east': shapes(hole([17, 18, 19], [5])),
      'beside the edge': shapes(hole([18], [5])),
      // A way around a corner, downwards and to the left.
      bent: shapes((c, r) =>
        (c === 4 && r > 2 && r < 8) || (r === 7 && c > 4 && c < 9) || (c === 8 && r > 6)
          ? NONE
          : c < 10
            ? 0
            : 1,
      ),
      'of one zone': shapes(hole([5, 6], [5, 6]), [5], population, [squares[0]!]),
      overlap: shapes(hole([], []), [5, 5], population, squares, overlap),
      'without cells': shapes(hole([], []), [0, 0, 0, 0, 3], population, [
        ...squares,
        bad,
        polygon([]),
        polygon([ring(1, 1, 2, 2)]),
      ]),
    });
    const region = (countWithin?: string): Region =>
      emptyRegion(grid, {
        population,
        zones: [layerOf(squares, hole([5, 6], [5, 6])), { ...layerOf(squares, hole([], [])), id: 'y' }],
        ...(countWithin ? { countWithin } : {}),
      });
    expectGolden('quality-zones', 'people outside zones', [
      found((findings) => reportPeopleOutsideZones(region(), findings)),
      found((findings) => reportPeopleOutsideZones(region('z'), findings)),
      found((findings) => reportPeopleOutsideZones(region('y'), findings)),
    ]);
  });
  it('whose outline crosses itself', () => {
    const crossing = (features: Feature<Polygon | MultiPolygon>[]): unknown =>
      found((findings) =>
        reportCrossingZones(
          layerOf(features, (c) => (c < 8 ? 0 : c < 16 ? 1 : NONE)),
          population,
          findings,
        ),
      );
    expectGolden('quality-zones', 'crossing zones', [
      crossing([polygon([ring(0, 0, 8, 12)]), polygon([ring(8, 0, 16, 12)])]),
      crossing([polygon([eight(0, 0, 8, 12)]), polygon([ring(8, 0, 16, 12)])]),
      crossing([polygon([ring(0, 0, 8, 12)]), multi([[eight(8, 0, 16, 5)], [eight(8, 6, 16, 12)]])]),
      crossing([polygon([eight(0, 0, 8, 12)]), multi([[ring(8, 0, 16, 5)], [eight(8, 6, 16, 12)]])]),
      crossing([polygon([ring(0, 0, 1, 1)]), polygon([ring(1, 1, 2, 2)]), polygon([eight(2, 2, 5, 5)])]),
    ]);
  });
  it('with figures of their own', () => {
    const totals = (...properties: Feature['properties'][]): unknown => {
      const layer = layerOf(
        properties.map((own, k) => polygon([ring(k, 0, k + 1, 1)], own)),
        (c, r) => (r === 0 ? NONE : c < 5 ? 0 : c < 10 ? 1 : NONE),
      );
      return found((findings) =>
        reportZoneTotals(emptyRegion(grid, { population, zones: [layer] }), findings),
      );
    };
    const keys =
      'pop population pop2020 pop_2020 pop_total people totalpop total_population 人口 总人口 常住人口 户籍人口 POP popx xpop popul';
    expectGolden('quality-zones', 'figures of zones', {
      keys: keys.split(' ').map((key) => [key, totals({ [key]: 9999 }, {})]),
      two: totals({ pop: 1, people: 2 }, { people: 3 }),
      texts: totals({ pop: '1,234' }, { pop: '5.5' }),
      'no number': totals({ pop: 'x', people: 5 }, { pop: null, people: true }),
      nothing: totals(null, {}),
      'no cells': totals({ pop: 440 }, { pop: 440 }, { pop: 10 }, { pop: 0 }, { pop: 0.5 }),
    });
  });
});
