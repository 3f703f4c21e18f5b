import type { Grid } from '../grid/grid.ts';
import { centreX, centreY, NONE } from '../grid/grid.ts';
import { distanceMeters } from '../grid/grid-metric.ts';
import { computeSum } from '../stats/sum.ts';
import type { ReachLists } from './reach-lists.ts';

/**
 * Facility indices by value; descending unless stated otherwise, ties in order of index. NaN values come
 * last.
 */
export function computeFacilityOrder(
  values: ArrayLike<number>,
  direction: 'descending' | 'ascending' = 'descending',
): Int32Array {
  const sign = direction === 'descending' ? -1 : 1;
  return Int32Array.from({ length: values.length }, (_, i) => i).sort((a, b) => {
    const x = values[a]!;
    const y = values[b]!;
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return x === y ? a - b : sign * (x < y ? -1 : 1);
  });
}

/**
 * People within the closed `limitSeconds` of each facility taken alone, no one removed (AccessMod's order
 * by people in time).
 */
export function computePeopleInTime(
  lists: ReachLists,
  population: ArrayLike<number>,
  limitSeconds: number,
): Float64Array {
  return Float64Array.from({ length: lists.facilityCount }, (_, facility) => {
    const people: number[] = [];
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      if (!(lists.seconds[i]! <= limitSeconds)) break;
      people.push(population[lists.cells[i]!]!);
    }
    return computeSum(people);
  });
}

/**
 * People in cells whose centre lies within `radiusMeters` (closed) of each facility's cell centre, as the
 * crow flies (AccessMod's order
 * by people in a buffer; its default radius is 5,000 m). `sources` are cells, NONE counts no one.
 * O(facilities · cells in the buffer).
 */
export function computePeopleInBuffer(
  grid: Grid,
  population: ArrayLike<number>,
  sources: Int32Array,
  radiusMeters: number,
): Float64Array {
  return Float64Array.from(sources, (source) => {
    if (source === NONE) return 0;
    const row = Math.floor(source / grid.columns);
    const column = source - row * grid.columns;
    const x = centreX(grid, column);
    const y = centreY(grid, row);
    const people: number[] = [];
    const scanRow = (r: number): boolean => {
      const cy = centreY(grid, r);
      if (distanceMeters(grid, x, y, x, cy) > radiusMeters) return false;
      for (const step of [-1, 1])
        for (let c = step < 0 ? column : column + 1; c >= 0 && c < grid.columns; c += step) {
          if (distanceMeters(grid, x, y, centreX(grid, c), cy) > radiusMeters) break;
          const here = population[r * grid.columns + c]!;
          if (here > 0) people.push(here);
        }
      return true;
    };
    for (let r = row; r >= 0 && scanRow(r); r--);
    for (let r = row + 1; r < grid.rows && scanRow(r); r++);
    return computeSum(people);
  });
}
