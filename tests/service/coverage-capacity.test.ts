import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService();

const sum = (values: Record<string, number>): number => Object.values(values).reduce((a, b) => a + b, 0);
const add = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const cover = async (inputs: object): Promise<any> => {
  const { status, body } = await service.execute('coverage', {
    region: 'qinghe',
    cutoffMinutes: [30, 60],
    ...inputs,
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const expectConserved = (body: any): void => {
  for (const row of [body, body.outsideZones, ...body.zones])
    for (const cutoff of row.cutoffs)
      expect(cutoff.covered + sum(cutoff.uncovered)).toBeCloseTo(row.total, 5);
  for (let k = 0; k < body.cutoffs.length; k++) {
    const zones = add(body.zones.map((zone: any) => zone.cutoffs[k].covered));
    expect(zones + body.outsideZones.cutoffs[k].covered).toBeCloseTo(body.cutoffs[k].covered, 4);
    expect(add(body.ages.map((age: any) => age.covered[k]))).toBeCloseTo(body.cutoffs[k].covered, 2);
  }
};

/** Scarce: the column read as visits, 12 a person, so that room runs out. */
const SCARCE = { capacityUnit: 'visits', visitsPerPerson: 12 };

describe('capacity', () => {
  test('every mode conserves people, keeps to the room, and fair serves most', async () => {
    const ignore = await cover({});
    const served: Record<string, number> = {};
    for (const capacity of ['sequential', 'nearest-first', 'fair']) {
      const body = await cover({ capacity, norms: SCARCE });
      expectConserved(body);
      const detail = body.capacityDetail;
      served[capacity] = detail.served;
      expect(detail.mode).toBe(capacity);
      expect(detail.served).toBeCloseTo(body.cutoffs[1].covered, 4);
      expect(add(body.facilities.map((f: any) => f.served))).toBeCloseTo(detail.served, 4);
      for (const facility of body.facilities) {
        expect(facility.served).toBeLessThanOrEqual(facility.capacity + 1e-6);
        expect(facility.residual).toBeCloseTo(facility.capacity - facility.served, 5);
        expect(facility.capacitySource).toBe('column');
      }
      expect(detail.comparedWithIgnore.lost).toBeGreaterThan(1000);
      expect(detail.comparedWithIgnore.lost).toBeCloseTo(body.cutoffs[1].uncovered.capacity, 4);
      body.cutoffs.forEach((cutoff: any, k: number) => {
        expect(cutoff.covered + cutoff.uncovered.capacity).toBeCloseTo(ignore.cutoffs[k].covered, 4);
        expect(cutoff.uncovered.tooFar).toBe(ignore.cutoffs[k].uncovered.tooFar);
      });
      expect(detail.comparedWithIgnore.servedIgnoringCapacity).toBeCloseTo(ignore.cutoffs[1].covered, 4);
      expect(body.notes.map((note: any) => note.code)).toContain('capacity-sources-visits');
    }
    expect(served['fair']).toBeGreaterThanOrEqual(served['sequential']! - 1e-6);
    expect(served['fair']).toBeGreaterThanOrEqual(served['nearest-first']! - 1e-6);
  });

  test('the order of turns: column, people in time, people in a buffer; ascending turns it round', async () => {
    const facilities = { tiers: ['township', 'county'] };
    const turns = async (capacityOrder: unknown): Promise<any[]> =>
      (await cover({ capacity: 'sequential', cutoffMinutes: [30], capacityOrder, facilities, norms: SCARCE }))
        .capacityDetail.order;
    const byColumn = await turns('column');
    const byBeds = await turns({ by: 'column', column: 'beds' });
    const byTime = await turns({ by: 'people-in-time', minutes: 20 });
    const byBuffer = await turns({ by: 'people-in-buffer', radiusMeters: 3000, direction: 'ascending' });
    for (const order of [byColumn, byBeds, byTime])
      for (let i = 1; i < order.length; i++) expect(order[i].value).toBeLessThanOrEqual(order[i - 1].value);
    for (let i = 1; i < byBuffer.length; i++)
      expect(byBuffer[i].value).toBeGreaterThanOrEqual(byBuffer[i - 1].value);
    expect(new Set([byColumn, byBeds, byTime].map((order) => order.map((turn) => turn.id).join())).size).toBe(
      3,
    );
  });

  test('people without room are clustered apart: their people are those under capacity exhausted', async () => {
    const body = await cover({ capacity: 'fair', cutoffMinutes: [30], norms: SCARCE });
    expect(body.shortages.length).toBeGreaterThan(1);
    const rest = body.notes.find((note: any) => note.code === 'shortages-cut')?.parameters.people ?? 0;
    const people = add(body.shortages.map((gap: any) => gap.people)) + rest;
    expect(Math.abs(people - body.cutoffs[0].uncovered.capacity)).toBeLessThan(0.5);
    for (let i = 1; i < body.shortages.length; i++)
      expect(body.shortages[i].people).toBeLessThanOrEqual(body.shortages[i - 1].people);
    for (const shortage of body.shortages) {
      expect(shortage.meanMinutes).toBeLessThanOrEqual(30);
      expect(shortage.blockedPeople).toBe(0);
      expect(shortage.geometry.type).toMatch(/Polygon/);
    }
    expect((await cover({ cutoffMinutes: [30] })).shortages).toBeUndefined();
  });

  test(
    'a chain: hospitals first, then centres for the people left, then hospitals again with the room they ' +
      'had left',
    async () => {
      const step = (tiers: string[], residualOf?: string, more: object = {}): Promise<any> =>
        cover({
          capacity: 'sequential',
          cutoffMinutes: [60],
          facilities: { tiers },
          norms: SCARCE,
          ...(residualOf ? { residualOf } : {}),
          ...more,
        });
      const first = await step(['county']);
      const second = await step(['township'], first.run);
      const third = await step(['county'], second.run, { capacity: 'fair' });
      expect(first.follows).toBeUndefined();
      let served = first.capacityDetail.served;
      for (const [body, before] of [
        [second, first],
        [third, second],
      ]) {
        expectConserved(body);
        expect(body.follows).toMatchObject({ run: before.run, everybody: first.total });
        expect(body.follows.servedBefore).toBeCloseTo(served, 4);
        expect(body.total + body.follows.servedBefore).toBeCloseTo(first.total, 4);
        served += body.capacityDetail.served;
        expect(body.follows.servedInAll).toBeCloseTo(served, 4);
        expect(body.follows.percentInAll).toBeCloseTo((served / first.total) * 100, 8);
        const note = body.notes.find((entry: any) => entry.code === 'capacity-follows');
        expect(note.parameters.people).toBeCloseTo(body.total, 4);
      }
      // a hospital with people in reach fills in the first step; nobody new is found for it in the third
      const roomOf = (body: any, id: string): number =>
        body.facilities.find((f: any) => f.id === id).residual;
      for (const hospital of third.facilities) {
        expect(hospital.capacitySource).toBe('left');
        expect(hospital.capacity).toBeCloseTo(roomOf(first, hospital.id), 6);
        expect(hospital.served + hospital.residual).toBeCloseTo(hospital.capacity, 6);
      }
      expect(second.facilities.every((f: any) => f.capacitySource === 'column')).toBe(true);
      expect(third.follows.room).toHaveLength(first.facilities.length + second.facilities.length);
      // one run in which the hospitals come first and the centres after is the same two steps
      const together = await cover({
        capacity: 'sequential',
        cutoffMinutes: [60],
        facilities: { tiers: ['county', 'township'] },
        norms: SCARCE,
        capacityOrder: 'column',
      });
      expect(
        together.capacityDetail.order
          .slice(0, first.facilities.length)
          .map((turn: any) => turn.id)
          .sort(),
      ).toEqual(first.facilities.map((f: any) => f.id).sort());
      expect(second.follows.servedInAll).toBeCloseTo(together.capacityDetail.served, 3);
      // a place knows of the whole chain
      const full = first.facilities[0];
      const { body: place } = await service.execute('explain', {
        region: 'qinghe',
        point: [full.lon, full.lat],
        capacityRun: second.run,
      });
      expect(place.capacity.served + place.capacity.unserved).toBeCloseTo(place.people, 6);
      expect(place.capacity.served).toBeGreaterThan(0);
      // the same bits when worked out anew
      const replay = await (
        await service.request(`/api/runs/${second.run}/replay`, { method: 'POST' })
      ).json();
      expect(replay).toMatchObject({ same: true });
    },
  );

  test('a place explained after a capacity run: room of its facility, people not served', async () => {
    const run = await cover({ capacity: 'fair', norms: SCARCE });
    const full = run.facilities.find((f: any) => f.residual < 1e-6 && f.people[0] > f.capacity * 1.5);
    const { body } = await service.execute('explain', {
      region: 'qinghe',
      point: [full.lon, full.lat],
      capacityRun: run.run,
    });
    expect(body.capacity).toMatchObject({ run: run.run, mode: 'fair', cutoffMinutes: 60 });
    expect(body.capacity.served + body.capacity.unserved).toBeCloseTo(body.people, 6);
    const row = body.nearest.find((entry: any) => entry.facility?.id === full.id);
    expect(row.room).toMatchObject({ full: true });
    expect(['covered', 'capacity']).toContain(row.reason);
    expect(body.notes.map((note: any) => note.code)).not.toContain('capacity-of-other-cutoff');
    const sooner = await service.execute('explain', {
      region: 'qinghe',
      point: [full.lon, full.lat],
      cutoffMinutes: 30,
      capacityRun: run.run,
    });
    expect(sooner.body.notes).toContainEqual(
      expect.objectContaining({ code: 'capacity-of-other-cutoff', parameters: { asked: 30, run: 60 } }),
    );
    const byCar = await service.execute('explain', {
      region: 'qinghe',
      point: [full.lon, full.lat],
      travel: { mode: 'car' },
      capacityRun: run.run,
    });
    expect(byCar.body.errors[0]).toMatchObject({ pointer: '/capacityRun', code: 'run-travels-otherwise' });
    const other = await service.execute('coverage', { region: 'qinghe', cutoffMinutes: [30, 60] });
    const wrong = await service.execute('explain', {
      region: 'qinghe',
      point: [full.lon, full.lat],
      capacityRun: other.body.run,
    });
    expect(wrong.body.errors[0]).toMatchObject({ pointer: '/capacityRun', code: 'run-not-capacity' });
  });

  test('a hamlet without a road: too far by so many minutes; a road is probably unmapped', async () => {
    const { body } = await service.execute('explain', {
      region: 'qinghe',
      point: [110.784738, 31.001157],
      cutoffMinutes: 60,
    });
    for (const row of body.nearest) {
      expect(row.reason).toBe('tooFar');
      expect(row.overMinutes).toBeCloseTo(row.minutes - 60, 9);
    }
    const coverage = await cover({ cutoffMinutes: [60] });
    const gap = coverage.gaps.find(
      (entry: any) => Math.hypot(entry.lon - 110.784738, entry.lat - 31.001157) < 0.01,
    );
    if (gap) expect(gap.roadProbablyUnmapped).toBe(true);
    expect(coverage.gaps.some((entry: any) => entry.roadProbablyUnmapped === false)).toBe(true);
  });
});

describe('extras', () => {
  test('tiers, services, norms, distance, weak spots, choice', async () => {
    const body = await cover({
      include: ['tiers', 'services', 'norms', 'distance', 'weak-spots'],
      kCoverage: 3,
    });
    for (const rows of [body.tiers, body.services])
      for (const row of rows) {
        expect(row.total).toBe(body.total);
        row.cutoffs.forEach((cutoff: any, k: number) => {
          expect(cutoff.covered + sum(cutoff.uncovered)).toBeCloseTo(body.total, 6);
          expect(cutoff.covered).toBeLessThanOrEqual(body.cutoffs[k].covered);
        });
      }
    expect(body.norms.map((norm: any) => [norm.tier, norm.cutoffMinutes, norm.mode])).toEqual([
      ['village', 15, 'walk'],
      ['township', 30, 'walk'],
      ['county', 60, 'car'],
    ]);
    const township = body.tiers.find((row: any) => row.tier === 'township');
    expect(body.norms[1].covered).toBe(township.cutoffs[0].covered);
    expect(body.norms.every((norm: any) => norm.status === 'unconfirmed' && norm.source.length > 5)).toBe(
      true,
    );
    body.choice.forEach((choice: any, k: number) => {
      expect(choice.peopleWithAtLeast[0]).toBeCloseTo(body.cutoffs[k].covered, 6);
      expect(choice.peopleWithAtLeast[1]).toBeLessThanOrEqual(choice.peopleWithAtLeast[0]);
      expect(choice.overlapIndex).toBeGreaterThanOrEqual(1);
    });
    expect(body.distance.measuredAs).toBe('straight-line');
    expect(body.distance.differentFacilityPeople).toBeGreaterThan(0);
    expect(body.distance.differentFacilityPeople).toBeLessThan(body.total);
    expect(body.weakSpots.people).toBeLessThanOrEqual(body.total * 0.1 + 1e-6);
    const own = await cover({
      include: ['norms'],
      norms: { tierCutoffs: { village: { minutes: 30, mode: 'walk' } } },
    });
    expect(own.norms[0]).toMatchObject({ cutoffMinutes: 30, status: 'yours' });
    expect(own.norms[0].covered).toBeGreaterThan(body.norms[0].covered);
  });

  test('as AccessMod 5: whole minutes up, strictly below, both denominators, people of difference', async () => {
    const standard = await cover({});
    const body = await cover({ compat: 'accessmod-5' });
    expectConserved(body);
    body.compatDetail.cutoffs.forEach((cutoff: any, k: number) => {
      expect(cutoff.coveredStandard).toBe(standard.cutoffs[k].covered);
      expect(cutoff.covered).toBe(body.cutoffs[k].covered);
      expect(cutoff.fewer).toBe(cutoff.coveredStandard - cutoff.covered);
      expect(cutoff.fewer).toBeGreaterThan(0);
    });
    // a cell of minute T is out, one of minute T - 1 is in: the closed count one minute earlier
    const before = await cover({ cutoffMinutes: [29, 59] });
    body.cutoffs.forEach((cutoff: any, k: number) => expect(cutoff.covered).toBe(before.cutoffs[k].covered));
    const sequential = await cover({ compat: 'accessmod-5', capacity: 'sequential' });
    expect(sequential.compatDetail.cutoffs[1].fewer).toBe(0);
    expect(sequential.notes.map((note: any) => note.code)).toContain('compat-capacity');
  });
});

describe('inputs without effect are refused by name', () => {
  test.each([
    [{ capacityOrder: 'column' }, '/capacityOrder'],
    [{ capacity: 'fair', capacityOrder: 'column' }, '/capacityOrder'],
    [{ capacity: 'sequential', capacityOrder: { by: 'column', minutes: 20 } }, '/capacityOrder/minutes'],
    [{ norms: { visitsPerPerson: 4 } }, '/norms/visitsPerPerson'],
    [{ norms: { tierCutoffs: {} } }, '/norms/tierCutoffs'],
    [{ capacity: 'fair', uncertainty: {} }, '/uncertainty'],
    [{ residualOf: 'x' }, '/residualOf'],
    [{ compat: 'accessmod-5', uncertainty: {} }, '/uncertainty'],
    [{ compat: 'accessmod-5', capacity: 'fair' }, '/compat'],
    [
      { uncertainty: { classSpeedSigma: 0.1 }, travel: { model: 'straight-line' } },
      '/uncertainty/classSpeedSigma',
    ],
  ])('%j', async (inputs, pointer) => {
    const { status, body } = await service.execute('coverage', { region: 'qinghe', ...inputs });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer, code: 'unused-parameter' });
  });

  test('a run that left nothing to share out', async () => {
    const { body } = await service.execute('coverage', {
      region: 'qinghe',
      capacity: 'fair',
      residualOf: 'x',
    });
    expect(body.errors[0]).toMatchObject({ pointer: '/residualOf', code: 'run-not-capacity' });
  });

  test('a column that is not there', async () => {
    const { body } = await service.execute('coverage', {
      region: 'qinghe',
      capacity: 'sequential',
      capacityOrder: { by: 'column', column: 'colour' },
    });
    expect(body.errors[0]).toMatchObject({ pointer: '/capacityOrder/column', code: 'column-unknown' });
    expect(body.errors[0].detail).toContain('visits_2025');
  });
});
