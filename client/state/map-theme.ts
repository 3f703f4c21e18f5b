import type { AppState } from './app-state.ts';
import { isStudyStale } from './study-questions.ts';

/** What the colours of the map show. */
export type MapTheme =
  | { readonly kind: 'time'; readonly tiles: string; readonly peopleTiles: string; readonly maxZoom: number }
  | {
      readonly kind: 'chance' | 'score';
      readonly tiles: string;
      readonly maxZoom: number;
      readonly tileScale: number;
      /** Score of the region's mean; 1 for a chance. */
      readonly unit: number;
      readonly lowerIsBetter: boolean;
    };

/**
 * The surface of the view in use: chances while uncertainty is shown, scores in the view of access, else
 * travel time. A stale surface is replaced by travel time, which is marked when it is stale itself.
 */
export function pickMapTheme(state: AppState): MapTheme | null {
  const { aspect, howSure, loads } = state.study;
  if (aspect === 'covered' && howSure && !isStudyStale(state, 'uncertainty')) {
    const surface = loads.uncertainty.value?.uncertainty?.cutoffs.find(
      (row) => row.cutoffMinutes === state.settings.cutoffMinutes,
    )?.surface;
    if (surface) return { kind: 'chance', ...surface, unit: 1, lowerIsBetter: false };
  }
  if (aspect === 'score' && !isStudyStale(state, 'score')) {
    const answer = loads.score.value;
    if (answer && (answer.mean ?? 0) > 0) {
      const lowerIsBetter = answer.unit === 'cost';
      return { kind: 'score', ...answer.surface, unit: answer.mean ?? 1, lowerIsBetter };
    }
  }
  const answer = state.coverage.value;
  return answer && answer.region === state.regionId ? { kind: 'time', ...answer.surface } : null;
}

/** One string per theme: the map is rebuilt when it changes. */
export function keyOfTheme(theme: MapTheme | null): string {
  return theme ? `${theme.kind} ${theme.tiles}` : '';
}

/** Which theme shows, for the legend and the list of layers. */
export function kindOfTheme(state: AppState): MapTheme['kind'] {
  return pickMapTheme(state)?.kind ?? 'time';
}

export interface ReferralLine {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** From each facility to its nearest of the next tier; empty outside the view of referral. */
export function listReferralLines(state: AppState): ReferralLine[] {
  const answer = state.study.loads.referral.value;
  if (!answer || state.study.aspect !== 'referral' || isStudyStale(state, 'referral')) return [];
  const to = new Map(answer.to.map((end) => [end.id, end]));
  return answer.from.flatMap((end) => {
    const nearest = end.nearestByTime ? to.get(end.nearestByTime.id) : undefined;
    return nearest ? [{ from: [end.lon, end.lat] as const, to: [nearest.lon, nearest.lat] as const }] : [];
  });
}
