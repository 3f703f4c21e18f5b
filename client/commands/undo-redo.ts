import { patch, store } from '../state/store.ts';
import { redoWork, undoWork } from '../state/undo.ts';
import { announce } from './announce.ts';

/** Takes back the last thing put on the map: a place, a boundary, a set of sites. */
export function undo(): void {
  if (store.getState().past.length === 0) return;
  patch(undoWork);
  announce('saidUndone');
}

export function redo(): void {
  patch(redoWork);
}
