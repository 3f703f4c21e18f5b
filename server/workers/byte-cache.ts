interface Entry<T> {
  readonly value: T;
  readonly bytes: number;
}

/** A cache that keeps the last used entries of at most `mostBytes` together. */
export class ByteCache<T> {
  readonly #mostBytes: number;
  readonly #entries = new Map<string, Entry<T>>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Bytes of what is kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The entry under `key`, which is then the newest; null when it is not there. */
  find(key: string): T | null {
    const entry = this.#entries.get(key);
    if (!entry) return null;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /**
   * Keeps what `make` returns and lets the oldest go; nothing is made that takes more than half of the
   * room.
   */
  put(key: string, bytes: number, make: () => T): void {
    if (bytes > this.#mostBytes / 2) return;
    this.#drop(key);
    this.#entries.set(key, { value: make(), bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#mostBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }
}
