import type { Grid } from '../../kernel/grid/grid.ts';
import { countCells } from '../../kernel/grid/grid.ts';
import type { RoadNetwork } from '../../kernel/network/road-network.ts';

/**
 * Calls `visit(edge, cell)` for the cells that a road passes through, sampled every half cell; a cell may
 * come more than once.
 */
export function eachRoadCell(
  network: RoadNetwork,
  grid: Grid,
  visit: (edge: number, cell: number) => void,
): void {
  for (let edge = 0; edge < network.edgeFrom.length; edge++) {
    for (let v = network.edgeVertexStart[edge]!; v + 1 < network.edgeVertexStart[edge + 1]!; v++) {
      const ax = (network.vertexX[v]! - grid.left) / grid.cellWidth;
      const ay = (grid.top - network.vertexY[v]!) / grid.cellHeight;
      const bx = (network.vertexX[v + 1]! - grid.left) / grid.cellWidth;
      const by = (grid.top - network.vertexY[v + 1]!) / grid.cellHeight;
      // Segments that stay off the frame are not walked along; the others are short or inside.
      if (
        Math.max(ax, bx) < 0 ||
        Math.max(ay, by) < 0 ||
        Math.min(ax, bx) > grid.columns ||
        Math.min(ay, by) > grid.rows
      )
        continue;
      const steps = Math.min(
        4 * (grid.columns + grid.rows),
        Math.max(1, Math.ceil(2 * Math.max(Math.abs(bx - ax), Math.abs(by - ay)))),
      );
      for (let i = 0; i <= steps; i++) {
        const column = Math.floor(ax + (i / steps) * (bx - ax));
        const row = Math.floor(ay + (i / steps) * (by - ay));
        if (column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)
          visit(edge, row * grid.columns + column);
      }
    }
  }
}

/** 1 in the cells that a road passes through. */
export function markRoadCells(network: RoadNetwork, grid: Grid): Uint8Array {
  const marks = new Uint8Array(countCells(grid));
  eachRoadCell(network, grid, (_edge, cell) => {
    marks[cell] = 1;
  });
  return marks;
}
