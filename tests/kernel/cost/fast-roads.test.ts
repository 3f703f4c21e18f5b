import { expect, it } from 'vitest';
import { buildGridCity } from '../../support/grid-city.ts';

/** Sides around the tile of 64 cells. */
const SIDES = [1, 2, 63, 64, 65, 127, 128, 129];

it.each(SIDES.flatMap((columns) => [3, 65].map((rows) => [columns, rows] as const)))(
  'roads of %i × %i cells: the quick search has the bits of the other',
  (columns, rows) => {
    const [east, north] = [columns * 100 - 30, rows * 100 - 30];
    const road = { walkKmh: 6, rideKmh: 30 };
    const city = buildGridCity({
      columns,
      rows,
      vehicle: 'motor',
      boardingSeconds: 20,
      roads: [
        {
          ...road,
          points: [
            [30, 30],
            [east, 30],
          ],
        },
        {
          ...road,
          points: [
            [east, 30],
            [east, north],
          ],
        },
        {
          ...road,
          points: [
            [30, north],
            [east, north],
          ],
        },
      ],
    });
    const cells = Int32Array.from({ length: columns * rows }, (_, cell) => cell);
    for (const source of [0, cells.length - 1]) {
      const quick = city.engine.computeSurface(Int32Array.of(source), Infinity).seconds;
      expect(quick).toEqual(city.engine.measureReach!(source, cells, Infinity).seconds);
    }
  },
);
