import { UNREACHED } from '../grid/grid.ts';
import { computeWeightedQuantiles } from '../stats/weighted-quantiles.ts';
import { computeCoverage } from './coverage.ts';
import type { Draw } from './uncertainty-draw.ts';
import { computeDrawnPopulation, needsSearch } from './uncertainty-draw.ts';

/** What does not change from draw to draw. */
export interface UncertaintyFrame {
  /** Baseline seconds by cell, from a surface without a limit. */
  readonly seconds: Float64Array;
  readonly cellState: Uint8Array;
  readonly population: ArrayLike<number>;
  readonly cutoffsSeconds: readonly number[];
  readonly zoneOfCell: Int32Array | null;
  readonly zoneCount: number;
  readonly keepTotal: boolean;
}

/** What a draw's coverage must tell to be summarised; a `Coverage` does. */
export interface DrawnCoverage {
  readonly total: number;
  readonly cutoffs: readonly { readonly covered: number }[];
  readonly zones: readonly { readonly cutoffs: readonly { readonly covered: number }[] }[];
}

/** Answers of some draws. Tallies of different draws can be merged in any order with the same result. */
export interface UncertaintyTally {
  /** Draw numbers in the order of the entries below. */
  readonly draws: number[];
  /** One per draw. */
  readonly coverages: DrawnCoverage[];
  /** By cut-off: in how many draws each cell was within reach. */
  readonly reached: Uint16Array[];
}

/** Least, middle and greatest of what is likely. */
interface Range {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

interface UncertainCutoff {
  readonly cutoffSeconds: number;
  readonly covered: Range;
  /** Covered over the people of the same draw; null without people. */
  readonly share: Range | null;
  /** Share of draws in which each cell is within reach. */
  readonly probability: Float32Array;
}

export interface UncertainCoverage {
  readonly drawCount: number;
  readonly cutoffs: readonly UncertainCutoff[];
  /** By zone and cut-off: people covered. */
  readonly zones: readonly (readonly Range[])[];
  /** By cut-off: people covered who live in no zone; null without zones. */
  readonly outside: readonly Range[] | null;
}

export function buildTally(frame: UncertaintyFrame): UncertaintyTally {
  return {
    draws: [],
    coverages: [],
    reached: frame.cutoffsSeconds.map(() => new Uint16Array(frame.seconds.length)),
  };
}

/**
 * Coverage in one drawn world, added to `tally`.
 *
 * `search(draw)` gives the seconds by cell, without a limit, for the draw's class factors and open
 * facilities and **without** its common
 * factor; it is called only when the draw needs it. The common factor divides the time of the whole trip,
 * so reached means
 * seconds ≤ cut-off · factor: no search. With no variance the coverage has the bits of the baseline's.
 * O(cells) beside the search.
 */
export function addDraw(
  frame: UncertaintyFrame,
  tally: UncertaintyTally,
  draw: Draw,
  search: (draw: Draw) => Float64Array,
): void {
  const seconds = needsSearch(draw) ? search(draw) : frame.seconds;
  if (seconds.length !== frame.seconds.length)
    throw new RangeError(`search: expected ${frame.seconds.length} cells, got ${seconds.length}`);
  const limits = frame.cutoffsSeconds.map((cutoff) => cutoff * draw.commonSpeedFactor);
  const population = computeDrawnPopulation(draw, frame.population, frame.zoneOfCell, frame.keepTotal);
  tally.draws.push(draw.index);
  tally.coverages.push(
    computeCoverage({
      seconds,
      cellState: frame.cellState,
      population,
      cutoffsSeconds: limits,
      ...(frame.zoneOfCell === null ? {} : { zoneOfCell: frame.zoneOfCell, zoneCount: frame.zoneCount }),
    }),
  );
  limits.forEach((limit, k) => {
    const reached = tally.reached[k]!;
    for (let cell = 0; cell < seconds.length; cell++)
      if (seconds[cell]! <= limit && seconds[cell]! < UNREACHED) reached[cell]!++;
  });
}

/** Adds `from` to `into`, for draws done elsewhere. */
export function mergeTallies(into: UncertaintyTally, from: UncertaintyTally): void {
  into.draws.push(...from.draws);
  into.coverages.push(...from.coverages);
  into.reached.forEach((reached, k) => {
    for (let cell = 0; cell < reached.length; cell++) reached[cell]! += from.reached[k]![cell]!;
  });
}

/**
 * P10, P50, P90 of people covered and the probability of coverage by cell, whatever the order of the draws.
 * Throws without draws.
 */
export function summariseTally(frame: UncertaintyFrame, tally: UncertaintyTally): UncertainCoverage {
  const drawCount = tally.draws.length;
  if (drawCount === 0) throw new RangeError('uncertainty: expected at least one draw, got 0');
  const ones = new Float64Array(drawCount).fill(1);
  const rangeOf = (values: readonly number[]): Range => {
    const [p10, p50, p90] = computeWeightedQuantiles(Float64Array.from(values), ones, [0.1, 0.5, 0.9]);
    return { p10: p10!, p50: p50!, p90: p90! };
  };
  return {
    drawCount,
    cutoffs: frame.cutoffsSeconds.map((cutoffSeconds, k) => ({
      cutoffSeconds,
      covered: rangeOf(tally.coverages.map((coverage) => coverage.cutoffs[k]!.covered)),
      share: tally.coverages.every((coverage) => coverage.total > 0)
        ? rangeOf(tally.coverages.map((coverage) => coverage.cutoffs[k]!.covered / coverage.total))
        : null,
      probability: Float32Array.from(tally.reached[k]!, (count) => count / drawCount),
    })),
    zones: Array.from({ length: frame.zoneOfCell === null ? 0 : frame.zoneCount }, (_, zone) =>
      frame.cutoffsSeconds.map((_, k) =>
        rangeOf(tally.coverages.map((coverage) => coverage.zones[zone]!.cutoffs[k]!.covered)),
      ),
    ),
    outside:
      frame.zoneOfCell === null
        ? null
        : frame.cutoffsSeconds.map((_, k) =>
            rangeOf(
              tally.coverages.map(({ cutoffs, zones }) =>
                Math.max(
                  0,
                  cutoffs[k]!.covered - zones.reduce((sum, zone) => sum + zone.cutoffs[k]!.covered, 0),
                ),
              ),
            ),
          ),
  };
}
