/** Cells with their seconds, in arrays that grow. */
export interface CellTimes {
  cells: Int32Array;
  seconds: Float64Array;
}

/** Moves the pairs whose cell has `wanted` > 0 to the front, in their order; returns how many. O(count). */
export function keepWanted(pairs: CellTimes, count: number, wanted: ArrayLike<number>): number {
  const { cells, seconds } = pairs;
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const cell = cells[i]!;
    if (!(wanted[cell]! > 0)) continue;
    cells[kept] = cell;
    seconds[kept++] = seconds[i]!;
  }
  return kept;
}

/**
 * Sorts pairs by (seconds, cell): counting sort on the seconds, then small sorts within a bucket. Reads
 * `from`, writes `into` (grown when too
 * small), both straight through: expected O(count). Scratch is kept.
 */
export class CellTimeSorter {
  #starts = new Int32Array(0);

  sortInto(from: CellTimes, count: number, into: CellTimes): void {
    if (into.cells.length < count) {
      into.cells = new Int32Array(Math.ceil(count * 1.5));
      into.seconds = new Float64Array(Math.ceil(count * 1.5));
    }
    if (this.#starts.length < count + 2) this.#starts = new Int32Array(Math.ceil(count * 1.5) + 2);
    const starts = this.#starts.fill(0, 0, count + 2);
    const { cells, seconds } = from;
    let most = 0;
    for (let i = 0; i < count; i++) if (seconds[i]! > most) most = seconds[i]!;
    const perSecond = most > 0 ? (count - 1) / most : 0;
    for (let i = 0; i < count; i++) starts[Math.floor(seconds[i]! * perSecond) + 1]!++;
    for (let b = 0; b < count; b++) starts[b + 1]! += starts[b]!;
    const { cells: outCells, seconds: outSeconds } = into;
    for (let i = 0; i < count; i++) {
      const time = seconds[i]!;
      const at = starts[Math.floor(time * perSecond)]!++;
      outSeconds[at] = time;
      outCells[at] = cells[i]!;
    }
    // After dealing, a bucket's start is the next one's: what is out of order lies within a bucket.
    let first = 0;
    for (let b = 0; b < count && first < count; b++) {
      const end = starts[b]!;
      if (end - first > 32) sortLong(outCells, outSeconds, first, end);
      else
        for (let i = first + 1; i < end; i++) {
          const time = outSeconds[i]!;
          const cell = outCells[i]!;
          let j = i - 1;
          while (j >= first && (outSeconds[j]! > time || (outSeconds[j] === time && outCells[j]! > cell))) {
            outSeconds[j + 1] = outSeconds[j]!;
            outCells[j + 1] = outCells[j]!;
            j--;
          }
          outSeconds[j + 1] = time;
          outCells[j + 1] = cell;
        }
      first = end;
    }
  }
}

function sortLong(cells: Int32Array, seconds: Float64Array, first: number, end: number): void {
  const order = Array.from({ length: end - first }, (_, i) => first + i);
  order.sort((a, b) => seconds[a]! - seconds[b]! || cells[a]! - cells[b]!);
  const sortedCells = order.map((i) => cells[i]!);
  const sortedSeconds = order.map((i) => seconds[i]!);
  cells.set(sortedCells, first);
  seconds.set(sortedSeconds, first);
}
