import { store } from '../state/store.ts';
import { askPoint } from './ask-point.ts';

/** Asks about the centre of the map: what a click does, for those who do not use a pointer. */
export async function askMapCentre(): Promise<void> {
  const { view } = store.getState();
  if (view) await askPoint([Number(view.lon.toFixed(6)), Number(view.lat.toFixed(6))]);
}
