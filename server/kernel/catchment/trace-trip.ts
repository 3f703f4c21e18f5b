import { FROM_VEHICLE, type WalkSearch } from '../cost/walk-search.ts';
import type { VehicleSearch } from '../network/ride-search.ts';

/**
 * One step of a trip in the direction of the search. Nodes are numbered as in `WalkSearch`: cells, then
 * road nodes.
 */
export interface TripStep {
  readonly kind: 'walk' | 'board' | 'ride';
  readonly from: number;
  readonly to: number;
  readonly seconds: number;
}

/** Labels of the search as they stood when it had only walked. */
export interface FootLabels {
  readonly previous: Int32Array;
  readonly seconds: Float64Array;
}

/**
 * Steps that led the last search to `cell`, from the source on. The way to the vehicle is read from `foot`,
 * because walking on from the
 * vehicle may have overwritten it. The seconds are differences of labels, so they add up to the label of
 * `cell`. O(steps).
 */
export function traceTrip(
  walk: WalkSearch,
  ride: VehicleSearch | null,
  foot: FootLabels | null,
  cell: number,
): TripStep[] {
  const steps: TripStep[] = [];
  let labels: FootLabels = walk;
  let node = cell;
  for (;;) {
    const from = labels.previous[node]!;
    if (from >= 0) {
      steps.push({
        kind: 'walk',
        from,
        to: node,
        seconds: labels.seconds[node]! - labels.seconds[from]!,
      });
      node = from;
      continue;
    }
    if (from !== FROM_VEHICLE || ride === null || foot === null) break;
    let at = node - ride.first;
    for (let before = ride.previous[at]!; before >= 0; before = ride.previous[at]!) {
      steps.push({
        kind: 'ride',
        from: before + ride.first,
        to: at + ride.first,
        seconds: ride.seconds[at]! - ride.seconds[before]!,
      });
      at = before;
    }
    node = at + ride.first;
    steps.push({ kind: 'board', from: node, to: node, seconds: ride.seconds[at]! - foot.seconds[node]! });
    labels = foot;
  }
  return steps.reverse();
}
