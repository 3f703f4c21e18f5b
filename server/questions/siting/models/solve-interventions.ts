import { DEFAULT_SITING_ITERATIONS } from '../../../contract/defaults.ts';
import type { ProcessInputs, SitingAnswer } from '../../../contract/processes.ts';
import { ProblemException } from '../../../contract/problems.ts';
import { NONE } from '../../../kernel/grid/grid.ts';
import { solveInterventions, type Intervention } from '../../../kernel/siting/interventions.ts';
import { computeSum } from '../../../kernel/stats/sum.ts';
import { readRooms } from '../../coverage/capacity-step.ts';
import { findNearestPlace } from '../../coverage/coverage-rows.ts';
import { selectFacilities } from '../../shared/select-facilities.ts';
import { cellToDegrees } from '../../shared/to-degrees.ts';
import { mergeDemands } from '../frame/merge-demands.ts';
import { gapOf } from './solve-cover-models.ts';
import type { PlanSituation } from './solve-plan-models.ts';
import type { SolvedCells } from './solve-time-models.ts';
import { indexCells, listDemands } from '../frame/reached-demands.ts';
import { toCutoffSeconds } from '../../../kernel/grid/cut-off.ts';

type Row = NonNullable<SitingAnswer['interventions']>['chosen'][number];
/** An intervention with what is stated of it when it is chosen. */
interface Offer extends Intervention {
  readonly row: Omit<Row, 'served' | 'cost'>;
  readonly cell: number;
}

const MOST_ROUNDS = 40;
const MOST_POINTS = 60;
const MOST_BUILDS = 400;
const MONTHS = 12;

/**
 * Build, upgrade, staff, rounds and telemedicine under one budget: most visits a month served, existing
 * room counted first.
 */
export function solveMixedPlan(situation: PlanSituation, inputs: ProcessInputs<'siting'>): SolvedCells {
  const { region, engine, candidates, existing, solver, control, onProgress } = situation;
  const wanted = inputs.interventions!;
  const seconds = toCutoffSeconds(inputs.cutoffMinutes);
  if (wanted.build && candidates.length > MOST_BUILDS)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      {
        pointer: '/candidates',
        code: 'too-many-options',
        parameters: { options: candidates.length, limit: MOST_BUILDS },
      },
    ]);
  const bare = region.facilities.length === 0 && !inputs.facilities;
  const selected = bare ? null : selectFacilities(region, engine, inputs.facilities);
  const rooms = selected
    ? readRooms(
        region,
        selected,
        inputs.visitsPerPerson === undefined ? undefined : { visitsPerPerson: inputs.visitsPerPerson },
      )
    : null;
  const visitsPerPerson = rooms?.norms.visitsPerPerson ?? inputs.visitsPerPerson ?? 1;
  const monthly = visitsPerPerson / MONTHS;
  const demandOfCell = indexCells(existing.demand, region.population.length);
  const reachOf = (cell: number): number[] => listDemands(engine.computeReach(cell, seconds), demandOfCell);
  const offers: Offer[] = [];
  const at = (cell: number): { lon: number; lat: number } => {
    const [lon, lat] = cellToDegrees(region.grid, cell);
    return { lon, lat };
  };
  const nameAt = (cell: number): { nameZh: string; nameEn: string } => {
    const place = findNearestPlace(region.places, ...cellToDegrees(region.grid, cell));
    return { nameZh: place?.nameZh ?? '', nameEn: place?.nameEn ?? '' };
  };
  selected?.facilities.forEach((facility, index) => {
    const cell = selected.cells[index]!;
    if (cell === NONE) return;
    const demands = reachOf(cell);
    const named = { nameZh: facility.nameZh, nameEn: facility.nameEn };
    const add = (kind: Offer['kind'], cost: number, capacity: number): void => {
      offers.push({
        kind,
        name: facility.id,
        cost,
        places: [{ capacity, demands }],
        ...(kind === 'existing' ? {} : { exclusiveGroup: index }),
        row: { kind: kind as Row['kind'], facility: facility.id, ...named, ...at(cell), stops: [] },
        cell,
      });
    };
    add('existing', 0, rooms!.capacities[index]! * monthly);
    for (const kind of ['upgrade', 'staff'] as const) {
      const own = wanted[kind];
      if (own && (!own.tiers || own.tiers.includes(facility.tier))) add(kind, own.cost, own.capacity);
    }
    if ((index & 7) === 0) onProgress((0.4 * index) / selected.facilities.length);
  });
  const needReach = wanted.build ?? wanted.round ?? wanted.telemedicine;
  const reaches = needReach
    ? Array.from(candidates, (cell, i) => {
        if ((i & 15) === 0) onProgress(0.4 + (0.6 * i) / candidates.length);
        return reachOf(cell);
      })
    : [];
  const single = (kind: Row['kind'], site: number): Omit<Row, 'served' | 'cost'> => ({
    kind,
    facility: null,
    ...nameAt(candidates[site]!),
    ...at(candidates[site]!),
    stops: [],
  });
  if (wanted.build)
    reaches.forEach((demands, site) =>
      offers.push({
        kind: 'build',
        name: `build ${site}`,
        cost: wanted.build!.cost,
        places: [{ capacity: wanted.build!.capacity, demands }],
        row: single('build', site),
        cell: candidates[site]!,
      }),
    );
  const weight = Float64Array.from(existing.demand, (cell) => region.population[cell]! * monthly);
  if (wanted.round) {
    const { cost, stops, daysAMonth, visitsADay } = wanted.round;
    for (const round of planRounds(situation, reaches, weight, stops))
      offers.push({
        kind: 'round',
        name: `round ${round[0]!}`,
        cost,
        places: round.map((site) => ({ capacity: daysAMonth * visitsADay, demands: reaches[site]! })),
        row: { ...single('round', round[0]!), stops: round.map((site) => at(candidates[site]!)) },
        cell: candidates[round[0]!]!,
      });
  }
  if (wanted.telemedicine) {
    const { cost, capacity, eligibleShare } = wanted.telemedicine;
    for (const { site, demands } of planPoints(situation))
      offers.push({
        kind: 'telemedicine',
        name: `telemedicine ${site}`,
        cost,
        eligibleShare,
        places: [{ capacity, demands }],
        row: single('telemedicine', site),
        cell: candidates[site]!,
      });
  }
  const merged = mergeDemands(
    weight,
    offers.flatMap((offer) => offer.places.map((place) => place.demands)),
  );
  let row = 0;
  const mergedOffers = offers.map((offer): Intervention => ({
    ...offer,
    places: offer.places.map(({ capacity }) => ({ capacity, demands: merged.places[row++]! })),
  }));
  const answer = solveInterventions(merged.weight, mergedOffers, inputs.budget!, {
    iterations: Math.min(inputs.iterations ?? DEFAULT_SITING_ITERATIONS, 4000),
    solver,
    solverRows: SOLVER_ROWS_FLOW,
    control,
  });
  // What would serve no one is not bought: the value stays the same.
  const chosen = Array.from(answer.chosen).filter((index) => answer.servedBy[index]! > 1e-6);
  return {
    cells: chosen.filter((index) => offers[index]!.kind === 'build').map((index) => offers[index]!.cell),
    value: answer.value,
    bound: answer.bound,
    gapPercent: gapOf(answer.value, answer.bound, 'max'),
    unit: 'visits-a-month',
    stop: answer.stop,
    notes: [
      ...(rooms?.notes ?? []),
      {
        code: 'siting-interventions',
        parameters: { visitsPerPerson, share: wanted.telemedicine?.eligibleShare ?? 0 },
      },
    ],
    extra: {
      interventions: {
        budget: inputs.budget!,
        cost: computeSum(chosen.map((index) => offers[index]!.cost)),
        visitsPerPerson,
        demand: computeSum(weight),
        servedInPerson: answer.servedInPerson,
        servedRemotely: answer.servedRemotely,
        chosen: chosen.map((index) => ({
          ...offers[index]!.row,
          cost: offers[index]!.cost,
          served: answer.servedBy[index]!,
        })),
      },
    },
  };
}

/** Rows the exact solver may have: one for each demand and place of service. */
const SOLVER_ROWS_FLOW = 2500;

/**
 * Rounds to choose from: each begins where most unserved people are and takes in the nearest places that
 * add most.
 */
function planRounds(
  { candidates, existing, engine }: PlanSituation,
  reaches: readonly number[][],
  weight: Float64Array,
  stops: number,
): number[][] {
  const open = new Set<number>();
  existing.demand.forEach((cell, demand) => {
    if (existing.nearest[cell] === NONE) open.add(demand);
  });
  const used = new Set<number>();
  const gainOf = (site: number, left: ReadonlySet<number>): number => {
    let gain = 0;
    for (const demand of reaches[site]!) if (left.has(demand)) gain += weight[demand]!;
    return gain;
  };
  const rounds: number[][] = [];
  const left = new Set(open);
  while (rounds.length < MOST_ROUNDS) {
    const pick = (allowed: (site: number) => boolean): number => {
      let best = NONE;
      let bestGain = 0;
      candidates.forEach((_, site) => {
        if (used.has(site) || !allowed(site)) return;
        const gain = gainOf(site, left);
        if (gain > bestGain) {
          best = site;
          bestGain = gain;
        }
      });
      return best;
    };
    const take = (site: number): void => {
      used.add(site);
      for (const demand of reaches[site]!) left.delete(demand);
    };
    const first = pick(() => true);
    if (first === NONE) break;
    take(first);
    const { seconds } = engine.computeSurface(candidates.subarray(first, first + 1), ROUND_SECONDS);
    const round = [first];
    while (round.length < stops) {
      const next = pick((site) => seconds[candidates[site]!]! <= ROUND_SECONDS);
      if (next === NONE) break;
      take(next);
      round.push(next);
    }
    rounds.push(round);
  }
  return rounds;
}

/** Stops of a round lie within this time of its first. */
const ROUND_SECONDS = 2 * 3600;

/**
 * One telemedicine point a zone, at its most peopled candidate; it may serve whoever lives in the zone.
 * Without zones one for all.
 */
function planPoints({ region, candidates, existing }: PlanSituation): { site: number; demands: number[] }[] {
  const layer = region.zones[0];
  const best = new Map<number, number>();
  candidates.forEach((cell, site) => {
    const zone = layer ? layer.zoneOfCell[cell]! : 0;
    if (zone === NONE) return;
    const other = best.get(zone);
    if (other === undefined || region.population[cell]! > region.population[candidates[other]!]!)
      best.set(zone, site);
  });
  const demandsOf = new Map<number, number[]>();
  existing.demand.forEach((cell, demand) => {
    const zone = layer ? layer.zoneOfCell[cell]! : 0;
    const list = demandsOf.get(zone);
    if (list) list.push(demand);
    else demandsOf.set(zone, [demand]);
  });
  const peopleIn = (zone: number): number =>
    (demandsOf.get(zone) ?? []).reduce(
      (sum, demand) => sum + region.population[existing.demand[demand]!]!,
      0,
    );
  return [...best]
    .sort(([a], [b]) => peopleIn(b) - peopleIn(a) || a - b)
    .slice(0, MOST_POINTS)
    .map(([zone, site]) => ({ site, demands: demandsOf.get(zone) ?? [] }));
}
