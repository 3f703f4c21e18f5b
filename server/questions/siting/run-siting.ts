import type { ProcessInputs, SitingAnswer } from '../../contract/processes.ts';
import { ProblemException, type ProblemPlace } from '../../contract/problems.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../kernel/catchment/travel-engine.ts';
import { solveMclpFrontier } from '../../kernel/siting/mclp-frontier.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { findCellAt } from '../shared/to-degrees.ts';
import { allocateStaff } from './models/allocate-staff.ts';
import { noteSitesBesideUnused } from './frame/beside-unused.ts';
import type { SitingInstance } from './frame/build-cover.ts';
import { createControl, tell, type SolverTools } from './frame/create-control.ts';
import { drawSites } from './draws/draw-sites.ts';
import { keepFirst, searchReach } from './frame/search-reach.ts';
import { explainSites } from './explain/explain-sites.ts';
import { findExisting, type Existing } from './frame/find-existing.ts';
import { loadSolver } from './frame/load-solver.ts';
import { refuseUnused } from './refuse-unused.ts';
import { assertRoomFits, solveCapacitatedSites, solveCapacitatedTime } from './models/solve-capacity.ts';
import { solveMoves } from './models/solve-relocation.ts';
import { selectCandidates } from './frame/select-candidates.ts';
import { solveMixedPlan } from './models/solve-interventions.ts';
import { lowestTier, solveProfiles, solveTiers, solveYears } from './models/solve-plan-models.ts';
import { solveFewestSites, solveMaximalCover, type Solved } from './models/solve-cover-models.ts';
import {
  solveBackup,
  solveLeastTime,
  solveSpread,
  solveWorstTime,
  type SolvedCells,
  type TimeSituation,
} from './models/solve-time-models.ts';
import { toCutoffSeconds } from '../../kernel/grid/cut-off.ts';

/** Models on pairs of candidate and uncovered demand; the others need times to everybody. */
const COVER_MODELS: ReadonlySet<string> = new Set(['mclp', 'lscp']);
const TIME_MODELS = {
  backup: solveBackup,
  'p-median': solveLeastTime,
  'p-center': solveWorstTime,
  'p-dispersion': solveSpread,
} as const;

const PLAN_MODELS = {
  moves: solveMoves,
  room: solveCapacitatedSites,
  'room-time': solveCapacitatedTime,
  tiers: solveTiers,
  years: solveYears,
  profiles: solveProfiles,
  interventions: solveMixedPlan,
} as const;

function planOf(inputs: ProcessInputs<'siting'>): keyof typeof PLAN_MODELS | null {
  if (inputs.model === 'hierarchical') return 'tiers';
  if (inputs.model === 'interventions') return 'interventions';
  if (inputs.years) return 'years';
  if (inputs.profiles) return 'profiles';
  if (inputs.existing === 'may-close') return 'moves';
  if (inputs.siteCapacity !== undefined) return inputs.model === 'p-median' ? 'room-time' : 'room';
  return null;
}

export interface SitingTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'siting'>;
}
export interface SitingTaskOutput {
  readonly body: Omit<SitingAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

const DEFAULT_SITES = 5;

/** Where new sites should be under the model asked for, with what no choice of as many can pass. */
export async function runSiting(
  { region: reference, inputs }: SitingTaskInput,
  context: TaskContext,
): Promise<SitingTaskOutput> {
  refuseUnused(inputs);
  const region = context.loadRegion(reference);
  const total = computeSum(region.population);
  if (total === 0) throw new ProblemException('no-people');
  context.report(0.01, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  // The sites of a ladder of tiers are described for the service of its lowest tier.
  const cutoffMinutes = lowestTier(inputs)?.cutoffMinutes ?? inputs.cutoffMinutes;
  const cutoffSeconds = toCutoffSeconds(cutoffMinutes);
  const cellMeters = buildGridMetric(region.grid).cellSizeMeters;
  const candidates = selectCandidates(region, engine, inputs.candidates, cellMeters);
  const fixedCells = findFixed(region, engine, inputs.fixed ?? []);
  const cells = Int32Array.from(new Set([...candidates.cells, ...fixedCells])).sort();
  if (inputs.siteCapacity !== undefined) assertRoomFits(inputs.model, cells.length);
  const existing = findExisting(region, engine, inputs, cutoffSeconds);
  const solver = await loadSolver();
  context.report(0.1, 'reach');
  const plan = planOf(inputs);
  const { instance, first, toldGapPercent } = searchReach(
    {
      region: reference,
      travel: inputs.travel,
      candidates: cells,
      demandCells: existing.uncovered,
      population: region.population,
      cutoffSeconds,
      columns: region.grid.columns,
      fixed: fixedCells,
      covered: existing.covered,
      newSites: COVER_MODELS.has(inputs.model) && plan === null ? countOf(inputs) : null,
      share: COVER_MODELS.has(inputs.model) ? 0.7 : 0.2,
      key: JSON.stringify([
        inputs.candidates,
        inputs.fixed,
        inputs.facilities,
        inputs.existing === 'excluded',
      ]),
    },
    context,
  );
  const notes: TaskNote[] = [...existing.notes, ...candidates.notes];
  let chosen: SolvedCells;
  if (first) chosen = keepFirst(first, existing.covered);
  else if (COVER_MODELS.has(inputs.model) && plan === null) {
    context.report(0.82, 'solve');
    const counts = inputs.model === 'mclp' && !inputs.equity?.maximin;
    const solveTo = inputs.uncertainty ? 0.86 : 0.94;
    const tools = {
      solver,
      control: createControl(context, 0.82, solveTo, counts ? existing.covered : 0, toldGapPercent),
    };
    chosen = solveCover({ region, instance, fixedCells, covered: existing.covered, total }, inputs, tools);
  } else if (plan !== null) {
    chosen = PLAN_MODELS[plan](
      {
        reference,
        context,
        region,
        engine,
        instance,
        existing,
        candidates: cells,
        fixedCells,
        total,
        solver,
        control: createControl(context, 0.82, 0.94, 0),
        onProgress: (share) => context.report(0.5 + 0.3 * share, 'reach'),
      },
      inputs,
    );
  } else {
    const situation: TimeSituation = {
      engine,
      candidates: cells,
      fixed: fixedCells.map((cell) => cells.indexOf(cell)),
      population: region.population,
      demandCells: existing.demand,
      existingSeconds: existing.unlimitedSeconds(),
      existingCount: inputs.model === 'backup' ? existing.countWithin() : new Uint8Array(0),
      solver,
      control: createControl(context, 0.82, 0.94, 0),
      onProgress: (share) => context.report(0.3 + 0.5 * share, 'reach'),
    };
    chosen = TIME_MODELS[inputs.model as keyof typeof TIME_MODELS](situation, inputs);
  }
  const draws =
    inputs.uncertainty && !context.isCancelled()
      ? drawChosen(
          { region, engine, existing, instance, candidates: cells, cutoffSeconds },
          chosen,
          inputs,
          context,
        )
      : null;
  const stopped = context.isCancelled();
  if (!stopped) context.report(0.95, 'explain');
  notes.push(...chosen.notes, ...noteSitesBesideUnused(region, chosen.cells, existing.unused));
  const wanted = inputs.sites ?? DEFAULT_SITES;
  if (
    inputs.budget === undefined &&
    inputs.model !== 'lscp' &&
    (!chosen.extra || inputs.profiles || inputs.siteCapacity !== undefined) &&
    chosen.cells.length < wanted
  )
    notes.push({ code: 'siting-fewer-sites', parameters: { wanted, found: chosen.cells.length } });
  notes.push({
    code: 'siting-method',
    parameters: { candidates: cells.length, useful: instance.siteCells.length, searches: instance.searches },
  });
  const described = chosen.described ?? { instance, existing };
  const sites = explainSites(
    {
      region,
      engine,
      ...described,
      cutoffSeconds,
      siteCost: inputs.siteCost,
      withStandIns: !stopped,
      frequencyAt: draws ? (place) => draws.sites[place]!.frequency : null,
    },
    chosen.cells,
  );
  const after =
    chosen.coveredAfter ?? described.existing.covered + computeSum(sites.map((site) => site.gain));
  const allocation =
    inputs.allocate && chosen.cells.length > 0
      ? allocateStaff(
          { region, engine, existing: described.existing, cutoffSeconds },
          chosen.cells,
          inputs.allocate,
        )
      : null;
  const percentOf = (people: number): number => (total > 0 ? (people / total) * 100 : 0);
  return {
    body: {
      model: inputs.model,
      cutoffMinutes,
      sites: sites.map((site, i) => ({ ...site, ...chosen.ofCell?.get(chosen.cells[i]!) })),
      value: chosen.value,
      bound: chosen.bound,
      gapPercent: chosen.gapPercent,
      unit: chosen.unit,
      status: stopped ? 'interrupted' : isProven(chosen) ? 'optimal' : 'feasible',
      stopReason: stopped && !isProven(chosen) ? 'cancelled' : chosen.stop,
      baseline: { covered: existing.covered, percent: percentOf(existing.covered) },
      after: { covered: after, percent: percentOf(after) },
      total,
      ...chosen.extra,
      ...(draws && { uncertainty: draws }),
      ...(allocation && { allocation }),
      ...costsOf(inputs, sites.length, after - existing.covered),
      candidates: { count: cells.length, considered: candidates.considered, rule: candidates.rule },
      ...(inputs.frontier === undefined || stopped
        ? {}
        : {
            frontier: frontierOf(instance, existing.covered, total, inputs.frontier, () =>
              context.isCancelled(),
            ),
          }),
    },
    notes,
  };
}

/** The chosen sites judged in drawn worlds. */
function drawChosen(
  known: {
    readonly region: Region;
    readonly engine: TravelEngine;
    readonly existing: Existing;
    readonly instance: SitingInstance;
    readonly candidates: Int32Array;
    readonly cutoffSeconds: number;
  },
  chosen: SolvedCells,
  inputs: ProcessInputs<'siting'>,
  context: TaskContext,
): SitingAnswer['uncertainty'] | null {
  tell(context, 0.87, 'draws');
  const { matrix, siteCells } = known.instance;
  const worth = new Map<number, number>();
  siteCells.forEach((cell, site) => {
    let people = 0;
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      people += matrix.demandWeight[matrix.demandIndex[arc]!]!;
    worth.set(cell, people);
  });
  return drawSites(
    {
      ...known,
      existingSeconds: known.existing.unlimitedSeconds(),
      worthOf: (cell) => worth.get(cell) ?? 0,
      onProgress: (share) => tell(context, 0.87 + 0.08 * share, 'draws'),
      shouldStop: () => context.isCancelled(),
    },
    chosen.cells,
    inputs.uncertainty!,
  );
}

/** How many new sites a plain maximal cover may have; null where that is not the question. */
function countOf({ model, equity, budget, siteCost, sites }: ProcessInputs<'siting'>): number | null {
  if (model !== 'mclp' || equity) return null;
  return budget === undefined ? (sites ?? DEFAULT_SITES) : Math.floor(budget / siteCost!);
}

/** What the plan costs when the planner said what a site costs. */
function costsOf(
  { siteCost, currency, budget }: ProcessInputs<'siting'>,
  sites: number,
  gained: number,
): Pick<SitingAnswer, 'costs'> {
  if (siteCost === undefined) return {};
  const total = siteCost * sites;
  return {
    costs: {
      currency: currency ?? null,
      perSite: new Array<number>(sites).fill(siteCost),
      total,
      perPerson: gained > 0 && sites > 0 ? total / gained : null,
      budget: budget ?? null,
    },
  };
}

function isProven({ stop, gapPercent }: SolvedCells): boolean {
  return stop === 'optimal' || gapPercent === 0;
}

function solveCover(
  situation: {
    region: Region;
    instance: SitingInstance;
    fixedCells: readonly number[];
    covered: number;
    total: number;
  },
  inputs: ProcessInputs<'siting'>,
  tools: SolverTools,
): SolvedCells {
  const { instance, fixedCells, covered, total } = situation;
  const indexOf = new Map(Array.from(instance.siteCells, (cell, site) => [cell, site]));
  // A fixed site that reaches nobody uncovered is no site of the instance: it stays in the plan and gains
  // nothing.
  const fixed = fixedCells.flatMap((cell) => indexOf.get(cell) ?? []);
  const idle = fixedCells.filter((cell) => !indexOf.has(cell));
  const nothing: Solved = {
    sites: [],
    value: inputs.model === 'lscp' ? 0 : covered,
    bound: inputs.model === 'lscp' ? 0 : covered,
    gapPercent: 0,
    unit: inputs.model === 'lscp' ? 'sites' : 'people',
    stop: 'optimal',
    notes: [],
  };
  const solve = inputs.model === 'lscp' ? solveFewestSites : solveMaximalCover;
  const solved =
    instance.siteCells.length === 0 ? nothing : solve({ ...situation, fixed, covered, total }, inputs, tools);
  return { ...solved, cells: [...idle, ...Array.from(solved.sites, (site) => instance.siteCells[site]!)] };
}

function findFixed(
  region: Region,
  engine: TravelEngine,
  points: readonly (readonly [number, number])[],
): number[] {
  const places: ProblemPlace[] = [];
  const cells = points.map(([lon, lat], i) => {
    const cell = findCellAt(region.grid, lon, lat);
    if (cell === NONE || engine.cellState[cell] !== CELL_WALKABLE)
      places.push({ pointer: `/fixed/${i}`, code: 'fixed-not-usable', parameters: { index: i + 1 } });
    return cell;
  });
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
  return [...new Set(cells)];
}

/** People covered with 1 … most new sites, every point with its bound. */
function frontierOf(
  instance: SitingInstance,
  covered: number,
  total: number,
  most: number,
  shouldStop: () => boolean,
): NonNullable<SitingAnswer['frontier']> {
  const mostSites = Math.min(most, instance.siteCells.length);
  if (mostSites === 0) return [];
  return solveMclpFrontier(instance.matrix, { mostSites, shouldStop }).points.map((point) => {
    const value = covered + point.value;
    return {
      sites: point.newSites,
      value,
      bound: Math.min(total, covered + point.bound),
      percent: total > 0 ? (value / total) * 100 : 0,
    };
  });
}
