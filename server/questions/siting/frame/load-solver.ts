import highsLoader from 'highs';
import { createHighsSolver } from '../../../kernel/siting/highs-solver.ts';
import type { MilpSolver } from '../../../kernel/siting/milp-port.ts';

/** Nodes of its tree: a limit without a clock, so equal questions have equal answers. */
const MAX_NODES = 300;
/** Larger models are left to our own bounds: their first relaxation alone may take minutes. */
export const SOLVER_ROWS = 4000;

let loading: Promise<MilpSolver> | null = null;

/** The exact solver of this thread, loaded once. */
export function loadSolver(): Promise<MilpSolver> {
  loading ??= highsLoader().then((highs) => createHighsSolver(highs, { maxNodes: MAX_NODES }));
  return loading;
}
