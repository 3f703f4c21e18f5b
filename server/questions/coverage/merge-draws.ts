import type { CoverageAnswer } from '../../contract/processes.ts';
import {
  buildTally,
  mergeTallies,
  summariseTally,
  type DrawnCoverage,
  type UncertaintyTally,
} from '../../kernel/access/uncertainty.ts';
import { CELL_WALKABLE } from '../../kernel/catchment/travel-engine.ts';
import type { TaskContext } from '../shared/task-context.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { loadZoneSet } from '../shared/zone-set.ts';
import {
  classSigmaOf,
  closedByTier,
  describeFrame,
  type CoverageDraws,
  type CoverageDrawsInput,
} from './coverage-draws.ts';
import { scaleOf } from '../shared/value-scale.ts';
import { toCutoffMinutes } from '../../kernel/grid/cut-off.ts';

export interface MergeDrawsInput extends Omit<CoverageDrawsInput, 'first' | 'count'> {
  readonly blocks: readonly CoverageDraws[];
}
/** What tiles and GeoTIFFs read as no value. */
const NO_VALUE = -1;
type Detail = NonNullable<CoverageAnswer['uncertainty']>;
export interface MergeDrawsOutput {
  readonly detail: Omit<Detail, 'cutoffs'> & {
    readonly cutoffs: readonly (Omit<Detail['cutoffs'][number], 'surface'> & {
      readonly tileScale: number;
    })[];
  };
  /**
   * Share of draws in which each cell is covered, by cut-off; NO_VALUE on water and beyond the data where
   * no one lives.
   */
  readonly probabilities: readonly Float32Array[];
  readonly notes: readonly TaskNote[];
}

/** P10, P50, P90 and the probability of coverage from the draws of all blocks, whatever their order. */
export function mergeCoverageDraws(input: MergeDrawsInput, context: TaskContext): MergeDrawsOutput {
  const { region: reference, inputs, blocks } = input;
  const region = context.loadRegion(reference);
  const engine = context.loadEngine(reference, inputs.travel);
  const zones = loadZoneSet(region, reference, inputs.zones, input.upload, context);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const part = describeFrame(inputs, engine, region.population, zones);
  const frame = { ...part, seconds: new Float64Array(region.population.length) };
  const tally = buildTally(frame);
  for (const block of [...blocks].sort((a, b) => a.first - b.first))
    mergeTallies(tally, toTally(block, part.cutoffsSeconds.length, part.zoneCount));
  const summary = summariseTally(frame, tally);
  const nowhere = (cell: number): boolean =>
    engine.cellState[cell] !== CELL_WALKABLE && !(region.population[cell]! > 0);
  const probabilities = summary.cutoffs.map(({ probability }) =>
    probability.map((share, cell) => (nowhere(cell) ? NO_VALUE : share)),
  );
  const { draws: _d, ...doubt } = inputs.uncertainty;
  const classSpeedSigma = classSigmaOf(inputs);
  const notes: TaskNote[] = [
    {
      code: 'uncertainty-assumptions',
      parameters: {
        draws: summary.drawCount,
        seed: doubt.seed,
        common: doubt.commonSpeedSigma,
        class: classSpeedSigma,
        population: doubt.populationCv,
        kept: String(doubt.keepTotal),
      },
    },
  ];
  if (zones && !zones.zoneOfCell) notes.push({ code: 'uncertainty-no-zones', parameters: {} });
  return {
    detail: {
      draws: summary.drawCount,
      seed: doubt.seed,
      commonSpeedSigma: doubt.commonSpeedSigma,
      classSpeedSigma,
      populationCv: doubt.populationCv,
      keepTotal: doubt.keepTotal,
      closedProbability: closedByTier(doubt.closedProbability, [
        ...new Set(selected.facilities.map((facility) => facility.tier)),
      ]),
      cutoffs: summary.cutoffs.map((cutoff) => ({
        cutoffMinutes: toCutoffMinutes(cutoff.cutoffSeconds),
        covered: { ...cutoff.covered },
        percent: cutoff.share
          ? { p10: cutoff.share.p10 * 100, p50: cutoff.share.p50 * 100, p90: cutoff.share.p90 * 100 }
          : null,
        tileScale: scaleOf(cutoff.probability),
      })),
      outsideZones: summary.outside && summary.outside.map((range) => ({ ...range })),
      zones: summary.zones.map((covered, index) => ({
        index,
        covered: covered.map((range) => ({ ...range })),
      })),
    },
    probabilities,
    notes,
  };
}

function toTally(block: CoverageDraws, cutoffCount: number, zoneCount: number): UncertaintyTally {
  const rows = (from: Float64Array, start: number) =>
    Array.from(from.subarray(start, start + cutoffCount), (covered) => ({ covered }));
  return {
    draws: Array.from({ length: block.count }, (_, k) => block.first + k),
    coverages: Array.from({ length: block.count }, (_, k): DrawnCoverage => ({
      total: block.totals[k]!,
      cutoffs: rows(block.covered, k * cutoffCount),
      zones: Array.from({ length: zoneCount }, (_, zone) => ({
        cutoffs: rows(block.zones, (k * zoneCount + zone) * cutoffCount),
      })),
    })),
    reached: [...block.reached],
  };
}
