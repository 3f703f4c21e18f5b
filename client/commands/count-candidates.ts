import { execute } from '../api/processes.ts';
import { begin, EMPTY_LOAD, fail, finish } from '../state/load.ts';
import { askCandidates, keyOf } from '../state/questions.ts';
import { patch, store } from '../state/store.ts';
import { announce } from './announce.ts';
import { buildLatestRequest } from './latest-request.ts';
import { isAborted, toProblem } from './to-problem.ts';

const request = buildLatestRequest();

/** Counts the places where sites may stand and shows them on the map, before anything is solved. */
export async function countCandidates(): Promise<void> {
  const state = store.getState();
  if (state.regionId === null) return;
  const { signal } = request.start();
  const question = askCandidates(state);
  const key = keyOf(question);
  patch({ candidates: begin(state.candidates, key) });
  try {
    const answer = await execute('siting-candidates', question, state.language, signal);
    patch((now) => ({ candidates: finish(now.candidates, key, answer) }));
    announce('saidCandidates', { count: `${answer.count}` });
  } catch (thrown) {
    if (isAborted(thrown)) return;
    patch((now) => ({ candidates: fail(now.candidates, key, toProblem(thrown)) }));
  }
}

export function hideCandidates(): void {
  request.stop();
  patch({ candidates: EMPTY_LOAD });
}
