import { buildGridMetric, type GridMetric } from '../grid/grid-metric.ts';
import { countCells, type Grid } from '../grid/grid.ts';
import { computeBicycleSpeed, type SlopeFunction } from './slope.ts';

/** Who moves in a cell: decides what slope does there. */
export const CELL_ON_FOOT = 0;
export const CELL_BY_BICYCLE = 1;
export const CELL_BY_MOTOR = 2;

/** Ground that can be crossed cell by cell. */
export interface Land {
  readonly metric: GridMetric;
  /** Flat seconds per metre by cell; Infinity where no one passes. */
  readonly paceSecondsPerMeter: Float64Array;
  /** Metres by cell, NaN where unknown (a step to or from there counts as flat); null for flat ground. */
  readonly elevation: Float32Array | Float64Array | null;
  /** Null: slope changes nothing. */
  readonly slope: SlopeFunction | null;
  /** CELL_ON_FOOT … by cell; null when everybody walks. */
  readonly means: Uint8Array | null;
  readonly neighbours: 8 | 16;
  /**
   * `closed`: no diagonal step between two impassable cells, so a rasterised line holds. `open`: as GRASS
   * and AccessMod.
   */
  readonly corners: 'closed' | 'open';
}

/** What `buildLand` is reported; the rest is default. */
export interface LandInput {
  readonly grid: Grid;
  readonly paceSecondsPerMeter: Float64Array;
  readonly elevation?: Float32Array | Float64Array | null;
  readonly slope?: SlopeFunction | null;
  readonly means?: Uint8Array | null;
  readonly neighbours?: 8 | 16;
  readonly corners?: 'closed' | 'open';
}

/**
 * Checks and gathers ground to search. Paces must be > 0 (Infinity impassable) and each layer one entry a
 * cell.
 * Throws RangeError with the first offending cell. O(cells); keeps the arrays it is given.
 */
export function buildLand(input: LandInput): Land {
  const metric = buildGridMetric(input.grid);
  const cells = countCells(input.grid);
  const layers: [string, ArrayLike<number> | null | undefined][] = [
    ['paceSecondsPerMeter', input.paceSecondsPerMeter],
    ['elevation', input.elevation],
    ['means', input.means],
  ];
  for (const [name, layer] of layers)
    if (layer && layer.length !== cells)
      throw new RangeError(
        `land: ${name} has ${layer.length} entries, the grid ${input.grid.columns} × ${input.grid.rows} = ` +
          `${cells} cells`,
      );
  const pace = input.paceSecondsPerMeter;
  for (let cell = 0; cell < cells; cell++)
    if (!(pace[cell]! > 0))
      throw new RangeError(`land: pace of cell ${cell} must be > 0 seconds per metre, got ${pace[cell]}`);
  const neighbours = input.neighbours ?? 16;
  if (neighbours !== 8 && neighbours !== 16)
    throw new RangeError(`land: neighbours must be 8 or 16, got ${String(neighbours)}`);
  return {
    metric,
    paceSecondsPerMeter: pace,
    elevation: input.elevation ?? null,
    slope: input.slope ?? null,
    means: input.means ?? null,
    neighbours,
    corners: input.corners ?? 'closed',
  };
}

/**
 * Seconds per metre of a cell on a slope: its flat pace, changed by what slope does to those who move
 * there.
 */
export function paceOnSlope(land: Land, cell: number, slopeRatio: number): number {
  const flat = land.paceSecondsPerMeter[cell]!;
  const means = land.means === null ? CELL_ON_FOOT : land.means[cell]!;
  if (slopeRatio !== slopeRatio || flat === Infinity || means === CELL_BY_MOTOR) return flat;
  if (means === CELL_BY_BICYCLE) return 1 / computeBicycleSpeed(1 / flat, slopeRatio);
  return land.slope === null ? flat : flat * land.slope.multiplier(slopeRatio);
}
