import type { TravelEngine } from '../catchment/travel-engine.ts';
import { NONE } from '../grid/grid.ts';

/**
 * Who can reach whom: for each facility the populated cells within the limit, ordered by (seconds, cell),
 * in compressed rows.
 * Facility f owns entries start[f] … start[f + 1] - 1. The food of capacity, access scores and siting.
 */
export interface ReachLists {
  readonly facilityCount: number;
  readonly limitSeconds: number;
  /** facilityCount + 1 offsets. */
  readonly start: Uint32Array;
  readonly cells: Int32Array;
  readonly seconds: Float64Array;
}

/**
 * The same pairs by place: `cells` are the places in ascending order, place d owns entries start[d] …
 * start[d + 1] - 1, ordered by
 * (seconds, facility).
 */
export interface ReachByCell {
  readonly cells: Int32Array;
  readonly start: Uint32Array;
  readonly facilities: Int32Array;
  readonly seconds: Float64Array;
}

/**
 * Searches from every source and keeps the cells where `population` > 0.
 *
 * `sources` are cell indices, NONE gives an empty row. `limitSeconds` is closed. `onProgress(done, total)`
 * may throw to stop. Cost is
 * that of the searches plus O(pairs); memory 12 bytes a pair, at most doubled while growing.
 */
export function computeReachLists(
  engine: TravelEngine,
  sources: Int32Array,
  population: ArrayLike<number>,
  limitSeconds: number,
  onProgress?: (done: number, total: number) => void,
): ReachLists {
  const cellCount = engine.grid.columns * engine.grid.rows;
  if (population.length !== cellCount)
    throw new RangeError(`population: expected ${cellCount} cells, got ${population.length}`);
  if (!(limitSeconds >= 0)) throw new RangeError(`limit: expected ≥ 0 seconds, got ${limitSeconds}`);
  const start = new Uint32Array(sources.length + 1);
  let cells = new Int32Array(1024);
  let seconds = new Float64Array(1024);
  let count = 0;
  for (let facility = 0; facility < sources.length; facility++) {
    const source = sources[facility]!;
    if (source !== NONE) {
      const reach = engine.computeReach(source, limitSeconds, population);
      const needed = count + reach.count;
      if (needed > cells.length) {
        cells = grow(cells, new Int32Array(Math.max(needed, cells.length * 2)));
        seconds = grow(seconds, new Float64Array(cells.length));
      }
      for (let i = 0; i < reach.count; i++) {
        const cell = reach.cells[i]!;
        if (!(population[cell]! > 0)) continue;
        cells[count] = cell;
        seconds[count++] = reach.seconds[i]!;
      }
    }
    start[facility + 1] = count;
    onProgress?.(facility + 1, sources.length);
  }
  return {
    facilityCount: sources.length,
    limitSeconds,
    start,
    cells: cells.slice(0, count),
    seconds: seconds.slice(0, count),
  };
}

/**
 * The pairs of `lists` by place instead of by facility. O(pairs + cells); `cellCount` is that of the grid.
 */
export function transposeReachLists(lists: ReachLists, cellCount: number): ReachByCell {
  const counts = new Uint32Array(cellCount);
  for (let i = 0; i < lists.cells.length; i++) counts[lists.cells[i]!]!++;
  let placeCount = 0;
  for (let cell = 0; cell < cellCount; cell++) if (counts[cell]! > 0) placeCount++;
  const cells = new Int32Array(placeCount);
  const start = new Uint32Array(placeCount + 1);
  const cursor = new Uint32Array(cellCount);
  for (let cell = 0, place = 0; cell < cellCount; cell++) {
    if (counts[cell] === 0) continue;
    cells[place] = cell;
    cursor[cell] = start[place]!;
    start[place + 1] = start[place]! + counts[cell]!;
    place++;
  }
  const facilities = new Int32Array(lists.cells.length);
  const seconds = new Float64Array(lists.cells.length);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++) {
      const at = cursor[lists.cells[i]!]!++;
      facilities[at] = facility;
      seconds[at] = lists.seconds[i]!;
    }
  }
  for (let place = 0; place < placeCount; place++)
    sortRow(facilities, seconds, start[place]!, start[place + 1]!);
  return { cells, start, facilities, seconds };
}

/**
 * The pairs of `lists` with seconds ≤ `limitSeconds`, which is at most the lists' own limit. O(pairs kept).
 */
export function limitReachLists(lists: ReachLists, limitSeconds: number): ReachLists {
  if (!(limitSeconds <= lists.limitSeconds))
    throw new RangeError(`limit: expected ≤ ${lists.limitSeconds} seconds, got ${limitSeconds}`);
  const start = new Uint32Array(lists.facilityCount + 1);
  const ends = new Uint32Array(lists.facilityCount);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    let low = lists.start[facility]!;
    let high = lists.start[facility + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lists.seconds[middle]! <= limitSeconds) low = middle + 1;
      else high = middle;
    }
    ends[facility] = low;
    start[facility + 1] = start[facility]! + low - lists.start[facility]!;
  }
  const cells = new Int32Array(start[lists.facilityCount]!);
  const seconds = new Float64Array(cells.length);
  for (let facility = 0; facility < lists.facilityCount; facility++) {
    cells.set(lists.cells.subarray(lists.start[facility], ends[facility]), start[facility]);
    seconds.set(lists.seconds.subarray(lists.start[facility], ends[facility]), start[facility]);
  }
  return { facilityCount: lists.facilityCount, limitSeconds, start, cells, seconds };
}

/**
 * Insertion sort by (seconds, facility): rows are short and facilities come in ascending order. Long rows
 * use an index sort.
 */
function sortRow(facilities: Int32Array, seconds: Float64Array, from: number, to: number): void {
  if (to - from > 64) {
    const order = Array.from({ length: to - from }, (_, i) => i).sort(
      (a, b) => seconds[from + a]! - seconds[from + b]! || facilities[from + a]! - facilities[from + b]!,
    );
    const rowFacilities = facilities.slice(from, to);
    const rowSeconds = seconds.slice(from, to);
    for (let i = 0; i < order.length; i++) {
      facilities[from + i] = rowFacilities[order[i]!]!;
      seconds[from + i] = rowSeconds[order[i]!]!;
    }
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const facility = facilities[i]!;
    const time = seconds[i]!;
    let at = i;
    while (
      at > from &&
      (seconds[at - 1]! > time || (seconds[at - 1] === time && facilities[at - 1]! > facility))
    ) {
      seconds[at] = seconds[at - 1]!;
      facilities[at] = facilities[at - 1]!;
      at--;
    }
    seconds[at] = time;
    facilities[at] = facility;
  }
}

function grow<T extends Int32Array | Float64Array>(from: T, into: T): T {
  into.set(from);
  return into;
}
