import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Travel in detail: slope, pace, moves, boarding, speeds. */
export const TRAVEL_DETAILS_TEXTS = {
  travelDetails: { zh: '出行细节与校准', en: 'Travel details and timed trips' },
  travelChanged: { zh: '已改动', en: 'changed' },
  travelDetailsHint: {
    zh: '一般不需要改动。改动后请重新计算；报告会列出所用参数。',
    en: 'Rarely needed. Recompute after a change; the report lists what was used.',
  },
  travelReset: { zh: '全部恢复默认', en: 'All back to defaults' },
  slopeLabel: { zh: '坡度对步行的影响', en: 'How slope slows walkers' },
  slopeTobler: { zh: 'Tobler（默认）', en: 'Tobler (default)' },
  slopeIrmischer: { zh: 'Irmischer–Clarke（坡度影响较小）', en: 'Irmischer–Clarke (milder)' },
  slopeNaismith: { zh: 'Naismith–Langmuir（上坡慢，缓下坡快）', en: 'Naismith–Langmuir (climbs slower)' },
  slopeNone: { zh: '不计坡度', en: 'Ignore slope' },
  walkFactorLabel: { zh: '步行速度', en: 'Walking speed' },
  walkFactorAll: { zh: '普通成人 × 1', en: 'Adults × 1' },
  walkFactorOlder: { zh: '65 岁及以上 × {factor}', en: '65 and over × {factor}' },
  walkFactorSource: {
    zh:
      '过街观测中，较慢的年长者与较慢的年轻者速度之比为 0.78（65 岁及以上，Knoblauch 等 1996）和 ' +
      '0.80（60 岁以上，Fitzpatrick 等 2006）。0.75 是再取低一些的约定值，不是测得值。',
    en:
      'At crossings, slow older walkers went at 0.78 (65 and over; Knoblauch et al. ' +
      '1996) and 0.80 (over 60; Fitzpatrick et al. 2006) of the speed of slow younger ' +
      'ones. 0.75 is rounded down from that: a convention, not a measurement.',
  },
  neighboursLabel: { zh: '地面每步方向数', en: 'Moves over land' },
  neighbours16: { zh: '16 向（最多绕长 2.75%）', en: '16 (at most 2.75% too long)' },
  neighbours8: { zh: '8 向（最多绕长 8.24%）', en: '8 (at most 8.24% too long)' },
  boardingLabel: { zh: '取车与停车（秒）', en: 'Fetching and parking (seconds)' },
  speedsOwn: { zh: '以下速度已替换默认值：', en: 'These speeds replace the defaults:' },
  speedsRow: { zh: '{name}：{kmh} 公里/小时（默认 {before}）', en: '{name}: {kmh} km/h (default {before})' },
  speedsReset: { zh: '恢复默认速度', en: 'Default speeds again' },
  speedsOtherMode: {
    zh: '校准所得速度属于另一种出行方式，此处未使用。',
    en: 'The speeds from timed trips belong to another way of travel and are not used here.',
  },
} as const satisfies Record<string, Bilingual>;
