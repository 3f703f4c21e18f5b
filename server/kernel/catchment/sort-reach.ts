/**
 * Sorts `count` cells in place by (seconds, cell), where `secondsOf` is indexed by cell. Counting sort on
 * the seconds, then small sorts:
 * expected O(count).
 */
export class ReachSorter {
  #starts = new Int32Array(0);
  #scratch = new Int32Array(0);

  sort(cells: Int32Array, count: number, secondsOf: Float64Array): void {
    if (count < 2) return;
    let most = 0;
    for (let i = 0; i < count; i++) most = Math.max(most, secondsOf[cells[i]!]!);
    const perSecond = most > 0 ? (count - 1) / most : 0;
    if (this.#starts.length < count + 1) this.#starts = new Int32Array(Math.ceil(count * 1.25) + 1);
    if (this.#scratch.length < count) this.#scratch = new Int32Array(Math.ceil(count * 1.25));
    const starts = this.#starts;
    const scratch = this.#scratch;
    starts.fill(0, 0, count + 1);
    for (let i = 0; i < count; i++) starts[Math.floor(secondsOf[cells[i]!]! * perSecond) + 1]!++;
    for (let b = 0; b < count; b++) starts[b + 1]! += starts[b]!;
    for (let i = 0; i < count; i++) {
      const bucket = Math.floor(secondsOf[cells[i]!]! * perSecond);
      scratch[starts[bucket]!++] = cells[i]!;
    }
    const before = (a: number, b: number): number => secondsOf[a]! - secondsOf[b]! || a - b;
    let from = 0;
    while (from < count) {
      const bucket = Math.floor(secondsOf[scratch[from]!]! * perSecond);
      const to = starts[bucket]!;
      if (to - from > 24) scratch.subarray(from, to).sort(before);
      else
        for (let i = from + 1; i < to; i++) {
          const cell = scratch[i]!;
          let j = i - 1;
          while (j >= from && before(cell, scratch[j]!) < 0) scratch[j + 1] = scratch[j--]!;
          scratch[j + 1] = cell;
        }
      from = to;
    }
    cells.set(scratch.subarray(0, count));
  }
}
