import { buildGridMetric, distanceMeters } from '../../../kernel/grid/grid-metric.ts';
import { centreX, centreY, findCell, NONE } from '../../../kernel/grid/grid.ts';
import type { Region } from '../../../region/region.ts';

/** 1 for cells whose centre lies within `meters` of a road's geometry (ferries too), measured to points every third of a cell along it. */
export function markCellsNearRoads(region: Region, meters: number): Uint8Array {
  const { grid, roads } = region;
  const metric = buildGridMetric(grid);
  const marks = new Uint8Array(grid.columns * grid.rows);
  const radius = Math.ceil(meters / Math.min(metric.moveMeters[0]!, metric.moveMeters[2]!)) + 1;
  const step = metric.cellSizeMeters / 3;
  const stamp = (x: number, y: number): void => {
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
  };
  for (let e = 0; e < roads.edgeFrom.length; e++)
    for (let v = roads.edgeVertexStart[e]!; v + 1 < roads.edgeVertexStart[e + 1]!; v++) {
      const [x0, y0, x1, y1] = [
        roads.vertexX[v]!,
        roads.vertexY[v]!,
        roads.vertexX[v + 1]!,
        roads.vertexY[v + 1]!,
      ];
      const parts = Math.max(1, Math.ceil(distanceMeters(grid, x0, y0, x1, y1) / step));
      for (let k = 0; k <= parts; k++) stamp(x0 + ((x1 - x0) * k) / parts, y0 + ((y1 - y0) * k) / parts);
    }
  return marks;
}
