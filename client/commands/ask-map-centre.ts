import { store } from '../state/store.ts';
import { askPoint } from './ask-point.ts';

/** Requests the centre of the map: a click for people who do not use a pointer. */
export async function askMapCentre(): Promise<void> {
  const { view } = store.getState();
  if (view) await askPoint([Number(view.lon.toFixed(6)), Number(view.lat.toFixed(6))]);
}
