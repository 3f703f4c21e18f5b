import { DEFAULT_SEED, DEFAULT_SITES, DEFAULT_SITING_ITERATIONS } from '../../../contract/defaults.ts';
import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import type { StopReason } from '../../../kernel/siting/control.ts';
import { solveEquityCover, type EquityPart } from '../../../kernel/siting/equity-cover.ts';
import { solveLscp } from '../../../kernel/siting/lscp.ts';
import { solveMclp } from '../../../kernel/siting/mclp.ts';
import { SitingInputError } from '../../../kernel/siting/siting-input-error.ts';
import { solvePartialCover } from '../../../kernel/siting/partial-cover.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Region } from '../../../region/model/region.ts';
import type { TaskNote } from '../../shared/task-note.ts';
import type { SitingInstance } from '../frame/build-cover.ts';
import type { SolverTools } from '../frame/create-control.ts';
import { SOLVER_ROWS } from '../frame/load-solver.ts';

/** Chosen sites of an instance with the objective they reach and what no choice can pass. */
export interface Solved {
  /** Site indices of the instance, in order of choice. */
  readonly sites: ArrayLike<number>;
  readonly value: number;
  readonly bound: number;
  readonly gapPercent: number;
  readonly unit: SitingAnswer['unit'];
  readonly stop: StopReason;
  readonly notes: readonly TaskNote[];
}

export interface CoverSituation {
  readonly region: Region;
  readonly instance: SitingInstance;
  /** Sites of the instance that must be open. */
  readonly fixed: readonly number[];
  /** People covered before any new site. */
  readonly covered: number;
  readonly total: number;
}

/**
 * Maximal covering: most people newly covered with so many sites or so much money, zones left behind or
 * not.
 */
export function solveMaximalCover(
  { region, instance, fixed, covered, total }: CoverSituation,
  inputs: ProcessInputs<'siting'>,
  { solver, control }: SolverTools,
): Solved {
  const { matrix } = instance;
  const limits = limitsOf(inputs, matrix.sites, fixed.length);
  const common = {
    fixed,
    iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
    seed: inputs.seed ?? DEFAULT_SEED,
    control,
  };
  const { equity } = inputs;
  if (equity) {
    const { parts, already } = zoneParts(region, instance);
    const answer = sayingWhichZone(equity.leastPercent, parts, already, matrix.demandWeight, () =>
      solveEquityCover(matrix, {
        ...common,
        ...limits,
        solver,
        solverRows: SOLVER_ROWS,
        parts,
        ...(equity.maximin ? { maximin: true } : {}),
        ...(equity.leastPercent === undefined
          ? {}
          : { leastPercent: leastNeeded(parts, already, matrix.demandWeight, equity.leastPercent) }),
      }),
    );
    const people = equity.maximin ? 0 : covered;
    return {
      sites: orderByGain(instance, answer.options),
      value: people + answer.value,
      bound: people + answer.bound,
      gapPercent: gapOf(people + answer.value, people + answer.bound, 'max'),
      unit: equity.maximin ? 'share-of-worst-zone' : 'people',
      stop: answer.stop,
      notes: [{ code: 'siting-equity', parameters: { zones: parts.length } }],
    };
  }
  const answer = solveMclp(matrix, { ...common, ...limits });
  const value = covered + answer.value;
  const bound = Math.min(total, covered + answer.bound);
  return {
    sites: [...fixed, ...answer.sites],
    value,
    bound,
    gapPercent: gapOf(value, bound, 'max'),
    unit: 'people',
    stop: answer.stop,
    notes: [],
  };
}

/** Fewest sites for everybody whom a candidate reaches, or for a share of all people. */
export function solveFewestSites(
  { instance, fixed, covered, total }: CoverSituation,
  inputs: ProcessInputs<'siting'>,
  { control }: SolverTools,
): Solved {
  const { matrix } = instance;
  const iterations = inputs.iterations ?? DEFAULT_SITING_ITERATIONS;
  if (inputs.targetPercent !== undefined) {
    const needed = (inputs.targetPercent / 100) * total - covered;
    const most = coverable(instance);
    if (needed > most + 1e-9 * total)
      throw new ProblemException('siting-infeasible', { reason: '' }, [
        {
          pointer: '/targetPercent',
          code: 'target-above-most',
          parameters: { target: inputs.targetPercent, most: ((covered + most) / total) * 100 },
        },
      ]);
    const weight = computeSum(matrix.demandWeight);
    const answer = solvePartialCover(matrix, {
      fixed,
      iterations,
      targetPercent: Math.min(100, Math.max(0, (needed / weight) * 100)),
      // Its inner searches are over people, not sites: their gaps would mislead who watches.
      control: control.shouldStop ? { shouldStop: control.shouldStop } : {},
    });
    return {
      sites: orderByGain(instance, answer.sites, fixed),
      value: answer.value,
      bound: answer.bound,
      gapPercent: answer.gapPercent,
      unit: 'sites',
      stop: answer.stop,
      notes: [],
    };
  }
  const answer = solveLscp(matrix, { fixed, iterations, skipUnreachable: true, control });
  const missed = computeSum(Float64Array.from(answer.unreachable, (demand) => matrix.demandWeight[demand]!));
  return {
    sites: orderByGain(instance, answer.sites, fixed),
    value: answer.value,
    bound: answer.bound,
    gapPercent: answer.gapPercent,
    unit: 'sites',
    stop: answer.stop,
    notes: missed > 0 ? [{ code: 'siting-unreachable', parameters: { people: missed } }] : [],
  };
}

function limitsOf(
  inputs: ProcessInputs<'siting'>,
  sites: number,
  fixed: number,
): { newSites: number } | { budget: number; costs: Float64Array } {
  if (inputs.budget !== undefined)
    return { budget: inputs.budget, costs: new Float64Array(sites).fill(inputs.siteCost!) };
  return { newSites: Math.min(inputs.sites ?? DEFAULT_SITES, sites - fixed) };
}

/** Demands of each zone with uncovered people, and the people of each zone covered already. */
function zoneParts(region: Region, instance: SitingInstance): { parts: EquityPart[]; already: Float64Array } {
  const layer = region.zones[0];
  if (!layer)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/equity', code: 'no-zones', parameters: {} },
    ]);
  const lists: number[][] = layer.names.map(() => []);
  instance.demandCells.forEach((cell, demand) => {
    const zone = layer.zoneOfCell[cell]!;
    if (zone !== NONE) lists[zone]!.push(demand);
  });
  const totals = new Float64Array(lists.length);
  for (let cell = 0; cell < region.population.length; cell++) {
    const zone = layer.zoneOfCell[cell]!;
    if (zone !== NONE) totals[zone] = totals[zone]! + region.population[cell]!;
  }
  const kept = lists.map((_, zone) => zone).filter((zone) => lists[zone]!.length > 0);
  return {
    parts: kept.map((zone) => ({
      name: layer.names[zone]!.zh || layer.names[zone]!.en,
      demands: Uint32Array.from(lists[zone]!),
    })),
    already: Float64Array.from(kept, (zone) => {
      const open = lists[zone]!.reduce((sum, demand) => sum + instance.matrix.demandWeight[demand]!, 0);
      return totals[zone]! - open;
    }),
  };
}

/** Solves, or states which zone cannot get its share and the most it could. */
function sayingWhichZone<T>(
  target: number | undefined,
  parts: readonly EquityPart[],
  already: Float64Array,
  weight: Float64Array,
  solve: () => T,
): T {
  try {
    return solve();
  } catch (error) {
    if (!(error instanceof SitingInputError) || error.code !== 'target-infeasible' || target === undefined)
      throw error;
    const { zone, most } = error.parameters;
    const index = parts.findIndex((part) => part.name === zone);
    if (index < 0 || typeof most !== 'number')
      throw new ProblemException(
        'siting-infeasible',
        {},
        [{ pointer: '/equity/leastPercent', code: 'zones-target-together', parameters: { target } }],
        error,
      );
    const total = already[index]! + parts[index]!.demands.reduce((sum, demand) => sum + weight[demand]!, 0);
    const percent = Math.floor(((already[index]! + most) / total) * 1000) / 10;
    throw new ProblemException(
      'siting-infeasible',
      {},
      [
        {
          pointer: '/equity/leastPercent',
          code: 'zone-target-above-most',
          parameters: { zone: String(zone), target, most: percent },
        },
      ],
      error,
    );
  }
}

/** Share of each part's uncovered people to cover so that so many percent of all its people are covered. */
function leastNeeded(
  parts: readonly EquityPart[],
  already: Float64Array,
  weight: Float64Array,
  leastPercent: number,
): number[] {
  return parts.map((part, i) => {
    const open = part.demands.reduce((sum, demand) => sum + weight[demand]!, 0);
    const needed = ((already[i]! + open) * leastPercent) / 100 - already[i]!;
    return open > 0 ? Math.min(100, Math.max(0, (needed / open) * 100)) : 0;
  });
}

/** People that all sites together would reach. */
function coverable(instance: SitingInstance): number {
  const reached = new Uint8Array(instance.matrix.demands);
  for (const demand of instance.matrix.demandIndex) reached[demand] = 1;
  return computeSum(instance.matrix.demandWeight.filter((_, demand) => reached[demand] === 1));
}

/** Sites reordered so that each adds most to those before it; the ones in `first` stay in front. */
export function orderByGain(
  { matrix }: SitingInstance,
  sites: ArrayLike<number>,
  first: readonly number[] = [],
): number[] {
  const left = matrix.demandWeight.slice();
  const waiting = new Set(Array.from(sites).filter((site) => !first.includes(site)));
  const measure = (site: number): number => {
    let gain = 0;
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      gain += left[matrix.demandIndex[arc]!]!;
    return gain;
  };
  const take = (site: number): void => {
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      left[matrix.demandIndex[arc]!] = 0;
  };
  const order = [...first];
  for (const site of first) take(site);
  while (waiting.size > 0) {
    let best = -1;
    let bestGain = -1;
    for (const site of [...waiting].sort((a, b) => a - b)) {
      const gain = measure(site);
      if (gain > bestGain) {
        best = site;
        bestGain = gain;
      }
    }
    order.push(best);
    waiting.delete(best);
    take(best);
  }
  return order;
}

/** Distance of a value from its bound, percent of the bound. */
export function gapOf(value: number, bound: number, sense: 'max' | 'min'): number {
  const distance = sense === 'max' ? bound - value : value - bound;
  if (distance <= 0) return 0;
  const of = sense === 'max' ? bound : value;
  return of === 0 ? 0 : (distance / Math.abs(of)) * 100;
}
