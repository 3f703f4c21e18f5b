import highsLoader from 'highs';
import { createHighsSolver } from '../../../server/kernel/siting/highs-solver.ts';
import type { MilpSolver } from '../../../server/kernel/siting/milp-port.ts';

/** The real solver, loaded once for a test file. */
export async function loadSolver(): Promise<MilpSolver> {
  return createHighsSolver(await highsLoader());
}
