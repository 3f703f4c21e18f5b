import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Folder of real regions and oracles beside the checkout; tests that read it run only when it is there. */
export const sharedFolder = resolve(import.meta.dirname, '../../../shared');

/**
 * Whether `relative` exists in the shared folder; prints one line naming what is not run when it does not.
 */
export function hasShared(relative: string, what: string): boolean {
  const there = existsSync(resolve(sharedFolder, relative));
  if (!there) console.log(`not run: ${what} (needs ../shared/${relative})`);
  return there;
}
