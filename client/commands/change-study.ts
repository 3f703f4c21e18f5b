import { patch, store } from '../state/store.ts';
import { isStudyStale } from '../state/study-questions.ts';
import type { Aspect, CapacityPart, ChainStart, NormPreset, StudyChoices } from '../state/study-state.ts';
import { snapToStop } from '../state/time-stops.ts';
import { changeSettings } from './change-settings.ts';
import { runCoverage } from './run-coverage.ts';
import { runStudy } from './run-study.ts';

export function openAspect(aspect: Aspect): void {
  patch((state) => ({ tab: 'coverage', study: { ...state.study, aspect } }));
}

export function changeChoices(part: Partial<StudyChoices>): void {
  patch((state) => ({ study: { ...state.study, choices: { ...state.study.choices, ...part } } }));
}

export function showCapacity(mode: CapacityPart): void {
  patch((state) => ({ study: { ...state.study, capacityShown: mode } }));
}

/** The next step starts from the remainder of a run; null starts again with all people. */
export function setChainStart(chainStart: ChainStart | null): void {
  patch((state) => ({ study: { ...state.study, chainStart } }));
}

/** The switch of the uncertainty analysis: it requests the draws unless they are known. */
export function switchHowSure(howSure: boolean): void {
  patch((state) => ({ study: { ...state.study, howSure } }));
  const state = store.getState();
  const load = state.study.loads.uncertainty;
  if (howSure && !load.busy && (load.value === null || isStudyStale(state, 'uncertainty'))) {
    void runStudy('uncertainty');
  }
}

/** Sets tier, travel and cut-off of a norm, and computes. */
export function applyNorm({ tier, minutes, mode }: NormPreset): void {
  changeSettings({ tiers: [tier], mode, cutoffMinutes: snapToStop(minutes) });
  void runCoverage();
}
