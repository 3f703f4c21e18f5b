import type { z } from 'zod';
import type { PROCESSES } from '../../server/contract/processes.ts';
import type { RegionSummary } from '../../server/contract/resources.ts';
import type { Tier } from '../../server/contract/vocabulary.ts';
import type { AppState } from './app-state.ts';
import type { LonLat } from './lon-lat.ts';
import { leastSpacing } from './siting-plan.ts';
import { askOfPlan } from './siting-question.ts';
import { CLICK_MINUTES, TIME_STOPS } from './time-stops.ts';
import { askDetails } from './travel-details.ts';

type Sent<P extends keyof typeof PROCESSES> = z.input<(typeof PROCESSES)[P]['inputs']>;

/** The region in use, or null before the list came. */
export function getRegionInUse(state: AppState): RegionSummary | null {
  return state.regions.value?.find((region) => region.id === state.regionId) ?? null;
}

/** Tiers the region has facilities of, in the contract's order. */
export function getTiersPresent(state: AppState): Tier[] {
  return (
    getRegionInUse(state)
      ?.facilities.filter((entry) => entry.count > 0)
      .map((entry) => entry.tier) ?? []
  );
}

/** Tiers that count now. */
export function getTiersInUse(state: AppState): Tier[] {
  const present = getTiersPresent(state);
  const chosen = state.settings.tiers;
  return chosen === null ? present : present.filter((tier) => chosen.includes(tier));
}

/** Inputs that every question about the region has. */
export function commonInputs(state: AppState) {
  const { mode, model, season, direction, details } = state.settings;
  const present = getTiersPresent(state);
  const inUse = getTiersInUse(state);
  return {
    region: state.regionId ?? '',
    travel: {
      model,
      mode,
      season,
      direction,
      ...askDetails(details, { model, mode }, getRegionInUse(state)?.hasElevation ?? true),
    },
    ...(inUse.length < present.length ? { facilities: { tiers: inUse } } : {}),
  };
}

/** The compatible way of counting, where a process has one. */
export function compatInputs(state: AppState) {
  return state.settings.compat ? { compat: 'accessmod-5' as const } : {};
}

/** Coverage at every stop of the slider: the cut-off in use is no part of the question. */
export function askCoverage(state: AppState): Sent<'coverage'> {
  return { ...commonInputs(state), ...compatInputs(state), cutoffMinutes: [...TIME_STOPS] };
}

/**
 * Coverage up to the cut-off in use: a run forms its gaps at its longest cut-off.
 */
export function askGaps(state: AppState): Sent<'coverage'> {
  const { cutoffMinutes } = state.settings;
  return {
    ...commonInputs(state),
    ...compatInputs(state),
    cutoffMinutes: TIME_STOPS.filter((stop) => stop <= cutoffMinutes),
  };
}

export function askUploadCoverage(state: AppState, upload: string): Sent<'coverage'> {
  return { ...askCoverage(state), zones: `upload:${upload}` };
}

/** People within reach of a place; facilities have no effect. */
export function askCatchments(state: AppState, point: LonLat): Sent<'catchments'> {
  const { region, travel } = commonInputs(state);
  return { region, travel, origins: [[point[0], point[1]]], cutoffMinutes: [...CLICK_MINUTES] };
}

/** Nearest facility of each tier: all tiers, so that the card shows every level of care. */
export function askExplain(state: AppState, point: LonLat): Sent<'explain'> {
  const { region, travel } = commonInputs(state);
  return { region, travel, point: [point[0], point[1]], cutoffMinutes: state.settings.cutoffMinutes };
}

/** The timed trips, computed with the current settings of the model. */
export function askCalibration(state: AppState): Sent<'calibrate'> {
  const { region, travel } = commonInputs(state);
  return { region, travel, trips: [...state.calibration.trips] };
}

/**
 * Rules for where sites may stand. Inside the planner's own zones where the region has some: a county
 * builds within its line.
 */
function candidateRules(state: AppState) {
  const { plan } = state;
  const hasZones = (getRegionInUse(state)?.zoneLayers.length ?? 0) > 0;
  const spacing = Math.max(plan.spacingMeters, leastSpacing(plan));
  const rules = {
    ...(hasZones && plan.insideZones ? { insideZones: true } : {}),
    ...(spacing > 0 ? { spacingMeters: spacing } : {}),
    ...(plan.maximumRoadMeters > 0 ? { maximumRoadMeters: plan.maximumRoadMeters } : {}),
    ...(plan.minimumPeople > 0 ? { minimumPeople: plan.minimumPeople } : {}),
  };
  return Object.keys(rules).length > 0 ? { candidates: rules } : {};
}

export function askSiting(state: AppState): Sent<'siting'> {
  return { ...commonInputs(state), ...candidateRules(state), ...askOfPlan(state, getTiersInUse(state)) };
}

/** Number and places of candidate sites; facilities have no effect. */
export function askCandidates(state: AppState): Sent<'siting-candidates'> {
  const { region, travel } = commonInputs(state);
  return { region, travel, ...candidateRules(state) };
}

/** One string per question: equal questions have equal keys. */
export function keyOf(question: unknown): string {
  return JSON.stringify(question);
}

/** Key of the click card: nothing it shows depends on the cut-off in use. */
export function keyOfPoint(state: AppState, point: LonLat): string {
  return keyOf(askCatchments(state, point));
}
