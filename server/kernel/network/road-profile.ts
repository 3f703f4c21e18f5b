import type { Land } from '../cost/land.ts';
import { computeBicycleSpeed } from '../cost/slope.ts';
import { distanceMeters } from '../grid/grid-metric.ts';
import { sampleBilinear } from '../grid/sample-bilinear.ts';
import type { EdgeSpeeds, Vehicle } from './edge-speeds.ts';
import { EDGE_BRIDGE, EDGE_FERRY, EDGE_TUNNEL, type RoadNetwork } from './road-network.ts';

/**
 * Times along one edge as running sums at stations (its vertices and points at most a cell apart), linear
 * in between. The time of a piece
 * is a difference of two sums, so it does not depend on where else the edge is split.
 */
export interface EdgeProfile {
  /** Metres along the edge at each station. */
  readonly meters: Float64Array;
  /** Seconds of the whole way to that station; null where that way is not allowed. */
  readonly walkForward: Float64Array | null;
  readonly walkBackward: Float64Array | null;
  readonly rideForward: Float64Array | null;
  readonly rideBackward: Float64Array | null;
}

/**
 * Profile of `edge`. Walkers and cyclists feel the slope between stations (elevation bilinear at the
 * stations); a bridge or tunnel climbs
 * evenly between its ends and a ferry not at all; motor vehicles feel no slope. `along` are the metres of
 * each vertex along the edge,
 * scaled so that the last equals the edge's length. O(length / cell).
 */
export function computeEdgeProfile(
  network: RoadNetwork,
  speeds: EdgeSpeeds,
  vehicle: Vehicle | null,
  land: Land,
  edge: number,
  along: Float64Array,
): EdgeProfile {
  const first = network.edgeVertexStart[edge]!;
  const flags = network.edgeFlags[edge]!;
  const grid = land.metric.grid;
  const elevation = flags & EDGE_FERRY ? null : land.elevation;
  const length = along[along.length - 1]!;
  const meters: number[] = [0];
  const heights: number[] = [];
  const heightAt = (x: number, y: number): number =>
    elevation === null ? Number.NaN : sampleBilinear(grid, elevation, x, y);
  heights.push(heightAt(network.vertexX[first]!, network.vertexY[first]!));
  for (let i = 1; i < along.length; i++) {
    const span = along[i]! - along[i - 1]!;
    if (!(span > 0)) continue;
    const steps = elevation === null ? 1 : Math.max(1, Math.ceil(span / land.metric.cellSizeMeters - 1e-6));
    const x0 = network.vertexX[first + i - 1]!;
    const y0 = network.vertexY[first + i - 1]!;
    const dx = network.vertexX[first + i]! - x0;
    const dy = network.vertexY[first + i]! - y0;
    for (let s = 1; s <= steps; s++) {
      meters.push(s === steps ? along[i]! : along[i - 1]! + (span * s) / steps);
      heights.push(heightAt(x0 + (dx * s) / steps, y0 + (dy * s) / steps));
    }
  }
  if (flags & (EDGE_BRIDGE | EDGE_TUNNEL) && length > 0) {
    const start = heights[0]!;
    const end = heights[heights.length - 1]!;
    for (let i = 0; i < heights.length; i++) heights[i] = start + ((end - start) * meters[i]!) / length;
  }
  const sums = (speed: number, sign: 1 | -1, paceFactor: (slope: number) => number): Float64Array | null => {
    if (!(speed > 0)) return null;
    const out = new Float64Array(meters.length);
    for (let i = 1; i < meters.length; i++) {
      const span = meters[i]! - meters[i - 1]!;
      const slope = (sign * (heights[i]! - heights[i - 1]!)) / span;
      out[i] = out[i - 1]! + (span / speed) * (slope === slope ? paceFactor(slope) : 1);
    }
    return out;
  };
  const slopeFunction = land.slope;
  const onFoot = slopeFunction === null ? () => 1 : (slope: number) => slopeFunction.multiplier(slope);
  const riding = (speed: number) =>
    vehicle === 'bicycle' ? (slope: number) => speed / computeBicycleSpeed(speed, slope) : () => 1;
  const { walkForward, walkBackward, rideForward, rideBackward } = speeds;
  return {
    meters: Float64Array.from(meters),
    walkForward: sums(walkForward[edge]!, 1, onFoot),
    walkBackward: sums(walkBackward[edge]!, -1, onFoot),
    rideForward: sums(rideForward[edge]!, 1, riding(rideForward[edge]!)),
    rideBackward: sums(rideBackward[edge]!, -1, riding(rideBackward[edge]!)),
  };
}

/** Running sum at `at` metres; `at` may be any point of the edge. */
export function readProfile(meters: Float64Array, sums: Float64Array, at: number): number {
  const last = meters.length - 1;
  if (at >= meters[last]!) return sums[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (meters[middle]! <= at) low = middle;
    else high = middle;
  }
  if (last === 0) return 0;
  const share = (at - meters[low]!) / (meters[low + 1]! - meters[low]!);
  return sums[low]! + share * (sums[low + 1]! - sums[low]!);
}

/** Metres of each vertex along `edge`, by the grid's metric and scaled to the edge's stated length. */
export function computeVertexMeters(network: RoadNetwork, land: Land, edge: number): Float64Array {
  const first = network.edgeVertexStart[edge]!;
  const count = network.edgeVertexStart[edge + 1]! - first;
  const along = new Float64Array(count);
  for (let i = 1; i < count; i++) {
    const v = first + i;
    along[i] =
      along[i - 1]! +
      distanceMeters(
        land.metric.grid,
        network.vertexX[v - 1]!,
        network.vertexY[v - 1]!,
        network.vertexX[v]!,
        network.vertexY[v]!,
      );
  }
  const drawn = along[count - 1]!;
  const stated = network.edgeLengthMeters[edge]!;
  if (drawn > 0) for (let i = 1; i < count; i++) along[i] = (along[i]! / drawn) * stated;
  along[count - 1] = stated;
  return along;
}
