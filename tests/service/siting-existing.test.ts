import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

const base = {
  region: 'qinghe',
  cutoffMinutes: 30,
  travel: { mode: 'walk' },
  facilities: { tiers: ['township', 'county'] },
  candidates: { spacingMeters: 8000, insideZones: true },
};
const ask = (inputs: object) => service.execute('siting', { ...base, ...inputs });
type Point = { readonly lon: number; readonly lat: number };
const toPoints = (sites: readonly Point[]) => sites.map(({ lon, lat }) => [lon, lat]);
const pointersOf = (body: { errors: { pointer: string }[] }) => body.errors.map(({ pointer }) => pointer);

describe('existing facilities', () => {
  test('excluded: the plan starts from nothing, and is what the same sites reach alone', async () => {
    const { status, body } = await ask({ sites: 2, existing: 'excluded' });
    expect(status).toBe(200);
    expect(body.baseline.covered).toBe(0);
    expect(body.value).toBeCloseTo(body.after.covered, 4);
    const within = body.sites.reduce(
      (sum: number, site: { peopleWithin: number }) => sum + site.peopleWithin,
      0,
    );
    expect(body.after.covered).toBeLessThanOrEqual(within + 1e-6);
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('siting-existing-excluded');
  });

  test('may close: no worse than closing nothing, each closure gives one site, the rest of the figures agree', async () => {
    const plain = await ask({ sites: 1 });
    const { status, body } = await ask({
      sites: 1,
      existing: 'may-close',
      closures: 2,
      closable: { tiers: ['township'] },
    });
    expect(status).toBe(200);
    expect(body.status).toBe('optimal');
    expect(body.value).toBeGreaterThan(plain.body.value);
    const { closed, kept } = body.relocation;
    expect(closed.length).toBeLessThanOrEqual(2);
    expect(body.sites).toHaveLength(1 + closed.length);
    for (const one of closed) expect(one.tier).toBe('township');
    expect(body.baseline.covered).toBeCloseTo(plain.body.baseline.covered, 6);
    expect(
      kept + closed.reduce((sum: number, one: { loss: number }) => sum + one.loss, 0),
    ).toBeLessThanOrEqual(body.baseline.covered + 1e-6);
    // The same sites beside those who stay, evaluated on their own.
    const shut = new Set(closed.map(({ id }: { id: string }) => id));
    const facilities = await (
      await service.request('/api/collections/qinghe.facilities/items?limit=1000')
    ).json();
    const ids = (facilities as { features: { properties: { id: string; tier: string } }[] }).features
      .map(({ properties }) => properties)
      .filter(({ id, tier }) => ['township', 'county'].includes(tier) && !shut.has(id))
      .map(({ id }) => id);
    const check = await service.execute('siting-evaluate', {
      region: base.region,
      cutoffMinutes: base.cutoffMinutes,
      travel: base.travel,
      facilities: { ids },
      sites: toPoints(body.sites),
    });
    expect(check.body.baseline.covered).toBeCloseTo(kept, 4);
    expect(check.body.after.covered).toBeCloseTo(body.after.covered, 4);
    expect(body.value).toBeCloseTo(body.after.covered, 4);
  });

  test('moves alone need no new site; all may close; contradictions are named', async () => {
    const { status, body } = await ask({ sites: 0, existing: 'may-close', closures: 1 });
    expect(status).toBe(200);
    expect(body.sites).toHaveLength(body.relocation.closed.length);
    expect(body.after.covered).toBeGreaterThanOrEqual(body.baseline.covered - 1e-6);
    expect(pointersOf((await ask({ sites: 0 })).body)).toEqual(['/existing']);
    expect(pointersOf((await ask({ closures: 2 })).body)).toEqual(['/closures']);
    expect(pointersOf((await ask({ model: 'p-center', existing: 'may-close' })).body)).toContain('/existing');
    const contradictory = await ask({ existing: 'may-close', years: [{ sites: 1 }], siteCapacity: 9 });
    expect(pointersOf(contradictory.body)).toEqual(expect.arrayContaining(['/existing', '/siteCapacity']));
  });
});

describe('sites of limited room', () => {
  test('no site serves more than its room, more room serves no fewer, enough room is the plain answer', async () => {
    const few = await ask({ sites: 2, siteCapacity: 2000 });
    expect(few.status).toBe(200);
    const { served } = few.body;
    for (const site of served.sites) expect(site.people).toBeLessThanOrEqual(2000 + 1e-6);
    expect(served.people).toBeCloseTo(
      served.sites.reduce((sum: number, site: { people: number }) => sum + site.people, 0),
      4,
    );
    expect(few.body.value).toBeCloseTo(few.body.baseline.covered + served.people, 4);
    expect(few.body.after.covered).toBeCloseTo(few.body.value, 6);
    const plain = await ask({ sites: 2 });
    const much = await ask({ sites: 2, siteCapacity: 10_000_000 });
    expect(much.body.value).toBeCloseTo(plain.body.value, 3);
    expect(much.body.value).toBeGreaterThanOrEqual(few.body.value);
    const money = await ask({ siteCapacity: 2000, budget: 7, siteCost: 3 });
    expect(money.body.sites).toHaveLength(2);
    expect(money.body.value).toBeCloseTo(few.body.value, 3);
  });

  test('least mean time within the room: the bound holds and more room is no slower', async () => {
    const small = await ask({ model: 'p-median', sites: 2, siteCapacity: 3000, iterations: 150 });
    expect(small.status).toBe(200);
    for (const site of small.body.served.sites) expect(site.people).toBeLessThanOrEqual(3000 + 1e-6);
    expect(small.body.bound).toBeLessThanOrEqual(small.body.value + 1e-9);
    expect(small.body.served.meanMinutes).toBeCloseTo(small.body.value, 9);
    const large = await ask({ model: 'p-median', sites: 2, siteCapacity: 300_000, iterations: 150 });
    expect(large.body.bound).toBeLessThanOrEqual(small.body.value + 1e-9);
    expect(large.body.value).toBeLessThanOrEqual(small.body.value * 1.001);
  });

  test('too many candidates for it are refused with the way out', async () => {
    const { status, body } = await ask({ sites: 2, siteCapacity: 100, candidates: { insideZones: true } });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer: '/candidates', code: 'too-many-options' });
  });
});

describe('staff once the sites stand', () => {
  test('handed out in full within the limits, no less even than equal parts', async () => {
    const { body } = await ask({ sites: 3, allocate: { total: 20, least: 2, most: 12 } });
    const { allocation } = body;
    const amounts: number[] = allocation.sites.map((site: { amount: number }) => site.amount);
    expect(allocation.sites.map((site: { order: number }) => site.order)).toEqual([1, 2, 3]);
    expect(amounts.reduce((sum, own) => sum + own, 0)).toBeCloseTo(20, 6);
    for (const amount of amounts) {
      expect(amount).toBeGreaterThanOrEqual(2 - 1e-9);
      expect(amount).toBeLessThanOrEqual(12 + 1e-9);
    }
    expect(allocation.sites.reduce((sum: number, site: { whole: number }) => sum + site.whole, 0)).toBe(20);
    expect(allocation.spread).toBeLessThanOrEqual(allocation.spreadBefore + 1e-9);
    expect(allocation.spreadBound).toBeLessThanOrEqual(allocation.spread + 1e-9);
    const all = await ask({ sites: 3, allocate: { total: 20, among: 'all' } });
    expect(all.body.allocation.spread).toBeLessThan(allocation.spread);
    expect(all.body.allocation.sites.length).toBeGreaterThan(3);
    const short = await ask({ sites: 3, allocate: { total: 20, most: 2 } });
    expect(short.body.errors[0]).toMatchObject({ pointer: '/allocate/total', code: 'allocation-limits' });
  });
});

describe('groups of people as profiles', () => {
  test('the share of the old counts beside everybody', async () => {
    const { status, body } = await ask({ sites: 2, profiles: [{ name: 'old', ages: ['65+'] }] });
    expect(status).toBe(200);
    const [everybody, old] = body.profiles;
    expect(old.total).toBeLessThan(everybody.total);
    expect(old.percent).toBeCloseTo((old.covered / old.total) * 100, 6);
    expect(body.value).toBeCloseTo(Math.min(everybody.percent, old.percent), 6);
  });
});
