const WINDOW_MILLISECONDS = 20_000;
/** Before this much is done a pace states nothing. */
const LEAST_SHARE = 0.02;

/** How fast a job goes. */
export interface Pace {
  /** Per cent a minute. */
  readonly ratePerMinute: number | null;
  readonly remainingSeconds: number | null;
}

/**
 * The pace of the last 20 seconds: a job's phases differ, so what it did at its beginning states little about
 * its end. Returns a function
 * that takes the milliseconds since the start and the share done; both never decrease. Null before anything
 * can be stated.
 */
export function buildPace(): (milliseconds: number, share: number) => Pace {
  const reported = [{ at: 0, share: 0 }];
  return (at, share) => {
    reported.push({ at, share });
    while (reported.length > 2 && reported[1]!.at <= at - WINDOW_MILLISECONDS) reported.shift();
    const first = reported[0]!;
    const perMillisecond = (share - first.share) / (at - first.at);
    if (!(share > LEAST_SHARE) || !(perMillisecond > 0) || perMillisecond === Infinity)
      return { ratePerMinute: null, remainingSeconds: null };
    return {
      ratePerMinute: Math.round(perMillisecond * 6e7) / 10,
      remainingSeconds: Math.round((1 - share) / perMillisecond / 100) / 10,
    };
  };
}
