import { DEFAULT_SEED, DEFAULT_SITES, DEFAULT_SITING_ITERATIONS } from '../../../contract/defaults.ts';
import type { ProcessInputs } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import type { AgeBand } from '../../../contract/vocabulary.ts';
import type { TravelEngine } from '../../../kernel/catchment/travel-engine.ts';
import { buildCoverMatrix, type CoverMatrix } from '../../../kernel/siting/cover-matrix.ts';
import { solveHierarchical } from '../../../kernel/siting/hierarchical.ts';
import { solvePhasing } from '../../../kernel/siting/phasing.ts';
import { solveRobustCover } from '../../../kernel/siting/robust-cover.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import type { Region } from '../../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../../shared/task-context.ts';
import type { SitingInstance } from '../frame/build-cover.ts';
import type { SolverTools } from '../frame/create-control.ts';
import { findExisting, type Existing } from '../frame/find-existing.ts';
import { SOLVER_ROWS } from '../frame/load-solver.ts';
import { gapOf, orderByGain } from './solve-cover-models.ts';
import type { SolvedCells } from './solve-time-models.ts';
import { indexCells, listDemands } from '../frame/reached-demands.ts';
import { toCutoffSeconds } from '../../../kernel/grid/cut-off.ts';

/** What the models of plans (tiers, years, travel profiles) know. */
export interface PlanSituation extends SolverTools {
  readonly reference: RegionReference;
  readonly context: TaskContext;
  readonly region: Region;
  readonly engine: TravelEngine;
  readonly instance: SitingInstance;
  readonly existing: Existing;
  readonly candidates: Int32Array;
  readonly fixedCells: readonly number[];
  readonly total: number;
  readonly onProgress: (share: number) => void;
}

/** Tiers, lowest first: a site of a tier gives the services of the tiers below it too. */
const LADDER = ['village', 'township', 'county'] as const;
/** The lowest tier asked for, or none. */
export function lowestTier(
  inputs: ProcessInputs<'siting'>,
): NonNullable<ProcessInputs<'siting'>['tiers']>[number] | undefined {
  return [...(inputs.tiers ?? [])].sort((a, b) => LADDER.indexOf(a.tier) - LADDER.indexOf(b.tier))[0];
}

const MOST_OPTIONS = 30_000;
const MOST_PAIRS = 40_000_000;

/** New sites of several tiers at once: most people covered, counted once for each tier's service. */
export function solveTiers(situation: PlanSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { region, engine, candidates, total, solver, control, onProgress } = situation;
  const tiers = [...inputs.tiers!].sort((a, b) => LADDER.indexOf(a.tier) - LADDER.indexOf(b.tier));
  assertOptions(candidates.length * tiers.length);
  const all = findExisting(region, engine, inputs, toCutoffSeconds(tiers[0]!.cutoffMinutes));
  const covered = tiers.map(({ tier, cutoffMinutes }) => {
    const cells = Int32Array.from(
      all.facilities
        .filter((facility) => LADDER.indexOf(facility.tier as never) >= LADDER.indexOf(tier))
        .map((facility) => facility.cell),
    );
    const seconds = engine.computeSurface(cells, toCutoffSeconds(cutoffMinutes)).seconds;
    return Uint8Array.from(seconds, (value) => (value <= toCutoffSeconds(cutoffMinutes) ? 1 : 0));
  });
  const demands = all.demand.filter((cell) => covered.some((flags) => flags[cell] === 0));
  const demandOfCell = indexCells(demands, region.population.length);
  const longest = Math.max(...tiers.map((tier) => toCutoffSeconds(tier.cutoffMinutes)));
  const reaches: { demands: number[] }[][] = tiers.map(() => []);
  let pairs = 0;
  candidates.forEach((cell, site) => {
    if ((site & 15) === 0) onProgress(site / candidates.length);
    const reach = engine.computeReach(cell, longest);
    tiers.forEach(({ cutoffMinutes }, index) => {
      const list: number[] = [];
      for (let k = 0; k < reach.count && reach.seconds[k]! <= toCutoffSeconds(cutoffMinutes); k++) {
        const there = reach.cells[k]!;
        if (demandOfCell[there]! >= 0 && covered[index]![there] === 0) list.push(demandOfCell[there]!);
      }
      pairs += list.length;
      reaches[index]!.push({ demands: list });
    });
    assertPairs(pairs, candidates.length);
  });
  const services = tiers.map(({ tier }, index) => ({
    name: tier,
    weight: 1,
    matrix: buildCoverMatrix(
      Float64Array.from(demands, (cell) => (covered[index]![cell] === 0 ? region.population[cell]! : 0)),
      reaches[index]!,
    ),
  }));
  const answer = solveHierarchical(services, {
    newByTier: tiers.map((tier) => tier.sites),
    iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
    seed: inputs.seed ?? DEFAULT_SEED,
    solver,
    solverRows: SOLVER_ROWS,
    control,
  });
  const before = covered.map((flags) =>
    computeSum(region.population.filter((people, cell) => people > 0 && flags[cell] === 1)),
  );
  const standing = computeSum(before);
  // A site of a tier serves the tiers below it: what it adds to each.
  const rows = tiers.map((tier, index) => {
    const seen = new Uint8Array(demands.length);
    for (const [own, sites] of answer.sitesByTier.entries())
      if (own >= index)
        for (const site of sites) for (const demand of reaches[index]![site]!.demands) seen[demand] = 1;
    const added = computeSum(services[index]!.matrix.demandWeight.filter((_, d) => seen[d] === 1));
    return {
      ...tier,
      before: before[index]!,
      after: before[index]! + added,
      percent: total > 0 ? ((before[index]! + added) / total) * 100 : 0,
    };
  });
  const chosen = answer.sitesByTier.flatMap((sites, tier) =>
    Array.from(sites, (site) => ({ cell: candidates[site]!, tier: tiers[tier]!.tier })),
  );
  return {
    cells: chosen.reverse().map(({ cell }) => cell),
    value: standing + answer.value,
    bound: standing + answer.bound,
    gapPercent: gapOf(standing + answer.value, standing + answer.bound, 'max'),
    unit: 'people-by-tier',
    stop: answer.stop,
    notes: [{ code: 'siting-tiers', parameters: { tiers: tiers.length } }],
    extra: { tiers: rows },
    ofCell: new Map(chosen.map(({ cell, tier }) => [cell, { tier }])),
  };
}

/** Sites opened year by year, so that a plan that stops early is good as far as it went. */
export function solveYears(situation: PlanSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { instance, existing, fixedCells, total, solver, control } = situation;
  const years = inputs.years!;
  const { matrix, siteCells } = instance;
  assertOptions(matrix.sites * years.length);
  const indexOf = new Map(Array.from(siteCells, (cell, site) => [cell, site]));
  const fixed = fixedCells.flatMap((cell) => indexOf.get(cell) ?? []);
  const answer = solvePhasing(
    years.map((year) => ({
      matrix,
      discount: 1,
      ...(year.sites === undefined ? {} : { newSites: year.sites }),
      ...(year.budget === undefined ? {} : { budget: year.budget }),
    })),
    {
      fixed,
      ...(inputs.siteCost === undefined
        ? {}
        : { costs: new Float64Array(matrix.sites).fill(inputs.siteCost) }),
      iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
      seed: inputs.seed ?? DEFAULT_SEED,
      solver,
      solverRows: SOLVER_ROWS,
      control,
    },
  );
  const order: number[] = [...fixed];
  const yearOf = new Map<number, number>(fixed.map((site) => [site, 1]));
  answer.opened.forEach((sites, year) => {
    for (const site of sites) yearOf.set(site, year + 1);
    order.splice(0, order.length, ...orderByGain(instance, sites, [...order]));
  });
  const standing = existing.covered * years.length;
  return {
    cells: order.map((site) => siteCells[site]!),
    value: standing + answer.value,
    bound: standing + answer.bound,
    gapPercent: gapOf(standing + answer.value, standing + answer.bound, 'max'),
    unit: 'people-years',
    stop: answer.stop,
    notes: [{ code: 'siting-years', parameters: { years: years.length } }],
    extra: {
      years: years.map((_, year) => {
        const covered = existing.covered + answer.covered[year]!;
        const bound = Math.max(covered, existing.covered + answer.yearBound[year]!);
        return {
          year: year + 1,
          sites: answer.opened[year]!.length,
          covered,
          percent: total > 0 ? (covered / total) * 100 : 0,
          bound,
          gapPercent: gapOf(covered, bound, 'max'),
        };
      }),
    },
    ofCell: new Map([...yearOf].map(([site, year]) => [siteCells[site]!, { year }])),
  };
}

/** Sites that are good under every travel profile: seasons, modes, slower roads. */
export function solveProfiles(situation: PlanSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { context, reference, region, candidates, fixedCells, solver, control, onProgress } = situation;
  const profiles = [
    { name: '', travel: inputs.travel, people: region.population },
    ...inputs.profiles!.map((profile, index) => ({
      name: profile.name ?? '',
      travel: profile.travel ?? inputs.travel,
      people: peopleOf(region, profile.ages, index),
    })),
  ];
  const goal = inputs.robust ?? 'maximin';
  const cutoffSeconds = toCutoffSeconds(inputs.cutoffMinutes);
  assertOptions(candidates.length);
  let pairs = 0;
  const scenarios = profiles.map((profile, index) => {
    const engine = context.loadEngine(reference, profile.travel);
    const existing = findExisting(region, engine, inputs, cutoffSeconds);
    const demandOfCell = indexCells(existing.uncovered, region.population.length);
    // Demand 0 and site 0 stand for what exists under this profile.
    const reaches: { demands: number[] }[] = [{ demands: [0] }];
    candidates.forEach((cell, site) => {
      if ((site & 15) === 0) onProgress((index + site / candidates.length) / profiles.length);
      const reach = engine.computeReach(cell, cutoffSeconds);
      const list = listDemands(reach, demandOfCell).map((demand) => demand + 1);
      pairs += list.length;
      reaches.push({ demands: list });
    });
    assertPairs(pairs, candidates.length);
    const { people } = profile;
    const before = computeSum(
      people.filter((own, cell) => own > 0 && existing.seconds[cell]! <= cutoffSeconds),
    );
    const weight = new Float64Array(existing.uncovered.length + 1);
    weight[0] = before;
    existing.uncovered.forEach((cell, i) => {
      weight[i + 1] = Math.max(0, people[cell]!);
    });
    return {
      name: profile.name,
      before,
      total: computeSum(people),
      matrix: buildCoverMatrix(weight, reaches),
    };
  });
  const siteOf = new Map(Array.from(candidates, (cell, site) => [cell, site + 1]));
  const answer = solveRobustCover(scenarios, {
    goal,
    newSites: Math.min(inputs.sites ?? DEFAULT_SITES, candidates.length - fixedCells.length),
    fixed: [0, ...fixedCells.map((cell) => siteOf.get(cell)!)],
    iterations: inputs.iterations ?? DEFAULT_SITING_ITERATIONS,
    seed: inputs.seed ?? DEFAULT_SEED,
    solver,
    solverRows: SOLVER_ROWS,
    control,
  });
  const sense = goal === 'regret' ? 'min' : 'max';
  const scale = goal === 'expected' ? 1 : goal === 'regret' ? -100 : 100;
  const value = answer.value * scale;
  const bound = answer.bound * scale;
  return {
    cells: Array.from(answer.options)
      .filter((site) => site > 0)
      .map((site) => candidates[site - 1]!),
    value,
    bound,
    gapPercent: gapOf(value, bound, sense),
    unit:
      goal === 'expected' ? 'people' : goal === 'regret' ? 'percent-worst-regret' : 'percent-worst-profile',
    stop: answer.stop,
    notes: [{ code: 'siting-profiles', parameters: { profiles: profiles.length } }],
    extra: {
      profiles: scenarios.map(({ name, before, total, matrix }, index) => ({
        name,
        before,
        covered: coverOf(matrix, answer.options),
        percent: total > 0 ? (answer.covered[index]! / total) * 100 : 0,
        total,
      })),
    },
  };
}

/** People who count under a profile, by cell. */
function peopleOf(region: Region, ages: readonly AgeBand[] | undefined, index: number): Float64Array {
  if (!ages) return region.population;
  const missing = ages.filter((band) => !region.populationByAge[band]);
  if (missing.length > 0)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      {
        pointer: `/profiles/${index}/ages`,
        code: 'ages-unknown',
        parameters: { ages: missing.join(', ') },
      },
    ]);
  const people = new Float64Array(region.population.length);
  for (const band of new Set(ages))
    region.populationByAge[band]!.forEach((own, cell) => {
      if (own > 0) people[cell] = people[cell]! + own;
    });
  return people;
}

function coverOf(matrix: CoverMatrix, sites: Uint32Array): number {
  const seen = new Uint8Array(matrix.demands);
  for (const site of sites)
    for (let arc = matrix.siteStart[site]!; arc < matrix.siteStart[site + 1]!; arc++)
      seen[matrix.demandIndex[arc]!] = 1;
  return computeSum(matrix.demandWeight.filter((_, demand) => seen[demand] === 1));
}

/** Refuses more options than the model can weigh, by name of the way out. */
export function assertOptions(options: number, limit = MOST_OPTIONS): void {
  if (options <= limit) return;
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer: '/candidates', code: 'too-many-options', parameters: { options, limit } },
  ]);
}

/** Refuses more pairs of candidate and demand than fit. */
export function assertPairs(pairs: number, candidates: number, limit = MOST_PAIRS): void {
  if (pairs <= limit) return;
  throw new ProblemException('invalid-inputs', { count: 1 }, [
    { pointer: '/candidates', code: 'too-many-pairs', parameters: { pairs, candidates, limit } },
  ]);
}
