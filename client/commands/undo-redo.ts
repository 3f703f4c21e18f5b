import { patch, store } from '../state/store.ts';
import { redoWork, undoWork } from '../state/undo.ts';
import { announce } from './announce.ts';

/** Undoes the last change of the map: a place, a boundary, a set of sites. */
export function undo(): void {
  if (store.getState().past.length === 0) return;
  patch(undoWork);
  announce('saidUndone');
}

export function redo(): void {
  patch(redoWork);
}
