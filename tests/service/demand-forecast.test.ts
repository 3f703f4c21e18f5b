import { fromArrayBuffer } from 'geotiff';
import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

// oxlint-disable typescript/no-explicit-any
const service = useService();

const add = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const ask = async (inputs: object): Promise<any> => {
  const { status, body } = await service.execute('demand-forecast', { region: 'qinghe', ...inputs });
  expect(status, JSON.stringify(body).slice(0, 500)).toBe(200);
  return body;
};

/**
 * Zones and people in no zone add up to everybody, ages to people, size and ageing to the change of visits.
 */
function expectConserved(body: any): void {
  const totals = [body.today, ...body.years];
  totals.forEach((total: any, k: number) => {
    const rows = [...body.zones, body.outsideZones];
    expect(add(rows.map((row: any) => row.people[k])) / total.people).toBeCloseTo(1, 9);
    expect(add(rows.map((row: any) => row.visits[k])) / total.visits).toBeCloseTo(1, 9);
    expect(add(total.ages.map((age: any) => age.people)) / total.people).toBeCloseTo(1, 9);
    expect(total.need.doctorsByVisits).toBeCloseTo(total.visits / (10 * 251), 6);
  });
  for (const year of body.years) {
    const change = year.visits - body.today.visits;
    expect(Math.abs(year.visitsBySize + year.visitsByAgeing - change)).toBeLessThan(1e-6 * year.visits);
  }
}

describe('demand-forecast', () => {
  test('growth: compound interest, a zone of its own, today what coverage counts', async () => {
    const body = await ask({
      years: [10, 5],
      percent: 1,
      byZone: [{ zone: 3, percent: -2 }],
      visitsPerPerson: 3,
    });
    const coverage = await service.execute('coverage', { region: 'qinghe' });
    expect(body.today.people / coverage.body.total).toBeCloseTo(1, 6);
    expect(body.today.visits).toBeCloseTo(body.today.people * 3, 3);
    expect(body.years.map((year: any) => year.years)).toEqual([5, 10]);
    expectConserved(body);
    for (const zone of body.zones) {
      const growth = zone.index === 3 ? 0.98 : 1.01;
      expect(zone.percent).toBe(zone.index === 3 ? -2 : 1);
      [5, 10].forEach((years, k) =>
        expect(zone.people[k + 1]).toBeCloseTo(zone.people[0] * growth ** years, 5),
      );
    }
    // nobody's ages change, so more visits are more people
    expect(Math.abs(body.years[1].visitsByAgeing)).toBeLessThan(body.today.visits * 1e-3);
    expect(body.today.need.beds).toBeCloseTo(body.today.people * 0.006, 4);
    expect(body.today.have.doctors).toBeGreaterThan(500);
    expect(body.norms.find((norm: any) => norm.norm === 'visitsPerPerson')).toMatchObject({
      status: 'yours',
      value: 3,
    });
    expect(body.norms.find((norm: any) => norm.norm === 'visitsPerDoctorDay').status).toBe('unconfirmed');
    expect(body.notes.map((note: any) => note.code)).toContain('forecast-assumption');
    expect(body.notes.map((note: any) => note.code)).not.toContain('assume-hybrid-walk');
  });

  test('ageing: births and deaths as told, more old people, the surface holds the people of the last year', async () => {
    const body = await ask({ method: 'ageing', years: [1, 15] });
    expectConserved(body);
    const [one, fifteen] = body.years;
    const people = Object.fromEntries(body.today.ages.map((age: any) => [age.band, age.people]));
    const deaths = Object.entries(body.rates.deathsPer1000).map(
      ([band, rate]) => [band, ((rate as number) / 1000) * people[band]] as const,
    );
    const adults = one.ages.find((age: any) => age.band === '15-59').people;
    const births = (0.01 * (people['15-59'] + adults)) / 2;
    const expected = body.today.people - add(deaths.map(([, dead]) => dead)) + births * (1 - 0.001 / 2);
    expect(one.people / expected).toBeCloseTo(1, 9);
    const share = (people['65+'] / body.today.people) * 100;
    expect(one.share65Percent).toBeGreaterThan(share);
    expect(fifteen.share65Percent).toBeGreaterThan(one.share65Percent);
    expect(fifteen.visitsByAgeing).toBeGreaterThan(0);
    const tiff = await fromArrayBuffer(await (await service.request(body.surface.geotiff)).arrayBuffer());
    const [cells] = (await (await tiff.getImage()).readRasters()) as unknown as Float32Array[];
    expect(add([...cells!].filter((here) => here > 0)) / fifteen.people).toBeCloseTo(1, 6);
    const none = await ask({
      method: 'ageing',
      years: [7],
      birthsPer1000Adults: 0,
      deathsPer1000: { '0-6': 0, '7-14': 0, '15-59': 0, '60-64': 0, '65+': 0 },
    });
    expect(none.years[0].people / none.today.people).toBeCloseTo(1, 9);
  });

  test.each([
    [{ travel: { mode: 'car' } }, '/travel', 'unused-parameter'],
    [{ birthsPer1000Adults: 9 }, '/birthsPer1000Adults', 'unused-parameter'],
    [{ byZone: [{ zone: 9999, percent: 1 }] }, '/byZone', 'zone-index-unknown'],
    [
      { visitsIndex: { '0-6': 0, '7-14': 0, '15-59': 0, '60-64': 0, '65+': 0 } },
      '/visitsIndex',
      'forecast-no-visits',
    ],
    [{ method: 'oracle' }, '/method', undefined],
  ])('%j is refused by name', async (inputs, pointer, code) => {
    const { status, body } = await service.execute('demand-forecast', { region: 'qinghe', ...inputs });
    expect([400, 422]).toContain(status);
    expect(body.errors[0].pointer).toBe(pointer);
    if (code) expect(body.errors[0].code).toBe(code);
  });
});
