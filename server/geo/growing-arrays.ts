/** Number list on a typed array that doubles. */
export class GrowingFloat64 {
  #array = new Float64Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.#array.length) {
      const bigger = new Float64Array(this.length * 2);
      bigger.set(this.#array);
      this.#array = bigger;
    }
    this.#array[this.length++] = value;
  }
  /** The entries so far, without a copy; valid until the next push. */
  view(): Float64Array {
    return this.#array.subarray(0, this.length);
  }
  /** The entries, once: the list is empty afterwards and holds no memory. */
  take(): Float64Array {
    const taken = this.#array.slice(0, this.length);
    this.#array = new Float64Array(1);
    this.length = 0;
    return taken;
  }
}

/** The same for unsigned 32-bit integers. */
export class GrowingUint32 {
  #array = new Uint32Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.#array.length) {
      const bigger = new Uint32Array(this.length * 2);
      bigger.set(this.#array);
      this.#array = bigger;
    }
    this.#array[this.length++] = value;
  }
  view(): Uint32Array {
    return this.#array.subarray(0, this.length);
  }
  /** The entries, once: the list is empty afterwards and holds no memory. */
  take(): Uint32Array {
    const taken = this.#array.slice(0, this.length);
    this.#array = new Uint32Array(1);
    this.length = 0;
    return taken;
  }
}
