import { NONE, type Grid } from '../grid/grid.ts';
import { buildLineTrace, traceLineInto } from '../grid/trace-line.ts';
import type { EdgeSpeeds, Vehicle } from '../network/edge-speeds.ts';
import type { RoadNetwork } from '../network/road-network.ts';
import { CELL_BY_BICYCLE, CELL_BY_MOTOR, CELL_ON_FOOT } from './land.ts';

/** Merged land cover: pace and means of moving by cell. */
export interface MergedLand {
  readonly paceSecondsPerMeter: Float64Array;
  /** Null when everybody walks. */
  readonly means: Uint8Array | null;
}

/**
 * The raster model's ordered stack: land at the bottom, barriers above it, roads on top in order of class
 * (class 0 last, so on top of all).
 * Every cell a road touches takes the road's speed, slower or not, barrier or not (a bridge). A road no one
 * may use (a cut ford) is not
 * burnt. O(cells + cells touched).
 * Source: AccessMod 5 "merge land cover" (anchors §5.1), lines rasterised densified.
 */
export function burnRoads(
  grid: Grid,
  land: MergedLand,
  network: RoadNetwork,
  speeds: EdgeSpeeds,
  vehicle: Vehicle | null,
): MergedLand {
  const paceSecondsPerMeter = land.paceSecondsPerMeter.slice();
  const means = land.means?.slice() ?? new Uint8Array(paceSecondsPerMeter.length).fill(CELL_ON_FOOT);
  const riding = vehicle === 'bicycle' ? CELL_BY_BICYCLE : CELL_BY_MOTOR;
  const order = Array.from(network.edgeFrom.keys()).sort(
    (a, b) => network.edgeClass[b]! - network.edgeClass[a]! || a - b,
  );
  const trace = buildLineTrace();
  const burn = (cell: number, pace: number, by: number): void => {
    if (cell === NONE) return;
    paceSecondsPerMeter[cell] = pace;
    means[cell] = by;
  };
  for (const edge of order) {
    const ride = Math.max(speeds.rideForward[edge]!, speeds.rideBackward[edge]!);
    const walk = Math.max(speeds.walkForward[edge]!, speeds.walkBackward[edge]!);
    const speed = vehicle !== null && ride > 0 ? ride : walk;
    if (!(speed > 0)) continue;
    const by = speed === ride && vehicle !== null ? riding : CELL_ON_FOOT;
    for (let v = network.edgeVertexStart[edge]! + 1; v < network.edgeVertexStart[edge + 1]!; v++) {
      const count = traceLineInto(
        grid,
        network.vertexX[v - 1]!,
        network.vertexY[v - 1]!,
        network.vertexX[v]!,
        network.vertexY[v]!,
        trace,
      );
      for (let i = 0; i < count; i++) {
        burn(trace.cells[i]!, 1 / speed, by);
        if (i > 0) burn(findCorner(grid, trace.cells[i - 1]!, trace.cells[i]!), 1 / speed, by);
      }
    }
  }
  return { paceSecondsPerMeter, means: vehicle === null ? null : means };
}

/**
 * Through an exact corner the line also touches its side cells; one of them makes it whole. NONE when the
 * step is not diagonal.
 */
function findCorner(grid: Grid, a: number, b: number): number {
  if (a === NONE || b === NONE) return NONE;
  const rowA = Math.floor(a / grid.columns);
  const rowB = Math.floor(b / grid.columns);
  const columnB = b - rowB * grid.columns;
  return rowA !== rowB && a - rowA * grid.columns !== columnB ? rowA * grid.columns + columnB : NONE;
}
