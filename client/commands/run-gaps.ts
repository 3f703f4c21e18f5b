import { execute } from '../api/processes.ts';
import { begin, fail, finish } from '../state/load.ts';
import { askGaps, keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { toProblem } from './to-problem.ts';

/** Forms the gaps at the cut-off in use. Returns the run, or null when it failed. */
export async function runGaps(): Promise<string | null> {
  const state = store.getState();
  if (state.regionId === null) return null;
  const question = askGaps(state);
  const key = keyOf(question);
  patch({ gaps: begin(state.gaps, key) });
  try {
    const answer = await execute('coverage', question, state.language);
    patch((now) => ({
      gaps: finish(now.gaps, key, answer),
      selection: { ...now.selection, gapRank: null },
    }));
    return answer.run;
  } catch (thrown) {
    patch((now) => ({ gaps: fail(now.gaps, key, toProblem(thrown)) }));
    return null;
  }
}
