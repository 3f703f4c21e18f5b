import { describe, expect, it } from 'vitest';
import { parseCrs } from '../../../server/geo/crs.ts';
import { PLAIN_READING, type Raster } from '../../../server/geo/raster.ts';
import type { RasterArray } from '../../../server/geo/geotiff-write.ts';
import { type Grid } from '../../../server/kernel/grid/grid.ts';
import { contradicts, findTiles, joinTiles } from '../../../server/region/import/raster-tiles.ts';

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
