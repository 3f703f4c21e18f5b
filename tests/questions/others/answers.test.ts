import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { runCalibrate } from '../../../server/questions/calibrate/run-calibrate.ts';
import { runCatchments } from '../../../server/questions/catchments/run-catchments.ts';
import { runCompare } from '../../../server/questions/compare/run-compare.ts';
import { runCoverage } from '../../../server/questions/coverage/run-coverage.ts';
import { runExplain } from '../../../server/questions/explain/run-explain.ts';
import { runDemandForecast } from '../../../server/questions/forecast/run-demand-forecast.ts';
import { runTravelTime } from '../../../server/questions/travel-time/run-travel-time.ts';
import { answerOrRefusal, openDesk } from '../../support/ask.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';
import { at } from '../../support/scenario-city.ts';

const desk = openDesk(buildPlanningCity());
const isCar = { travel: { mode: 'car' } };
const folder = mkdtempSync(join(tmpdir(), 'careshed-arrays-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const putFile = (name: string, values: Float64Array): string => {
  writeFileSync(join(folder, name), new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return join(folder, name);
};

it.each<[string, object]>([
  ['on foot', {}],
  ['by car within ten minutes', { ...isCar, cutoffMinutes: 10 }],
  ['from places', { origins: [at(300, 300), at(3500, 2000), at(2050, 500), at(-900, 0), at(300, 310)] }],
  [
    'of one tier, away from care',
    { travel: { direction: 'from-facility' }, facilities: { tiers: ['county'] } },
  ],
  ['refused: origins and facilities', { origins: [at(300, 300)], facilities: { tiers: ['county'] } }],
  ['refused: origins nobody can start from', { origins: [at(2050, 500), at(-900, 0)] }],
])('travel time: %s', async (name, inputs) => {
  const parsed = PROCESSES['travel-time'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  expectGolden(
    'travel-time',
    name,
    await answerOrRefusal(() => runTravelTime(input, desk.context(progress))),
  );
  expectGolden('other-progress', `travel-time: ${name}`, progress);
});

it.each<[string, object]>([
  ['of facilities on foot', { cutoffMinutes: [4, 9] }],
  [
    'by car, nearest, without outlines',
    { ...isCar, cutoffMinutes: [2, 5], overlap: 'nearest', polygons: false },
  ],
  ['by car, nearest', { ...isCar, cutoffMinutes: [2, 5], overlap: 'nearest' }],
  ['of places, without outlines', { origins: [at(300, 300), at(3500, 2000)], polygons: false }],
  [
    'of places that are no start',
    { origins: [at(2050, 500), at(-900, 0), at(300, 300)], cutoffMinutes: [5] },
  ],
  ['refused: origins and facilities', { origins: [at(300, 300)], facilities: { tiers: ['county'] } }],
])('catchments: %s', async (name, inputs) => {
  const parsed = PROCESSES.catchments.inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  expectGolden('catchments', name, await answerOrRefusal(() => runCatchments(input, desk.context(progress))));
  expectGolden('other-progress', `catchments: ${name}`, progress);
});

it.each<[string, object]>([
  ['in town by car', { ...isCar, point: at(850, 1250), cutoffMinutes: 5 }],
  ['across the river on foot', { point: at(3500, 500), cutoffMinutes: 10 }],
  ['on water', { point: at(2050, 1800) }],
  ['without land data', { point: at(3950, 2390) }],
  ['beyond the frame', { point: at(-500, 100) }],
  ['villages only', { point: at(1850, 2250), facilities: { tiers: ['village'] } }],
  ['straight lines', { point: at(3000, 1800), travel: { model: 'straight-line', mode: 'bicycle' } }],
])('explain: %s', async (name, inputs) => {
  const parsed = PROCESSES.explain.inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed, capacity: null };
  const progress: [number, string | null][] = [];
  expectGolden('explain', name, await answerOrRefusal(() => runExplain(input, desk.context(progress))));
  expectGolden('other-progress', `explain: ${name}`, progress);
});

const cover = (inputs: object, region = desk.region) =>
  runCoverage(
    {
      region,
      inputs: PROCESSES.coverage.inputs.parse({ region: 'city', cutoffMinutes: [10, 30], ...inputs }),
      upload: null,
    },
    desk.context(),
  );

it.each<[string, [number, number]]>([
  ['in town', [850, 1250]],
  ['at the edge', [3500, 500]],
  ['on water', [2050, 1800]],
])('explain with the room of a run: %s', (name, place) => {
  const run = cover({ ...isCar, capacity: 'nearest-first' });
  const capacity = {
    run: 'r1',
    mode: 'nearest-first',
    cutoffMinutes: 30,
    servedPath: putFile('served', run.served!),
    rooms: run.body.facilities.map(({ id, capacity, residual }) => ({ id, capacity, left: residual })),
  };
  const parsed = PROCESSES.explain.inputs.parse({
    region: 'city',
    point: at(...place),
    cutoffMinutes: 30,
    capacityRun: 'r1',
    ...isCar,
  });
  const input = { region: desk.region, inputs: parsed, capacity };
  expectGolden('explain', `room: ${name}`, runExplain(input, desk.context()));
});

it('compare: a bridge cut', () => {
  const cut = desk.inWorld([{ type: 'cut-road', source: 3 }]);
  // West of the river alone there is care: the east depends on the bridge, else on the ford.
  const west = { ...isCar, facilities: { ids: ['t1'] } };
  const [a, b] = [cover(west), cover(west, cut)];
  const input = {
    region: cut,
    secondsA: putFile('a', a.seconds),
    secondsB: putFile('b', b.seconds),
    cutoffsSeconds: [120, 300, 600],
  };
  const progress: [number, string | null][] = [];
  const forth = runCompare(input, desk.context(progress));
  expectGolden('other-progress', 'compare', progress);
  expect(forth.slower.people).toBeGreaterThan(500);
  expect(forth.slower.meanMinutes).toBeGreaterThan(1);
  expectGolden('compare', 'a bridge cut', forth);
  // A wall along the river too: nobody of the east arrives any more.
  const walled = desk.inWorld([
    {
      type: 'add-barrier',
      polygon: [at(1995, -5), at(2105, -5), at(2105, 2405), at(1995, 2405)],
      roads: 'cut',
    },
  ]);
  const blocked = { ...input, region: walled, secondsB: putFile('walled', cover(west, walled).seconds) };
  const none = runCompare(blocked, desk.context());
  expect(none.slower.newlyReached).toBeGreaterThan(500);
  expectGolden('compare', 'a wall built', none);
  const back = runCompare({ ...input, secondsA: input.secondsB, secondsB: input.secondsA }, desk.context());
  expect(back.gainsCover).toEqual(forth.losesCover);
  expectGolden('compare', 'a bridge built', back);
  const half = buildPlanningCity().population.map((people) => people / 2);
  expectGolden(
    'compare',
    'half served before',
    runCompare({ ...input, servedBefore: putFile('half', half) }, desk.context()),
  );
  expect(() =>
    runCompare({ ...input, secondsA: putFile('short', a.seconds.slice(1)) }, desk.context()),
  ).toThrow();
});

it.each<[string, object]>([
  ['growth', { years: [10, 5], method: 'growth', percent: 2 }],
  ['growth by zone', { years: [3], method: 'growth', percent: 1, byZone: [{ zone: 1, percent: -4 }] }],
  ['ageing', { years: [1, 15], method: 'ageing', percent: 0.5 }],
  [
    'ageing with rates and norms of its own',
    {
      years: [5],
      method: 'ageing',
      percent: 0,
      birthsPer1000Adults: 40,
      deathsPer1000: { '65+': 60 },
      visitsPerPerson: 5,
      visitsIndex: { '0-6': 3 },
      norms: {
        visitsPerDoctorDay: 20,
        workingDays: 200,
        doctorsPer1000: 2,
        gpsPer1000: 0.3,
        nursesPer1000: 3,
        bedsPer1000: 6,
      },
    },
  ],
  ['no zones, some facilities', { years: [2], zones: 'none', facilities: { tiers: ['village'] } }],
  ['refused: travel', { years: [2], travel: { mode: 'car' } }],
  ['refused: births without ageing', { years: [2], method: 'growth', birthsPer1000Adults: 40 }],
  ['refused: deaths without ageing', { years: [2], method: 'growth', deathsPer1000: { '65+': 60 } }],
  ['refused: unknown zone', { years: [2], byZone: [{ zone: 4, percent: 1 }] }],
  [
    'refused: nobody visits',
    { years: [2], visitsIndex: { '0-6': 0, '7-14': 0, '15-59': 0, '60-64': 0, '65+': 0 } },
  ],
  ['refused: uploaded zones', { years: [2], zones: 'upload:u1' }],
])('forecast: %s', async (name, inputs) => {
  const parsed = PROCESSES['demand-forecast'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  expectGolden(
    'forecast',
    name,
    await answerOrRefusal(() => runDemandForecast(input, desk.context(progress))),
  );
  expectGolden('other-progress', `forecast: ${name}`, progress);
});

const bare = openDesk({ ...buildPlanningCity(), populationByAge: {}, facilities: [], zones: [] });
it.each<[string, object]>([
  ['growth without ages', { years: [4], percent: 3, method: 'growth' }],
  ['refused: ageing without ages', { years: [4], method: 'ageing' }],
  ['refused: an index without ages', { years: [4], method: 'growth', visitsIndex: { '65+': 2 } }],
])('forecast of a bare region: %s', async (name, inputs) => {
  const parsed = PROCESSES['demand-forecast'].inputs.parse({ region: 'city', ...inputs });
  const input = { region: bare.region, inputs: parsed };
  expectGolden('forecast', name, await answerOrRefusal(() => runDemandForecast(input, bare.context())));
});

const trips = Array.from({ length: 34 }, (_, k) => [
  at(250 + ((k * 613) % 3600), 150 + ((k * 377) % 2100)),
  k % 2 === 0 ? at(1150, 1250) : at(2350, 1350),
  4 + ((k * 7) % 40),
]);
it.each<[string, object]>([
  ['on foot', { trips }],
  ['by car, few trips', { ...isCar, trips: trips.slice(0, 5) }],
  [
    'trips that cannot be asked about',
    {
      trips: [
        [at(-900, 0), at(1150, 1250), 5],
        [at(2050, 500), at(1150, 1250), 5],
        [at(3950, 2390), at(1150, 1250), 5],
        [at(1150, 1250), at(1151, 1251), 5],
        [at(300, 300), at(1150, 1250), 25],
      ],
    },
  ],
  ['network', { trips, travel: { model: 'network', mode: 'car' } }],
  ['refused: direction', { trips, travel: { direction: 'from-facility' } }],
  ['none can be asked about', { trips: [[at(-900, 0), at(1150, 1250), 5]] }],
])('calibrate: %s', async (name, inputs) => {
  const parsed = PROCESSES.calibrate.inputs.parse({ region: 'city', ...inputs });
  const input = { region: desk.region, inputs: parsed };
  const progress: [number, string | null][] = [];
  expectGolden('calibrate', name, await answerOrRefusal(() => runCalibrate(input, desk.context(progress))));
  expectGolden('other-progress', `calibrate: ${name}`, progress);
});
