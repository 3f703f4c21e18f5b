import { describe, expect, it } from 'vitest';
import {
  redistributePeople,
  resampleHeights,
  resampleMajority,
  resampleMean,
  type Band,
} from '../../server/geo/resample.ts';
import type { Grid } from '../../server/kernel/grid/grid.ts';
import { expectGolden } from '../support/golden-answers.ts';

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
    expectGolden('resample', name, [read(11), read(3)]);
  });
  it('moves people as at most 32 points a side', () => {
    const source = grid(1, 1, 1000, 1000);
    const target = grid(10, 10, 100, 100);
    const people = new Float64Array(100);
    redistributePeople({ grid: source, values: Float64Array.of(1024), isValid: () => true }, target, people);
    // Ten cells have three or four of 32 points.
    expect(Array.from(people.subarray(0, 10), (here) => here / 3)).toEqual([3, 3, 4, 3, 3, 3, 3, 4, 3, 3]);
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
