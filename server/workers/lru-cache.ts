/** What bounds a cache: entries, and bytes where each can say how many it holds. */
export interface LruLimit<T> {
  readonly entries: number;
  readonly bytes?: number;
  readonly bytesOf?: (value: T) => number;
}

/**
 * A map that forgets its least recently used entries beyond a number, and beyond a number of bytes. Entries
 * may grow while they are kept: they are measured at each call. The entry asked for last always stays.
 */
export class LruCache<T> {
  readonly #limit: LruLimit<T>;
  readonly #entries = new Map<string, T>();

  constructor(limit: LruLimit<T>) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The entry under `key`, built when absent. What is too much is forgotten before that. */
  get(key: string, build: () => T): T {
    let value = this.#entries.get(key);
    if (value === undefined) {
      this.#forget(this.#limit.entries - 1, false);
      value = build();
    }
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#forget(this.#limit.entries, true);
    return value;
  }

  #forget(most: number, keepsLast: boolean): void {
    const { bytes = Infinity, bytesOf = () => 0 } = this.#limit;
    const sizes = new Map([...this.#entries].map(([key, value]) => [key, bytesOf(value)]));
    let held = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [key, size] of sizes) {
      if ((keepsLast && this.#entries.size === 1) || (this.#entries.size <= most && held <= bytes)) return;
      this.#entries.delete(key);
      held -= size;
    }
  }
}
