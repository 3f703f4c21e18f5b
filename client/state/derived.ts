import type { CoverageAnswer, ExplainAnswer } from '../../server/contract/processes.ts';
import type { Tier } from '../../server/contract/vocabulary.ts';
import type { AppState } from './app-state.ts';
import { isStale } from './load.ts';
import { askCoverage, askSiting, askUploadCoverage, keyOf } from './questions.ts';
import { isStudyStale } from './study-questions.ts';
import { STUDY_PARTS } from './study-state.ts';

export type CutoffRow = CoverageAnswer['cutoffs'][number];

/** The row of a coverage answer at the cut-off in use; null when it was not asked for. */
export function findCutoff(rows: readonly CutoffRow[], minutes: number): CutoffRow | null {
  return rows.find((row) => row.cutoffMinutes === minutes) ?? null;
}

export function sumUncovered(row: CutoffRow): number {
  const { tooFar, blocked, onBarrier, capacity, noData } = row.uncovered;
  return tooFar + blocked + onBarrier + capacity + noData;
}

/** People within the cut-off by tier of their nearest facility, and how many facilities the tier has. */
export function countByTier(
  answer: CoverageAnswer,
  minutes: number,
): { tier: Tier; facilities: number; people: number }[] {
  const column = answer.cutoffs.findIndex((row) => row.cutoffMinutes === minutes);
  const byTier = new Map<Tier, { tier: Tier; facilities: number; people: number }>();
  for (const facility of answer.facilities) {
    if (facility.state === 'outside') continue;
    const entry = byTier.get(facility.tier) ?? { tier: facility.tier, facilities: 0, people: 0 };
    entry.facilities += 1;
    entry.people += facility.people[column] ?? 0;
    byTier.set(facility.tier, entry);
  }
  return [...byTier.values()];
}

/** Whether there is a result for the current settings, so that a report can be made. */
export function canReport(state: AppState): boolean {
  return state.coverage.value !== null && !isStale(state.coverage, keyOf(askCoverage(state)));
}

/** Further results on the screen that belong in a report; stale results are left out. */
export function getFurtherRuns(state: AppState): string[] {
  const { siting, upload, uploadCoverage } = state.work;
  const runs: string[] = [];
  if (siting.value && !isStale(siting, keyOf(askSiting(state)))) runs.push(siting.value.run);
  if (upload && uploadCoverage.value) {
    if (!isStale(uploadCoverage, keyOf(askUploadCoverage(state, upload.upload))))
      runs.push(uploadCoverage.value.run);
  }
  for (const part of STUDY_PARTS) {
    const run = state.study.loads[part].value?.run;
    if (run !== undefined && !isStudyStale(state, part)) runs.push(run);
  }
  return [...new Set(runs)];
}

/**
 * The path that is drawn and listed by leg: to the chosen tier, else to the nearest facility that
 * counts, else to any.
 */
export function pickShownPath(
  nearest: readonly ExplainAnswer['nearest'][number][],
  chosen: Tier | null,
  tiersInUse: readonly Tier[] | null,
): ExplainAnswer['nearest'][number] | null {
  const byTime = nearest
    .filter((entry) => entry.geometry !== null && entry.minutes !== null)
    .sort((a, b) => (a.minutes ?? 0) - (b.minutes ?? 0));
  return (
    byTime.find((entry) => entry.tier === chosen) ??
    byTime.find((entry) => tiersInUse === null || tiersInUse.includes(entry.tier)) ??
    byTime[0] ??
    null
  );
}

type Box = readonly [number, number, number, number];

/** The box around boxes; null around none. */
export function unionBounds(boxes: readonly Box[]): Box | null {
  const [first, ...rest] = boxes;
  if (!first) return null;
  let [west, south, east, north] = first;
  for (const box of rest) {
    west = Math.min(west, box[0]);
    south = Math.min(south, box[1]);
    east = Math.max(east, box[2]);
    north = Math.max(north, box[3]);
  }
  return [west, south, east, north];
}
