import type { AppState, Work } from './app-state.ts';
import { EMPTY_SELECTION } from './app-state.ts';

const DEPTH = 50;

/** Puts `next` in place of the present work and remembers the present for undo. */
export function pushWork(state: AppState, next: Work): Partial<AppState> {
  return { past: [...state.past, state.work].slice(-DEPTH), future: [], work: next };
}

/** Goes one step back; without one the state stays as it is. */
export function undoWork(state: AppState): Partial<AppState> {
  const last = state.past.at(-1);
  if (!last) return {};
  return {
    past: state.past.slice(0, -1),
    future: [state.work, ...state.future],
    work: settle(last),
    selection: EMPTY_SELECTION,
  };
}

export function redoWork(state: AppState): Partial<AppState> {
  const [next, ...rest] = state.future;
  if (!next) return {};
  return { past: [...state.past, state.work], future: rest, work: settle(next), selection: EMPTY_SELECTION };
}

/** A remembered question whose answer never arrived is not in flight any more. */
function settle(work: Work): Work {
  return {
    ...work,
    pointAnswer: { ...work.pointAnswer, busy: false },
    uploadCoverage: { ...work.uploadCoverage, busy: false },
    siting: { ...work.siting, busy: false },
  };
}
