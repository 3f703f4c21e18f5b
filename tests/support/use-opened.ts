import { afterAll, beforeAll } from 'vitest';

/**
 * What `open` gives, for the tests of a file or a `describe`: there from the first test on, closed after
 * the last.
 */
export function useOpened<T extends { close(): Promise<void> }>(open: () => Promise<T>): T {
  const opened = {} as T;
  beforeAll(async () => {
    Object.assign(opened, await open());
  });
  afterAll(async () => {
    if ('close' in opened) await opened.close();
  });
  return opened;
}
