import { FROM_VEHICLE, type WalkSearch } from '../cost/walk-search.ts';
import { distanceMeters } from '../grid/grid-metric.ts';
import { centreX, centreY, UNREACHED } from '../grid/grid.ts';
import type { VehicleSearch } from '../network/ride-search.ts';
import { findPiece, type TripScene } from './describe-trip.ts';
import type { FootLabels } from './trace-trip.ts';

/** Which labels a node is read from: the final walk, the ride, the walk to the vehicle. */
const WALK = 0;
const RIDE = 1;
const FOOT = 2;

/**
 * Metres of the trips that led the last search to each of `targets`, NaN where it did not. Paths share
 * their stems: each node is
 * measured once, so the cost is that of the tree the targets span, not of targets times path length.
 */
export function measureTrips(
  walk: WalkSearch,
  ride: VehicleSearch | null,
  foot: FootLabels | null,
  targets: Int32Array,
  scene: TripScene,
): Float64Array {
  const { cells } = walk;
  const known = new Map<number, number>();
  const pending: number[] = [];
  const steps: number[] = [];
  const previousOf = (node: number, kind: number): { node: number; kind: number } | null => {
    if (kind === RIDE) {
      const before = ride!.previous[node - ride!.first]!;
      return before >= 0 ? { node: before + ride!.first, kind: RIDE } : { node, kind: FOOT };
    }
    const before = (kind === WALK ? walk.previous : foot!.previous)[node]!;
    if (before >= 0) return { node: before, kind };
    return before === FROM_VEHICLE && kind === WALK && ride !== null && foot !== null
      ? { node, kind: RIDE }
      : null;
  };
  return Float64Array.from(targets, (target) => {
    if (walk.seconds[target] === UNREACHED) return Number.NaN;
    pending.length = steps.length = 0;
    let at: { node: number; kind: number } | null = { node: target, kind: WALK };
    let meters = 0;
    while (at !== null) {
      const found = known.get(at.node * 3 + at.kind);
      if (found !== undefined) {
        meters = found;
        break;
      }
      const before = previousOf(at.node, at.kind);
      pending.push(at.node * 3 + at.kind);
      steps.push(
        before === null || before.node === at.node
          ? 0
          : measureStep(before.node, at.node, at.kind, cells, scene),
      );
      at = before;
    }
    for (let i = pending.length - 1; i >= 0; i--) {
      meters += steps[i]!;
      known.set(pending[i]!, meters);
    }
    return meters;
  });
}

/** Metres between two nodes that follow each other in the direction of the search. */
function measureStep(first: number, second: number, kind: number, cells: number, scene: TripScene): number {
  const [from, to] = scene.toFacility ? [second, first] : [first, second];
  if (from >= cells && to >= cells) {
    const { graph } = scene.roads!;
    const piece = findPiece(kind === RIDE ? graph.ride! : graph.walk, from - cells, to - cells);
    return graph.pieceEndMeters[piece]! - graph.pieceStartMeters[piece]!;
  }
  const grid = scene.land.metric.grid;
  const place = (node: number): [number, number] => {
    if (node >= cells) {
      const { graph } = scene.roads!;
      return [graph.nodeX[node - cells]!, graph.nodeY[node - cells]!];
    }
    const row = Math.floor(node / grid.columns);
    return [centreX(grid, node - row * grid.columns), centreY(grid, row)];
  };
  const [x0, y0] = place(from);
  const [x1, y1] = place(to);
  return distanceMeters(grid, x0, y0, x1, y1);
}
