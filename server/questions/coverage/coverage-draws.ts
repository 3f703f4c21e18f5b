import type { CoverageInputs, Uncertainty } from '../../contract/processes.ts';
import { LAND_CLASSES, ROAD_CLASSES, type Tier } from '../../contract/vocabulary.ts';
import { computeDraw, type DrawAssumptions } from '../../kernel/access/uncertainty-draw.ts';
import { addDraw, buildTally, type UncertaintyFrame } from '../../kernel/access/uncertainty.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import type { z } from 'zod';
import { buildDrawnEngines } from '../../region/travel/drawn-engine.ts';
import { groundOf } from '../shared/ground-of.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { listCutoffMinutes } from './coverage-frame.ts';
import { selectFacilities, type SelectedFacilities } from '../shared/select-facilities.ts';
import { loadZoneSet, type UploadReference, type ZoneSet } from '../shared/zone-set.ts';
import { checkCoverageInputs } from './check-coverage.ts';
import { travelIn } from './scenario-travel.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

const CLOSED_PROBABILITY = 0.03;
const CLASS_SIGMA = 0.1;

export interface CoverageDrawsInput {
  readonly region: RegionReference;
  readonly inputs: z.output<typeof CoverageInputs> & { readonly uncertainty: z.output<typeof Uncertainty> };
  readonly upload: UploadReference | null;
  /** Draws first … first + count - 1. */
  readonly first: number;
  readonly count: number;
}

/** Answers of some draws, small enough to travel between threads. */
export interface CoverageDraws {
  readonly first: number;
  readonly count: number;
  /** By draw. */
  readonly totals: Float64Array;
  /** By draw, then cut-off. */
  readonly covered: Float64Array;
  /** By draw, then zone, then cut-off. */
  readonly zones: Float64Array;
  /** By cut-off: draws in which each cell was within reach. */
  readonly reached: readonly Uint16Array[];
}

/** Chance of closure by tier, defaults filled in. */
export function closedByTier(
  asked: z.output<typeof Uncertainty>['closedProbability'],
  tiers: readonly Tier[],
): Record<string, number> {
  return Object.fromEntries(
    tiers.map((tier) => [tier, typeof asked === 'number' ? asked : (asked[tier] ?? CLOSED_PROBABILITY)]),
  );
}

/** σ of the class factors: straight lines know no classes. */
export function classSigmaOf({ uncertainty, travel }: CoverageDrawsInput['inputs']): number {
  return uncertainty.classSpeedSigma ?? (travel.model === 'straight-line' ? 0 : CLASS_SIGMA);
}

/** What does not change from draw to draw, without the baseline's times. */
export function describeFrame(
  inputs: CoverageDrawsInput['inputs'],
  engine: TravelEngine,
  population: Float64Array,
  zones: ZoneSet | null,
): Omit<UncertaintyFrame, 'seconds'> {
  const zoneOfCell = zones?.zoneOfCell ?? null;
  return {
    cellState: engine.cellState,
    population,
    cutoffsSeconds: listCutoffMinutes(inputs).map(toCutoffSeconds),
    zoneOfCell,
    zoneCount: zoneOfCell && zones ? zones.names.length : 0,
    keepTotal: inputs.uncertainty.keepTotal,
  };
}

/**
 * Coverage in some drawn worlds. A draw depends on its number and the seed alone, so blocks can run
 * anywhere in any order.
 */
export function computeCoverageDraws(input: CoverageDrawsInput, context: TaskContext): CoverageDraws {
  const { region: reference, inputs, first, count } = input;
  checkCoverageInputs(inputs);
  const region = context.loadRegion(reference);
  const travel = travelIn(reference, inputs.travel);
  const buildEngine = context.remember(`${groundOf(reference)} drawn ${JSON.stringify(travel)}`, () =>
    buildDrawnEngines(region, travel, () => context.report(0)),
  );
  const ones = { land: LAND_CLASSES.map(() => 1), road: ROAD_CLASSES.map(() => 1) };
  const engine = buildEngine(Float64Array.from(ones.land), Float64Array.from(ones.road));
  const selected = selectFacilities(region, engine, inputs.facilities);
  const zones = loadZoneSet(region, reference, inputs.zones, input.upload, context);
  const part = describeFrame(inputs, engine, region.population, zones);
  const assumptions = toAssumptions(inputs, selected);
  const shape = {
    landClassCount: LAND_CLASSES.length,
    roadClassCount: ROAD_CLASSES.length,
    zoneCount: part.zoneCount,
  };
  const cutoffs = part.cutoffsSeconds;
  const longest = cutoffs.at(-1)!;
  // the baseline is searched only when some draw stays with it
  const always = assumptions.classSpeedSigma > 0;
  const seconds = always
    ? new Float64Array(region.population.length)
    : engine.computeSurface(selected.cells, Infinity, () => context.report(0)).seconds;
  const frame: UncertaintyFrame = { ...part, seconds };
  const tally = buildTally(frame);
  for (let k = 0; k < count; k++) {
    const draw = computeDraw(assumptions, shape, inputs.uncertainty.seed, first + k);
    addDraw(frame, tally, draw, () => {
      const open = selected.cells.map((cell, i) => (draw.closed[i] === 1 ? NONE : cell));
      const drawn = buildEngine(draw.landSpeedFactors, draw.roadSpeedFactors);
      // only people covered are counted, so the search may end where coverage does
      const limit = longest * draw.commonSpeedFactor;
      return drawn.computeSurface(open, limit, (share) => context.report((k + share) / count)).seconds;
    });
    context.report((k + 1) / count);
  }
  const { coverages } = tally;
  return {
    first,
    count,
    totals: Float64Array.from(coverages, (coverage) => coverage.total),
    covered: Float64Array.from(coverages.flatMap((coverage) => coverage.cutoffs.map((row) => row.covered))),
    zones: Float64Array.from(
      coverages.flatMap((coverage) =>
        coverage.zones.flatMap((zone) => zone.cutoffs.map((row) => row.covered)),
      ),
    ),
    reached: tally.reached,
  };
}

function toAssumptions(inputs: CoverageDrawsInput['inputs'], selected: SelectedFacilities): DrawAssumptions {
  const { commonSpeedSigma, populationCv, keepTotal, closedProbability } = inputs.uncertainty;
  const byTier = closedByTier(closedProbability, [...new Set(selected.facilities.map((f) => f.tier))]);
  return {
    commonSpeedSigma,
    classSpeedSigma: classSigmaOf(inputs),
    populationCv,
    keepTotal,
    closedProbability: selected.facilities.map((facility) => byTier[facility.tier]!),
  };
}
