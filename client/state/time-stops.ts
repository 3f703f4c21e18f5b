/**
 * Stops of the time slider in minutes. One coverage run holds all of them, so the slider needs no request.
 */
export const TIME_STOPS = [5, 10, 15, 20, 30, 45, 60, 75, 90, 120, 150, 180] as const;

/** Cut-offs of the catchments drawn around a clicked point. */
export const CLICK_MINUTES = [15, 30, 60] as const;

/**
 * 30 minutes is the usual rural norm; at 60 minutes most counties are almost fully covered.
 */
export const START_CUTOFF_MINUTES = 30;

/** The stop nearest to `minutes`; ties go to the shorter. */
export function snapToStop(minutes: number): number {
  let best: number = START_CUTOFF_MINUTES;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const stop of TIME_STOPS) {
    const distance = Math.abs(stop - minutes);
    if (distance < bestDistance) {
      best = stop;
      bestDistance = distance;
    }
  }
  return best;
}
