import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import {
  computeDraw,
  computeDrawnPopulation,
  type Draw,
  type DrawShape,
} from '../../../kernel/access/uncertainty-draw.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { UNREACHED } from '../../../kernel/grid/grid.ts';
import { buildGridMetric } from '../../../kernel/grid/grid-metric.ts';
import { buildCoverMatrix, type CoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import {
  computeSelectionFrequency,
  judgePlan,
  type PlanInWorld,
  type PlanWorld,
} from '../../../kernel/siting/selection-frequency.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import { computeWeightedQuantiles } from '../../../kernel/stats/weighted-quantiles.ts';
import type { Region } from '../../../region/model/region.ts';
import { metersBetween } from '../frame/cell-distance.ts';
import { keepBestPerSquare } from '../frame/keep-best.ts';
import { toCutoffMinutes, toCutoffSeconds } from '../../../kernel/grid/cut-off.ts';

type Answer = NonNullable<SitingAnswer['uncertainty']>;

/** Speeds tried one at a time beside the draws, and minutes on the cut-off. */
const SPEED_CASES = [0.8, 0.9, 1.1, 1.2] as const;
const CUTOFF_CASES = [-5, 5] as const;
/**
 * A draw's site counts as the same within this distance, or within the width of the squares when they are
 * wider.
 */
const SAME_SITE_METERS = 1000;
/** Places a draw may choose from: as many as keep the pairs of a draw within this number. */
const MOST_PAIRS = 2_500_000;
const MOST_PLACES = 500;
const LEAST_PLACES = 60;

export interface DrawSituation {
  readonly region: Region;
  readonly engine: TravelEngine;
  /** Seconds to the nearest existing facility, without a limit. */
  readonly existingSeconds: Float64Array;
  readonly candidates: Int32Array;
  /** People newly within reach of a candidate cell in the world as given. */
  readonly worthOf: (cell: number) => number;
  readonly cutoffSeconds: number;
  readonly onProgress: (share: number) => void;
  readonly shouldStop: () => boolean;
}

/**
 * The chosen cells judged in drawn worlds: one factor on all speeds and one on the people of each zone, as
 * `coverage` draws them for the
 * same seed. Null when it was stopped before the first draw or nothing was chosen.
 */
export function drawSites(
  situation: DrawSituation,
  cells: readonly number[],
  asked: NonNullable<ProcessInputs<'siting'>['uncertainty']>,
): Answer | null {
  if (cells.length === 0) return null;
  const { region, cutoffSeconds } = situation;
  const layer = region.zones[0];
  const shape: DrawShape = {
    landClassCount: 0,
    roadClassCount: 0,
    zoneCount: layer ? layer.names.length : 0,
  };
  const assumptions = { ...asked, classSpeedSigma: 0, closedProbability: [] };
  const draws = Array.from({ length: asked.draws }, (_, index) =>
    computeDraw(assumptions, shape, asked.seed, index),
  );
  const limits = [
    ...draws.map((draw) => cutoffSeconds * draw.commonSpeedFactor),
    ...caseLimits(cutoffSeconds).map(({ limitSeconds }) => limitSeconds),
  ];
  const frame = buildFrame(situation, cells, Math.min(...limits), Math.max(...limits));
  if (!frame) return null;
  const { matrix, plan, siteCells, sameSiteMeters } = frame;
  const worlds: (PlanWorld & { readonly standing: number; readonly total: number })[] = [];
  const drawWorlds = function* (): Generator<PlanWorld> {
    for (const draw of draws) {
      const world = frame.worldOf(draw, cutoffSeconds * draw.commonSpeedFactor, asked.keepTotal);
      worlds.push(world);
      yield world;
      situation.onProgress(0.3 + (0.7 * worlds.length) / draws.length);
      if (situation.shouldStop()) return;
    }
  };
  const frequency = computeSelectionFrequency(
    matrix,
    plan,
    drawWorlds(),
    (place, site) => metersBetween(region.grid, siteCells[plan[place]!]!, siteCells[site]!) <= sameSiteMeters,
  );
  const percentIn = (people: number, total: number): number => (total > 0 ? (people / total) * 100 : 0);
  const perWorld = (of: (judged: PlanInWorld, world: (typeof worlds)[number]) => number) =>
    frequency.worlds.map((judged, i) => of(judged, worlds[i]!));
  return {
    draws: worlds.length,
    seed: asked.seed,
    commonSpeedSigma: asked.commonSpeedSigma,
    populationCv: asked.populationCv,
    keepTotal: asked.keepTotal,
    candidates: siteCells.length,
    sameSiteMeters,
    covered: rangeOf(perWorld((judged, world) => world.standing + judged.covered)),
    percent: rangeOf(perWorld((judged, world) => percentIn(world.standing + judged.covered, world.total))),
    regretPoints: rangeOf(perWorld((judged, world) => percentIn(judged.best - judged.covered, world.total))),
    searchGapPercent:
      computeSum(
        perWorld((judged, world) =>
          percentIn(judged.bound - judged.best, Math.max(world.standing + judged.bound, Number.MIN_VALUE)),
        ),
      ) / worlds.length,
    sites: cells.map((_, place) => ({
      order: place + 1,
      frequency: frequency.frequency[place]!,
      sameRank: frequency.sameRank[place]!,
      share: rangeOf(frequency.worlds.map((judged) => judged.shares[place]!)),
    })),
    cases: situation.shouldStop()
      ? []
      : caseLimits(cutoffSeconds).map(({ what, value, limitSeconds }) => {
          const world = frame.worldOf(null, limitSeconds, false);
          const judged = judgePlan(matrix, plan, world);
          return {
            what,
            value,
            percent: percentIn(world.standing + judged.covered, world.total),
            bestPercent: percentIn(world.standing + judged.best, world.total),
          };
        }),
  };
}

function caseLimits(
  cutoffSeconds: number,
): { readonly what: 'speed' | 'cutoff'; readonly value: number; readonly limitSeconds: number }[] {
  return [
    ...SPEED_CASES.map((value) => ({ what: 'speed' as const, value, limitSeconds: cutoffSeconds * value })),
    ...CUTOFF_CASES.map((minutes) => toCutoffMinutes(cutoffSeconds) + minutes)
      .filter((minutes) => minutes > 0)
      .map((value) => ({ what: 'cutoff' as const, value, limitSeconds: toCutoffSeconds(value) })),
  ];
}

interface Frame {
  readonly matrix: CoverMatrix;
  /** Sites of the matrix that are the plan, in its order. */
  readonly plan: readonly number[];
  readonly siteCells: Int32Array;
  readonly sameSiteMeters: number;
  worldOf(
    draw: Draw | null,
    limitSeconds: number,
    keepTotal: boolean,
  ): PlanWorld & { readonly standing: number; readonly total: number };
}

/**
 * Pairs of place and demand with their seconds, wide enough for the fastest world; demand that even the
 * slowest leaves covered is summed.
 */
function buildFrame(
  situation: DrawSituation,
  cells: readonly number[],
  leastSeconds: number,
  mostSeconds: number,
): Frame | null {
  const { region, engine, existingSeconds, candidates, onProgress, shouldStop } = situation;
  const { population } = region;
  const demandOfCell = new Int32Array(population.length).fill(-1);
  const demandCells: number[] = [];
  for (let cell = 0; cell < population.length; cell++) {
    if (!(population[cell]! > 0) || engine.cellState[cell] !== CELL_WALKABLE) continue;
    if (existingSeconds[cell]! <= leastSeconds) continue;
    demandOfCell[cell] = demandCells.length;
    demandCells.push(cell);
  }
  const cellMeters = buildGridMetric(region.grid).cellSizeMeters;
  const reachOf = (cell: number): { demands: number[]; seconds: number[] } => {
    const reach = engine.computeReach(cell, mostSeconds);
    const demands: number[] = [];
    const seconds: number[] = [];
    for (let k = 0; k < reach.count; k++) {
      const demand = demandOfCell[reach.cells[k]!]!;
      if (demand < 0) continue;
      demands.push(demand);
      seconds.push(reach.seconds[k]!);
    }
    return { demands, seconds };
  };
  const reaches = cells.map(reachOf);
  const mean = reaches.reduce((sum, reach) => sum + reach.demands.length, 0) / cells.length;
  const places = Math.min(MOST_PLACES, Math.max(LEAST_PLACES, Math.floor(MOST_PAIRS / Math.max(1, mean))));
  const others = candidates.filter((cell) => !cells.includes(cell));
  const { kept, squareCells } = keepBestPerSquare(others, situation.worthOf, region.grid.columns, places);
  const siteCells = Int32Array.from([...cells, ...kept]);
  for (let i = 0; i < kept.length; i++) {
    if ((i & 15) === 0) {
      if (shouldStop()) return null;
      onProgress((0.3 * i) / kept.length);
    }
    reaches.push(reachOf(kept[i]!));
  }
  const layer = region.zones[0];
  return {
    matrix: buildCoverMatrix(
      Float64Array.from(demandCells, (cell) => population[cell]!),
      reaches,
    ),
    plan: cells.map((_, place) => place),
    siteCells,
    sameSiteMeters: Math.max(SAME_SITE_METERS, Math.round(squareCells * cellMeters)),
    worldOf: (draw, limitSeconds, keepTotal) => {
      const people = draw
        ? computeDrawnPopulation(draw, population, layer ? layer.zoneOfCell : null, keepTotal)
        : population;
      const standing = computeSum(
        people.filter(
          (own, cell) =>
            own > 0 && existingSeconds[cell]! <= limitSeconds && existingSeconds[cell]! < UNREACHED,
        ),
      );
      return {
        limitSeconds,
        openWeight: Float64Array.from(demandCells, (cell) =>
          existingSeconds[cell]! <= limitSeconds ? 0 : people[cell]!,
        ),
        standing,
        total: computeSum(people),
      };
    },
  };
}

function rangeOf(values: readonly number[]): { p10: number; p50: number; p90: number } {
  const ones = new Float64Array(values.length).fill(1);
  const [p10, p50, p90] = computeWeightedQuantiles(Float64Array.from(values), ones, [0.1, 0.5, 0.9]);
  return { p10: p10!, p50: p50!, p90: p90! };
}
