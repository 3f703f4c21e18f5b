import { UNREACHED } from '../grid/grid.ts';
import { computeSortOrder } from '../stats/sort-order.ts';
import { addTo, buildSums, computeSum, readSum } from '../stats/sum.ts';
import type { Gap, GapInput } from './gaps.ts';
import { computeGaps } from './gaps.ts';

/**
 * What might help where no building pays: a mobile clinic by the road there is, or a screen; or first the
 * data, where the map stops them.
 */
type WeakSpotHelp = 'mobile-clinic' | 'telemedicine' | 'check-data';

interface WeakSpot extends Gap {
  readonly help: WeakSpotHelp;
}

export interface WeakSpots {
  /** People beyond this time are the worst-off share; null when no one lives here. */
  readonly thresholdSeconds: number | null;
  /** People in the spots: at most the share asked for, or everybody without a path where these are more. */
  readonly people: number;
  readonly spots: readonly WeakSpot[];
}

/**
 * The people who are worst off, clustered: those with the longest times (people without a path last) up to
 * `share` of everybody.
 *
 * Cells of equal time are taken together or not at all, so `people` is at most share · everybody. A spot of
 * at least
 * `mobileClinicPeople` whose people mostly have a path suits a mobile clinic; smaller or cut-off ones
 * telemedicine; where most of them
 * are on water or without land data, the layers want a look first: rules of thumb to be shown as such.
 * Input as for gaps, without a cut-off. O(cells + cells · (bridge + 1)²).
 */
export function computeWeakSpots(
  input: Omit<GapInput, 'cutoffSeconds'>,
  share = 0.1,
  mobileClinicPeople = 200,
): WeakSpots {
  if (!(share > 0 && share <= 1)) throw new RangeError(`share: expected in (0, 1], got ${share}`);
  const { seconds, population } = input;
  let count = 0;
  const sums = buildSums(1);
  for (let cell = 0; cell < seconds.length; cell++) {
    if (!(population[cell]! > 0)) continue;
    addTo(sums, 0, population[cell]!);
    count++;
  }
  const cells = new Int32Array(count);
  const times = new Float64Array(count);
  for (let cell = 0, i = 0; i < count; cell++) {
    if (!(population[cell]! > 0)) continue;
    cells[i] = cell;
    times[i++] = seconds[cell]!;
  }
  const order = computeSortOrder(times);
  const allowed = share * readSum(sums, 0);
  let people = 0;
  let threshold: number | null = null;
  for (let end = order.length; end > 0;) {
    const time = times[order[end - 1]!]!;
    let from = end;
    let group = 0;
    while (from > 0 && times[order[from - 1]!] === time) group += population[cells[order[--from]!]!]!;
    if (people + group > allowed * (1 + 1e-12) && time < UNREACHED) {
      threshold = time;
      break;
    }
    people += group;
    end = from;
    if (end === 0) threshold = 0;
  }
  if (threshold === null) return { thresholdSeconds: null, people: 0, spots: [] };
  // everybody slower than the threshold; a time of exactly the threshold stays out
  const gaps = computeGaps({ ...input, cutoffSeconds: threshold });
  const helpOf = ({ people: here, reasons }: Gap): WeakSpotHelp => {
    if ((reasons.onBarrier + reasons.noData) * 2 > here) return 'check-data';
    return here >= mobileClinicPeople && reasons.tooFar * 2 > here ? 'mobile-clinic' : 'telemedicine';
  };
  const spots = gaps.map((gap): WeakSpot => Object.assign(gap, { help: helpOf(gap) }));
  return { thresholdSeconds: threshold, people: computeSum(spots.map((spot) => spot.people)), spots };
}
