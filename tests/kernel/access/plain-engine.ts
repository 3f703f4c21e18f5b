import type {
  Reach,
  Surface,
  TravelEngine,
  TravelPath,
} from '../../../server/kernel/catchment/travel-engine.ts';
import { CELL_WALKABLE } from '../../../server/kernel/catchment/travel-engine.ts';
import type { Grid } from '../../../server/kernel/grid/grid.ts';
import { NONE, UNREACHED } from '../../../server/kernel/grid/grid.ts';
import { metricGrid } from '../../support/frames.ts';

export const plainGrid = (columns: number, rows: number, cellSize = 100): Grid =>
  metricGrid(columns, rows, { cell: cellSize, left: 500_000, top: 4_000_000 });

/**
 * A travel engine short enough to be seen to be right: 8 neighbours, a step costs the mean of its two
 * cells' seconds per metre times
 * its length, solved by relaxing every step until nothing changes. For small grids.
 */
export function buildPlainEngine(
  grid: Grid,
  secondsPerMeter: Float64Array,
  cellState: Uint8Array = new Uint8Array(secondsPerMeter.length),
): TravelEngine {
  const search = (sources: Int32Array, limitSeconds: number): Surface & { from: Int32Array } => {
    const seconds = new Float64Array(secondsPerMeter.length).fill(UNREACHED);
    const nearest = new Int32Array(seconds.length).fill(NONE);
    const from = new Int32Array(seconds.length).fill(NONE);
    sources.forEach((cell, facility) => {
      if (cell === NONE || cellState[cell] !== CELL_WALKABLE || seconds[cell] === 0) return;
      seconds[cell] = 0;
      nearest[cell] = facility;
    });
    for (let changed = true; changed;) {
      changed = false;
      for (let cell = 0; cell < seconds.length; cell++) {
        if (seconds[cell] === UNREACHED) continue;
        for (const [other, meters] of neighbours(grid, cell)) {
          if (cellState[other] !== CELL_WALKABLE) continue;
          const time = seconds[cell]! + ((secondsPerMeter[cell]! + secondsPerMeter[other]!) / 2) * meters;
          const tie = time === seconds[other] && nearest[cell]! < nearest[other]!;
          if (!(time < seconds[other]!) && !tie) continue;
          if (time > limitSeconds) continue;
          seconds[other] = time;
          nearest[other] = nearest[cell]!;
          from[other] = cell;
          changed = true;
        }
      }
    }
    return { seconds, nearest, from };
  };
  return {
    grid,
    cellState,
    computeSurface: (sources, limitSeconds) => search(sources, limitSeconds),
    computeReach(source, limitSeconds): Reach {
      const { seconds } = search(Int32Array.of(source), limitSeconds);
      const cells = [...seconds.keys()].filter((cell) => seconds[cell]! < UNREACHED);
      cells.sort((a, b) => seconds[a]! - seconds[b]! || a - b);
      return {
        count: cells.length,
        cells: Int32Array.from(cells),
        seconds: Float64Array.from(cells, (cell) => seconds[cell]!),
      };
    },
    explainPath(sources, cell): TravelPath | null {
      const surface = search(sources, UNREACHED);
      if (surface.nearest[cell] === NONE) return null;
      const points: number[] = [];
      let meters = 0;
      for (let at = cell; ; at = surface.from[at]!) {
        const column = at % grid.columns;
        const row = (at - column) / grid.columns;
        const x = grid.left + (column + 0.5) * grid.cellWidth;
        const y = grid.top - (row + 0.5) * grid.cellHeight;
        if (points.length > 0) meters += Math.hypot(points.at(-2)! - x, points.at(-1)! - y);
        points.push(x, y);
        if (surface.from[at] === NONE) break;
      }
      const seconds = surface.seconds[cell]!;
      return {
        source: surface.nearest[cell]!,
        seconds,
        meters,
        legs: [{ kind: 'walk', seconds, meters, roadClass: NONE, points: Float64Array.from(points) }],
      };
    },
  };
}

function neighbours(grid: Grid, cell: number): [number, number][] {
  const column = cell % grid.columns;
  const row = (cell - column) / grid.columns;
  const found: [number, number][] = [];
  for (let dr = -1; dr <= 1; dr++)
    for (let dc = -1; dc <= 1; dc++) {
      const r = row + dr;
      const c = column + dc;
      if ((dr === 0 && dc === 0) || r < 0 || c < 0 || r >= grid.rows || c >= grid.columns) continue;
      found.push([r * grid.columns + c, Math.hypot(dr * grid.cellHeight, dc * grid.cellWidth)]);
    }
  return found;
}
