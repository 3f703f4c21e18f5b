import type { Bilingual } from '../../../server/contract/text/sentence.ts';

/** Uncertainty of coverage. */
export const UNCERTAINTY_TEXTS = {
  sureSwitch: { zh: '有多大把握？', en: 'How sure?' },
  sureHint: {
    zh: '让车速、人口和开诊情况随机变动，重算 {draws} 次。',
    en: 'Varies speeds, people and closures at random, {draws} times.',
  },
  sureRange: { zh: '八成把握在 {low} 到 {high} 之间', en: 'Four chances in five: {low} to {high}' },
  surePeople: { zh: '{low}–{high} 人，中位 {middle} 人', en: '{low}–{high} people, middle {middle}' },
  sureChart: {
    zh: '覆盖率区间：P10 {low}，P50 {middle}，P90 {high}；单次计算 {now}',
    en: 'Range of coverage: P10 {low}, P50 {middle}, P90 {high}; single run {now}',
  },
  sureSingle: { zh: '单次计算', en: 'single run' },
  sureMap: { zh: '地图：各处被覆盖的把握', en: 'The map shows the chance of being covered.' },
  sureAssume: { zh: '假设', en: 'Assumptions' },
  sureDraws: { zh: '次数', en: 'Draws' },
  sureSpeed: { zh: '总体速度 ±%', en: 'All speeds ±%' },
  sureClass: { zh: '各类地面与道路 ±%', en: 'Each road and land ±%' },
  surePeopleSpread: { zh: '分区人口 ±%', en: 'People by zone ±%' },
  sureClosed: { zh: '机构关闭概率 %', en: 'Chance closed %' },
  sureNotCompat: { zh: '把握按标准计数方式计算。', en: 'The range uses the standard count.' },
} as const satisfies Record<string, Bilingual>;
