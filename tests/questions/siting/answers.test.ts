import { it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { runSitingCandidates } from '../../../server/questions/siting/run-siting-candidates.ts';
import { runSitingEvaluate } from '../../../server/questions/siting/run-siting-evaluate.ts';
import { runSiting } from '../../../server/questions/siting/run-siting.ts';
import { answerOrRefusal, openDesk } from '../../support/ask.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';
import { at } from '../../support/scenario-city.ts';

const desk = openDesk(buildPlanningCity());
const few = { tiers: ['county'] };
const short = { cutoffMinutes: 8, facilities: few };
const squares = { candidates: { spacingMeters: 400 } };

it.each<[string, object]>([
  ['mclp', { ...short, sites: 3 }],
  ['mclp by car, default sites', { cutoffMinutes: 3, travel: { mode: 'car' } }],
  ['mclp, fixed sites and a frontier', { ...short, sites: 3, frontier: 5, fixed: [at(450, 1850)] }],
  ['mclp, budget and costs', { ...short, budget: 25, siteCost: 10, currency: 'CNY' }],
  ['mclp, least share by zone', { ...squares, ...short, sites: 4, equity: { leastPercent: 30 } }],
  ['mclp, worst zone', { ...squares, ...short, sites: 3, equity: { maximin: true } }],
  ['mclp, years of sites', { ...squares, ...short, years: [{ sites: 1 }, { sites: 2 }] }],
  ['mclp, years of money', { ...squares, ...short, siteCost: 10, years: [{ budget: 15 }, { budget: 15 }] }],
  [
    'mclp, profiles, worst share',
    {
      ...short,
      ...squares,
      sites: 2,
      profiles: [{ travel: { season: 'wet', walkFactor: 0.7 } }, { ages: ['65+'] }],
    },
  ],
  [
    'mclp, profiles, regret',
    { ...squares, ...short, sites: 2, robust: 'regret', profiles: [{ ages: ['0-6'] }] },
  ],
  [
    'mclp, profiles, mean',
    { ...squares, ...short, sites: 2, robust: 'expected', profiles: [{ ages: ['0-6'] }] },
  ],
  ['mclp, sites of a size', { ...short, sites: 3, siteCapacity: 900, ...squares }],
  [
    'mclp, existing ones may close',
    { ...squares, cutoffMinutes: 8, existing: 'may-close', closures: 2, sites: 1 },
  ],
  [
    'mclp, some may close',
    { cutoffMinutes: 8, existing: 'may-close', sites: 0, closable: { tiers: ['village'] }, ...squares },
  ],
  ['mclp, existing ones left out', { ...short, existing: 'excluded', sites: 3 }],
  ['mclp, drawn worlds', { ...short, sites: 2, uncertainty: { draws: 12, seed: 3 }, ...squares }],
  ['mclp, doctors handed out', { ...short, sites: 3, allocate: { total: 12, least: 1 } }],
  [
    'mclp, doctors handed out among all',
    { cutoffMinutes: 8, sites: 2, allocate: { total: 40, among: 'all', most: 20 }, ...squares },
  ],
  ['mclp of given places', { ...short, sites: 2, candidates: [at(450, 1850), at(3450, 650), at(2050, 700)] }],
  ['lscp', { ...short, model: 'lscp', ...squares }],
  ['lscp, a share', { ...short, model: 'lscp', targetPercent: 60, ...squares }],
  ['backup', { ...short, ...squares, model: 'backup', sites: 3, secondShare: 0.3 }],
  ['backup as it is', { ...short, ...squares, model: 'backup', sites: 2 }],
  ['p-median', { ...short, model: 'p-median', sites: 2, ...squares }],
  ['p-median, sites of a size', { ...short, model: 'p-median', sites: 3, siteCapacity: 1500, ...squares }],
  [
    'p-median, a fixed site that nobody needs',
    {
      cutoffMinutes: 8,
      model: 'p-median',
      sites: 3,
      siteCapacity: 1500,
      fixed: [at(1150, 1250), at(3450, 650)],
      ...squares,
    },
  ],
  ['backup of scattered places', { ...short, model: 'backup', sites: 2, candidates: { spacingMeters: 250 } }],
  [
    'mclp, sites of a size, two fixed',
    {
      ...short,
      sites: 4,
      siteCapacity: 900,
      fixed: [at(450, 1850), at(2350, 1350)],
      ...squares,
    },
  ],
  ['mclp, sites of a small size', { ...short, sites: 12, siteCapacity: 0.8, ...squares }],
  [
    'mclp, a fixed site and existing ones that may close',
    {
      ...squares,
      cutoffMinutes: 8,
      existing: 'may-close',
      closures: 2,
      sites: 2,
      fixed: [at(450, 1850), at(3450, 650)],
    },
  ],
  [
    'interventions: telemedicine alone',
    {
      cutoffMinutes: 8,
      model: 'interventions',
      budget: 20,
      candidates: { spacingMeters: 600 },
      interventions: { telemedicine: { cost: 6, capacity: 80 } },
    },
  ],
  [
    'interventions: rounds alone, the budget is the price',
    {
      cutoffMinutes: 8,
      model: 'interventions',
      budget: 8,
      candidates: { spacingMeters: 600 },
      interventions: { round: { cost: 8, stops: 3, daysAMonth: 4, visitsADay: 20 } },
    },
  ],
  [
    'interventions: builds alone',
    {
      cutoffMinutes: 8,
      model: 'interventions',
      budget: 60,
      candidates: { spacingMeters: 600 },
      interventions: { build: { cost: 30, capacity: 400 } },
    },
  ],
  ['p-center', { ...short, model: 'p-center', sites: 2, ...squares }],
  ['p-dispersion', { ...short, model: 'p-dispersion', sites: 3, ...squares }],
  [
    'hierarchical',
    {
      facilities: few,
      model: 'hierarchical',
      tiers: [
        { tier: 'village', sites: 3, cutoffMinutes: 8 },
        { tier: 'township', sites: 1, cutoffMinutes: 15 },
      ],
      ...squares,
    },
  ],
  [
    'interventions',
    {
      cutoffMinutes: 8,
      model: 'interventions',
      budget: 60,
      visitsPerPerson: 6,
      candidates: { spacingMeters: 600 },
      interventions: {
        build: { cost: 30, capacity: 400 },
        upgrade: { cost: 12, capacity: 150, tiers: ['village'] },
        staff: { cost: 5, capacity: 60 },
        round: { cost: 8, stops: 2, daysAMonth: 4, visitsADay: 20 },
        telemedicine: { cost: 6, capacity: 80 },
      },
    },
  ],
])('%s', async (name, inputs) => {
  const parsed = PROCESSES.siting.inputs.parse({ region: 'city', iterations: 200, ...inputs });
  const withSeed =
    'model' in inputs && inputs.model === 'p-dispersion' ? { ...parsed, iterations: undefined } : parsed;
  const input = { region: desk.region, inputs: withSeed as typeof parsed };
  const progress: [number, string | null][] = [];
  expectGolden('siting', name, await answerOrRefusal(() => runSiting(input, desk.context(progress))));
  expectGolden('siting-progress', name, progress);
});

it.each<[string, object]>([
  ['nothing left to choose', { candidates: { minimumPeople: 1e9 } }],
  ['closures of facilities that stay', { closures: 2 }],
  ['closable of facilities that stay', { closable: few }],
  ['no sites and none that move', { sites: 0 }],
  ['existing of another model', { model: 'p-median', existing: 'may-close' }],
  ['closing by year', { existing: 'may-close', years: [{ sites: 1 }] }],
  ['closing under profiles', { existing: 'may-close', profiles: [{}] }],
  ['closing and a size', { existing: 'may-close', siteCapacity: 5 }],
  ['a size of another model', { model: 'lscp', siteCapacity: 5 }],
  ['a size by year', { siteCapacity: 5, years: [{ sites: 1 }] }],
  ['a size under profiles', { siteCapacity: 5, profiles: [{}] }],
  ['equity of another model', { model: 'p-median', equity: { maximin: true }, frontier: 3, profiles: [{}] }],
  ['equity twice', { equity: { maximin: true, leastPercent: 5 } }],
  ['equity of nothing', { equity: {} }],
  ['budget of another model', { model: 'p-median', budget: 5 }],
  ['budget without a cost', { budget: 5 }],
  ['budget and sites', { budget: 5, siteCost: 1, sites: 3 }],
  ['target of another model', { targetPercent: 5 }],
  ['sites of lscp', { model: 'lscp', sites: 3 }],
  ['draws of another model', { model: 'p-median', uncertainty: {} }],
  ['draws by year', { years: [{ sites: 1 }], uncertainty: {} }],
  ['draws and equity', { equity: { maximin: true }, uncertainty: {} }],
  ['currency without a cost', { currency: 'CNY' }],
  ['second share of another model', { secondShare: 0.5 }],
  ['seed of another model', { model: 'lscp', seed: 3 }],
  ['iterations of dispersion', { model: 'p-dispersion', iterations: 3 }],
  [
    'hierarchical without tiers',
    { model: 'hierarchical', sites: 2, fixed: [at(300, 300)], cutoffMinutes: 20 },
  ],
  [
    'a tier twice',
    {
      model: 'hierarchical',
      tiers: [
        { tier: 'village', sites: 1, cutoffMinutes: 8 },
        { tier: 'village', sites: 1, cutoffMinutes: 9 },
      ],
    },
  ],
  ['tiers of another model', { tiers: [{ tier: 'village', sites: 1, cutoffMinutes: 8 }] }],
  ['interventions without means', { model: 'interventions', sites: 2, fixed: [at(300, 300)], siteCost: 3 }],
  ['interventions of nothing', { model: 'interventions', budget: 5, interventions: {} }],
  [
    'interventions that move',
    {
      model: 'interventions',
      budget: 5,
      interventions: { staff: { cost: 1, capacity: 1 } },
      existing: 'excluded',
    },
  ],
  ['visits of another model', { visitsPerPerson: 3, interventions: {} }],
  ['robust without profiles', { robust: 'regret' }],
  ['years and more', { years: [{ sites: 1 }], sites: 3, equity: { maximin: true }, frontier: 2, budget: 5 }],
  ['years of both', { years: [{ sites: 1, budget: 5 }, {}] }],
  ['years of money without a cost', { years: [{ budget: 5 }] }],
  ['fixed on water', { fixed: [at(2050, 500)] }],
  ['fixed beyond the frame', { fixed: [at(-900, 0)] }],
  ['more fixed than sites', { sites: 1, fixed: [at(300, 300), at(900, 900)] }],
  ['zones that do not exist', { candidates: { zones: ['North West', 'Nowhere'] } }],
])('refused: %s', async (name, inputs) => {
  const parsed = PROCESSES.siting.inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const answer = (await answerOrRefusal(() => runSiting(input, desk.context()))) as { refused?: string };
  expectGolden('siting-refusals', name, answer.refused === undefined ? 'answered' : answer);
});

it.each<[string, object]>([
  ['one site', { sites: [at(450, 1850)] }],
  [
    'three by car',
    { sites: [at(450, 1850), at(3450, 650), at(450, 1860)], travel: { mode: 'car' }, cutoffMinutes: 4 },
  ],
  ['beside few facilities', { sites: [at(450, 1850), at(3450, 650)], facilities: few, cutoffMinutes: 10 }],
  ['refused: on water', { sites: [at(2050, 500), at(-900, 0)] }],
])('evaluate: %s', async (name, inputs) => {
  const parsed = PROCESSES['siting-evaluate'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  expectGolden(
    'siting-evaluate',
    name,
    await answerOrRefusal(() => runSitingEvaluate(input, desk.context(progress))),
  );
  expectGolden('siting-progress', `evaluate: ${name}`, progress);
});

it.each<[string, object]>([
  ['everywhere', {}],
  ['one a square', { candidates: { spacingMeters: 500 } }],
  ['squares of a cell', { candidates: { spacingMeters: 199 } }],
  ['where people are', { candidates: { minimumPeople: 40 } }],
  ['near a road', { candidates: { maximumRoadMeters: 150 } }],
  ['away from facilities', { candidates: { minimumFacilityMeters: 700 } }],
  ['on flat ground', { candidates: { maximumSlopePercent: 8 } }],
  ['inside the zones', { candidates: { insideZones: true } }],
  ['inside some zones', { candidates: { zones: ['North West', '东南'] } }],
  [
    'by all rules',
    {
      candidates: {
        spacingMeters: 250,
        minimumPeople: 2,
        maximumRoadMeters: 600,
        minimumFacilityMeters: 300,
        maximumSlopePercent: 20,
        insideZones: true,
      },
    },
  ],
  ['given', { candidates: [at(450, 1850), at(2050, 700), at(-900, 0), at(455, 1855)] }],
  ['refused: none left', { candidates: { maximumSlopePercent: 0.0001, minimumPeople: 99 } }],
  ['refused: facilities', { facilities: few }],
  ['refused: travel', { travel: { mode: 'car' } }],
])('candidates: %s', async (name, inputs) => {
  const parsed = PROCESSES['siting-candidates'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  const ask = () => {
    const { body, notes } = runSitingCandidates(input, desk.context(progress));
    // Only every fiftieth of the places is kept.
    const places = (body.sample as { features: unknown[] }).features.filter((_, k) => k % 50 === 0);
    return { ...body, notes, sample: places };
  };
  expectGolden('siting-candidates', name, await answerOrRefusal(ask));
  expectGolden('siting-progress', `candidates: ${name}`, progress);
});
