import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import { AGE_BANDS } from '../../../contract/vocabulary.ts';
import { UNREACHED } from '../../../kernel/grid/grid.ts';
import { buildGridMetric } from '../../../kernel/grid/grid-metric.ts';
import { CELL_WALKABLE, type TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { computeGreedyMclp } from '../../../kernel/siting/greedy-mclp.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Region } from '../../../region/region.ts';
import type { RegionReference, TaskContext } from '../../task-context.ts';
import { findNearestPlace } from '../run-coverage.ts';
import { selectFacilities } from '../select-facilities.ts';
import type { TaskNote } from '../task-note.ts';
import { cellToDegrees } from '../to-degrees.ts';
import { buildSitingInstance, type SitingInstance } from './build-cover.ts';
import { selectCandidates } from './select-candidates.ts';

export interface SitingTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'siting'>;
}
export interface SitingTaskOutput {
  readonly body: Omit<SitingAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

const DEFAULT_SITES = 5;

/** Where the next sites add most people within the cut-off, with a bound that no choice of as many sites can pass. */
export function runSiting(
  { region: reference, inputs }: SitingTaskInput,
  context: TaskContext,
): SitingTaskOutput {
  refuseWhatIsNotThere(inputs);
  const region = context.loadRegion(reference);
  context.report(0.01, 'prepare');
  const engine = context.loadEngine(reference, inputs.travel);
  const cutoffSeconds = inputs.cutoffMinutes * 60;
  const cellMeters = buildGridMetric(region.grid).cellSizeMeters;
  const candidates = selectCandidates(region, engine, inputs.candidates, cellMeters);
  const existing = findExisting(region, engine, inputs, cutoffSeconds);
  context.report(0.1, 'reach');
  const instance = buildSitingInstance(
    {
      region: reference,
      travel: inputs.travel,
      candidates: candidates.cells,
      demandCells: existing.uncovered,
      population: region.population,
      cutoffSeconds,
    },
    context,
    (share) => context.report(0.1 + 0.8 * share, 'reach'),
  );
  context.report(0.92, 'solve');
  const wanted = inputs.sites ?? DEFAULT_SITES;
  const newSites = Math.min(wanted, instance.siteCells.length);
  const total = computeSum(region.population);
  const greedy =
    newSites === 0
      ? { sites: new Uint32Array(0), gains: new Float64Array(0), value: 0, bound: 0, gapPercent: 0 }
      : computeGreedyMclp(instance.matrix, { newSites });
  const value = existing.covered + greedy.value;
  const bound = existing.covered + greedy.bound;
  const percentOf = (people: number): number => (total > 0 ? (people / total) * 100 : 0);
  const notes: TaskNote[] = [...existing.notes, ...candidates.notes];
  if (greedy.sites.length < wanted)
    notes.push({ code: 'siting-fewer-sites', parameters: { wanted, found: greedy.sites.length } });
  notes.push({
    code: 'siting-method',
    parameters: {
      candidates: candidates.cells.length,
      useful: instance.siteCells.length,
      searches: instance.searches,
    },
  });
  return {
    body: {
      model: inputs.model,
      cutoffMinutes: inputs.cutoffMinutes,
      sites: describeSites(region, engine, instance, greedy, existing.seconds, cutoffSeconds),
      value,
      bound,
      gapPercent: bound > 0 ? ((bound - value) / bound) * 100 : 0,
      unit: 'people',
      status: bound <= value ? 'optimal' : 'feasible',
      stopReason: 'greedy-complete',
      baseline: { covered: existing.covered, percent: percentOf(existing.covered) },
      after: { covered: value, percent: percentOf(value) },
      total,
      candidates: {
        count: candidates.cells.length,
        considered: candidates.considered,
        rule: candidates.rule,
      },
      ...(inputs.frontier === undefined
        ? {}
        : { frontier: frontierOf(instance, existing.covered, total, inputs.frontier) }),
    },
    notes,
  };
}

/** Models and options that this build does not solve yet are refused by name, never answered with something else. */
function refuseWhatIsNotThere(inputs: ProcessInputs<'siting'>): void {
  const places: { pointer: string; code: string; parameters: Record<string, string> }[] = [];
  const refuse = (pointer: string, what: string): void => {
    places.push({ pointer, code: 'not-available-here', parameters: { what } });
  };
  if (inputs.model !== 'mclp') refuse('/model', inputs.model);
  for (const name of ['targetPercent', 'fixed', 'iterations', 'seed'] as const)
    if (inputs[name] !== undefined) refuse(`/${name}`, name);
  if (places.length > 0) throw new ProblemException('invalid-inputs', { count: places.length }, places);
}

interface Existing {
  readonly seconds: Float64Array;
  readonly covered: number;
  readonly uncovered: Int32Array;
  readonly notes: readonly TaskNote[];
}

/** What existing facilities cover; a region without any starts from nobody covered. */
function findExisting(
  region: Region,
  engine: TravelEngine,
  inputs: Pick<ProcessInputs<'siting'>, 'facilities'>,
  cutoffSeconds: number,
): Existing {
  const none = region.facilities.length === 0 && !inputs.facilities;
  const selected = none ? null : selectFacilities(region, engine, inputs.facilities);
  const seconds = selected
    ? engine.computeSurface(selected.cells, cutoffSeconds).seconds
    : new Float64Array(region.population.length).fill(UNREACHED);
  const coveredPeople: number[] = [];
  const uncovered: number[] = [];
  for (let cell = 0; cell < seconds.length; cell++) {
    if (!(region.population[cell]! > 0)) continue;
    if (seconds[cell]! <= cutoffSeconds) coveredPeople.push(region.population[cell]!);
    else if (engine.cellState[cell] === CELL_WALKABLE) uncovered.push(cell);
  }
  return {
    seconds,
    covered: computeSum(coveredPeople),
    uncovered: Int32Array.from(uncovered),
    notes: selected ? selected.notes : [{ code: 'no-existing-facilities', parameters: {} }],
  };
}

function describeSites(
  region: Region,
  engine: TravelEngine,
  instance: SitingInstance,
  greedy: { readonly sites: Uint32Array; readonly gains: Float64Array },
  existingSeconds: Float64Array,
  cutoffSeconds: number,
): SitingAnswer['sites'] {
  const { matrix, siteCells, demandCells } = instance;
  const covering = new Uint16Array(demandCells.length);
  for (const site of greedy.sites)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      covering[matrix.demandIndex[arc]!]!++;
  const taken = new Uint8Array(demandCells.length);
  const layer = region.zones[0];
  return Array.from(greedy.sites, (site, i) => {
    const cell = siteCells[site]!;
    const [lon, lat] = cellToDegrees(region.grid, cell);
    const newly: number[] = [];
    let share = 0;
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++) {
      const demand = matrix.demandIndex[arc]!;
      share += matrix.demandWeight[demand]! / covering[demand]!;
      if (!taken[demand]) newly.push(demandCells[demand]!);
      taken[demand] = 1;
    }
    const reach = engine.computeReach(cell, cutoffSeconds);
    let peopleWithin = 0;
    let takesOver = 0;
    for (let k = 0; k < reach.count; k++) {
      const people = region.population[reach.cells[k]!]!;
      peopleWithin += people;
      if (existingSeconds[reach.cells[k]!]! <= cutoffSeconds) takesOver += people;
    }
    const zone = layer ? layer.zoneOfCell[cell]! : -1;
    const place = findNearestPlace(region.places, lon, lat);
    return {
      order: i + 1,
      lon,
      lat,
      gain: greedy.gains[i]!,
      peopleWithin,
      takesOver,
      zone: layer && zone >= 0 ? { nameZh: layer.names[zone]!.zh, nameEn: layer.names[zone]!.en } : null,
      nearestPlace: place ? { nameZh: place.nameZh, nameEn: place.nameEn } : null,
      gainByAge: Object.fromEntries(
        AGE_BANDS.flatMap((band) => {
          const people = region.populationByAge[band];
          return people ? [[band, newly.reduce((sum, demandCell) => sum + people[demandCell]!, 0)]] : [];
        }),
      ),
      share,
    };
  });
}

function frontierOf(
  instance: SitingInstance,
  covered: number,
  total: number,
  most: number,
): NonNullable<SitingAnswer['frontier']> {
  const points: NonNullable<SitingAnswer['frontier']> = [];
  for (let sites = 1; sites <= Math.min(most, instance.siteCells.length); sites++) {
    const greedy = computeGreedyMclp(instance.matrix, { newSites: sites });
    const value = covered + greedy.value;
    points.push({
      sites,
      value,
      bound: covered + greedy.bound,
      percent: total > 0 ? (value / total) * 100 : 0,
    });
  }
  return points;
}
