import { expect, it } from 'vitest';
import { PROCESSES } from '../../../server/contract/processes.ts';
import { computeCoverageDraws } from '../../../server/questions/coverage/coverage-draws.ts';
import { mergeCoverageDraws } from '../../../server/questions/coverage/merge-draws.ts';
import { runCoverage, type CoverageTaskOutput } from '../../../server/questions/coverage/run-coverage.ts';
import { runMixedCoverage } from '../../../server/questions/mixed-coverage/run-mixed-coverage.ts';
import { answerOrRefusal, openDesk } from '../../support/ask.ts';
import { expectGolden } from '../../support/golden-answers.ts';
import { buildPlanningCity } from '../../support/planning-city.ts';

const desk = openDesk(buildPlanningCity());
const base = { region: 'city', cutoffMinutes: [5, 12, 30] };
const ask = (inputs: object, progress?: [number, string | null][]): CoverageTaskOutput =>
  runCoverage(
    { region: desk.region, inputs: PROCESSES.coverage.inputs.parse({ ...base, ...inputs }), upload: null },
    desk.context(progress),
  );
const isCar = { travel: { mode: 'car' } };

it.each<[string, object]>([
  ['on foot', {}],
  ['by car, all extras', { ...isCar, include: ['tiers', 'services', 'distance', 'weak-spots', 'norms'] }],
  [
    'norms of tiers',
    {
      ...isCar,
      include: ['norms'],
      norms: {
        tierCutoffs: { village: { minutes: 10, mode: 'walk' }, county: { minutes: 20, mode: 'car' } },
      },
    },
  ],
  ['by bicycle from care', { travel: { mode: 'bicycle', direction: 'from-facility' } }],
  ['by motorcycle in the wet season', { travel: { mode: 'motorcycle', season: 'wet', boardingSeconds: 10 } }],
  ['slower walkers, eight moves, flat', { travel: { walkFactor: 0.75, neighbours: 8, slope: 'none' } }],
  ['network', { travel: { model: 'network', mode: 'car' } }],
  ['raster', { travel: { model: 'raster', mode: 'car' } }],
  ['straight line', { travel: { model: 'straight-line', mode: 'car' } }],
  [
    'leaving the road',
    { travel: { mode: 'car', speeds: { offRoad: { grassland: 12 }, road: { track: 8 } } } },
  ],
  ['three in reach', { kCoverage: 3 }],
  ['in the boundary, few facilities', { zones: 'boundary', facilities: { tiers: ['village', 'township'] } }],
  ['no zones, by service', { zones: 'none', facilities: { services: ['a', 'b'] } }],
  ['facilities of a zone layer', { facilities: { zones: 'wards' } }],
  ['room by turns', { ...isCar, capacity: 'sequential' }],
  [
    'room by turns of people in a buffer, rising',
    {
      capacity: 'sequential',
      capacityOrder: { by: 'people-in-buffer', radiusMeters: 900, direction: 'ascending' },
    },
  ],
  [
    'room by turns of people in time',
    { capacity: 'sequential', capacityOrder: { by: 'people-in-time', minutes: 8 } },
  ],
  [
    'room by turns of a column',
    { capacity: 'sequential', capacityOrder: { by: 'column', column: 'doctors' } },
  ],
  ['room, nearest first', { ...isCar, capacity: 'nearest-first' }],
  ['room, fair', { ...isCar, capacity: 'fair', norms: { peoplePerStaff: 100 } }],
  [
    'room in visits',
    {
      capacity: 'nearest-first',
      norms: { visitsPerPerson: 6, capacityUnit: 'visits', visitsColumn: 'visits_2024' },
    },
  ],
  ['AccessMod', { travel: { model: 'raster', mode: 'walk' }, capacity: 'sequential', compat: 'accessmod-5' }],
])('%s', async (name, inputs) => {
  const progress: [number, string | null][] = [];
  expectGolden('coverage', name, await answerOrRefusal(() => ask(inputs, progress)));
  expectGolden('coverage-progress', name, progress);
});

it.each<[string, object]>([
  ['unknown zones', { zones: 'nowhere' }],
  ['unknown facility', { facilities: { ids: ['v1', 'x9'] } }],
  ['no facility of the tier', { facilities: { tiers: ['other'] } }],
  ['unknown service', { facilities: { services: ['z'] } }],
  ['facilities nobody reaches', { facilities: { ids: ['wet', 'void', 'away'] } }],
  ['order without turns', { capacity: 'fair', capacityOrder: 'people-in-time' }],
  [
    'order parameters of another order',
    { capacity: 'sequential', capacityOrder: { by: 'column', minutes: 5 } },
  ],
  [
    'radius of another order',
    { capacity: 'sequential', capacityOrder: { by: 'people-in-time', radiusMeters: 5 } },
  ],
  [
    'column of another order',
    { capacity: 'sequential', capacityOrder: { by: 'people-in-time', column: 'beds' } },
  ],
  ['norms without capacity', { norms: { visitsPerPerson: 3 } }],
  ['norms of tiers without extras', { norms: { tierCutoffs: { county: { minutes: 20, mode: 'car' } } } }],
  ['unknown column of staff', { capacity: 'fair', norms: { staffColumn: 'surgeons' } }],
  ['unknown column of visits', { capacity: 'fair', norms: { visitsColumn: 'visits_1999' } }],
  ['a run before without capacity', { residualOf: 'r1' }],
  ['compat of another model', { compat: 'accessmod-5', travel: { mode: 'car' } }],
  ['compat with fair', { compat: 'accessmod-5', travel: { model: 'raster' }, capacity: 'fair' }],
  [
    'class factors of straight lines',
    { travel: { model: 'straight-line' }, uncertainty: { classSpeedSigma: 0.2 } },
  ],
  ['uncertainty with capacity', { capacity: 'fair', uncertainty: { draws: 4 } }],
  ['parameters of no use', { travel: { boardingSeconds: 5, speeds: { straightLine: 3 } } }],
])('refused or not: %s', async (name, inputs) => {
  expectGolden('coverage-refusals', name, await answerOrRefusal(() => ask(inputs).notes));
});

it('what a run with capacity left is shared out by the next', () => {
  const first = ask({ ...isCar, capacity: 'nearest-first' });
  const earlier = {
    run: 'r1',
    served: first.served!,
    room: first.body.facilities.flatMap(({ id, capacity, residual }) =>
      capacity === null || residual === null ? [] : [{ id, people: residual }],
    ),
  };
  const inputs = PROCESSES.coverage.inputs.parse({
    ...base,
    travel: { mode: 'motorcycle' },
    capacity: 'nearest-first',
    residualOf: 'r1',
  });
  const next = runCoverage({ region: desk.region, inputs, upload: null, earlier }, desk.context());
  expect(next.body.total).toBeLessThan(first.body.total);
  expectGolden('coverage', 'what a run left', next);
});

it.each<[string, object]>([
  ['by car', { travel: { mode: 'car' }, uncertainty: { draws: 20, seed: 7 } }],
  [
    'on foot, closures by tier, totals free',
    {
      uncertainty: {
        draws: 12,
        closedProbability: { village: 0.5, township: 0.2 },
        keepTotal: false,
        classSpeedSigma: 0.3,
        populationCv: 0.4,
      },
    },
  ],
  ['straight lines', { travel: { model: 'straight-line' }, zones: 'none', uncertainty: { draws: 10 } }],
])('draws: %s', (name, inputs) => {
  const parsed = PROCESSES.coverage.inputs.parse({ ...base, ...inputs });
  const input = {
    region: desk.region,
    inputs: { ...parsed, uncertainty: parsed.uncertainty! },
    upload: null,
  };
  const { draws } = parsed.uncertainty!;
  const progress: [number, string | null][] = [];
  const blocks = [0, 5].map((first, k) =>
    computeCoverageDraws({ ...input, first, count: k === 0 ? 5 : draws - 5 }, desk.context(progress)),
  );
  expectGolden('coverage-draws', name, mergeCoverageDraws({ ...input, blocks }, desk.context(progress)));
  expectGolden('coverage-progress', `draws: ${name}`, progress);
});

it.each<[string, object]>([
  ['two ways', { otherTravels: [{ mode: 'car' }], modeShares: [0.7, 0.3] }],
  [
    'three ways, shares by zone',
    {
      otherTravels: [{ mode: 'car' }, { mode: 'bicycle' }],
      modeShares: [0.5, 0.2, 0.3],
      zoneShares: [
        { zone: 1, shares: [0, 1, 0] },
        { zone: 2, shares: [0.25, 0.25, 0.5] },
      ],
    },
  ],
  ['no zones', { otherTravels: [{ mode: 'car' }], modeShares: [1, 0], zones: 'none' }],
  ['shares that make more than one', { otherTravels: [{ mode: 'car' }], modeShares: [0.7, 0.4] }],
  ['shares of too few ways', { otherTravels: [{ mode: 'car' }], modeShares: [0.5, 0.2, 0.3] }],
  [
    'shares of an unknown zone',
    { otherTravels: [{ mode: 'car' }], modeShares: [1, 0], zoneShares: [{ zone: 9, shares: [0, 1] }] },
  ],
])('mixed: %s', async (name, inputs) => {
  const parsed = PROCESSES['mixed-coverage'].inputs.parse({ ...base, ...inputs });
  const input = { region: desk.region, inputs: parsed, upload: null };
  const progress: [number, string | null][] = [];
  const answer = await answerOrRefusal(() => runMixedCoverage(input, desk.context(progress)));
  expectGolden('mixed-coverage', name, answer);
  expectGolden('coverage-progress', `mixed: ${name}`, progress);
});
