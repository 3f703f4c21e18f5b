import type { z } from 'zod';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import type { AccessScoreAnswer, AccessScoreInputs } from '../../contract/processes.ts';
import { AGE_BANDS } from '../../contract/vocabulary.ts';
import { buildDecay, buildE2sfcaSteps, E2SFCA_STEPS, type Decay } from '../../kernel/access/decay.ts';
import {
  computeFloatingCatchment,
  computeOpportunities,
  computeSpatialAvailability,
  computeWeights,
  type FloatingCatchmentMethod,
} from '../../kernel/access/floating-catchment.ts';
import { computeRationalAgents } from '../../kernel/access/raam.ts';
import { computeReachLists, type ReachLists } from '../../kernel/access/reach-lists.ts';
import type { TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { SelectedFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { assertFacilityColumn, readFacilityColumn } from '../shared/facility-column.ts';
import { refuseUnused } from '../shared/refuse.ts';
import type { CountNoValue } from '../shared/zone-means.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

export type ScoreInputs = Pick<
  z.output<typeof AccessScoreInputs>,
  'method' | 'decay' | 'cutoffMinutes' | 'supply' | 'demand' | 'tauMinutes' | 'alpha'
>;

export interface Scores {
  readonly method: ScoreInputs['method'];
  readonly unit: AccessScoreAnswer['unit'];
  readonly decay: Decay | null;
  readonly cutoffMinutes: number;
  readonly lists: ReachLists;
  /** People (or the age band asked for) by cell. */
  readonly demand: ArrayLike<number>;
  /** By facility, null where the column is empty. */
  readonly supply: readonly (number | null)[];
  /** By cell, NaN where no one lives or no supply is in reach. */
  readonly score: Float64Array;
  /** How people without a score count in figures over people: a supply is 0 there, a cost is not known. */
  readonly noValue: CountNoValue;
  readonly ratio: readonly (number | null)[];
  readonly notes: readonly TaskNote[];
}

const DEFAULT_MINUTES = 60;
const E2SFCA_MINUTES = E2SFCA_STEPS.edgesMinutes.at(-1)!;

/** One access score by cell. `pointer` is where the inputs stand in what was sent. */
export function computeScores(
  region: Region,
  engine: TravelEngine,
  selected: SelectedFacilities,
  inputs: ScoreInputs,
  pointer: string,
  onProgress: (share: number) => void,
): Scores {
  const { method } = inputs;
  checkUse(inputs, pointer);
  if (inputs.decay?.kind === 'stepped') checkSteps(inputs.decay, `${pointer}/decay`);
  assertFacilityColumn(region, inputs.supply, `${pointer}/supply`, {
    also: 'facilities (= 1)',
  });
  const demand = getDemand(region, inputs.demand, `${pointer}/demand`);
  const decay = method === 'raam' ? null : chooseDecay(inputs);
  const cutoffMinutes =
    inputs.cutoffMinutes ??
    (decay?.kind === 'stepped' && decay.edge === 'closed' ? decay.edgesMinutes.at(-1)! : DEFAULT_MINUTES);
  // The contract and checkSteps let no decay pass that cannot be built.
  const weigh = decay ? buildDecay(decay) : () => 1;
  const lists = computeReachLists(
    engine,
    selected.cells,
    demand,
    toCutoffSeconds(cutoffMinutes),
    (done, total) => onProgress(done / total),
  );
  const supply = selected.facilities.map((facility) => readFacilityColumn(facility, inputs.supply));
  const given = supply.map((value) => Math.max(0, value ?? 0));
  const weights = computeWeights(lists, weigh);
  const hasSupply = new Uint8Array(demand.length);
  for (let facility = 0; facility < lists.facilityCount; facility++)
    if (given[facility]! > 0)
      for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++)
        if (weights[i]! > 0) hasSupply[lists.cells[i]!] = 1;
  const { score, ratio, unit } = runMethod(inputs, lists, weights, demand, given);
  const noValue = unit === 'cost' ? 'left-out' : 'zero';
  return {
    method,
    unit,
    decay,
    cutoffMinutes,
    lists,
    demand,
    supply,
    score: score.map((value, cell) => (demand[cell]! > 0 && hasSupply[cell] ? value : Number.NaN)),
    noValue,
    ratio,
    notes: listNotes(inputs, supply, noValue),
  };
}

function getDemand(region: Region, wanted: ScoreInputs['demand'], pointer: string): ArrayLike<number> {
  const demand = wanted === 'people' ? region.population : region.populationByAge[wanted];
  if (demand) return demand;
  const bands = AGE_BANDS.filter((band) => region.populationByAge[band]);
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    bands.length === 0
      ? { pointer, code: 'demand-no-ages', parameters: { band: wanted } }
      : {
          pointer,
          code: 'demand-no-band',
          parameters: { band: wanted, known: ['people', ...bands].join(', ') },
        },
  ]);
}

function listNotes(
  { method, decay, cutoffMinutes, supply: column }: ScoreInputs,
  supply: readonly (number | null)[],
  noValue: CountNoValue,
): TaskNote[] {
  const notes: TaskNote[] = [
    { code: noValue === 'zero' ? 'score-counts-everybody' : 'score-counts-valued', parameters: {} },
  ];
  if (
    method === 'e2sfca' &&
    decay === undefined &&
    cutoffMinutes !== undefined &&
    cutoffMinutes !== E2SFCA_MINUTES
  ) {
    const edges = buildE2sfcaSteps(cutoffMinutes).edgesMinutes.map((edge) => Math.round(edge * 100) / 100);
    notes.push({
      code: 'score-steps-scaled',
      parameters: { cutoff: cutoffMinutes, edges: edges.join(' / ') },
    });
  }
  const missing = supply.filter((value) => value === null).length;
  if (missing > 0) notes.push({ code: 'score-missing-supply', parameters: { count: missing, column } });
  return notes;
}

function runMethod(
  inputs: ScoreInputs,
  lists: ReachLists,
  weights: Float64Array,
  demand: ArrayLike<number>,
  supply: readonly number[],
): { score: Float64Array; ratio: readonly (number | null)[]; unit: Scores['unit'] } {
  const { method } = inputs;
  const none = supply.map(() => null);
  switch (method) {
    case 'hansen':
    case 'cumulative':
      return {
        score: computeOpportunities(lists, weights, supply, demand.length),
        ratio: none,
        unit: 'supply',
      };
    case 'spatial-availability': {
      const available = computeSpatialAvailability(lists, weights, demand, supply, inputs.alpha ?? 1);
      return {
        score: available.map((value, cell) => (demand[cell]! > 0 ? value / demand[cell]! : 0)),
        ratio: none,
        unit: 'supply-per-person',
      };
    }
    case 'raam': {
      const { cost, demand: choosing } = computeRationalAgents(
        lists,
        demand,
        supply,
        inputs.tauMinutes ?? DEFAULT_MINUTES,
        1e-6,
        200,
      );
      return { score: cost, ratio: [...choosing], unit: 'cost' };
    }
    default: {
      const kind: FloatingCatchmentMethod = method === 'e2sfca' || method === 'kd2sfca' ? '2sfca' : method;
      const { score, ratio } = computeFloatingCatchment(lists, weights, demand, supply, kind);
      return { score, ratio: [...ratio], unit: 'supply-per-person' };
    }
  }
}

function chooseDecay({ method, decay, cutoffMinutes }: ScoreInputs): Decay {
  const cutoff = cutoffMinutes ?? DEFAULT_MINUTES;
  if (decay === undefined) {
    if (method === '2sfca' || method === 'cumulative') return { kind: 'binary', cutoffMinutes: cutoff };
    return method === 'e2sfca'
      ? buildE2sfcaSteps(cutoffMinutes ?? E2SFCA_MINUTES)
      : { kind: 'gaussian-dai', cutoffMinutes: cutoff };
  }
  switch (decay.kind) {
    case 'binary':
    case 'linear':
    case 'gaussian-dai':
    case 'epanechnikov':
    case 'calibrated-gaussian':
      return { ...decay, cutoffMinutes: cutoff };
    default:
      return decay;
  }
}

function checkUse(inputs: ScoreInputs, pointer: string): void {
  const { method, decay, cutoffMinutes } = inputs;
  refuseUnused([
    decay?.kind === 'stepped' &&
      decay.edge === 'closed' &&
      cutoffMinutes !== undefined &&
      cutoffMinutes > Math.max(...decay.edgesMinutes) && {
        pointer: `${pointer}/cutoffMinutes`,
        needs: `decay.edgesMinutes: […, ${cutoffMinutes}]`,
      },
    decay !== undefined &&
      (method === '2sfca' || method === 'cumulative') &&
      decay.kind !== 'binary' && {
        pointer: `${pointer}/decay`,
        needs: 'method: e2sfca | kd2sfca | hansen | …',
      },
    decay !== undefined && method === 'raam' && { pointer: `${pointer}/decay`, needs: 'method ≠ raam' },
    decay !== undefined &&
      method === 'e2sfca' &&
      decay.kind !== 'stepped' && { pointer: `${pointer}/decay`, needs: 'kind: stepped | method: kd2sfca' },
    decay !== undefined &&
      method === 'kd2sfca' &&
      decay.kind === 'stepped' && { pointer: `${pointer}/decay`, needs: 'method: e2sfca' },
    inputs.tauMinutes !== undefined &&
      method !== 'raam' && { pointer: `${pointer}/tauMinutes`, needs: 'method: raam' },
    inputs.alpha !== undefined &&
      method !== 'spatial-availability' && {
        pointer: `${pointer}/alpha`,
        needs: 'method: spatial-availability',
      },
  ]);
}

/** Steps lead outwards and have a weight each; all faults at once, each at its field. */
function checkSteps(
  {
    edgesMinutes,
    weights,
  }: { readonly edgesMinutes: readonly number[]; readonly weights: readonly number[] },
  pointer: string,
): void {
  const places: ProblemPlace[] = [];
  edgesMinutes.forEach((minutes, k) => {
    const before = k > 0 ? edgesMinutes[k - 1]! : -Infinity;
    if (minutes <= before)
      places.push({
        pointer: `${pointer}/edgesMinutes/${k}`,
        code: 'decay-edges-ascending',
        parameters: { minutes, before },
      });
  });
  if (weights.length !== edgesMinutes.length)
    places.push({
      pointer: `${pointer}/weights`,
      code: 'decay-weights-count',
      parameters: { weights: weights.length, edges: edgesMinutes.length },
    });
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
}

/** Supply of the facilities that somebody reaches. */
export function sumReachedSupply({ lists, supply, decay }: Scores): number {
  const weigh = decay ? buildDecay(decay) : () => 1;
  return computeSum(
    supply.map((value, facility) => {
      for (let i = lists.start[facility]!; i < lists.start[facility + 1]!; i++)
        if (weigh(lists.seconds[i]!) > 0) return Math.max(0, value ?? 0);
      return 0;
    }),
  );
}
