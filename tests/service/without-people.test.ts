import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importRegionFiles } from '../../server/service/regions.ts';
import { useService } from '../support/service.ts';
import {
  tinyFacilities,
  tinyPlace,
  tinyPopulation,
  tinyRoads,
  tinySquare,
  writeFolder,
} from '../support/tiny-folder.ts';

type Body = any; // oxlint-disable-line typescript/no-explicit-any
const service = useService();
let counter = 0;
async function make(id: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<Body> {
  const folder = writeFolder(join(service.folder, `bare-${counter++}`), files);
  await importRegionFiles(service.context.analysis, { files: [folder], id });
  return (await service.request(`/api/regions/${id}`)).json();
}
const FACILITIES = tinyFacilities([
  { id: 'A', tier: 'township', east: 0, north: 0 },
  { id: 'B', tier: 'village', east: 3, north: 0 },
]);

describe('a region of roads without people', () => {
  test('is made, says what is missing, and answers travel times, trips and catchments by area', async () => {
    const region = await make('roads-only', {
      'roads.geojson': tinyRoads(8),
      'facilities.csv': FACILITIES,
      'zones.geojson': JSON.stringify({
        type: 'FeatureCollection',
        features: [-4, 0].map((west) => ({
          type: 'Feature',
          properties: { name: `Zone ${west}` },
          geometry: tinySquare(west, -4, west + 4, 4),
        })),
      }),
    });
    expect(region).toMatchObject({ people: 0, cellMeters: 100 });
    expect(region.roadKm).toBeCloseTo(16, 1);
    const finding = region.findings.find((it: Body) => it.code === 'region-without-people');
    expect(finding.text).toMatch(/no people.*100 m.*population layer/s);
    const travel = { mode: 'car' };
    const catchments = await service.execute('catchments', {
      region: 'roads-only',
      facilities: { ids: ['A'] },
      cutoffMinutes: [10],
      travel,
    });
    expect(catchments.status, JSON.stringify(catchments.body)).toBe(200);
    expect(catchments.body.features[0].properties.population).toBe(0);
    expect(catchments.body.features[0].properties.areaKm2).toBeGreaterThan(0.5);
    const times = await service.execute('travel-time', { region: 'roads-only', cutoffMinutes: 60, travel });
    expect(times.status, JSON.stringify(times.body)).toBe(200);
    const trip = await service.execute('explain', {
      region: 'roads-only',
      point: tinyPlace(2, 0.03),
      travel,
    });
    expect(trip.status, JSON.stringify(trip.body)).toBe(200);
    expect(trip.body.nearest[0].minutes).toBeGreaterThan(0);
    const referral = await service.execute('referral', { region: 'roads-only', travel });
    expect(referral.body.pairs).toHaveLength(1);
  });

  test(
    'answers or refuses every other question by what is missing, never with a fault of ours or a number ' +
      'of nobody',
    async () => {
      for (const [process, inputs] of [
        ['coverage', { cutoffMinutes: [30] }],
        ['coverage', { cutoffMinutes: [30], capacity: 'fair' }],
        ['access-score', { supply: 'facilities' }],
        ['equity', { indicator: 'minutes' }],
        ['siting', { model: 'p-median', sites: 1 }],
        ['siting', { model: 'lscp' }],
        ['siting', { sites: 1 }],
        ['siting-evaluate', { sites: [tinyPlace(1, 0)] }],
        ['demand-forecast', {}],
      ] as const)
        for (const language of ['zh', 'en'] as const) {
          const { status, body } = await service.execute(
            process,
            { region: 'roads-only', ...inputs },
            language,
          );
          expect(status, `${process}: ${JSON.stringify(body).slice(0, 400)}`).toBeLessThan(500);
          expect(JSON.stringify(body), process).not.toMatch(/NaN|Infinity/);
          const said = status >= 400 ? body.detail : JSON.stringify(body.notes);
          expect(said, process).toMatch(language === 'zh' ? /人口/ : /people|population/i);
        }
    },
  );

  test.each([
    ['zh', /没有计入任何人口/, /占总人口/],
    ['en', /Nobody is counted in it/, /of the 0 people/],
  ] as const)('its report in %s states it and gives no share of nobody', async (language, states, never) => {
    const { body } = await service.execute('coverage', { region: 'roads-only', cutoffMinutes: [30] });
    for (const format of ['html', 'pdf', 'docx', 'xlsx', 'gpkg', 'geojson']) {
      const response = await service.request('/api/processes/report/execution', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ inputs: { runs: [body.run], language, format } }),
      });
      expect(response.status, format).toBe(200);
      const text = await response.text();
      if (format !== 'html') continue;
      expect(text).toMatch(states);
      expect(text).not.toMatch(never);
      expect(text.replaceAll(/<style[^]*?<\/style>|base64,[^"')]*/g, '')).not.toMatch(/NaN|Infinity/);
    }
  });

  test('facilities alone are no region, and the refusal names what makes one', async () => {
    await expect(make('nothing', { 'facilities.csv': FACILITIES })).rejects.toMatchObject({
      code: 'import-refused',
      places: [{ code: 'import-no-population' }],
    });
  });
});

describe('a region of people without roads', () => {
  test('is walked; by car it is refused, with the way out', async () => {
    await make('people-only', { 'population.csv': tinyPopulation(4), 'facilities.csv': FACILITIES });
    const ask = (mode: string) =>
      service.execute('coverage', { region: 'people-only', cutoffMinutes: [15], travel: { mode } });
    const walk = await ask('walk');
    expect(walk.status).toBe(200);
    expect(walk.body.cutoffs[0].covered).toBeGreaterThan(0);
    const car = await ask('car');
    expect(car.status).toBe(422);
    expect(car.body.errors).toMatchObject([{ pointer: '/travel/mode', code: 'travel.nothing-to-ride' }]);
    expect(car.body.errors[0].detail).toMatch(/None of the 0 roads.*choose walking/);
  });
});
