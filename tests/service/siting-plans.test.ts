import { beforeAll, describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();

const base = {
  region: 'qinghe',
  cutoffMinutes: 30,
  facilities: { tiers: ['township', 'county'] },
  candidates: { spacingMeters: 4000, insideZones: true },
};

describe('siting of plans', () => {
  test('tiers: a higher site serves the tiers below, each tier only gains', async () => {
    const { cutoffMinutes: _, facilities: __, ...rest } = base;
    const { status, body } = await service.execute('siting', {
      ...rest,
      model: 'hierarchical',
      tiers: [
        { tier: 'township', sites: 1, cutoffMinutes: 60 },
        { tier: 'village', sites: 3, cutoffMinutes: 15 },
      ],
    });
    expect(status).toBe(200);
    expect(body.tiers.map((row: { tier: string }) => row.tier)).toEqual(['village', 'township']);
    const after = body.tiers.reduce((sum: number, row: { after: number }) => sum + row.after, 0);
    expect(body.value).toBeCloseTo(after, 4);
    expect(body.bound).toBeGreaterThanOrEqual(body.value - 1e-6);
    for (const row of body.tiers) expect(row.after).toBeGreaterThanOrEqual(row.before);
    expect(body.sites.filter((site: { tier: string }) => site.tier === 'township')).toHaveLength(1);
    expect(body.sites.filter((site: { tier: string }) => site.tier === 'village')).toHaveLength(3);
    expect(body.cutoffMinutes).toBe(15);
  });

  test('years: coverage grows, each year is within its own bound, the last is no better than all at once', async () => {
    const { body } = await service.execute('siting', { ...base, years: [{ sites: 1 }, { sites: 2 }] });
    const once = await service.execute('siting', { ...base, sites: 3 });
    const [first, second] = body.years;
    expect(second.covered).toBeGreaterThanOrEqual(first.covered);
    for (const year of body.years) expect(year.bound).toBeGreaterThanOrEqual(year.covered - 1e-6);
    expect(second.covered).toBeLessThanOrEqual(once.body.bound + 1e-6);
    expect(body.after.covered).toBeCloseTo(second.covered, 4);
    expect(body.value).toBeCloseTo(first.covered + second.covered, 4);
    expect(body.sites.map((site: { year: number }) => site.year)).toEqual([1, 2, 2]);
    const money = await service.execute('siting', {
      ...base,
      siteCost: 10,
      years: [{ budget: 15 }, { budget: 15 }],
    });
    expect(money.body.years.map((year: { sites: number }) => year.sites)).toEqual([1, 2]);
    expect(money.body.value).toBeCloseTo(body.value, 4);
  });

  test('profiles: the worst covered share is said, and no profile is worse than it', async () => {
    const { status, body } = await service.execute('siting', {
      ...base,
      sites: 3,
      profiles: [
        { name: 'wet', travel: { season: 'wet' } },
        { name: 'ride', travel: { mode: 'bicycle' } },
      ],
    });
    expect(status).toBe(200);
    expect(body.profiles).toHaveLength(3);
    const worst = Math.min(...body.profiles.map((profile: { percent: number }) => profile.percent));
    expect(body.value).toBeCloseTo(worst, 8);
    expect(body.profiles[0].covered).toBeCloseTo(body.after.covered, 4);
  });

  test('interventions: within the budget, face to face and remote apart, a larger budget serves no fewer', async () => {
    const inputs = {
      ...base,
      model: 'interventions',
      candidates: { spacingMeters: 8000, insideZones: true },
      interventions: {
        build: { cost: 300, capacity: 2000 },
        upgrade: { cost: 100, capacity: 800, tiers: ['township'] },
        staff: { cost: 40, capacity: 300 },
        round: { cost: 60, daysAMonth: 2, visitsADay: 30 },
        telemedicine: { cost: 30, capacity: 400 },
      },
    };
    const { status, body } = await service.execute('siting', { ...inputs, budget: 400 });
    expect(status).toBe(200);
    const { interventions } = body;
    expect(interventions.cost).toBeLessThanOrEqual(400);
    expect(interventions.cost).toBeCloseTo(
      interventions.chosen.reduce((sum: number, one: { cost: number }) => sum + one.cost, 0),
      9,
    );
    expect(body.value).toBeCloseTo(interventions.servedInPerson + interventions.servedRemotely, 6);
    expect(body.value).toBeLessThanOrEqual(interventions.demand + 1e-6);
    for (const one of interventions.chosen) expect(one.served).toBeGreaterThan(0);
    for (const round of interventions.chosen.filter((one: { kind: string }) => one.kind === 'round'))
      expect(round.served).toBeLessThanOrEqual(round.stops.length * 60 + 1e-6);
    const more = await service.execute('siting', { ...inputs, budget: 700 });
    expect(more.body.bound).toBeGreaterThanOrEqual(body.value - 1e-6);
  });

  test('maximal cover of given points equals trying every pair', async () => {
    const { body: places } = await service.execute('siting-candidates', {
      region: 'qinghe',
      candidates: { spacingMeters: 9000, insideZones: true },
    });
    const points: [number, number][] = places.sample.features
      .slice(0, 7)
      .map((feature: { geometry: { coordinates: [number, number] } }) => feature.geometry.coordinates);
    const { candidates: _, ...rest } = base;
    const { body } = await service.execute('siting', { ...rest, candidates: points, sites: 2 });
    let best = 0;
    for (let i = 0; i < points.length; i++)
      for (let j = 0; j < i; j++) {
        const pair = await service.execute('siting-evaluate', { ...rest, sites: [points[i], points[j]] });
        best = Math.max(best, pair.body.after.covered);
      }
    expect(body.status).toBe('optimal');
    expect(body.value).toBeCloseTo(best, 4);
  });
});

describe('questions without a usable answer', () => {
  const inside: [number, number][] = [];
  beforeAll(async () => {
    const { body } = await service.execute('siting-candidates', {
      region: 'qinghe',
      candidates: { spacingMeters: 9000, insideZones: true },
    });
    // oxlint-disable-next-line typescript/no-explicit-any
    inside.push(...body.sample.features.slice(0, 3).map((feature: any) => feature.geometry.coordinates));
  });
  const ask = (inputs: object) => service.execute('siting', { ...base, ...inputs });
  const codes = (body: { errors: { code: string; pointer: string }[] }) =>
    body.errors.map((error) => `${error.pointer} ${error.code}`);

  test('more sites than candidates: all useful ones, and a note', async () => {
    const { status, body } = await ask({ candidates: inside, sites: 9 });
    expect(status).toBe(200);
    expect(body.sites.length).toBeLessThanOrEqual(3);
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('siting-fewer-sites');
  });

  test('a budget that buys nothing names the cheapest', async () => {
    const { status, body } = await ask({ candidates: inside, budget: 5, siteCost: 7 });
    expect(status).toBe(422);
    expect(body.errors[0].code).toBe('siting.budget-too-small');
    expect(body.errors[0].detail).toMatch(/7/);
  });

  test('a share that a zone cannot reach names the zone and the most that is possible', async () => {
    const { status, body } = await ask({ candidates: inside, sites: 1, equity: { leastPercent: 99 } });
    expect(status).toBe(422);
    expect(body.code).toBe('siting-infeasible');
    expect(body.errors[0].code).toBe('zone-target-above-most');
    expect(body.errors[0].detail).toMatch(/“.+” cannot reach 99 %.+ [\d.]+ %/);
  });

  test('nobody left to cover: nothing is chosen and it is said', async () => {
    const { status, body } = await service.execute('siting', {
      region: 'qinghe',
      cutoffMinutes: 1440,
      candidates: inside,
      sites: 2,
    });
    expect(status).toBe(200);
    expect(body.sites).toHaveLength(0);
    expect(body.gapPercent).toBe(0);
    expect(body.notes.map((note: { code: string }) => note.code)).toContain('siting-fewer-sites');
  });

  test('candidates twice or outside are left out with their number; none left is refused', async () => {
    const { body } = await ask({ candidates: [...inside, inside[0], [0, 0]], sites: 1 });
    const note = body.notes.find((one: { code: string }) => one.code === 'candidates-dropped');
    expect(note.parameters).toMatchObject({ duplicate: 1, outside: 1 });
    const none = await ask({ candidates: [[0, 0]], sites: 1 });
    expect(none.status).toBe(422);
    expect(none.body.code).toBe('no-candidates');
  });

  test('a fixed site that cannot stand, and inputs that contradict each other, are named', async () => {
    const fixed = await ask({ fixed: [inside[0], [0, 0]], sites: 1 });
    expect(codes(fixed.body)).toEqual(['/fixed/1 fixed-not-usable']);
    const years = await ask({ years: [{ sites: 1 }, { budget: 3 }], sites: 4 });
    expect(codes(years.body)).toEqual(
      expect.arrayContaining(['/sites unused-parameter', '/siteCost missing-parameter']),
    );
    const tiers = await ask({ model: 'hierarchical', sites: 2 });
    expect(codes(tiers.body)).toEqual(
      expect.arrayContaining(['/tiers missing-parameter', '/sites unused-parameter']),
    );
    const mixed = await ask({ model: 'interventions', interventions: {} });
    expect(codes(mixed.body)).toEqual(
      expect.arrayContaining(['/budget missing-parameter', '/interventions missing-parameter']),
    );
    const robust = await ask({ robust: 'regret' });
    expect(codes(robust.body)).toEqual(['/robust unused-parameter']);
  });
});
