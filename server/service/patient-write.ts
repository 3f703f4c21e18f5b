import { setTimeout as delay } from 'node:timers/promises';
import { findStorageFault } from '../store/storage-fault.ts';
import type { ExecuteOptions } from './context.ts';

/**
 * Waits between tries while another program holds the database, the last one repeated: about five minutes
 * in all.
 */
const WAIT_MILLISECONDS = [100, 300, 1000, 3000, 5000] as const;
const MOST_TRIES = 50;

/**
 * Writes what a job has worked out. While another program (a backup, a viewer) holds the database it is
 * tried again: hours of work are not
 * given up for a second's lock. An answer that a reader waits for is tried once, and a job that is
 * cancelled no further.
 */
export async function writePatiently<T>(
  write: () => T,
  { lane, signal }: Pick<ExecuteOptions, 'lane' | 'signal'>,
): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return write();
    } catch (error) {
      const waits = lane === 'job' && !signal?.aborted && tries < MOST_TRIES;
      if (!waits || findStorageFault(error) !== 'busy') throw error;
      const wait = WAIT_MILLISECONDS[Math.min(tries, WAIT_MILLISECONDS.length) - 1];
      await delay(wait, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => undefined);
    }
}
