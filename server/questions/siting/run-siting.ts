import { DEFAULT_SITES } from '../../contract/defaults.ts';
import type { ProcessInputs, SitingAnswer } from '../../contract/processes.ts';
import { solveMclpFrontier } from '../../kernel/siting/mclp-frontier.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { TaskContext } from '../shared/task-context.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { chooseSites, type Choice } from './choose-sites.ts';
import { drawSites } from './draws/draw-sites.ts';
import { explainSites } from './explain/explain-sites.ts';
import { noteSitesBesideUnused } from './frame/beside-unused.ts';
import type { SitingInstance } from './frame/build-cover.ts';
import { tell } from './frame/create-control.ts';
import { allocateStaff } from './models/allocate-staff.ts';
import type { SolvedCells } from './models/solve-time-models.ts';
import { openSitingFrame, type SitingFrame, type SitingTaskInput } from './siting-frame.ts';

export interface SitingTaskOutput {
  readonly body: Omit<SitingAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

type Draws = NonNullable<SitingAnswer['uncertainty']>;

/** Where new sites should be under the model asked for, with what no choice of as many can pass. */
export async function runSiting(input: SitingTaskInput, context: TaskContext): Promise<SitingTaskOutput> {
  const frame = openSitingFrame(input, context);
  const choice = await chooseSites(frame);
  const draws = frame.inputs.uncertainty && !context.isCancelled() ? drawChoice(frame, choice) : null;
  const stopped = context.isCancelled();
  if (!stopped) context.report(0.95, 'explain');
  const notes = listNotes(frame, choice);
  return { body: describeChoice(frame, choice, draws, stopped), notes };
}

/** The chosen sites judged in drawn worlds. */
function drawChoice(
  { region, engine, existing, cells, cutoffSeconds, inputs, context }: SitingFrame,
  { chosen, instance }: Choice,
): Draws | null {
  tell(context, 0.87, 'draws');
  const worth = sumDemandOfSites(instance);
  return drawSites(
    {
      region,
      engine,
      candidates: cells,
      cutoffSeconds,
      existingSeconds: existing.unlimitedSeconds(),
      worthOf: (cell) => worth.get(cell) ?? 0,
      onProgress: (share) => tell(context, 0.87 + 0.08 * share, 'draws'),
      shouldStop: () => context.isCancelled(),
    },
    chosen.cells,
    inputs.uncertainty!,
  );
}

/** Uncovered people within the cut-off of each site of the instance, by cell. */
function sumDemandOfSites({ matrix, siteCells }: SitingInstance): Map<number, number> {
  const worth = new Map<number, number>();
  siteCells.forEach((cell, site) => {
    let people = 0;
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      people += matrix.demandWeight[matrix.demandIndex[arc]!]!;
    worth.set(cell, people);
  });
  return worth;
}

function listNotes(frame: SitingFrame, { chosen, instance }: Choice): TaskNote[] {
  const { inputs, existing, candidates, region, cells } = frame;
  const notes = [
    ...existing.notes,
    ...candidates.notes,
    ...chosen.notes,
    ...noteSitesBesideUnused(region, chosen.cells, existing.unused),
  ];
  const wanted = inputs.sites ?? DEFAULT_SITES;
  const counts = !chosen.extra || inputs.profiles || inputs.siteCapacity !== undefined;
  if (inputs.budget === undefined && inputs.model !== 'lscp' && counts && chosen.cells.length < wanted)
    notes.push({ code: 'siting-fewer-sites', parameters: { wanted, found: chosen.cells.length } });
  notes.push({
    code: 'siting-method',
    parameters: { candidates: cells.length, useful: instance.siteCells.length, searches: instance.searches },
  });
  return notes;
}

function describeChoice(
  frame: SitingFrame,
  { chosen, instance }: Choice,
  draws: Draws | null,
  stopped: boolean,
): SitingTaskOutput['body'] {
  const { inputs, existing, total, cells, candidates, cutoffMinutes } = frame;
  const described = chosen.described ?? { instance, existing };
  const sites = explainSites(
    {
      region: frame.region,
      engine: frame.engine,
      ...described,
      cutoffSeconds: frame.cutoffSeconds,
      siteCost: inputs.siteCost,
      withStandIns: !stopped,
      frequencyAt: draws ? (place) => draws.sites[place]!.frequency : null,
    },
    chosen.cells,
  );
  const after =
    chosen.coveredAfter ?? described.existing.covered + computeSum(sites.map((site) => site.gain));
  const percentOf = (people: number): number => (total > 0 ? (people / total) * 100 : 0);
  return {
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
    ...allocate(frame, chosen, described.existing),
    ...costsOf(inputs, sites.length, after - existing.covered),
    candidates: { count: cells.length, considered: candidates.considered, rule: candidates.rule },
    ...(stopped ? {} : frontierOf(frame, instance)),
  };
}

/** Staff handed out over the sites, where asked for. */
function allocate(
  { inputs, region, engine, cutoffSeconds }: SitingFrame,
  { cells }: SolvedCells,
  existing: SitingFrame['existing'],
): Pick<SitingAnswer, 'allocation'> {
  if (!inputs.allocate || cells.length === 0) return {};
  const allocation = allocateStaff({ region, engine, existing, cutoffSeconds }, cells, inputs.allocate);
  return allocation ? { allocation } : {};
}

/** What the plan costs when a site has a cost. */
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

/** People covered with 1 … most new sites, every point with its bound. */
function frontierOf(
  { inputs, existing, total, context }: SitingFrame,
  instance: SitingInstance,
): Pick<SitingAnswer, 'frontier'> {
  if (inputs.frontier === undefined) return {};
  const mostSites = Math.min(inputs.frontier, instance.siteCells.length);
  if (mostSites === 0) return { frontier: [] };
  const { points } = solveMclpFrontier(instance.matrix, {
    mostSites,
    shouldStop: () => context.isCancelled(),
  });
  const frontier = points.map((point) => {
    const value = existing.covered + point.value;
    return {
      sites: point.newSites,
      value,
      bound: Math.min(total, existing.covered + point.bound),
      percent: total > 0 ? (value / total) * 100 : 0,
    };
  });
  return { frontier };
}
