import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

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

describe('how sure the chosen sites are', () => {
  const asked = { ...base, sites: 3, uncertainty: { draws: 20, seed: 7 } };

  test('frequencies of the draws, cases and ranges; the same seed gives the same, no spread gives certainty', async () => {
    const { status, body } = await service.execute('siting', asked);
    expect(status).toBe(200);
    const { uncertainty } = body;
    expect(uncertainty).toMatchObject({ draws: 20, seed: 7, commonSpeedSigma: 0.15, populationCv: 0.12 });
    expect(uncertainty.sites).toHaveLength(3);
    for (const [i, site] of uncertainty.sites.entries()) {
      expect(site.frequency * 20).toBeCloseTo(Math.round(site.frequency * 20), 9);
      expect(body.sites[i].why.frequency).toBe(site.frequency);
      expect(site.share.p10).toBeLessThanOrEqual(site.share.p90);
    }
    expect(uncertainty.covered.p10).toBeLessThanOrEqual(body.after.covered);
    expect(uncertainty.regretPoints.p10).toBeGreaterThanOrEqual(0);
    const speeds = uncertainty.cases.filter((one: { what: string }) => one.what === 'speed');
    const percents = speeds.map((one: { percent: number }) => one.percent);
    expect([...percents].sort((a, b) => a - b)).toEqual(percents);
    for (const one of uncertainty.cases) expect(one.bestPercent).toBeGreaterThanOrEqual(one.percent - 1e-9);
    // A case is a plain evaluation under that cut-off.
    const longer = await service.execute('siting-evaluate', {
      region: base.region,
      facilities: base.facilities,
      cutoffMinutes: 35,
      sites: body.sites.map((site: { lon: number; lat: number }) => [site.lon, site.lat]),
    });
    const later = uncertainty.cases.find((one: { value: number }) => one.value === 35);
    expect(later.percent).toBeCloseTo(longer.body.after.percent, 8);
    const other = await service.execute('siting', { ...asked, siteCost: 1 });
    expect(other.body.uncertainty).toEqual(uncertainty);
    const still = await service.execute('siting', {
      ...asked,
      uncertainty: { draws: 2, commonSpeedSigma: 0, populationCv: 0 },
    });
    expect(still.body.uncertainty.sites.map((site: { frequency: number }) => site.frequency)).toEqual([
      1, 1, 1,
    ]);
    expect(still.body.uncertainty.covered.p50).toBeCloseTo(body.after.covered, 4);
    expect(still.body.uncertainty.regretPoints.p90).toBe(0);
  });

  test('models without draws refuse them by name', async () => {
    for (const inputs of [{ model: 'p-median' }, { years: [{ sites: 1 }] }, { equity: { maximin: true } }]) {
      const { sites: _, ...rest } = asked;
      const { status, body } = await service.execute('siting', { ...rest, ...inputs });
      expect(status, JSON.stringify(inputs)).toBe(422);
      expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain('/uncertainty');
    }
  });
});

describe('what the sites cost', () => {
  test('each, together, a person, and of which budget', async () => {
    const { body } = await service.execute('siting', {
      ...base,
      budget: 260,
      siteCost: 80,
      currency: '万元',
    });
    expect(body.sites).toHaveLength(3);
    const gained = body.after.covered - body.baseline.covered;
    expect(body.costs).toEqual({
      currency: '万元',
      perSite: [80, 80, 80],
      total: 240,
      perPerson: 240 / gained,
      budget: 260,
    });
    const plain = await service.execute('siting', { ...base, sites: 1 });
    expect(plain.body.costs).toBeUndefined();
    const unit = await service.execute('siting', { ...base, sites: 1, currency: '元' });
    expect(unit.body.errors[0]).toMatchObject({ pointer: '/currency', code: 'unused-parameter' });
  });
});
