import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startService, type Service } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.close());

const base = {
  region: 'qinghe',
  cutoffMinutes: 30,
  facilities: { tiers: ['township', 'county'] },
  candidates: { spacingMeters: 2000, insideZones: true },
};
const sum = (list: readonly { people: number }[]): number => list.reduce((all, one) => all + one.people, 0);

describe('why each site was chosen', () => {
  test('shares add up, zones and ages are of the newly covered, the stand-in really loses what it says', async () => {
    const { status, body } = await service.execute('siting', { ...base, sites: 4, siteCost: 500_000 });
    expect(status).toBe(200);
    const added = body.after.covered - body.baseline.covered;
    expect(body.sites.reduce((all: number, site: { share: number }) => all + site.share, 0)).toBeCloseTo(
      added,
      4,
    );
    for (const site of body.sites) {
      const { why } = site;
      expect(why.alone).toBeGreaterThanOrEqual(site.share - 1e-6);
      expect(site.share).toBeGreaterThanOrEqual(why.loss - 1e-6);
      expect(why.costPerPerson).toBeCloseTo(500_000 / site.share, 6);
      expect(sum(why.zones)).toBeLessThanOrEqual(site.share + 1e-6);
      expect(sum(why.zones)).toBeGreaterThan(0);
      expect(sum(why.takesOverFrom)).toBeLessThanOrEqual(site.takesOver + 1e-6);
      for (const from of why.takesOverFrom) expect(['township', 'county']).toContain(from.tier);
      const ages = Object.values(site.gainByAge as Record<string, number>).reduce((a, b) => a + b, 0);
      expect(Math.abs(ages - site.gain)).toBeLessThanOrEqual(1e-3 * site.gain + 1);
      expect(why.frequency).toBeNull();
    }
    const [first] = body.sites;
    const others = body.sites.slice(1).map((site: { lon: number; lat: number }) => [site.lon, site.lat]);
    const { region, cutoffMinutes, facilities } = base;
    const swapped = await service.execute('siting-evaluate', {
      region,
      cutoffMinutes,
      facilities,
      sites: [...others, [first.why.nextBest.lon, first.why.nextBest.lat]],
    });
    expect(body.after.covered - swapped.body.after.covered).toBeCloseTo(first.why.nextBest.loss, 4);
    expect(first.why.nextBest.meters).toBeGreaterThanOrEqual(500);
    expect(first.why.nextBest.meters).toBeLessThanOrEqual(5000);
  });
});
