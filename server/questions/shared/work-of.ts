/**
 * Time of a question in searches of its region: one, and a quarter for each random draw, which ends at the
 * cut-off.
 */
export function workOf(inputs: unknown): number {
  const { uncertainty } = inputs as { uncertainty?: { draws?: number } };
  return 1 + (uncertainty?.draws ?? 0) / 4;
}
