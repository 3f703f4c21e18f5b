import { expect, test } from 'vitest';
import { listNames } from '../../server/contract/text/list-names.ts';
import { sentenceOf } from '../../server/contract/text/present.ts';

const say = (code: string, name: string, why: string): [string, string] => [
  sentenceOf(code, 'zh', { name, why }),
  sentenceOf(code, 'en', { name, why }),
];

test.each([
  [
    'decay',
    '≠ method ≠ raam',
    '只有 method 不为 raam 时才起作用',
    'it works only with a method other than raam',
  ],
  ['tauMinutes', '≠ method: raam', '只有 method 为 raam 时才起作用', 'it works only with method raam'],
  [
    'decay',
    '≠ method: e2sfca | kd2sfca | hansen | …',
    '只有 method 为 e2sfca、kd2sfca、hansen 等时才起作用',
    'it works only with method e2sfca, kd2sfca, hansen and others',
  ],
  [
    'decay',
    '≠ kind: stepped | method: kd2sfca',
    '只有 kind 为 stepped 或 method 为 kd2sfca 时才起作用',
    'it works only with kind stepped or with method kd2sfca',
  ],
  [
    'zones',
    '≠ chain | borderEffect',
    '只有给出 chain 或 borderEffect 时才起作用',
    'it works only with chain or borderEffect',
  ],
  [
    'contributions',
    '≠ a: baseline + b: scenario:ID',
    '只有 a 为 baseline 且 b 为 scenario:ID 时才起作用',
    'it works only with a baseline and with b scenario:ID',
  ],
  ['uncertainty', '≠ compat: —', '只有不给出 compat 时才起作用', 'it works only without compat'],
  [
    'residualOf',
    '≠ capacity: sequential | nearest-first | fair',
    '只有 capacity 为 sequential、nearest-first 或 fair 时才起作用',
    'it works only with capacity sequential, nearest-first or fair',
  ],
  ['travel', '≠ —', '此分析不使用它，请去掉', 'this analysis does not use it; leave it out'],
  ['robust', 'profiles', '只有给出 profiles 时才起作用', 'it works only with profiles'],
  ['closures', 'existing', '只有 existing 为 may-close 时才起作用', 'it works only with existing may-close'],
  [
    'frontier',
    'years',
    '不能与 years 同时使用，请去掉其一',
    'it does not go with years; leave one of them out',
  ],
  [
    'targetPercent',
    'model p-median',
    '模型 p-median 不使用它，请去掉或更换模型',
    'model p-median does not use it; leave it out or choose another model',
  ],
  [
    'facilities',
    'siting-candidates',
    'siting-candidates 不使用它，请去掉',
    'siting-candidates does not use it; leave it out',
  ],
])('why %s has no effect beside %j', (name, why, zh, en) => {
  expect(say('unused-parameter', name, why)).toEqual([
    `参数“${name}”在此不起作用：${zh}。`,
    `Parameter “${name}” has no effect here: ${en}.`,
  ]);
});

test.each([
  ['tiers', 'hierarchical', '模型 hierarchical 需要它', 'model hierarchical needs it'],
  [
    'leastPercent',
    'leastPercent | maximin',
    '请给出 leastPercent 或 maximin',
    'give leastPercent or maximin',
  ],
  ['siteCost', 'budget + siteCost', 'budget 和 siteCost 须同时给出', 'budget and siteCost go together'],
  ['existing', 'sites 0', '使用 sites 0 时必须给出', 'it is needed with sites 0'],
])('why %s is missing: %j', (name, why, zh, en) => {
  expect(say('missing-parameter', name, why)).toEqual([
    `缺少参数“${name}”：${zh}。`,
    `Parameter “${name}” is missing: ${en}.`,
  ]);
});

test('names are listed in the way of each language, with how many more there are', () => {
  const names = Array.from({ length: 7 }, (_, i) => ({ zh: `甲${i}`, en: `A${i}` }));
  expect(listNames(names)).toEqual({
    zh: '甲0、甲1、甲2、甲3、甲4，另有 2 个',
    en: 'A0, A1, A2, A3, A4 and 2 more',
  });
  expect(listNames(names.slice(0, 2))).toEqual({ zh: '甲0、甲1', en: 'A0, A1' });
  const parameters = { count: 7, namesZh: listNames(names).zh, namesEn: listNames(names).en };
  expect(sentenceOf('facilities-outside', 'en', parameters)).toContain('A4 and 2 more.');
  expect(sentenceOf('facilities-outside', 'zh', parameters)).toContain('甲4，另有 2 个。');
});
