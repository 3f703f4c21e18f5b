import { beforeAll, describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

/* oxlint-disable typescript/no-explicit-any */
type Body = any;

const service = useService();
let facilities: Body[];
beforeAll(async () => {
  const items = await service.request('/api/collections/qinghe.facilities/items?limit=1000');
  facilities = (await items.json()).features;
});

async function send(
  method: string,
  path: string,
  body?: unknown,
  tag?: string,
): Promise<{ status: number; body: Body; tag: string; headers: Headers }> {
  const response = await service.request(path, {
    method,
    headers: { 'Content-Type': 'application/json', ...(tag === undefined ? {} : { 'If-Match': tag }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? null : JSON.parse(text),
    tag: response.headers.get('etag') ?? '',
    headers: response.headers,
  };
}

async function create(changes: unknown[], name = 'test'): Promise<Body> {
  const made = await send('POST', '/api/scenarios', { region: 'qinghe', name, changes });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}

const COVERAGE = { region: 'qinghe', cutoffMinutes: [15, 30, 60], travel: { mode: 'car' } };
const cover = async (scenario?: string, more: object = {}): Promise<Body> => {
  const { status, body } = await service.execute('coverage', {
    ...COVERAGE,
    ...more,
    ...(scenario === undefined ? {} : { scenario }),
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const surface = async (run: string): Promise<Buffer> =>
  Buffer.from(await (await service.request(`/api/runs/${run}/minutes.tif`)).arrayBuffer());
/** The answer without what names the question. */
const plain = ({ run: _run, scenario: _scenario, surface: _surface, ...rest }: Body): Body => rest;

describe('scenarios are kept', () => {
  test('made, read, renamed, branched, locked, removed; versions guard against overwriting', async () => {
    const made = await send('POST', '/api/scenarios', { region: 'qinghe', name: '洪水' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: '洪水',
      note: '',
      version: 1,
      hash: null,
      changes: [],
      locked: false,
    });
    const path = `/api/scenarios/${made.body.id}`;
    expect(made.headers.get('location')).toBe(path);
    expect((await send('GET', path)).tag).toBe(made.tag);

    const missing = await send('PATCH', path, { name: 'x' });
    expect([missing.status, missing.body.code]).toEqual([428, 'precondition-required']);
    const renamed = await send('PATCH', path, { name: '洪水 2026', note: '假设' }, made.tag);
    expect(renamed.body).toMatchObject({ name: '洪水 2026', note: '假设', version: 2 });
    // A second tab still holds version 1.
    const stale = await send('PUT', path, { name: 'mine', changes: [] }, made.tag);
    expect([stale.status, stale.body.code]).toEqual([412, 'precondition-failed']);
    expect((await send('GET', path)).body.name).toBe('洪水 2026');

    const close = { type: 'close-facility', facility: facilities[0].id };
    const put = await send('PUT', path, { name: '洪水 2026', changes: [close] }, renamed.tag);
    expect(put.body).toMatchObject({ version: 3, changes: [close], note: '' });
    expect(put.body.hash).toMatch(/^[0-9a-f]{20}$/);

    const locked = await send('PATCH', path, { locked: true }, put.tag);
    for (const [method, body] of [
      ['PATCH', { name: 'y' }],
      ['PUT', { name: 'y', changes: [] }],
      ['DELETE', undefined],
    ] as const) {
      const refused = await send(method, path, body, locked.tag);
      expect([refused.status, refused.body.code]).toEqual([409, 'scenario-locked']);
    }
    const branch = await send('POST', '/api/scenarios', { from: made.body.id, name: 'branch' });
    expect(branch.body).toMatchObject({
      parent: made.body.id,
      changes: [close],
      hash: put.body.hash,
      locked: false,
    });
    const listed = await send('GET', '/api/scenarios?region=qinghe');
    expect(listed.body.scenarios.map((s: Body) => s.id)).toEqual(
      expect.arrayContaining([made.body.id, branch.body.id]),
    );

    const open = await send('PATCH', path, { locked: false }, locked.tag);
    expect((await send('DELETE', path, undefined, open.tag)).status).toBe(204);
    expect((await send('GET', path)).body.code).toBe('scenario-not-found');
  });

  test('every problem of a list is named at once, in both languages, and nothing is kept', async () => {
    const before = (await send('GET', '/api/scenarios')).body.scenarios.length;
    const changes = [
      { type: 'close-facility', facility: 'nobody' },
      { type: 'add-facility', point: [0, 0], tier: 'village' },
      { type: 'set-speeds' },
    ];
    for (const language of ['zh', 'en'] as const) {
      const response = await service.request('/api/scenarios', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ region: 'qinghe', name: 'bad', changes }),
        language,
      });
      expect(response.status).toBe(422);
      const problem: Body = await response.json();
      expect(problem.code).toBe('scenario-invalid');
      expect(problem.errors.map((e: Body) => e.pointer)).toEqual([
        '/changes/0/facility',
        '/changes/1/point',
        '/changes/2',
      ]);
      for (const { detail } of problem.errors) expect(detail).not.toMatch(/[{}]/);
    }
    const unknown = await send('POST', '/api/scenarios', {
      region: 'qinghe',
      name: 'bad',
      changes: [{ type: 'teleport' }, { type: 'close-facility', facility: 'x', sped: 3 }],
    });
    expect(unknown.body.errors.map((e: Body) => [e.pointer, e.code])).toEqual([
      ['/changes/0/type', 'invalid-value'],
      ['/changes/1/sped', 'unknown-parameter'],
    ]);
    expect((await send('GET', '/api/scenarios')).body.scenarios.length).toBe(before);
  });
});

describe('processes in a scenario', () => {
  test('an empty scenario is the baseline bit for bit, in every process that has an answer of numbers', async () => {
    const { id } = await create([]);
    const [base, empty] = [await cover(), await cover(id)];
    expect(empty.run).not.toBe(base.run);
    expect(empty.scenario).toBe(id);
    expect(plain(empty)).toEqual(plain(base));
    expect((await surface(empty.run)).equals(await surface(base.run))).toBe(true);
    const siting = { region: 'qinghe', sites: 2, cutoffMinutes: 30, candidates: { spacingMeters: 3000 } };
    const a = await service.execute('siting', siting);
    const b = await service.execute('siting', { ...siting, scenario: id });
    expect(plain(b.body)).toEqual(plain(a.body));
  });

  test('an unrelated change changes nothing; a related one changes what it should', async () => {
    const base = await cover();
    const unrelated = await create([
      { type: 'set-speeds', season: 'wet', road: { secondary: { percent: 10 } } },
      { type: 'change-facility', facility: facilities[0].id, nurses: 40 },
    ]);
    const same = await cover(unrelated.id);
    expect(same.cutoffs).toEqual(base.cutoffs);
    expect(same.zones).toEqual(base.zones);
    expect((await surface(same.run)).equals(await surface(base.run))).toBe(true);

    const closed = await create(
      facilities.slice(0, 60).map((f: Body) => ({ type: 'close-facility', facility: f.id })),
    );
    const fewer = await cover(closed.id);
    fewer.cutoffs.forEach((cutoff: Body, k: number) => {
      expect(cutoff.covered).toBeLessThanOrEqual(base.cutoffs[k].covered);
      expect(
        cutoff.covered + Object.values(cutoff.uncovered).reduce((a: number, b: any) => a + b, 0),
      ).toBeCloseTo(fewer.total, 6);
    });
    expect(fewer.cutoffs[0].covered).toBeLessThan(base.cutoffs[0].covered);
    expect(fewer.facilities.length).toBe(base.facilities.length - 60);
  });

  test('more service never worse, and the answer says what the changes did', async () => {
    const base = await cover();
    const gap = base.gaps[0] ?? {
      lon: facilities[0].geometry.coordinates[0],
      lat: facilities[0].geometry.coordinates[1],
    };
    const { id } = await create([
      {
        type: 'add-facility',
        id: 'new-post',
        point: [gap.lon, gap.lat],
        tier: 'village',
        nameZh: '新村卫生室',
      },
      { type: 'add-road', line: [[gap.lon, gap.lat], facilities[0].geometry.coordinates], class: 'tertiary' },
      { type: 'scale-population', yearlyPercent: 0, years: 1 },
    ]);
    const more = await cover(id);
    more.cutoffs.forEach((cutoff: Body, k: number) =>
      expect(cutoff.covered).toBeGreaterThanOrEqual(base.cutoffs[k].covered),
    );
    expect(more.facilities.at(-1)).toMatchObject({ id: 'new-post', nameZh: '新村卫生室' });
    const codes = more.notes.map((note: Body) => note.code);
    expect(codes).toEqual(expect.arrayContaining(['scenario-population']));
    for (const note of more.notes) expect(note.text).not.toMatch(/[{}]/);
  });

  test('an edited scenario is a new question; the old run keeps its answer and can be replayed', async () => {
    const scenario = await create([{ type: 'close-facility', facility: facilities[0].id }]);
    const first = await cover(scenario.id);
    const path = `/api/scenarios/${scenario.id}`;
    const { tag } = await send('GET', path);
    await send('PATCH', path, { changes: [{ type: 'close-facility', facility: facilities[1].id }] }, tag);
    const second = await cover(scenario.id);
    expect(second.run).not.toBe(first.run);
    expect(second.facilities[0].id).not.toBe(first.facilities[0].id);
    const manifest = (await send('GET', `/api/runs/${first.run}`)).body;
    expect(manifest).toMatchObject({ id: first.run, scenarioHash: scenario.hash });
    expect(manifest.resultHash).toMatch(/^[0-9a-f]{64}$/);
    for (const run of [first.run, second.run, (await cover()).run]) {
      const replay = await send('POST', `/api/runs/${run}/replay`, {});
      expect(replay.body).toMatchObject({ run, same: true, differs: [] });
      expect(replay.body.replayedHash).toBe(replay.body.resultHash);
    }
  });

  test('a scenario of another name or region is refused', async () => {
    const { status, body } = await service.execute('coverage', { ...COVERAGE, scenario: 'no-such' });
    expect([status, body.code]).toEqual([404, 'scenario-not-found']);
  });
});

describe('compare', () => {
  test('baseline with an empty scenario: nobody gains, nobody loses, every difference is 0', async () => {
    const { id } = await create([]);
    const { status, body } = await service.execute('compare', { ...COVERAGE, b: `scenario:${id}` });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.covered.difference).toEqual([0, 0, 0]);
    expect(body.cells.faster.cells + body.cells.slower.cells).toBe(0);
    expect(body.cells.same.people).toBeCloseTo(body.total.b, 6);
    for (const zone of body.zones) expect(zone.difference).toEqual([0, 0, 0]);
    for (const facility of body.facilities) expect(facility.state).toBe('both');
    expect(body.contributions).toBeNull();
  });

  test('differences add up by zone, facility and cell; contributions alone and together', async () => {
    const base = await cover();
    const gap = base.gaps.at(-1) ?? {
      lon: facilities[9].geometry.coordinates[0] + 0.02,
      lat: facilities[9].geometry.coordinates[1],
    };
    const { id } = await create([
      { type: 'add-facility', id: 'extra', point: [gap.lon, gap.lat], tier: 'village', nameZh: '新' },
      { type: 'close-facility', facility: facilities[0].id },
      { type: 'close-facility', facility: facilities[1].id },
      { type: 'upgrade-facility', facility: 'extra', tier: 'township' },
    ]);
    const { status, body } = await service.execute('compare', { ...COVERAGE, b: `scenario:${id}` });
    expect(status, JSON.stringify(body)).toBe(200);
    const after = await cover(id);
    expect(body.b.run).toBe(after.run);
    const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
    for (let k = 0; k < 3; k++) {
      expect(body.covered.difference[k]).toBe(after.cutoffs[k].covered - base.cutoffs[k].covered);
      expect(body.cells.gainsCover[k] - body.cells.losesCover[k]).toBeCloseTo(body.covered.difference[k], 4);
      const outside = body.outsideZones.difference[k];
      expect(outside).toBe(after.outsideZones.cutoffs[k].covered - base.outsideZones.cutoffs[k].covered);
      expect(sum(body.zones.map((z: Body) => z.difference[k])) + outside).toBeCloseTo(
        body.covered.difference[k],
        4,
      );
      expect(sum(body.facilities.map((f: Body) => f.people.difference[k]))).toBeCloseTo(
        body.covered.difference[k],
        4,
      );
    }
    const { faster, slower, same } = body.cells;
    expect(faster.people + slower.people + same.people).toBeCloseTo(body.total.b, 5);
    expect(slower.people).toBeGreaterThan(0);
    // Cell by cell: each moved cell is in one of the two surfaces, and only there.
    const { runs } = service.context.analysis;
    const minutesOf = (run: string, name: string): Float32Array =>
      new Float32Array(Uint8Array.from(runs.readArray(run, name)).buffer);
    const [gained, lost] = ['faster', 'slower'].map((name) => minutesOf(body.run, name)) as [
      Float32Array,
      Float32Array,
    ];
    expect(gained.filter((minutes) => minutes >= 0).length).toBe(faster.cells);
    expect(lost.filter((minutes) => minutes >= 0).length).toBe(slower.cells);
    expect(gained.some((minutes, cell) => minutes >= 0 && lost[cell]! >= 0)).toBe(false);
    expect(lost.every((minutes) => minutes === -1 || (minutes * 60 > 0.99 && minutes <= 1440))).toBe(true);
    for (const { geotiff, tiles } of Object.values<Body>(body.surfaces)) {
      const bytes = await (await service.request(geotiff)).arrayBuffer();
      expect(new Uint8Array(bytes).slice(0, 2)).toEqual(new TextEncoder().encode('II'));
      const tile = await service.request(
        tiles.replace('{z}', '10').replace('{x}', '827').replace('{y}', '421'),
      );
      expect(tile.headers.get('content-type')).toBe('image/png');
    }
    const states = new Map(body.facilities.map((f: Body) => [f.id, f.state]));
    expect([states.get('extra'), states.get(facilities[0].id), states.get(facilities[5].id)]).toEqual([
      'only-b',
      'only-a',
      'both',
    ]);

    const rows = body.contributions.changes;
    expect(rows.map((row: Body) => row.type)).toEqual([
      'add-facility',
      'close-facility',
      'close-facility',
      'upgrade-facility',
    ]);
    expect(body.contributions.together).toEqual(body.covered.difference);
    // Upgrading what is not there cannot stand alone; building it cannot be left out while something
    // upgrades it.
    expect(rows[3].alone).toBeNull();
    expect(rows[0].last).toBeNull();
    expect(body.contributions.interaction).toBeNull();
    for (let k = 0; k < 3; k++) {
      expect(rows[0].alone[k]).toBeGreaterThanOrEqual(0);
      expect(rows[1].alone[k]).toBeLessThanOrEqual(0);
      expect(rows[3].last[k]).toBe(0);
    }
    const alone = await create([{ type: 'close-facility', facility: facilities[0].id }]);
    const closed = await cover(alone.id);
    expect(rows[1].alone).toEqual(
      closed.cutoffs.map((c: Body, k: number) => c.covered - base.cutoffs[k].covered),
    );

    // The same two runs by their ids, the other way round: every difference changes its sign.
    const back = await service.execute('compare', { region: 'qinghe', a: after.run, b: base.run });
    expect(back.body.covered.difference).toEqual(body.covered.difference.map((value: number) => -value));
    expect(back.body.cells.faster.cells).toBe(body.cells.slower.cells);
    expect(Buffer.from(minutesOf(back.body.run, 'faster').buffer).equals(Buffer.from(lost.buffer))).toBe(
      true,
    );
  });

  test('what cannot be compared is refused by name', async () => {
    const base = await cover();
    const other = await cover(undefined, { cutoffMinutes: [45] });
    const refused = await service.execute('compare', { region: 'qinghe', a: base.run, b: other.run });
    expect([refused.status, refused.body.code, refused.body.errors[0].code]).toEqual([
      422,
      'not-comparable',
      'compare-other-cutoffs',
    ]);
    const { body } = await service.execute('travel-time', { region: 'qinghe' });
    const wrong = await service.execute('compare', { ...COVERAGE, b: body.run });
    expect([wrong.body.code, wrong.body.errors[0].pointer]).toEqual(['not-comparable', '/b']);
    expect((await service.execute('compare', { ...COVERAGE, b: 'scenario:none' })).body.code).toBe(
      'scenario-not-found',
    );
    expect((await service.execute('compare', { ...COVERAGE, b: 'nothing' })).body.code).toBe('run-not-found');
  });
});
