import type { EquityAnswer, ProcessInputs } from '../../contract/processes.ts';
import { AccessScoreInputs, EQUITY_INDICATORS } from '../../contract/processes.ts';
import { ProblemException } from '../../contract/problems.ts';
import { computeConcentration } from '../../kernel/equity/concentration.ts';
import { computeDensity, type DensityRow } from '../../kernel/equity/density.ts';
import { computeGini, computeGiniByMeanDifference, computeLorenz } from '../../kernel/equity/gini.ts';
import { computeAtkinson, computeHoover, computePalma, computeSpread } from '../../kernel/equity/spread.ts';
import { computeTheil, type TheilDecomposition } from '../../kernel/equity/theil.ts';
import { buildGridMetric } from '../../kernel/grid/grid-metric.ts';
import { computeSum } from '../../kernel/stats/sum.ts';
import type { Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { computeScores } from '../access-score/compute-scores.ts';
import { assertFacilityColumn } from '../shared/facility-column.ts';
import { refuseUnused } from '../shared/refuse.ts';
import { computeWeightedMean, listOutside, type CountNoValue } from '../shared/zone-means.ts';
import { assertZoneProperty, computeZoneAreas, listZoneProperties, sumByZone } from './zone-properties.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import type { TaskNote } from '../shared/task-note.ts';
import { loadZoneSet, type UploadReference, type ZoneSet } from '../shared/zone-set.ts';

export interface EquityTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'equity'>;
  readonly upload: UploadReference | null;
}
export interface EquityTaskOutput {
  readonly body: Omit<EquityAnswer, 'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes'>;
  readonly notes: readonly TaskNote[];
}

/** What is compared: one value a zone, null without one, and for resources the amount itself. */
interface Compared {
  readonly values: readonly (number | null)[];
  readonly amounts: readonly number[] | null;
  /** By cell, whom the indicator is about: everybody or an age band. */
  readonly demand: ArrayLike<number>;
  /** By zone, those of them the value is of. */
  readonly people: readonly number[];
  /** In zones, those it is not of. */
  readonly leftOut: number;
  readonly notes: readonly TaskNote[];
}

/** How evenly an indicator is shared between zones. */
export function runEquity(
  { region: reference, inputs, upload }: EquityTaskInput,
  context: TaskContext,
): EquityTaskOutput {
  refuseUnused([
    inputs.score !== undefined &&
      inputs.indicator !== 'access-score' && { pointer: '/score', needs: 'indicator: access-score' },
  ]);
  const region = context.loadRegion(reference);
  if (!region.population.some((people) => people > 0)) throw new ProblemException('no-people');
  context.report(0.02, 'prepare');
  const zones = loadZoneSet(region, reference, inputs.zones, upload, context);
  if (!zones)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/zones', code: 'zones-needed', parameters: {} },
    ]);
  const properties = listZoneProperties(region, inputs.zones);
  if (inputs.by !== undefined) assertZoneProperty(properties, inputs.by, '/by');
  if (inputs.status !== undefined) assertZoneProperty(properties, inputs.status, '/status');
  const status = inputs.status ?? (properties.some((zone) => zone['income'] !== undefined) ? 'income' : null);
  const areaOfRow = context.remember(`${reference.hash} area`, () => buildGridMetric(region.grid).cellAreaM2);
  const areas = computeZoneAreas(zones, region.grid.columns, areaOfRow);
  const {
    values,
    amounts,
    demand,
    people: peopleOf,
    leftOut,
    ...compared
  } = compare(region, reference, inputs, zones, context);
  context.report(0.9, 'sum');
  const people = { values, weights: peopleOf };
  const groups =
    inputs.by === undefined ? undefined : properties.map((zone) => String(zone[inputs.by!] ?? '—'));
  const statuses = status === null ? null : properties.map((zone) => toNumber(zone[status]));
  const known = values.flatMap((value, zone) => (value !== null && peopleOf[zone]! > 0 ? [zone] : []));
  if (known.length < 2)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/zones', code: 'zones-too-few', parameters: { zones: known.length } },
    ]);
  const theilL = computeTheil(people, 'L', groups, inputs.logBase);
  const gini = computeGini(people);
  const density: readonly (DensityRow | null)[] = amounts
    ? computeDensity(amounts, peopleOf, areas)
    : peopleOf.map(() => null);
  const lorenz = computeLorenz(people);
  const outside = listOutside(zones);
  const notes: TaskNote[] = [
    { code: 'equity-zones', parameters: { zones: known.length } },
    { code: 'equity-reading', parameters: {} },
    ...compared.notes,
  ];
  if (theilL === null && known.some((zone) => values[zone] === 0))
    notes.push({ code: 'equity-theil-zero', parameters: {} });
  return {
    body: {
      indicator: inputs.indicator,
      unit:
        inputs.indicator === 'minutes'
          ? 'minutes'
          : inputs.indicator === 'access-score'
            ? 'score'
            : 'per-1000-people',
      higherIsBetter:
        inputs.indicator !== 'minutes' &&
        !(inputs.indicator === 'access-score' && inputs.score?.method === 'raam'),
      zoneCount: zones.members.length,
      total: computeSum(known.map((zone) => peopleOf[zone]!)),
      outsideZones: outside ? computeSum(Array.from(outside, (cell) => Math.max(0, demand[cell]!))) : 0,
      withoutValue: computeSum([leftOut, ...peopleOf.filter((_, zone) => values[zone] === null)]),
      mean: computeSpread(people).mean,
      gini: {
        byPeople: gini,
        byMeanDifference: computeGiniByMeanDifference(people),
        byArea: amounts
          ? computeGini({ values: amounts.map((amount, zone) => over(amount, areas[zone]!)), weights: areas })
          : null,
        reading: readGini(gini),
      },
      lorenz: { people: [...lorenz.people], resource: [...lorenz.resource] },
      theil: {
        t: toTheil(computeTheil(people, 'T', groups, inputs.logBase)),
        l: toTheil(theilL),
        by: inputs.by ?? null,
        logBase: inputs.logBase,
      },
      concentration: status !== null && statuses ? concentrate(people, status, statuses) : null,
      hoover: computeHoover(people),
      atkinson: computeAtkinson(people, 1),
      palma: computePalma(people),
      coefficientOfVariation: computeSpread(people).coefficientOfVariation,
      zones: zones.names.map((name, index) => ({
        index,
        nameZh: name.zh,
        nameEn: name.en,
        people: peopleOf[index]!,
        areaKm2: areas[index]!,
        value: values[index]!,
        amount: amounts?.[index] ?? null,
        group: groups?.[index] ?? null,
        status: statuses?.[index] ?? null,
        hrdi: density[index]?.hrdi ?? null,
        hrad: density[index]?.hrad ?? null,
        pad: density[index]?.pad ?? null,
        hradOverPad: density[index]?.hradOverPad ?? null,
      })),
    },
    notes,
  };
}

function compare(
  region: Region,
  reference: RegionReference,
  inputs: ProcessInputs<'equity'>,
  zones: ZoneSet,
  context: TaskContext,
): Compared {
  const engine = context.loadEngine(reference, inputs.travel);
  const selected = selectFacilities(region, engine, inputs.facilities);
  const { indicator } = inputs;
  const meansOf = (values: Float64Array, demand: ArrayLike<number>, noValue: CountNoValue) =>
    zones.members.map(({ cells, shares }) => computeWeightedMean(values, demand, noValue, cells, shares));
  const population = { demand: region.population, leftOut: 0, notes: [] };
  context.report(0.2, 'search');
  if (indicator === 'minutes') {
    const { seconds } = engine.computeSurface(selected.cells, Infinity);
    const rows = meansOf(
      seconds.map((time) => time / 60),
      region.population,
      'left-out',
    );
    return {
      ...population,
      values: rows.map((row) => row.mean),
      amounts: null,
      people: rows.map((row) => row.people),
    };
  }
  if (indicator === 'access-score') {
    const score = inputs.score ?? AccessScoreInputs.parse({ region: inputs.region });
    const scores = computeScores(region, engine, selected, score, '/score', (share) =>
      context.report(0.2 + 0.65 * share),
    );
    const { demand, noValue, notes } = scores;
    const rows = meansOf(scores.score, demand, noValue);
    const left = rows.map((row) => (noValue === 'zero' ? 0 : row.without));
    return {
      values: rows.map((row) => row.mean),
      amounts: null,
      demand,
      people: rows.map((row, zone) => row.people - left[zone]!),
      leftOut: computeSum(left),
      notes,
    };
  }
  assertFacilityColumn(region, indicator, '/indicator', { also: 'facilities', only: EQUITY_INDICATORS });
  const amounts = sumByZone(zones, selected, indicator);
  const people = zones.members.map(({ cells, shares }) =>
    computeSum(Array.from(cells, (cell, i) => Math.max(0, region.population[cell]!) * (shares?.[i] ?? 1))),
  );
  return {
    ...population,
    values: amounts.map((amount, zone) => over(amount * 1000, people[zone]!)),
    amounts,
    people,
  };
}

function concentrate(
  people: { values: readonly (number | null)[]; weights: readonly number[] },
  status: string,
  statuses: readonly (number | null)[],
): EquityAnswer['concentration'] {
  // zones of unknown wealth cannot be ranked
  const kept = {
    values: people.values.map((value, i) => (statuses[i] === null ? null : value)),
    weights: people.weights,
  };
  const found = computeConcentration(
    kept,
    statuses.map((value) => value ?? 0),
  );
  return found
    ? {
        status,
        index: found.index,
        erreygers: found.erreygers,
        curve: { people: [...found.people], resource: [...found.resource] },
      }
    : null;
}

function toTheil(found: TheilDecomposition | null): EquityAnswer['theil']['t'] {
  return found
    ? {
        total: found.total,
        within: found.within,
        between: found.between,
        withinPercent: found.withinShare === null ? null : found.withinShare * 100,
        groups: found.groups.map((group) => ({ ...group })),
      }
    : null;
}

function readGini(gini: number | null): EquityAnswer['gini']['reading'] {
  if (gini === null) return null;
  const at = [0.2, 0.3, 0.4, 0.5].findIndex((limit) => gini < limit);
  return (['equal', 'fair', 'reasonable', 'large'] as const)[at] ?? 'alarming';
}

function over(a: number, b: number): number | null {
  return b > 0 ? a / b : null;
}

function toNumber(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
