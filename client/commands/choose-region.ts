import { EMPTY_SELECTION, EMPTY_WORK } from '../state/app-state.ts';
import { EMPTY_LOAD } from '../state/load.ts';
import { patch, store } from '../state/store.ts';
import { loadZones } from './load-zones.ts';
import { runCoverage } from './run-coverage.ts';

/** Turns to another region: its results are new, its map is fitted, nothing of the last one stays. */
export async function chooseRegion(regionId: string): Promise<void> {
  if (store.getState().regionId === regionId) return;
  patch((state) => ({
    regionId,
    settings: { ...state.settings, tiers: null },
    view: null,
    coverage: EMPTY_LOAD,
    gaps: EMPTY_LOAD,
    uploadLoad: EMPTY_LOAD,
    report: EMPTY_LOAD,
    candidates: EMPTY_LOAD,
    work: EMPTY_WORK,
    past: [],
    future: [],
    selection: EMPTY_SELECTION,
    tab: 'coverage',
  }));
  await Promise.all([runCoverage(), loadZones()]);
}
