import { NONE, UNREACHED } from '../grid/grid.ts';
import { addTo, buildSums, readSum } from '../stats/sum.ts';

/** What falls to one facility when everybody goes to the nearest, at each cut-off in the order given. */
export interface FacilityLoad {
  readonly people: readonly number[];
  readonly areaSquareMeters: readonly number[];
}

/**
 * People and area by facility under the surface's own allocation (each cell to its nearest facility),
 * within each closed cut-off.
 *
 * `seconds` and `nearest` come from one surface; `areaOfRow` holds square metres of a cell by row.
 * Unpopulated cells count for area.
 * The sum over facilities at a cut-off is the people covered. O(cells + facilities · cut-offs). Throws on
 * lengths that differ.
 */
export function computeFacilityLoads(input: {
  readonly seconds: Float64Array;
  readonly nearest: Int32Array;
  readonly population: ArrayLike<number>;
  readonly areaOfRow: Float64Array;
  readonly facilityCount: number;
  readonly cutoffsSeconds: readonly number[];
}): FacilityLoad[] {
  const { seconds, nearest, population, areaOfRow, facilityCount } = input;
  const columns = seconds.length / areaOfRow.length;
  if (!Number.isInteger(columns) || nearest.length !== seconds.length || population.length !== seconds.length)
    throw new RangeError(
      `expected ${seconds.length} cells in rows of equal length, got ${nearest.length} nearest, ` +
        `${population.length} population, ${areaOfRow.length} rows`,
    );
  const ascending = [...new Set(input.cutoffsSeconds)].sort((a, b) => a - b);
  const bandCount = ascending.length;
  const people = buildSums(facilityCount * bandCount);
  const area = buildSums(facilityCount * bandCount);
  for (let row = 0, cell = 0; row < areaOfRow.length; row++) {
    const cellArea = areaOfRow[row]!;
    for (let column = 0; column < columns; column++, cell++) {
      const facility = nearest[cell]!;
      const time = seconds[cell]!;
      if (facility === NONE || time === UNREACHED) continue;
      let band = 0;
      while (band < bandCount && !(time <= ascending[band]!)) band++;
      if (band === bandCount) continue;
      addTo(area, facility * bandCount + band, cellArea);
      const here = population[cell]!;
      if (here > 0) addTo(people, facility * bandCount + band, here);
    }
  }
  const within = (sums: typeof people, facility: number): number[] => {
    const running = new Map<number, number>();
    let sum = 0;
    for (let band = 0; band < bandCount; band++)
      running.set(ascending[band]!, (sum += readSum(sums, facility * bandCount + band)));
    return input.cutoffsSeconds.map((cutoff) => running.get(cutoff)!);
  };
  return Array.from({ length: facilityCount }, (_, facility) => ({
    people: within(people, facility),
    areaSquareMeters: within(area, facility),
  }));
}
