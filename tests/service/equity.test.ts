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
    const weighted = [...body.zones, body.outsideZones].map((zone: any) =>
      zone.mean === null ? 0 : zone.mean * (zone.total - zone.without),
    );
    expect(add(weighted) / (body.total - body.without.people)).toBeCloseTo(body.mean, 9);
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
    [{ supply: 'happiness' }, '/supply', 'column-unknown'],
    [{ decay: { kind: 'stepped', edgesMinutes: [20, 10], weights: [1, 1] } }, '/decay', 'invalid-value'],
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
