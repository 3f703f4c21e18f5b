/** A map that forgets its least recently used entry beyond `limit`. */
export class LruCache<T> {
  readonly #limit: number;
  readonly #entries = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry under `key`, built when absent. */
  get(key: string, build: () => T): T {
    let value = this.#entries.get(key);
    if (value === undefined) value = build();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#limit) {
      const oldest = this.#entries.keys().next().value;
      if (oldest !== undefined) this.#entries.delete(oldest);
    }
    return value;
  }
}
