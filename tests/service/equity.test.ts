import { describe, expect, test } from 'vitest';
import { SCORE_METHODS } from '../../server/contract/processes.ts';
import { useService } from '../support/service.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService();

const add = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const ask = async (process: string, inputs: object): Promise<any> => {
  const { status, body } = await service.execute(process, { region: 'qinghe', ...inputs });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
};

describe('access-score', () => {
  test.each(SCORE_METHODS)('%s answers for every zone and keeps its identity', async (method) => {
    const body = await ask('access-score', { method, facilities: { tiers: ['township', 'county'] } });
    expect(add(body.zones.map((zone: any) => zone.total)) + body.outsideZones.total).toBeCloseTo(
      body.total,
      3,
    );
    expect(add(body.zones.map((zone: any) => zone.without)) + body.outsideZones.without).toBeCloseTo(
      body.without.people,
      3,
    );
    // without supply in reach the score is 0, but a cost is not known
    const counted = (total: number, without: number) => (method === 'raam' ? total - without : total);
    const weighted = [...body.zones, body.outsideZones].map(
      (zone: any) => (zone.mean ?? 0) * counted(zone.total, zone.without),
    );
    expect(add(weighted)).toBeCloseTo(body.mean * counted(body.total, body.without.people), 6);
    for (const zone of body.zones)
      if (zone.mean !== null) expect(zone.ratio).toBeCloseTo(zone.mean / body.mean, 9);
    if (body.unit === 'supply-per-person') expect(body.allocated).toBeCloseTo(body.mean * body.total, 6);
    expect(body.notes.map((note: any) => note.code)).toContain(
      method === 'raam' ? 'score-counts-valued' : 'score-counts-everybody',
    );
    if (['2sfca', 'e2sfca', 'kd2sfca', '3sfca', 'spatial-availability'].includes(method))
      expect(body.allocated).toBeCloseTo(body.supply.reached, 6);
    expect(body.unit).toBe(
      method === 'raam'
        ? 'cost'
        : method === 'hansen' || method === 'cumulative'
          ? 'supply'
          : 'supply-per-person',
    );
    const tiff = await service.request(body.surface.geotiff);
    expect(tiff.status).toBe(200);
  });

  test('people without supply count with 0 in means, quantiles and ratios', async () => {
    const body = await ask('access-score', { method: '2sfca', cutoffMinutes: 15, zones: 'townships' });
    const half = body.zones.filter((zone: any) => zone.without > 0.5 * zone.total);
    expect(half.length).toBeGreaterThan(0);
    expect(body.p10).toBe(0);
    const given = add(body.zones.map((zone: any) => zone.mean * zone.total));
    expect(given + (body.outsideZones?.mean ?? 0) * (body.outsideZones?.total ?? 0)).toBeCloseTo(
      body.supply.reached,
      6,
    );
    const shares = add(body.zones.map((zone: any) => (zone.ratio * zone.total) / body.total));
    expect(shares).toBeCloseTo(given / body.supply.reached, 9);
    const cost = await ask('access-score', { method: 'raam', cutoffMinutes: 15 });
    expect(cost.without.people).toBeCloseTo(body.without.people, 6);
    expect(cost.p10).toBeGreaterThan(0);
  });

  test('the steps of E2SFCA are thirds of the catchment, and the answer says which', async () => {
    const [usual, stated, long] = await Promise.all(
      [{}, { cutoffMinutes: 30 }, { cutoffMinutes: 60 }].map((inputs) => ask('access-score', inputs)),
    );
    expect(usual.decay.edgesMinutes).toEqual([10, 20, 30]);
    expect(usual.cutoffMinutes).toBe(30);
    expect(stated.zones).toEqual(usual.zones);
    expect(long.decay).toMatchObject({ edgesMinutes: [20, 40, 60], weights: [1, 0.68, 0.22] });
    expect(long.cutoffMinutes).toBe(60);
    expect(long.without.people).toBeLessThan(usual.without.people);
    const scaled = (body: any) => body.notes.find((note: any) => note.code === 'score-steps-scaled');
    expect(scaled(long).text).toContain('20 / 40 / 60');
    expect(scaled(usual) ?? scaled(stated)).toBeUndefined();
    const own = await ask('access-score', { decay: { ...long.decay } });
    expect(own.cutoffMinutes).toBe(60);
    expect(own.zones).toEqual(long.zones);
  });

  test('demand by age, another supply, a decay of one’s own', async () => {
    const body = await ask('access-score', {
      method: 'kd2sfca',
      supply: 'beds',
      demand: '65+',
      cutoffMinutes: 30,
      decay: { kind: 'gaussian', sigmaMinutes: 12 },
    });
    const coverage = await ask('coverage', { cutoffMinutes: [30] });
    const old = coverage.ages.find((age: any) => age.band === '65+');
    expect(body.total).toBeCloseTo(old.total, 2);
    expect(body.allocated).toBeCloseTo(body.supply.reached, 4);
  });

  test.each([
    [{ method: 'raam', decay: { kind: 'binary' } }, '/decay', 'unused-parameter'],
    [{ method: '2sfca', tauMinutes: 30 }, '/tauMinutes', 'unused-parameter'],
    [{ method: '2sfca', alpha: 2 }, '/alpha', 'unused-parameter'],
    [
      { cutoffMinutes: 21, decay: { kind: 'stepped', edgesMinutes: [10, 20], weights: [1, 0.5] } },
      '/cutoffMinutes',
      'unused-parameter',
    ],
    [{ supply: 'happiness' }, '/supply', 'column-unknown'],
    [
      { decay: { kind: 'stepped', edgesMinutes: [20, 10], weights: [1, 1] } },
      '/decay/edgesMinutes/1',
      'decay-edges-ascending',
    ],
    [{ method: 'magic' }, '/method', 'invalid-value'],
  ])('refused: %j', async (inputs, pointer, code) => {
    const { status, body } = await service.execute('access-score', { region: 'qinghe', ...inputs });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });
});

describe('equity', () => {
  test('doctors: both Ginis agree, Theil adds up, HRAD/PAD averages 1, people are conserved', async () => {
    const body = await ask('equity', { indicator: 'doctors', by: 'urban_rural' });
    expect(body.gini.byPeople).toBeCloseTo(body.gini.byMeanDifference, 9);
    expect(body.gini.byArea).toBeGreaterThan(0);
    expect(body.theil.t.within + body.theil.t.between).toBeCloseTo(body.theil.t.total, 9);
    expect(body.theil.t.groups.map((group: any) => group.group).sort()).toEqual(['rural', 'urban']);
    expect(body.concentration.status).toBe('income');
    expect(body.lorenz.people.at(-1)).toBe(1);
    const region = await (await service.request('/api/regions/qinghe')).json();
    expect(body.total + body.withoutValue + body.outsideZones).toBeCloseTo(region.people, 4);
    const ratio = add(body.zones.map((zone: any) => zone.people * (zone.hradOverPad ?? 0)));
    expect(ratio / add(body.zones.map((zone: any) => zone.people))).toBeCloseTo(1, 9);
    for (const zone of body.zones)
      if (zone.value !== null) expect(zone.value).toBeCloseTo((zone.amount * 1000) / zone.people, 9);
  });

  test('minutes and access scores between townships', async () => {
    const minutes = await ask('equity', { indicator: 'minutes', zones: 'townships' });
    const coverage = await ask('coverage', { zones: 'townships', cutoffMinutes: [30] });
    expect(minutes.higherIsBetter).toBe(false);
    minutes.zones.forEach((zone: any, i: number) =>
      expect(zone.value).toBeCloseTo(coverage.zones[i].meanMinutes, 9),
    );
    expect(minutes.concentration).toBeNull();
    const score = await ask('equity', {
      indicator: 'access-score',
      score: { method: '2sfca', cutoffMinutes: 30 },
      zones: 'townships',
      logBase: '10',
    });
    expect(score.gini.byPeople).toBeGreaterThan(0);
    expect(score.theil.l.total).toBeGreaterThan(0);
  });

  test.each([
    { method: '2sfca', cutoffMinutes: 15 },
    { method: 'e2sfca', cutoffMinutes: 20, demand: '65+' },
    { method: 'raam', cutoffMinutes: 15 },
  ])('agrees with access-score on values, people and mean: %j', async (score) => {
    const [equity, access] = await Promise.all([
      ask('equity', { indicator: 'access-score', score, zones: 'townships' }),
      ask('access-score', { ...score, zones: 'townships' }),
    ]);
    access.zones.forEach((zone: any, i: number) => {
      const { value, people } = equity.zones[i];
      if (zone.mean === null) expect(value).toBeNull();
      else expect(value).toBeCloseTo(zone.mean, 12);
      expect(people).toBeCloseTo(score.method === 'raam' ? zone.total - zone.without : zone.total, 6);
    });
    expect(equity.total + equity.withoutValue + equity.outsideZones).toBeCloseTo(access.total, 4);
    const sum = add(equity.zones.map((zone: any) => (zone.value ?? 0) * zone.people));
    expect(equity.mean * equity.total).toBeCloseTo(sum, 6);
    const outside = access.outsideZones;
    const outsideCounted = score.method === 'raam' ? outside.total - outside.without : outside.total;
    const whole = score.method === 'raam' ? access.total - access.without.people : access.total;
    expect(sum + (outside.mean ?? 0) * outsideCounted).toBeCloseTo(access.mean * whole, 6);
    expect(equity.notes.map((note: any) => note.code)).toContain(
      score.method === 'raam' ? 'score-counts-valued' : 'score-counts-everybody',
    );
  });

  test.each([
    [{ by: 'colour' }, '/by', 'property-unknown'],
    [{ status: 'colour' }, '/status', 'property-unknown'],
    [{ zones: 'none' }, '/zones', 'zones-needed'],
    [{ indicator: 'doctors', score: {} }, '/score', 'unused-parameter'],
  ])('refused: %j', async (inputs, pointer, code) => {
    const { status, body } = await service.execute('equity', { region: 'qinghe', ...inputs });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });
});

describe('equity of one zone', () => {
  test('is refused, for it compares nothing (was: Gini 0, equal)', async () => {
    const regions = await (await service.request('/api/regions/qinghe')).json();
    const single = regions.zoneLayers.find((layer: any) => layer.count === 1);
    expect(single).toBeDefined();
    const { status, body } = await service.execute('equity', { region: 'qinghe', zones: single.id });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ pointer: '/zones', code: 'zones-too-few' }]);
    expect(body.errors[0].detail).toMatch(/at least two zones.*this layer has 1/);
  });
});
