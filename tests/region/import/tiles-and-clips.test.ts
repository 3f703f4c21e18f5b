import type { Feature, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { LAND_CLASSES } from '../../../server/contract/vocabulary.ts';
import { parseCrs } from '../../../server/geo/crs.ts';
import { PLAIN_READING, type Raster } from '../../../server/geo/raster.ts';
import type { RasterArray } from '../../../server/geo/geotiff-write.ts';
import { type Grid, NONE } from '../../../server/kernel/grid/grid.ts';
import { clipRegion } from '../../../server/region/import/clip-region.ts';
import { contradicts, findTiles, joinTiles } from '../../../server/region/import/raster-tiles.ts';
import { reportOpenNumbers } from '../../../server/region/import/report-numbers.ts';
import { FindingList } from '../../../server/region/model/findings.ts';
import type { Region } from '../../../server/region/model/region.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { at, buildScenarioCity, COLUMNS, ROWS } from '../../support/scenario-city.ts';

const CRS = parseCrs('EPSG:32737');
/** A frame of 100 m cells by its first column and row, which may be between the lines. */
const frame = (column: number, row: number, columns: number, rows: number, cell = 100): Grid => ({
  columns,
  rows,
  left: 250_000 + column * 100,
  top: 9_860_000 - row * 100,
  cellWidth: cell,
  cellHeight: cell,
  crs: CRS.id,
  geographic: false,
});
const raster = (grid: Grid, values: RasterArray, noData: number | null = null): Raster => ({
  grid,
  crs: CRS,
  bands: [values],
  bandNames: [''],
  bandUnits: [''],
  noData,
  description: '',
  reading: PLAIN_READING,
});

describe('tiles', () => {
  const found = (first: Grid, others: Grid[], most = 1e6): number[] =>
    findTiles(first, others, (grid) => ({ grid, crs: parseCrs(grid.crs) }), most).map((one) =>
      others.indexOf(one),
    );
  const A = frame(0, 0, 10, 10);

  it('are found one after another, each once, whatever their order', () => {
    // The third lies beside the second only, the fourth beside the third.
    const row = [frame(30, 0, 10, 10), frame(20, 0, 10, 10), frame(10, 0, 10, 10), frame(10, 10, 10, 10)];
    expect(found(A, row)).toEqual([2, 1, 0, 3]);
    expect(found(A, row.toReversed())).toEqual([0, 1, 2, 3]);
    expect(found(A, [])).toEqual([]);
    expect(found(A, [frame(50, 50, 10, 10), frame(10, 0, 10, 10)])).toEqual([1]);
  });
  it('touch at an edge or a corner, on each side', () => {
    const touching = [
      [10, 0],
      [-10, 0],
      [0, 10],
      [0, -10],
      [10, 10],
      [-10, -10],
      [10, -10],
      [-10, 10],
    ] as const;
    for (const [column, row] of touching) {
      expect(found(A, [frame(column, row, 10, 10)]), `${column} ${row}`).toEqual([0]);
      const away = frame(column + Math.sign(column), row + Math.sign(row), 10, 10);
      expect(found(A, [away]), `beyond ${column} ${row}`).toEqual([]);
    }
  });
  it('share at most half of the smaller, and their lines to a twentieth of a cell', () => {
    expect([found(A, [frame(5, 0, 10, 10)]), found(A, [frame(4, 0, 10, 10)])]).toEqual([[0], []]);
    expect([found(A, [frame(8, 0, 4, 10)]), found(A, [frame(7, 0, 4, 10)])]).toEqual([[0], []]);
    expect([found(A, [frame(0, 8, 10, 4)]), found(A, [frame(0, 7, 10, 4)])]).toEqual([[0], []]);
    // Side by side they share no cell, however flat they are.
    expect([found(A, [frame(0, -1, 10, 1)]), found(A, [frame(-1, 0, 1, 10)])]).toEqual([[0], [0]]);
    const off = [-0.04, 0.04];
    for (const [column, row] of [
      [5, 0],
      [0, 5],
      [10, 0],
      [0, 10],
      [-10, 0],
      [0, -10],
    ])
      for (const by of off)
        expect([
          found(A, [frame(column! + by, row!, 10, 10)]),
          found(A, [frame(column!, row! + by, 10, 10)]),
        ]).toEqual([[0], [0]]);
    expect([found(A, [frame(10.04, 0, 10, 10)]), found(A, [frame(10.06, 0, 10, 10)])]).toEqual([[0], []]);
    expect([found(A, [frame(10, 0.04, 10, 10)]), found(A, [frame(10, 0.06, 10, 10)])]).toEqual([[0], []]);
    // Cells of another size: what it comes to over the wider of both.
    const sized = (size: number, columns = 10, rows = 10): number[] =>
      found(A, [{ ...frame(10, 0, columns, rows), cellWidth: size }]);
    expect([sized(100.4), sized(100.6), sized(99.6), sized(99.4)]).toEqual([[0], [], [0], []]);
    expect([sized(100.04, 100), sized(100.06, 100)]).toEqual([[0], []]);
    expect([sized(100.04, 10, 100), sized(100.06, 10, 100)]).toEqual([[0], [0]]);
    const high = (size: number, rows: number): number[] =>
      found(A, [{ ...frame(10, 0, 10, rows), cellHeight: size }]);
    expect([high(100.4, 10), high(100.6, 10), high(100.06, 100)]).toEqual([[0], [], []]);
  });
  it('have one system, and together no more cells than there may be', () => {
    expect(found(A, [{ ...frame(10, 0, 10, 10), crs: 'EPSG:32736' }])).toEqual([]);
    const right = frame(10, 0, 10, 10);
    expect([found(A, [right], 200), found(A, [right], 199)]).toEqual([[0], []]);
    expect([found(A, [frame(-10, -10, 10, 10)], 400), found(A, [frame(-10, -10, 10, 10)], 399)]).toEqual([
      [0],
      [],
    ]);
  });
  it('contradict each other where more than a hundredth of the values of both differ by a thousandth', () => {
    const of = (
      change: (values: Float64Array) => void,
      noData: [number | null, number | null] = [null, null],
    ): boolean => {
      const other = Float64Array.from({ length: 200 }, (_, k) => 100 + (k % 20));
      change(other);
      const own = Float64Array.from({ length: 200 }, (_, k) => 110 + (k % 20));
      // The second begins ten columns on: 100 cells are common.
      return contradicts(
        raster(
          frame(0, 0, 20, 10),
          own.map((v, k) => (k % 20 < 10 ? 0 : v - 10)),
          noData[0],
        ),
        raster(
          frame(10, 0, 20, 10),
          other.map((v, k) => (k % 20 < 10 ? v + 10 : 7)),
          noData[1],
        ),
      );
    };
    expect(of(() => undefined)).toBe(false);
    expect(of((v) => (v[0] = 500))).toBe(false);
    expect(of((v) => v.set([500, 500]))).toBe(true);
    // 99 common values of which one differs.
    expect(of((v) => v.set([500, Number.NaN]))).toBe(true);
    expect(of((v) => v.set([0, 0, 0].map(() => -10)))).toBe(false);
    expect(of((v) => v.set([5, 5].map(() => 77)), [null, 87])).toBe(false);
    expect(of((v) => v.set([5, 5].map(() => 77)), [110, null])).toBe(true);
    expect(of((v) => v.set([5, 5].map(() => Number.NaN)))).toBe(false);
    expect(of((v) => v.set([100.1, 101.1].map((x) => x)))).toBe(false);
    expect(of((v) => v.set([100.12, 101.13]))).toBe(true);
    // Columns beside the common ones are not compared.
    expect(of((v) => v.fill(1, 10, 20))).toBe(false);
  });
  it('are joined in one frame, the larger value where both have one', () => {
    const a = raster(frame(0, 0, 3, 2), Float32Array.of(1, 2, 3, 4, 5, -1), -1);
    const b = raster(frame(2, 1, 2, 2), Float32Array.of(6, 7, 8, 9), 8);
    const c = raster(frame(-1, 2, 2, 1), Float32Array.of(10, 11));
    const joined = joinTiles([a, b, c]);
    expect(joined.grid).toEqual(frame(-1, 0, 5, 3));
    expect([joined.noData, joined.bands[0]!.constructor, Array.from(joined.bands[0]!)]).toEqual([
      null,
      Float32Array,
      [Number.NaN, 1, 2, 3, Number.NaN, Number.NaN, 4, 5, 6, 7, 10, 11, Number.NaN, Number.NaN, 9],
    ]);
    // Lines that lie a little off, a first tile that is not the most northern, a last row above others.
    for (const by of [-0.04, 0, 0.04]) {
      const low = raster(frame(by, 2 - by, 2, 1), Float32Array.of(21, 22));
      const high = raster(frame(0, 0, 2, 2), Float32Array.of(1, 2, 3, 4));
      const both = joinTiles([low, high, raster(frame(-1 + by, 1 + by, 1, 1), Float32Array.of(9))]);
      expect(Array.from(both.bands[0]!)).toEqual([Number.NaN, 1, 2, 9, 3, 4, Number.NaN, 21, 22]);
      expect([both.grid.columns, both.grid.rows]).toEqual([3, 3]);
      expect(both.grid.top).toBeCloseTo(9_860_000 + by * 100, 6);
      expect(both.grid.left).toBeCloseTo(250_000 - 100 + by * 100, 6);
      const differs = (values: number[]): boolean =>
        contradicts(high, raster(frame(1 + by, 1 + by, 2, 2), Float32Array.from(values)));
      expect([differs([4, 7, 7, 7]), differs([5, 4, 4, 4])]).toEqual([false, true]);
    }
    const both = (first: number, second: number): number =>
      joinTiles([
        raster(frame(0, 0, 1, 1), Float32Array.of(first)),
        raster(frame(0, 0, 1, 1), Float32Array.of(second)),
      ]).bands[0]![0]!;
    expect([both(2, 3), both(3, 2), both(Number.NaN, 2), both(2, 2)]).toEqual([3, 3, 2, 2]);
    for (const [make, isDouble] of [
      [Uint8Array, false],
      [Int16Array, false],
      [Float32Array, false],
      [Int32Array, true],
      [Uint32Array, true],
      [Float64Array, true],
    ] as const)
      expect(
        joinTiles([raster(frame(0, 0, 1, 1), new Uint8Array(1)), raster(frame(1, 0, 1, 1), new make(1))])
          .bands[0],
      ).toBeInstanceOf(isDouble ? Float64Array : Float32Array);
  });
});

describe('a region cut to its boundary', () => {
  const box = (x0: number, y0: number, x1: number, y1: number): Feature<Polygon> => ({
    type: 'Feature',
    properties: {},
    geometry: {
      type: 'Polygon',
      coordinates: [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]],
    },
  });
  const city = (): Region => {
    const region = buildScenarioCity();
    const cells = COLUMNS * ROWS;
    return {
      ...region,
      landClass: Uint8Array.from({ length: cells }, (_, cell) => cell % LAND_CLASSES.length),
      elevation: Float32Array.from({ length: cells }, (_, cell) => cell / 3),
      population: Float64Array.from({ length: cells }, (_, cell) => 1 + (cell % 7)),
      populationByAge: { '0-6': Float32Array.from({ length: cells }, (_, cell) => cell % 5) },
      zones: [
        { ...region.zones[0]!, zoneOfCell: Int32Array.from({ length: cells }, (_, cell) => (cell % 4) - 1) },
        {
          ...region.zones[0]!,
          id: 'y',
          zoneOfCell: Int32Array.from({ length: cells }, (_, cell) => cell % 3),
        },
      ],
      facilities: [
        ...region.facilities,
        { ...region.facilities[0]!, id: 'none', nameEn: 'Nowhere', cell: NONE },
      ],
    };
  };
  const cut = (boundary: Feature<Polygon>[] | null, haloMeters?: number): unknown => {
    const findings = new FindingList();
    const region = {
      ...city(),
      boundary: boundary && { type: 'FeatureCollection' as const, features: boundary },
    };
    const clipped = clipRegion(region, findings, haloMeters);
    if (clipped === region) return { same: true, findings: findings.sorted() };
    const { grid, landClass, barrier, elevation, population, populationByAge, zones, facilities } = clipped;
    return {
      grid,
      landClass,
      barrier,
      elevation,
      population,
      populationByAge,
      zones: zones.map(({ id, zoneOfCell }) => [id, zoneOfCell]),
      facilities: facilities.map(({ id, cell }) => [id, cell]),
      countWithin: clipped.countWithin,
      findings: findings.sorted(),
    };
  };
  it.each<[string, Feature<Polygon>[] | null, number | undefined]>([
    ['to one cell', [box(100, 1200, 200, 1300)], 0],
    ['to a block', [box(0, 0, 1010, 710)], 0],
    ['to an L of two parts', [box(510, 310, 890, 1990), box(510, 310, 1990, 690)], 0],
    ['with 250 m around it', [box(510, 310, 890, 1990), box(510, 310, 1990, 690)], 250],
    ['with an hour by car', [box(1510, 1110, 1790, 1390)], undefined],
    ['to all of it', [box(-100, -100, 4100, 2500)], 0],
    ['to what lies outside', [box(9000, 0, 9900, 900)], 0],
    ['without a boundary', null, 0],
  ])('%s', (name, boundary, haloMeters) => {
    expectGolden('clips', name, cut(boundary, haloMeters));
  });
});

it('numbers whose sign is open are reported with one of them', () => {
  const report = (open: number): unknown => {
    const findings = new FindingList();
    reportOpenNumbers(
      { file: 'f.csv', columns: ['a', 'beds'] },
      1,
      { open, example: '1.234', read: (text) => Number(text) },
      'facilities',
      findings,
    );
    return findings.sorted();
  };
  expect(report(0)).toEqual([]);
  expect(report(1)).toEqual([
    {
      code: 'numbers-ambiguous',
      severity: 'warning',
      layer: 'facilities',
      count: 1,
      parameters: { file: 'f.csv', column: 'beds', example: '1.234', value: 1.234 },
      examples: [],
    },
  ]);
});
