import { describe, expect, test } from 'vitest';
import { PROCESS_IDS } from '../../server/contract/processes.ts';
import { useService } from '../support/service.ts';

const service = useService();

const sum = (values: Record<string, number>): number => Object.values(values).reduce((a, b) => a + b, 0);
const TOWN_TIERS = { tiers: ['township', 'county'] };

describe('the service describes itself', () => {
  test('landing, conformance, processes and OpenAPI agree', async () => {
    const landing = await (await service.request('/api')).json();
    expect(landing.links.map((link: { rel: string }) => link.rel)).toContain('service-desc');
    const conformance = await (await service.request('/api/conformance')).json();
    expect(conformance.conformsTo).toContain('http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/core');
    const { processes } = await (await service.request('/api/processes')).json();
    expect(processes.map((p: { id: string }) => p.id)).toEqual(PROCESS_IDS);
    const openapi = await (await service.request('/api/openapi.json')).json();
    expect(openapi.openapi).toBe('3.1.0');
    for (const id of PROCESS_IDS) expect(openapi.paths).toHaveProperty([`/api/processes/${id}/execution`]);
    const described = await (await service.request('/api/processes/coverage')).json();
    expect(Object.keys(described.inputs)).toEqual(
      expect.arrayContaining(['region', 'travel', 'cutoffMinutes', 'zones']),
    );
  });

  test('an answer is declared as what it is', async () => {
    const execute = (process: string, inputs: unknown): Promise<Response> =>
      service.request(`/api/processes/${process}/execution`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ inputs }),
      });
    const filter = { region: 'qinghe', facilities: { tiers: ['county'] } };
    const media = async (process: string): Promise<string | null> =>
      (await execute(process, filter)).headers.get('Content-Type');
    expect(await media('coverage')).toMatch(/^application\/json/);
    expect(await media('catchments')).toMatch(/^application\/geo\+json/);
  });

  test('collections page and filter by box', async () => {
    const first = await (await service.request('/api/collections/qinghe.facilities/items?limit=10')).json();
    expect(first.numberReturned).toBe(10);
    expect(first.numberMatched).toBeGreaterThan(100);
    expect(first.links.some((link: { rel: string }) => link.rel === 'next')).toBe(true);
    const [lon, lat] = first.features[0].geometry.coordinates as [number, number];
    const box = [lon - 0.001, lat - 0.001, lon + 0.001, lat + 0.001].join(',');
    const near = await (await service.request(`/api/collections/qinghe.facilities/items?bbox=${box}`)).json();
    expect(near.features.map((f: { id: string }) => f.id)).toContain(first.features[0].id);
    const one = await (
      await service.request(`/api/collections/qinghe.facilities/items/${first.features[0].id}`)
    ).json();
    expect(one.properties.nameZh).toBe(first.features[0].properties.nameZh);
    const wrong = await service.request('/api/collections/qinghe.facilities/items?limt=3');
    expect(wrong.status).toBe(422);
    expect((await wrong.json()).errors[0]).toMatchObject({ pointer: '/limt', code: 'unknown-parameter' });
  });
});

describe('coverage', () => {
  test('people are conserved in total and by zone; longer cut-offs never cover fewer', async () => {
    const { status, body } = await service.execute('coverage', {
      region: 'qinghe',
      cutoffMinutes: [15, 30, 60],
      facilities: TOWN_TIERS,
    });
    expect(status).toBe(200);
    const region = await (await service.request('/api/regions/qinghe')).json();
    expect(body.total).toBeCloseTo(region.people, 6);
    for (const row of [body, body.outsideZones, ...body.zones]) {
      let before = 0;
      for (const cutoff of row.cutoffs) {
        expect(cutoff.covered + sum(cutoff.uncovered)).toBeCloseTo(row.total, 6);
        expect(cutoff.covered).toBeGreaterThanOrEqual(before);
        before = cutoff.covered;
      }
    }
    for (let k = 0; k < 3; k++) {
      const zones = body.zones.reduce((s: number, zone: typeof body) => s + zone.cutoffs[k].covered, 0);
      expect(zones + body.outsideZones.cutoffs[k].covered).toBeCloseTo(body.cutoffs[k].covered, 5);
      const byFacility = body.facilities.reduce((s: number, f: { people: number[] }) => s + f.people[k]!, 0);
      expect(byFacility).toBeCloseTo(body.cutoffs[k].covered, 5);
      for (const facility of body.facilities) {
        const ofAges = facility.ages.reduce((s: number, age: { people: number[] }) => s + age.people[k]!, 0);
        expect(ofAges).toBeCloseTo(facility.people[k], 3);
      }
      const byAge = body.ages.reduce((s: number, age: { covered: number[] }) => s + age.covered[k]!, 0);
      expect(byAge).toBeCloseTo(body.cutoffs[k].covered, 3);
    }
    const gaps = body.gaps.reduce((s: number, gap: { people: number }) => s + gap.people, 0);
    expect(gaps).toBeLessThanOrEqual(body.total - body.cutoffs[2].covered + 1e-6);
    expect(body.gaps.length).toBeGreaterThan(0);
    for (let i = 1; i < body.gaps.length; i++)
      expect(body.gaps[i].people).toBeLessThanOrEqual(body.gaps[i - 1].people);
  });

  test('the same question has the same run and the same bytes', async () => {
    const inputs = { region: 'qinghe', cutoffMinutes: [20], travel: { mode: 'car' } };
    const first = await service.execute('coverage', inputs);
    const second = await service.execute('coverage', { ...inputs, travel: { mode: 'car', model: 'hybrid' } });
    expect(second.body.run).toBe(first.body.run);
    expect(JSON.stringify(second.body)).toBe(JSON.stringify(first.body));
  });

  test('a car trip is never slower than a walk, and the wet season never faster', async () => {
    const covered = async (travel: object): Promise<number> =>
      (
        await service.execute('coverage', {
          region: 'qinghe',
          cutoffMinutes: [30],
          travel,
          facilities: TOWN_TIERS,
        })
      ).body.cutoffs[0].covered as number;
    const walk = await covered({ mode: 'walk' });
    const car = await covered({ mode: 'car' });
    const wet = await covered({ mode: 'car', season: 'wet' });
    expect(car).toBeGreaterThanOrEqual(walk);
    expect(wet).toBeLessThanOrEqual(car);
  });

  test('a tile carries the surface: the covered people read from pixels lie within the coverage', async () => {
    const { body } = await service.execute('travel-time', { region: 'qinghe', facilities: TOWN_TIERS });
    expect(body.reachedPeople).toBeGreaterThan(0.9 * body.totalPeople);
    const tile = await service.request(
      body.surface.tiles.replace('{z}', '10').replace('{x}', '827').replace('{y}', '421'),
    );
    expect(tile.headers.get('content-type')).toBe('image/png');
    const again = await service.request(tile.url.replace(service.url, ''), {
      headers: { 'If-None-Match': tile.headers.get('etag')! },
    });
    expect(again.status).toBe(304);
    const tiff = await service.request(body.surface.geotiff);
    expect(new Uint8Array(await tiff.arrayBuffer()).slice(0, 2)).toEqual(new TextEncoder().encode('II'));
  });
});

describe('a click', () => {
  test('catchments are nested, ordered and agree with the surface', async () => {
    const facilities = await (
      await service.request('/api/collections/qinghe.facilities/items?limit=1')
    ).json();
    const origin = facilities.features[0].geometry.coordinates;
    const { status, body } = await service.execute('catchments', {
      region: 'qinghe',
      origins: [origin],
      cutoffMinutes: [60, 15, 30],
    });
    expect(status).toBe(200);
    expect(body.type).toBe('FeatureCollection');
    const rows = body.features.map((feature: { properties: Record<string, number> }) => feature.properties);
    expect(rows.map((row: { cutoffMinutes: number }) => row.cutoffMinutes)).toEqual([15, 30, 60]);
    for (let i = 1; i < 3; i++) {
      expect(rows[i].population).toBeGreaterThanOrEqual(rows[i - 1].population);
      expect(rows[i].areaKm2).toBeGreaterThan(rows[i - 1].areaKm2);
    }
    const surface = await service.execute('travel-time', {
      region: 'qinghe',
      origins: [origin],
      cutoffMinutes: 60,
    });
    expect(surface.body.reachedPeople).toBeCloseTo(rows[2].population, 6);
  });

  test('explain gives a path by leg whose minutes add up', async () => {
    const { bounds } = await (await service.request('/api/regions/qinghe')).json();
    const point = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2];
    const { body } = await service.execute('explain', { region: 'qinghe', point, travel: { mode: 'car' } });
    expect(body.nearest.length).toBeGreaterThanOrEqual(3);
    for (const row of body.nearest)
      if (row.facility) {
        const legs = row.legs.reduce((s: number, leg: { minutes: number }) => s + leg.minutes, 0);
        expect(legs).toBeCloseTo(row.minutes, 6);
      }
  });

  test('outside the region and on water: a clear answer', async () => {
    const outside = await service.execute('catchments', { region: 'qinghe', origins: [[0, 0]] }, 'zh');
    expect(outside.status).toBe(422);
    expect(outside.body.code).toBe('origin-outside');
    expect(outside.body.detail).toContain('区域范围之外');
    expect(outside.body.errors[0].pointer).toBe('/origins/0');
  });
});

describe('siting', () => {
  test('five sites with gains that fall, and a bound above the value', async () => {
    const { status, body } = await service.execute('siting', {
      region: 'qinghe',
      sites: 5,
      cutoffMinutes: 30,
      facilities: TOWN_TIERS,
      candidates: { spacingMeters: 1000 },
    });
    expect(status).toBe(200);
    expect(body.sites).toHaveLength(5);
    const gains = body.sites.map((site: { gain: number }) => site.gain);
    for (let i = 1; i < 5; i++) expect(gains[i]).toBeLessThanOrEqual(gains[i - 1] + 1e-9);
    expect(body.value).toBeCloseTo(
      body.baseline.covered + gains.reduce((a: number, b: number) => a + b, 0),
      6,
    );
    expect(body.bound).toBeGreaterThanOrEqual(body.value - 1e-9);
    expect(body.gapPercent).toBeCloseTo(((body.bound - body.value) / body.bound) * 100, 9);
    const evaluated = await service.execute('siting-evaluate', {
      region: 'qinghe',
      cutoffMinutes: 30,
      facilities: TOWN_TIERS,
      sites: body.sites.map((site: { lon: number; lat: number }) => [site.lon, site.lat]),
    });
    expect(evaluated.body.after.covered).toBeCloseTo(body.value, 6);
    evaluated.body.sites.forEach((site: { marginal: number }, i: number) =>
      expect(site.marginal).toBeCloseTo(gains[i], 6),
    );
    const shares = evaluated.body.sites.reduce((s: number, site: { share: number }) => s + site.share, 0);
    expect(shares).toBeCloseTo(body.value - body.baseline.covered, 6);
  });
});

describe('bad input is refused by name', () => {
  test.each([
    ['coverage', { region: 'qinghe', cutoffs: [30] }, '/cutoffs', 'unknown-parameter'],
    ['coverage', { region: 'qinghe', travel: { mode: 'fly' } }, '/travel/mode', 'invalid-value'],
    [
      'coverage',
      { region: 'qinghe', travel: { mode: 'walk', speed: 3 } },
      '/travel/speed',
      'unknown-parameter',
    ],
    ['coverage', { region: 'qinghe', cutoffMinutes: [] }, '/cutoffMinutes', 'invalid-value'],
    ['coverage', { region: 'qinghe', cutoffMinutes: [0] }, '/cutoffMinutes/0', 'invalid-value'],
    ['catchments', { region: 'qinghe', origins: [[200, 95]] }, '/origins/0/0', 'invalid-value'],
    ['coverage', {}, '/region', 'invalid-value'],
    [
      'coverage',
      { region: 'qinghe', facilities: { ids: ['no-such'] } },
      '/facilities/ids/0',
      'facility-unknown',
    ],
  ])('%s %j', async (process, inputs, pointer, code) => {
    for (const language of ['zh', 'en'] as const) {
      const { status, body } = await service.execute(process, inputs, language);
      expect(status).toBe(422);
      expect(body.errors[0]).toMatchObject({ pointer, code });
      expect(body.errors[0].detail.length).toBeGreaterThan(3);
    }
  });

  test('unknown region, process, run, and JSON that is none', async () => {
    expect((await service.execute('coverage', { region: 'atlantis' })).body.code).toBe('region-not-found');
    expect((await service.execute('teleport', {})).body.code).toBe('process-not-found');
    expect((await (await service.request('/api/runs/abc')).json()).code).toBe('run-not-found');
    const response = await service.request('/api/processes/coverage/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"inputs": {',
    });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect((await response.json()).code).toBe('invalid-json');
  });
});
