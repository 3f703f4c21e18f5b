import type { SitingControl } from '../../../kernel/siting/control.ts';
import { computeGapPercent } from '../../../kernel/siting/gap.ts';
import type { MilpSolver } from '../../../kernel/siting/milp-port.ts';
import { CancelledError, type TaskContext } from '../../shared/task-context.ts';

/** What a model solves with: the exact solver of the thread, and who watches. */
export interface SolverTools {
  readonly solver: MilpSolver;
  readonly control: SitingControl;
}

/** A phase of this form states how far the best answer so far is from its bound: `gap 1.25` is 1.25 %. */
const GAP_PHASE = 'gap';

/** The phase that states it. */
export function gapPhase(value: number, bound: number): string {
  return `${GAP_PHASE} ${computeGapPercent(value, bound).toFixed(2)}`;
}

/**
 * Lets a caller watch the gap shrink and stop: a cancelled search keeps its best answer and is no error.
 * `already` is what value and
 * bound stand on (people covered before); a gap that is not below `reportedGapPercent` is not reported.
 */
export function createControl(
  context: TaskContext,
  from: number,
  to: number,
  already: number,
  reportedGapPercent = Infinity,
): SitingControl {
  let reported = reportedGapPercent;
  let steps = 0;
  return {
    shouldStop: () => context.isCancelled(),
    onProgress: ({ value, bound }) => {
      const gap = computeGapPercent(already + value, already + bound);
      if (!(gap < reported - 0.005) || !Number.isFinite(gap)) return;
      reported = gap;
      steps++;
      tell(
        context,
        from + (to - from) * (1 - 1 / (1 + steps / 8)),
        gapPhase(already + value, already + bound),
      );
    },
  };
}

/** Reports progress of a search that a cancel only stops. */
export function tell(context: TaskContext, fraction: number, phase?: string): void {
  if (context.isCancelled()) return;
  try {
    context.report(fraction, phase);
  } catch (error) {
    // Cancelled between the two lines: the search sees it at its next step.
    if (!(error instanceof CancelledError)) throw error;
  }
}
