/** One request to the service: a process and its inputs, or a path to read. */
export interface Question {
  readonly name: string;
  readonly process: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const region = 'qinghe';
const car = { mode: 'car' };
const flat = { model: 'raster', mode: 'walk' };
const crow = { model: 'straight-line', mode: 'walk' };
/** The few large facilities: searches by car from each of the many small ones would take minutes. */
const large = { tiers: ['township', 'county'] };
const here: readonly [number, number] = [111.0, 31.0];
const there: readonly [number, number] = [111.1, 30.95];

/** A question is named by its process and the inputs that set it apart. */
function ask(process: string, inputs: Readonly<Record<string, unknown>> = {}): Question {
  return { name: `${process} ${JSON.stringify(inputs)}`, process, inputs: { region, ...inputs } };
}

const COVERAGE = [
  {},
  { travel: car },
  { travel: flat, cutoffMinutes: [15, 30, 60] },
  { travel: crow, cutoffMinutes: [30] },
  { travel: { ...car, season: 'wet', direction: 'from-facility' } },
  { travel: { mode: 'motorcycle', boardingSeconds: 120, speeds: { road: { primary: 70 } } } },
  { facilities: { tiers: ['township', 'county'] }, zones: 'townships' },
  { include: ['services', 'weak-spots', 'norms', 'tiers', 'distance'] },
  { capacity: 'nearest-first', zones: 'townships' },
  { kCoverage: 3 },
  { compat: 'accessmod-5', travel: flat },
  { within: 'county' },
  { within: 'townships' },
  { uncertainty: { draws: 12, seed: 7 } },
  { cutoffMinutes: [] },
  { facilities: { tiers: ['county'], ids: ['nowhere'] } },
].map((inputs) => ask('coverage', inputs));

const ACCESS = [
  ask('travel-time'),
  ask('travel-time', { travel: car, facilities: { tiers: ['county'] } }),
  ask('catchments', { facilities: { tiers: ['county'] }, cutoffMinutes: [30, 60] }),
  ask('mixed-coverage', { modeShares: [0.6, 0.4], otherTravels: [car], zones: 'townships' }),
  ask('referral'),
  ask('referral', { chain: true, zones: 'townships', meters: 'fastest', travel: flat }),
  ...['2sfca', 'e2sfca', 'kd2sfca', 'm2sfca', '3sfca', 'mh3sfca', 'bfca', 'spatial-availability', 'raam'].map(
    (method) => ask('access-score', { method, zones: 'townships', travel: flat, facilities: large }),
  ),
  ask('access-score', { method: 'hansen', decay: { kind: 'linear' }, travel: car, facilities: large }),
  ask('access-score', { method: 'cumulative', supply: 'facilities', demand: '65+' }),
  ask('equity'),
  ask('equity', { indicator: 'minutes', zones: 'townships' }),
  ask('equity', { indicator: 'access-score', score: { method: 'e2sfca' }, by: 'urban_rural' }),
  ask('demand-forecast'),
  ask('demand-forecast', { method: 'ageing', years: [5, 20], percent: -0.5, visitsPerPerson: 6 }),
  ask('explain', { point: here }),
  ask('explain', { point: here, travel: car }),
  ask('calibrate', {
    travel: car,
    trips: [
      [here, there, 60],
      [there, here, 45],
    ],
  }),
];

const SITING = [
  {},
  { sites: 3, frontier: 6, travel: car, cutoffMinutes: 30 },
  { model: 'lscp', targetPercent: 95, travel: car },
  { model: 'p-median', sites: 2, candidates: { spacingMeters: 12_000 } },
  { model: 'p-center', sites: 2, candidates: { spacingMeters: 12_000 } },
  { model: 'p-dispersion', sites: 3, candidates: { spacingMeters: 12_000 } },
  { model: 'backup', sites: 2, candidates: { spacingMeters: 12_000 } },
  { budget: 500, siteCost: 120, currency: 'CNY' },
  { equity: { leastPercent: 80 }, sites: 6 },
  { equity: { maximin: true }, sites: 4 },
  { siteCapacity: 5000, sites: 2, iterations: 50, candidates: { spacingMeters: 12_000 } },
  { existing: 'may-close', closures: 1, sites: 0, iterations: 50, candidates: { spacingMeters: 12_000 } },
  { existing: 'excluded', sites: 2 },
  { years: [{ sites: 2 }, { sites: 1 }], candidates: { spacingMeters: 12_000 } },
  {
    model: 'hierarchical',
    tiers: [
      { tier: 'village', sites: 2, cutoffMinutes: 30 },
      { tier: 'township', sites: 1, cutoffMinutes: 60 },
    ],
    candidates: { spacingMeters: 12_000 },
  },
  { profiles: [{ travel: { season: 'wet' } }], robust: 'regret', candidates: { spacingMeters: 12_000 } },
  { uncertainty: { draws: 8 }, sites: 2, candidates: { spacingMeters: 12_000 } },
  { allocate: { total: 10 }, sites: 3 },
  {
    model: 'interventions',
    budget: 1000,
    interventions: {
      build: { cost: 200, capacity: 900 },
      upgrade: { cost: 80, capacity: 500 },
      staff: { cost: 20, capacity: 100 },
    },
    candidates: { spacingMeters: 12_000 },
  },
  { model: 'lscp', sites: 3 },
  { model: 'mclp', targetPercent: 90, secondShare: 0.5 },
  { model: 'p-median', existing: 'may-close', equity: { maximin: true } },
  { model: 'hierarchical', sites: 3 },
  { model: 'interventions', siteCapacity: 4 },
  { years: [{ sites: 1 }], profiles: [{}], budget: 4 },
].map((inputs) => ask('siting', inputs));

/** Questions about the sample region that need nothing but the region: every process, most options, some refusals. */
export const QUESTIONS: readonly Question[] = [
  ...COVERAGE,
  ...ACCESS,
  ...SITING,
  ask('siting-candidates', { candidates: { spacingMeters: 5000, minimumPeople: 10 } }),
  ask('siting-candidates', { candidates: { insideZones: true, minimumFacilityMeters: 3000 } }),
  ask('siting-evaluate', { sites: [here, there] }),
  ask('no-such-process', {}),
];

/** The world of SCENARIO_QUESTIONS. */
export const SCENARIO = {
  region,
  name: 'A clinic and a road',
  changes: [
    {
      type: 'add-facility',
      point: here,
      tier: 'township',
      nameZh: '新建卫生院',
      nameEn: 'New clinic',
      doctors: 4,
    },
    { type: 'add-road', line: [here, there], class: 'tertiary' },
    { type: 'scale-population', yearlyPercent: 1, years: 5 },
  ],
};

/** Stands for the id of the scenario, which is another each time, in names of questions and kept answers. */
export const SCENARIO_ID = 'SCENARIO-ID';

/** Questions about a scenario of the region. */
export function listScenarioQuestions(scenario: string): readonly Question[] {
  return [
    ask('coverage', { scenario, travel: car, zones: 'townships' }),
    ask('explain', { scenario, point: here, travel: car }),
    ask('compare', { b: `scenario:${scenario}`, travel: car, zones: 'townships', contributions: true }),
    ask('compare', { a: `scenario:${scenario}`, b: 'baseline' }),
  ].map((question) => ({ ...question, name: question.name.replaceAll(scenario, SCENARIO_ID) }));
}

/** Reports of earlier answers, by the name of the question. */
export function listReportQuestions(runs: readonly string[]): readonly Question[] {
  return ['html', 'geojson', 'json'].flatMap((format) =>
    (['zh', 'en'] as const).map((language) => ({
      name: `report ${format} ${language} of ${runs.length}`,
      process: 'report',
      inputs: { runs, format, language },
    })),
  );
}
