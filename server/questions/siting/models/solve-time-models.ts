import {
  DEFAULT_SECOND_SHARE,
  DEFAULT_SEED,
  DEFAULT_SITES,
  DEFAULT_SITING_ITERATIONS,
} from '../../../contract/defaults.ts';
import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import type { TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { solveBackupCover } from '../../../kernel/siting/backup-cover.ts';
import { buildCoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import { buildDensePMedian } from '../../../kernel/siting/p-median-instance.ts';
import { solvePCenter } from '../../../kernel/siting/p-center.ts';
import { solvePDispersion } from '../../../kernel/siting/p-dispersion.ts';
import { solvePMedian } from '../../../kernel/siting/p-median.ts';
import type { TaskNote } from '../../shared/task-note.ts';
import type { SitingInstance } from '../frame/build-cover.ts';
import type { SolverTools } from '../frame/create-control.ts';
import type { Existing } from '../frame/find-existing.ts';
import { SOLVER_ROWS } from '../frame/load-solver.ts';
import { gapOf } from './solve-cover-models.ts';
import { indexCells, listDemands } from '../frame/reached-demands.ts';
import { toCutoffSeconds } from '../../../kernel/grid/cut-off.ts';

/** Chosen cells with the objective they reach and what no choice can pass. */
export interface SolvedCells {
  readonly cells: readonly number[];
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly unit: string;
  readonly stop: string;
  readonly notes: readonly TaskNote[];
  /** What the model states beside its sites. */
  readonly extra?: Partial<
    Pick<SitingAnswer, 'tiers' | 'years' | 'profiles' | 'interventions' | 'served' | 'relocation'>
  >;
  /** What the sites are described against, when it is not what exists today. */
  readonly described?: { readonly instance: SitingInstance; readonly existing: Existing };
  /** People covered with the sites, when it is not everybody within reach of them. */
  readonly coveredAfter?: number;
  /** What the model states of a site. */
  readonly ofCell?: ReadonlyMap<number, { readonly tier?: string; readonly year?: number }>;
}

export interface TimeSituation extends SolverTools {
  readonly engine: TravelEngine;
  readonly candidates: Int32Array;
  readonly fixed: readonly number[];
  readonly population: Float64Array;
  /** Populated cells one can travel from. */
  readonly demandCells: Int32Array;
  /**
   * Seconds to the nearest existing facility by cell, without a limit; UNREACHED everywhere when there is
   * none.
   */
  readonly existingSeconds: Float64Array;
  /** Existing facilities within the cut-off by cell, counted up to 2. */
  readonly existingCount: Uint8Array;
  readonly onProgress: (share: number) => void;
}

/** Pairs of demand cell and site that fit: 8 bytes each twice over. */
const MOST_PAIRS = 40_000_000;
/** What a place counts that no one can travel from: a day. */
export const NO_PATH_SECONDS = 86_400;

/**
 * Least people-weighted time to the nearest of existing and new sites. The existing ones are one site that
 * is always open.
 */
export function solveLeastTime(situation: TimeSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const table = tableOfSeconds(situation, NO_PATH_SECONDS);
  const { population, demandCells, fixed, candidates } = situation;
  const weight = Float64Array.from(demandCells, (cell) => population[cell]!);
  const answer = solvePMedian(buildDensePMedian(weight, table, candidates.length + 1), {
    newSites: inputs.sites ?? DEFAULT_SITES,
    fixed: [0, ...fixed.map((site) => site + 1)],
    ...(inputs.iterations !== undefined && { iterations: inputs.iterations }),
    control: situation.control,
  });
  const people = weight.reduce((sum, value) => sum + value, 0);
  return {
    cells: openCells(answer.sites, situation),
    value: answer.value / people / 60,
    bound: answer.bound / people / 60,
    gapPercent: answer.gapPercent,
    unit: 'mean-minutes',
    stop: answer.stop,
    notes: [{ code: 'siting-no-path-day', parameters: {} }],
  };
}

/** Least time of the worst-off place that any site reaches. */
export function solveWorstTime(situation: TimeSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const sites = situation.candidates.length + 1;
  const all = tableOfSeconds(situation, Infinity);
  const kept: number[] = [];
  for (let demand = 0; demand < situation.demandCells.length; demand++)
    if (all.subarray(demand * sites, (demand + 1) * sites).some((seconds) => seconds < Infinity))
      kept.push(demand);
  const table = new Float64Array(kept.length * sites);
  kept.forEach((demand, i) => table.set(all.subarray(demand * sites, (demand + 1) * sites), i * sites));
  const answer = solvePCenter(table, kept.length, sites, {
    newSites: inputs.sites ?? DEFAULT_SITES,
    fixed: [0, ...situation.fixed.map((site) => site + 1)],
    ...(inputs.iterations !== undefined && { iterations: inputs.iterations }),
    ...(situation.control.shouldStop && { shouldStop: situation.control.shouldStop }),
  });
  const missed = situation.demandCells.length - kept.length;
  return {
    cells: openCells(answer.sites, situation),
    value: answer.value / 60,
    bound: answer.bound / 60,
    gapPercent: answer.gapPercent,
    unit: 'worst-minutes',
    stop: answer.stop,
    notes: missed > 0 ? [{ code: 'siting-center-left-out', parameters: { cells: missed } }] : [],
  };
}

/** New sites as far from each other as can be, by the shorter of the two ways between each pair. */
export function solveSpread(situation: TimeSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { engine, candidates, fixed } = situation;
  const sites = candidates.length;
  assertPairs(sites * sites, sites);
  const seconds = new Float64Array(sites * sites);
  for (let i = 0; i < sites; i++) {
    situation.onProgress(i / sites);
    const surface = engine.computeSurface(candidates.subarray(i, i + 1), NO_PATH_SECONDS);
    for (let j = 0; j < sites; j++)
      seconds[i * sites + j] = Math.min(NO_PATH_SECONDS, surface.seconds[candidates[j]!]!);
  }
  for (let i = 0; i < sites; i++)
    for (let j = 0; j < i; j++) {
      const shorter = Math.min(seconds[i * sites + j]!, seconds[j * sites + i]!);
      seconds[i * sites + j] = shorter;
      seconds[j * sites + i] = shorter;
    }
  const answer = solvePDispersion(seconds, sites, { newSites: inputs.sites ?? DEFAULT_SITES, fixed });
  return {
    cells: Array.from(answer.sites, (site) => candidates[site]!),
    value: answer.value / 60,
    bound: answer.bound / 60,
    gapPercent: gapOf(answer.value, answer.bound, 'max'),
    unit: 'least-minutes-apart',
    stop: answer.stop,
    notes: [{ code: 'siting-dispersion-new-only', parameters: {} }],
  };
}

/**
 * Most people covered, plus a share for those whom a second facility reaches too; existing facilities count
 * for both.
 */
export function solveBackup(situation: TimeSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { engine, candidates, fixed, demandCells, population, existingCount } = situation;
  const demandOfCell = indexCells(demandCells, engine.cellState.length);
  const existing = (least: number): { demands: number[] } => ({
    demands: Array.from(demandCells, (_, demand) => demand).filter(
      (demand) => existingCount[demandCells[demand]!]! >= least,
    ),
  });
  let pairs = 0;
  const reaches = Array.from(candidates, (cell, i) => {
    if ((i & 15) === 0) situation.onProgress(i / candidates.length);
    const demands = listDemands(
      engine.computeReach(cell, toCutoffSeconds(inputs.cutoffMinutes)),
      demandOfCell,
    );
    pairs += demands.length;
    assertPairs(pairs, candidates.length);
    return { demands };
  });
  const matrix = buildCoverMatrix(
    Float64Array.from(demandCells, (cell) => population[cell]!),
    [existing(1), existing(2), ...reaches],
  );
  const answer = solveBackupCover(matrix, {
    newSites: inputs.sites ?? DEFAULT_SITES,
    secondShare: inputs.secondShare ?? DEFAULT_SECOND_SHARE,
    fixed: [0, 1, ...fixed.map((site) => site + 2)],
    iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
    seed: inputs.seed ?? DEFAULT_SEED,
    solver: situation.solver,
    solverRows: SOLVER_ROWS,
    control: situation.control,
  });
  return {
    cells: Array.from(answer.options)
      .filter((site) => site >= 2)
      .map((site) => candidates[site - 2]!),
    value: answer.value,
    bound: answer.bound,
    gapPercent: gapOf(answer.value, answer.bound, 'max'),
    unit: 'people-with-backup',
    stop: answer.stop,
    notes: [{ code: 'siting-backup', parameters: { share: inputs.secondShare ?? DEFAULT_SECOND_SHARE } }],
  };
}

/**
 * Seconds row by demand: site 0 is the nearest existing facility, then the candidates; what has no path
 * counts `noPath`.
 */
function tableOfSeconds(situation: TimeSituation, noPath: number): Float64Array {
  const { engine, candidates, demandCells, existingSeconds, onProgress } = situation;
  const sites = candidates.length + 1;
  assertPairs(demandCells.length * sites, candidates.length);
  const table = new Float64Array(demandCells.length * sites);
  demandCells.forEach((cell, demand) => {
    table[demand * sites] = Math.min(noPath, existingSeconds[cell]!);
  });
  for (let i = 0; i < candidates.length; i++) {
    onProgress(i / candidates.length);
    const { seconds } = engine.computeSurface(candidates.subarray(i, i + 1), NO_PATH_SECONDS);
    for (let demand = 0; demand < demandCells.length; demand++)
      table[demand * sites + i + 1] = Math.min(noPath, seconds[demandCells[demand]!]!);
  }
  return table;
}

function openCells(sites: Uint32Array, { candidates }: TimeSituation): number[] {
  return Array.from(sites)
    .filter((site) => site > 0)
    .map((site) => candidates[site - 1]!);
}

function assertPairs(pairs: number, candidates: number): void {
  if (pairs <= MOST_PAIRS) return;
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer: '/candidates', code: 'too-many-pairs', parameters: { pairs, candidates, limit: MOST_PAIRS } },
  ]);
}
