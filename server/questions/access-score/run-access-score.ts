import type { AccessScoreAnswer, ProcessInputs } from '../../contract/processes.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { computeScores, sumReachedSupply } from './compute-scores.ts';
import { scaleOf } from '../shared/value-scale.ts';
import { computeCellQuantiles, computeWeightedMean, listOutside } from '../shared/zone-means.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { loadZoneSet, type UploadReference } from '../shared/zone-set.ts';

export interface AccessScoreTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'access-score'>;
  readonly upload: UploadReference | null;
}
export interface AccessScoreTaskOutput {
  readonly body: Omit<
    AccessScoreAnswer,
    'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'surface'
  >;
  readonly notes: readonly TaskNote[];
  readonly score: Float32Array;
  readonly tileScale: number;
}

/** Supply, demand and travel time in one score, by cell, zone and facility. */
export function runAccessScore(
  { region: reference, inputs, upload }: AccessScoreTaskInput,
  context: TaskContext,
): AccessScoreTaskOutput {
  const region = context.loadRegion(reference);
  context.report(0.02, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const zones = loadZoneSet(region, reference, inputs.zones, upload, context);
  context.report(0.15, 'reach');
  const scores = computeScores(region, engine, selected, inputs, '', (share) =>
    context.report(0.15 + 0.65 * share),
  );
  context.report(0.85, 'sum');
  const { score, demand, lists, supply, noValue } = scores;
  const whole = computeWeightedMean(score, demand, noValue);
  const [p10, median, p90] = computeCellQuantiles(score, demand, noValue, [0.1, 0.5, 0.9]);
  const outsideCells = listOutside(zones);
  const outside = outsideCells ? computeWeightedMean(score, demand, noValue, outsideCells) : null;
  const surface = Float32Array.from(score, (value, cell) => {
    if (Number.isFinite(value)) return value;
    return noValue === 'zero' && demand[cell]! > 0 ? 0 : -1;
  });
  return {
    body: {
      method: scores.method,
      decay: scores.decay ? { ...scores.decay } : null,
      cutoffMinutes: scores.cutoffMinutes,
      unit: scores.unit,
      total: whole.people,
      supply: {
        column: inputs.supply,
        total: computeSum(supply.map((value) => Math.max(0, value ?? 0))),
        reached: sumReachedSupply(scores),
        missing: supply.filter((value) => value === null).length,
      },
      allocated:
        scores.unit === 'supply-per-person' && whole.mean !== null ? whole.mean * whole.people : null,
      mean: whole.mean,
      median: median ?? null,
      p10: p10 ?? null,
      p90: p90 ?? null,
      without: {
        people: whole.without,
        percent: whole.people > 0 ? (whole.without / whole.people) * 100 : 0,
      },
      zones:
        zones?.members.map(({ cells, shares }, index) => {
          const here = computeWeightedMean(score, demand, noValue, cells, shares);
          return {
            index,
            nameZh: zones.names[index]!.zh,
            nameEn: zones.names[index]!.en,
            total: here.people,
            mean: here.mean,
            ratio: here.mean !== null && whole.mean ? here.mean / whole.mean : null,
            without: here.without,
          };
        }) ?? [],
      outsideZones: outside ? { total: outside.people, mean: outside.mean, without: outside.without } : null,
      facilities: selected.facilities.slice(0, selected.listed).map((facility, i) => ({
        id: facility.id,
        nameZh: facility.nameZh,
        nameEn: facility.nameEn,
        lon: facility.lonDegrees,
        lat: facility.latDegrees,
        supply: supply[i]!,
        ratio: scores.ratio[i]!,
        peopleInReach: computeSum(
          Array.from(lists.cells.subarray(lists.start[i], lists.start[i + 1]), (cell) => demand[cell]!),
        ),
      })),
    },
    notes: [...selected.notes, ...scores.notes],
    score: surface,
    tileScale: scaleOf(surface),
  };
}
