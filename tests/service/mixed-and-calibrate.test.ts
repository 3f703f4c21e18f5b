import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

const TOWN = { tiers: ['township', 'county'] };
const sum = (values: Record<string, number>): number => Object.values(values).reduce((a, b) => a + b, 0);
const MOTORCYCLE = { mode: 'motorcycle' };

describe('mixed-coverage', () => {
  const ask = (inputs: Record<string, unknown>) =>
    service.execute('mixed-coverage', {
      region: 'qinghe',
      facilities: TOWN,
      cutoffMinutes: [15, 30, 60],
      otherTravels: [MOTORCYCLE],
      ...inputs,
    });
  const coverageOf = async (travel: Record<string, unknown>) =>
    (
      await service.execute('coverage', {
        region: 'qinghe',
        facilities: TOWN,
        cutoffMinutes: [15, 30, 60],
        travel,
      })
    ).body;

  test('is the coverage of each way of travel by its share, conserved and nested, in total and by zone', async () => {
    const { status, body } = await ask({ modeShares: [0.8, 0.2] });
    expect(status, JSON.stringify(body).slice(0, 300)).toBe(200);
    const walk = await coverageOf({});
    const ride = await coverageOf(MOTORCYCLE);
    expect(body.total).toBeCloseTo(walk.total, 3);
    for (const [i, row] of body.cutoffs.entries()) {
      const expected = 0.8 * walk.cutoffs[i].covered + 0.2 * ride.cutoffs[i].covered;
      expect(row.covered / expected).toBeCloseTo(1, 9);
      expect(row.covered + sum(row.uncovered)).toBeCloseTo(body.total, 3);
      if (i > 0) expect(row.covered).toBeGreaterThanOrEqual(body.cutoffs[i - 1].covered);
    }
    expect(body.modes.map((mode: { travel: { mode: string } }) => mode.travel.mode)).toEqual([
      'walk',
      'motorcycle',
    ]);
    expect(body.modes[0].people / body.total).toBeCloseTo(0.8, 9);
    for (const zone of body.zones)
      for (const row of zone.cutoffs) expect(row.covered + sum(row.uncovered)).toBeCloseTo(zone.total, 6);
    const { outsideZones } = body;
    expect(outsideZones.total).toBeCloseTo(walk.outsideZones.total, 5);
    expect(outsideZones.total).toBeGreaterThan(0);
    const places: (typeof outsideZones)[] = [...body.zones, outsideZones];
    const add = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    expect(add(places.map(({ total }) => total))).toBeCloseTo(body.total, 4);
    for (const [i, row] of body.cutoffs.entries())
      expect(add(places.map(({ cutoffs }) => cutoffs[i].covered))).toBeCloseTo(row.covered, 4);
    expect(body.notes).toContainEqual(
      expect.objectContaining({ code: 'people-in-no-zone', parameters: { people: outsideZones.total } }),
    );
    const texts = body.notes.map((note: { text: string }) => note.text).join('\n');
    expect(texts).toMatch(/boarding takes 60 seconds/);
    const tile = await service.request(body.surface.geotiff);
    expect(tile.status).toBe(200);
  });

  test('all on foot is the coverage on foot; shares by zone hold in their zone', async () => {
    const walk = await coverageOf({});
    const all = (await ask({ modeShares: [1, 0] })).body;
    expect(all.cutoffs.map((row: { covered: number }) => row.covered)).toEqual(
      walk.cutoffs.map((row: { covered: number }) => expect.closeTo(row.covered, 6)),
    );
    const ride = await coverageOf(MOTORCYCLE);
    const { body } = await ask({ modeShares: [1, 0], zoneShares: [{ zone: 2, shares: [0, 1] }] });
    for (const zone of body.zones) {
      const like = zone.index === 2 ? ride : walk;
      expect(zone.shares).toEqual(zone.index === 2 ? [0, 1] : [1, 0]);
      expect(zone.cutoffs[1].covered).toBeCloseTo(like.zones[zone.index].cutoffs[1].covered, 6);
    }
  });

  test('shares that do not sum to 1, do not fit or name no zone are refused, each by its place', async () => {
    const { status, body } = await ask({
      modeShares: [0.8, 0.3],
      zoneShares: [
        { zone: 9999, shares: [0.5, 0.5] },
        { zone: 1, shares: [0.2, 0.2, 0.6] },
        { zone: 1, shares: [1, 0] },
      ],
    });
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      expect.objectContaining({
        pointer: '/modeShares',
        code: 'shares-sum',
        detail: 'The shares sum to 1.1, expected 1.',
      }),
      expect.objectContaining({ pointer: '/zoneShares/0/zone', code: 'zone-index-unknown' }),
      expect.objectContaining({ pointer: '/zoneShares/1/shares', code: 'shares-count' }),
      expect.objectContaining({ pointer: '/zoneShares/2/zone', code: 'zone-index-twice' }),
    ]);
    const noZones = await ask({
      modeShares: [0.8, 0.2],
      zones: 'none',
      zoneShares: [{ zone: 0, shares: [1, 0] }],
    });
    expect(noZones.body.errors[0].code).toBe('zone-shares-zones');
    const plain = (await ask({ modeShares: [0.8, 0.2], zones: 'none' })).body;
    expect([plain.zones, plain.outsideZones]).toEqual([[], null]);
    const negative = await ask({ modeShares: [1.2, -0.2] });
    expect(negative.status).toBe(422);
  });
});

describe('calibrate', () => {
  test('finds the factor that observed trips were made with, by class, and applies nothing', async () => {
    const region = (await service.request('/api/collections/qinghe.facilities/items?limit=200')).json();
    const places = (await region).features
      .filter((f: { properties: { tier: string } }) => f.properties.tier === 'village')
      .map((f: { geometry: { coordinates: [number, number] } }) => f.geometry.coordinates) as [
      number,
      number,
    ][];
    const pairs = places.slice(0, 60).map((from, i) => [from, places[60 + (i % 3)]!] as const);
    const timed = await service.execute('calibrate', {
      region: 'qinghe',
      trips: pairs.map(([from, to]) => [from, to, 60]),
    });
    expect(timed.status, JSON.stringify(timed.body).slice(0, 300)).toBe(200);
    const model = timed.body.trips as { modelMinutes: number | null; state: string }[];
    const trips = pairs.flatMap(([from, to], i) =>
      model[i]!.state === 'used' && model[i]!.modelMinutes! < 1000
        ? [[from, to, model[i]!.modelMinutes! * 1.25]]
        : [],
    );
    expect(trips.length).toBeGreaterThan(30);
    const outside = [[0, 0], pairs[0]![1], 20];
    const { status, body } = await service.execute('calibrate', {
      region: 'qinghe',
      trips: [...trips, outside],
    });
    expect(status).toBe(200);
    expect(body.overallFactor).toBeCloseTo(1.25, 9);
    expect(body.biasMinutes).toBeLessThan(0);
    expect(body.rmseWithFactorsMinutes).toBeLessThan(body.rmseMinutes / 5);
    for (const factor of body.factors) expect(factor.speedFactor * factor.timeFactor).toBeCloseTo(1, 12);
    expect(
      body.factors.some((f: { way: string; landClass: string }) => f.way === 'walk' && f.landClass),
    ).toBe(true);
    expect(body.trips.at(-1)).toMatchObject({ state: 'outside', modelMinutes: null });
    expect(body.leftOut).toEqual({ outside: 1 });
    expect(body.map.features).toHaveLength(trips.length);
    expect(body.map.features[0].properties.errorPercent).toBeCloseTo(-20, 6);
    expect(body.applied).toBe(false);
    expect(body.notes.map((note: { code: string }) => note.code)).toEqual(
      expect.arrayContaining(['calibrate-not-applied', 'calibrate-left-out']),
    );
  });

  test('refuses what cannot be used: no trip left, a direction, a time of 0', async () => {
    const none = await service.execute('calibrate', { region: 'qinghe', trips: [[[0, 0], [1, 1], 20]] });
    expect(none.status).toBe(422);
    expect(none.body.errors[0]).toMatchObject({ pointer: '/trips/0', code: 'trip-outside' });
    const directed = await service.execute('calibrate', {
      region: 'qinghe',
      travel: { direction: 'from-facility' },
      trips: [[[0, 0], [1, 1], 20]],
    });
    expect(directed.body.errors[0]).toMatchObject({
      pointer: '/travel/direction',
      code: 'calibrate-direction',
    });
    const zero = await service.execute('calibrate', { region: 'qinghe', trips: [[[0, 0], [1, 1], 0]] });
    expect(zero.body.errors[0].pointer).toBe('/trips/0/2');
  });
});
