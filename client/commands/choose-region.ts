import { EMPTY_CALIBRATION, EMPTY_SELECTION, EMPTY_WORK, type TabId } from '../state/app-state.ts';
import { EMPTY_LOAD } from '../state/load.ts';
import { EMPTY_STUDY } from '../state/study-state.ts';
import { patch, store } from '../state/store.ts';
import { loadQuality } from './load-quality.ts';
import { loadZones } from './load-zones.ts';
import { runCoverage } from './run-coverage.ts';

/** Changes the region: the map is fitted to it, no result of the last one stays. */
export async function chooseRegion(regionId: string): Promise<void> {
  if (store.getState().regionId !== regionId) await openRegion(regionId, 'coverage');
}

/** Opens a region even if it is in use already: its data may be new. */
export async function openRegion(regionId: string, tab: TabId): Promise<void> {
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
    calibration: EMPTY_CALIBRATION,
    study: { ...EMPTY_STUDY, aspect: state.study.aspect },
    past: [],
    future: [],
    selection: EMPTY_SELECTION,
    tab,
    intake: {
      ...state.intake,
      quality: EMPTY_LOAD,
      versions: [],
      corrections: {},
      finding: null,
      manage: EMPTY_LOAD,
    },
  }));
  await Promise.all([runCoverage(), loadZones(), loadQuality()]);
}
