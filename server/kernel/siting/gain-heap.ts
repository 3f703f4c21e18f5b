/** Max-heap of site indices by gain, ties to the lowest index; gains may be upper bounds (lazy greedy). */
export class GainHeap {
  readonly gains: Float64Array;
  private readonly heap: Uint32Array;
  private size = 0;

  /** `gains` is read and written in place, by site; `members` start in the heap. */
  constructor(gains: Float64Array, members: ArrayLike<number>) {
    this.gains = gains;
    this.heap = new Uint32Array(gains.length);
    for (let place = 0; place < members.length; place++) this.heap[this.size++] = members[place]!;
    for (let place = (this.size >> 1) - 1; place >= 0; place--) this.sink(place);
  }

  get length(): number {
    return this.size;
  }

  /** Site with the largest gain, or -1. */
  peek(): number {
    return this.size > 0 ? this.heap[0]! : -1;
  }

  pop(): number {
    const top = this.peek();
    if (top < 0) return -1;
    this.heap[0] = this.heap[--this.size]!;
    this.sink(0);
    return top;
  }

  push(site: number): void {
    let place = this.size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.before(site, this.heap[parent]!)) break;
      this.heap[place] = this.heap[parent]!;
      place = parent;
    }
    this.heap[place] = site;
  }

  /** Restores order after the gain of the top was lowered. */
  lowerTop(): void {
    this.sink(0);
  }

  private before(a: number, b: number): boolean {
    const difference = this.gains[a]! - this.gains[b]!;
    return difference > 0 || (difference === 0 && a < b);
  }

  private sink(from: number): void {
    const site = this.heap[from]!;
    let place = from;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && this.before(this.heap[child + 1]!, this.heap[child]!)) child++;
      if (!this.before(this.heap[child]!, site)) break;
      this.heap[place] = this.heap[child]!;
      place = child;
    }
    this.heap[place] = site;
  }
}
