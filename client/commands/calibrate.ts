import { execute } from '../api/processes.ts';
import { DEFAULT_DETAILS, applyFactors, type TravelDetails } from '../state/travel-details.ts';
import { EMPTY_CALIBRATION } from '../state/app-state.ts';
import { EMPTY_LOAD, begin, fail, finish } from '../state/load.ts';
import { askCalibration, keyOf } from '../state/questions.ts';
import { readTrips } from '../state/read-trips.ts';
import { patch, store } from '../state/store.ts';
import { changeSettings } from './change-settings.ts';
import { toProblem } from './to-problem.ts';

/** Reads a file of timed trips and requests the same trips from the model. */
export async function openTrips(file: File): Promise<void> {
  const { trips, faults } = readTrips(await file.text());
  patch({ calibration: { name: file.name, trips, faults, load: EMPTY_LOAD } });
  await runCalibration();
}

/** Requests the trips on the page from the model with the current settings. */
export async function runCalibration(): Promise<void> {
  const state = store.getState();
  if (state.regionId === null || state.calibration.trips.length === 0) return;
  const question = askCalibration(state);
  const key = keyOf(question);
  const change = (next: typeof state.calibration.load): void =>
    patch((now) => ({ calibration: { ...now.calibration, load: next } }));
  change(begin(state.calibration.load, key));
  try {
    const answer = await execute('calibrate', question, state.language);
    change(finish(store.getState().calibration.load, key, answer));
  } catch (thrown) {
    change(fail(store.getState().calibration.load, key, toProblem(thrown)));
  }
}

/**
 * Applies the suggested speeds to the settings, where they are listed; answers become stale, nothing is
 * requested.
 */
export function applyCalibration(): void {
  const { calibration, settings } = store.getState();
  const answer = calibration.load.value;
  if (answer) changeDetails(applyFactors(settings.details, settings.mode, answer.factors));
}

export function clearTrips(): void {
  patch({ calibration: EMPTY_CALIBRATION });
}

export function changeDetails(part: Partial<TravelDetails>): void {
  changeSettings({ details: { ...store.getState().settings.details, ...part } });
}

export function resetDetails(): void {
  changeSettings({ details: DEFAULT_DETAILS });
}
