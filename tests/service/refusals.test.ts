import { describe, expect, test } from 'vitest';
import { useService } from '../support/service.ts';

const service = useService();
const LANGUAGES = ['zh', 'en'] as const;

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
}

async function refuse(process: string, inputs: object, language: 'zh' | 'en'): Promise<Refusal> {
  const { status, body } = await service.execute(process, { region: 'qinghe', ...inputs }, language);
  return { ...body, status };
}

async function send(body: string, headers: Record<string, string>, language: 'zh' | 'en'): Promise<Refusal> {
  const response = await service.request('/api/processes/coverage/execution', {
    method: 'POST',
    headers,
    body: new TextEncoder().encode(body),
    language,
  });
  return { ...(await response.json()), status: response.status };
}

test.each([
  [{ within: 'nosuch' }, '/within'],
  [{ facilities: { zones: 'nosuch' } }, '/facilities/zones'],
  [{ zones: 'nosuch' }, '/zones'],
])('an unknown zone layer %j: a sentence with the known ones, at its place', async (inputs, pointer) => {
  for (const [language, sentence] of [
    ['zh', /没有名为“nosuch”的分区图层。可用：.*townships/],
    ['en', /There is no zone layer “nosuch”\. Known: .*townships/],
  ] as const) {
    const { status, errors } = await refuse('coverage', inputs, language);
    expect(status).toBe(422);
    expect(errors).toHaveLength(1);
    expect(errors![0]).toMatchObject({ pointer, code: 'zones-not-found' });
    expect(errors![0]!.detail).toMatch(sentence);
  }
});

describe('the body of an execution', () => {
  const json = JSON.stringify({ inputs: { region: 'qinghe', travel: { mode: 'fly' } } });

  test.each([
    [
      {},
      /没有 Content-Type 的内容，请以 application\/json/,
      /without a Content-Type; send application\/json/,
    ],
    [{ 'Content-Type': 'text/plain' }, /text\/plain/, /Cannot read text\/plain; send application\/json/],
  ])('with %j is no JSON', async (headers, zh, en) => {
    for (const [language, sentence] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const { status, code, detail } = await send(json, headers, language);
      expect([status, code]).toEqual([415, 'unsupported-media-type']);
      expect(detail).toMatch(sentence);
    }
  });

  test('is read as any kind of JSON; nothing at all is an empty object', async () => {
    const read = await send(json, { 'Content-Type': 'application/vnd.x+json; charset=utf-8' }, 'en');
    expect(read.errors![0]!.pointer).toBe('/travel/mode');
    const empty = await service.request('/api/processes/coverage/execution', { method: 'POST' });
    expect([empty.status, (await empty.json()).errors[0].pointer]).toEqual([422, '/region']);
  });

  test('may have the members of OGC beside inputs, and no others', async () => {
    const type = { 'Content-Type': 'application/json' };
    const inputs = { region: 'qinghe', travel: { mode: 'fly' } };
    for (const language of LANGUAGES) {
      const { status, errors } = await send(JSON.stringify({ inputs, foo: 1, 'a/b': 2 }), type, language);
      expect(status).toBe(422);
      expect(errors!.map(({ pointer }) => pointer)).toEqual(['/foo', '/a~1b']);
      expect(errors![0]!.detail).toContain('inputs, outputs, response');
    }
    const known = await send(JSON.stringify({ inputs, response: 'raw', outputs: {} }), type, 'en');
    expect(known.errors![0]!.pointer).toBe('/travel/mode');
  });
});

test('an unknown parameter is told the known ones of its place', async () => {
  const sent = { foo: 1, travel: { bar: 1, speeds: { road: { lane: 3 } } } };
  const { errors } = await refuse('coverage', sent, 'en');
  const details = Object.fromEntries(errors!.map(({ pointer, detail }) => [pointer, detail]));
  expect(details['/foo']).toContain('There are: region, scenario, travel');
  expect(details['/travel/bar']).toContain('There are: model, mode, direction');
  expect(details['/travel/speeds/road/lane']).toContain('There are: motorway, trunk');
});

test.each([
  [
    'coverage',
    { region: undefined },
    '/region',
    '缺少“region”，应为文字。',
    '“region” is missing; give text.',
  ],
  ['coverage', { region: 5 }, '/region', '应为文字；收到 5。', 'Expected text; got 5.'],
  [
    'coverage',
    { cutoffMinutes: [] },
    '/cutoffMinutes',
    '应为至少 1 项的列表；收到 0 项的列表。',
    'Expected a list of at least 1 entry; got a list of 0.',
  ],
  ['siting', { sites: 1.5 }, '/sites', '应为整数；收到 1.5。', 'Expected a whole number; got 1.5.'],
  [
    'explain',
    {},
    '/point',
    '缺少“point”，应为项数固定的列表（如 [经度, 纬度]）。',
    '“point” is missing; give a list of fixed length (such as [longitude, latitude]).',
  ],
  [
    'coverage',
    { travel: { neighbours: 9 } },
    '/travel/neighbours',
    '应为以下之一：8、16；收到 9。',
    'Expected one of 8, 16; got 9.',
  ],
  [
    'siting',
    { candidates: [[1]] },
    '/candidates/0',
    '应为至少 2 项的列表；收到 1 项的列表。',
    'Expected a list of at least 2 entries; got a list of 1.',
  ],
  [
    'referral',
    { chain: 'x' },
    '/chain',
    '应为是或否（true、false）或列表；收到文字“x”。',
    'Expected true or false, or a list; got the text “x”.',
  ],
])('%s %j says in plain words what is asked for', async (process, inputs, pointer, zh, en) => {
  expect((await refuse(process, inputs, 'zh')).errors![0]).toMatchObject({ pointer, detail: zh });
  expect((await refuse(process, inputs, 'en')).errors![0]).toMatchObject({ pointer, detail: en });
});

test('an unknown kind of decay is told the kinds, in both languages', async () => {
  for (const language of LANGUAGES) {
    const { errors } = await refuse('access-score', { decay: { kind: 'gauss' } }, language);
    expect(errors![0]!.pointer).toBe('/decay/kind');
    for (const kind of ['binary', 'gaussian-dai', 'stepped']) expect(errors![0]!.detail).toContain(kind);
  }
});

test('unknown ids and services of facilities say where the ids are and which services there are', async () => {
  const facilities = { ids: ['no-such'], services: ['outpatient', 'nosuch'] };
  for (const language of LANGUAGES) {
    const { errors } = await refuse('coverage', { facilities }, language);
    expect(errors!.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/facilities/ids/0', 'facility-unknown'],
      ['/facilities/services/1', 'service-unknown'],
    ]);
    const list = /\/api\/\S+items/.exec(errors![0]!.detail)![0];
    expect((await service.request(list)).status).toBe(200);
    expect(errors![1]!.detail).toMatch(/nosuch.*outpatient/);
  }
});

test('a filter that leaves nobody is refused at its place', async () => {
  const items = await (await service.request('/api/collections/qinghe.facilities/items?limit=1000')).json();
  const county = items.features.find(
    ({ properties }: { properties: { tier: string } }) => properties.tier === 'county',
  );
  const facilities = { tiers: ['village'], ids: [county.id] };
  const { code, errors } = await refuse('coverage', { facilities }, 'en');
  expect(code).toBe('no-facilities');
  expect(errors).toMatchObject([{ pointer: '/facilities', code: 'no-facilities' }]);
});

test.each([
  [
    'referral',
    { chain: ['other', 'county'] },
    '/chain',
    /village、township、county、other/,
    /village, township, county, other/,
  ],
  [
    'access-score',
    { method: 'raam', decay: { kind: 'linear' } },
    '/decay',
    /只有 method 不为 raam 时才起作用。$/,
    /works only with a method other than raam\.$/,
  ],
  [
    'siting',
    { model: 'p-median', sites: 1, targetPercent: 3 },
    '/targetPercent',
    /模型 p-median 不使用它/,
    /model p-median does not use it/,
  ],
])('%s %j names what would do', async (process, inputs, pointer, zh, en) => {
  for (const [language, sentence] of [
    ['zh', zh],
    ['en', en],
  ] as const) {
    const { errors } = await refuse(process, inputs, language);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.pointer).toBe(pointer);
    expect(errors![0]!.detail).toMatch(sentence);
  }
});

test('a report of runs that make none: the place, and what runs it can be made of', async () => {
  const { body } = await service.execute('mixed-coverage', {
    region: 'qinghe',
    facilities: { tiers: ['county'] },
    cutoffMinutes: [60],
    otherTravels: [{ mode: 'car' }],
    modeShares: [0.5, 0.5],
  });
  for (const language of LANGUAGES) {
    const refused = await service.execute('report', { runs: [body.run], language }, language);
    expect([refused.status, refused.body.code]).toEqual([422, 'report-runs']);
    expect(refused.body.errors).toHaveLength(1);
    expect(refused.body.errors[0]).toMatchObject({ pointer: '/runs', code: 'report-runs' });
    expect(refused.body.errors[0].detail).toMatch(/coverage.*siting.*siting-evaluate/);
  }
});

test('steps of a decay that cannot be used are told each at its field, in the language of the reader', async () => {
  const decay = { kind: 'stepped', edgesMinutes: [10, 5], weights: [1] };
  for (const [language, edges, weights] of [
    ['zh', /5 分钟不大于前一级的 10 分钟/, /给出 1 个权重，应为 2 个/],
    ['en', /5 minutes is not above the 10 before it/, /1 weights are given, expected 2/],
  ] as const) {
    const { errors } = await refuse('access-score', { decay }, language);
    expect(errors!.map(({ pointer }) => pointer)).toEqual(['/decay/edgesMinutes/1', '/decay/weights']);
    expect(errors![0]!.detail).toMatch(edges);
    expect(errors![1]!.detail).toMatch(weights);
  }
});
