import { ProblemException } from '../contract/problems.ts';

interface Waiter {
  readonly start: () => void;
  readonly leave: () => void;
}

/**
 * Lets at most `places` pieces of work run at once, the others in the order they came. Work whose `signal`
 * is aborted while it waits
 * leaves at once and is never begun: what is cancelled costs nothing and holds no one up.
 *
 * Why not the pool's own queue: a pool hands cancelled work to threads all the same, and when it ends a
 * thread for work that does not
 * stop, what waits behind it is forgotten until somebody asks for something else (piscina 5.3 without a
 * minimum of threads).
 */
export class WaitingLine {
  readonly #places: number;
  readonly #most: number;
  readonly #waiting = new Set<Waiter>();
  #running = 0;
  #closed = false;

  constructor(places: number, most: number) {
    this.#places = places;
    this.#most = most;
  }

  /** Pieces of work that wait. */
  get length(): number {
    return this.#waiting.size;
  }

  /**
   * Runs `work` as soon as there is room. Rejects with the problem `cancelled` when `signal` comes first or
   * the line is closed, with
   * `queue-full` when too many wait.
   */
  async run<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#running--;
      this.#callNext();
    }
  }

  /** Sends away all who wait and lets no one in any more. */
  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiting) waiter.leave();
  }

  #enter(signal: AbortSignal | undefined): Promise<void> {
    if (this.#closed || signal?.aborted) return Promise.reject(new ProblemException('cancelled'));
    if (this.#running < this.#places) {
      this.#running++;
      return Promise.resolve();
    }
    if (this.#waiting.size >= this.#most)
      return Promise.reject(new ProblemException('queue-full', { limit: this.#most }));
    return new Promise((enter, refuse) => {
      const out = (): void => {
        signal?.removeEventListener('abort', leave);
        this.#waiting.delete(waiter);
      };
      const leave = (): void => {
        out();
        refuse(new ProblemException('cancelled'));
      };
      const waiter: Waiter = {
        leave,
        start: () => {
          out();
          this.#running++;
          enter();
        },
      };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #callNext(): void {
    const [first] = this.#waiting;
    if (first && this.#running < this.#places) first.start();
  }
}
