import type { Grid } from '../grid/grid.ts';

/** Seconds from or to the nearest source for every cell, and which source that is. */
export interface Surface {
  /** Per cell, ≥ 0, UNREACHED where no path exists or the limit is passed. */
  readonly seconds: Float64Array;
  /** Per cell, position in the list of sources, NONE where unreached. */
  readonly nearest: Int32Array;
}

/**
 * Cells within a limit of one source. The arrays belong to the engine and are valid until its next call;
 * read `count` entries.
 */
export interface Reach {
  readonly count: number;
  readonly cells: Int32Array;
  readonly seconds: Float64Array;
}

/** One part of a trip travelled in one way. */
export interface PathLeg {
  readonly kind: 'walk' | 'walk-road' | 'ride' | 'board';
  readonly seconds: number;
  readonly meters: number;
  /** Class of the road with the most metres on a road leg, NONE on land. */
  readonly roadClass: number;
  /** Vertices in the grid's CRS in order of travel: x0, y0, x1, y1, … */
  readonly points: Float64Array;
}

/** A whole trip in order of travel. The seconds of its legs add up to `seconds` within 1e-6 relative. */
export interface TravelPath {
  readonly source: number;
  readonly seconds: number;
  readonly meters: number;
  readonly legs: readonly PathLeg[];
}

export const CELL_WALKABLE = 0;
export const CELL_BARRIER = 1;
export const CELL_NO_DATA = 2;

/**
 * The one face of travel: every model answers these questions, nothing above the kernel knows which model
 * runs.
 */
export interface TravelEngine {
  readonly grid: Grid;
  /** Per cell CELL_WALKABLE, CELL_BARRIER or CELL_NO_DATA: why a cell itself can never be reached. */
  readonly cellState: Uint8Array;
  /** Bytes of the arrays it holds; they grow when a kind of question is first asked. Absent: hardly any. */
  readonly bytes?: number;
  /**
   * Nearest of `sources` for every cell. `sources` are cell indices; the position in the list is the
   * facility index; NONE entries
   * and sources on a cell that is not walkable reach no one. Ties go to the lowest facility index.
   * `limitSeconds` is closed. `onProgress`
   * is reported the share done, 0 … 1 and never less than before, every few milliseconds where the model can;
   * it may throw to stop.
   */
  computeSurface(sources: Int32Array, limitSeconds: number, onProgress?: (share: number) => void): Surface;
  /**
   * Cells within the closed limit of one source cell, ordered by (seconds, cell). Cost follows the
   * catchment, not the grid. A model may
   * leave out the cells where `wanted` (one entry a cell) is not > 0, and spare itself sorting them.
   */
  computeReach(source: number, limitSeconds: number, wanted?: ArrayLike<number>): Reach;
  /** The least-time path between `cell` and its nearest source, in order of travel; null when unreached. */
  explainPath(sources: Int32Array, cell: number): TravelPath | null;
  /**
   * The paths between one source and each of `cells`, by one or two searches. Absent where `explainPath` is
   * as quick.
   */
  explainPaths?(source: number, cells: Int32Array): (TravelPath | null)[];
  /**
   * Seconds of one source to each of `cells` within the closed limit, and metres along the least-time
   * paths, by one search; UNREACHED and
   * NaN beyond. Absent where `explainPath` is as quick.
   */
  measureReach?(
    source: number,
    cells: Int32Array,
    limitSeconds: number,
  ): { readonly seconds: Float64Array; readonly meters: Float64Array };
}
