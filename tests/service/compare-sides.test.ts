import { describe, expect, test } from 'vitest';
import { CompareAnswer } from '../../server/contract/processes/compare.ts';
import { useService } from '../support/service.ts';

/* oxlint-disable typescript/no-explicit-any */
type Body = any;

const service = useService();

const cover = async (inputs: object = {}): Promise<Body> => {
  const { status, body } = await service.execute('coverage', { region: 'qinghe', ...inputs });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const ask = (inputs: object, language?: 'zh' | 'en') =>
  service.execute('compare', { region: 'qinghe', ...inputs }, language);
const compare = async (inputs: object, language?: 'zh' | 'en'): Promise<Body> => {
  const { status, body } = await ask(inputs, language);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const codesOf = (body: Body): string[] => body.notes.map((note: Body) => note.code);
const textOf = (body: Body, code: string): string => body.notes.find((note: Body) => note.code === code).text;
const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
/** The sums of `zones` and of the people in no zone are those of everybody, on both sides. */
function expectAddsUp(body: Body): void {
  const rows = [...body.zones, body.outsideZones];
  expect(sum(rows.map((row) => row.total))).toBeCloseTo(body.total.b, 5);
  for (const k of body.cutoffMinutes.keys())
    for (const side of ['a', 'b', 'difference'])
      expect(sum(rows.map((row) => row[side][k]))).toBeCloseTo(body.covered[side][k], 4);
  expect(body.notes).toContainEqual(
    expect.objectContaining({ code: 'people-in-no-zone', parameters: { people: body.outsideZones.total } }),
  );
}
const CAR = { travel: { mode: 'car' } };
const SIDE_NOTES = new Set([
  'compare-other-travel',
  'compare-other-facilities',
  'compare-other-totals',
  'compare-other-counting',
  'compare-cells-by-time',
  'compare-other-zones',
]);

async function makeScenario(changes: object[]): Promise<string> {
  const made = await service.request('/api/scenarios', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ region: 'qinghe', name: 'x', changes }),
  });
  return `scenario:${(await made.json()).id}`;
}

describe('inputs', () => {
  test('what has no effect between two runs is refused by its place', async () => {
    const [a, b] = [(await cover()).run, (await cover(CAR)).run];
    const unused = {
      travel: { mode: 'bicycle' },
      facilities: { tiers: ['county'] },
      cutoffMinutes: [10],
      zones: 'townships',
    };
    const { status, body } = await ask({ a, b, ...unused, contributions: true });
    expect([status, body.code]).toEqual([422, 'invalid-inputs']);
    expect(body.errors.map((error: Body) => error.pointer)).toEqual([
      ...Object.keys(unused).map((name) => `/${name}`),
      '/contributions',
    ]);
    for (const error of body.errors) expect(error.code).toBe('unused-parameter');
    expect(body.errors[0].detail).toContain(
      'with a baseline or scenario:ID or with b baseline or scenario:ID',
    );
    expect((await ask({ a: 'baseline', b, contributions: true })).body.errors).toMatchObject([
      { pointer: '/contributions', code: 'unused-parameter' },
    ]);
    // what is not asked for is not given, and people may be named to be sure of them
    const plain = await compare({ a, b });
    expect((await compare({ a, b, contributions: false })).run).toBe(plain.run);
    expect((await compare({ a, b, within: 'all' })).covered).toEqual(plain.covered);
    const other = await ask({ a, b, within: 'townships' });
    expect(other.body).toMatchObject({ code: 'not-comparable', errors: [{ pointer: '/within' }] });
  });

  test('defaults of a world are the same question as the defaults sent', async () => {
    const b = await makeScenario([{ type: 'scale-population', yearlyPercent: 1, years: 2 }]);
    const short = await compare({ b });
    const long = await compare({
      a: 'baseline',
      b,
      travel: { mode: 'walk' },
      cutoffMinutes: [30, 60],
      contributions: true,
    });
    expect(long.run).toBe(short.run);
    expect(short.contributions.changes).toHaveLength(1);
    expect(codesOf(short)).toContain('compare-other-totals');
  });
});

describe('what the sides differ in is said', () => {
  test('travel, of two runs and of a run and a world; each side states its own', async () => {
    const [a, b] = [await cover(), await cover(CAR)];
    const body = await compare({ a: a.run, b: b.run });
    expect(body.travel).toBeNull();
    expect([body.a.travel, body.b.travel]).toEqual([a.travel, b.travel]);
    expect(codesOf(body).filter((code) => SIDE_NOTES.has(code))).toEqual(['compare-other-travel']);
    expect(codesOf(body)).toEqual(expect.arrayContaining(['assume-hybrid-walk', 'assume-hybrid-ride']));
    expect(textOf(body, 'compare-other-travel')).toContain('(a: mode walk; b: mode car)');
    const chinese = await compare({ a: a.run, b: b.run }, 'zh');
    expect(textOf(chinese, 'compare-other-travel')).toContain('a：mode walk；b：mode car');
    const scenario = await makeScenario([]);
    const mixed = await compare({ a: a.run, b: scenario, ...CAR });
    expect(mixed.covered.difference).toEqual(body.covered.difference);
    expect(codesOf(mixed)).toContain('compare-other-travel');
    // a default sent or left out is the same way to travel
    const sent = await cover({ travel: { walkFactor: 1, neighbours: 16, boardingSeconds: 0, speeds: {} } });
    const same = await compare({ a: a.run, b: sent.run });
    expect(same.travel).toMatchObject({ mode: 'walk' });
    expect(codesOf(same).filter((code) => SIDE_NOTES.has(code))).toEqual([]);
  });

  test('facilities and zones', async () => {
    const [a, b] = [
      await cover({ facilities: { tiers: ['county', 'township'] } }),
      await cover({ facilities: { tiers: ['county'] }, zones: 'none' }),
    ];
    const body = await compare({ a: a.run, b: b.run });
    expect(body.a.facilities).toEqual({ tiers: ['county', 'township'] });
    expect(codesOf(body).filter((code) => SIDE_NOTES.has(code))).toEqual([
      'compare-other-facilities',
      'compare-other-zones',
    ]);
    expect(textOf(body, 'compare-other-facilities')).toContain(
      '(a: tiers county + township; b: tiers county)',
    );
    expect([body.zones, body.outsideZones]).toEqual([[], null]);
    const order = await cover({ facilities: { tiers: ['township', 'county'] } });
    expect(codesOf(await compare({ a: a.run, b: order.run }))).not.toContain('compare-other-facilities');
  });

  test('the way of counting: cells go by time alone', async () => {
    const plain = await cover();
    const room = await cover({ capacity: 'nearest-first' });
    const strict = await cover({ compat: 'accessmod-5' });
    for (const [other, words] of [
      [room, '(a: capacity ignore; b: capacity nearest-first)'],
      [strict, '(a: compat —; b: compat accessmod-5)'],
    ] as const) {
      const body = await compare({ a: plain.run, b: other.run });
      expect(codesOf(body).filter((code) => SIDE_NOTES.has(code))).toEqual([
        'compare-other-counting',
        'compare-cells-by-time',
      ]);
      expect(textOf(body, 'compare-other-counting')).toContain(words);
      expect(body.covered.difference[1]).toBeLessThan(0);
      expect([...body.cells.gainsCover, ...body.cells.losesCover]).toEqual([0, 0, 0, 0]);
    }
    const both = await compare({ a: room.run, b: (await cover({ capacity: 'nearest-first', ...CAR })).run });
    expect(codesOf(both).filter((code) => SIDE_NOTES.has(code))).toEqual([
      'compare-other-travel',
      'compare-cells-by-time',
    ]);
  });

  test('a run that carries on from another is compared with one that carries on from the same', async () => {
    const step = (more: object): Promise<Body> =>
      cover({ capacity: 'sequential', cutoffMinutes: [60], ...more });
    const first = await step({ facilities: { tiers: ['county'] } });
    const next = { facilities: { tiers: ['township'] }, residualOf: first.run };
    const [walk, car] = [await step(next), await step({ ...next, ...CAR })];
    const refused = await ask({ a: first.run, b: walk.run });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toMatchObject([{ pointer: '/b', code: 'compare-other-start' }]);
    expect((await ask({ a: walk.run, b: first.run })).body.errors[0].pointer).toBe('/a');
    const body = await compare({ a: walk.run, b: car.run });
    const { faster, slower, same } = body.cells;
    expect(faster.people + slower.people + same.people).toBeCloseTo(body.total.b, 5);
    expect(body.total.b).toBeLessThan(first.total);
  });
});

test('zones and people in no zone add up to the total, and the latter are said', async () => {
  const [a, b] = [await cover(), await cover(CAR)];
  const body = await compare({ a: a.run, b: b.run });
  expect(() => CompareAnswer.parse(body)).not.toThrow();
  expect(body.outsideZones.total).toBeGreaterThan(0);
  expect(body.outsideZones.total).toBe(b.outsideZones.total);
  expectAddsUp(body);

  const [west, south, east, north] = (await (await service.request('/api/regions/qinghe')).json()).bounds;
  const [x, y] = [(west + east) / 2, (south + north) / 2];
  const ring = [
    [x, south],
    [east, south],
    [east, y],
    [x, y],
    [x, south],
  ];
  const sent = await service.request('/api/uploads?region=qinghe', {
    method: 'POST',
    body: JSON.stringify({ type: 'Polygon', coordinates: [ring] }),
  });
  const zones = `upload:${(await sent.json()).upload}`;
  const drawn = await compare({ a: 'baseline', b: await makeScenario([]), zones });
  expect(drawn.zones).toHaveLength(1);
  expectAddsUp(drawn);
  const { body: mixed } = await service.execute('mixed-coverage', {
    region: 'qinghe',
    otherTravels: [{ mode: 'car' }],
    modeShares: [0.5, 0.5],
    zones,
  });
  expect(mixed.outsideZones.total).toBeCloseTo(drawn.outsideZones.total, 4);
  for (const [k, row] of mixed.cutoffs.entries())
    expect(mixed.zones[0].cutoffs[k].covered + mixed.outsideZones.cutoffs[k].covered).toBeCloseTo(
      row.covered,
      4,
    );
});

test('a report says beside the comparison what its sides differ in, and lists people in no zone', async () => {
  const body = await compare({ a: (await cover()).run, b: (await cover(CAR)).run });
  const make = (format: string): Promise<Response> =>
    service.request('/api/processes/report/execution', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        inputs: { runs: [body.a.run, body.run], format, language: 'en', template: 'current-state' },
      }),
    });
  const { tables } = await (await make('json')).json();
  const { rows } = tables.find((table: Body) => table.caption.includes('Zones that change most'));
  const changes: number[] = rows.map((row: Body) => row.at(-1).value);
  expect(sum(changes)).toBeCloseTo(body.covered.difference.at(-1), 4);
  const outside = rows.find((row: Body) => row[0].value === 'In no zone');
  expect(outside.at(-1).value).toBe(body.outsideZones.difference.at(-1));
  const page = await (await make('html')).text();
  const chapter = page.slice(page.lastIndexOf('The two worlds compared are'));
  expect(chapter.slice(0, chapter.indexOf('<table'))).toContain('The two sides travel differently');
});
