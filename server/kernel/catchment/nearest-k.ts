import { countCells, NONE, UNREACHED } from '../grid/grid.ts';
import type { Surface, TravelEngine } from './travel-engine.ts';

/**
 * The k nearest facilities of every cell: entry `rank * cells + cell`, rank 0 the nearest. UNREACHED / NONE
 * where there are fewer.
 */
export interface NearestK {
  readonly k: number;
  readonly seconds: Float64Array;
  readonly facility: Int32Array;
}

/**
 * The `k` nearest of `sources` for every cell within the closed limit, ties to the lowest facility index;
 * rank 0 equals
 * `computeSurface`. One bounded search a facility. O(facilities · catchment · k); needs 12 k bytes a cell.
 * Throws RangeError for k < 1.
 */
export function computeNearestK(
  engine: TravelEngine,
  sources: Int32Array,
  limitSeconds: number,
  k: number,
): NearestK {
  if (!Number.isInteger(k) || k < 1)
    throw new RangeError(`nearest facilities: k must be at least 1, got ${k}`);
  const cells = countCells(engine.grid);
  const seconds = new Float64Array(cells * k).fill(UNREACHED);
  const facility = new Int32Array(cells * k).fill(NONE);
  sources.forEach((source, index) => {
    if (source === NONE) return;
    const reach = engine.computeReach(source, limitSeconds);
    for (let i = 0; i < reach.count; i++) {
      const cell = reach.cells[i]!;
      const time = reach.seconds[i]!;
      // Facilities come in order of index, so an equal time stays behind the one already there.
      let rank = k;
      while (rank > 0 && time < seconds[(rank - 1) * cells + cell]!) {
        rank--;
        if (rank + 1 < k) {
          seconds[(rank + 1) * cells + cell] = seconds[rank * cells + cell]!;
          facility[(rank + 1) * cells + cell] = facility[rank * cells + cell]!;
        }
      }
      if (rank < k) {
        seconds[rank * cells + cell] = time;
        facility[rank * cells + cell] = index;
      }
    }
  });
  return { k, seconds, facility };
}

/** Rank `rank` (0 the nearest, 1 the second-nearest) as a surface of its own. */
export function readRank(nearest: NearestK, rank: number): Surface {
  if (!Number.isInteger(rank) || rank < 0 || rank >= nearest.k)
    throw new RangeError(`nearest facilities: rank must be 0 … ${nearest.k - 1}, got ${rank}`);
  const cells = nearest.seconds.length / nearest.k;
  return {
    seconds: nearest.seconds.slice(rank * cells, (rank + 1) * cells),
    nearest: nearest.facility.slice(rank * cells, (rank + 1) * cells),
  };
}
