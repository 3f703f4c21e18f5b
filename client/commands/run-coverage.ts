import { execute } from '../api/processes.ts';
import { formatPercent } from '../i18n/format.ts';
import { EMPTY_SELECTION } from '../state/app-state.ts';
import { begin, fail, finish } from '../state/load.ts';
import { askCoverage, keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { announce } from './announce.ts';
import { buildLatestRequest } from './latest-request.ts';
import { runGaps } from './run-gaps.ts';
import { isAborted, toProblem } from './to-problem.ts';

const request = buildLatestRequest();

/**
 * Computes coverage with the current settings, then its gaps; a running one for older settings is aborted.
 */
export async function runCoverage(): Promise<void> {
  const state = store.getState();
  if (state.regionId === null) return;
  const { signal } = request.start();
  const question = askCoverage(state);
  const key = keyOf(question);
  patch({ coverage: begin(state.coverage, key) });
  try {
    const answer = await execute('coverage', question, state.language, signal);
    patch((now) => ({
      coverage: finish(now.coverage, key, answer),
      selection: { ...EMPTY_SELECTION, siteOrder: now.selection.siteOrder, pathTier: now.selection.pathTier },
    }));
    const { cutoffMinutes } = store.getState().settings;
    const row = answer.cutoffs.find((entry) => entry.cutoffMinutes === cutoffMinutes);
    if (row) {
      announce('saidCovered', {
        minutes: `${cutoffMinutes}`,
        percent: formatPercent(row.percent, store.getState().language),
      });
    }
    await runGaps();
  } catch (thrown) {
    if (isAborted(thrown)) return;
    patch((now) => ({ coverage: fail(now.coverage, key, toProblem(thrown)) }));
  }
}
