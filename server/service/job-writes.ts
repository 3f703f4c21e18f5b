import { setTimeout as delay } from 'node:timers/promises';
import { findStorageFault } from '../store/storage-fault.ts';
import type { JobChange, JobRow, JobStore } from '../store/job-store.ts';

/** Waits between tries to save what must not be lost; the last one is repeated. */
const RETRY_MILLISECONDS = [100, 300, 1000, 3000, 5000] as const;
/**
 * After a failed write of progress none is tried for this long: each try may wait for the lock of another
 * program.
 */
const PAUSE_MILLISECONDS = 5000;

/** Writes of job states while the disk may be full or the database locked by another program. */
export interface JobWrites {
  /**
   * Progress and the like: saved where it can be, else left out; never throws a storage fault. Null when it
   * was left out.
   */
  tryUpdate(id: string, change: JobChange): JobRow | null;
  /** What must not be lost: tried until it is saved or the service closes. Readers see the change at once. */
  settle(id: string, change: JobChange): Promise<void>;
  /** `write` until it is taken or the service closes; false when it closed first. */
  insist(write: () => void): Promise<boolean>;
  /** A row with what could not be saved yet. */
  withUnsaved(row: JobRow): JobRow;
  close(): void;
}

export function createJobWrites(
  jobs: JobStore,
  update: (id: string, change: JobChange) => JobRow,
  milliseconds: () => number,
): JobWrites {
  const unsaved = new Map<string, JobChange>();
  let pausedUntil = -Infinity;
  const closing = new AbortController();
  const insist = async (write: () => void): Promise<boolean> => {
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      try {
        write();
        return true;
      } catch (error) {
        if (findStorageFault(error) === null) throw error;
        const wait = RETRY_MILLISECONDS[Math.min(attempt, RETRY_MILLISECONDS.length - 1)];
        await delay(wait, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
      }
    }
    return false;
  };
  return {
    tryUpdate: (id, change) => {
      if (milliseconds() < pausedUntil) return null;
      try {
        return update(id, change);
      } catch (error) {
        if (findStorageFault(error) === null) throw error;
        pausedUntil = milliseconds() + PAUSE_MILLISECONDS;
        return null;
      }
    },
    settle: async (id, change) => {
      unsaved.set(id, change);
      try {
        await insist(() => {
          if (jobs.find(id) !== null) update(id, change);
        });
      } finally {
        unsaved.delete(id);
      }
    },
    insist,
    withUnsaved: (row) => {
      const change = unsaved.get(row.jobID);
      return change ? { ...row, ...change } : row;
    },
    close: () => closing.abort(),
  };
}
