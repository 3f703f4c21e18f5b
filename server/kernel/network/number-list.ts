const BLOCK_BITS = 16;
const BLOCK = 1 << BLOCK_BITS;

interface Kinds {
  readonly int32: Int32Array;
  readonly float64: Float64Array;
}

/**
 * A list of numbers that grows by blocks of 65,536: appending never copies what is there, and no number is
 * an object. Entries are read by `at`; `take` hands all of them over as one array and leaves the list empty.
 */
export class NumberList<K extends keyof Kinds> {
  readonly #kind: K;
  #blocks: Kinds[K][] = [];
  #last: Kinds[K] | null = null;
  #lastCount = BLOCK;

  constructor(kind: K) {
    this.#kind = kind;
  }

  get length(): number {
    return this.#last === null ? 0 : (this.#blocks.length - 1) * BLOCK + this.#lastCount;
  }

  push(value: number): void {
    if (this.#lastCount === BLOCK) {
      this.#last = this.#allocate(BLOCK);
      this.#blocks.push(this.#last);
      this.#lastCount = 0;
    }
    this.#last![this.#lastCount++] = value;
  }

  /** Entry `index`, which must be below `length`. */
  at(index: number): number {
    return this.#blocks[index >> BLOCK_BITS]![index & (BLOCK - 1)]!;
  }

  /** Writes all entries into `target` from `from` on and forgets them, block by block. */
  moveInto(target: Kinds[K], from: number): void {
    const { length } = this;
    for (let block = 0; block * BLOCK < length; block++) {
      const here = this.#blocks[block]!;
      const count = Math.min(BLOCK, length - block * BLOCK);
      target.set(count === BLOCK ? here : here.subarray(0, count), from + block * BLOCK);
      this.#blocks[block] = this.#allocate(0);
    }
    this.#blocks = [];
    this.#last = null;
    this.#lastCount = BLOCK;
  }

  /** All entries as one array; the list is empty afterwards. */
  take(): Kinds[K] {
    const all = this.#allocate(this.length);
    this.moveInto(all, 0);
    return all;
  }

  #allocate(length: number): Kinds[K] {
    return (this.#kind === 'int32' ? new Int32Array(length) : new Float64Array(length)) as Kinds[K];
  }
}
