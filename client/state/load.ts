import type { Problem } from '../../server/contract/resources.ts';

/**
 * A question sent to the service. `key` names the question in flight, `valueKey` the one that `value` answers;
 * a value whose key differs from the question the settings ask now is stale and must be shown as such.
 */
export interface Load<T> {
  readonly key: string | null;
  readonly busy: boolean;
  readonly value: T | null;
  readonly valueKey: string | null;
  readonly problem: Problem | null;
}

export const EMPTY_LOAD: Load<never> = { key: null, busy: false, value: null, valueKey: null, problem: null };

/** The question `key` was sent; the value stays until the answer arrives. */
export function begin<T>(load: Load<T>, key: string): Load<T> {
  return { ...load, key, busy: true, problem: null };
}

/** The answer to `key`; answers to earlier questions are dropped. */
export function finish<T>(load: Load<T>, key: string, value: T): Load<T> {
  if (load.key !== key) return load;
  return { key, busy: false, value, valueKey: key, problem: null };
}

export function fail<T>(load: Load<T>, key: string, problem: Problem): Load<T> {
  if (load.key !== key) return load;
  return { ...load, busy: false, problem };
}

/** Whether there is a value and it answers another question than `wantedKey`. */
export function isStale(load: Load<unknown>, wantedKey: string): boolean {
  return load.value !== null && load.valueKey !== wantedKey;
}
