import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService();

const refer = async (inputs: object): Promise<any> => {
  const { status, body } = await service.execute('referral', { region: 'qinghe', ...inputs });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};

describe('referral', () => {
  test('pairs within the limit, nearest by each, unreachable; metres along the path of explain', async () => {
    const body = await refer({
      fromTier: 'township',
      toTier: 'county',
      limitMinutes: 60,
      travel: { mode: 'car' },
    });
    const ids = new Set(body.from.map((f: any) => f.id));
    for (const pair of body.pairs) {
      expect(pair.minutes).toBeLessThanOrEqual(60);
      // two facilities in one cell are 0 m apart
      expect(pair.meters).toBeGreaterThanOrEqual(0);
      if (pair.minutes > 0) expect(pair.meters).toBeGreaterThan(0);
      expect(ids.has(pair.from)).toBe(true);
    }
    for (const from of body.from) {
      const own = body.pairs.filter((pair: any) => pair.from === from.id);
      expect(from.reached).toBe(own.length);
      if (own.length === 0) {
        expect(body.unreachable).toContain(from.id);
        expect(from.nearestByTime).toBeNull();
        continue;
      }
      expect(from.nearestByTime.minutes).toBe(Math.min(...own.map((pair: any) => pair.minutes)));
      expect(from.nearestByDistance.meters).toBe(Math.min(...own.map((pair: any) => pair.meters)));
    }
    expect(body.to.reduce((s: number, to: any) => s + to.referring, 0)).toBe(
      body.from.length - body.unreachable.length,
    );
    const sample = body.from.filter((f: any) => f.nearestByTime?.meters > 0).slice(0, 6);
    for (const from of sample) {
      const explained = await service.execute('explain', {
        region: 'qinghe',
        point: [from.lon, from.lat],
        travel: { mode: 'car' },
        facilities: { ids: [from.nearestByTime.id] },
      });
      const [row] = explained.body.nearest;
      expect(row.minutes).toBeCloseTo(from.nearestByTime.minutes, 6);
      expect(row.meters / from.nearestByTime.meters).toBeCloseTo(1, 2);
    }
  });

  test('a longer limit keeps every pair; as AccessMod minutes and metres are whole', async () => {
    const inputs = { fromTier: 'township', toTier: 'county', travel: { mode: 'car' } };
    const short = await refer({ ...inputs, limitMinutes: 30 });
    const long = await refer({ ...inputs, limitMinutes: 60 });
    const known = new Map(long.pairs.map((pair: any) => [`${pair.from} ${pair.to}`, pair.minutes]));
    for (const pair of short.pairs) expect(known.get(`${pair.from} ${pair.to}`)).toBe(pair.minutes);
    const compat = await refer({ ...inputs, limitMinutes: 30, compat: 'accessmod-5' });
    compat.pairs.forEach((pair: any, i: number) => {
      expect(pair.minutes).toBe(Math.ceil(short.pairs[i].minutes));
      expect(pair.meters).toBe(Math.ceil(short.pairs[i].meters));
    });
    const fastest = await refer({ ...inputs, limitMinutes: 30, meters: 'fastest' });
    expect(fastest.pairs.filter((pair: any) => pair.meters !== null)).toHaveLength(
      fastest.from.filter((from: any) => from.nearestByTime).length,
    );
  });

  test('the chain conserves people and takes no less than going straight; the line costs time', async () => {
    const body = await refer({
      limitMinutes: 90,
      meters: 'none',
      chain: true,
      borderEffect: true,
      travel: { mode: 'car' },
    });
    const { chain } = body;
    expect(chain.tiers).toEqual(['village', 'township', 'county']);
    expect(chain.reached + chain.broken.reduce((a: number, b: number) => a + b, 0)).toBeCloseTo(
      chain.total,
      6,
    );
    expect(chain.meanMinutes[2]).toBeGreaterThan(chain.meanMinutes[1]);
    expect(chain.meanMinutes[1]).toBeGreaterThan(chain.meanMinutes[0]);
    expect(chain.directMeanMinutes).toBeLessThan(chain.meanMinutes[2]);
    const tiff = await service.request(chain.surface.geotiff);
    expect(tiff.status).toBe(200);
    const { borderEffect } = body;
    expect(borderEffect.acrossNearest).toBe(borderEffect.rows.length);
    for (const row of borderEffect.rows)
      if (row.closed) expect(row.closed.minutes).toBeGreaterThanOrEqual(row.open.minutes);
  });

  test.each([
    [{ zones: 'townships' }, '/zones', 'unused-parameter'],
    [{ chain: ['county', 'village'] }, '/chain', 'tiers-ascending'],
    [{ toTier: 'other' }, '/toTier', 'tier-absent'],
    [{ borderEffect: true, zones: 'none' }, '/borderEffect', 'zones-needed'],
  ])('refused: %j', async (inputs, pointer, code) => {
    const { status, body } = await service.execute('referral', {
      region: 'qinghe',
      limitMinutes: 10,
      ...inputs,
    });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer, code });
  });
});
