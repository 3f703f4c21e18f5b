import { BAND_YEARS, DEMAND_NORMS, type DemandNorm } from '../../contract/demand-norms.ts';
import { ProblemException } from '../../contract/problems.ts';
import { FORECAST_POSTS, type DemandForecastAnswer, type ProcessInputs } from '../../contract/processes.ts';
import { Travel } from '../../contract/travel.ts';
import { AGE_BANDS, type AgeBand } from '../../contract/vocabulary.ts';
import { projectPeople, type YearlyRates } from '../../kernel/demand/project-people.ts';
import { computeVisits, scaleVisitRates, splitVisitChange } from '../../kernel/demand/visits.ts';
import { NONE } from '../../kernel/grid/grid.ts';
import { addTo, buildSums, computeSum, readSum } from '../../kernel/stats/sum.ts';
import type { Facility, Region } from '../../region/model/region.ts';
import type { RegionReference, TaskContext } from '../shared/task-context.ts';
import { readFacilityColumn } from '../shared/facility-column.ts';
import { refuseUnused } from '../shared/refuse.ts';
import { scaleOf } from '../shared/value-scale.ts';
import { selectFacilities } from '../shared/select-facilities.ts';
import { note, type TaskNote } from '../shared/task-note.ts';
import { loadZoneSet } from '../shared/zone-set.ts';

export interface DemandForecastTaskInput {
  readonly region: RegionReference;
  readonly inputs: ProcessInputs<'demand-forecast'>;
}
export interface DemandForecastTaskOutput {
  readonly body: Omit<
    DemandForecastAnswer,
    'run' | 'process' | 'region' | 'scenario' | 'travel' | 'notes' | 'surface'
  >;
  readonly notes: readonly TaskNote[];
  /** People by cell in the last year. */
  readonly people: Float32Array;
  readonly tileScale: number;
}

/** People, visits and posts in the years to come, by zone and cell, from yearly rates. */
export function runDemandForecast(
  { region: reference, inputs }: DemandForecastTaskInput,
  context: TaskContext,
): DemandForecastTaskOutput {
  const region = context.loadRegion(reference);
  const bands = AGE_BANDS.filter((band) => region.populationByAge[band]);
  check(inputs, bands.length > 0);
  const facilities =
    region.facilities.length === 0 && !inputs.facilities
      ? []
      : selectFacilities(region, context.loadEngine(reference, inputs.travel), inputs.facilities).facilities;
  const zones = loadZoneSet(region, reference, inputs.zones, null, context);
  const zoneOfCell = zones?.zoneOfCell ?? null;
  const zoneCount = zones?.names.length ?? 0;
  const ownPercent = new Map(inputs.byZone?.map(({ zone, percent }) => [zone, percent]));
  for (const zone of ownPercent.keys())
    if (zone >= zoneCount)
      throw new ProblemException('invalid-inputs', { count: 1 }, [
        { pointer: '/byZone', code: 'zone-index-unknown', parameters: { zone, last: zoneCount - 1 } },
      ]);
  const years = [...new Set(inputs.years)].sort((a, b) => a - b);
  const assumed = assume(inputs, bands);
  // one row per zone, the last for people in no zone; one column per band, or one for everybody
  const now = sumRows(region, bands, zoneOfCell, zoneCount);
  const percentOf = (row: number): number => ownPercent.get(row) ?? inputs.percent;
  const later = now.map((people, row) =>
    projectPeople(people, toRates(inputs, assumed, bands, percentOf(row) / 100), years),
  );
  const rowsAt = (k: number): readonly Float64Array[] => (k < 0 ? now : later.map((row) => row[k]!));
  const totalOf = (rows: readonly Float64Array[]): Float64Array =>
    now[0]!.map((_, band) => computeSum(rows.map((row) => row[band]!)));
  const today = totalOf(now);
  const rates = scaleVisitRates(
    today,
    bands.length > 0 ? bands.map((band) => assumed.visitsIndex[band]) : [1],
    assumed.visitsPerPerson,
  );
  const listAges = (people: Float64Array): DemandForecastAnswer['today']['ages'] =>
    bands.map((band, i) => ({ band, people: people[i]! }));
  const old = bands.indexOf('65+');
  const series = (row: number, of: (people: Float64Array) => number): number[] =>
    [-1, ...years.keys()].map((k) => of(rowsAt(k)[row]!));
  const visitsOf = (people: Float64Array): number => computeVisits(people, rates);
  const cells = spreadOverCells(region, bands, zoneOfCell, now, rowsAt(years.length - 1));
  return {
    body: {
      method: inputs.method,
      percent: inputs.percent,
      today: {
        people: computeSum(today),
        ages: listAges(today),
        visits: visitsOf(today),
        have: countPosts(facilities),
        need: needOf(today, visitsOf(today), assumed),
      },
      years: years.map((year, k) => {
        const people = totalOf(rowsAt(k));
        const everybody = computeSum(people);
        const { bySize, byAgeing } = splitVisitChange(today, people, rates);
        return {
          years: year,
          people: everybody,
          ages: listAges(people),
          share65Percent: old >= 0 && everybody > 0 ? (people[old]! / everybody) * 100 : null,
          visits: visitsOf(people),
          visitsBySize: bySize,
          visitsByAgeing: byAgeing,
          need: needOf(people, visitsOf(people), assumed),
        };
      }),
      zones: (zones?.names ?? []).map((name, index) => ({
        index,
        nameZh: name.zh,
        nameEn: name.en,
        percent: percentOf(index),
        people: series(index, computeSum),
        visits: series(index, visitsOf),
      })),
      outsideZones: zones
        ? { people: series(zoneCount, computeSum), visits: series(zoneCount, visitsOf) }
        : null,
      rates: {
        birthsPer1000Adults: inputs.method === 'ageing' ? assumed.birthsPer1000Adults : null,
        deathsPer1000: inputs.method === 'ageing' ? assumed.deathsPer1000 : null,
        visitsPerPersonByBand: Object.fromEntries(bands.map((band, i) => [band, rates[i]!])),
      },
      norms: listNorms(inputs, assumed, bands.length > 0),
    },
    notes: [
      note(inputs.method === 'ageing' ? 'forecast-ageing' : 'forecast-growth'),
      note('forecast-assumption'),
      ...(bands.length === 0 ? [note('forecast-no-ages')] : []),
    ],
    people: cells,
    tileScale: scaleOf(cells),
  };
}

type ByBand = Readonly<Record<AgeBand, number>>;
interface Assumed {
  readonly birthsPer1000Adults: number;
  readonly deathsPer1000: ByBand;
  readonly visitsPerPerson: number;
  readonly visitsIndex: ByBand;
  readonly visitsPerDoctorDay: number;
  readonly workingDays: number;
  readonly doctorsPer1000: number;
  readonly gpsPer1000: number;
  readonly nursesPer1000: number;
  readonly bedsPer1000: number;
}

function check(inputs: ProcessInputs<'demand-forecast'>, hasAges: boolean): void {
  const ageing = inputs.method === 'ageing';
  const plain = JSON.stringify(inputs.travel) === JSON.stringify(Travel.parse({}));
  refuseUnused([
    !plain && { pointer: '/travel', needs: '—' },
    inputs.birthsPer1000Adults !== undefined &&
      !ageing && { pointer: '/birthsPer1000Adults', needs: 'method: ageing' },
    inputs.deathsPer1000 !== undefined && !ageing && { pointer: '/deathsPer1000', needs: 'method: ageing' },
  ]);
  if (ageing && !hasAges)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/method', code: 'forecast-needs-ages', parameters: {} },
    ]);
  if (inputs.visitsIndex !== undefined && !hasAges)
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/visitsIndex', code: 'forecast-needs-ages', parameters: {} },
    ]);
  if (inputs.zones?.startsWith('upload:'))
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/zones', code: 'forecast-own-zones', parameters: {} },
    ]);
}

function assume(inputs: ProcessInputs<'demand-forecast'>, bands: readonly AgeBand[]): Assumed {
  const { norms } = inputs;
  const visitsIndex = { ...DEMAND_NORMS.visitsIndex.value, ...inputs.visitsIndex };
  if (bands.length > 0 && !bands.some((band) => visitsIndex[band] > 0))
    throw new ProblemException('invalid-inputs', { count: 1 }, [
      { pointer: '/visitsIndex', code: 'forecast-no-visits', parameters: {} },
    ]);
  return {
    birthsPer1000Adults: inputs.birthsPer1000Adults ?? DEMAND_NORMS.birthsPer1000Adults.value,
    deathsPer1000: { ...DEMAND_NORMS.deathsPer1000.value, ...inputs.deathsPer1000 },
    visitsPerPerson: inputs.visitsPerPerson ?? DEMAND_NORMS.visitsPerPerson.value,
    visitsIndex,
    visitsPerDoctorDay: norms?.visitsPerDoctorDay ?? DEMAND_NORMS.visitsPerDoctorDay.value,
    workingDays: norms?.workingDays ?? DEMAND_NORMS.workingDays.value,
    doctorsPer1000: norms?.doctorsPer1000 ?? DEMAND_NORMS.doctorsPer1000.value,
    gpsPer1000: norms?.gpsPer1000 ?? DEMAND_NORMS.gpsPer1000.value,
    nursesPer1000: norms?.nursesPer1000 ?? DEMAND_NORMS.nursesPer1000.value,
    bedsPer1000: norms?.bedsPer1000 ?? DEMAND_NORMS.bedsPer1000.value,
  };
}

function toRates(
  inputs: ProcessInputs<'demand-forecast'>,
  assumed: Assumed,
  bands: readonly AgeBand[],
  change: number,
): YearlyRates {
  if (inputs.method === 'growth') return { change, ageing: null };
  return {
    change,
    ageing: {
      widthYears: bands.map((band) => BAND_YEARS[band]),
      fertility: bands.map((band) => (band === '15-59' ? assumed.birthsPer1000Adults / 1000 : 0)),
      mortality: bands.map((band) => assumed.deathsPer1000[band] / 1000),
    },
  };
}

/** People by zone (the last row: no zone) and band; one column of everybody without bands. */
function sumRows(
  region: Region,
  bands: readonly AgeBand[],
  zoneOfCell: Int32Array | null,
  zoneCount: number,
): Float64Array[] {
  const layers = layersOf(region, bands);
  const sums = buildSums((zoneCount + 1) * layers.length);
  for (let cell = 0; cell < region.population.length; cell++) {
    if (!(region.population[cell]! > 0)) continue;
    const row = rowOf(zoneOfCell, cell, zoneCount);
    layers.forEach((layer, band) => addTo(sums, row * layers.length + band, Math.max(0, layer[cell]!)));
  }
  return Array.from({ length: zoneCount + 1 }, (_, row) =>
    Float64Array.from({ length: layers.length }, (_layer, band) => readSum(sums, row * layers.length + band)),
  );
}

function layersOf(region: Region, bands: readonly AgeBand[]): readonly ArrayLike<number>[] {
  return bands.length > 0 ? bands.map((band) => region.populationByAge[band]!) : [region.population];
}

function rowOf(zoneOfCell: Int32Array | null, cell: number, zoneCount: number): number {
  const zone = zoneOfCell?.[cell] ?? NONE;
  return zone === NONE ? zoneCount : zone;
}

/**
 * A zone's people of a band stay where people of its band live now: each cell grows as its zone and band
 * do.
 */
function spreadOverCells(
  region: Region,
  bands: readonly AgeBand[],
  zoneOfCell: Int32Array | null,
  now: readonly Float64Array[],
  then: readonly Float64Array[],
): Float32Array {
  const layers = layersOf(region, bands);
  const shares = now.map((row, i) => row.map((people, band) => (people > 0 ? then[i]![band]! / people : 1)));
  // a band that was empty has no one to tell where it will live: it spreads as everybody of the zone does
  const extra = now.map((row, i) => {
    const everybody = computeSum(row);
    const homeless = computeSum(row.map((people, band) => (people > 0 ? 0 : then[i]![band]!)));
    return everybody > 0 ? homeless / everybody : 0;
  });
  return Float32Array.from(region.population, (here, cell) => {
    if (!(here > 0)) return 0;
    const row = rowOf(zoneOfCell, cell, now.length - 1);
    let people = 0;
    let base = 0;
    for (let band = 0; band < layers.length; band++) {
      const own = Math.max(0, layers[band]![cell]!);
      people += own * shares[row]![band]!;
      base += own;
    }
    return people + base * extra[row]!;
  });
}

function needOf(
  bands: Float64Array,
  visits: number,
  assumed: Assumed,
): DemandForecastAnswer['today']['need'] {
  const thousands = computeSum(bands) / 1000;
  return {
    doctors: thousands * assumed.doctorsPer1000,
    gps: thousands * assumed.gpsPer1000,
    nurses: thousands * assumed.nursesPer1000,
    beds: thousands * assumed.bedsPer1000,
    doctorsByVisits: visits / (assumed.visitsPerDoctorDay * assumed.workingDays),
  };
}

/** Posts and beds that these facilities state together. */
function countPosts(facilities: readonly Facility[]): DemandForecastAnswer['today']['have'] {
  return Object.fromEntries(
    FORECAST_POSTS.map((post) => {
      const stated = facilities.flatMap((facility) => readFacilityColumn(facility, post) ?? []);
      return [post, stated.length > 0 ? computeSum(stated) : null];
    }),
  ) as DemandForecastAnswer['today']['have'];
}

function listNorms(
  inputs: ProcessInputs<'demand-forecast'>,
  assumed: Assumed,
  hasAges: boolean,
): DemandForecastAnswer['norms'] {
  const given: Partial<Record<string, unknown>> = { ...inputs, ...inputs.norms };
  return (Object.keys(DEMAND_NORMS) as DemandNorm[])
    .filter(
      (norm) => inputs.method === 'ageing' || (norm !== 'birthsPer1000Adults' && norm !== 'deathsPer1000'),
    )
    .filter((norm) => hasAges || norm !== 'visitsIndex')
    .map((norm) => ({
      norm,
      value: assumed[norm],
      status: given[norm] === undefined ? DEMAND_NORMS[norm].status : ('yours' as const),
      source: given[norm] === undefined ? DEMAND_NORMS[norm].source : '',
    }));
}
