import { DEFAULT_SITES } from '../../contract/defaults.ts';
import type { ProcessInputs } from '../../contract/processes.ts';
import type { SitingModel } from '../../contract/vocabulary.ts';
import type { MilpSolver } from '../../kernel/siting/milp-port.ts';
import type { SitingInstance } from './frame/build-cover.ts';
import { createControl, type SolverTools } from './frame/create-control.ts';
import { loadSolver } from './frame/load-solver.ts';
import { keepFirst, searchReach } from './frame/search-reach.ts';
import { solveCapacitatedSites, solveCapacitatedTime } from './models/solve-capacity.ts';
import { solveFewestSites, solveMaximalCover, type Solved } from './models/solve-cover-models.ts';
import { solveMixedPlan } from './models/solve-interventions.ts';
import { solveProfiles, solveTiers, solveYears } from './models/solve-plan-models.ts';
import { solveMoves } from './models/solve-relocation.ts';
import {
  solveBackup,
  solveLeastTime,
  solveSpread,
  solveWorstTime,
  type SolvedCells,
  type TimeSituation,
} from './models/solve-time-models.ts';
import type { SitingFrame } from './siting-frame.ts';

type Inputs = ProcessInputs<'siting'>;

/** Models on pairs of candidate and uncovered demand; the others need times to everybody. */
const COVER_MODELS = { mclp: solveMaximalCover, lscp: solveFewestSites } as const;
/** Models that are plans by themselves. */
const PLAN_OF_MODEL = { hierarchical: 'tiers', interventions: 'interventions' } as const;
type TimeModel = Exclude<SitingModel, keyof typeof COVER_MODELS | keyof typeof PLAN_OF_MODEL>;
/** All other models. */
const TIME_MODELS: Readonly<Record<TimeModel, (of: TimeSituation, inputs: Inputs) => SolvedCells>> = {
  backup: solveBackup,
  'p-median': solveLeastTime,
  'p-center': solveWorstTime,
  'p-dispersion': solveSpread,
};
const PLAN_MODELS = {
  moves: solveMoves,
  room: solveCapacitatedSites,
  'room-time': solveCapacitatedTime,
  tiers: solveTiers,
  years: solveYears,
  profiles: solveProfiles,
  interventions: solveMixedPlan,
} as const;

function isOf<T extends object>(table: T, model: SitingModel): model is SitingModel & keyof T {
  return Object.hasOwn(table, model);
}

function planOf(inputs: Inputs): keyof typeof PLAN_MODELS | null {
  if (isOf(PLAN_OF_MODEL, inputs.model)) return PLAN_OF_MODEL[inputs.model];
  if (inputs.years) return 'years';
  if (inputs.profiles) return 'profiles';
  if (inputs.existing === 'may-close') return 'moves';
  if (inputs.siteCapacity !== undefined) return inputs.model === 'p-median' ? 'room-time' : 'room';
  return null;
}

/** What a model chose, and the instance it chose from. */
export interface Choice {
  readonly chosen: SolvedCells;
  readonly instance: SitingInstance;
}

/** Searches who reaches what, then solves the model asked for. */
export async function chooseSites(frame: SitingFrame): Promise<Choice> {
  const { inputs, context, region, existing, fixedCells, cells } = frame;
  const solver = await loadSolver();
  context.report(0.1, 'reach');
  const plan = planOf(inputs);
  const covers = isOf(COVER_MODELS, inputs.model);
  const { instance, first, reportedGapPercent } = searchReach(
    {
      region: frame.reference,
      travel: inputs.travel,
      candidates: cells,
      demandCells: existing.uncovered,
      population: region.population,
      cutoffSeconds: frame.cutoffSeconds,
      columns: region.grid.columns,
      fixed: fixedCells,
      covered: existing.covered,
      newSites: covers && plan === null ? countOf(inputs) : null,
      share: covers ? 0.7 : 0.2,
      key: JSON.stringify([
        inputs.candidates,
        inputs.fixed,
        inputs.facilities,
        inputs.existing === 'excluded',
      ]),
    },
    context,
  );
  if (first) return { instance, chosen: keepFirst(first, existing.covered) };
  if (plan !== null) return { instance, chosen: solvePlan(plan, frame, instance, solver) };
  if (!covers) return { instance, chosen: solveTimes(frame, solver) };
  context.report(0.82, 'solve');
  const counts = inputs.model === 'mclp' && !inputs.equity?.maximin;
  const already = counts ? existing.covered : 0;
  const solveTo = inputs.uncertainty ? 0.86 : 0.94;
  const control = createControl(context, 0.82, solveTo, already, reportedGapPercent);
  return { instance, chosen: solveCover(frame, instance, { solver, control }) };
}

function solvePlan(
  plan: keyof typeof PLAN_MODELS,
  frame: SitingFrame,
  instance: SitingInstance,
  solver: MilpSolver,
): SolvedCells {
  const { context, cells: candidates, ...known } = frame;
  return PLAN_MODELS[plan](
    {
      ...known,
      context,
      candidates,
      instance,
      solver,
      control: createControl(context, 0.82, 0.94, 0),
      onProgress: (share) => context.report(0.5 + 0.3 * share, 'reach'),
    },
    frame.inputs,
  );
}

function solveTimes(frame: SitingFrame, solver: MilpSolver): SolvedCells {
  const { inputs, context, region, existing, engine, cells, fixedCells } = frame;
  return TIME_MODELS[inputs.model as TimeModel](
    {
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
    },
    inputs,
  );
}

function solveCover(frame: SitingFrame, instance: SitingInstance, tools: SolverTools): SolvedCells {
  const { inputs, region, fixedCells, total } = frame;
  const { covered } = frame.existing;
  const indexOf = new Map(Array.from(instance.siteCells, (cell, site) => [cell, site]));
  // A fixed site that reaches no one uncovered is no site of the instance: it stays in the plan and gains
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
  const solve = isOf(COVER_MODELS, inputs.model) ? COVER_MODELS[inputs.model] : solveMaximalCover;
  const solved =
    instance.siteCells.length === 0
      ? nothing
      : solve({ region, instance, fixed, covered, total }, inputs, tools);
  return { ...solved, cells: [...idle, ...Array.from(solved.sites, (site) => instance.siteCells[site]!)] };
}

/** How many new sites a plain maximal cover may have; null where that is not the question. */
function countOf({ model, equity, budget, siteCost, sites }: Inputs): number | null {
  if (model !== 'mclp' || equity) return null;
  return budget === undefined ? (sites ?? DEFAULT_SITES) : Math.floor(budget / siteCost!);
}
