import type { GridMetric } from '../grid/grid-metric.ts';
import type { RoadNetwork } from './road-network.ts';

/** A place of an edge that all cells around it may walk to. */
export interface Station {
  /** Metres along the edge. */
  readonly along: number;
  readonly x: number;
  readonly y: number;
}

/** Cell sizes from an end of the edge within which a crossing is left out: the end itself serves. */
const NEAR_END = 0.25;
/** Cells: a vertex this close to a border lies on it. */
const ON_BORDER = 1e-9;
const SAME_PLACE_METERS = 1e-3;

/**
 * The stations of an edge, in order: its two ends, and wherever it crosses from one cell into the next,
 * except within a quarter of a cell
 * size of an end. They follow from the edge's geometry and the grid only, and lie at most a cell's diagonal
 * apart (plus a quarter of a cell).
 * `along` are the metres of the edge's vertices (`computeVertexMeters`). O(cells crossed, sorted).
 */
export function listStations(
  network: RoadNetwork,
  metric: GridMetric,
  edge: number,
  along: Float64Array,
): Station[] {
  const { grid } = metric;
  const first = network.edgeVertexStart[edge]!;
  const last = along.length - 1;
  const length = along[last]!;
  const keptOut = NEAR_END * metric.cellSizeMeters;
  const crossings: Station[] = [];
  for (let i = 0; i < last; i++) {
    const x0 = network.vertexX[first + i]!;
    const y0 = network.vertexY[first + i]!;
    const dx = network.vertexX[first + i + 1]! - x0;
    const dy = network.vertexY[first + i + 1]! - y0;
    const visit = (start: number, step: number, count: number): void => {
      if (step === 0) return;
      const low = Math.max(0, Math.ceil(Math.min(start, start + step) - ON_BORDER));
      const high = Math.min(count, Math.max(start, start + step) + ON_BORDER);
      for (let border = low; border <= high; border++) {
        const t = Math.min(Math.max((border - start) / step, 0), 1);
        const at = along[i]! + t * (along[i + 1]! - along[i]!);
        if (at < keptOut || length - at < keptOut) continue;
        crossings.push({ along: at, x: x0 + t * dx, y: y0 + t * dy });
      }
    };
    visit((x0 - grid.left) / grid.cellWidth, dx / grid.cellWidth, grid.columns);
    visit((grid.top - y0) / grid.cellHeight, -dy / grid.cellHeight, grid.rows);
  }
  crossings.sort((a, b) => a.along - b.along);
  const stations: Station[] = [{ along: 0, x: network.vertexX[first]!, y: network.vertexY[first]! }];
  for (const crossing of crossings)
    if (crossing.along - stations[stations.length - 1]!.along >= SAME_PLACE_METERS) stations.push(crossing);
  stations.push({ along: length, x: network.vertexX[first + last]!, y: network.vertexY[first + last]! });
  return stations;
}
