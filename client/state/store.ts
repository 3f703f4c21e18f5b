import { createStore } from 'zustand/vanilla';
import { INITIAL_STATE, type AppState } from './app-state.ts';

/** The one store. Commands write it with `patch`; panels and map read and subscribe. */
export const store = createStore<AppState>()(() => INITIAL_STATE);

export function patch(part: Partial<AppState> | ((state: AppState) => Partial<AppState>)): void {
  store.setState(part);
}

/** Calls `listener` with the selected part whenever it changes (by identity). */
export function watch<T>(select: (state: AppState) => T, listener: (now: T, before: T) => void): () => void {
  let before = select(store.getState());
  return store.subscribe((state) => {
    const now = select(state);
    if (Object.is(now, before)) return;
    const last = before;
    before = now;
    listener(now, last);
  });
}
