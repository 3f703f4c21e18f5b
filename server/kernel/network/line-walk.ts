import { paceOnSlope, type Land } from '../cost/land.ts';
import { distanceMeters } from '../grid/grid-metric.ts';
import { NONE } from '../grid/grid.ts';
import { sampleBilinear } from '../grid/sample-bilinear.ts';
import { buildLineTrace, traceLineInto, type LineTrace } from '../grid/trace-line.ts';

/** A straight walk: metres, and seconds from the cell to the point and back. Reused between calls. */
export interface LineWalk {
  meters: number;
  toRoad: number;
  fromRoad: number;
}

const trace: LineTrace = buildLineTrace();
/** A part of a line this short is no crossing: a point on a border may come out slightly beyond it. */
export const LEAST_SHARE = 1e-9;

/**
 * Fills `out` with the straight walk over land between the centre of `cell` and a point: metres, and seconds
 * both ways at the speed of the cells it crosses, with the slope between the two ends. False where it would
 * cross a barrier, squeeze between two barriers at a corner, or leave the grid.
 */
export function walkLineInto(land: Land, cell: number, x: number, y: number, out: LineWalk): boolean {
  const { grid } = land.metric;
  const pace = land.paceSecondsPerMeter;
  const row = Math.floor(cell / grid.columns);
  const centreX = grid.left + (cell - row * grid.columns + 0.5) * grid.cellWidth;
  const centreY = grid.top - (row + 0.5) * grid.cellHeight;
  const meters = distanceMeters(grid, centreX, centreY, x, y);
  const count = traceLineInto(grid, centreX, centreY, x, y, trace);
  let meanPace = 0;
  let before = cell;
  for (let i = 0; i < count; i++) {
    if (trace.shares[i]! < LEAST_SHARE) continue;
    const at = trace.cells[i]!;
    if (at === NONE) return false;
    const here = pace[at]!;
    if (here === Infinity) return false;
    if (at !== before && isSqueeze(land, before, at)) return false;
    before = at;
    meanPace += here * trace.shares[i]!;
  }
  out.meters = meters;
  if (land.means !== null) {
    rideInto(land, cell, x, y, count, out);
    return true;
  }
  const flat = meters * meanPace;
  out.toRoad = flat;
  out.fromRoad = flat;
  if (land.elevation === null || land.slope === null || meters === 0) return true;
  const slope = (sampleBilinear(grid, land.elevation, x, y) - land.elevation[cell]!) / meters;
  if (slope !== slope) return true;
  out.toRoad = flat * land.slope.multiplier(slope);
  out.fromRoad = flat * land.slope.multiplier(-slope);
  return true;
}

/** The same at the pace of whoever moves in each cell crossed (`land.means`). Reads the trace just made. */
function rideInto(land: Land, cell: number, x: number, y: number, count: number, out: LineWalk): void {
  const { meters } = out;
  const slope =
    land.elevation === null || meters === 0
      ? Number.NaN
      : (sampleBilinear(land.metric.grid, land.elevation, x, y) - land.elevation[cell]!) / meters;
  let toRoad = 0;
  let fromRoad = 0;
  for (let i = 0; i < count; i++) {
    if (trace.shares[i]! < LEAST_SHARE) continue;
    toRoad += paceOnSlope(land, trace.cells[i]!, slope) * trace.shares[i]!;
    fromRoad += paceOnSlope(land, trace.cells[i]!, -slope) * trace.shares[i]!;
  }
  out.toRoad = meters * toRoad;
  out.fromRoad = meters * fromRoad;
}

/** Whether going from `a` to its diagonal neighbour `b` passes between two barriers. */
function isSqueeze(land: Land, a: number, b: number): boolean {
  const columns = land.metric.grid.columns;
  const rowA = Math.floor(a / columns);
  const rowB = Math.floor(b / columns);
  if (rowA === rowB || a - rowA * columns === b - rowB * columns) return false;
  const pace = land.paceSecondsPerMeter;
  return (
    pace[rowA * columns + (b - rowB * columns)] === Infinity &&
    pace[rowB * columns + (a - rowA * columns)] === Infinity
  );
}
