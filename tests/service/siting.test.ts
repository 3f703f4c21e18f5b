import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

const base = {
  region: 'qinghe',
  cutoffMinutes: 30,
  facilities: { tiers: ['township', 'county'] },
};
const COARSE = { spacingMeters: 4000, insideZones: true };

describe('siting models on the sample', () => {
  test('maximal cover beats or equals its own first sites, and its frontier grows', async () => {
    const { status, body } = await service.execute('siting', {
      ...base,
      sites: 5,
      candidates: { spacingMeters: 1000, insideZones: true },
      frontier: 8,
    });
    expect(status).toBe(200);
    expect(body.sites).toHaveLength(5);
    for (const site of body.sites) expect(site.zone).not.toBeNull();
    expect(body.after.covered).toBeCloseTo(body.value, 6);
    expect(body.value).toBeLessThanOrEqual(body.bound + 1e-6);
    expect(body.gapPercent).toBeLessThan(2);
    expect(body.frontier).toHaveLength(8);
    for (let i = 1; i < 8; i++) {
      expect(body.frontier[i].value).toBeGreaterThanOrEqual(body.frontier[i - 1].value);
      expect(body.frontier[i].bound).toBeGreaterThanOrEqual(body.frontier[i].value - 1e-6);
    }
    expect(body.value).toBeGreaterThanOrEqual(body.frontier[4].value * 0.999);
    const again = await service.execute('siting', {
      ...base,
      sites: 5,
      candidates: { spacingMeters: 1000, insideZones: true },
      frontier: 8,
    });
    expect(again.body).toEqual(body);
  });

  test('money and sites are two ways to say the same', async () => {
    const byCount = await service.execute('siting', { ...base, sites: 3, candidates: COARSE });
    const byMoney = await service.execute('siting', {
      ...base,
      budget: 3.2e6,
      siteCost: 1e6,
      candidates: COARSE,
    });
    expect(byMoney.body.sites).toHaveLength(3);
    expect(Math.abs(byMoney.body.value - byCount.body.value) / byCount.body.value).toBeLessThan(0.005);
  });

  test('fewest sites for a target reach it; one more than possible says what is', async () => {
    const first = await service.execute('siting', { ...base, sites: 1, candidates: COARSE });
    const target = first.body.baseline.percent + 3;
    const { body } = await service.execute('siting', {
      ...base,
      model: 'lscp',
      targetPercent: target,
      candidates: COARSE,
    });
    expect(body.unit).toBe('sites');
    expect(body.after.percent).toBeGreaterThanOrEqual(target - 1e-9);
    expect(body.sites.length).toBe(body.value);
    const impossible = await service.execute('siting', {
      ...base,
      model: 'lscp',
      targetPercent: 100,
      candidates: COARSE,
    });
    expect(impossible.status).toBe(422);
    expect(impossible.body.errors[0].code).toBe('target-above-most');
  });

  test('p-median lowers the mean, p-center the worst, dispersion keeps apart, backup counts twice', async () => {
    const coarse = { spacingMeters: 9000, insideZones: true };
    const median = await service.execute('siting', {
      ...base,
      model: 'p-median',
      sites: 2,
      candidates: coarse,
    });
    expect(median.status).toBe(200);
    expect(median.body.unit).toBe('mean-minutes');
    expect(median.body.bound).toBeLessThanOrEqual(median.body.value + 1e-9);
    const center = await service.execute('siting', {
      ...base,
      model: 'p-center',
      sites: 2,
      candidates: coarse,
    });
    expect(center.body.unit).toBe('worst-minutes');
    expect(center.body.sites.length).toBeLessThanOrEqual(2);
    const spread = await service.execute('siting', {
      ...base,
      model: 'p-dispersion',
      sites: 3,
      candidates: coarse,
    });
    expect(spread.body.sites).toHaveLength(3);
    expect(spread.body.value).toBeGreaterThan(10);
    const backup = await service.execute('siting', {
      ...base,
      model: 'backup',
      sites: 2,
      candidates: coarse,
    });
    expect(backup.body.value).toBeLessThanOrEqual(backup.body.bound + 1e-6);
    expect(backup.body.sites).toHaveLength(2);
  });

  test('inputs a model does not use are refused by name', async () => {
    for (const [inputs, pointer] of [
      [{ targetPercent: 90 }, '/targetPercent'],
      [{ model: 'lscp', sites: 3 }, '/sites'],
      [{ budget: 10 }, '/siteCost'],
      [{ model: 'p-median', equity: { maximin: true } }, '/equity'],
      [{ fixed: [[0, 0]] }, '/fixed/0'],
      [{ candidates: { zones: ['不存在的村'] } }, '/candidates/zones/0'],
    ] as const) {
      const { status, body } = await service.execute('siting', { ...base, ...inputs });
      expect(status, JSON.stringify(inputs)).toBe(422);
      expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
    }
  });
});
