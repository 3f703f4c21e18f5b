/**
 * How many random cases a property runs: 200 in `npm test`, as many as the property names in `npm run
 * test:deep`.
 */
export const deep = process.env['CARESHED_DEEP'] === '1';

/** `full` cases when testing deep, else at most 200. */
export function runs(full: number): number {
  return deep ? full : Math.min(full, 200);
}
