/**
 * Two times closer than this are the same time, seconds.
 *
 * A path of a thousand steps adds up a thousand roundings, and rasters carry cell sizes as 999.9999999926
 * m; both stay below a
 * microsecond. Without it a cell exactly an hour away is in or out by the last bit: 44 % of straight lines
 * of round length and speed fall
 * out of the closed interval (10 m to 1 km cells, 1–120 km/h).
 */
export const TIE_SECONDS = 1e-6;

/** Seconds to compare with by `<=` where a time of exactly `minutes` shall count. */
export const toCutoffSeconds = (minutes: number): number => minutes * 60 + TIE_SECONDS;

/** Whether a time in seconds is within a cut-off in minutes: closed, ties included. */
export const isWithinCutoff = (seconds: number, cutoffMinutes: number): boolean =>
  seconds <= toCutoffSeconds(cutoffMinutes);

/** The minutes that `toCutoffSeconds` was given, for up to six decimals. */
export const toCutoffMinutes = (cutoffSeconds: number): number =>
  Math.round((cutoffSeconds / 60) * 1e6) / 1e6;

/** Whole minutes of a time in seconds, which is one already where it is within a tie of it. */
export function toWholeMinutes(seconds: number, rounding: 'up' | 'down'): number {
  return rounding === 'up'
    ? Math.max(0, Math.ceil((seconds - TIE_SECONDS) / 60))
    : Math.floor((seconds + TIE_SECONDS) / 60);
}
