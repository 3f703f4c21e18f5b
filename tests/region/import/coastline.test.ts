import type { Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { findSea } from '../../../server/region/import/land/coastline.ts';
import { expectGolden } from '../../support/golden-answers.ts';

const grid: Grid = {
  columns: 12,
  rows: 10,
  left: 0,
  top: 10,
  cellWidth: 1,
  cellHeight: 1,
  crs: 'EPSG:4326',
  geographic: true,
};
/** The frame as a picture: `~` sea, `.` the rest, and the cells left open. */
const draw = (coast: readonly (readonly Position[])[], frame = grid): unknown => {
  const sea = findSea(frame, coast);
  return (
    sea && {
      contested: sea.contested,
      rows: Array.from({ length: frame.rows }, (_, row) =>
        Array.from(sea.cells.subarray(row * frame.columns, (row + 1) * frame.columns), (cell) =>
          cell === 1 ? '~' : cell === 0 ? '.' : '?',
        ).join(''),
      ),
    }
  );
};
const reversed = (line: readonly Position[]): Position[] => line.toReversed();

const NORTHWARD: Position[] = [
  [5.3, -3],
  [5.3, 13],
];
const EASTWARD: Position[] = [
  [-3, 4.4],
  [15, 4.4],
];
const SLANTED: Position[] = [
  [-1, -1],
  [4.2, 5.1],
  [13, 11],
];
/** An island, its land to the left of a way around it. */
const ISLAND: Position[] = [
  [3, 3],
  [8, 3],
  [8, 8],
  [3, 8],
  [3, 3],
];
const SMALL: Position[] = [
  [3.4, 3.4],
  [3.6, 3.4],
  [3.6, 3.6],
  [3.4, 3.4],
];

describe('sea by the coastline', () => {
  it('lies on the right of a way', () => {
    expect(draw([NORTHWARD])).toEqual({ contested: 0, rows: new Array(10).fill('......~~~~~~') });
    expect(draw([reversed(NORTHWARD)])).toEqual({ contested: 0, rows: new Array(10).fill('~~~~~.......') });
    expect(draw([EASTWARD])).toEqual({
      contested: 0,
      rows: [...new Array(6).fill('............'), ...new Array(4).fill('~~~~~~~~~~~~')],
    });
    expect(draw([reversed(EASTWARD)])).toEqual({
      contested: 0,
      rows: [...new Array(5).fill('~~~~~~~~~~~~'), ...new Array(5).fill('............')],
    });
  });
  it('is around an island and inside a lake of it, by a way of several parts', () => {
    expectGolden('coasts', 'islands', {
      island: draw([ISLAND]),
      inland: draw([reversed(ISLAND)]),
      slanted: draw([SLANTED]),
      turned: draw([reversed(SLANTED)]),
      small: draw([SMALL]),
      parts: draw([ISLAND.slice(0, 3), ISLAND.slice(2)]),
      'with a strait': draw([NORTHWARD, reversed(NORTHWARD).map(([x, y]) => [x! - 3, y!])]),
      'with a strait of two cells': draw([NORTHWARD, reversed(NORTHWARD).map(([x, y]) => [x! - 2, y!])]),
      'with a strait of one cell': draw([NORTHWARD, reversed(NORTHWARD).map(([x, y]) => [x! - 1, y!])]),
      twice: draw([ISLAND, ISLAND.map(([x, y]) => [x! + 6, y!])]),
      'points twice': draw([ISLAND.flatMap((point) => [point, point])]),
    });
  });
  it('is none where no coast runs through the frame', () => {
    const beside = (by: number): unknown =>
      draw([
        [
          [12 + by, -3],
          [12 + by, 13],
        ],
      ]);
    expect(draw([])).toBeNull();
    expect(draw([[[3, 3]]])).toBeNull();
    expect(
      draw([
        [
          [3, 3],
          [3, 3],
        ],
      ]),
    ).toBeNull();
    expect([beside(0.4), beside(1), beside(30)]).toEqual([null, null, null]);
    expect(beside(-0.4)).not.toBeNull();
    for (const far of [
      EASTWARD.map(([x, y]) => [x!, y! + 30]),
      EASTWARD.map(([x, y]) => [x!, y! - 30]),
      NORTHWARD.map(([x, y]) => [x! - 30, y!]),
    ])
      expect(draw([far])).toBeNull();
  });
  it('is left open where a broken coast gives an area to both sides, taken where few places are against', () => {
    // Two ways in opposite directions: the cells beside them are claimed for both.
    const [west, east] = [3.5, 8.5];
    const up = (x: number, from = -3, to = 13): Position[] => [
      [x, from],
      [x, to],
    ];
    expectGolden('coasts', 'broken', {
      half: draw([up(west), up(east)]),
      ...Object.fromEntries(
        [1, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 7.5, 8, 9].map((length) => [
          `for ${length} of 10`,
          // The whole of the western side states sea, a part of the eastern states land; and the other way round.
          [draw([up(west), up(east, 0, length)]), draw([reversed(up(west)), reversed(up(east, 0, length))])],
        ]),
      ),
    });
  });
  it('of coasts beside the frame within two cells', () => {
    const near = [-2.4, -1.9, -1.4, -1.1, -0.6, 0.2].flatMap((by) =>
      [up12(by), reversed(up12(by)), across(by), reversed(across(by))].map((line) => draw([EASTWARD, line])),
    );
    expectGolden('coasts', 'beside the frame', near);
  });
});

function up12(by: number): Position[] {
  return [
    [12 - by, -1],
    [12 - by, 4],
  ];
}
function across(by: number): Position[] {
  return [
    [2, 10 - by],
    [9, 10 - by],
  ];
}
