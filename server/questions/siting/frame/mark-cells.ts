import { ProblemException } from '../../../contract/problems.ts';
import { buildGridMetric, distanceMeters, MOVES } from '../../../kernel/grid/grid-metric.ts';
import { centreX, centreY, clampCell, findCell, NONE, type Grid } from '../../../kernel/grid/grid.ts';
import type { Region } from '../../../region/model/region.ts';

/**
 * 1 for cells whose centre lies within `meters` of a road's geometry (ferries too), measured to points
 * every third of a cell along it.
 */
export function markCellsNearRoads(region: Region, meters: number): Uint8Array {
  const { grid, roads } = region;
  const stamp = createStamp(grid, meters);
  const step = buildGridMetric(grid).cellSizeMeters / 3;
  for (let e = 0; e < roads.edgeFrom.length; e++)
    for (let v = roads.edgeVertexStart[e]!; v + 1 < roads.edgeVertexStart[e + 1]!; v++) {
      const [x0, y0, x1, y1] = [
        roads.vertexX[v]!,
        roads.vertexY[v]!,
        roads.vertexX[v + 1]!,
        roads.vertexY[v + 1]!,
      ];
      const parts = Math.max(1, Math.ceil(distanceMeters(grid, x0, y0, x1, y1) / step));
      for (let k = 0; k <= parts; k++) stamp.at(x0 + ((x1 - x0) * k) / parts, y0 + ((y1 - y0) * k) / parts);
    }
  return stamp.marks;
}

/** 1 for cells whose centre lies within `meters` of an existing facility, in a straight line. */
export function markCellsNearFacilities(region: Region, meters: number): Uint8Array {
  const stamp = createStamp(region.grid, meters);
  for (const facility of region.facilities) if (facility.cell !== NONE) stamp.at(facility.x, facility.y);
  return stamp.marks;
}

/**
 * 1 for cells steeper than `percent`, by central differences of the DEM; cells without height count as
 * flat.
 */
export function markSteepCells(region: Region, percent: number): Uint8Array {
  const { grid, elevation } = region;
  if (!elevation)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/candidates/maximumSlopePercent', code: 'no-elevation-layer', parameters: {} },
    ]);
  const metric = buildGridMetric(grid);
  const marks = new Uint8Array(elevation.length);
  for (let row = 0; row < grid.rows; row++)
    for (let column = 0; column < grid.columns; column++) {
      const at = (r: number, c: number): number => elevation[clampCell(grid, r, c)]!;
      const east = (at(row, column + 1) - at(row, column - 1)) / (2 * metric.moveMeters[row * MOVES]!);
      const north = (at(row - 1, column) - at(row + 1, column)) / (2 * metric.moveMeters[row * MOVES + 2]!);
      if (Math.sqrt(east * east + north * north) * 100 > percent) marks[row * grid.columns + column] = 1;
    }
  return marks;
}

function createStamp(grid: Grid, meters: number): { marks: Uint8Array; at: (x: number, y: number) => void } {
  const metric = buildGridMetric(grid);
  const marks = new Uint8Array(grid.columns * grid.rows);
  const least = Math.min(metric.metersPerX[0]!, metric.metersPerX.at(-1)!) * grid.cellWidth;
  const radius = Math.ceil(meters / Math.min(least, metric.metersPerY[0]! * grid.cellHeight)) + 1;
  return {
    marks,
    at: (x, y) => {
      const cell = findCell(grid, x, y);
      if (cell === NONE) return;
      const row = Math.floor(cell / grid.columns);
      const column = cell % grid.columns;
      for (let r = Math.max(0, row - radius); r <= Math.min(grid.rows - 1, row + radius); r++)
        for (let c = Math.max(0, column - radius); c <= Math.min(grid.columns - 1, column + radius); c++) {
          const target = r * grid.columns + c;
          if (!marks[target] && distanceMeters(grid, x, y, centreX(grid, c), centreY(grid, r)) <= meters)
            marks[target] = 1;
        }
    },
  };
}
